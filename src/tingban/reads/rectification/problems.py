"""问题清单: the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch, Q, QuerySet

from tingban.data.rectification.models import OrderProblem, Problem
from tingban.kit.windows import Found, Window
from tingban.reads.rectification.lanes import due_soon, lane_of, late_by_term
from tingban.reads.registry.pages import in_order, lean, page
from tingban.reads.registry.search import (
    ANYTHING,
    AnyOf,
    Bigrams,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.rectification.lanes import Lane

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("number",),
    "confirmed": ("confirmed_on", "id"),
    "due": ("due_at", "id"),
    "county": ("county__report_order", "number"),
    "community": ("community__name", "number"),
    "category": ("category", "number"),
}

_LANE: Final = "lane-"


@dataclass(frozen=True, slots=True)
class ProblemFilter:
    """What is wanted; empty means any.

    `state`: a state, or "living" (all but void). `ordered`: yes, no. `stage`: where the work
    stands. `due`: overdue, week by 整改期限, pressing for both; lane-… a column of the board.
    """

    text: str = ""
    of: OfOne = ANYTHING
    county: str = ""
    category: str = ""
    state: str = "living"
    stage: str = ""
    source: str = ""
    due: str = ""
    ordered: str = ""
    since: date | None = None
    until: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One line of 问题清单; `order` is the last order that stands."""

    number: str
    county_code: str
    community_code: str
    community: str
    category: str
    acts: tuple[str, ...]
    description: str
    source: str
    source_ref: str
    company_id: int | None
    company: str
    confirmed_on: date | None
    due_on: date | None
    completed_on: date | None
    state: str
    order: str
    stage: str
    clock_on: date | None
    due_rule: str
    responsible: str
    was_late: bool


def ledger(actor: Actor, wanted: ProblemFilter, window: Window) -> Found[ProblemRow]:
    """The problems in sight that are wanted."""
    is_narrowed = bool(wanted.text or wanted.of or wanted.ordered) or window.sort == "-due"
    order = window.order(SORTS, "-confirmed")
    keys = page(chosen(actor, wanted), order, window, is_narrowed=is_narrowed)
    found = in_order(with_names(Problem.objects.all()), keys.rows)
    return keys.shown_as([row_of(one) for one in found])


def chosen(actor: Actor, wanted: ProblemFilter) -> QuerySet[Problem]:
    """The problems that the filter leaves."""
    rows = wanted.of.narrow(Problem.objects.visible_to(actor))
    rows = rows.exclude(state="void") if wanted.state == "living" else rows
    exact = {
        "county_id": wanted.county,
        "category": wanted.category,
        "state": "" if wanted.state in ("living", "all") else wanted.state,
        "stage": wanted.stage,
        "source": wanted.source,
        "confirmed_on__gte": wanted.since,
        "confirmed_on__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    narrowed = _ordered(_due(rows, wanted), wanted.ordered)
    return _found(narrowed, wanted.text) if is_searchable(wanted.text) else narrowed


def _due(rows: QuerySet[Problem], wanted: ProblemFilter) -> QuerySet[Problem]:
    """Open problems by how near their limit is."""
    if wanted.today is None:
        return rows
    if wanted.due.startswith(_LANE):
        return rows.filter(lane_of(Lane(wanted.due.removeprefix(_LANE)), wanted.today))
    overdue, week = late_by_term(wanted.today), due_soon(wanted.today)
    wants = {"overdue": overdue, "week": week, "pressing": overdue | week}
    return rows.filter(wants[wanted.due]) if wanted.due in wants else rows


def _ordered(rows: QuerySet[Problem], ordered: str) -> QuerySet[Problem]:
    standing = OrderProblem.objects.standing().filter(
        order__served_on__isnull=False, order__withdrawn_on__isnull=True
    )
    ids = standing.order_by().values_list("problem_id", flat=True)
    match ordered:
        case "yes":
            return rows.filter(id__in=ids)
        case "no":
            return rows.exclude(id__in=ids)
    return rows


def _found(rows: QuerySet[Problem], text: str) -> QuerySet[Problem]:
    """By number, description and source number; by community or company; by an order's number."""
    orders = OrderProblem.objects.standing().filter(order__number__icontains=text.strip())
    return rows.filter(
        Q(search=Bigrams(text))
        | Q(AnyOf("community_id", communities_named(text)))
        | Q(AnyOf("company_id", companies_named(text)))
        | Q(AnyOf("id", orders.order_by().values("problem_id")))
    )


def with_names(rows: QuerySet[Problem], *more: str) -> QuerySet[Problem]:
    """Problems with what their lines name, and `more` columns of what they are joined to."""
    standing = OrderProblem.objects.standing().filter(order__withdrawn_on__isnull=True)
    targets = lean(standing, "order__number").order_by("order__served_on", "id")
    named = lean(rows, "community__code", "community__name", "company__name", *more)
    return named.prefetch_related(Prefetch("orders", queryset=targets, to_attr="targets"))


def row_of(problem: Problem) -> ProblemRow:
    """A problem loaded by `with_names` as a line."""
    targets: list[OrderProblem] = getattr(problem, "targets", [])
    return ProblemRow(
        number=problem.number,
        county_code=problem.county_id,
        community_code=problem.community.code,
        community=problem.community.name,
        category=problem.category,
        acts=tuple(code for code in problem.acts.split("、") if code),
        description=problem.description,
        source=problem.source,
        source_ref=problem.source_ref,
        company_id=problem.company_id,
        company=problem.company.name if problem.company else "",
        confirmed_on=problem.confirmed_on,
        due_on=problem.due_on,
        completed_on=problem.completed_on,
        state=problem.state,
        order=targets[-1].order.number if targets else "",
        stage=problem.stage,
        clock_on=last_day_of(problem.due_at) if problem.due_at else None,
        due_rule=problem.due_rule,
        responsible=problem.responsible,
        was_late=problem.was_late,
    )


def found_on(actor: Actor, visit_number: str, community_code: str) -> list[ProblemRow]:
    """What was found on a visit to this community, in the order of its numbers."""
    rows = Problem.objects.visible_to(actor).filter(
        community__code=community_code, source_ref=visit_number
    )
    return [row_of(one) for one in with_names(rows.exclude(state="void")).order_by("number")]


def open_in(
    actor: Actor, like: ProblemRow | None, text: str = "", *, stages: Sequence[str], limit: int = 50
) -> list[ProblemRow]:
    """Problems in these stages, to choose for an order: of the county and company of a first."""
    wanted = ProblemFilter(text=text, county=like.county_code if like else "")
    rows = chosen(actor, wanted).filter(stage__in=stages).order_by("due_on", "number")
    rows = rows.filter(company_id=like.company_id) if like and like.company_id else rows
    return [row_of(one) for one in with_names(rows)[:limit]]


def nearest(actor: Actor, *, today: date, limit: int) -> list[ProblemRow]:
    """Overdue problems and those due within a week, the longest overdue first."""
    rows = chosen(actor, ProblemFilter(due="pressing", today=today))
    return [row_of(one) for one in with_names(rows).order_by("due_on", "id")[:limit]]


def numbered(actor: Actor, numbers: list[str]) -> list[ProblemRow]:
    """These problems, as far as they are in sight."""
    rows = Problem.objects.visible_to(actor).filter(number__in=numbers)
    return [row_of(one) for one in with_names(rows).order_by("number")]


def of_community(actor: Actor, code: str, *, limit: int = 30) -> list[ProblemRow]:
    """Standing problems of a community, the newest first: what a case may be linked to."""
    rows = Problem.objects.visible_to(actor).filter(community__code=code)
    rows = rows.exclude(state__in=("annulled", "void"))
    return [row_of(row) for row in with_names(rows).order_by("-confirmed_on", "-id")[:limit]]
