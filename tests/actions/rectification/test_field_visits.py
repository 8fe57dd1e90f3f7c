"""A report from the field: visit, photos and problems come together, once, or not at all."""

from datetime import datetime, timedelta

import pytest

from tests import sample_files as files
from tests.at_once import at_once
from tests.attached import upload
from tests.field_visits import a_finding, a_report
from tests.people import NOW, YANHU, YONGJI, ZONE, clerk, person
from tests.stories import a_community, a_company, a_contract
from tingban.actions.documents.intake import Upload
from tingban.actions.rectification import field_visits
from tingban.actions.rectification.field_visits import FieldReport
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.data.rectification.models import Problem
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.sharing import Sharing
from tingban.rules.errors import NotAllowed, NotFound, Refused
from tingban.rules.inspections import Inspector, VisitKind
from tingban.rules.rectification import Category
from tingban.rules.rectification.stages import Stage

pytestmark = pytest.mark.django_db


def send(report: FieldReport, actor: Actor | None = None, **told) -> str:
    told = {"at": NOW} | told
    return field_visits.report_visit(report=report, actor=actor or clerk(), **told)


def nothing_is_written() -> bool:
    tables = (Visit, VisitRecord, Problem, Attachment)
    return not any(table.objects.exists() for table in tables)


def names_of(subject: str) -> list[str]:
    rows = Attachment.objects.filter(subject=subject).order_by("id")
    return list(rows.values_list("name", flat=True))


def test_what_was_found_stands_as_problems_beside_its_visit():
    place, company = a_community(), a_company()
    a_contract(place, company, NOW.date() - timedelta(days=30))
    report = a_report(place, a_finding(), a_finding(Category.CAT_3, description="通道堵塞"))

    number = send(report)

    first, second = Problem.objects.order_by("id")
    assert (first.category, first.acts, first.description) == ("CAT-1", "1-01", "楼道多日无人清扫")
    assert (second.category, second.description) == ("CAT-3", "通道堵塞")
    assert {it.stage for it in (first, second)} == {Stage.CFM}
    assert {(it.source, it.source_ref) for it in (first, second)} == {("survey", number)}
    assert {it.confirmed_on for it in (first, second)} == {NOW.date()}
    assert {it.company for it in (first, second)} == {company}
    assert first.due_on is not None
    assert first.responsible == "项目经理 王某"
    assert names_of(f"visit:{number}") == ["大门.jpg"]
    assert names_of(f"problem:{first.number}") == ["楼道 1.jpg"]


def test_a_visit_that_found_nothing_says_so():
    send(a_report(a_community()))

    assert VisitRecord.objects.get().found_nothing
    assert not Problem.objects.exists()


@pytest.mark.parametrize(
    ("findings", "found_nothing", "sentence"),
    [((), False, "请选“没有发现问题”，或写下"), ((a_finding(),), True, "只留一样")],
)
def test_nothing_and_something_are_told_apart(findings, found_nothing, sentence):
    report = a_report(a_community(), *findings, visit={"found_nothing": found_nothing})

    with pytest.raises(Refused, match=sentence):
        send(report)

    assert nothing_is_written()


def test_one_finding_that_cannot_be_keeps_everything_out():
    report = a_report(a_community(), a_finding(), a_finding(Category.CAT_9, acts=("9-99",),
                                                            description=""))  # fmt: skip

    with pytest.raises(Refused, match="“其他违法违规行为”：选择“其他”时"):
        send(report)

    assert nothing_is_written()
    assert not Entry.objects.filter(act__startswith="documents.").exists()


def test_one_bad_photo_keeps_everything_out_and_each_is_named():
    report = a_report(
        a_community(),
        a_finding(photos=(upload(files.HTML, "楼道.jpg"),)),
        photos=(upload(b"", "大门.jpg"),),
    )

    with pytest.raises(Refused) as caught:
        send(report)

    assert len(caught.value.sentence.splitlines()) == 2
    assert nothing_is_written()


def test_a_finding_names_what_was_done():
    with pytest.raises(Refused, match="请至少选一项“未按照合同约定提供服务”的问题行为"):
        send(a_report(a_community(), a_finding(acts=())))


def test_a_finding_without_a_photo_rests_on_those_of_the_visit():
    number = send(a_report(a_community(), a_finding(photos=())))

    entry = Entry.objects.get(act="rectification.problem_confirmed")
    assert entry.after["evidence"] == [f"检查记录 {number} 的现场照片 1 张"]


def test_without_any_photo_it_is_no_problem_yet():
    with pytest.raises(Refused, match="至少列出一件证据"):
        send(a_report(a_community(), a_finding(photos=()), photos=()))

    assert nothing_is_written()


def test_an_officer_brings_clues_and_the_office_confirms():
    officer = person(Role.C_ENF, YANHU)
    report = a_report(a_community(), a_finding(), is_confirmed=False, responsible="")

    send(report, officer)

    assert Problem.objects.get().stage == Stage.SUS
    with pytest.raises(NotAllowed):
        send(a_report(a_community("乙园"), a_finding()), officer)


def test_what_is_put_right_on_the_spot_is_done_the_same_day():  # T-P04
    after = (upload(files.png(), "整改后 1.png"),)

    send(a_report(a_community(), a_finding(is_mended=True, after=after)))

    problem = Problem.objects.get()
    assert (problem.stage, problem.completed_on) == (Stage.CMP, NOW.date())
    assert names_of(f"problem:{problem.number}") == ["楼道 1.jpg", "整改后 1.png"]


@pytest.mark.parametrize(
    ("told", "visit", "sentence"),
    [
        ({"after": ()}, {}, "整改前和整改后的照片"),
        ({}, {"staff": (Inspector("王勘"),)}, "两名工作人员"),
    ],
)
def test_on_the_spot_two_see_before_and_after(told, visit, sentence):  # T-P04
    mended = {"is_mended": True, "after": (upload(files.png(), "后.png"),)} | told

    with pytest.raises(Refused, match=sentence):
        send(a_report(a_community(), a_finding(**mended), visit=visit))

    assert nothing_is_written()


def test_a_clue_is_not_put_right():
    after = (upload(files.png(), "后.png"),)
    report = a_report(a_community(), a_finding(is_mended=True, after=after), is_confirmed=False)

    with pytest.raises(Refused, match="不能只记为线索"):
        send(report)


@pytest.mark.parametrize("kind", [VisitKind.VERIFY, VisitKind.RECHECK])
def test_a_verification_has_a_photo_and_two_who_saw(kind):  # T-C10
    alone = {"kind": kind, "staff": (Inspector("王勘"),)}
    with pytest.raises(Refused, match="两名以上工作人员"):
        send(a_report(a_community(), visit=alone))
    with pytest.raises(Refused, match="至少附一张现场照片"):
        send(a_report(a_community("乙园"), visit={"kind": kind}, photos=()))

    assert nothing_is_written()


@pytest.mark.parametrize(
    ("kind", "source"),
    [("survey", "survey"), ("verify", "complaint"), ("supervise", "supervision")],
)
def test_a_problem_says_on_what_kind_of_visit_it_came_to_light(kind, source):
    send(a_report(a_community(), a_finding(), visit={"kind": VisitKind(kind)}))

    assert Problem.objects.get().source == source


def test_only_the_photos_of_problems_are_for_the_company():
    send(a_report(a_community(), a_finding(), sharing=Sharing.SHAREABLE))

    told = dict(Attachment.objects.values_list("name", "sharing"))
    assert told == {"大门.jpg": "internal", "楼道 1.jpg": "shareable"}


def test_when_the_telephone_took_a_photo_that_it_made_smaller():
    taken_at = datetime(2024, 6, 18, 10, 2, tzinfo=ZONE)
    small = Upload("大门.jpg", len(files.plain_photo()), files.plain_photo, taken_at)
    whole = Upload("全貌.jpg", len(files.photo()), files.photo, taken_at)

    send(a_report(a_community(), photos=(small, whole)))

    told = dict(Attachment.objects.values_list("name", "exif"))
    assert told["大门.jpg"] == {"told_at": taken_at.isoformat()}
    # The camera's own word stands where it is still there.
    assert "told_at" not in told["全貌.jpg"]
    assert VisitRecord.objects.get().reduced == 1


def test_the_same_form_sent_twice_makes_one_of_everything():
    report = a_report(a_community(), a_finding())

    first = send(report, form="mark-1")
    again = send(report, form="mark-1", at=NOW + timedelta(days=3))

    assert first == again
    counts = [it.objects.count() for it in (Visit, VisitRecord, Problem, Attachment)]
    assert counts == [1, 1, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_makes_one_of_everything():
    report, actor = a_report(a_community(), a_finding()), clerk()

    answers = at_once(*[lambda: send(report, actor, form="mark-1") for _ in range(2)])

    assert answers[0] == answers[1] == Visit.objects.get().number
    assert [it.objects.count() for it in (Problem, Attachment)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_inspectors_of_one_community_do_not_wait_for_each_other_for_ever():
    place, actors = a_community(), (clerk(), clerk(name="另一人"))

    answers = at_once(*[
        lambda actor=actor: send(a_report(place, a_finding()), actor) for actor in actors
    ])  # fmt: skip

    assert set(answers) == set(Visit.objects.values_list("number", flat=True))
    assert Problem.objects.count() == 2


def test_another_countys_community_does_not_exist():
    with pytest.raises(NotFound):
        send(a_report(a_community(county=YONGJI), a_finding()))

    assert nothing_is_written()
