"""One cell into one value, in every spelling that people use (INTERCHANGE 1)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.people import YANHU, ZONE
from tingban.rules.exchange import cells
from tingban.rules.exchange.cells import Named, Place, Unfit
from tingban.rules.exchange.sheets import EXITS, MISSIONS
from tingban.rules.rectification.categories import CATEGORIES

DAY = date(2024, 6, 3)


@pytest.mark.parametrize(
    "cell",
    [
        DAY, datetime(2024, 6, 3, 9, 30, tzinfo=ZONE).replace(tzinfo=None), "2024-06-03",
        "2024/6/3", "2024.6.3", "20240603", 20240603, 20240603.0, "2024年6月3日",
        "２０２４年６月３日", " 2024 - 06 - 03 ", "2024-06-03 09:30", 45446,
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_spelling(cell):
    assert cells.day(cell) == DAY


@pytest.mark.parametrize(
    "cell", ["24.6.3", "2024年6月", "2024-13-01", "2024-02-30", "上周三", True]
)
def test_what_is_no_day_is_told(cell):
    with pytest.raises(Unfit, match="日期"):
        cells.day(cell)


def test_a_moment_keeps_its_time_of_day():
    assert cells.moment("2024-06-03 09:30") == datetime(2024, 6, 3, 9, 30, tzinfo=ZONE)
    assert cells.moment("2024.6.3") == datetime(2024, 6, 3, tzinfo=ZONE)


@pytest.mark.parametrize(
    "cell", ["盐湖", "盐湖区", "140802", 140802, 140802.0, "１４０８０２", "运城市盐湖区"]
)
def test_a_county_goes_by_its_names_and_its_code(cell):
    assert cells.county(cell) == YANHU


@pytest.mark.parametrize("cell", ["运城市", "140800", "火星", "临汾市"])
def test_what_is_no_county_is_told(cell):
    with pytest.raises(Unfit, match="13 个县"):
        cells.county(cell)


def test_the_city_itself_is_an_area():
    assert cells.area("市本级") == "140800"


@pytest.mark.parametrize(
    "cell", ["1408020010023", 1408020010023, 1408020010023.0, "１４０８０２００１００２３"]
)
def test_a_community_code_that_excel_made_a_number_is_restored(cell):
    assert cells.own_community_code(cell) == "1408020010023"
    assert cells.community(cell) == "1408020010023"


@pytest.mark.parametrize("cell", ["盐湖/锦绣花园", "盐湖区／锦绣花园", " 140802/ 锦绣 花园 "])
def test_county_and_name_stand_for_a_code(cell):
    place = cells.community(cell)

    assert isinstance(place, Place)
    assert (place.county, place.key) == (YANHU, "锦绣花园")


@pytest.mark.parametrize(
    "cell", ["锦绣花园", "火星/锦绣花园", "运城市/锦绣花园", "盐湖/", "14080200100"]
)
def test_what_is_no_community_is_told(cell):
    with pytest.raises(Unfit, match="小区编码"):
        cells.community(cell)


def test_a_company_goes_by_code_or_by_name():
    assert cells.company("91350100M000100Y43") == "91350100M000100Y43"
    assert cells.company("９１３５０１００ｍ０００１００ｙ４３") == "91350100M000100Y43"
    named = cells.company("明珠物业服务有限公司")
    assert isinstance(named, Named)


def test_a_wrong_check_character_is_told():
    with pytest.raises(Unfit, match="18 位统一社会信用代码"):
        cells.own_uscc("91350100M000100Y44")


@pytest.mark.parametrize("cell", ["CAT-3", "cat-3", "ＣＡＴ－３", 3, 3.0, "3"])
def test_a_category_goes_by_code_and_digit(cell):
    assert cells.category(cell) == "CAT-3"


@pytest.mark.parametrize("labels", CATEGORIES, ids=lambda labels: labels.category.value)
def test_a_category_goes_by_each_of_its_three_wordings(labels):
    told = {cells.category(word) for word in (labels.body, labels.survey, labels.rectify)}

    assert told == {labels.category.value}


@pytest.mark.parametrize(("cell", "answer"), [
    ("是", True), ("否", False), ("√", True), ("×", False), ("1", True), (1, True), (0.0, False),
    (True, True), ("Y", True), ("未办结", False), ("已办结", True),
])  # fmt: skip
def test_yes_and_no(cell, answer):
    assert cells.yes_no(cell) is answer


@pytest.mark.parametrize("cell", ["快了", "3", "马上办结吗"])
def test_neither_yes_nor_no_is_told(cell):
    with pytest.raises(Unfit, match="是 或 否"):
        cells.yes_no(cell)


@pytest.mark.parametrize(
    "cell", ["0359-2222363", "０３５９－２２２２３６３", "王经理 0359 2222363"]
)
def test_a_phone_is_found_beside_a_name(cell):
    assert cells.phones(cell) == "0359-2222363"


@pytest.mark.parametrize("cell", [13800138000, 13800138000.0, "13800138000.0", "138 0013 8000"])
def test_a_phone_that_excel_made_a_number_is_restored(cell):
    assert cells.phones(cell) == "13800138000"


@pytest.mark.parametrize(("cell", "count"), [(1200, 1200), ("1,200", 1200), ("1200户", 1200),
                                              ("１２００", 1200), (1200.0, 1200)])  # fmt: skip
def test_counts(cell, count):
    assert cells.whole()(cell) == count


@pytest.mark.parametrize("cell", ["12.5", -1, "很多", date(2024, 6, 3), True, "1e999"])
def test_what_is_no_count_is_told(cell):
    with pytest.raises(Unfit, match="整数"):
        cells.whole()(cell)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("3万元", "30000.00"),
        ("98,765.432㎡", "98765.43"),
        (0.125, "0.13"),
        ("３０００元", "3000.00"),
    ],
)
def test_amounts_are_kept_to_two_places(cell, amount):
    assert cells.amount(14)(cell) == Decimal(amount)


def test_words_of_a_closed_list_and_their_other_names():
    kind = EXITS.by_field["kind"]

    assert len({kind.read(label) for label in kind.choices}) == len(kind.choices) == 5
    with pytest.raises(Unfit, match="之一"):
        MISSIONS.by_field["level"].read("乡")


def test_document_numbers_stay_text():
    assert cells.code(48)("盐住建责字〔2024〕1号") == "盐住建责字〔2024〕1号"
    assert cells.code(32)(1001.0) == "1001"
    with pytest.raises(Unfit, match="不是日期"):
        cells.code(32)(DAY)


def test_several_numbers_in_one_cell():
    assert cells.codes(32)("WT-1、WT-2，WT-2；ＷＴ－３") == ("WT-1", "WT-2", "WT-3")
    with pytest.raises(Unfit):
        cells.codes(32)("、")


def test_too_long_a_text_says_how_long_it_is():
    with pytest.raises(Unfit, match="现有 11 个字"):
        cells.text(10)("一二三四五六七八九十一")


def test_what_was_read_is_shown_as_people_write_it():
    assert cells.shown(1200.0) == "1200"
    assert cells.shown(DAY) == "2024-06-03"
    assert cells.shown(True) == "TRUE"
    assert cells.shown("长" * 100).endswith("…")
    assert cells.shown(cells.Place("140802", "银杏苑", "盐湖/银杏苑")) == "盐湖/银杏苑"
    assert cells.shown(cells.Named("x", "安居物业")) == "安居物业"
