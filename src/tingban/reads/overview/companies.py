"""物业企业: the list; of a city-wide company an actor sees what lies in his own county."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from tingban.data.enforcement.models import Penalty
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Company, Contract
from tingban.kit.windows import Found, Window
from tingban.reads.registry.pages import in_order, lean, page
from tingban.reads.registry.search import companies_named, families, is_searchable
from tingban.rules.actors import Actor
from tingban.rules.rectification import ProblemState

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "id"),
    "uscc": ("uscc", "id"),
    "kept": ("kept", "name", "id"),
    "problems": ("burden", "name", "id"),
}


@dataclass(frozen=True, slots=True)
class CompanyFilter:
    """What is wanted; empty means any.

    `county`: with a contract there; `record`: open, punished, clean; `standing`: standing,
    merged, all.
    """

    text: str = ""
    county: str = ""
    kind: str = ""
    record: str = ""
    standing: str = "standing"


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One line of 物业企业; counts take in what merged into it, as far as the actor sees."""

    id: int
    uscc: str
    name: str
    kind: str
    legal_person: str
    is_merged: bool
    communities: int
    open_problems: int
    problems: int
    penalties: int


def ledger(
    actor: Actor, wanted: CompanyFilter, window: Window, *, today: date
) -> Found[CompanyRow]:
    """The companies that are wanted."""
    order = window.order(SORTS, "name")
    rows = _measured(chosen(actor, wanted, today=today), order, actor, today)
    narrowed = bool(wanted.text or wanted.record or wanted.county)
    keys = page(rows, order, window, is_narrowed=narrowed)
    found = in_order(lean(Company.objects.all()), keys.rows)
    return keys.shown_as(_rows(found, actor, today))


def chosen(actor: Actor, wanted: CompanyFilter, *, today: date) -> QuerySet[Company]:
    """The companies that the filter leaves."""
    rows = Company.objects.visible_to(actor)
    rows = {
        "merged": rows.filter(merged_into__isnull=False),
        "all": rows,
    }.get(wanted.standing, rows.filter(merged_into__isnull=True))
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    if wanted.county:
        here = _running(actor, today).filter(county_id=wanted.county)
        rows = rows.filter(_has(here))
    if is_searchable(wanted.text):
        rows = rows.filter(id__in=companies_named(wanted.text))
    return _recorded(rows, wanted.record, actor)


def _running(actor: Actor, today: date) -> QuerySet[Contract]:
    """Contracts in sight that run today."""
    rows = Contract.objects.visible_to(actor).filter(is_void=False, starts_on__lte=today)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).order_by()


def _has(rows: QuerySet[Any]) -> Q:
    """Any of these belongs to the company of the outer query, or to one that merged into it.

    Two conditions, each with its index: joined by OR inside, they would read the whole table.
    """
    own, merged = _parts(rows)
    return Q(Exists(own)) | Q(Exists(merged))


def _parts(rows: QuerySet[Any]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    own = rows.filter(company_id=OuterRef("pk"))
    return own, rows.filter(company__merged_into_id=OuterRef("pk"))


def _problems(actor: Actor, *states: ProblemState) -> QuerySet[Problem]:
    return Problem.objects.visible_to(actor).filter(state__in=states).order_by()


def _penalties(actor: Actor) -> QuerySet[Penalty]:
    """Penalties in sight that stand."""
    rows = Penalty.objects.visible_to(actor).filter(decided_on__isnull=False)
    return rows.filter(revoked_on__isnull=True).order_by()


def _recorded(rows: QuerySet[Company], record: str, actor: Actor) -> QuerySet[Company]:
    """Narrow by what is on record in sight."""
    match record:
        case "open":
            return rows.filter(_has(_problems(actor, ProblemState.OPEN)))
        case "punished":
            return rows.filter(_has(_penalties(actor)))
        case "clean":
            seen = _problems(actor, ProblemState.OPEN, ProblemState.COMPLETE)
            return rows.exclude(_has(seen))
    return rows


def _measured(
    rows: QuerySet[Company], order: list[str], actor: Actor, today: date
) -> QuerySet[Company]:
    """Add the figure that the list is sorted by; no other list pays for it."""
    match order[0].removeprefix("-"):
        case "kept":
            return rows.annotate(kept=_count(_running(actor, today), "community_id"))
        case "burden":
            return rows.annotate(burden=_count(_problems(actor, ProblemState.OPEN), "pk"))
    return rows


def _count(rows: QuerySet[Any], what: str) -> CombinedExpression:
    """How many of these the company of the outer query has, with what merged into it."""
    own, merged = (_number(part, what) for part in _parts(rows))
    return own + merged


def _number(rows: QuerySet[Any], what: str) -> Coalesce:
    one = rows.annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(number=Count(what, distinct=True)).values("number")), 0)


def _rows(found: list[Company], actor: Actor, today: date) -> list[CompanyRow]:
    member_of = families(Company, [row.pk for row in found])
    kept = _kept(member_of, actor, today)
    problems = _states(member_of, actor)
    penalties = _punished(member_of, actor)
    return [
        CompanyRow(
            id=row.pk,
            uscc=row.uscc or "",
            name=row.name,
            kind=row.kind,
            legal_person=row.legal_person,
            is_merged=row.merged_into_id is not None,
            communities=kept[row.pk],
            open_problems=problems[row.pk, ProblemState.OPEN.value],
            problems=sum(problems[row.pk, state.value] for state in _CONFIRMED),
            penalties=penalties[row.pk],
        )
        for row in found
    ]


_CONFIRMED: Final = (ProblemState.OPEN, ProblemState.COMPLETE)


def _kept(member_of: dict[int, int], actor: Actor, today: date) -> Counter[int]:
    """Communities in sight by root company."""
    rows = _running(actor, today).filter(company_id__in=member_of)
    pairs = {(member_of[company], place) for company, place in rows.values_list(
        "company_id", "community_id")}  # fmt: skip
    return Counter(root for root, _ in pairs)


def _states(member_of: dict[int, int], actor: Actor) -> Counter[tuple[int, str]]:
    """Confirmed problems in sight by root company and state."""
    counts: Counter[tuple[int, str]] = Counter()
    rows = _problems(actor, *_CONFIRMED).filter(company_id__in=member_of)
    for member, state, number in rows.values_list("company_id", "state").annotate(Count("id")):
        if member is not None:
            counts[member_of[member], state] += number
    return counts


def _punished(member_of: dict[int, int], actor: Actor) -> Counter[int]:
    counts: Counter[int] = Counter()
    rows = _penalties(actor).filter(company_id__in=member_of)
    for member, number in rows.values_list("company_id").annotate(Count("id")):
        counts[member_of[member]] += number
    return counts
