"""Days of an import that are yet to come: forms refuse them, a file is taken and warned of.

A county's file is taken whole or not at all, and a fact of tomorrow counts nowhere before
tomorrow; so a slip of the year is told at its cell instead of holding up all other rows.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from tingban.kit.workbook import column_letters
from tingban.rules.exchange.ledger import CaseRow, Head
from tingban.rules.exchange.tables import Table

_SENTENCE: Final = (
    "工作表“{sheet}”第 {row} 行“{title}”（{letter} 列）{count}是 {on:%Y-%m-%d}，"
    "晚于今天（{today:%Y-%m-%d}）。按所填日期登记，过了那一天才计数；填错的，请改正后再导入一次。"
)
_STATED: Final = (
    "工作表“{sheet}”的填报时间是 {on:%Y-%m-%d}，晚于今天（{today:%Y-%m-%d}）。"
    "表里办结的件按这一天办结，请核对。"
)
_TWO_TIMES: Final = ("received_at", "accepted_at")


def days_ahead(table: Table, *, today: date) -> Iterator[str]:
    """One warning for each column that tells of a day to come, at the first such cell."""
    for column in table.sheet.columns:
        if column.is_date and not column.may_lie_ahead and column.field in table.places:
            told = ((row.row, getattr(row, column.field)) for row in table.stated)
            yield from _warning(table, column.field, told, today)


def cases_ahead(
    table: Table, cases: Iterable[CaseRow], head: Head, *, today: date
) -> Iterator[str]:
    """The same of the one cell of two times, and of 填报时间."""
    if "times" in table.places:
        own = [name for name in _TWO_TIMES if name not in table.places]
        told = [(case.row, getattr(case, name)) for case in cases for name in own]
        yield from _warning(table, "times", told, today)
    if head.stated_on is not None and head.stated_on > today:
        yield _STATED.format(sheet=table.name, on=head.stated_on, today=today)


def _warning(
    table: Table, name: str, told: Iterable[tuple[int, date | datetime | None]], today: date
) -> Iterator[str]:
    found: dict[int, date] = {}
    for row, value in told:
        on = value.date() if isinstance(value, datetime) else value
        if on is not None and on > today:
            found.setdefault(row, on)
    if found:
        row, on = next(iter(found.items()))
        yield _SENTENCE.format(
            sheet=table.name,
            row=row,
            title=table.sheet.by_field[name].title,
            letter=column_letters(table.places[name]),
            count=f"等 {len(found)} 格" if len(found) > 1 else "",
            on=on,
            today=today,
        )
