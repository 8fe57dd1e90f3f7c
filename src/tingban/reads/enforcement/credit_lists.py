"""Lists about credit pushes: what may leave, what is stuck, files that left, reconciliations."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from tingban.data.enforcement.models import CreditBatch, CreditCheck, CreditPush, CreditPushMove
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.enforcement.credit_lists import GAP_LABELS, Gap
from tingban.rules.enforcement.credit_stages import (
    CREDIT_KIND_LABELS,
    CREDIT_STAGE_LABELS,
    CreditAct,
    CreditKind,
    CreditStage,
)
from tingban.rules.errors import NotFound

_READY: Final = (CreditStage.REVIEWED.value, CreditStage.FAILED.value)
_WAITING: Final = (
    CreditStage.FAILED.value, CreditStage.RECALL.value, CreditStage.RESTORED.value,
)  # fmt: skip
_REFUSAL_OVER: Final = (CreditStage.DROPPED.value, CreditStage.WITHDRAWN.value)


@dataclass(frozen=True, slots=True)
class PushLine:
    """A push in a list; `why` says what it waits for."""

    number: str
    kind: CreditKind
    kind_label: str
    title: str
    county_code: str
    stage: str
    stage_label: str
    due_on: date | None
    version: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A file that left."""

    number: str
    kind_label: str
    county_code: str
    at: datetime
    by: str
    count: int
    size: int
    digest: str
    is_carried: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A reconciliation, and how many findings of each kind it has."""

    id: int
    county_code: str
    month: date
    name: str
    at: datetime
    by: str
    ours: int
    theirs: int
    counts: tuple[tuple[str, int], ...]
    found: tuple[dict[str, str], ...]


def push_about(actor: Actor, about: str) -> str:
    """The number of the push of a penalty or an exit that runs; empty where there is none."""
    rows = CreditPush.objects.visible_to(actor).exclude(stage=CreditStage.DROPPED.value)
    number: str | None = rows.filter(about=about).values_list("number", flat=True).first()
    return number or ""


def ready(actor: Actor) -> list[PushLine]:
    """What may leave now, the most pressing first."""
    rows = CreditPush.objects.visible_to(actor).filter(stage__in=_READY)
    return [_push(row) for row in rows.order_by("due_at", "id")]


def stuck(actor: Actor, window: Window, *, at: datetime) -> Found[PushLine]:
    """Sent without a receipt in time, failed, to be withdrawn or taken off; a refusal whose letter
    to the market regulator is not answered."""
    late = Q(stage=CreditStage.SENT.value, due_at__lt=at) | Q(stage__in=_WAITING)
    rows = CreditPush.objects.visible_to(actor).annotate(is_answered=_has(CreditAct.MARKET_RECEIPT))
    silent = Q(kind=CreditKind.REFUSAL.value, is_answered=False) & ~Q(stage__in=_REFUSAL_OVER)
    found = rows.filter(late | silent).order_by("due_at", "id")
    part = found[window.offset : window.offset + window.limit] if window.limit else found
    return Found([_push(row, at) for row in part], found.count())


def count_stuck(actor: Actor, *, at: datetime) -> int:
    """How many stand in that list."""
    return stuck(actor, Window(limit=1), at=at).total


def batches(actor: Actor, window: Window) -> Found[BatchLine]:
    """Files that left, the newest first."""
    rows: QuerySet[Any] = CreditBatch.objects.visible_to(actor).select_related("act")
    part = rows.order_by("-id")[window.offset : window.offset + window.limit]
    carried = _carried([row.digest for row in part])
    return Found([_batch(row, carried) for row in part], rows.count())


def checks(actor: Actor) -> list[CheckLine]:
    """Reconciliations, the newest first."""
    rows = CreditCheck.objects.visible_to(actor).select_related("act").order_by("-id")
    return [_check(row) for row in rows]


def check(actor: Actor, check_id: int) -> CheckLine:
    """One of them."""
    rows = CreditCheck.objects.visible_to(actor).select_related("act")
    row = rows.filter(pk=check_id).first()
    if row is None:
        raise NotFound("没有找到这次核对，或者它不在您的辖区内。")
    return _check(row)


def _has(act: CreditAct) -> Exists:
    moves = CreditPushMove.objects.filter(row=OuterRef("pk"), step=act.value)
    return Exists(moves.filter(retracted_at__isnull=True))


def _carried(digests: list[str]) -> set[str]:
    moves = CreditPushMove.objects.standing().filter(
        step=CreditAct.DELIVER.value, told__digest__in=digests
    )
    return set(moves.values_list("told__digest", flat=True))


def _push(row: Any, at: datetime | None = None) -> PushLine:
    kind = CreditKind(row.kind)
    return PushLine(
        number=row.number,
        kind=kind,
        kind_label=CREDIT_KIND_LABELS[kind],
        title=row.title,
        county_code=row.county_id,
        stage=row.stage,
        stage_label=CREDIT_STAGE_LABELS[row.stage],
        due_on=last_day_of(row.due_at) if row.due_at else None,
        version=row.version,
        why=_why(row, at) if at else "",
    )


def _why(row: Any, at: datetime) -> str:
    if row.stage == CreditStage.SENT and row.due_at and row.due_at < at:
        return "过期没有回执，请向平台催要；文件没有收到的，登记平台退回后重新发出"
    why = {
        CreditStage.FAILED: "发送失败，请重新发出，或者人工报送后登记",
        CreditStage.RECALL: "请在平台办理撤回，并撤下本单位网站的公示",
        CreditStage.RESTORED: "平台已修复，请撤下本单位网站的公示",
    }
    return why.get(row.stage, "给市场监管部门的报告函还没有回执")


def _batch(row: Any, carried: set[str]) -> BatchLine:
    return BatchLine(
        number=row.number,
        kind_label=CREDIT_KIND_LABELS[CreditKind(row.kind)],
        county_code=row.county_id,
        at=row.recorded_at,
        by=row.act.actor_name,
        count=len(row.pushes),
        size=row.size,
        digest=row.digest,
        is_carried=row.digest in carried,
    )


def _check(row: Any) -> CheckLine:
    found = tuple(it | {"label": GAP_LABELS[Gap(it["gap"])]} for it in row.found)
    counts = ((GAP_LABELS[gap], sum(it["gap"] == gap for it in found)) for gap in Gap)
    return CheckLine(
        id=row.pk,
        county_code=row.county_id,
        month=row.month,
        name=row.name,
        at=row.recorded_at,
        by=row.act.actor_name,
        ours=row.ours,
        theirs=row.theirs,
        counts=tuple((label, count) for label, count in counts if count),
        found=found,
    )
