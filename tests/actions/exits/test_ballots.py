"""表决票: one for each owner, served, entered by two who must agree."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.people import NOW, clerk
from tests.rules.exits.rolls import a_row, many
from tests.votes import (
    NO,
    VOID,
    VOTING,
    YES,
    a_frozen_vote,
    a_part,
    a_vote,
    a_vote_to_count,
    ballot,
    both_enter,
    enter,
    parts,
    tellers,
    the_vote,
)
from tingban.actions.exits import ballots
from tingban.actions.exits.ballots import (
    enter_ballot,
    issue_ballots,
    reopen_ballot,
    serve_ballots,
    settle_ballot,
)
from tingban.actions.exits.roll_corrections import PartStatement, correct_roll
from tingban.data.audit.models import Entry
from tingban.data.exits.models import Ballot, BallotEntry, BallotServed
from tingban.reads.exits import votes as reads
from tingban.rules.errors import Conflict, NotFound, NotNow, NotSure, Refused
from tingban.rules.exits.vote import Weight
from tingban.rules.exits.vote_ballots import BallotState, Mark, Reading, ballot_number

pytestmark = pytest.mark.django_db


def line(vote_id: int, serial: int = 1) -> reads.BallotLine:
    vote = the_vote(vote_id)
    return reads.ballot_line(vote, reads.plan_of(vote), ballot(vote_id, serial))


def count(vote_id: int) -> reads.Count:
    vote = the_vote(vote_id)
    return reads.count_of(vote, reads.plan_of(vote))


def settle(vote_id: int, reading: Reading, actor, serial: int = 1, **told):
    return settle_ballot(
        vote_id=vote_id, code=ballot_number(serial), reading=reading, actor=actor, at=VOTING, **told
    )


def serve(vote_id: int, numbers=None, *, on=date(2024, 7, 1), way="上门送交，业主签收") -> int:
    return serve_ballots(vote_id=vote_id, numbers=numbers, on=on, way=way, actor=clerk(), at=VOTING)


# --- issued -------------------------------------------------------------------------------------


def test_each_owner_gets_one_ballot_for_all_his_parts():
    vote_id = a_vote_to_count(
        [
            a_row("101", 100),
            a_row("102", 50, "李某"),
            a_row("103", 30),
            a_row("P1", 12, 用途="车位"),
            *(a_row(str(room), 80, "", 建设单位未售或未交付="是") for room in (201, 202)),
        ]
    )

    first, second, third = count(vote_id).ballots
    assert the_vote(vote_id).stage == "counting"
    assert first.rooms == ("1号楼 1单元 101", "1号楼 1单元 103")
    assert (first.weight, second.weight) == (Weight(13000, 1), Weight(5000, 1))
    assert third.weight == Weight(16000, 1)
    assert [it.number for it in (first, second)] == [ballot_number(1), ballot_number(2)]


def test_ballots_wait_for_the_frozen_roll():
    with pytest.raises(NotNow, match="还没有冻结"):
        issue_ballots(vote_id=a_vote(), actor=clerk(), at=NOW)


def test_nobody_gets_two_ballots():
    vote_id = a_vote_to_count()

    with pytest.raises(NotNow, match="都已经有一张"):
        issue_ballots(vote_id=vote_id, actor=clerk(), at=NOW)


def test_an_owner_who_came_by_a_correction_gets_the_next_number():
    vote_id = a_vote_to_count()
    correct_roll(
        vote_id=vote_id, part_id=None, to=PartStatement(a_part("104", 5000, ("赵某",)), False),
        reason="漏登一户", actor=clerk(), at=VOTING,
    )  # fmt: skip
    assert count(vote_id).without_ballot == 1

    assert issue_ballots(vote_id=vote_id, actor=clerk(), at=VOTING) == 1
    assert ballot(vote_id, 4).head == next(it.head for it in parts(vote_id) if it.room == "104")


# --- served -------------------------------------------------------------------------------------


def test_all_are_served_but_those_who_were_before():
    vote_id = a_vote_to_count()

    assert serve(vote_id, [ballot_number(2)], way="邮寄") == 1
    assert serve(vote_id) == 2

    assert line(vote_id, 2).served_way == "邮寄"
    assert BallotServed.objects.count() == 3
    with pytest.raises(NotNow, match="都已经登记送达"):
        serve(vote_id)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"way": " "}, "怎样送达"), ({"on": date(2024, 7, 6)}, "晚于今天"),
     ({"numbers": ["00010"]}, "票号“00010”不对"), ({"numbers": [ballot_number(9)]}, "没有编发")],
)  # fmt: skip
def test_service_is_told_with_day_and_way(told, sentence):
    vote_id = a_vote_to_count()

    with pytest.raises(Refused, match=sentence):
        serve(vote_id, **told)
    assert not BallotServed.objects.exists()


# --- entered ------------------------------------------------------------------------------------


def test_a_ballot_counts_when_both_have_read_the_same():
    vote_id, (one, other) = a_vote_to_count(), tellers()

    assert enter(vote_id, 1, YES, one).state is BallotState.HALF
    assert count(vote_id).matters[0].tally.taking_part == Weight(0, 0)
    assert enter(vote_id, 1, YES, other).state is BallotState.AGREED

    assert count(vote_id).matters[0].tally.in_favour == Weight(10000, 1)


def test_a_repeated_submit_writes_nothing():
    vote_id, (one, _) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)

    again = enter(vote_id, 1, YES, one)

    assert (again.is_new, again.state) == (False, BallotState.HALF)
    assert BallotEntry.objects.count() == 1


def test_one_teller_alone_never_makes_a_ballot_count():
    vote_id, (one, _) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)
    for reading in (NO, YES):
        enter(vote_id, 1, reading, one, sure=True)

    assert line(vote_id).state is BallotState.HALF
    assert BallotEntry.objects.count() == 3
    assert BallotEntry.objects.standing().count() == 1


def test_nobody_overwrites_his_own_reading_by_a_slip():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)

    with pytest.raises(NotSure, match=r"您已录过这张票 \d+（赞成），改为“反对”？.*确实要改"):
        enter(vote_id, 1, NO, one)
    assert [it.reading for it in line(vote_id).entries] == [YES]
    enter(vote_id, 1, NO, one, sure=True)

    # The first reading stays in the log and among the rows that were taken back.
    assert BallotEntry.objects.count() == 2
    told = Entry.objects.filter(act="exits.ballot_entered").latest("id")
    assert told.before["read"] == YES.label
    assert enter(vote_id, 1, NO, other).state is BallotState.AGREED


def test_a_difference_is_shown_and_counts_for_nothing():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)

    assert enter(vote_id, 1, NO, other).state is BallotState.DIFFERS

    assert count(vote_id).matters[0].tally.taking_part == Weight(0, 0)
    with pytest.raises(Conflict, match=r"不能直接改.*各自重录"):
        enter(vote_id, 1, YES, other)


def test_both_look_again_and_what_they_read_before_stays():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)
    enter(vote_id, 1, NO, other)

    assert settle(vote_id, NO, one).state is BallotState.HALF
    with pytest.raises(Conflict, match="正在重录"):
        enter(vote_id, 1, NO, other)
    assert settle(vote_id, NO, other).state is BallotState.AGREED

    assert count(vote_id).matters[0].against == Weight(10000, 1)
    assert BallotEntry.objects.standing().count() == 4


def test_one_of_them_alone_does_not_settle_a_difference():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)
    enter(vote_id, 1, NO, other)

    settle(vote_id, NO, one)
    assert settle(vote_id, NO, one).is_new is False
    with pytest.raises(NotSure, match="您已录过这张票"):
        settle(vote_id, YES, one)
    settle(vote_id, YES, one, sure=True)

    assert line(vote_id).state is BallotState.HALF


def test_they_may_differ_again_and_look_a_third_time():
    vote_id, (one, other) = a_vote_to_count(), tellers()
    enter(vote_id, 1, YES, one)
    enter(vote_id, 1, NO, other)
    settle(vote_id, YES, one)
    settle(vote_id, VOID, other)

    settle(vote_id, VOID, one)
    settle(vote_id, VOID, other)

    assert (line(vote_id).turn, line(vote_id).state) == (3, BallotState.AGREED)
    assert count(vote_id).reasons == (("没有签名", 1),)


def test_what_does_not_differ_is_not_settled():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)

    for serial in (1, 2):
        with pytest.raises(NotNow, match="没有不一致"):
            settle(vote_id, YES, tellers()[0], serial)


def test_a_third_teller_cannot_enter_what_two_agreed_on():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)

    with pytest.raises(Conflict, match="计票甲、计票乙两人录入"):
        enter(vote_id, 1, YES, clerk(name="计票丙"))


def test_a_ballot_read_wrong_by_both_is_opened_again_with_a_reason():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    told = {"vote_id": vote_id, "code": ballot_number(1), "actor": clerk(), "at": VOTING}
    with pytest.raises(Refused, match="撤回重录的原因"):
        reopen_ballot(**told, reason="")

    reopen_ballot(**told, reason="两人都录成了邻票")

    assert line(vote_id).state is BallotState.AWAY
    assert BallotEntry.objects.count() == 2
    assert Entry.objects.get(act="exits.ballot_reopened").before["read"] == ["赞成", "赞成"]
    with pytest.raises(NotNow, match="还没有录入"):
        reopen_ballot(**told, reason="两人都录成了邻票")


def test_a_scan_is_taken_and_a_forged_one_is_not():
    vote_id = a_vote_to_count()
    code = reads.token_of(vote_id, 1)
    told = {"vote_id": vote_id, "reading": YES, "actor": clerk(), "at": VOTING}

    assert enter_ballot(**told, code=code).number == ballot_number(1)
    assert BallotEntry.objects.get().was_scanned
    with pytest.raises(Refused, match="校验不对"):
        enter_ballot(**told, code=code[:-1] + str((int(code[-1]) + 1) % 10))


def test_a_ballot_of_another_vote_and_one_never_issued_are_refused():
    vote_id = a_vote_to_count()

    with pytest.raises(Refused, match="另一次表决"):
        enter_ballot(
            vote_id=vote_id, code=reads.token_of(vote_id + 1, 1), reading=YES, actor=clerk(),
            at=VOTING,
        )  # fmt: skip
    with pytest.raises(NotFound, match="没有编发这张票"):
        enter(vote_id, 77, YES)


def test_every_matter_must_be_answered():
    vote_id = a_vote_to_count()

    with pytest.raises(Refused, match="有 1 个事项"):
        enter(vote_id, 1, Reading((Mark.FOR, Mark.FOR)))


def test_before_the_ballots_are_issued_nothing_is_entered():
    with pytest.raises(NotNow, match="还没有编发"):
        enter(a_frozen_vote(), 1, YES)


def test_a_ballot_whose_part_was_struck_is_counted_no_more():
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    correct_roll(
        vote_id=vote_id, part_id=parts(vote_id)[0].pk, to=None, reason="重复登记",
        actor=clerk(), at=VOTING,
    )  # fmt: skip

    assert count(vote_id).matters[0].tally.whole == Weight(20000, 2)
    assert count(vote_id).matters[0].tally.in_favour == Weight(0, 0)
    with pytest.raises(NotNow, match="已在清册更正中去掉"):
        enter(vote_id, 1, YES, clerk(name="计票丙"))


def test_the_database_keeps_one_entry_a_teller_a_round():
    vote_id = a_vote_to_count()
    enter(vote_id, 1, YES)
    row = BallotEntry.objects.get()

    row.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_insert=True)


def test_whatever_fails_in_the_middle_leaves_nothing(monkeypatch):
    vote_id = a_vote_to_count()
    entries = Entry.objects.count()
    monkeypatch.setattr(ballots.facts, "append", _dies)

    with pytest.raises(SystemExit):
        enter(vote_id, 1, YES)

    assert Entry.objects.count() == entries
    assert line(vote_id).state is BallotState.AWAY


def _dies(*args: object, **told: object) -> None:
    raise SystemExit


def test_a_thousand_ballots_are_issued_and_tallied():
    vote_id = a_vote_to_count(many(1_000))

    both_enter(vote_id, 1_000, YES)

    found = count(vote_id)
    assert (found.issued, found.counted, Ballot.objects.count()) == (1_000, 1, 1_000)
    assert found.states[BallotState.AWAY] == 999
    assert found.whole.heads == 1_000
    assert not found.matters[0].tally.quorum


def test_numbers_follow_the_order_of_the_roll():
    vote_id = a_vote_to_count()

    rooms = [it.rooms[0] for it in count(vote_id).ballots]

    assert rooms == ["1号楼 1单元 101", "1号楼 1单元 102", "1号楼 1单元 103"]
