"""One row's facts as a history: when it was so, when we learned it, who said so, what was undone.

Cards of every topic show these; a fact that was retracted stays, struck, with the reason.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.kit.clock import SHANGHAI

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


@dataclass(frozen=True, slots=True)
class Line:
    """A fact in words, its acts still to be read; without a note that of its act stands.

    `is_restated`: what retracted it stated all anew, so that it was not wrong.
    """

    fact: Known
    what: str
    so_at: date | None = None
    note: str | None = None
    is_restated: bool = False


def local(moment: datetime) -> datetime:
    """A moment as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)


def newest_first(lines: Iterable[Line]) -> tuple[Told, ...]:
    """By the day it was so, then by the moment it was recorded, then by the act.

    The acts of all lines are read in one statement: joined to the rows of each table, they took
    longer than everything else of a card.
    """
    given = list(lines)
    acts = _acts({key for line in given for key in (line.fact.act_id, line.fact.retracted_by_id)})
    return tuple(sorted((_told(line, acts) for line in given), key=_moment, reverse=True))


@dataclass(frozen=True, slots=True)
class _Act:
    """What a line needs of an act."""

    act: str
    note: str
    who: str

    @property
    def is_import(self) -> bool:
        return self.act == _IMPORTED


def _acts(keys: Collection[int | None]) -> dict[int, _Act]:
    rows = Entry.objects.filter(pk__in=[key for key in keys if key]).order_by()
    return {pk: _Act(*rest) for pk, *rest in rows.values_list("pk", "act", "note", "actor_name")}


def _told(line: Line, acts: Mapping[int, _Act]) -> Told:
    fact, act = line.fact, acts[line.fact.act_id]
    own = "" if act.is_import else act.note
    told = Told(
        what=line.what,
        so_at=line.so_at,
        recorded_at=fact.recorded_at,
        who=act.who,
        note=own if line.note is None else line.note,
        origin=fact.origin,
        file=act.note if act.is_import else "",
        act=fact.act_id,
    )
    if not fact.retracted_by_id or line.is_restated:
        return told
    undoing = acts[fact.retracted_by_id]
    return replace(
        told,
        undone=_UNDOING.get(undoing.act.rpartition("_")[2], "已改正"),
        undone_at=fact.retracted_at,
        undone_by=undoing.who,
        reason="" if undoing.is_import else undoing.note,
    )


def _moment(line: Told) -> tuple[date, datetime, int]:
    so_at = line.so_at or line.recorded_at
    if isinstance(so_at, datetime):
        return local(so_at).date(), line.recorded_at, line.act
    return so_at, line.recorded_at, line.act


def statements(
    shown: Iterable[tuple[Known, Mapping[str, str]]], *, first: str, later: str = "修改"
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
            lines.append((fact, later, differences(before, words)))
        before = words
    return lines


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """`检查日期：6月3日 → 6月4日；类型：…`."""
    return "；".join(
        f"{label}：{before.get(label) or '空'} → {text or '空'}"
        for label, text in after.items()
        if before.get(label) != text
    )
