"""From a sheet of cells to rows of values and faults.

Readers are chosen once for each column, and what they made of a text that repeats is kept: a
ledger of 20,000 rows asks the same questions over and over.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from tingban.kit import workbook
from tingban.kit.text import fold
from tingban.kit.workbook import Block, Cell, Header, column_letters
from tingban.rules.complaints.masking import personal_traces
from tingban.rules.exchange import cells
from tingban.rules.exchange.columns import Column, Sheet
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.headings import Headings
from tingban.rules.exchange.records import Record

_KEPT: Final = 20_000
# Rows that people put under a table: notes, sums, who filled it in.
_NOTE: Final = re.compile(r"^(填表|填报)?(说明|备注|注|附注)[:：0-9]")
# Who filled it in, who looked at it, when: a line of labels, each with its few words.
_SIGNED: Final = re.compile(
    r"^(单位|填表|填报|制表|报送|审核|审批|复核|负责|分管|主管|主要|经办|联系|签字|签发|日期)"
    r"[^:：]{0,8}[:：](.{0,20})$"
)
# What a row that is no statement begins with, cheaply asked of every row.
_ASIDE: Final = re.compile(r"\s*(?:[填说备注附单制报审复负分主经联签日合总小共本累]|$)")
_SUM: Final = re.compile(
    r"^(合计|总计|小计|共计|累计|本页(合计|小计))([:：]?\(?\d*[件户个条行]?\)?)$"
)
_TAKE_VALUES: Final = "直接填写的内容，不要用公式（可复制后“选择性粘贴—数值”）"

# Stands in a fault for what was read of a complainant.
HIDDEN: Final = "（个人信息，不显示）"


def _is_personal(name: str, text: str) -> bool:
    """Also a contact that slipped into another column, as far as it bears a number."""
    return name == "contact" or bool(personal_traces(text))


@dataclass(slots=True)
class Table:
    """One sheet of a file: where its columns stand, its rows, its faults so far.

    `number` is the place of the sheet in the workbook, from 1; `head` holds the rows above the
    header, where a ledger tells its unit and its day. `partial` holds what could be read of rows
    with faults, `unsure` the fields of each of them that could not be read. Such a row is checked
    like any other; a check that needs an unsure field leaves it out, for nobody is told twice of
    one mistake. `is_unread`: the header is at fault, so that nothing of its rows is known.
    """

    sheet: Sheet
    name: str
    number: int
    places: Mapping[str, int]
    header_row: int
    head: Sequence[Sequence[Cell]] = ()
    rows: list[Record] = field(default_factory=list)
    partial: list[Record] = field(default_factory=list)
    unsure: dict[int, frozenset[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    is_unread: bool = False
    # Rows that are heads once more, as Excel numbers them.
    headings: list[int] = field(default_factory=list)

    @property
    def stated(self) -> Sequence[Record]:
        """Every row in the order of the sheet, those with faults included."""
        if not self.partial:
            return self.rows
        return sorted([*self.rows, *self.partial], key=lambda record: record.row)

    def is_unsure(self, row: int, *names: str) -> bool:
        """Whether one of these fields of a row could not be read: what it says is not known."""
        unsure = self.unsure.get(row)
        return unsure is not None and not unsure.isdisjoint(names)

    def doubt(self, row: int, name: str) -> None:
        """A field that could be read as a cell, but not as what it should tell."""
        self.unsure[row] = self.unsure.get(row, frozenset()) | {name}

    def fault(
        self, kind: FaultKind, row: int, name: str, *, read: object = "", expected: str
    ) -> Fault:
        """A fault at a field of a row (its number in Excel)."""
        place = self.places.get(name)
        column = self.sheet.by_field.get(name)
        return Fault(
            kind=kind,
            sheet=self.name,
            row=row,
            letter="" if place is None else column_letters(place),
            column=column.title if column else name,
            read=self._told(name, read),
            expected=expected,
        )

    def _told(self, name: str, read: object) -> str:
        """What was read; faults lie outside the vault, so nothing of a complainant (DOMAIN 9.1)."""
        column = self.sheet.by_field.get(name)
        if column is not None and isinstance(read, str):
            # What was read as a code is told in the word that people know it by.
            read = column.labels.get(read, read)
        text = "" if read is None else cells.shown(read)
        is_ledger = self.sheet.topic == "cases"
        return HIDDEN if is_ledger and text and _is_personal(name, text) else text

    def origin(self, row: int) -> str:
        """What a fact remembers of its cell: sheet and row."""
        return f"{self.number}:{row}"


def read_table(
    sheet: Sheet, source: workbook.Sheet, header: Header, *, number: int, years: frozenset[int]
) -> Table:
    """All rows under the header. `years` are the loaded years of the calendar."""
    table = Table(
        sheet=sheet,
        name=source.name,
        number=number,
        places={name: place for place, name in header.columns.items()},
        header_row=header.row,
        head=source.rows[: header.row],
        unknown=header.unknown,
    )
    table.faults += _header_faults(table, source, header)
    if table.faults:
        table.is_unread = True
        return table
    _read_rows(table, source, header, last_year=max(years, default=9999))
    return table


def _header_faults(table: Table, source: workbook.Sheet, header: Header) -> Iterator[Fault]:
    row = header.row + 1
    for name in header.missing(table.sheet.header_fields):
        column = table.sheet.by_field[name]
        yield table.fault(FaultKind.HEADER, row, name, expected=f"表头应有“{column.title}”这一列")
    for place in header.repeated:
        title = cells.shown(source.rows[header.row][place])
        yield Fault(
            kind=FaultKind.HEADER,
            sheet=table.name,
            row=row,
            letter=column_letters(place),
            column=title,
            read=title,
            expected="每一列在表头中只出现一次",
        )


@dataclass(slots=True)
class _Spoilt:
    """Cells whose value is not to be trusted, by row; merged blocks by their first cell."""

    cells: dict[int, dict[int, FaultKind]] = field(default_factory=dict)
    blocks: dict[tuple[int, int], Block] = field(default_factory=dict)

    def mark(self, row: int, place: int, kind: FaultKind) -> None:
        self.cells.setdefault(row, {})[place] = kind


def _spoilt(source: workbook.Sheet, header: Header) -> _Spoilt:
    """Formulas, error values and merged cells in the columns that we read."""
    spoilt = _Spoilt()
    known = header.columns.keys()
    last = len(source.rows)
    for kind, places in (
        (FaultKind.ERROR_VALUE, source.errors),
        (FaultKind.FORMULA, source.formulas),
    ):
        for row, place in places:
            if row > header.row and place in known:
                spoilt.mark(row, place, kind)
    for block in source.merged:
        columns = [place for place in range(block.left, block.right + 1) if place in known]
        if block.bottom <= header.row or not columns:
            continue
        first = max(block.top, header.row + 1)
        spoilt.blocks[first, columns[0]] = block
        for row in range(first, min(block.bottom, last) + 1):
            for place in columns:
                spoilt.mark(row, place, FaultKind.MERGED)
    return spoilt


@dataclass(frozen=True, slots=True)
class _Slot:
    """One field of the record: its place in the file and how to read it."""

    column: Column
    place: int
    read: Callable[[Cell], object]


def _read_rows(table: Table, source: workbook.Sheet, header: Header, *, last_year: int) -> None:
    spoilt = _spoilt(source, header)
    slots = [
        _Slot(column, table.places.get(column.field, -1), _reader(column, last_year))
        for column in table.sheet.columns
    ]
    make: Callable[..., Record] = table.sheet.record
    headings = Headings(table.sheet, header, source)
    for place in range(table.header_row + 1, _height(source, spoilt)):
        row = source.rows[place] if place < len(source.rows) else []
        marks = spoilt.cells.get(place, {})
        if is_aside(row, marks) or headings.has(place, row):
            continue
        values, faults, unsure = _read_row(table, slots, row, place, spoilt)
        if unsure:
            table.faults += faults
            table.partial.append(make(place + 1, *values))
            table.unsure[place + 1] = frozenset(unsure)
        elif any(value is not None for value in values):
            table.rows.append(make(place + 1, *values))
    table.headings = [place + 1 for place in headings.found]


def _height(source: workbook.Sheet, spoilt: _Spoilt) -> int:
    """A formula without a cached value may stand below the last value."""
    return max(len(source.rows), max(spoilt.cells, default=-1) + 1)


def is_aside(row: Sequence[Cell], marks: Mapping[int, FaultKind]) -> bool:
    """Whether the row is blank, a note or a sum: nothing that anybody states of a thing."""
    if row.count("") == len(row):
        return (
            FaultKind.FORMULA not in marks.values() and FaultKind.ERROR_VALUE not in marks.values()
        )
    first = next((cell for cell in row if cell != ""), "")
    if not isinstance(first, str) or not _ASIDE.match(first):
        return False
    filled = list(dict.fromkeys(word for cell in row if (word := fold(cells.shown(cell)))))
    if not filled or _SUM.match(filled[0]):
        return True
    return (len(filled) == 1 and bool(_NOTE.match(filled[0]))) or _is_signature(filled)


def _is_signature(words: Sequence[str]) -> bool:
    """A line of nothing but labels; what a label leaves open may stand in the cell after it."""
    is_open = False
    for word in words:
        signed = _SIGNED.match(word)
        if signed is None and not (is_open and len(word) <= 20):
            return False
        is_open = signed is not None and not signed[2]
    return True


def _read_row(
    table: Table, slots: Sequence[_Slot], row: Sequence[Cell], place: int, spoilt: _Spoilt
) -> tuple[list[object], list[Fault], list[str]]:
    """Values in the order of the fields, None where a cell is at fault; the faults; those fields.

    A cell inside a merged block is not to be trusted either, but only the block's first is told.
    """
    values: list[object] = []
    faults: list[Fault] = []
    missing: list[Fault] = []
    unsure: list[str] = []
    marks = spoilt.cells.get(place, {})
    width = len(row)
    for slot in slots:
        cell = row[slot.place] if -1 < slot.place < width else ""
        value: object = None
        if slot.place in marks:
            faults += _spoilt_faults(table, slot, cell, place, spoilt)
            unsure.append(slot.column.field)
        else:
            try:
                value = slot.read(cell) if cell != "" else None
            except cells.Unfit as unfit:
                faults.append(_unfit(table, slot, cell, place, unfit))
                unsure.append(slot.column.field)
            else:
                value = None if value == "" else value
                if value is None and slot.column.required:
                    missing.append(_required(table, slot, place))
                    unsure.append(slot.column.field)
        values.append(value)
    if not faults and all(value is None for value in values):
        return values, [], []
    return values, faults + missing, unsure


def _required(table: Table, slot: _Slot, place: int) -> Fault:
    return table.fault(
        FaultKind.REQUIRED, place + 1, slot.column.field, expected=f"{slot.column.title}不能为空"
    )


def _unfit(table: Table, slot: _Slot, cell: Cell, place: int, unfit: cells.Unfit) -> Fault:
    kind = FaultKind.CALENDAR if isinstance(unfit, _OutsideCalendar) else FaultKind.VALUE
    return table.fault(kind, place + 1, slot.column.field, read=cell, expected=f"应为{unfit}")


def _spoilt_faults(
    table: Table, slot: _Slot, cell: Cell, place: int, spoilt: _Spoilt
) -> Iterator[Fault]:
    kind = spoilt.cells[place][slot.place]
    name = slot.column.field
    if kind is FaultKind.FORMULA:
        yield table.fault(kind, place + 1, name, read=cell, expected=f"应为{_TAKE_VALUES}")
    elif kind is FaultKind.ERROR_VALUE:
        yield table.fault(kind, place + 1, name, expected="这一格是 Excel 的错误值，应重新填写")
    elif (place, slot.place) in spoilt.blocks:
        block = spoilt.blocks[place, slot.place]
        yield table.fault(
            kind,
            place + 1,
            name,
            read=cell,
            expected=f"{block} 是合并单元格，应取消合并并逐行填写",
        )


class _OutsideCalendar(cells.Unfit):
    """A day past the last loaded year of the calendar."""


def _reader(column: Column, last_year: int) -> cells.Reader:
    read = column.read
    if column.is_date and column.is_event:
        read = _within_calendar(read, last_year)
    return _remembering(read) if column.repeats else read


def _within_calendar(read: cells.Reader, last_year: int) -> cells.Reader:
    def checked(cell: Cell) -> object:
        value = read(cell)
        if isinstance(value, date | datetime) and value.year > last_year:
            raise _OutsideCalendar(
                f"{last_year} 年 12 月 31 日以前的日期（{last_year + 1} 年的日历尚未公布）"
            )
        return value

    return checked


def _remembering(read: cells.Reader) -> cells.Reader:
    """Keep what texts mean; numbers and dates are read anew, for 1 and True are one key."""
    known: dict[str, object] = {}

    def remembered(cell: Cell) -> object:
        if not isinstance(cell, str):
            return read(cell)
        if cell in known:
            return known[cell]
        value = read(cell)
        if len(known) < _KEPT:
            known[cell] = value
        return value

    return remembered
