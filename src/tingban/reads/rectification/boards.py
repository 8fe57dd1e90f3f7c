"""Problems on their way: by deadline in columns, by county in tiles; each figure has its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import CharField, Count, Q, QuerySet, Value

from tingban.data.rectification.models import Problem
from tingban.reads.rectification.lanes import lane_of, late_by_term
from tingban.reads.rectification.problems import ProblemRow, row_of, with_names
from tingban.rules.actors import Actor
from tingban.rules.areas import COUNTIES
from tingban.rules.rectification.lanes import Lane

SHOWN: Final = 8
_FIGURES: Final = ("open", "overdue", "recheck", "escalated")
_NONE: Final = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how many there are, and the first of them."""

    lane: Lane
    count: int
    rows: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True)
class CountyTile:
    """A county in figures."""

    county_code: str
    open: int
    overdue: int
    recheck: int
    escalated: int


def board(actor: Actor, *, county: str, today: date) -> tuple[Column, ...]:
    """All columns of a county, or of all that are in sight."""
    rows = Problem.objects.visible_to(actor)
    rows = rows.filter(county_id=county) if county else rows
    lanes = {lane.value: lane_of(lane, today) for lane in Lane}
    # What is done stands in no column and is most of the table; the index of stages tells the rest.
    standing = rows.filter(reduce(or_, lanes.values())).order_by()
    counts = standing.aggregate(
        **{name: Count("stage", filter=lane) for name, lane in lanes.items()}
    )
    first = _first(rows, today)
    by_key = {row.pk: row for row in with_names(Problem.objects.filter(pk__in=first))}
    return tuple(
        Column(
            lane,
            counts[lane.value],
            tuple(row_of(by_key[key]) for key, place in first.items() if place == lane),
        )
        for lane in Lane
    )


def _first(rows: QuerySet[Problem], today: date) -> Mapping[int, str]:
    """The first of each column by its limit, in one statement."""
    parts = [
        rows.filter(lane_of(lane, today))
        .order_by("due_at", "due_on", "id")
        .annotate(lane=Value(lane.value, CharField()))
        .values_list("id", "lane")[:SHOWN]
        for lane in Lane
    ]
    return dict(parts[0].union(*parts[1:], all=True))


def tiles(actor: Actor, *, today: date) -> tuple[CountyTile, ...]:
    """The counties in sight in the order of 附件1; one without problems has its zeros."""
    counted = {
        code: figures
        for code, *figures in Problem.objects.visible_to(actor)
        .order_by()
        .values("county_id")
        .annotate(
            open=Count("pk", filter=Q(state="open")),
            overdue=Count("pk", filter=late_by_term(today)),
            recheck=Count("pk", filter=lane_of(Lane.RECHECK, today)),
            escalated=Count("pk", filter=lane_of(Lane.ESCALATED, today)),
        )
        .values_list("county_id", *_FIGURES)
    }
    return tuple(
        CountyTile(area.code, *counted.get(area.code, _NONE))
        for area in COUNTIES
        if actor.covers(area.code)
    )
