"""The template offers what the import takes, and untouched it brings nothing."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.people import NOW, YANHU, city_clerk
from tingban.actions.exchange.imports import import_files
from tingban.actions.exchange.intake import Circumstances, Upload, take_in
from tingban.kit.workbook import title_key
from tingban.reports.exchange.template import ROWS, write_template
from tingban.rules.exchange.examples import EXAMPLES
from tingban.rules.exchange.recognising import LISTS_SHEET, NOTES_SHEET
from tingban.rules.exchange.sheets import SHEETS

AROUND = Circumstances(years=frozenset({2023, 2024, 2025}), area=None)


def template(county: str | None = None) -> bytes:
    target = BytesIO()
    write_template(target, at=NOW, county=county)
    return target.getvalue()


def test_it_has_the_twelve_sheets_with_their_columns() -> None:
    book = load_workbook(BytesIO(template()))

    assert book.sheetnames == [NOTES_SHEET, *(sheet.title for sheet in SHEETS), LISTS_SHEET]
    assert book[LISTS_SHEET].sheet_state == "hidden"
    for sheet in SHEETS:
        heads = [cell.value for cell in book[sheet.title][1]]
        assert [title_key(head) for head in heads] == [title_key(it.title) for it in sheet.columns]
        marked = [head.startswith("※") for head in heads]
        assert marked == [column.required for column in sheet.columns]


def test_every_list_offers_what_its_column_takes() -> None:
    book = load_workbook(BytesIO(template()))

    for sheet in SHEETS:
        rules = {
            str(rule.sqref).partition(":")[0]: rule
            for rule in book[sheet.title].data_validations.dataValidation
        }
        for place, column in enumerate(sheet.columns, start=1):
            if not column.choices:
                continue
            rule = rules[book[sheet.title].cell(2, place).coordinate]
            name, _, area = rule.formula1.partition("!")
            offered = [row[0].value for row in book[name.strip("'")][area.replace("$", "")]]
            assert offered == list(column.choices)
            for choice in offered:
                column.read(choice)
            assert str(rule.sqref).endswith(str(ROWS + 1))


@pytest.mark.parametrize("county", [None, YANHU])
@pytest.mark.django_db
def test_untouched_it_brings_nothing_and_says_so(county: str | None) -> None:
    report = import_files(
        [Upload("模板.xlsx", template(county))], actor=city_clerk(), at=NOW, area=county
    )

    (file,) = report.files
    assert file.taken
    assert file.act_id is None
    assert file.faults == []
    assert file.warnings == ["文件里的表都还没有填写数据，没有可以导入的内容。"]


def test_a_countys_template_offers_that_county_and_names_the_unit() -> None:
    book = load_workbook(BytesIO(template(YANHU)))

    assert book["登记办理台账"]["A1"].value == "单位（盖章）：盐湖区"
    rule = next(
        rule
        for rule in book["小区台账"].data_validations.dataValidation
        if str(rule.sqref).startswith("B2")
    )
    area = rule.formula1.partition("!")[2].replace("$", "")
    assert [row[0].value for row in book[LISTS_SHEET][area]] == ["盐湖区"]


def test_the_examples_of_the_notes_are_read_without_a_fault() -> None:
    book = Workbook()
    book.remove(book.active)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title)
        page.append([column.title for column in sheet.columns])
        page.append([EXAMPLES[sheet.topic].get(column.field) for column in sheet.columns])
    target = BytesIO()
    book.save(target)

    intake = take_in(Upload("示例.xlsx", target.getvalue()), AROUND)

    assert [fault.sentence for fault in intake.faults] == []
    assert [len(table.rows) for table in intake.tables] == [1] * len(SHEETS)
    assert intake.tables[3].rows[0].started_on == date(2024, 6, 3)


def test_required_columns_have_an_example() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert not column.required or EXAMPLES[sheet.topic].get(column.field), column.title
