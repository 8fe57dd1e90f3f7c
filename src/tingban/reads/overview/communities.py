"""小区台账: the list, each community with its company, its problems and its last inspection."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Coalesce

from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Contract
from tingban.kit.windows import Found, Window
from tingban.reads.registry import gaps
from tingban.reads.registry.pages import in_order, lean, page
from tingban.reads.registry.search import (
    communities_kept_by,
    communities_named,
    families,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.inspections import INSPECTING_KINDS

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("code",),
    "name": ("name", "code"),
    "county": ("county__report_order", "code"),
    "street": ("county_id", "street", "code"),
    "households": ("households", "code"),
}


@dataclass(frozen=True, slots=True)
class CommunityFilter:
    """What is wanted; empty means any.

    `burden`: open, done, clean, unvisited; `gap`: street, contract; `standing`: standing, merged,
    void, all.
    """

    text: str = ""
    county: str = ""
    street: str = ""
    management: str = ""
    burden: str = ""
    gap: str = ""
    standing: str = "standing"


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """One line of 小区台账; counts take in what merged into it."""

    code: str
    name: str
    county_code: str
    street: str
    management: str
    households: int | None
    standing: str
    company_id: int | None
    company: str
    open_problems: int
    problems: int
    visited_on: date | None


def ledger(actor: Actor, wanted: CommunityFilter, window: Window) -> Found[CommunityRow]:
    """The communities in sight that are wanted."""
    keys = page(
        chosen(actor, wanted),
        window.order(SORTS, "county"),
        window,
        is_narrowed=bool(wanted.text or wanted.burden or wanted.gap),
    )
    return keys.shown_as(_rows(in_order(lean(Community.objects.all()), keys.rows)))


def chosen(actor: Actor, wanted: CommunityFilter) -> QuerySet[Community]:
    """The communities that the filter leaves."""
    rows: QuerySet[Community] = Community.objects.visible_to(actor)
    rows = {
        "merged": rows.filter(is_void=False, merged_into__isnull=False),
        "void": rows.filter(is_void=True),
        "all": rows,
    }.get(wanted.standing, rows.filter(is_void=False, merged_into__isnull=True))
    exact = {
        "county_id": wanted.county,
        "street": wanted.street,
        "management": wanted.management,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    rows = gaps.lacking(rows, wanted.gap)
    if is_searchable(wanted.text):
        own = communities_named(wanted.text)
        rows = rows.filter(id__in=own.union(communities_kept_by(wanted.text)))
    return _burdened(rows, wanted.burden, wanted.county or _own_county(actor))


def _own_county(actor: Actor) -> str:
    """The county that all rows in sight lie in; empty where the actor sees several."""
    return "" if actor.sees_whole_city else actor.area_code


def _burdened(rows: QuerySet[Community], burden: str, county: str) -> QuerySet[Community]:
    """Narrow by what is on record (in this county, where it is known)."""
    match burden:
        case "open":
            return rows.filter(id__in=_with_problem(county, "open"))
        case "done":
            finished = rows.filter(id__in=_with_problem(county, "complete"))
            return finished.exclude(id__in=_with_problem(county, "open"))
        case "clean":
            seen = rows.filter(id__in=_visited(county))
            return seen.exclude(id__in=_with_problem(county, "open", "complete"))
        case "unvisited":
            return rows.exclude(id__in=_visited(county))
    return rows


def _with_problem(county: str, *states: str) -> QuerySet[Problem, int]:
    problems = Problem.objects.filter(state__in=states)
    problems = problems.filter(county_id=county) if county else problems
    return problems.order_by().values_list("community_id", flat=True)


def _visited(county: str) -> QuerySet[Visit, int]:
    visits = Visit.objects.filter(is_void=False, kind__in=INSPECTING_KINDS)
    visits = visits.filter(county_id=county) if county else visits
    return visits.order_by().values_list("community_id", flat=True)


def _rows(found: list[Community]) -> list[CommunityRow]:
    """The lines with what is known of each, one statement a kind of fact."""
    member_of = families(Community, [row.pk for row in found])
    holders = _holders(member_of)
    problems = _problems(member_of)
    visits = _visits(member_of)
    return [
        CommunityRow(
            code=row.code,
            name=row.name,
            county_code=row.county_id,
            street=row.street,
            management=row.management,
            households=row.households,
            standing=_standing(row),
            company_id=holders.get(row.pk, (None, ""))[0],
            company=holders.get(row.pk, (None, ""))[1],
            open_problems=problems[row.pk, "open"],
            problems=problems[row.pk, "open"] + problems[row.pk, "complete"],
            visited_on=visits.get(row.pk),
        )
        for row in found
    ]


def _standing(row: Community) -> str:
    if row.is_void:
        return "void"
    return "merged" if row.merged_into_id else "standing"


def _holders(member_of: dict[int, int]) -> dict[int, tuple[int, str]]:
    """The company of the last contract of each; whether it still runs, the card tells."""
    rows = Contract.objects.filter(community_id__in=member_of, is_void=False)
    rows = rows.order_by("community_id", "-starts_on", "-id").distinct("community_id")
    holders: dict[int, tuple[int, str]] = {}
    named = rows.annotate(
        holder=Coalesce("company__merged_into_id", "company_id"),
        holder_name=Coalesce("company__merged_into__name", "company__name"),
    )
    for community, key, name in named.values_list("community_id", "holder", "holder_name"):
        holders.setdefault(member_of[community], (key, name))
    return holders


def _problems(member_of: dict[int, int]) -> Counter[tuple[int, str]]:
    """Confirmed problems by root and state."""
    counts: Counter[tuple[int, str]] = Counter()
    rows = Problem.objects.filter(community_id__in=member_of, state__in=("open", "complete"))
    grouped = rows.order_by().values_list("community_id", "state").annotate(Count("id"))
    for member, state, number in grouped:
        counts[member_of[member], state] += number
    return counts


def _visits(member_of: dict[int, int]) -> dict[int, date]:
    """The last day that somebody other than the company went there."""
    last: dict[int, date] = {}
    rows = Visit.objects.filter(
        community_id__in=member_of, is_void=False, kind__in=INSPECTING_KINDS
    )
    for member, on in rows.order_by().values_list("community_id").annotate(Max("done_on")):
        root = member_of[member]
        last[root] = max(on, last.get(root, on))
    return last
