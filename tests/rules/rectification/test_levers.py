"""An order threatens what the law gives, and nothing else (DOMAIN 1.3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.rectification import SUB_ACTS
from tingban.rules.rectification.levers import levers_of

CODES = [act.code for act in SUB_ACTS]
# The only acts for which national law gives the housing authority a fine.
FINED = {
    "4-04": "1万元以上10万元以下", "5-01": "5万元以上20万元以下", "5-02": "5万元以上20万元以下",
    "5-03": "5万元以上20万元以下", "5-04": "1万元以上10万元以下",
    "9-02": "30%以上50%以下", "9-04": "2倍以下",
}  # fmt: skip
# To whom what is handed on.
HANDED = {
    "2-04": "市场监督管理部门", "2-05": "市场监督管理部门", "3-01": "消防救援机构",
    "3-06": "消防救援机构", "7-01": "公安机关", "7-02": "公安机关", "9-01": "市场监督管理部门",
    "9-06": "公安机关",
}  # fmt: skip


def words(*codes: str, is_guided: bool = False) -> str:
    return "\n".join(lever.words for lever in levers_of(codes, is_guided=is_guided))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("is_guided", [True, False])
def test_a_fine_is_threatened_where_the_law_gives_one_and_nowhere_else(code, is_guided):
    told = words(code, is_guided=is_guided)

    assert ("罚款" in told) == (code in FINED)
    assert FINED.get(code, "") in told


@given(st.sets(st.sampled_from(CODES), min_size=1), st.booleans())
def test_many_acts_together_threaten_no_more_than_each(codes, is_guided):
    told = words(*sorted(codes), is_guided=is_guided)

    assert ("罚款" in told) == bool(codes & FINED.keys())


@pytest.mark.parametrize("code", CODES)
def test_every_fine_names_its_article(code):
    for lever in levers_of([code], is_guided=True):
        assert ("罚款" not in lever.words) or lever.keys
        assert set(lever.keys) <= ARTICLE_BY_KEY.keys()


@pytest.mark.parametrize("code", HANDED)
def test_what_belongs_to_another_organ_is_handed_to_it(code):
    assert f"移送{HANDED[code]}" in words(code)


def test_the_level_follows_only_where_the_fee_is_guided():
    assert "重新核定" in words("1-03", is_guided=True)
    assert "重新核定" not in words("1-03")
    assert "依照物业服务合同调整" in words("1-03")
    assert "重新核定" not in words("6-01", is_guided=True)


def test_not_leaving_costs_no_fine_but_the_fee():
    told = words("4-01")

    assert "不得请求业主支付物业服务合同终止后的物业费" in told
    assert "人民法院" in told


@pytest.mark.parametrize("code", CODES)
def test_the_campaigns_own_measures_stand_last(code):
    told = [lever.words for lever in levers_of([code], is_guided=True)]

    assert "曝光" in told[-2]
    assert "退出程序" in told[-1]


def test_the_same_consequence_is_told_once():
    told = levers_of(["5-01", "5-02", "5-03"], is_guided=False)

    assert len(told) == len(set(told)) == 3
