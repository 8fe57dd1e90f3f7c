"""Filling the index: first from the database, by the keys that the files name, then from them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar, cast

from django.db.models import Min, Q

from tingban.actions.exchange.bulk import by_keys
from tingban.actions.exchange.holding import NUMBERED, hold_numbered, hold_registers
from tingban.actions.exchange.index import Firm, Index, Mark, Spot
from tingban.actions.exchange.intake import Intake
from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import Penalty
from tingban.data.inspections.models import Mission, Visit
from tingban.data.rectification.models import Order, Problem
from tingban.data.registry.models import (
    Community,
    CommunityAlias,
    CommunityMerge,
    Company,
    Contract,
)
from tingban.rules.exchange.cells import Named, Place
from tingban.rules.exchange.records import (
    CommunityRow,
    CompanyRow,
    ContractRow,
    LedgerRow,
    MissionRow,
    OrderRow,
    PenaltyRow,
    ProblemRow,
    Record,
    VisitRow,
)
from tingban.rules.inspections import VisitKind
from tingban.rules.registry.contracts import Term
from tingban.rules.registry.names import community_key, company_key

R = TypeVar("R", bound=Record)


def records(intakes: Iterable[Intake], kind: type[R], *, partial: bool = True) -> Iterator[R]:
    """The rows of one sheet in all files, rows with faults included where asked."""
    for intake in intakes:
        for table in intake.tables:
            if table.sheet.record is kind:
                yield from cast("list[R]", table.rows)
                if partial:
                    yield from cast("list[R]", table.partial)


def everything(intakes: Iterable[Intake]) -> Iterator[Record]:
    """Every row of every sheet, rows with faults included."""
    for intake in intakes:
        for table in intake.tables:
            yield from table.rows
            yield from table.partial


def gather(intakes: list[Intake]) -> Index:
    """The index of one import; what it found is held until the import has ended."""
    _hold_numbered(intakes)
    index = _registers(intakes)
    while not hold_registers(index):
        index = _registers(intakes)
    _marks(index, intakes)
    _terms(index, intakes)
    _first_visits(index, intakes)
    return index


def _hold_numbered(intakes: list[Intake]) -> None:
    named = {Case: LedgerRow, Order: OrderRow, Problem: ProblemRow, Visit: VisitRow}
    for model in NUMBERED:
        hold_numbered(model, _numbers(records(intakes, named[model])))


def _registers(intakes: list[Intake]) -> Index:
    """What the files find in the registers of communities and companies."""
    index = Index()
    _unread(index, intakes)
    _communities(index, intakes)
    _companies(index, intakes)
    return index


def _unread(index: Index, intakes: list[Intake]) -> None:
    """The columns in which something could not be read; all of a sheet without a header."""
    for intake in intakes:
        for table in intake.tables:
            topic = table.sheet.topic
            names = table.sheet.by_field if table.is_unread else set().union(*table.unsure.values())
            index.unread.update((topic, name) for name in names)


# --- communities --------------------------------------------------------------------------------


def _communities(index: Index, intakes: list[Intake]) -> None:
    refs = {getattr(row, "community", None) for row in everything(intakes)}
    own = list(records(intakes, CommunityRow))
    refs |= {row.into for row in own}
    codes = {ref for ref in refs if isinstance(ref, str)} | {row.code for row in own if row.code}
    keys = {ref.key for ref in refs if isinstance(ref, Place)}
    keys |= {community_key(row.name) for row in own if row.name}
    _load_merges(index)
    _load_spots(index, Community.objects.all(), "code", codes)
    _load_spots(index, Community.objects.all(), "name_key", keys)
    aliases = CommunityAlias.objects.standing().select_related("community")
    for alias in by_keys(aliases, "name_key", keys):
        _add_community(index, alias.community, alias.name)
    roots = {index.root(spot) for spot in index.spots.values()} - index.spots.keys()
    _load_spots(index, Community.objects.all(), "code", roots)
    index.is_merge_lost = index.is_unread("communities", "into")
    _own_communities(index, own)


def _load_merges(index: Index) -> None:
    standing = CommunityMerge.objects.standing().order_by("id")
    index.merged.update(standing.values_list("community__code", "into__code"))


def _load_spots(index: Index, query: object, field: str, keys: Iterable[object]) -> None:
    for community in by_keys(query, field, keys):  # type: ignore[arg-type]  # any queryset
        _add_community(index, community)


def _add_community(index: Index, community: Community, *names: str) -> None:
    spot = index.spots.get(community.code) or Spot(
        community.code,
        community.county_id,
        community.name,
        community.pk,
        community.is_void,
        community.merged_into_id is not None,
        community.version,
    )
    if spot.is_void:
        index.spots[spot.code] = spot
    else:
        index.add_spot(spot, *names)


def _own_communities(index: Index, rows: list[CommunityRow]) -> None:
    """The file's own communities; one without code is the one known by its name, or new."""
    for row in rows:
        if row.code and row.code not in index.spots:
            index.add_spot(Spot(row.code, row.county or row.code[:6], row.name or ""))
        elif row.code and row.name:
            # A renamed community is found by either name within the file that renames it.
            index.add_spot(index.spots[row.code], row.name)
    for row in rows:
        if row.code or not (row.county and row.name):
            continue
        if not index.candidates(Place(row.county, community_key(row.name), row.name)):
            index.add_spot(Spot("", row.county, row.name))
    for row in rows:
        _own_merge(index, row)


def _own_merge(index: Index, row: CommunityRow) -> None:
    spot = spot_of(index, row)
    into = index.candidates(row.into) if row.into else []
    if row.into and len(into) != 1:
        index.is_merge_lost = True
    elif spot is not None and into and into[0] is not spot:
        index.merged[spot.key] = into[0].key


def spot_of(index: Index, row: CommunityRow) -> Spot | None:
    """The community that a row of 小区台账 states; None where its name fits several."""
    if row.code:
        return index.spots.get(row.code)
    if not (row.county and row.name):
        return None
    found = index.called.get((row.county, community_key(row.name)), [])
    return found[0] if len(found) == 1 else None


# --- companies ----------------------------------------------------------------------------------


def _companies(index: Index, intakes: list[Intake]) -> None:
    refs = {getattr(row, "company", None) for row in everything(intakes)}
    own = list(records(intakes, CompanyRow))
    codes = {ref for ref in refs if isinstance(ref, str)} | {row.uscc for row in own if row.uscc}
    keys = {ref.key for ref in refs if isinstance(ref, Named)}
    keys |= {company_key(row.name) for row in own if row.name}
    known = Company.objects.select_related("merged_into")
    for field, wanted in (("uscc", codes), ("name_key", keys)):
        for company in by_keys(known, field, wanted):
            _add_company(index, company)
    _own_companies(index, own)
    for ref in sorted((ref for ref in refs if isinstance(ref, Named)), key=lambda it: it.key):
        if not index.firms_called.get(ref.key):
            index.add_firm(Firm("", ref.name))


def _add_company(index: Index, company: Company) -> None:
    root = company.merged_into or company
    firm = index.firm_by_id.setdefault(
        root.pk, Firm(root.uscc or "", root.name, root.pk, root.version)
    )
    index.add_firm(firm)
    if company.uscc:
        index.firms[company.uscc] = firm
    if firm not in index.firms_called[company.name_key]:
        index.firms_called[company.name_key].append(firm)


def _own_companies(index: Index, rows: list[CompanyRow]) -> None:
    """The file's own companies. A 待补 company of that very name gets the code."""
    for row in rows:
        if row.uscc:
            _give_code(index, row.uscc, row.name or "")
    for row in rows:
        key = company_key(row.name or "")
        if row.uscc and index.firms[row.uscc] not in index.firms_called[key]:
            index.firms_called[key].append(index.firms[row.uscc])
        elif not row.uscc and key and not index.firms_called.get(key):
            index.add_firm(Firm("", row.name))


def _give_code(index: Index, uscc: str, name: str) -> None:
    """A 待补 company of this very name gets the code, or is merged into the one that has it."""
    named = index.firms_called[company_key(name)]
    pending = [firm for firm in named if not firm.uscc and firm.id is not None]
    known = index.firms.get(uscc)
    if len(pending) != 1:
        if known is None:
            index.add_firm(Firm(uscc, name))
    elif known is None:
        pending[0].uscc = uscc
        index.firms[uscc] = pending[0]
    else:
        named.remove(pending[0])
        index.absorbed.append((pending[0], known))


def firm_of(index: Index, row: CompanyRow) -> Firm | None:
    """The company that a row of 物业企业 states; None where its name fits several."""
    if row.uscc:
        return index.firms.get(row.uscc)
    if not row.name:
        return None
    found = index.firms_called.get(company_key(row.name), [])
    return found[0] if len(found) == 1 else None


# --- whatever has a number ----------------------------------------------------------------------


def _marks(index: Index, intakes: list[Intake]) -> None:
    visits = list(records(intakes, VisitRow))
    problems = list(records(intakes, ProblemRow))
    orders = list(records(intakes, OrderRow))
    missions = list(records(intakes, MissionRow))
    penalties = list(records(intakes, PenaltyRow))
    cases = list(records(intakes, LedgerRow))
    _load(index.missions, Mission, [*_numbers(missions), *(row.mission for row in visits)])
    _load(index.visits, Visit, [*_numbers(visits), *(row.source_ref for row in problems)])
    _place(index, index.visits, Visit)
    targets = (number for row in orders for number in row.problems or ())
    _load(index.problems, Problem, [*_numbers(problems), *targets])
    _place(index, index.problems, Problem)
    _load(index.orders, Order, _numbers(orders))
    _load(index.penalties, Penalty, _numbers(penalties))
    parents = [row.parent for row in cases]
    _load(index.cases, Case, [*_numbers(cases), *parents], county="unit_id")
    for marks, rows in (
        (index.missions, missions),
        (index.visits, visits),
        (index.problems, problems),
        (index.orders, orders),
        (index.penalties, penalties),
        (index.cases, cases),
    ):
        _own_marks(index, marks, rows)


def _place(index: Index, marks: dict[str, Mark], model: type[Visit | Problem]) -> None:
    """Where the known visits and problems stand: what the files tell of them should fit."""
    ids = {mark.id: mark for mark in marks.values()}
    query = model.objects.values_list("id", "community__code", "county_id", "community__name")
    for id_, code, county, name in by_keys(query, "id", ids):
        ids[id_].spot = ids[id_].stood_in = index.spots.get(code) or Spot(code, county, name)


def _numbers(rows: Iterable[Record]) -> list[str]:
    return [number for row in rows if (number := getattr(row, "number", None))]


def _load(
    marks: dict[str, Mark],
    model: type[Mission | Visit | Problem | Order | Penalty | Case],
    numbers: Iterable[str | None],
    *,
    county: str = "county_id",
) -> None:
    has_void = hasattr(model, "is_void")
    fields = ["id", "number", county, *(["is_void"] if has_void else [])]
    query = model.objects.values_list(*fields)
    for id_, number, area, *void in by_keys(query, "number", filter(None, numbers)):
        marks[number] = Mark(number, area, id_, is_void=bool(void and void[0]))


def _own_marks(index: Index, marks: dict[str, Mark], rows: Iterable[Record]) -> None:
    for row in rows:
        number = getattr(row, "number", None)
        if not number:
            continue
        mark = marks.setdefault(number, Mark(number, ""))
        mark.is_void = False
        community = getattr(row, "community", None)
        found = index.candidates(community) if community else []
        if len(found) == 1:
            mark.spot = found[0]


# --- contracts and visits -----------------------------------------------------------------------


def _terms(index: Index, intakes: list[Intake]) -> None:
    """The contracts that stand in the communities of which the files state contracts."""
    rows = list(records(intakes, ContractRow))
    spots = {spot.id for row in rows for spot in index.candidates(row.community or "") if spot.id}
    known = Contract.objects.filter(is_void=False).select_related(
        "community", "company", "company__merged_into"
    )
    for contract in by_keys(known, "community_id", spots):
        company = contract.company.merged_into or contract.company
        firm = company.uscc or company_key(company.name)
        key = contract_key(contract.community.code, firm, contract.starts_on)
        term = Term(key, firm, contract.starts_on, contract.ends_on)
        index.terms[contract.community.code].append(term)


def contract_key(community: str, company: str, starts_on: date) -> str:
    """The key of a contract as text."""
    return f"{community}|{company}|{starts_on:%Y-%m-%d}"


def _first_visits(index: Index, intakes: list[Intake]) -> None:
    """The first inspection of each community of which a problem is stated (CHK-02)."""
    roots = {
        index.root(spot)
        for row in records(intakes, ProblemRow)
        for spot in index.candidates(row.community or "")
    }
    own = list(records(intakes, VisitRow))
    numbers = {row.number for row in own if row.number}
    codes = [*roots, *(code for code in index.merged if _root_of(index, code) in roots)]
    known = (
        Visit.objects.filter(is_void=False)
        .exclude(kind=VisitKind.SELF.value)
        .values("community__code")
        .annotate(first=Min("done_on", filter=~Q(number__in=numbers)))
        .values_list("community__code", "first")
        .order_by("community__code")
    )
    for code, first in by_keys(known, "community__code", codes):
        if first is not None:
            _note_visit(index, _root_of(index, code), first)
    index.is_visit_lost = index.is_merge_lost or index.is_unread("visits", "community")
    for row in own:
        if row.kind == VisitKind.SELF.value:
            continue
        spots = index.candidates(row.community or "")
        # A visit whose community is told as a fault may be the one that is looked for; so may
        # one whose day or kind cannot be read.
        index.is_visit_lost |= len(spots) != 1
        for spot in spots:
            _note_visit(index, index.root(spot), row.done_on or date.min)


def _root_of(index: Index, code: str) -> str:
    spot = index.spots.get(code)
    return index.root(spot if spot else Spot(code, "", ""))


def _note_visit(index: Index, root: str, on: date) -> None:
    index.first_visit[root] = min(on, index.first_visit.get(root, date.max))
