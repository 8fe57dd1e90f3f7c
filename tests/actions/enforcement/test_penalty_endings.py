"""How a penalty case ends otherwise: annulled by a review or a court, or with the police."""

from datetime import date

import pytest

from tests.measures import CRIME, ENCLOSED, TransferWalk, a_transfer
from tests.penalties import Walk, a_case, at, served
from tests.people import head
from tests.reads.weekly.numbers import value
from tests.stories import a_company
from tingban.actions.enforcement.penalty_cases import undo_penalty_step
from tingban.data.enforcement.models import Penalty
from tingban.data.rectification.models import Diversion
from tingban.reads.enforcement.penalty_cases import PENALTY
from tingban.reads.rectification.proceedings import running_clock
from tingban.rules.enforcement.penalty_stages import Act, Stage
from tingban.rules.errors import NotNow, Refused
from tingban.rules.rectification.fields import offered

pytestmark = pytest.mark.django_db


def c03(day: int) -> int:
    return value("C03", as_of=date(2024, 7, day), known_at=at(date(2024, 8, 30)))


@pytest.mark.parametrize("outcome", ["annulled", "unlawful"])
def test_what_a_review_annuls_counts_no_more_from_that_day_by_the_same_act(outcome):  # C03
    walk = served().to(7, 10).take(Act.PUBLISH).to(7, 15).take(Act.APPEAL)
    assert Diversion.objects.standing().count() == 1

    walk.to(7, 25).take(Act.ANNUL, outcome=outcome)

    assert Penalty.objects.get().revoked_on == walk.on
    assert {day: c03(day) for day in (5, 25, 26)} == {5: 1, 25: 1, 26: 0}
    assert not Diversion.objects.standing().exists()
    # 48Ⅱ: three working days to take it back from the public.
    assert (walk.row.stage, walk.row.due_rule) == (Stage.REVOKED, "DL-27")
    assert running_clock(walk.row).due_on == date(2024, 7, 30)
    walk.take(Act.UNPUBLISH).take(Act.ARCHIVE)


def test_without_a_review_or_a_suit_nothing_is_annulled():
    walk = served()

    with pytest.raises(NotNow, match="没有进行中的复议、诉讼"):
        walk.take(Act.ANNUL)
    with pytest.raises(Refused, match="“结果”填写的内容不对"):
        walk.take(Act.APPEAL).take(Act.END_APPEAL, outcome="annulled")
    assert c03(31) == 1


def test_an_annulled_decision_is_not_revoked_twice():
    walk = served().take(Act.APPEAL).take(Act.ANNUL)

    with pytest.raises(NotNow):
        walk.take(Act.REVOKE)
    with pytest.raises(NotNow, match="已经对外生效"):
        _undo(walk)


def _undo(walk: Walk) -> None:
    undo_penalty_step(
        number=walk.number, reason="x", version=walk.row.version, actor=head(), at=at(walk.on, 16)
    )


# --- 移送公安 -----------------------------------------------------------------------------------


def a_crime(walk: Walk, **told) -> TransferWalk:
    """Asked for on the problem of the case."""
    known = {"problems": (walk.problem.number,), "company_id": walk.company.pk} | told
    return a_transfer(answers=CRIME, **known)


def sent(crime: TransferWalk) -> TransferWalk:
    moment = at(crime.on, 11).isoformat()
    crime.step("prepare", materials=["调查报告 12 页"], **ENCLOSED)
    crime.step("approve", by=head(), approved_at=moment).sign("crime_letter")
    return crime.step("send", channel="hand", receipt="公安签收", sent_at=moment)


def test_a_crime_is_with_the_police_only_when_its_transfer_was_sent():  # 移送规定 5
    walk = a_case()
    with pytest.raises(NotNow, match="《行政执法机关移送涉嫌犯罪案件的规定》第五条"):
        walk.take(Act.HAND_OVER)
    crime = a_crime(walk)
    with pytest.raises(Refused, match="“已登记的移送”填写的内容不对"):
        walk.take(Act.HAND_OVER, transfer=crime.number)
    sent(crime)

    walk.take(Act.HAND_OVER, transfer=crime.number)

    assert walk.row.stage == Stage.MOVED


def test_the_transfers_of_the_case_are_what_may_be_chosen():
    walk = a_case()
    clue = a_transfer(company_id=walk.company.pk).sent()
    crime = sent(a_crime(walk))
    # Of another company; and one that the other side did not take.
    sent(a_transfer(answers=CRIME, company_id=a_company("别家物业").pk))
    back = a_transfer(company_id=walk.company.pk).sent()
    back.step("decline", answer_number="1号", answer="不属本局")

    asked = offered(PENALTY.fields[Act.HAND_OVER], PENALTY.beside(walk.row))

    assert [key for key, _ in asked[1].choices] == [clue.number, crime.number]
    with pytest.raises(NotNow, match="登记移送回执"):
        walk.take(Act.HAND_OVER, transfer=clue.number)


def _told(act: str) -> dict[str, str]:
    if act == "review":
        return {"request": "事实清楚，应当立案"}
    return {"answer_number": "1号", "answer": "答复"}


@pytest.mark.parametrize(
    "steps", [("decline",), ("not_file",), ("not_file", "review", "uphold")]
)  # fmt: skip
def test_what_the_police_sent_back_stays_back_though_it_is_closed(steps):  # 移送规定 5
    walk = a_case()
    crime = sent(a_crime(walk))
    for act in steps:
        crime.step(act, by=head(), **_told(act))
    crime.step("close", reason="公安不立案")

    with pytest.raises(Refused, match="“已登记的移送”填写的内容不对"):
        walk.take(Act.HAND_OVER, transfer=crime.number)


def test_what_the_police_filed_after_all_is_with_them():  # 移送规定 9
    walk = a_case()
    crime = sent(a_crime(walk))
    for act in ("not_file", "review", "file"):
        crime.step(act, by=head(), **_told(act))

    walk.take(Act.HAND_OVER, transfer=crime.number)

    assert walk.row.stage == Stage.MOVED


def test_another_crime_of_the_company_is_not_this_one():  # 移送规定 5
    walk = a_case()
    other = sent(a_transfer(answers=CRIME, company_id=walk.company.pk))

    with pytest.raises(NotNow, match="移送本案的涉嫌犯罪案件"):
        walk.take(Act.HAND_OVER, transfer=other.number)


def test_what_goes_to_another_organ_needs_no_crime():
    walk = a_case().take(Act.HAND_OVER, receiver_organ="fire")

    assert walk.row.stage == Stage.MOVED
