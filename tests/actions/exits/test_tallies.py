"""The result: closed, frozen with its digest, posted, objected to, counted again."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.people import ZONE, clerk
from tests.votes import (
    COUNTED,
    NO,
    PLAN,
    POSTED,
    VOID,
    VOTING,
    YES,
    a_closed_vote,
    a_part,
    a_vote_to_count,
    both_enter,
    close,
    enter,
    parts,
    post,
    tellers,
    the_vote,
)
from tingban.actions.exits.ballots import reopen_ballot, serve_ballots
from tingban.actions.exits.objections import Answer, answer_objection, object_to
from tingban.actions.exits.roll_corrections import PartStatement, correct_roll
from tingban.actions.exits.tallies import close_vote, post_result
from tingban.data.exits.models import Objection, VoteClosing
from tingban.kit.digests import digest_of_ids
from tingban.reads.exits import votes as reads
from tingban.reads.exits.vote_evidence import counted_ids
from tingban.rules.errors import NotFound, NotNow, Refused
from tingban.rules.exits.vote import Matter, Weight
from tingban.rules.exits.vote_ballots import Mark, Reading, ballot_number

pytestmark = pytest.mark.django_db
LATER = datetime(2024, 7, 20, 9, tzinfo=ZONE)


def result(vote_id: int):
    return reads.result_of(the_vote(vote_id))


def objecting(vote_id: int, on: date = date(2024, 7, 13), **told: object) -> int:
    known = {"room": "1号楼 1单元 103", "text": "我没有收到表决票"} | told
    return object_to(vote_id=vote_id, on=on, actor=clerk(), at=LATER, **known)


def answering(vote_id: int, objection_id: int, *, recounts: bool = False, **told: object) -> None:
    known = {"on": date(2024, 7, 16), "is_upheld": recounts, "text": "已逐一核对送达记录"} | told
    answer_objection(
        vote_id=vote_id, objection_id=objection_id, answer=Answer(recounts=recounts, **known),
        actor=clerk(), at=LATER,
    )  # fmt: skip


# --- closed -------------------------------------------------------------------------------------


def test_a_closed_vote_keeps_the_figures_a_court_asks_for():
    vote_id = a_closed_vote(YES, YES)

    found = result(vote_id)
    row = found.on(Matter.DISMISS)
    assert (found.quorum, found.passed, found.closed_on) == (True, True, date(2024, 7, 11))
    assert row.tally.whole == Weight(30000, 3)
    assert row.tally.taking_part == row.tally.in_favour == Weight(20000, 2)
    assert (found.counted, found.invalid, found.not_returned) == (2, 0, 1)
    assert found.witness == "东城街道 赵某"
    assert len(found.digest) == 64
    assert the_vote(vote_id).stage == "closed"


@pytest.mark.parametrize(
    ("readings", "quorum", "passed"),
    [
        ((YES, YES, NO), True, True),
        ((YES, NO), True, False),
        ((YES,), False, False),
        ((YES, VOID), False, False),
        ((NO, NO, NO), True, False),
        ((), False, False),
    ],
)
def test_what_comes_of_three_homes(readings, quorum, passed):
    found = result(a_closed_vote(*readings))

    assert (found.quorum, found.passed) == (quorum, passed)


def test_invalid_ballots_are_told_by_reason():
    assert result(a_closed_vote(YES, VOID)).reasons == (("没有签名", 1),)


def test_several_matters_have_their_own_result():
    plan = replace(PLAN, matters=((Matter.DISMISS, ""), (Matter.HIRE, "选聘新光物业")))
    yes_no, yes_yes = Reading((Mark.FOR, Mark.AGAINST)), Reading((Mark.FOR, Mark.FOR))

    found = result(a_closed_vote(yes_no, yes_yes, yes_no, plan=plan))

    assert found.on(Matter.DISMISS).passed
    assert not found.on(Matter.HIRE).passed
    assert found.on(Matter.HIRE).text == "选聘新光物业"


def test_those_served_follow_the_majority_only_where_the_rules_of_the_owners_say_so():
    follow = replace(
        PLAN, follow=True, rule_name="业主大会议事规则", rule_text="未参与表决的业主计入多数票。"
    )
    vote_id = a_vote_to_count(plan=follow)
    serve_ballots(
        vote_id=vote_id, numbers=None, on=date(2024, 7, 1), way="上门送交", actor=clerk(), at=VOTING
    )
    both_enter(vote_id, 1, YES)
    close(vote_id)

    row = result(vote_id).matters[0]
    assert row.passed
    assert row.hangs_on_followers
    assert row.strict.taking_part == Weight(10000, 1)


def test_it_is_not_closed_before_the_last_day():
    vote_id = a_vote_to_count()

    with pytest.raises(NotNow, match=r"7月10日才截止.*第二百七十八条"):
        close(vote_id, date(2024, 7, 9))


def test_it_is_not_closed_while_something_is_open():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)
    with pytest.raises(NotNow, match="1 张票只有一人录入"):
        close(vote_id)
    enter(vote_id, 1, NO, other)
    with pytest.raises(NotNow, match=r"1 张票两人不一致.*是平台的规则"):
        close(vote_id)


def test_it_is_not_closed_while_an_owner_has_no_ballot():
    vote_id = a_vote_to_count()
    correct_roll(
        vote_id=vote_id, part_id=None, to=PartStatement(a_part("104", 5000, ("赵某",)), False),
        reason="漏登一户", actor=clerk(), at=VOTING,
    )  # fmt: skip

    with pytest.raises(NotNow, match="1 位业主还没有表决票"):
        close(vote_id)


def test_somebody_witnesses_the_count():
    with pytest.raises(Refused, match=r"见证人.*《物业管理条例》第十条"):
        close_vote(
            vote_id=a_vote_to_count(), on=COUNTED.date(), witness=" ", actor=clerk(), at=COUNTED
        )


def test_a_closed_vote_takes_no_ballot_and_no_correction():
    vote_id = a_closed_vote(YES, YES)

    with pytest.raises(NotNow, match="计票已经结束"):
        enter(vote_id, 3, YES)
    with pytest.raises(NotNow, match="先登记异议"):
        correct_roll(
            vote_id=vote_id, part_id=parts(vote_id)[0].pk, to=None, reason="重复登记",
            actor=clerk(), at=COUNTED,
        )  # fmt: skip


def test_the_digest_follows_from_what_was_counted():
    one, other = a_closed_vote(YES, YES), a_closed_vote(YES, YES)

    assert result(one).digest != result(other).digest
    assert result(one).digest == digest_of_ids(counted_ids(the_vote(one)))


# --- posted -------------------------------------------------------------------------------------


def test_from_the_posting_run_three_days_and_a_year():
    vote_id = a_closed_vote(YES, YES)
    assert result(vote_id).posted_on is None

    post(vote_id)

    found = result(vote_id)
    assert (found.posted_on, found.annulment_until) == (date(2024, 7, 12), date(2025, 7, 12))
    assert reads.objections_until(found.posted_on) == date(2024, 7, 15)


def test_a_result_is_posted_once_not_before_it_is_there_and_somewhere():
    vote_id = a_closed_vote(YES, YES)
    told = {"vote_id": vote_id, "actor": clerk(), "at": POSTED}
    with pytest.raises(Refused, match="早于计票结束日期"):
        post_result(**told, on=date(2024, 7, 10), place="门口")
    with pytest.raises(Refused, match="在哪里公示"):
        post_result(**told, on=POSTED.date(), place="")
    post(vote_id)
    with pytest.raises(NotNow, match="已经登记公示"):
        post(vote_id)


# --- objected to --------------------------------------------------------------------------------


def test_an_objection_waits_for_the_posting():
    with pytest.raises(NotNow, match="还没有公示"):
        objecting(a_closed_vote(YES, YES))


@pytest.mark.parametrize(("on", "is_late"), [(15, False), (16, True)])
def test_what_comes_after_three_days_is_kept_and_marked(on, is_late):
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)

    objecting(vote_id, date(2024, 7, on))

    assert Objection.objects.get().is_late is is_late


@pytest.mark.parametrize("told", [{"room": " "}, {"text": "不"}])
def test_an_objection_says_whose_and_what(told):
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)

    with pytest.raises(Refused, match="哪一户提出异议"):
        objecting(vote_id, **told)


def test_an_objection_that_does_not_hold_is_answered_and_the_result_stands():
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    objection = objecting(vote_id)

    answering(vote_id, objection)

    assert result(vote_id).passed
    with pytest.raises(NotNow, match="已经答复"):
        answering(vote_id, objection)


def test_one_that_holds_opens_the_count_again_and_the_first_result_is_history():
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    answering(vote_id, objecting(vote_id), recounts=True)
    assert (result(vote_id), the_vote(vote_id).stage) == (None, "counting")

    reopen_ballot(
        vote_id=vote_id, code=ballot_number(2), reason="看错了一张", actor=clerk(), at=LATER
    )
    both_enter(vote_id, 2, NO)
    close_vote(
        vote_id=vote_id, on=date(2024, 7, 17), witness="东城街道 赵某", actor=clerk(), at=LATER
    )

    assert not result(vote_id).passed
    assert result(vote_id).posted_on is None
    first, second = VoteClosing.objects.order_by("id")
    assert reads.closed_result(first).passed
    assert (first.retracted_at, second.retracted_at) == (LATER, None)
    assert first.digest != second.digest


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"recounts": True, "is_upheld": False}, "不用重新计票"),
        ({"text": "否"}, "写明答复的内容"),
        ({"on": date(2024, 7, 12)}, "早于提出异议的日期"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(told, sentence):
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    objection = objecting(vote_id)

    with pytest.raises(Refused, match=sentence):
        answering(vote_id, objection, **told)
    assert result(vote_id).passed


def test_an_objection_to_another_vote_is_not_found():
    first, second = a_closed_vote(YES, YES), a_closed_vote(YES)
    post(first)
    post(second)
    objection = objecting(first)

    with pytest.raises(NotFound, match="没有找到这条异议"):
        answering(second, objection)
