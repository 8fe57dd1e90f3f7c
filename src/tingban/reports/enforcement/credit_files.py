"""Pushes as files for the platform: xlsx, csv, json, in the order of the items (DOMAIN 7.1).

The csv begins with a byte order mark: without it Excel in China reads UTF-8 as GBK and the names
become rubbish. The json has none (RFC 8259 forbids it) and names items by their codes; amounts are
text there, because a number would lose the six decimals.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tingban.reports.books import open_book, paper, stamp
from tingban.rules.enforcement.credit_items import ITEMS, REFUSAL_ITEMS, Item, in_wan, spelled
from tingban.rules.enforcement.credit_stages import CREDIT_KIND_LABELS, CreditKind
from tingban.rules.rectification.fields import Ask

_WAN: Final = "（万元）"
# What begins so is read as a formula by whatever opens a csv.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LONG: Final = 200
_WIDE, _NARROW = 42.0, 18.0


def items_of(kind: CreditKind) -> tuple[Item, ...]:
    """The columns of a kind."""
    return ITEMS if kind is CreditKind.PENALTY else REFUSAL_ITEMS


def heading(item: Item) -> str:
    """The head of a column, with the unit that the exchange counts amounts in."""
    return item.label + (_WAN if item.ask is Ask.MONEY else "")


def write_pushes(
    kind: CreditKind, rows: Sequence[Mapping[str, Any]], *, form: str, made_by: str, at: datetime
) -> bytes:
    """All pushes of one kind as one file."""
    if form == "json":
        return _json(kind, rows)
    if form == "csv":
        return _csv(kind, rows)
    return _xlsx(kind, rows, made_by, at)


def _json(kind: CreditKind, rows: Sequence[Mapping[str, Any]]) -> bytes:
    told = [{it.code: spelled(it, row.get(it.code)) for it in items_of(kind)} for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _csv(kind: CreditKind, rows: Sequence[Mapping[str, Any]]) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(heading(it) for it in items_of(kind))
    for row in rows:
        writer.writerow(_harmless(spelled(it, row.get(it.code))) for it in items_of(kind))
    return target.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _xlsx(kind: CreditKind, rows: Sequence[Mapping[str, Any]], made_by: str, at: datetime) -> bytes:
    target = BytesIO()
    title = CREDIT_KIND_LABELS[kind]
    book = open_book(target, title=title, made_by=made_by, at=at)
    page = book.add_worksheet(title[:31])
    paper(page, landscape=True, mark=f"{title}　{stamp(made_by, at)}")
    # Thirty columns on the width of one page cannot be read: they go on, each with its name.
    page.set_print_scale(70)
    page.repeat_columns(0)
    _head(book, page, items_of(kind))
    cells = _Cells(book)
    for line, row in enumerate(rows, start=1):
        for place, item in enumerate(items_of(kind)):
            cells.put(page, (line, place), item, row.get(item.code))
    book.close()
    return target.getvalue()


def _head(book: xlsxwriter.Workbook, page: Worksheet, items: tuple[Item, ...]) -> None:
    look = {"bold": True, "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
    plain = book.add_format({**look, "bg_color": "#F2F2F2"})
    page.set_row(0, 42)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    for place, item in enumerate(items):
        page.set_column(place, place, _WIDE if item.limit > _LONG else _NARROW)
        page.write_string(0, place, heading(item), plain)


class _Cells:
    """Cells of a push: text as text, days as YYYY/MM/DD, amounts with six decimals."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        look = {"font_size": 10, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.text = book.add_format({**look, "text_wrap": True, "num_format": "@"})
        self.day = book.add_format({**look, "num_format": "yyyy/mm/dd", "align": "center"})
        self.amount = book.add_format({**look, "num_format": "0.000000", "align": "right"})

    def put(self, page: Worksheet, place: tuple[int, int], item: Item, value: Any) -> None:
        """One value; an empty cell keeps its frame."""
        if not item.is_kept or value in (None, "", []):
            page.write_blank(*place, None, self.text)
        elif item.ask is Ask.DAY:
            page.write_datetime(*place, date.fromisoformat(value), self.day)
        elif item.ask is Ask.MONEY:
            page.write_number(*place, Decimal(in_wan(value)), self.amount)
        else:
            page.write_string(*place, spelled(item, value), self.text)
