"""Exports as whoever asked sees them, in the post in which they were asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tingban.data.exchange.models import ExportQuerySet, ExportRun
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import CITY_WIDE, Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import NotFound
from tingban.rules.exchange.runs import (
    ALONE_DAYS,
    APPROVAL_DAYS,
    CONTACTS_ALONE,
    EXPORT_DAYS,
    EXPORT_LABELS,
    TO_APPROVE,
    UNFINISHED,
    Approval,
    RunState,
)
from tingban.rules.exchange.sheets import SHEETS

NOT_FOUND: Final = "没有找到这次导出，或者它不是您在现在的岗位上提交的。"
FILE_GONE: Final = f"导出的文件已不在（保留 {EXPORT_DAYS} 天），请重新导出。"
_TONES: Final[Mapping[RunState, str]] = {
    RunState.WAITING: "still",
    RunState.WORKING: "accent",
    RunState.DONE: "good",
    RunState.FAILED: "late",
}


@dataclass(frozen=True, slots=True)
class Export:
    """One export; `kept_until` is the last day of its file, None where there is none (any more).

    `approver_name` is whose word let it go, empty where none was needed or it was refused.
    """

    id: int
    owner_name: str
    area_name: str
    asked_at: datetime
    ended_at: datetime | None
    label: str
    tone: str
    note: str
    is_unfinished: bool
    has_identities: bool
    contacts: int
    reason: str
    approver_name: str
    waits_for_approval: bool
    done: int
    rows: Mapping[str, int]
    size: int
    kept_until: date | None

    @property
    def total(self) -> int:
        """How many sheets it will have."""
        return len(SHEETS)

    @property
    def most_alone(self) -> int:
        """So many identities leave without a head's word."""
        return CONTACTS_ALONE

    @property
    def alone_days(self) -> int:
        """So many days are taken together."""
        return ALONE_DAYS

    @property
    def approval_days(self) -> int:
        """For so many days a head's word is waited for."""
        return APPROVAL_DAYS

    @property
    def is_gone(self) -> bool:
        """Whether its file was there and is kept no longer."""
        return bool(self.rows) and self.kept_until is None


def _own(actor: Actor) -> ExportQuerySet:
    """Only whoever asked, and only in that post: what it holds is what that post may see."""
    return ExportRun.objects.visible_to(actor).filter(
        owner_id=actor.user_id, role=actor.role.value, unit_code=actor.unit_code
    )


def latest_exports(actor: Actor, *, limit: int) -> list[Export]:
    """The last exports that the actor asked for."""
    return [_export(row) for row in _own(actor).order_by("-id")[:limit]]


def export(actor: Actor, export_id: int) -> Export:
    """One export that the actor asked for, or `NotFound`."""
    return _export(_row(actor, export_id))


def to_approve(actor: Actor) -> list[Export]:
    """Exports with many identities that wait for this head's word; never his own.

    What the city's people ask for is for the city's head to grant, also of one county.
    """
    if not actor.is_leader:
        return []
    rows = ExportRun.objects.visible_to(actor).filter(
        approval=Approval.ASKED.value, state=RunState.WAITING.value
    )
    if not actor.sees_whole_city:
        rows = rows.exclude(role__in=CITY_WIDE)
    return [_export(row) for row in rows.exclude(owner_id=actor.user_id).order_by("id")]


def count_to_approve(actor: Actor) -> int:
    """How many wait for this head's word."""
    return len(to_approve(actor))


def to_decide(actor: Actor, export_id: int) -> Export:
    """One of them, or `NotFound`."""
    found = next((run for run in to_approve(actor) if run.id == export_id), None)
    if found is None:
        raise NotFound("没有找到等待您批准的这次导出，可能已有人处理。")
    return found


def exported_file(actor: Actor, export_id: int) -> tuple[str, str]:
    """Name and digest of the file, or `NotFound`."""
    row = _row(actor, export_id)
    if not row.digest:
        raise NotFound(_why_no_file(row))
    when = row.asked_at.astimezone(SHANGHAI)
    return f"数据交换簿_{_area_name(row)}_{when:%Y%m%d-%H%M}.xlsx", row.digest


def _why_no_file(row: ExportRun) -> str:
    if row.rows:
        return FILE_GONE
    if row.state == RunState.FAILED:
        return "这次导出没有做成，没有文件。原因写在导出结果页上。"
    return "这次导出还没有做完，请稍候再下载。"


def _row(actor: Actor, export_id: int) -> ExportRun:
    row = _own(actor).filter(pk=export_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def _area_name(row: ExportRun) -> str:
    is_whole = row.told_area_id is None and row.area_id == CITY
    return "全市" if is_whole else AREA_BY_CODE[row.area_id].name


def _export(row: ExportRun) -> Export:
    state = RunState(row.state)
    kept = row.ended_at if row.digest else None
    waits = row.approval == Approval.ASKED and state is RunState.WAITING
    return Export(
        id=row.pk,
        owner_name=row.owner_name,
        area_name=_area_name(row),
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        label=TO_APPROVE if waits else EXPORT_LABELS[state],
        tone="soon" if waits else _TONES[state],
        note=row.note,
        is_unfinished=state in UNFINISHED and not waits,
        has_identities=bool(row.reason),
        contacts=row.contacts,
        reason=row.reason,
        approver_name=row.approver_name if row.approval == Approval.GRANTED else "",
        waits_for_approval=waits,
        done=row.done,
        rows={it.title: row.rows[it.title] for it in SHEETS if it.title in row.rows},
        size=row.size,
        kept_until=(
            (kept + timedelta(days=EXPORT_DAYS)).astimezone(SHANGHAI).date() if kept else None
        ),
    )
