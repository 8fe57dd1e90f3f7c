"""登记办理台账 as a list of the desk: which cases are wanted, in which order."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from tingban.data.complaints.models import Case
from tingban.kit.clock import SHANGHAI
from tingban.kit.dates import day_after
from tingban.kit.windows import Found, Window
from tingban.reads.complaints.case_rows import CaseRow, case_rows
from tingban.reads.registry.pages import page
from tingban.reads.registry.search import (
    ANYTHING,
    AnyOf,
    Bigrams,
    OfOne,
    communities_kept_by,
    communities_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.complaints.stages import RUNNING, UNACCEPTED, Stage

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "row": ("unit__report_order", "row_no"),
    "number": ("number",),
    "received": ("received_at", "id"),
    "accepted": ("accepted_at", "id"),
    "unit": ("unit__report_order", "row_no"),
    "due": ("due_at", "id"),
}
# Merged, its main case at its end, and its own source not told (3.1.1).
UNTOLD: Final = Q(stage=Stage.MRG, due_at__isnull=False) & ~Q(parent__stage__in=sorted(RUNNING))
# What a filter may ask for besides a single stage.
GROUPS: Final[dict[str, Q]] = {
    "living": ~Q(stage=Stage.VOID),
    "running": Q(stage__in=sorted(RUNNING)),
    "unaccepted": Q(stage__in=sorted(UNACCEPTED)),
    "inhand": Q(stage__in=sorted(RUNNING - UNACCEPTED)),
    "untold": UNTOLD,
    # A limit may still run when a case has ended.
    "todo": (Q(stage__in=sorted(RUNNING)) | Q(due_at__isnull=False)) & ~UNTOLD,
}


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What is wanted; empty means any. `state` is a stage, or one of `GROUPS`.

    `due`: late (a limit has run out); `place`: located, unlocated; `is_registered`: rows of 附件2.
    `worked_by`: the area whose bureau keeps a case or has it in hand.
    """

    text: str = ""
    of: OfOne = ANYTHING
    unit: str = ""
    worked_by: str = ""
    source: str = ""
    state: str = ""
    due: str = ""
    place: str = ""
    since: date | None = None
    until: date | None = None
    now: datetime | None = None
    is_registered: bool = False


def ledger(actor: Actor, wanted: CaseFilter, window: Window) -> Found[CaseRow]:
    """The cases in sight that are wanted."""
    rows = chosen(actor, wanted)
    keys = page(
        rows, window.order(SORTS, "-received"), window, is_narrowed=bool(wanted.text or wanted.of)
    )
    return keys.shown_as(case_rows(keys.rows))


def chosen(actor: Actor, wanted: CaseFilter) -> QuerySet[Case]:
    """The cases that the filter leaves."""
    rows = wanted.of.narrow(Case.objects.visible_to(actor))
    exact = {
        "unit_id": wanted.unit,
        "source": wanted.source,
        "received_at__gte": _start(wanted.since),
        "received_at__lt": _start(wanted.until and day_after(wanted.until)),
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.worked_by:
        rows = rows.filter(Q(unit_id=wanted.worked_by) | Q(handler_area_id=wanted.worked_by))
    if wanted.place:
        rows = rows.filter(community__isnull=wanted.place == "unlocated")
    if wanted.is_registered:
        rows = rows.filter(row_no__isnull=False)
    narrowed = _in_state(rows, wanted.state)
    if wanted.due == "late" and wanted.now is not None:
        narrowed = narrowed.filter(due_at__lte=wanted.now)
    return _found(narrowed, wanted.text) if is_searchable(wanted.text) else narrowed


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), SHANGHAI)


def _in_state(rows: QuerySet[Case], state: str) -> QuerySet[Case]:
    if not state:
        return rows
    return rows.filter(GROUPS.get(state) or Q(stage=state))


def nearest(actor: Actor, *, unit: str, limit: int) -> Found[CaseRow]:
    """What a unit keeps or handles and still has to do, by what is due first; how many.

    Merged ones that wait for an answer of their own stand in a list of their own.
    """
    mine = chosen(actor, CaseFilter(worked_by=unit, state="todo"))
    return Found(_first_due(mine, limit), mine.count())


def _first_due(rows: QuerySet[Case], limit: int) -> list[CaseRow]:
    first = rows.order_by(F("due_at").asc(nulls_last=True), "id").values_list("pk", flat=True)
    return case_rows(list(first[:limit]))


@dataclass(frozen=True, slots=True)
class Handed:
    """What an office that sees only what it was handed has to do."""

    unsigned: int
    in_hand: int
    late: int
    rows: list[CaseRow]


def handed(actor: Actor, *, now: datetime, limit: int) -> Handed:
    """Running cases in the hands of a street, by what is due first."""
    rows = Case.objects.visible_to(actor).filter(stage__in=sorted(RUNNING))
    told = rows.order_by().aggregate(
        unsigned=Count("pk", filter=Q(stage=Stage.ASG)),
        in_hand=Count("pk"),
        late=Count("pk", filter=Q(due_at__lte=now)),
    )
    return Handed(**told, rows=_first_due(rows, limit))


def _found(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """By number, 序号 and words; by community, its aliases, or the company that keeps it."""
    ways = (
        Q(search=Bigrams(text))
        | Q(AnyOf("community_id", communities_named(text)))
        | Q(AnyOf("community_id", communities_kept_by(text)))
    )
    word = text.strip()
    if word.isascii() and word.isdigit() and len(word) < 7:
        ways |= Q(row_no=int(word))
    return rows.filter(ways)
