"""The 30 items: their order, their spelling, every fault in plain words (DOMAIN 7.1, 7.3)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.enforcement.credit_values import COMPANY, K1, K2
from tingban.kit import uscc
from tingban.rules.enforcement.credit_faults import penalty_faults, refusal_faults
from tingban.rules.enforcement.credit_items import (
    ITEM_BY_CODE,
    ITEMS,
    REFUSAL_ITEMS,
    cents_of_wan,
    in_wan,
    masked,
    spelled,
)
from tingban.rules.enforcement.credit_publishing import PUBLISHING_RULES, publishing_of
from tingban.rules.enforcement.credit_stages import NATURE_LABELS

TODAY = date(2024, 6, 18)
# DOMAIN 7.1 by hand: code, longest text, always required.
GOLDEN = """
CF_XDR_MC 200 Y|CF_XDR_LB 16 Y|CF_XDR_SHXYM 18 N|CF_XDR_GSZC 50 N|CF_XDR_ZZJG 9 N|CF_XDR_SWDJ 15 N
CF_XDR_SYDW 12 N|CF_XDR_SHZZ 50 N|CF_FRDB 50 N|CF_FR_ZJLX 64 N|CF_FR_ZJHM 64 N|CF_XDR_ZJLX 64 N
CF_XDR_ZJHM 64 N|CF_WSH 128 Y|CF_WFXW 2000 Y|CF_SY 2000 Y|CF_YJ 2048 Y|CF_CFLB 255 Y|CF_NR 4000 Y
CF_NR_FK 0 N|CF_NR_WFFF 0 N|CF_NR_ZKDX 200 N|CF_JDRQ 0 Y|CF_YXQ 0 Y|CF_GSJZQ 0 N|CF_CFJG 200 Y
CF_CFJGDM 18 Y|CF_SJLY 200 Y|CF_SJLYDM 18 Y|BZ 512 N
""".strip().replace("\n", "|")


def faults(**told) -> list[str]:
    return [fault.sentence for fault in penalty_faults({**K1, **told}, today=TODAY)]


def test_the_items_stand_as_the_standard_has_them():
    told = "|".join(f"{it.code} {it.limit} {'Y' if it.is_required else 'N'}" for it in ITEMS)

    assert told == GOLDEN
    assert len(ITEMS) == 30


def test_a_refusal_tells_the_twelve_things_of_the_decree_and_as_what():
    assert [it.code for it in REFUSAL_ITEMS] == [
        "company", "uscc", "community", "decided_on", "notice_served_on", "terminates_on",
        "refused_items", "demand_letters", "lawsuit", "evidence", "reporting_unit", "contact",
        "nature",
    ]  # fmt: skip
    assert len(NATURE_LABELS) == 2
    assert not any("严重" in label for label in NATURE_LABELS.values())


def test_whole_pushes_have_no_faults():
    assert penalty_faults(K1, today=TODAY) == ()
    assert refusal_faults(K2, today=TODAY) == ()


@pytest.mark.parametrize("item", [it for it in ITEMS if it.is_required], ids=lambda it: it.code)
def test_what_is_required_is_asked_for(item):
    assert f"{item.label}：没有填写。" in faults(**{item.code: ""})


@pytest.mark.parametrize(
    "item", [it for it in REFUSAL_ITEMS if it.is_required], ids=lambda it: it.code
)
def test_what_a_refusal_must_tell_is_asked_for(item):
    told = refusal_faults({**K2, item.code: ""}, today=TODAY)

    assert f"{item.label}：没有填写。" in {it.sentence for it in told}


@pytest.mark.parametrize(
    "item", [it for it in ITEMS if it.limit > 18 and it.is_kept and it.code != "CF_CFLB"],
    ids=lambda it: it.code,
)  # fmt: skip
def test_a_text_is_as_long_as_its_item_and_no_longer(item):
    said = f"{item.label}：最多 {item.limit} 字，现为 {item.limit + 1} 字，请精简。"

    assert said not in faults(**{item.code: "某" * item.limit})
    assert said in faults(**{item.code: "某" * (item.limit + 1)})


@pytest.mark.parametrize("code", ["CF_XDR_SHXYM", "CF_CFJGDM", "CF_SJLYDM"])
@pytest.mark.parametrize(
    ("given_code", "words"),
    [(COMPANY[:-1] + "I", "不应出现“I”"), (COMPANY[:-1], "现为 17 位")],
)
def test_each_of_the_three_codes_is_checked(code, given_code, words):
    (told,) = faults(**{code: given_code})

    assert told.startswith(ITEM_BY_CODE[code].label)
    assert words in told


@given(st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_sign_of_a_code_never_passes(place, sign):
    wrong = COMPANY[:place] + sign + COMPANY[place + 1 :]

    assert bool(faults(CF_XDR_SHXYM=wrong)) == (wrong != COMPANY)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"CF_WSH": "盐建罚决字[2024]1号"}, "是否为“盐建罚决字〔2024〕1号”？"),
        ({"CF_WSH": "第一号"}, "应如“盐建罚决字〔2024〕1号”"),
        ({"CF_NR_FK": None}, "罚款金额：处罚类别有“罚款”，须填写且大于零"),
        ({"CF_NR_FK": 0}, "罚款金额：处罚类别有“罚款”，须填写且大于零"),
        ({"CF_NR_WFFF": 5}, "没有选“没收违法所得”或“没收非法财物”"),
        ({"CF_NR_ZKDX": "证照 1"}, "没有选“吊销许可证件”或“暂扣许可证件”"),
        ({"CF_CFLB": ["罚款", "罚款"]}, "同一类别重复"),
        ({"CF_CFLB": ["罚款", "责令改正"]}, "责令改正不是行政处罚（行政处罚法第二十八条）"),
        ({"CF_CFLB": ["罚款", "记过"]}, "没有“记过”这一类"),
        ({"CF_JDRQ": "2024-06-19"}, "处罚决定日期：2024年6月19日还没有到"),
        ({"CF_YXQ": "2024-06-11"}, "处罚有效期：2024年6月11日早于处罚决定日期（2024年6月12日）"),
        ({"CF_YXQ": "2100-01-01"}, "长期有效的填 2099年12月31日"),
        ({"CF_GSJZQ": "2024-09-11"}, "不能早于 2024年9月12日：在信用中国公示，最短 3 个月"),
        ({"CF_GSJZQ": "2027-06-13"}, "不能晚于 2027年6月12日"),
        ({"CF_GSJZQ": "2025-06-11", "field": "fire"}, "不能早于 2025年6月12日"),
        ({"procedure": "simple"}, "适用简易程序作出，不在信用中国公示"),
        ({"CF_XDR_LB": "自然人", "CF_XDR_ZJLX": "身份证"}, "证件号码：自然人必须填写"),
        ({"CF_XDR_ZJHM": "140802199001011234"}, "须遮蔽中间各位"),
        ({"CF_FRDB": ""}, "法定代表人：法人及非法人组织必须填写"),
        ({"CF_SY": "业主韩某，电话 13935912345"}, "个人信息保护法第二十五条"),
    ],
)
def test_each_fault_is_a_plain_sentence(told, words):
    assert any(words in sentence for sentence in faults(**told)), faults(**told)


def test_mere_warnings_are_sent_and_not_shown():
    told = {"CF_CFLB": ["警告", "通报批评"], "CF_NR_FK": None, "CF_GSJZQ": ""}

    assert faults(**told) == []
    (said,) = faults(**told | {"CF_GSJZQ": "2025-06-12"})
    assert "仅处警告、通报批评，不在信用中国公示" in said


def test_the_legal_representatives_number_has_no_place_to_stand():
    number = ITEM_BY_CODE["CF_FR_ZJHM"]

    assert not number.is_kept
    assert spelled(number, "140802199001011234") == ""


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"notice_served_on": "2024-02-29"}, "早于解聘决定日期（2024年3月1日）"),
        ({"terminates_on": "2024-03-04"}, "早于解聘通知送达日期（2024年3月5日）"),
        ({"decided_on": "2024-06-19", "notice_served_on": "", "terminates_on": ""}, "还没有到"),
        ({"decided_on": ""}, "解聘决定日期：请填写；没有解聘决定的，写明"),
        ({"no_decision": "企业突然撤场"}, "只留一项"),
        ({"uscc": "91140802MA0K3W7P8X"}, "校验位不对"),
        ({"refused_items": ["请列入严重失信主体名单"]}, "本系统不产生严重失信主体名单"),
    ],
)
def test_each_fault_of_a_refusal_is_a_plain_sentence(told, words):
    found = refusal_faults({**K2, **told}, today=TODAY)

    assert any(words in fault.sentence for fault in found)


@pytest.mark.parametrize(
    ("cents", "text"),
    [(200_000, "0.200000"), (1, "0.000001"), (0, "0.000000"), (123_456_789, "123.456789")],
)
def test_money_is_told_in_ten_thousands_to_the_cent(cents, text):
    assert in_wan(cents) == text


@given(st.integers(0, 10**14))
def test_no_cent_is_lost_on_the_way(cents):
    assert cents_of_wan(in_wan(cents)) == cents
    assert Decimal(in_wan(cents)) * 10_000 == Decimal(cents) / 100


@pytest.mark.parametrize("text", ["", "若干", "1.2.3", "-1", "0.0000001", "1e3"])
def test_what_is_no_amount_is_none(text):
    assert cents_of_wan(text) is None


@given(st.text("0123456789X", min_size=8, max_size=18))
def test_a_masked_number_shows_its_ends_and_stays_as_it_is(number):
    hidden = masked(number)

    assert len(hidden) == len(number)
    assert hidden.count("*") == len(number) - 7
    assert masked(hidden) == hidden


def test_days_and_kinds_are_spelled_as_the_exchange_wants_them():
    assert spelled(ITEM_BY_CODE["CF_JDRQ"], "2024-06-02") == "2024/06/02"
    assert spelled(ITEM_BY_CODE["CF_CFLB"], ["罚款", "没收违法所得"]) == "罚款;没收违法所得"


def test_the_rule_of_the_day_says_what_is_shown():
    (rule,) = PUBLISHING_RULES
    known = {"is_simple": False, "is_safety": False}

    assert not publishing_of(["罚款"], decided_on=date(2023, 4, 30), **known).is_shown
    shown = publishing_of(["罚款"], decided_on=rule.valid_from, **known)
    assert (shown.repair_from, shown.at_most) == (date(2023, 8, 1), date(2026, 5, 1))
    month_end = publishing_of(["罚款", "警告"], decided_on=date(2023, 11, 30), **known)
    assert month_end.repair_from == date(2024, 2, 29)


def test_a_company_that_nobody_dismissed_is_told_without_a_day_of_decision():
    told = K2 | {"decided_on": "", "notice_served_on": "", "no_decision": "企业突然撤场"}

    assert refusal_faults(told, today=TODAY) == ()
    # Why stands with the push; the exchange has no column for it.
    assert "no_decision" not in {it.code for it in REFUSAL_ITEMS}
