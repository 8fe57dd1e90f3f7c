import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared
from tingban.rules.errors import Refused
from tingban.rules.registry import uscc

SIGNS = st.sampled_from(uscc.ALPHABET)
BASES = st.builds(
    lambda head, division, body: head + division + body,
    st.text(SIGNS, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(SIGNS, min_size=9, max_size=9),
)


@pytest.mark.parametrize("code", ["91110000600037341L", "91140802MA0K3W7P8Y", "91140802MA0K00013F"])
def test_right_codes_of_tv_u(code):  # TV-U
    assert uscc.check(code) == code


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("91140802MA0K3W7P8X", "校验位不对"),
        ("91140802MA0K3W7PIO", "不应出现“I、O”"),
        ("91140802MA0K3W7P8", "应为 18 位，现为 17 位"),
        ("91A40802MA0K3W7P8Y", "行政区划数字"),
        ("", "是空的"),
    ],
)
def test_wrong_codes_are_refused_with_their_reason(code, reason):  # TV-U
    with pytest.raises(Refused, match=reason):
        uscc.check(code)


@pytest.mark.parametrize(
    "typed",
    ["91140802ma0k3w7p8y", " 9114 0802 MA0K 3W7P 8Y ", "９１１４０８０２ＭＡ０Ｋ３Ｗ７Ｐ８Ｙ"],
)
def test_case_spaces_and_width_are_forgiven(typed):
    assert uscc.check(typed) == "91140802MA0K3W7P8Y"


def test_201_real_codes_are_right_and_their_inner_digits_judged_alike():
    with shared("uscc_valid.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))

    assert [row["uscc"] for row in rows if not uscc.is_valid(row["uscc"])] == []
    assert [
        row["uscc"]
        for row in rows
        if uscc.inner_check_fits(row["uscc"]) != (row["gb11714_org_check_ok"] == "1")
    ] == []


def test_an_odd_inner_digit_only_warns():
    code = "91140802MA0K3W7P9"

    assert uscc.warnings(code + uscc.check_character(code)) == (
        "主体标识码（第 9 至 17 位）的校验位不符，可能是老代码，请核对",
    )
    assert uscc.warnings("91110000600037341L") == ()


def test_an_unusual_registrant_warns():
    base = "N2110000600037341"

    assert "登记机构类别不常见" in uscc.warnings(base + uscc.check_character(base))[-1]


@given(BASES)
def test_exactly_one_check_character_fits(base):
    fitting = [sign for sign in uscc.ALPHABET if uscc.is_valid(base + sign)]

    assert fitting == [uscc.check_character(base)]


@given(BASES, st.integers(0, 16), SIGNS)
def test_one_wrong_character_is_always_noticed(base, place, sign):
    code = base + uscc.check_character(base)
    wrong = code[:place] + sign + code[place + 1 :]

    assert uscc.is_valid(wrong) == (wrong == code)
