import csv

import pytest

from tests.shared_data import shared
from tingban.rules import areas


def test_fourteen_rows_in_the_order_of_the_decree():
    codes = "00 02 81 82 22 24 25 26 27 23 29 28 21 30"

    assert [area.code[4:] for area in areas.AREAS] == codes.split()
    assert [area.order for area in areas.AREAS] == list(range(1, 15))


def test_the_printed_form_ends_with_the_citys_own_level():
    assert [area.name for area in areas.PRINTED][-2:] == ["芮城县", "运城市本级"]
    assert len(areas.PRINTED) == 14


def test_names_carry_their_right_ending():
    names = {area.seed_name: area.full_name for area in areas.AREAS}

    assert names["盐湖"] == "盐湖区"
    assert names["永济"] == "永济市"
    assert names["绛县"] == "绛县"
    assert names["运城市"] == "运城市"


def test_the_city_has_two_phones_and_a_short_name_of_its_own():
    assert areas.CITY_AREA.phones == ("2097971", "2222363")
    assert areas.CITY_AREA.short == "市本级"
    assert areas.AREA_BY_CODE["140802"].short == "盐湖"


def test_the_mail_of_hejin_is_shown_mended_and_marked():  # AMB-03
    hejin = areas.AREA_BY_CODE["140882"]

    assert hejin.mail_verbatim == "hjf gb6313022@163.com"
    assert hejin.mail_label == "hjfgb6313022@163.com（待核实）"
    assert [area.code for area in areas.AREAS if area.mail_is_doubtful] == ["140882"]
    assert areas.CITY_AREA.mail_label == "xf2222363@163.com"


@pytest.mark.parametrize("area", areas.AREAS, ids=lambda area: area.code)
def test_every_area_is_found_by_each_of_its_names(area):
    for text in (area.code, area.seed_name, area.name, area.full_name, f"{area.code}.0"):
        assert areas.area_by_text(text) is area


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" 盐湖 区 ", "140802"),
        ("运城市盐湖区", "140802"),
        ("山西省运城市夏县", "140828"),
        ("１４０８０２", "140802"),
        ("140802000000", "140802"),
        ("140802404", "140802"),
        ("运城", "140800"),
        ("市本级", "140800"),
        ("运城经开区", "140802"),
        ("运城经济技术开发区", "140802"),
        ("山西绛县经济开发区", "140826"),
        ("绛县经开区", "140826"),
        ("风陵渡经济开发区", "140830"),
    ],
)
def test_other_spellings_and_development_zones(text, code):  # AMB-23, AMB-24
    area = areas.area_by_text(text)

    assert area is not None
    assert area.code == code


@pytest.mark.parametrize("text", ["", "太原市", "140801", "140100", "市", "14080"])
def test_what_is_no_area_is_none(text):
    assert areas.area_by_text(text) is None


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("运城市盐湖区住房和城乡建设局", "140802"),
        ("新绛县住建局", "140825"),
        ("绛县住建局（盖章）", "140826"),
        ("河津市房产服务中心", "140882"),
        ("运城市住房和城乡建设局", "140800"),
        ("平陆县", "140829"),
    ],
)
def test_the_unit_of_a_ledger_tells_its_area(unit, code):
    area = areas.area_of_unit(unit)

    assert area is not None
    assert area.code == code


def test_a_text_that_names_one_county_lies_there():
    found = areas.area_mentioned("反映新绛县某小区电梯")

    assert found is not None
    assert found.code == "140825"
    assert areas.area_mentioned("绛县与新绛县") is None
    assert areas.area_mentioned("某小区") is None


def test_most_areas_of_a_property_site_are_guessed():
    with shared("communities_yuncheng.csv").open(encoding="utf-8") as lines:
        told = {row["area"] for row in csv.DictReader(lines)} - {""}

    assert {text for text in told if areas.area_proposed(text) is None} == {"盐湖临猗"}
    guessed = areas.area_proposed("盐湖坊子老区")
    assert guessed is not None
    assert guessed.code == "140802"


def test_townships_are_the_public_ones():
    with shared("yuncheng_divisions.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["level"] == "township"]

    assert {(town.code, town.name) for town in areas.TOWNSHIPS} == {
        (row["short_code"], row["name"]) for row in rows
    }


def test_every_township_lies_in_a_county():
    assert {town.county_code for town in areas.TOWNSHIPS} == {area.code for area in areas.COUNTIES}


@pytest.mark.parametrize(
    "text",
    ["中城街道", "中城", "中城街道办事处", "中城街办", "140802001", "运城市盐湖区中城街道"],
)
def test_a_street_is_found_however_its_office_is_called(text):  # AMB-20
    assert areas.township_by_text(text, "140802") is areas.TOWNSHIP_BY_CODE["140802001"]


def test_a_street_of_another_county_is_none():
    assert areas.township_by_text("中城街道", "140821") is None
    assert areas.township_by_text("", "140821") is None
