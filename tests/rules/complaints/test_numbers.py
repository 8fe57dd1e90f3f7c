from datetime import date
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules import complaints
from tingban.rules.areas import AREAS
from tingban.rules.errors import Refused

NUMBERS = st.builds(
    complaints.case_number,
    st.sampled_from([area.code for area in AREAS]),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(1, 9999),
)


@pytest.mark.parametrize(
    ("digits", "check"),
    [("140802202406030012", "0"), ("140800202405310001", "9"), ("140882202410080123", "7")],
)
def test_check_digits_of_the_specification(digits, check):  # TV-N, DOMAIN 6.4
    assert complaints.check_digit(digits) == check


def test_a_number_as_it_is_printed():
    number = complaints.case_number("140802", date(2024, 6, 3), 12)

    assert number == "TS-140802-20240603-0012-0"


@pytest.mark.parametrize(
    "typed", ["TS-140802-20240603-0012-0", "ts1408022024060300120", "１４０８０２ 20240603 0012 0"]
)
def test_a_number_is_read_however_it_is_typed(typed):
    parsed = complaints.parse_case_number(typed)

    assert parsed is not None
    assert (parsed.area_code, parsed.on, parsed.sequence) == ("140802", date(2024, 6, 3), 12)


@pytest.mark.parametrize("typed", ["", "TS-140802-20240603-0012-1", "TS-140802-20240603-12-0"])
def test_a_misread_number_is_none(typed):
    assert complaints.parse_case_number(typed) is None


def test_a_number_of_a_day_that_never_was_is_none():
    digits = "140802202402300001"

    assert complaints.parse_case_number(digits + complaints.check_digit(digits)) is None


def test_the_ten_thousandth_case_of_a_day_is_refused():
    with pytest.raises(Refused, match="2024年6月3日的件已有 9999 件"):
        complaints.case_number("140802", date(2024, 6, 3), 10_000)


def test_cases_are_counted_per_area_and_day():
    assert complaints.counter_series("140802", date(2024, 6, 3)) == "case:140802:20240603"


@given(NUMBERS)
def test_a_number_printed_is_read_back(number):
    assert str(complaints.parse_case_number(number)) == number


@given(NUMBERS, st.integers(0, 18), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number, place, digit):
    digits = number.removeprefix("TS").replace("-", "")
    wrong = digits[:place] + digit + digits[place + 1 :]

    assert (complaints.parse_case_number(wrong) is not None) == (wrong == digits)


def test_a_query_code_has_eight_signs_none_of_which_look_alike():
    signs = cycle(complaints.CODE_ALPHABET)

    code = complaints.new_query_code(lambda _: next(signs))

    assert code == "23456789"
    assert complaints.is_query_code(code)
    assert not set("01ILO") & set(complaints.CODE_ALPHABET)
    assert len(complaints.CODE_ALPHABET) == 31


def test_a_query_code_is_read_from_a_slip():
    assert complaints.normalise_query_code(" abcd-efgh ") == "ABCDEFGH"
    assert not complaints.is_query_code("ABCDEFG1")
    assert not complaints.is_query_code("ABCDEFG")
