"""更正现场记录: stated anew with a reason, the former kept; it goes on to agree with the count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.field_visits import a_field_visit
from tests.people import NOW, YANHU, YONGJI, clerk, person
from tests.stories import a_community, a_problem
from tingban.actions.inspections import field, visits
from tingban.data.audit.models import Entry
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.data.rectification.models import ProblemMove
from tingban.reads.inspections import visits as reads
from tingban.rules.actors import WRITERS, Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.inspections import Inspector, Position, VisitKind

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
AS_IT_WAS = field.Correction(
    started_at=NOW - timedelta(minutes=40),
    ended_at=NOW,
    staff=(Inspector("王勘", "1408-01"), Inspector("李查")),
    place="3号楼地下室",
    notes="",
    reason="写错楼号",
)


@pytest.fixture
def number() -> str:
    statement = a_field_visit(a_community(), position=Position(35.033333, 111.000278, 12))
    return field.record_visit(statement=statement, actor=clerk(), at=NOW, form="mark-1")


def correct(number: str, *, actor=None, version: int = 1, **told: object) -> None:
    field.correct_record(
        number=number, statement=replace(AS_IT_WAS, **told), version=version,
        actor=actor or clerk(), at=LATER,
    )  # fmt: skip


def test_the_record_reads_anew_and_the_former_stays(number):
    correct(number, place="5号楼地下室", staff=(Inspector("王勘", "1408-02"),))

    former, present = VisitRecord.objects.order_by("id")
    assert (present.place, present.staff) == ("5号楼地下室", [["王勘", "1408-02"]])
    assert (former.place, former.retracted_at) == ("3号楼地下室", LATER)
    assert former.retracted_by.note == "写错楼号"


def test_what_was_measured_and_the_mark_of_the_form_stay(number):
    correct(number, place="5号楼地下室")

    present = VisitRecord.objects.standing().get()
    assert (present.latitude, present.longitude, present.accuracy) == (35.033333, 111.000278, 12)
    assert present.found_nothing
    assert field.sent_before("mark-1", clerk()) == number


def test_the_log_tells_what_was_changed_and_not_where_the_telephone_was(number):
    correct(number, place="5号楼地下室")

    entry = Entry.objects.get(act="inspections.record_corrected")
    assert (entry.before["place"], entry.after["place"]) == ("3号楼地下室", "5号楼地下室")
    assert "35.0" not in str(entry.before) + str(entry.after)


def test_the_time_line_tells_both(number):
    correct(number, place="5号楼地下室")

    lines = {line.what: line for line in reads.visit(clerk(), number).history}
    assert lines["更正现场记录"].note == "具体位置：3号楼地下室 → 5号楼地下室"
    assert (lines["现场记录"].undone, lines["现场记录"].reason) == ("已改正", "写错楼号")


def test_what_says_the_same_is_no_act(number):
    correct(number)

    assert VisitRecord.objects.count() == 1
    assert Visit.objects.get().version == 1


def test_the_seconds_that_a_form_does_not_show_are_kept():
    ended_at = NOW - timedelta(seconds=20)
    statement = a_field_visit(a_community(), ended_at=ended_at)
    number = field.record_visit(statement=statement, actor=clerk(), at=NOW)

    correct(number, place="5号楼", ended_at=ended_at.replace(second=0))

    assert VisitRecord.objects.standing().get().ended_at == ended_at


def test_an_end_before_the_seconds_of_the_start_is_refused():
    began = NOW - timedelta(minutes=40, seconds=20)
    statement = a_field_visit(a_community(), started_at=began)
    number = field.record_visit(statement=statement, actor=clerk(), at=NOW)
    shown = began.replace(second=0)

    with pytest.raises(Refused, match="结束时间早于开始时间"):
        correct(number, started_at=shown, ended_at=shown)


def test_it_counts_up_the_version_and_wants_the_one_that_was_seen(number):
    correct(number, place="5号楼")

    with pytest.raises(Conflict):
        correct(number, place="6号楼")
    correct(number, place="6号楼", version=2)
    assert VisitRecord.objects.standing().get().place == "6号楼"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"reason": " "}, "请写明更正原因"),
        ({"started_at": NOW - timedelta(days=1)}, "登记在 2024年6月18日，开始时间应在同一天"),
        ({"ended_at": NOW - timedelta(hours=1)}, "结束时间早于开始时间"),
        ({"ended_at": LATER + timedelta(hours=1)}, "结束时间晚于现在"),
        ({"staff": ()}, "检查人员"),
        ({"staff": (Inspector("", "1408-01"), Inspector("李查"))}, "补上姓名"),
        ({"place": "楼" * 200}, "具体位置不超过"),
    ],
)
def test_what_cannot_be_is_refused(number, told, sentence):
    with pytest.raises(Refused, match=sentence):
        correct(number, **told)

    assert VisitRecord.objects.get().retracted_at is None


def test_a_verification_keeps_its_two_people():
    statement = a_field_visit(a_community(), kind=VisitKind.VERIFY)
    number = field.record_visit(statement=statement, actor=clerk(), at=NOW)

    with pytest.raises(Refused, match="须有两名以上工作人员"):
        correct(number, staff=(Inspector("王勘", "1408-01"),))


def test_time_and_people_stay_while_a_step_rests_on_them(number):
    visit = Visit.objects.get()
    problem, day = a_problem(visit.community, confirmed_on=NOW.date()), NOW.date()
    ProblemMove.objects.create(
        problem=problem, step="recheck", on=day, due_since=day, visit=visit,
        recorded_at=NOW, act=Entry.objects.latest("id"),
    )  # fmt: skip

    with pytest.raises(NotNow, match="不能更正时间和人员"):
        correct(number, staff=(Inspector("王勘", "1408-02"), Inspector("李查")))
    correct(number, place="5号楼地下室")


def test_a_voided_visit_has_nothing_to_correct(number):
    visits.void_visit(number=number, version=1, reason="走错小区", actor=clerk(), at=NOW)

    with pytest.raises(NotNow, match="已作废"):
        correct(number, place="5号楼", version=2)


def test_a_visit_entered_at_the_desk_has_no_record(number):
    bare = visits.add_visit(
        statement=a_field_visit(a_community("翠湖小区")).as_visit(), actor=clerk(), at=NOW
    )

    with pytest.raises(NotNow, match="没有现场记录"):
        correct(bare, place="5号楼")


@pytest.mark.parametrize("role", sorted(set(Role) - WRITERS))
def test_no_other_post_corrects(number, role):
    with pytest.raises((NotAllowed, NotFound)):
        correct(number, actor=person(role, YANHU), place="5号楼")


def test_an_officer_mends_what_he_wrote_himself(number):
    officer, place = person(Role.C_ENF, YANHU), a_community("翠湖小区")
    own = field.record_visit(statement=a_field_visit(place), actor=officer, at=NOW)

    correct(own, actor=officer, place="5号楼")
    with pytest.raises(NotAllowed, match="只能更正本人写的"):
        correct(number, actor=officer, place="5号楼")
    with pytest.raises(NotAllowed, match="只能更正本人写的"):
        correct(own, actor=person(Role.C_ENF, YANHU, "另一人"), place="6号楼", version=2)

    assert VisitRecord.objects.standing().get(visit__number=own).place == "5号楼"
    assert reads.visit(officer, own).is_own
    assert not reads.visit(officer, number).is_own


def test_another_countys_clerk_does_not_know_it(number):
    with pytest.raises(NotFound):
        correct(number, actor=clerk(YONGJI), place="5号楼")
