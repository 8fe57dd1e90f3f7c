"""One community with everything known of it; what merged into it counts as its own."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import LevelDecision
from tingban.data.exits.models import Exit
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import (
    Community,
    CommunityAlias,
    CommunityFact,
    CommunityMerge,
    Contract,
    OwnerBody,
    OwnerBodyFact,
)
from tingban.reads.overview import field_lines, registry_lines, sanction_lines
from tingban.reads.overview.lines import Source, TimeLine, gathered
from tingban.reads.rectification import problems
from tingban.reads.registry import communities, owner_bodies
from tingban.reads.registry.communities import CommunityDetail, Suggestion
from tingban.reads.registry.contracts import ContractRow, as_rows, with_names
from tingban.reads.registry.owner_bodies import OwnerBodyRow
from tingban.reads.registry.search import families
from tingban.rules.actors import Actor
from tingban.rules.complaints import Standing
from tingban.rules.rectification import ProblemState

_OPEN_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is on record of the community and what merged into it."""

    open_problems: int
    done_problems: int
    visits: int
    visited_on: date | None
    orders: int
    open_cases: int
    cases: int
    exits: int


@dataclass(frozen=True, slots=True)
class CommunityCard:
    """What the card shows."""

    detail: CommunityDetail
    merged: Sequence[Suggestion]
    contracts: Sequence[ContractRow]
    owner_bodies: Sequence[OwnerBodyRow]
    figures: Figures
    open_problems: Sequence[problems.ProblemRow]
    time_line: TimeLine

    @property
    def holder(self) -> ContractRow | None:
        """The contract under which somebody serves today; in a handover, the one that came last."""
        running = [row for row in self.contracts if row.state in ("running", "ending")]
        return max(running, key=lambda row: row.starts_on) if running else None


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rows in sight that speak of the family of one community."""

    members: Collection[int]
    visits: QuerySet[Visit]
    problems: QuerySet[Problem]
    cases: QuerySet[Case]
    contracts: QuerySet[Contract]
    levels: QuerySet[LevelDecision]
    exits: QuerySet[Exit]


def card(actor: Actor, code: str, *, today: date, limit: int) -> CommunityCard:
    """The card of one community in sight."""
    detail = communities.community(actor, code)
    kept = _kept(actor, families(Community, [detail.id]))
    contracts = with_names(kept.contracts)
    figures = _figures(kept)
    merged = Community.objects.filter(id__in=set(kept.members) - {detail.id}).order_by("code")
    columns = ("code", "name", "county_id", "street")
    return CommunityCard(
        detail=detail,
        merged=[Suggestion(*row) for row in merged.values_list(*columns)],
        contracts=as_rows(contracts.order_by("-starts_on", "-id")[:50], today=today),
        owner_bodies=owner_bodies.of_communities(actor, kept.members, today=today),
        figures=figures,
        open_problems=_open_problems(kept) if figures.open_problems else [],
        time_line=gathered(kept.members, _sources(kept), limit=limit),
    )


def _kept(actor: Actor, members: Collection[int]) -> _Kept:
    of_it = {"community_id__in": list(members)}
    return _Kept(
        members=list(members),
        visits=Visit.objects.visible_to(actor).filter(is_void=False, **of_it),
        problems=Problem.objects.visible_to(actor).filter(**of_it),
        cases=Case.objects.visible_to(actor).filter(**of_it),
        contracts=Contract.objects.visible_to(actor).filter(is_void=False, **of_it),
        levels=LevelDecision.objects.visible_to(actor).filter(is_void=False, **of_it),
        exits=Exit.objects.visible_to(actor).filter(facts__retracted_at__isnull=True, **of_it),
    )


def _sources(kept: _Kept) -> list[Source]:
    """What the time line is made of."""
    members = kept.members
    facts = CommunityFact.objects.filter(community_id__in=members)
    aliases = CommunityAlias.objects.filter(community_id__in=members)
    merges = CommunityMerge.objects.filter(Q(community_id__in=members) | Q(into_id__in=members))
    orders = field_lines.orders_of(kept.problems)
    bodies = OwnerBodyFact.objects.standing().filter(body__community_id__in=members)
    own = ("community_id",)
    return [
        Source(facts, registry_lines.community_lines, CommunityFact, own),
        Source(aliases, registry_lines.alias_lines, CommunityAlias, own),
        Source(merges, registry_lines.community_merge_lines, CommunityMerge, (*own, "into_id")),
        Source(kept.contracts, registry_lines.contract_lines, Contract, own),
        Source(bodies, registry_lines.owner_body_lines, OwnerBody, own),
        Source(kept.visits, field_lines.visit_lines, Visit, own),
        Source(kept.problems, field_lines.problem_lines, Problem, own),
        Source(orders, field_lines.order_lines, Problem, own),
        Source(kept.cases, field_lines.case_lines, Case, own),
        Source(kept.levels, sanction_lines.level_lines, LevelDecision, own),
        Source(kept.exits, sanction_lines.exit_lines, Exit, own),
        Source(kept.exits, sanction_lines.handover_lines, Exit, own),
    ]


def _open_problems(kept: _Kept) -> list[problems.ProblemRow]:
    """What is being put right, the nearest limit first."""
    rows = problems.with_names(kept.problems.filter(state=ProblemState.OPEN.value))
    return [problems.row_of(one) for one in rows.order_by("due_on", "id")[:_OPEN_SHOWN]]


def _figures(kept: _Kept) -> Figures:
    states = Counter(
        dict(kept.problems.order_by().values_list("state").annotate(number=Count("id")))
    )
    standings = Counter(
        dict(kept.cases.order_by().values_list("standing").annotate(number=Count("id")))
    )
    visits = kept.visits.order_by().aggregate(number=Count("pk"), last=Max("done_on"))
    return Figures(
        open_problems=states[ProblemState.OPEN.value],
        done_problems=states[ProblemState.COMPLETE.value],
        visits=visits["number"],
        visited_on=visits["last"],
        orders=field_lines.effective(kept.problems),
        open_cases=standings[Standing.OPEN.value],
        cases=standings.total() - standings[Standing.VOID.value],
        exits=kept.exits.order_by().count(),
    )
