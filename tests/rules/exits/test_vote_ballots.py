"""Ballots: what is read, when two agree, how they are counted."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingban.rules.complaints.numbers import check_digit
from tingban.rules.errors import Refused
from tingban.rules.exits.vote import Matter, Weight
from tingban.rules.exits.vote_ballots import (
    TOKEN_DIGITS,
    BallotState,
    Counted,
    Flaw,
    Mark,
    Question,
    Reading,
    ballot_number,
    count,
    flaws,
    read_ballot_code,
    state_of,
    token,
)

FOR, AGAINST, ABSTAIN, SPOILT = Mark.FOR, Mark.AGAINST, Mark.ABSTAIN, Mark.SPOILT
DISMISS = Question(1, Matter.DISMISS, "解聘某物业")
FUND = Question(2, Matter.RAISE_FUND, "续筹维修资金")
YES, NO = Reading((FOR,)), Reading((AGAINST,))


def one(area: int, *marks: Mark, flaw: Flaw | None = None) -> Counted:
    return Counted(Weight(area, 1), Reading(marks, flaw), was_served=True)


def away(area: int, *, served: bool = True) -> Counted:
    return Counted(Weight(area, 1), None, was_served=served)


def whole(*ballots: Counted) -> Weight:
    return Weight(sum(it.weight.area for it in ballots), len(ballots))


def result(*ballots: Counted, question: Question = DISMISS, follow: bool = False):
    return count(whole(*ballots), ballots, [question], follow=follow)[0]


# --- two tellers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("readings", "state"),
    [
        ([], BallotState.AWAY),
        ([YES], BallotState.HALF),
        ([YES, YES], BallotState.AGREED),
        ([YES, NO], BallotState.DIFFERS),
        ([YES, Reading((FOR,), by_proxy=True)], BallotState.DIFFERS),
        ([YES, Reading((), Flaw.ALTERED)], BallotState.DIFFERS),
        ([Reading((), Flaw.ALTERED), Reading((), Flaw.UNSIGNED)], BallotState.DIFFERS),
    ],
)
def test_a_ballot_counts_only_where_both_read_the_same(readings, state):
    assert state_of(readings) is state


@pytest.mark.parametrize("reading", [Reading((FOR,)), Reading((FOR, FOR, FOR)), Reading()])
def test_a_reading_answers_every_matter(reading):
    with pytest.raises(Refused, match="有 2 个事项"):
        reading.check(2)


def test_an_invalid_ballot_has_no_marks():
    Reading((), Flaw.UNSIGNED).check(2)
    with pytest.raises(Refused, match="整张无效的票不用再选"):
        Reading((FOR, FOR), Flaw.UNSIGNED).check(2)


def test_a_reading_is_told_in_words():
    assert Reading((FOR, SPOILT), by_proxy=True).label == "赞成、未选或多选（受托）"
    assert Reading((), Flaw.NO_PROXY).label == "无效：代签没有委托书"


# --- the tally ------------------------------------------------------------------------------------


def test_for_against_and_abstained_take_part_and_invalid_ones_do_not():
    row = result(
        one(100, FOR), one(200, AGAINST), one(300, ABSTAIN), one(400, flaw=Flaw.ALTERED),
        one(500, SPOILT), away(600),
    )  # fmt: skip

    assert row.tally.whole == Weight(2100, 6)
    assert row.tally.taking_part == Weight(600, 3)
    assert row.tally.in_favour == Weight(100, 1)
    assert (row.against, row.abstained) == (Weight(200, 1), Weight(300, 1))


def test_each_matter_has_its_own_participation_and_majority():
    ballots = [one(100, FOR, SPOILT), one(100, FOR, FOR), one(100, FOR, FOR), one(100, FOR, FOR)]

    dismiss, fund = count(whole(*ballots), ballots, [FUND, DISMISS], follow=False)

    assert (dismiss.place, dismiss.tally.taking_part, dismiss.passed) == (1, Weight(400, 4), True)
    assert (fund.place, fund.tally.taking_part, fund.passed) == (2, Weight(300, 3), True)


def test_three_of_four_pass_a_special_matter_and_less_does_not():
    ballots = [one(100, FOR), one(100, FOR), one(100, FOR), one(100, AGAINST)]
    special = Question(1, Matter.COMMON_PARTS, "")

    assert result(*ballots, question=special).passed
    assert not result(*ballots[1:], question=special).passed


def test_those_who_do_not_vote_are_not_counted_by_default():
    row = result(one(100, FOR), away(100), away(100))

    assert not row.tally.quorum
    assert row.tally == row.strict


def test_switched_on_they_follow_the_majority_but_only_where_they_were_served():
    row = result(one(100, FOR), away(100), away(100, served=False), follow=True)

    assert row.tally.taking_part == row.tally.in_favour == Weight(200, 2)
    assert row.passed
    assert row.strict.taking_part == Weight(100, 1)
    assert row.hangs_on_followers


def test_they_follow_a_no_just_as_well():
    row = result(one(200, AGAINST), one(200, AGAINST), one(100, FOR), away(100), follow=True)

    assert row.tally.in_favour == Weight(100, 1)
    assert row.against == Weight(500, 3)


@pytest.mark.parametrize(
    "ballots",
    [
        [one(100, FOR), one(100, AGAINST), away(100)],
        [one(300, FOR), one(100, AGAINST), one(100, AGAINST), away(100)],
        [away(100), away(100)],
    ],
)
def test_where_no_answer_leads_by_both_measures_nobody_follows(ballots):
    row = result(*ballots, follow=True)

    assert row.tally == row.strict


def test_flaws_are_counted_by_reason():
    readings = [YES, Reading((), Flaw.ALTERED), Reading((), Flaw.UNSIGNED)]

    assert flaws([*readings, Reading((), Flaw.ALTERED)]) == (("没有签名", 1), ("涂改", 2))


# --- an independent count -------------------------------------------------------------------------

papers = st.lists(
    st.tuples(
        st.integers(1, 30_000),
        st.sampled_from(["1", "2", "3", "0", "void", "away"]),
    ),
    min_size=1, max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(told=papers, special=st.booleans())
def test_any_pile_agrees_with_a_count_in_fractions(told, special):
    """Piles are laid out on a table by what is on them; only shares are compared."""
    piles: dict[str, list[Fraction]] = {}
    for area, word in told:
        piles.setdefault(word, []).append(Fraction(area, 100))
    valid = [m2 for word in "123" for m2 in piles.get(word, [])]
    everybody = [m2 for pile in piles.values() for m2 in pile]
    yes = piles.get("1", [])
    enough = Fraction(3, 4) if special else Fraction(1, 2)
    shares = [Fraction(len(valid), len(everybody)), sum(valid, Fraction()) / sum(everybody)]
    quorum = min(shares) >= Fraction(2, 3)
    passed = False
    if quorum:
        least = min(Fraction(len(yes), len(valid)), sum(yes, Fraction()) / sum(valid))
        passed = least >= enough if special else least > enough

    ballots = [_ballot(area, word) for area, word in told]
    row = result(*ballots, question=Question(1, Matter.REBUILD if special else Matter.HIRE, ""))

    assert (row.tally.quorum, row.passed) == (quorum, passed)


def _ballot(area: int, word: str) -> Counted:
    if word == "away":
        return away(area)
    return one(area, flaw=Flaw.BLANK) if word == "void" else one(area, Mark(word))


# --- numbers --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(serial=st.integers(1, 99_999))
def test_a_typed_number_finds_its_ballot(serial):
    assert read_ballot_code(ballot_number(serial), vote_id=7).serial == serial


@settings(deadline=None)
@given(serial=st.integers(1, 9_999), place=st.integers(0, 4), digit=st.integers(0, 9))
def test_one_wrong_digit_is_noticed(serial, place, digit):
    number = ballot_number(serial)
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"

    if wrong == number:
        return
    with pytest.raises(Refused, match="不对，请再核对"):
        read_ballot_code(wrong, vote_id=7)


@settings(deadline=None)
@given(vote=st.integers(1, 999_999), serial=st.integers(1, 99_999))
def test_a_scan_is_digits_only_and_finds_its_vote_and_ballot(vote, serial):
    scanned = token(vote, serial, "f" * 64)

    asked = read_ballot_code(scanned, vote_id=vote)
    assert scanned.isdigit()
    assert len(scanned) == TOKEN_DIGITS
    assert (asked.serial, asked.token) == (serial, scanned)


def test_a_ballot_of_another_vote_is_put_aside():
    with pytest.raises(Refused, match="另一次表决的票"):
        read_ballot_code(token(8, 1, "0" * 64), vote_id=7)


@pytest.mark.parametrize("text", ["", "abc", "１２", "12345678901234567890123", "00010"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused):
        read_ballot_code(text, vote_id=7)


def test_full_width_digits_and_dashes_are_read():
    assert read_ballot_code("０００１－" + check_digit("0001"), vote_id=7).serial == 1
