"""One company: a record of the whole city, of which an actor sees what lies in his own area."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tingban.data.enforcement.models import Exposure, Penalty
from tingban.data.exits.models import Exit
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Company, CompanyFact, CompanyMerge, Contract
from tingban.reads.overview import field_lines, registry_lines, sanction_lines
from tingban.reads.overview.lines import Source, TimeLine, gathered
from tingban.reads.registry import companies
from tingban.reads.registry.companies import Choice, CompanyDetail
from tingban.reads.registry.contracts import (
    ContractFilter,
    ContractRow,
    as_rows,
    chosen,
    with_names,
)
from tingban.reads.registry.search import families
from tingban.rules.actors import Actor
from tingban.rules.rectification import ProblemState

# More stand in the list of contracts, to which the card leads.
CONTRACTS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """How much is on record of the company in the actor's sight."""

    communities: int
    open_problems: int
    done_problems: int
    orders: int
    penalties: int
    exposures: int
    exits: int


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """What the card shows."""

    detail: CompanyDetail
    former_names: Sequence[str]
    merged: Sequence[Choice]
    contracts: Sequence[ContractRow]
    contracts_total: int
    figures: Figures
    time_line: TimeLine


@dataclass(frozen=True, slots=True)
class _Kept:
    """The rows in sight that speak of the family of one company."""

    members: Collection[int]
    contracts: QuerySet[Contract]
    visits: QuerySet[Visit]
    problems: QuerySet[Problem]
    penalties: QuerySet[Penalty]
    exposures: QuerySet[Exposure]
    exits: QuerySet[Exit]


def card(actor: Actor, company_id: int, *, today: date, limit: int) -> CompanyCard:
    """The card of one company."""
    detail = companies.company(actor, company_id)
    kept = _kept(actor, families(Company, [detail.id]))
    contracts = with_names(kept.contracts)
    merged = Company.objects.filter(id__in=set(kept.members) - {detail.id}).order_by("name", "id")
    return CompanyCard(
        detail=detail,
        former_names=_former_names(detail),
        merged=[Choice(row.pk, row.name, row.uscc or "") for row in merged],
        contracts=as_rows(contracts.order_by("-starts_on", "-id")[:CONTRACTS_SHOWN], today=today),
        contracts_total=kept.contracts.order_by().count(),
        figures=_figures(actor, kept, today),
        time_line=gathered(kept.members, _sources(kept), limit=limit),
    )


def _former_names(detail: CompanyDetail) -> list[str]:
    rows = CompanyFact.objects.filter(company_id=detail.id).exclude(name=detail.name)
    return list(dict.fromkeys(rows.order_by("-id").values_list("name", flat=True)))


def _kept(actor: Actor, members: Collection[int]) -> _Kept:
    of_it = {"company_id__in": list(members)}
    return _Kept(
        members=list(members),
        contracts=Contract.objects.visible_to(actor).filter(is_void=False, **of_it),
        visits=Visit.objects.visible_to(actor).filter(is_void=False, **of_it),
        problems=Problem.objects.visible_to(actor).filter(**of_it),
        penalties=Penalty.objects.visible_to(actor).filter(decided_on__isnull=False, **of_it),
        exposures=Exposure.objects.visible_to(actor).filter(**of_it),
        exits=Exit.objects.visible_to(actor).filter(facts__retracted_at__isnull=True, **of_it),
    )


def _sources(kept: _Kept) -> list[Source]:
    """What the time line is made of."""
    members, own = kept.members, ("company_id",)
    facts = CompanyFact.objects.filter(company_id__in=members)
    merges = CompanyMerge.objects.filter(Q(company_id__in=members) | Q(into_id__in=members))
    orders = field_lines.orders_of(kept.problems)
    return [
        Source(facts, registry_lines.company_lines, CompanyFact, own),
        Source(merges, registry_lines.company_merge_lines, CompanyMerge, (*own, "into_id")),
        Source(kept.contracts, registry_lines.contract_lines, Contract, own),
        Source(kept.visits, field_lines.visit_lines, Visit, own),
        Source(kept.problems, field_lines.problem_lines, Problem, own),
        Source(orders, field_lines.order_lines, Problem, own),
        Source(kept.penalties, sanction_lines.penalty_lines, Penalty, own),
        Source(kept.exposures, sanction_lines.exposure_lines, Exposure, own),
        Source(kept.exits, sanction_lines.exit_lines, Exit, own),
        Source(kept.exits, sanction_lines.handover_lines, Exit, own),
    ]


def _figures(actor: Actor, kept: _Kept, today: date) -> Figures:
    states = Counter(
        dict(kept.problems.order_by().values_list("state").annotate(number=Count("id")))
    )
    running = chosen(actor, ContractFilter(state="running"), today=today)
    return Figures(
        communities=running.filter(company_id__in=kept.members)
        .order_by()
        .values("community_id")
        .distinct()
        .count(),
        open_problems=states[ProblemState.OPEN.value],
        done_problems=states[ProblemState.COMPLETE.value],
        orders=field_lines.effective(kept.problems),
        penalties=kept.penalties.filter(revoked_on__isnull=True).order_by().count(),
        exposures=kept.exposures.filter(withdrawn_on__isnull=True).order_by().count(),
        exits=kept.exits.order_by().count(),
    )
