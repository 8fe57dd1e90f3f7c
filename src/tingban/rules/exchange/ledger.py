"""登记办理台账: from its cells to cases, for the bare 附件2 and for our longer sheet alike.

Whose ledger it is: the case number tells where it was registered; else the line 单位（盖章） or
`--area`; else a case accepted by the city is the city's, one accepted by a county that county's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, NamedTuple

from tingban.kit import bigrams
from tingban.kit.dates import NotADate, find_dates
from tingban.kit.text import fold
from tingban.kit.workbook import Cell
from tingban.rules.areas import CITY, area_of_unit
from tingban.rules.complaints import (
    AcceptLevel,
    Contact,
    ContactKind,
    Source,
    Standing,
    parse_contact,
    parse_two_times,
    source_by_text,
)
from tingban.rules.exchange.cells import SHANGHAI, Place
from tingban.rules.exchange.faults import Fault, FaultKind
from tingban.rules.exchange.records import LedgerRow
from tingban.rules.exchange.tables import Table

_UNIT: Final = re.compile(r"单位(?:\(盖章\)|\(公章\)|\(章\))?:(.*)")
_STATED: Final = re.compile(r"(?:填报|报送|填表)(?:时间|日期):(.*)")
_NEXT_LABEL: Final = re.compile(
    r"(?:填报人|填表人|填报时间|填报日期|报送时间|联系人|联系电话|审核).*$"
)
_REMARKS: Final = (
    (re.compile(r"^(?:已)?作废"), Standing.VOID),
    (re.compile(r"^重复(?:件|投诉|$)"), Standing.DUPLICATE),
    (re.compile(r"^(?:已)?移送"), Standing.TRANSFERRED),
)
_ASIDE: Final = frozenset({Standing.DUPLICATE, Standing.TRANSFERRED, Standing.VOID})
_TIMES_EXPECTED: Final = "应为“收到：2024-06-03；受理：2024-06-04”或一个日期"


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above the header tell: whose ledger, as of which day."""

    unit: str | None = None
    unit_text: str = ""
    stated_on: date | None = None
    # Row (in Excel) of the line 单位（盖章）, 0 where there is none.
    unit_row: int = 0


class CaseRow(NamedTuple):
    """One case as its row tells it; None means: not told."""

    row: int
    row_no: int | None
    number: str | None
    county: str | None
    community: str | Place | None
    level: str | None
    source: str
    source_text: str
    summary: str
    office: str | None
    receiver: str | None
    remark: str | None
    standing: Standing | None
    parent: str | None
    received_at: datetime | None
    accepted_at: datetime | None
    is_closed: bool | None
    closed_at: datetime | None
    progress: str | None
    contact: Contact
    # Its texts as `kit.bigrams.document` has them: a fifth of the work of storing a case, done
    # where the file is read, beside the storing of the file before.
    words: str


def read_head(rows: Sequence[Sequence[Cell]]) -> Head:
    """Take the lines above the header apart."""
    unit_text, unit_row, stated_on = "", 0, None
    for number, cells in enumerate(rows, start=1):
        texts = [fold(str(cell)) if not isinstance(cell, date) else cell for cell in cells]
        found = _labelled(texts, _UNIT)
        if found is not None and not unit_row:
            unit_text, unit_row = (str(found), number)
        when = _labelled(texts, _STATED)
        if when is not None and stated_on is None:
            stated_on = _day(when)
    area = area_of_unit(unit_text) if unit_text else None
    return Head(area.code if area else None, unit_text, stated_on, unit_row)


def _labelled(texts: Sequence[str | date], label: re.Pattern[str]) -> str | date | None:
    """What stands behind a label, in its cell or in the next one that is filled."""
    for place, text in enumerate(texts):
        match = label.search(text) if isinstance(text, str) else None
        if match is None:
            continue
        told = _NEXT_LABEL.sub("", match[1])
        following = next((other for other in texts[place + 1 :] if other != ""), "")
        if told or (isinstance(following, str) and _NEXT_LABEL.match(following)):
            return told
        return following
    return None


def _day(told: str | date) -> date | None:
    """None where the day was left blank: 2024年 月 日."""
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date):
        return told
    try:
        found = find_dates(told)
    except NotADate:
        return None
    return found[0] if found else None


def midnight(on: date) -> datetime:
    """The beginning of a day of the city."""
    return datetime.combine(on, time(), tzinfo=SHANGHAI)


def unit_of(case: CaseRow, *, told: str | None, located_in: str | None, own: str) -> str:
    """Whose ledger a row without a number of ours stands in."""
    if case.level == AcceptLevel.CITY:
        return CITY
    return told or case.county or located_in or own


def level_of(case: CaseRow, unit: str) -> str:
    """受理层级 where the file does not tell it."""
    if case.level is not None:
        return case.level
    return (AcceptLevel.CITY if unit == CITY else AcceptLevel.COUNTY).value


def cases_of(table: Table, head: Head, *, last_year: int) -> Iterator[CaseRow | Fault]:
    """Every row as a case, as far as it could be read, and what is wrong with it."""
    for row in table.stated:
        if not isinstance(row, LedgerRow):
            raise TypeError(row)
        reading = _Reading(table, row, head, last_year)
        case = reading.case()
        yield from reading.faults
        yield from _consistency(table, row, case, head)
        yield case


class _Reading:
    """One row on its way to a case."""

    def __init__(self, table: Table, row: LedgerRow, head: Head, last_year: int) -> None:
        self.table = table
        self.row = row
        self.head = head
        self.last_year = last_year
        self.faults: list[Fault] = []

    def case(self) -> CaseRow:
        row = self.row
        received_at, accepted_at = self._times()
        source = source_by_text(row.source) if row.source else None
        standing = Standing(row.standing) if row.standing else _from_remark(row.remark)
        return CaseRow(
            row=row.row,
            row_no=row.row_no,
            number=row.number,
            county=row.county,
            community=row.community,
            level=row.level,
            source=(source or Source.OTHER).value,
            source_text=row.source or "",
            summary=row.summary,
            office=row.office,
            receiver=row.receiver,
            remark=row.remark,
            standing=None if standing in (Standing.OPEN, Standing.CLOSED) else standing,
            parent=row.parent,
            received_at=received_at,
            accepted_at=accepted_at,
            is_closed=_is_closed(row, standing),
            closed_at=row.closed_at,
            progress=row.progress,
            contact=_contact(row.contact),
            words=_words(row),
        )

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """Our own columns outweigh the one cell of 附件2 (AMB-17)."""
        row = self.row
        received_at, accepted_at = row.received_at, row.accepted_at
        if row.times is None or (received_at and accepted_at):
            return received_at, accepted_at
        year = self.head.stated_on.year if self.head.stated_on else None
        two = parse_two_times(row.times, year=year)
        if two is None:
            self._fault(FaultKind.VALUE, "times", read=row.times, expected=_TIMES_EXPECTED)
            return received_at, accepted_at
        days = (two.received_on, two.accepted_on)
        if any(on is not None and on.year > self.last_year for on in days):
            expected = f"应为 {self.last_year} 年 12 月 31 日以前的日期"
            self._fault(FaultKind.CALENDAR, "times", read=row.times, expected=expected)
            return received_at, accepted_at
        if received_at is None and two.received_on is not None:
            received_at = midnight(two.received_on)
        if accepted_at is None and two.accepted_on is not None:
            accepted_at = midnight(two.accepted_on)
        return received_at, accepted_at

    def _fault(self, kind: FaultKind, field: str, *, read: object, expected: str) -> None:
        self.table.doubt(self.row.row, field)
        self.faults.append(
            self.table.fault(kind, self.row.row, field, read=read, expected=expected)
        )


def _words(row: LedgerRow) -> str:
    texts = (row.summary, row.progress, row.office, row.receiver, row.remark)
    return bigrams.document(*(text for text in texts if text))


def _contact(cell: Cell | None) -> Contact:
    return Contact(ContactKind.NOT_HELD) if cell is None else parse_contact(cell)


def _from_remark(remark: str | None) -> Standing | None:
    """备注 prints 重复件, 移送 and 作废 (DOMAIN 2.1, column 10); so it tells them too."""
    if not remark:
        return None
    return next((standing for pattern, standing in _REMARKS if pattern.match(remark)), None)


def _is_closed(row: LedgerRow, standing: Standing | None) -> bool | None:
    if standing is Standing.CLOSED:
        return True
    if standing is Standing.OPEN:
        return False
    if standing in _ASIDE:
        # 已移送 is not closed, 重复件 and 作废 count nowhere; a date, where told, is kept.
        return True if row.closed_at else None
    return True if row.closed_at else row.is_closed


def _consistency(table: Table, row: LedgerRow, case: CaseRow, head: Head) -> Iterator[Fault]:
    yield from _state_conflicts(table, row)
    yield from _time_order(table, row, case, head)
    is_annex = "number" not in table.places
    is_unsure = table.is_unsure(row.row, "row_no", "number")
    if case.row_no is None and case.number is None and not is_unsure:
        field = "row_no" if is_annex else "number"
        what = "序号" if is_annex else "受理编号与序号"
        yield table.fault(FaultKind.REQUIRED, row.row, field, expected=f"{what}不能为空")
    if case.number is not None and case.number == case.parent:
        yield table.fault(
            FaultKind.RING, row.row, "parent", read=case.parent, expected="主件不能是本件自己"
        )


def _state_conflicts(table: Table, row: LedgerRow) -> Iterator[Fault]:
    """是否办结, 状态 and 办结时间 tell one story."""
    if row.standing == Standing.OPEN and row.is_closed:
        expected = "状态是“办理中”，是否办结应为“否”"
        yield table.fault(FaultKind.CONFLICT, row.row, "is_closed", read="是", expected=expected)
    elif row.standing == Standing.CLOSED and row.is_closed is False:
        expected = "状态是“办结”，是否办结应为“是”"
        yield table.fault(FaultKind.CONFLICT, row.row, "is_closed", read="否", expected=expected)
    elif row.closed_at and _says_open(row) and not table.is_unsure(row.row, "standing"):
        expected = "没有办结的件不应有办结时间"
        yield table.fault(
            FaultKind.CONFLICT, row.row, "closed_at", read=row.closed_at, expected=expected
        )


def _says_open(row: LedgerRow) -> bool:
    if row.standing is None:
        return row.is_closed is False
    return row.standing == Standing.OPEN


def _is_told(table: Table, row: LedgerRow, own: str) -> bool:
    """Whether a moment is known, or known not to be told: its own column, else the one cell."""
    names = (own,) if getattr(row, own) else (own, "times")
    return not table.is_unsure(row.row, *names)


def _is_end_told(table: Table, row: LedgerRow) -> bool:
    """Whether it is known if the case is closed, and since when."""
    names = ("standing", "closed_at", *(() if row.standing else ("is_closed", "remark")))
    return not table.is_unsure(row.row, *names)


def _time_order(table: Table, row: LedgerRow, case: CaseRow, head: Head) -> Iterator[Fault]:
    accepted = "accepted_at" if row.accepted_at else "times"
    is_accepted_told = _is_told(table, row, "accepted_at")
    if (
        is_accepted_told
        and _is_told(table, row, "received_at")
        and is_before(case.accepted_at, case.received_at)
    ):
        yield table.fault(
            FaultKind.ORDER,
            row.row,
            accepted,
            read=getattr(row, accepted),
            expected="受理时间不应早于收到时间",
        )
    if not _is_end_told(table, row):
        return
    closed_on = _closed_on(case, head)
    if is_accepted_told:
        yield from _accepted_before_closed(table, row, case, closed_on)
    if case.is_closed and closed_on is None and "closed_at" in table.places:
        yield table.fault(
            FaultKind.REQUIRED, row.row, "closed_at", expected="已办结的件应填办结时间"
        )


def _accepted_before_closed(
    table: Table, row: LedgerRow, case: CaseRow, closed_on: datetime | None
) -> Iterator[Fault]:
    accepted = "accepted_at" if row.accepted_at else "times"
    if closed_on is not None and case.standing is None and case.accepted_at is None:
        yield table.fault(
            FaultKind.REQUIRED,
            row.row,
            "accepted_at" if "accepted_at" in table.places else "times",
            read=row.times or "",
            expected="已办结的件应有受理时间",
        )
    elif closed_on is not None and is_before(closed_on, case.accepted_at):
        yield table.fault(
            FaultKind.ORDER,
            row.row,
            "closed_at" if row.closed_at else accepted,
            read=row.closed_at or getattr(row, accepted),
            expected=f"办结时间（{closed_on:%Y-%m-%d}）不应早于受理时间",
        )


def _closed_on(case: CaseRow, head: Head) -> datetime | None:
    """附件2 has no closing day of its own: it is closed as of 填报时间 (INTERCHANGE 1)."""
    if not case.is_closed:
        return None
    if case.closed_at is not None:
        return case.closed_at
    return midnight(head.stated_on) if head.stated_on else None


def is_before(moment: datetime | None, first: datetime | None) -> bool:
    """Whether a moment lies before another; days count where one of them has no time of day."""
    if moment is None or first is None:
        return False
    if moment.time() == time() or first.time() == time():
        return moment.date() < first.date()
    return moment < first
