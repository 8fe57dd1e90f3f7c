"""Lists of proceedings, and the course of one as lines of its time line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from tingban.data.rectification.models import Problem, ProblemLink
from tingban.data.rectification.proceedings import Proceeding
from tingban.kit.windows import Found, Window
from tingban.reads.audit.history import Line, Told, newest_first
from tingban.reads.rectification.proceedings import Flow
from tingban.reads.registry.pages import in_order, page
from tingban.reads.registry.search import (
    ANYTHING,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.rectification.fields import offered, told_in_words

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "on": ("opened_on", "number"),
    "number": ("number",),
    "due": ("told_due", "number"),
    "county": ("county__report_order", "-opened_on", "number"),
}


@dataclass(frozen=True, slots=True)
class ProceedingFilter:
    """What is wanted; empty means any. `state`: open, closed, late."""

    text: str = ""
    county: str = ""
    stage: str = ""
    state: str = ""
    of: OfOne = ANYTHING


@dataclass(frozen=True, slots=True)
class ProceedingRow:
    """A line of a list."""

    number: str
    title: str
    county_code: str
    community: str
    community_code: str
    company: str
    company_id: int | None
    stage: str
    opened_on: date
    closed_on: date | None
    due_at: datetime | None
    due_rule: str


@dataclass(frozen=True, slots=True)
class LinkedProblem:
    """A problem that led to a proceeding."""

    number: str
    category: str
    description: str
    stage: str


def listed(
    flow: Flow, actor: Actor, wanted: ProceedingFilter, window: Window, *, at: datetime
) -> Found[ProceedingRow]:
    """Those in sight; nobody finds or orders by a clock that is not told to them."""
    rows = wanted.of.narrow(flow.model.objects.visible_to(actor))
    rows = rows.annotate(told_due=flow.told_due(actor))
    if wanted.county:
        rows = rows.filter(county_id=wanted.county)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.state:
        late = {"told_due__lte": at} if wanted.state == "late" else {}
        rows = rows.filter(closed_on__isnull=wanted.state != "closed", **late)
    if is_searchable(wanted.text):
        text = wanted.text.strip()
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(title__icontains=text)
            | Q(company_id__in=companies_named(text))
            | Q(community_id__in=communities_named(text))
        )
    keys = page(rows, window.order(SORTS, "-on"), window, is_narrowed=False)
    full = flow.model.objects.select_related("community", "company__merged_into")
    return keys.shown_as([row_of(row) for row in in_order(full, keys.rows)])


def row_of(row: Proceeding) -> ProceedingRow:
    """A proceeding as lists and cards name it."""
    company = row.company
    if company is not None and company.merged_into is not None:
        company = company.merged_into
    return ProceedingRow(
        number=row.number,
        title=row.title,
        county_code=row.county_id,
        community=row.community.name if row.community else "",
        community_code=row.community.code if row.community else "",
        company=company.name if company else "",
        company_id=company.pk if company else None,
        stage=row.stage,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        due_at=row.due_at,
        due_rule=row.due_rule,
    )


def problems_of(flow: Flow, actor: Actor, number: str) -> list[LinkedProblem]:
    """The problems that led here, as far as they are in sight."""
    links = ProblemLink.objects.standing().filter(subject=flow.subject_of(number))
    rows = Problem.objects.visible_to(actor).filter(pk__in=links.values("problem_id"))
    told = rows.order_by("number").values_list("number", "category", "description", "stage")
    return [LinkedProblem(*row) for row in told]


def history_of(
    flow: Flow, row: Proceeding, *, is_inside: bool, beside: Mapping[str, Any]
) -> tuple[Told, ...]:
    """Every step, the retracted ones among them, with its answers in words; outside the bureau
    only what was done and when. `beside` is what stands beside its course."""
    moves = flow.moves.objects.filter(row=row).order_by("id")
    if not is_inside:
        moves = moves.filter(retracted_at__isnull=True)
    return newest_first(_lines(flow, moves, beside if is_inside else None))


def _lines(flow: Flow, moves: Any, beside: Mapping[str, Any] | None) -> Iterator[Line]:
    for move in moves:
        parts: tuple[str, ...] = ()
        if beside is not None:
            parts = (move.reason.rstrip("。"), *answers(flow, move.step, move.told, beside))
        note = "。".join(part.rstrip("。") for part in parts if part)
        yield Line(move, flow.machine.label(move.step), so_at=move.on, note=note)


def answers(
    flow: Flow, act: str, told: Any, beside: Mapping[str, Any] | None = None
) -> tuple[str, ...]:
    """What a step told, in the order of its questions."""
    asked = offered(flow.fields.get(act, ()), beside or {})
    return tuple(f"{field.label}：{words}" for field, words in told_in_words(asked, told))
