from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.errors import Refused
from tingban.rules.registry import contracts
from tingban.rules.registry.contracts import ContractState, Term, state_on

OLD = Term("1", "甲", date(2020, 1, 1), date(2024, 6, 30))
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2021, 12, 31))


@st.composite
def terms(draw, key, company):
    starts_on = draw(DAYS)
    length = draw(st.none() | st.integers(0, 200))
    ends_on = None if length is None else starts_on + timedelta(days=length)
    return Term(key, company, starts_on, ends_on)


def test_a_handover_of_sixty_days_is_kept_and_flagged():  # 条例 33
    new = Term("2", "乙", date(2024, 5, 2), None)

    (overlap,) = contracts.check_overlaps(new, [OLD])

    assert overlap.days == 60
    assert overlap.is_handover


def test_sixty_one_days_are_refused_with_what_to_do():
    new = Term("2", "乙", date(2024, 5, 1), None)

    with pytest.raises(Refused, match=r"2020年1月1日至2024年6月30日）重叠 61 天.*原合同的结束日期"):
        contracts.check_overlaps(new, [OLD])


def test_two_contracts_without_end_are_refused():
    with pytest.raises(Refused, match="不定期）长期重叠"):
        contracts.check_overlaps(
            Term("2", "乙", date(2024, 1, 1)), [Term("1", "甲", date(2020, 1, 1))]
        )


def test_a_renewal_and_the_contract_itself_are_no_overlap():
    assert contracts.check_overlaps(Term("2", "甲", date(2024, 1, 1)), [OLD]) == ()
    assert contracts.check_overlaps(Term("1", "乙", date(2024, 1, 1)), [OLD]) == ()


def test_a_successor_from_the_next_day_is_no_overlap():
    assert contracts.check_overlaps(Term("2", "乙", date(2024, 7, 1)), [OLD]) == ()


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(Refused, match="早于开始日期"):
        contracts.check_overlaps(Term("2", "乙", date(2024, 7, 1), date(2024, 6, 1)), [])


def test_the_holder_on_a_day_is_the_last_to_come():
    new = Term("2", "乙", date(2024, 6, 1), None)

    assert contracts.holder_on([OLD, new], date(2024, 5, 31)) == "甲"
    assert contracts.holder_on([OLD, new], date(2024, 6, 1)) == "乙"
    assert contracts.holder_on([OLD, new], date(2019, 12, 31)) is None


@given(terms("1", "甲"), terms("2", "乙"))
def test_the_days_of_an_overlap_are_the_days_both_hold(one, other):
    overlap = contracts.overlap_of(one, other)
    window = (date(2020, 1, 1) + timedelta(days=step) for step in range(1100))
    both = sum(one.holds_on(day) and other.holds_on(day) for day in window)

    assert (overlap is None) == (both == 0)
    if overlap and overlap.days is not None:
        assert overlap.days == both


@given(terms("1", "甲"), terms("2", "乙"))
def test_an_overlap_reads_the_same_from_both_sides(one, other):
    there, back = contracts.overlap_of(one, other), contracts.overlap_of(other, one)

    assert (there and there.days) == (back and back.days)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "state"),
    [
        (date(2024, 6, 19), None, ContractState.NOT_YET),
        (date(2024, 6, 18), None, ContractState.RUNNING),
        (date(2020, 1, 1), date(2024, 9, 17), ContractState.RUNNING),
        (date(2020, 1, 1), date(2024, 9, 16), ContractState.ENDING),
        (date(2020, 1, 1), date(2024, 6, 18), ContractState.ENDING),
        (date(2020, 1, 1), date(2024, 6, 17), ContractState.ENDED),
    ],
)
def test_what_a_contract_is_on_a_day(starts_on, ends_on, state):
    assert state_on(starts_on, ends_on, date(2024, 6, 18)) is state
