"""Proceedings that wait for somebody's step, of all kinds together; and those that press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from tingban.kit.windows import Found
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Actor
from tingban.rules.deadlines.calls import LONGEST_NOTICE, NO_NEWS_AFTER

_COLUMNS = (
    "flow_kind", "number", "title", "stage", "told_due", "due_rule", "county_id", "place", "firm",
    "due_since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits; `kind` is the subject word of its flow."""

    kind: str
    number: str
    title: str
    stage: str
    due_at: datetime | None
    due_rule: str
    county: str
    community: str
    company: str
    due_since: date | None


def waiting(flows: Iterable[Flow], actor: Actor, *, limit: int) -> Found[Waiting]:
    """Those whose next step is this post's, the nearest limit first; two statements in all."""
    return _together(
        [
            _rows(flow, actor, wanted)
            for flow in flows
            if (wanted := _wanted(flow, actor)) is not None
        ],
        limit,
    )


def _wanted(flow: Flow, actor: Actor) -> Q | None:
    """By stage; at rest only as long as a limit still runs, and what waits beside the main step."""
    stages, others = mine(flow, actor), flow.waits(actor)
    if not stages:
        return others
    near = Q(stage__in=stages - flow.ends)
    near |= Q(stage__in=stages & flow.ends, due_at__isnull=False)
    return near if others is None else near | others


def concerning(flows: Iterable[Flow], actor: Actor, *, limit: int) -> Found[Waiting]:
    """All that exist for somebody outside the bureau, whoever's turn it is; by the clocks that
    are told to them, and by those alone."""
    return _together([_rows(flow, actor, Q()) for flow in flows], limit)


def pressing(flow: Flow, actor: Actor, *, at: datetime) -> list[Waiting]:
    """Those whose limit is near or has just passed; bounded by the dates, not by the table."""
    near = Q(due_at__gt=at - NO_NEWS_AFTER, due_at__lte=at + LONGEST_NOTICE)
    rows = _rows(flow, actor, near).order_by("due_at", "number")
    return [_plain(row) for row in rows]


def mine(flow: Flow, actor: Actor) -> frozenset[str]:
    """The stages whose main step sits on a seat of this role."""
    return frozenset(
        row.start
        for row in flow.machine.rows
        if row.start is not None
        and flow.main.get(row.start) == row.act
        and any(seat.role is actor.role for seat in row.by)
    )


def _rows(flow: Flow, actor: Actor, wanted: Q) -> QuerySet[Any, Any]:
    rows = flow.model.objects.visible_to(actor).filter(wanted).order_by()
    told = rows.annotate(
        # Some rows have a kind of their own.
        flow_kind=Value(flow.subject, output_field=CharField()),
        place=F("community__name"),
        firm=F("company__name"),
        told_due=flow.told_due(actor),
    )
    return told.values_list(*_COLUMNS)


def _together(parts: list[QuerySet[Any, Any]], limit: int) -> Found[Waiting]:
    if not parts:
        return Found([], 0)
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    found = list(rows.order_by(F("told_due").asc(nulls_last=True), "number")[: limit + 1])
    total = len(found) if len(found) <= limit else sum(part.count() for part in parts)
    return Found([_plain(row) for row in found[:limit]], total)


def _plain(row: tuple[Any, ...]) -> Waiting:
    told = dict(zip(_COLUMNS, row, strict=True))
    return Waiting(*(told[name] if told[name] is not None else _NONE[name] for name in _COLUMNS))


_NONE: dict[str, Any] = {
    "told_due": None, "due_since": None, "place": "", "firm": "", "due_rule": "", "title": "",
}  # fmt: skip
