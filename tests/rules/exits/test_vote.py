"""The arithmetic of 民法典 278 (TV-V), against a count ballot by ballot in fractions."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tingban.rules.exits.vote import (
    MATTER_ITEMS,
    MATTER_LABELS,
    Majority,
    Matter,
    MatterResult,
    Tally,
    VoteResult,
    Weight,
    item_label,
    majority_of,
    square_metres,
)

ORDINARY, SPECIAL = Majority.ORDINARY, Majority.SPECIAL


@pytest.mark.parametrize(
    ("heads", "area", "part_heads", "part_area", "yes_heads", "yes_area", "majority", "told"),
    [
        (900, 9000000, 600, 6000000, 301, 3000001, ORDINARY, (True, True)),
        (900, 9000000, 600, 6000000, 300, 3000001, ORDINARY, (True, False)),
        (900, 9000000, 600, 6000000, 301, 3000000, ORDINARY, (True, False)),
        (900, 9000000, 599, 6000000, 301, 3000001, ORDINARY, (False, False)),
        (900, 9000000, 600, 5999999, 301, 3000001, ORDINARY, (False, False)),
        (900, 9000000, 600, 6000000, 450, 4500000, SPECIAL, (True, True)),
        (900, 9000000, 600, 6000000, 449, 4500000, SPECIAL, (True, False)),
        (1000, 10000000, 667, 6666667, 334, 3333334, ORDINARY, (True, True)),
        (1000, 10000000, 666, 6666667, 334, 3333334, ORDINARY, (False, False)),
        (1000, 10000000, 667, 6666666, 334, 3333334, ORDINARY, (False, False)),
    ],
    ids=[f"TV-V{number}" for number in range(1, 11)],
)  # fmt: skip
def test_the_vectors(heads, area, part_heads, part_area, yes_heads, yes_area, majority, told):
    tally = Tally(
        Weight(area, heads), Weight(part_area, part_heads), Weight(yes_area, yes_heads), majority
    )

    assert (tally.quorum, tally.passed) == told


# --- an independent count -----------------------------------------------------------------------

Ballots = list[tuple[int, str]]
ballots = st.lists(
    st.tuples(st.integers(1, 40_000), st.sampled_from(["yes", "no", "abstain", "away"])),
    min_size=1, max_size=60,
)  # fmt: skip


def brute_force(votes: Ballots, *, special: bool) -> tuple[bool, bool]:
    """Shares as fractions of a whole, as one would explain them at a meeting."""
    came = [ballot for ballot in votes if ballot[1] != "away"]
    quorum = True
    for total, part in (
        (Fraction(len(votes)), Fraction(len(came))),
        (Fraction(sum(area for area, _ in votes), 100), Fraction(sum(a for a, _ in came), 100)),
    ):
        quorum = quorum and part / total >= Fraction(2, 3)
    if not quorum:
        return False, False
    yes_heads = Fraction(sum(1 for _, word in came if word == "yes"), len(came))
    yes_area = Fraction(sum(a for a, word in came if word == "yes"), sum(a for a, _ in came))
    if special:
        return True, min(yes_heads, yes_area) >= Fraction(3, 4)
    return True, min(yes_heads, yes_area) > Fraction(1, 2)


def counted(votes: Ballots, majority: Majority) -> Tally:
    whole = part = yes = Weight()
    for area, word in votes:
        one = Weight(area, 1)
        whole += one
        part += one if word != "away" else Weight()
        yes += one if word == "yes" else Weight()
    return Tally(whole, part, yes, majority)


@settings(deadline=None)
@given(votes=ballots, special=st.booleans())
def test_any_count_agrees_with_fractions_ballot_by_ballot(votes, special):
    tally = counted(votes, SPECIAL if special else ORDINARY)

    assert (tally.quorum, tally.passed) == brute_force(votes, special=special)


@settings(deadline=None)
@given(unit=st.integers(1, 10_000), area=st.integers(1, 10**9))
def test_exactly_two_thirds_is_a_quorum_and_one_head_less_is_none(unit, area):
    whole = Weight(3 * area, 3 * unit)

    assert Tally(whole, Weight(2 * area, 2 * unit), Weight()).quorum
    assert not Tally(whole, Weight(2 * area, 2 * unit - 1), Weight()).quorum
    assert not Tally(whole, Weight(2 * area - 1, 2 * unit), Weight()).quorum


@settings(deadline=None)
@given(half=st.integers(1, 10_000), area=st.integers(1, 10**9))
def test_exactly_half_is_no_majority_and_one_more_of_each_is(half, area):
    part = Weight(2 * area, 2 * half)

    assert not Tally(part, part, Weight(area, half)).passed
    assert not Tally(part, part, Weight(area + 1, half)).passed
    assert not Tally(part, part, Weight(area, half + 1)).passed
    assert Tally(part, part, Weight(area + 1, half + 1)).passed


@settings(deadline=None)
@given(quarter=st.integers(1, 10_000), area=st.integers(1, 10**9))
def test_exactly_three_quarters_is_enough_for_special_matters(quarter, area):
    part, yes = Weight(4 * area, 4 * quarter), Weight(3 * area, 3 * quarter)

    assert Tally(part, part, yes, SPECIAL).passed
    assert not Tally(part, part, yes - Weight(1, 0), SPECIAL).passed
    assert not Tally(part, part, yes - Weight(0, 1), SPECIAL).passed


@settings(deadline=None)
@given(
    area=st.integers(1, 10**9), heads=st.integers(1, 10**4),
    part=st.integers(0, 10**9), came=st.integers(0, 10**4),
)  # fmt: skip
def test_what_is_missing_to_quorum_is_the_least_that_brings_it(area, heads, part, came):
    part, came = min(part, area), min(came, heads)
    tally = Tally(Weight(area, heads), Weight(part, came), Weight())
    missing = tally.missing_to_quorum

    there = Tally(tally.whole, tally.taking_part + missing, Weight())
    assert there.quorum
    if missing.area:
        less = Weight(part + missing.area - 1, heads)
        assert not Tally(tally.whole, less, Weight()).quorum
    if missing.heads:
        less = Weight(area, came + missing.heads - 1)
        assert not Tally(tally.whole, less, Weight()).quorum


def test_a_vote_without_owners_decides_nothing():
    nobody = Tally(Weight(), Weight(), Weight())

    assert (nobody.quorum, nobody.passed) == (False, False)


def test_nobody_who_took_part_gives_no_majority():
    assert not Tally(Weight(100, 1), Weight(0, 0), Weight(0, 0), SPECIAL).passed


def test_the_inequalities_stand_with_their_numbers():
    tally = Tally(Weight(9000000, 900), Weight(5999999, 600), Weight(3000000, 301))

    area, heads = tally.quorum_asks
    yes_area, yes_heads = tally.majority_asks
    assert (area.sides, area.left, area.right, area.holds) == (
        ("3·Pa", "2·A"), 17999997, 18000000, False,
    )  # fmt: skip
    assert (heads.left, heads.right, heads.holds, heads.missing) == (1800, 1800, True, 0)
    assert (yes_area.left, yes_area.right, yes_area.sign) == (6000000, 5999999, "＞")
    assert yes_heads.holds
    assert tally.missing_to_quorum == Weight(1, 0)


# --- matters ----------------------------------------------------------------------------------


def test_every_matter_has_its_item_and_its_majority():
    assert set(MATTER_ITEMS) == set(Matter) == set(MATTER_LABELS)
    special = {matter for matter in Matter if majority_of(matter) is SPECIAL}
    assert special == {Matter.RAISE_FUND, Matter.REBUILD, Matter.COMMON_PARTS}


@pytest.mark.parametrize(
    ("matter", "item"),
    [(Matter.DISMISS, "四"), (Matter.HIRE, "四"), (Matter.USE_FUND, "五"), (Matter.REBUILD, "七")],
)
def test_a_matter_cites_its_item(matter, item):
    assert item_label(matter) == f"《中华人民共和国民法典》第二百七十八条第一款第（{item}）项"


@pytest.mark.parametrize(
    ("centares", "told"), [(6000000, "60000.00"), (5, "0.05"), (-150, "-1.50"), (0, "0.00")]
)
def test_areas_are_shown_in_square_metres(centares, told):
    assert square_metres(centares) == told


def _result(*matters: tuple[Matter, Tally]) -> VoteResult:
    rows = tuple(
        MatterResult(place, matter, "", tally, Weight(), Weight(), tally)
        for place, (matter, tally) in enumerate(matters, start=1)
    )
    return VoteResult(1, rows, date(2024, 6, 30), "0" * 64)


def test_a_result_speaks_of_the_first_matter_and_knows_the_others():
    whole = Weight(300, 3)
    passed, failed = Tally(whole, whole, whole), Tally(whole, whole, Weight())
    result = _result((Matter.DISMISS, passed), (Matter.HIRE, failed))

    assert (result.quorum, result.passed) == (True, True)
    assert result.on(Matter.HIRE).passed is False
    assert result.on(Matter.RENEW) is None
    assert result.has_decided(Matter.DISMISS)
    assert not result.has_decided(Matter.HIRE, Matter.SELF_MANAGE)


def test_a_result_that_hangs_on_those_who_did_not_vote_says_so():
    whole = Weight(300, 3)
    row = MatterResult(
        1, Matter.DISMISS, "", Tally(whole, whole, whole), Weight(), Weight(),
        Tally(whole, Weight(100, 1), Weight(100, 1)),
    )  # fmt: skip

    assert row.hangs_on_followers
