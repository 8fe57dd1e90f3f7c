"""One row's facts as a history: when it was so, when we learned it, who said so, what was undone.

Cards of every topic show these; a fact that was retracted stays, struck, with the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from django.db.models import QuerySet

from tingban.data.audit.known import Known
from tingban.kit.clock import SHANGHAI

F = TypeVar("F", bound=Known)
_IMPORTED: Final = "exchange.file_imported"
# How an act that retracts is told; the last word of its name decides.
_UNDOING: Final[Mapping[str, str]] = {
    "corrected": "已改正",
    "voided": "已作废",
    "undone": "已撤回",
    "imported": "被后来导入的文件改正",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One fact. `so_at` is when it was so (None: it carries no day), `origin` "2:17" the cell."""

    what: str
    so_at: date | None
    recorded_at: datetime
    who: str
    note: str = ""
    origin: str = ""
    file: str = ""
    act: int = 0
    undone: str = ""
    undone_at: datetime | None = None
    undone_by: str = ""
    reason: str = ""

    @property
    def sheet(self) -> str:
        """The number of the sheet."""
        return self.origin.partition(":")[0]

    @property
    def place(self) -> str:
        """第 2 张表第 17 行."""
        sheet, _, row = self.origin.partition(":")
        return f"第 {sheet} 张表第 {row} 行" if row else ""


def with_acts(rows: QuerySet[F]) -> QuerySet[F]:
    """Facts with the acts that stated and retracted them, in the order they were stated."""
    return rows.select_related("act", "retracted_by").order_by("id")


def told(fact: Known, what: str, *, so_at: date | None = None, note: str | None = None) -> Told:
    """A fact loaded by `with_acts` as a line; without a note that of its act stands."""
    act, undoing = fact.act, fact.retracted_by
    is_imported = act.act == _IMPORTED
    return Told(
        what=what,
        so_at=so_at,
        recorded_at=fact.recorded_at,
        who=act.actor_name,
        note=("" if is_imported else act.note) if note is None else note,
        origin=fact.origin,
        file=act.note if is_imported else "",
        act=act.pk,
        undone=_UNDOING.get(undoing.act.rpartition("_")[2], "已改正") if undoing else "",
        undone_at=fact.retracted_at,
        undone_by=undoing.actor_name if undoing else "",
        reason=undoing.note if undoing and undoing.act != _IMPORTED else "",
    )


def local(moment: datetime) -> datetime:
    """A moment as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)


def newest_first(lines: Iterable[Told]) -> tuple[Told, ...]:
    """By the day it was so, then by the moment it was recorded, then by the act."""
    return tuple(sorted(lines, key=_moment, reverse=True))


def _moment(line: Told) -> tuple[date, datetime, int]:
    so_at = line.so_at or line.recorded_at
    if isinstance(so_at, datetime):
        return local(so_at).date(), line.recorded_at, line.act
    return so_at, line.recorded_at, line.act


def statements(
    shown: Iterable[tuple[Known, Mapping[str, str]]], *, first: str
) -> list[tuple[Known, str, str]]:
    """Successive statements of a row as (fact, what, note): the first, then what each changed.

    `shown` gives each fact with its attributes in words, in the order they were stated.
    """
    lines: list[tuple[Known, str, str]] = []
    before: Mapping[str, str] | None = None
    for fact, words in shown:
        if before is None:
            lines.append((fact, first, ""))
        else:
            lines.append((fact, "修改", differences(before, words)))
        before = words
    return lines


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """`检查日期：6月3日 → 6月4日；类型：…`."""
    return "；".join(
        f"{label}：{before.get(label) or '空'} → {text or '空'}"
        for label, text in after.items()
        if before.get(label) != text
    )
