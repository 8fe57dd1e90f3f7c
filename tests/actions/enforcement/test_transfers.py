"""移送 on the database: handed over, answered, asked after; crimes in hours; what is sealed."""

from datetime import date, datetime, timedelta

import pytest

from tests.at_once import at_once, refusals
from tests.lives import escalated, with_company
from tests.measures import CLUE, CRIME, ENCLOSED, TODAY, a_transfer, signed
from tests.people import NOW, YONGJI, ZONE, clerk, head, person
from tests.reads.weekly.numbers import row
from tests.stories import a_company
from tingban.actions.enforcement import transfers
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.enforcement.models import Transfer
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.reads.overview.sheets import sheets_about
from tingban.reads.rectification.proceedings import found, running_clock
from tingban.rules.actors import CITY_CODE, Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
ANSWER = {"answer_number": "盐市监案〔2024〕3号", "answer": "已受理"}
MOMENT = datetime(2024, 6, 18, 16, 30, tzinfo=ZONE)


def undo(walk, by=None, reason="登记错") -> None:
    transfers.undo_transfer_step(
        number=walk.number, reason=reason, version=walk.row.version, actor=by or clerk(), at=NOW
    )


def test_it_is_approved_sent_answered_and_closed():
    walk = a_transfer().sent()
    assert (walk.row.stage, walk.row.due_rule) == ("sent", "T-P12/transfer-ask")

    walk.later(3).step("accept", **ANSWER).later(5).step("file", **ANSWER)
    walk.later(9).step("result", **ANSWER).step("close", reason="已依法处罚")

    assert (walk.row.stage, walk.row.due_at, walk.row.closed_on) == ("closed", None, walk.on)


def test_it_is_asked_for_again_every_15_days():
    walk = a_transfer().sent()
    assert running_clock(walk.row).due_on == date(2024, 7, 3)

    walk.later(15).step("urge", way="phone", asked="市监局值班人员答复正在核查")
    assert running_clock(walk.row).due_on == date(2024, 7, 18)

    walk.later(15)
    with pytest.raises(NotNow, match="《催询函》"):
        walk.step("urge", way="letter", asked="发函催询")
    walk.sign("transfer_urging").step("urge", way="letter", asked="发函催询")
    assert (walk.row.stage, running_clock(walk.row).due_on) == ("sent", date(2024, 8, 2))


def test_nothing_goes_without_its_letter():
    walk = a_transfer().step("approve", by=head())

    with pytest.raises(NotNow, match="《移送函》"):
        walk.step("send", channel="system", receipt="1")


def test_a_clerk_does_not_approve():
    with pytest.raises(NotAllowed):
        a_transfer().step("approve")


def test_what_is_declined_is_closed_with_a_reason():
    walk = a_transfer().sent().step("decline", **ANSWER)

    walk.step("close", reason="不属市监职权，改送发改部门")

    assert walk.row.stage == "closed"


def test_no_cell_of_the_report_counts_a_transfer():
    before = row()

    a_transfer().sent()

    assert row() == before


def test_the_branch_of_the_escalation_leads_here():
    problem = escalated(with_company(), MeasureKind.TRANSFER)

    walk = a_transfer(
        problems=(problem.number,), community_code=problem.community.code,
        company_id=problem.company_id,
    )  # fmt: skip

    assert walk.row.community == problem.community
    assert problem.links.get().measure.kind == MeasureKind.TRANSFER


# A suspected crime (移送规定).


@pytest.fixture
def crime():
    """Approved on Tuesday at 16:30, with all that goes with it."""
    walk = a_transfer(answers=CRIME, company_id=a_company().pk)
    walk.step("prepare", materials=["账册 3 本"], **ENCLOSED)
    return walk.step("approve", by=head(), approved_at=MOMENT.isoformat())


def sent_at(moment) -> dict:
    return {"channel": "hand", "receipt": "值班室签收", "sent_at": moment.isoformat()}


def test_the_head_decides_within_three_days():
    walk = a_transfer(answers=CRIME)

    assert (walk.row.due_rule, running_clock(walk.row).due_on) == ("DL-28", date(2024, 6, 21))


def test_not_to_hand_over_is_a_decision_with_its_reason():
    walk = a_transfer(answers=CRIME)
    with pytest.raises(NotNow, match="理由记录在案"):
        walk.step("keep_back", by=head())
    with pytest.raises(NotNow, match="不批准并将理由记录在案"):
        walk.step("drop", reason="不移了")

    walk.step("keep_back", by=head(), reason="数额未达追诉标准")

    assert walk.row.stage == "kept_back"


def test_it_is_due_to_the_minute(crime):
    assert (crime.row.due_rule, crime.row.due_at) == ("DL-28/send", MOMENT + timedelta(hours=24))
    clock = running_clock(crime.row)
    assert (clock.started_at, clock.late_from) == (MOMENT, MOMENT + timedelta(hours=24))

    crime.step("prepare", materials=["账册 4 本"], **ENCLOSED)

    assert crime.row.due_at == MOMENT + timedelta(hours=24)


def test_what_goes_with_it_is_asked_one_by_one():
    walk = a_transfer(answers=CRIME, company_id=a_company().pk)
    walk.step("prepare", materials=["账册"], **ENCLOSED)
    walk.step("approve", by=head(), approved_at=MOMENT.isoformat()).sign("crime_letter")
    walk.step("prepare", materials=["账册"], report="调查报告", inventory="", appraisal="无")

    with pytest.raises(NotNow, match="应当附涉案物品清单（移送规定第六条）"):
        walk.step("send", **sent_at(MOMENT))


def test_the_police_refuse_and_the_review_upholds_it(crime):
    crime.sign("crime_letter").step("send", **sent_at(MOMENT + timedelta(hours=1)))
    assert crime.row.due_rule == "DL-28/police"
    crime.later(3).step("not_file", **ANSWER)
    assert crime.row.due_rule == "DL-28/review"

    crime.later(3).step("review", by=head(), request="数额已达标准")
    assert crime.row.due_rule == "DL-28/reviewed"
    crime.later(3).step("uphold", **ANSWER)
    crime.step("watch", by=head(), prosecutor="盐湖区人民检察院", request="应当立案")
    crime.later(9).step("file", **ANSWER)

    assert crime.row.stage == "filed"


def test_the_review_is_asked_for_within_three_days(crime):
    crime.sign("crime_letter").step("send", **sent_at(MOMENT))
    crime.step("not_file", **ANSWER).later(4)

    with pytest.raises(NotNow, match="2024年6月21日已经过了"):
        crime.step("review", by=head(), request="数额已达标准")


def test_sent_too_late_it_says_why(crime):
    crime.later(1).sign("crime_letter")
    late = sent_at(MOMENT + timedelta(hours=24, seconds=1))
    with pytest.raises(NotNow, match="超过了批准后 24 小时"):
        crime.step("send", **late)

    crime.step("send", reason="暴雨，道路中断", **late)

    assert crime.row.stage == "sent"


def test_approval_is_taken_back_with_its_hours(crime):
    undo(crime, by=head())

    assert (crime.row.stage, crime.row.due_rule) == ("draft", "DL-28")


# 联合惩戒 (T-X07).


def test_joint_measures_go_with_their_own_letter():
    answers = CLUE | {"matter": "joint", "receiver": "tax", "measures": ["inspect", "tax"]}
    walk = a_transfer(answers=answers, company_id=a_company().pk).step("approve", by=head())
    walk.sign("joint_letter").step("send", channel="system", receipt="1")

    assert walk.row.stage == "sent"


# 纪检监察: sealed.

SEALED = CLUE | {"receiver": "discipline", "office": "市纪委监委", "bases": ["PET-22.2", "PET-30"]}


def chief():
    return person(Role.M_LD)


def test_what_is_sealed_exists_for_the_citys_head_and_discipline_alone():
    walk = a_transfer(answers=SEALED, by=chief(), county=CITY_CODE)

    for who in (chief(), person(Role.JJ)):
        assert found(TRANSFERS, who, walk.number).is_sealed
    for who in (person(Role.M_OP), person(Role.M_XF), person(Role.PROV), head(), clerk()):
        with pytest.raises(NotFound):
            found(TRANSFERS, who, walk.number)


def test_a_county_seals_nothing():
    with pytest.raises(NotNow, match="由市级负责人移送纪检监察机关"):
        a_transfer(answers=SEALED, by=head())


def test_what_is_sealed_is_tied_to_no_problem():
    problem = escalated(with_company(), MeasureKind.TRANSFER)

    with pytest.raises(Refused, match="不关联问题"):
        a_transfer(answers=SEALED, by=chief(), county=CITY_CODE, problems=(problem.number,))


def test_each_matter_is_written_of_in_its_own_letter_alone_and_what_is_sealed_in_the_sealed_one():
    city = {"by": chief(), "county": CITY_CODE}
    numbers = {
        "sealed_letter": a_transfer(answers=SEALED, **city).number,
        "transfer_letter": a_transfer(**city).number,
        "crime_letter": a_transfer(answers=CRIME, **city).number,
    }

    written = {
        letter: {
            sheet.template.key.partition(".")[2]
            for sheet in sheets_about("transfer")
            if sheet.sees(chief(), number)
        }
        for letter, number in numbers.items()
    }
    assert written == {
        "sealed_letter": {"sealed_letter"},
        "transfer_letter": {"transfer_letter", "transfer_urging"},
        "crime_letter": {"crime_letter", "transfer_urging"},
    }


# Two at once, again, elsewhere, taken back.


def test_of_two_who_send_at_once_one_is_told(transactional_db):
    walk = a_transfer().step("approve", by=head()).sign("transfer_letter")
    version = walk.row.version
    told = {"channel": "system", "receipt": "1"}

    answers = at_once(*[lambda: walk.step("send", version=version, **told)] * 2)

    (refusal,) = refusals(answers)
    assert isinstance(refusal, Conflict | NotNow)
    assert walk.row.moves.filter(step="send").count() == 1


def test_what_was_sent_stays_sent():
    walk = a_transfer().sent()

    with pytest.raises(NotNow, match="已经对外生效"):
        undo(walk)
    walk.step("accept", **ANSWER)
    undo(walk)
    assert (walk.row.stage, walk.row.due_rule) == ("sent", "T-P12/transfer-ask")


def test_another_county_finds_nothing():
    walk = a_transfer()

    with pytest.raises(NotFound):
        walk.step("drop", by=clerk(YONGJI), reason="x")


def test_a_form_sent_twice_asks_once():
    opening = Opening(
        county="140802", title="某小区收费", on=TODAY, answers=CLUE, company_id=a_company().pk
    )

    told = {"opening": opening, "actor": clerk(), "at": NOW, "form": "f1"}

    assert len({transfers.open_transfer(**told) for _ in range(2)}) == 1
    assert Transfer.objects.count() == 1


def test_an_older_page_changes_nothing():
    walk = a_transfer()
    walk.step("approve", by=head())
    signed("transfer_letter", walk.number)

    with pytest.raises(Conflict):
        transfers.take_transfer_step(
            number=walk.number, act="send", version=1, actor=clerk(), at=NOW,
            told=Told(TODAY, answers={"channel": "system", "receipt": "1"}),
        )  # fmt: skip
