"""Writing the demo's rows as 数据交换簿, so that its history comes in by the import."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tingban.jobs.demo.world import Row
from tingban.rules.exchange.sheets import SHEETS


def write(path: Path, sheets: Mapping[str, Sequence[Row]]) -> Path:
    """One workbook with the sheets that have rows, in the order of INTERCHANGE 1."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for sheet in SHEETS:
            rows = sheets.get(sheet.title)
            if rows:
                page = book.add_worksheet(sheet.title)
                titles = [column.title for column in sheet.columns if column.title in rows[0]]
                page.write_row(0, 0, titles)
                for number, row in enumerate(rows, start=1):
                    for place, title in enumerate(titles):
                        _write(page, (number, place), row[title], day, moment)
    return path


def _write(page: Any, at: tuple[int, int], value: object, day: Any, moment: Any) -> None:
    if isinstance(value, datetime):
        page.write_datetime(*at, value.replace(tzinfo=None), moment)
    elif isinstance(value, date):
        page.write_datetime(*at, value, day)
    elif value != "":
        page.write(*at, value)
