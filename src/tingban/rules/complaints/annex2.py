"""One line of 附件2 as it is printed (DOMAIN 2.1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tingban.rules.complaints.kinds import Standing
from tingban.rules.complaints.ledger import TwoTimes
from tingban.rules.complaints.sources import SOURCE_LABELS, Source

_SHANGHAI = ZoneInfo("Asia/Shanghai")
VOID_REMARK = "作废"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The ten columns, contacts masked (AMB-31); a voided line stays, struck through.

    What waits to be registered has no 序号; it stands on lists of the desk only.
    """

    row_no: int | None
    contact: str
    summary: str
    source: str
    times: str
    office: str
    progress: str
    is_closed: bool
    receiver: str
    remark: str
    is_void: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """All columns as text, for the digest of the list."""
        return (
            str(self.row_no), self.contact, self.summary, self.source, self.times, self.office,
            self.progress, str(self.is_closed), self.receiver, self.remark, str(self.is_void),
        )  # fmt: skip


def with_result(line: LedgerLine, at: datetime, text: str, *, closes: bool) -> LedgerLine:
    """The line as it will be printed once this is its last note."""
    return replace(line, progress=progress_cell(at, text), is_closed=line.is_closed or closes)


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment in Shanghai."""
    return moment.astimezone(_SHANGHAI).date() if moment else None


def times_cell(received_at: datetime | None, accepted_at: datetime | None) -> str:
    """`收到：2024-06-03；受理：2024-06-04` (AMB-17)."""
    return str(TwoTimes(day_of(received_at), day_of(accepted_at)))


def source_cell(source: str, source_text: str) -> str:
    """The label of the code; the county's own words only where the code tells nothing."""
    if source == Source.OTHER and source_text:
        return source_text
    return SOURCE_LABELS[Source(source)]


def progress_cell(at: datetime | None, text: str) -> str:
    """The last note, dated unless it says its day itself (column 7)."""
    day = day_of(at)
    if day is None or not text:
        return text
    starts = (
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.month}月{day.day}日",
    )
    return text if text.startswith(starts) else f"{day:%Y-%m-%d}：{text}"


def remark_cell(standing: str, remark: str) -> str:
    """备注; a voided line says so."""
    if standing == Standing.VOID and VOID_REMARK not in remark:
        return f"{VOID_REMARK}；{remark}" if remark else VOID_REMARK
    return remark
