"""附件3 as it leaves the platform, opened again (DOMAIN 2.2)."""

from io import BytesIO

import openpyxl
import pytest

from tests.reports.weekly.samples import EDITION, cells, city_form, county_form
from tingban.reports.weekly import wording
from tingban.reports.weekly.annex3 import FLAT_SHEET, PRINT_SHEET, WIDE_SHEET, write_annex3
from tingban.rules.weekly.cells import CELLS, CODES


def book_of(form):
    target = BytesIO()
    write_annex3(form, target)
    return openpyxl.load_workbook(target)


@pytest.fixture(scope="module")
def city():
    return book_of(city_form())


def texts(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def plain(text: object) -> str:
    return "".join(str(text).split())


@pytest.mark.parametrize("name", [PRINT_SHEET, WIDE_SHEET])
def test_title_notes_and_footnote_stand_word_for_word(city, name):
    told = texts(city[name])

    assert wording.ANNEX_3_TITLE in told
    assert wording.ANNEX_3_NOTE in told
    assert wording.ANNEX_3_MAIL_FOOTNOTE in told


@pytest.mark.parametrize("name", [PRINT_SHEET, WIDE_SHEET])
def test_every_head_of_the_decree_stands_in_its_wording(city, name):
    told = {plain(text) for text in texts(city[name])}

    missing = {head for cell in CELLS for head in cell.heads if plain(head) not in told}

    assert missing == set()


def test_the_rows_stand_in_the_order_of_annex_1_with_the_city_before_the_total(city):
    names = [row[1].value for row in city[FLAT_SHEET].iter_rows(min_row=2)]

    assert names[0] == "盐湖区"
    assert names[-2:] == ["运城市本级", "合计"]
    assert len(names) == 15


def test_each_number_stands_under_its_own_head(city):
    sheet = city[FLAT_SHEET]
    heads = [cell.value for cell in sheet[1]]

    for row, told in zip(sheet.iter_rows(min_row=2), city_form().all_rows, strict=True):
        found = {heads[place].split()[0]: cell.value for place, cell in enumerate(row) if place > 2}
        assert found == dict(told.cells)


def test_the_wide_sheet_shows_the_same_numbers_in_the_order_of_the_form(city):
    rows = {
        plain(row[0].value): [cell.value for cell in row[1:34]]
        for row in city[WIDE_SHEET].iter_rows()
        if row[0].value and isinstance(row[5].value, int)
    }

    assert rows["合计"] == [cells(5000)[code] for code in CODES]
    assert len(rows) == 15


@pytest.mark.parametrize("name", [PRINT_SHEET, WIDE_SHEET])
def test_it_prints_on_a4_landscape_one_page_wide(city, name):
    setup = city[name].page_setup

    assert setup.orientation == "landscape"
    assert int(setup.paperSize) == 9
    assert city[name].sheet_properties.pageSetUpPr.fitToPage


def test_what_the_system_filed_is_hatched_and_footnoted(city):
    told = texts(city[PRINT_SHEET])

    assert any(text.startswith(wording.AUTO_FOOTNOTE) and "绛县" in text for text in told)


def test_an_override_is_red_with_both_numbers_and_the_reason(city):
    told = next(text for text in texts(city[PRINT_SHEET]) if "系统统计" in text)

    assert "系统统计 7" in told
    assert "漏登两个小区" in told


def test_the_foot_names_the_edition(city):
    assert EDITION.number in city[PRINT_SHEET].oddFooter.right.text


def test_a_single_unit_fills_one_page_without_a_total():
    sheet = book_of(county_form())[FLAT_SHEET]

    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["盐湖区"]


def test_made_twice_it_is_the_same_byte_for_byte():
    first, second = BytesIO(), BytesIO()

    write_annex3(city_form(), first)
    write_annex3(city_form(), second)

    assert first.getvalue() == second.getvalue()
