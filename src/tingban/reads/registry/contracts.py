"""服务合同: the list, and one contract for its forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from tingban.data.registry.models import Contract
from tingban.kit.windows import Found, Window
from tingban.reads.registry import gaps, service_levels
from tingban.reads.registry.pages import in_order, lean, page
from tingban.reads.registry.search import (
    ANYTHING,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.registry.contracts import (
    NOTICE_DAYS,
    ContractState,
    Term,
    overlaps,
    state_on,
)

NOT_FOUND: Final = "没有找到这份合同，或者它不在您的辖区内。"
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "community": ("community__name", "starts_on", "id"),
    "company": ("company__name", "community__name", "id"),
    "county": ("county__report_order", "community__code", "id"),
    "starts": ("starts_on", "id"),
    "ends": ("ends_on", "id"),
}


@dataclass(frozen=True, slots=True)
class ContractFilter:
    """What is wanted; empty means any. `state`: running, ending, ended, not_yet, lapsed, void."""

    text: str = ""
    county: str = ""
    kind: str = ""
    state: str = ""
    of: OfOne = ANYTHING


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One contract; `shared_days` where another company's contract overlaps (a handover)."""

    id: int
    community_code: str
    community: str
    county_code: str
    company_id: int
    company: str
    starts_on: date
    ends_on: date | None
    kind: str
    fee: str
    level: str
    state: ContractState
    shared_days: int | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it may still be corrected or voided."""
        return self.state is not ContractState.VOID


def ledger(
    actor: Actor, wanted: ContractFilter, window: Window, *, today: date
) -> Found[ContractRow]:
    """The contracts in sight that are wanted."""
    keys = page(
        chosen(actor, wanted, today=today),
        window.order(SORTS, "county"),
        window,
        is_narrowed=bool(wanted.text or wanted.of or wanted.state),
    )
    found = in_order(with_names(Contract.objects.all()), keys.rows)
    return keys.shown_as(as_rows(found, today=today))


def chosen(actor: Actor, wanted: ContractFilter, *, today: date) -> QuerySet[Contract]:
    """The contracts that the filter leaves; void ones only where asked for."""
    rows = wanted.of.narrow(Contract.objects.visible_to(actor))
    rows = rows.filter(county_id=wanted.county) if wanted.county else rows
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    if is_searchable(wanted.text):
        rows = rows.filter(
            Q(community_id__in=communities_named(wanted.text))
            | Q(company_id__in=companies_named(wanted.text))
        )
    return _in_state(rows, wanted.state, today)


def _in_state(rows: QuerySet[Contract], state: str, today: date) -> QuerySet[Contract]:
    if state == "void":
        return rows.filter(is_void=True)
    rows = rows.filter(is_void=False)
    if state == "lapsed":
        return gaps.lapsed(rows, today)
    notice = today + timedelta(days=NOTICE_DAYS)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    wanted = {
        "not_yet": Q(starts_on__gt=today),
        "ended": Q(ends_on__lt=today),
        "ending": Q(starts_on__lte=today, ends_on__range=(today, notice)),
        "running": Q(starts_on__lte=today) & lasting,
    }
    return rows.filter(wanted[state]) if state in wanted else rows


def with_names(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts with what their lines name."""
    community, company = ("community__code", "community__name"), "company__name"
    return lean(rows, *community, company, "company__merged_into__name")


def as_rows(found: Iterable[Contract], *, today: date) -> list[ContractRow]:
    """Lines for contracts loaded by `with_names`."""
    contracts = list(found)
    shared = _shared_days(contracts)
    return [_row(contract, shared.get(contract.pk), today=today) for contract in contracts]


def _row(contract: Contract, shared_days: int | None, *, today: date) -> ContractRow:
    company = contract.company.merged_into or contract.company
    state = state_on(contract.starts_on, contract.ends_on, today)
    return ContractRow(
        id=contract.pk,
        community_code=contract.community.code,
        community=contract.community.name,
        county_code=contract.county_id,
        company_id=company.pk,
        company=company.name,
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        kind=contract.kind,
        fee=contract.fee,
        level=contract.level,
        state=ContractState.VOID if contract.is_void else state,
        shared_days=shared_days,
        version=contract.version,
    )


def _shared_days(contracts: list[Contract]) -> dict[int, int | None]:
    """For how many days two companies hold the same place: a handover to watch (条例 33)."""
    rows = Contract.objects.filter(
        community_id__in={contract.community_id for contract in contracts}, is_void=False
    ).order_by("id")
    columns = ("community_id", "id", "company_id", "company__merged_into_id", "starts_on",
               "ends_on")  # fmt: skip
    terms: dict[int, list[Term]] = {}
    for community, key, own, into, starts_on, ends_on in rows.values_list(*columns):
        term = Term(str(key), str(into or own), starts_on, ends_on)
        terms.setdefault(community, []).append(term)
    found: dict[int, int | None] = {}
    for together in terms.values():
        for term in together if len(together) > 1 else ():
            for overlap in overlaps(term, together):
                found[int(term.key)] = overlap.days
    return found


def contract(actor: Actor, contract_id: int, *, today: date) -> ContractRow:
    """One contract in sight."""
    rows = with_names(Contract.objects.visible_to(actor))
    row = rows.filter(pk=contract_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return as_rows([row], today=today)[0]


def level_names(today: date) -> list[str]:
    """Service levels to choose from, the best first."""
    best_first = sorted(service_levels.in_force(today), key=lambda level: -level.rank)
    return [level.name for level in best_first]
