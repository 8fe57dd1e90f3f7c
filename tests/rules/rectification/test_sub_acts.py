from datetime import date

import pytest

from tingban.rules import rectification
from tingban.rules.errors import Refused
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.rectification import Category

COUNTS = {"1": 7, "2": 11, "3": 6, "4": 6, "5": 4, "6": 2, "7": 2, "9": 7}


def test_every_sub_act_of_the_decree_is_there():  # DOMAIN 1.2
    told = {category.digit: len(rectification.sub_acts_of(category)) for category in Category}

    assert told == COUNTS


def test_every_duty_is_an_article_we_can_cite():
    duties = {duty for act in rectification.SUB_ACTS for duty in act.duties}

    assert duties <= set(ARTICLE_BY_KEY)


def test_every_sub_act_of_the_decree_names_its_duty():
    bare = [act.code for act in rectification.SUB_ACTS if not act.duties]

    assert bare == ["9-06", "9-99"]


@pytest.mark.parametrize("cell", ["1-01", "1-1", "１－０１", date(2024, 1, 1), "1—01"])
def test_a_code_is_read_even_where_excel_made_a_day_of_it(cell):
    (act,), rest = rectification.parse_sub_acts(cell)

    assert (act.code, rest) == ("1-01", "")


def test_a_wording_with_its_own_enumeration_comma_is_one_act():
    (act,), rest = rectification.parse_sub_acts("疏散通道、安全出口未维护管理")

    assert (act.code, rest) == ("3-03", "")


def test_several_acts_and_free_text_are_parted():
    acts, rest = rectification.parse_sub_acts("1-01、1-03；电梯三天未修；1-01")

    assert [act.code for act in acts] == ["1-01", "1-03"]
    assert rest == "电梯三天未修"


def test_an_unknown_code_is_free_text():
    assert rectification.parse_sub_acts("1-77") == ((), "1-77")
    assert rectification.parse_sub_acts(None) == ((), "")


def test_a_sub_act_of_another_category_is_refused():
    acts, _ = rectification.parse_sub_acts("6-01")

    rectification.check_sub_acts(Category.CAT_6, acts)
    with pytest.raises(Refused, match="不属于“违规侵占小区公共收益”"):
        rectification.check_sub_acts(Category.CAT_7, acts)
