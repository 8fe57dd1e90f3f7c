"""Everything ever stated of the rows that a number rests on, retracted facts included.

From atoms (visits, problems, cases …) to their own facts, and from these on to the communities,
companies, missions and contracts they depend on. `rules.weekly.causes` compares what it finds.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Model

from tingban.data.complaints.models import CaseFact, CaseStep
from tingban.data.enforcement.models import (
    ExposureFact,
    ExposureStep,
    LevelFact,
    PenaltyFact,
    PenaltyStep,
)
from tingban.data.exits.models import ExitFact, ExitStep
from tingban.data.inspections.models import MissionFact, Visit, VisitFact
from tingban.data.rectification.models import OrderProblem, OrderStep, ProblemFact, ProblemStep
from tingban.data.registry.models import (
    CommunityFact,
    CommunityMerge,
    CompanyFact,
    CompanyMerge,
    Contract,
    ContractFact,
)
from tingban.kit.clock import SHANGHAI
from tingban.rules.weekly.causes import Atom, Fact, Table

_BOOK: Final = ("recorded_at", "act_id", "retracted_at", "retracted_by_id")


@dataclass(frozen=True, slots=True)
class _Source:
    """How a table is read: its owner, the day, what it states, what it leads to.

    `value` are the columns that counting looks at; `leads` says which of them name another row.
    """

    model: type[Model]
    owner: str
    value: tuple[str, ...] = ()
    day: str = ""
    kind: str = ""
    leads: tuple[tuple[str, str], ...] = ()
    is_weak: bool = False


_S: Final[dict[Table, _Source]] = {
    Table.COMMUNITY: _Source(CommunityFact, "community_id", ("county_id",), is_weak=True),
    Table.COMMUNITY_MERGE: _Source(
        CommunityMerge, "community_id", ("into_id",), leads=(("into_id", "community"),)
    ),
    Table.COMPANY: _Source(CompanyFact, "company_id", ("uscc",), is_weak=True),
    Table.COMPANY_MERGE: _Source(
        CompanyMerge, "company_id", ("into_id",), leads=(("into_id", "company"),)
    ),
    Table.CONTRACT: _Source(
        ContractFact, "contract_id", ("ends_on",), day="contract__starts_on", is_weak=True,
        leads=(("contract__company_id", "company"), ("contract__community_id", "community")),
    ),
    Table.MISSION: _Source(
        MissionFact, "mission_id", ("level", "county_id"), day="started_on", is_weak=True
    ),
    Table.VISIT: _Source(
        VisitFact, "visit_id", ("community_id", "kind", "mission_id", "company_id"),
        day="done_on",
        leads=(
            ("community_id", "community"), ("mission_id", "mission"),
            ("company_id", "company"),
        ),
    ),
    Table.PROBLEM: _Source(
        ProblemFact, "problem_id",
        ("community_id", "company_id", "category", "source", "source_ref"), is_weak=True,
        leads=(("community_id", "community"), ("company_id", "company")),
    ),
    Table.PROBLEM_STEP: _Source(ProblemStep, "problem_id", day="on", kind="kind"),
    Table.ORDER_STEP: _Source(OrderStep, "order_id", day="on", kind="kind"),
    Table.ORDER_PROBLEM: _Source(
        OrderProblem, "order_id", ("problem_id",), leads=(("problem_id", "stated"),),
        is_weak=True,
    ),
    Table.LEVEL: _Source(
        LevelFact, "decision_id", ("decision__kind",), day="decision__decided_on",
        leads=(("decision__community_id", "community"),),
    ),
    Table.PENALTY: _Source(
        PenaltyFact, "penalty_id", ("company_id", "county_id", "organ"), is_weak=True,
        leads=(("company_id", "company"),),
    ),
    Table.PENALTY_STEP: _Source(PenaltyStep, "penalty_id", day="on", kind="kind"),
    Table.EXIT: _Source(
        ExitFact, "exit_id", ("kind",), is_weak=True,
        leads=(("exit__community_id", "community"),),
    ),
    Table.EXIT_STEP: _Source(ExitStep, "exit_id", day="on", kind="kind"),
    Table.EXPOSURE: _Source(
        ExposureFact, "exposure_id", ("case_title",), is_weak=True,
        leads=(("exposure__company_id", "company"),),
    ),
    Table.EXPOSURE_STEP: _Source(ExposureStep, "exposure_id", day="on", kind="kind"),
    Table.CASE: _Source(
        CaseFact, "case_id", ("standing", "community_id", "county_id", "level", "source"),
        is_weak=True, leads=(("community_id", "community"),),
    ),
    Table.CASE_STEP: _Source(CaseStep, "case_id", day="at", kind="kind"),
}  # fmt: skip
# The tables that speak of one thing. `stated`: a problem whose life is not asked (CHK-09).
_OF: Final[dict[str, tuple[Table, ...]]] = {
    "community": (Table.COMMUNITY, Table.COMMUNITY_MERGE),
    "company": (Table.COMPANY, Table.COMPANY_MERGE),
    "contract": (Table.CONTRACT,),
    "mission": (Table.MISSION,),
    "visit": (Table.VISIT,),
    "attended": (Table.VISIT,),
    "problem": (Table.PROBLEM, Table.PROBLEM_STEP),
    "answerable": (Table.PROBLEM, Table.PROBLEM_STEP),
    "uncovered": (Table.PROBLEM, Table.PROBLEM_STEP),
    "stated": (Table.PROBLEM,),
    "order": (Table.ORDER_STEP, Table.ORDER_PROBLEM),
    "level": (Table.LEVEL,),
    "penalty": (Table.PENALTY, Table.PENALTY_STEP),
    "exit": (Table.EXIT, Table.EXIT_STEP),
    "exposure": (Table.EXPOSURE, Table.EXPOSURE_STEP),
    "case": (Table.CASE, Table.CASE_STEP),
}
# Who kept the community on the day may decide which company counts.
_KEPT: Final = frozenset({"attended", "answerable"})
Node = tuple[str, int]


@dataclass(slots=True)
class _Web:
    """Which thing rests on which, and what was stated of each."""

    facts: dict[Node, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    leads: dict[Node, set[Node]] = field(default_factory=lambda: defaultdict(set))
    seen: set[Node] = field(default_factory=set)

    def grow(self, nodes: Iterable[Node]) -> None:
        """Load these and everything they lead to, a statement a table and a round."""
        fresh = set(nodes) - self.seen
        while fresh:
            self.seen |= fresh
            by_thing: dict[str, list[int]] = defaultdict(list)
            for thing, key in fresh:
                by_thing[thing].append(key)
            reached: set[Node] = set()
            for thing, keys in by_thing.items():
                for table in _OF[thing]:
                    reached |= self._load(thing, table, keys)
            fresh = reached - self.seen

    def _load(self, thing: str, table: Table, keys: list[int]) -> set[Node]:
        source = _S[table]
        columns = [source.owner, *_BOOK, *source.value]
        columns += [name for name in (source.day, source.kind) if name]
        columns += [name for name, _ in source.leads]
        names = list(dict.fromkeys(columns))
        rows = source.model._default_manager.filter(**{f"{source.owner}__in": keys})
        reached: set[Node] = set()
        for values in rows.order_by("pk").values_list(*names):
            row = dict(zip(names, values, strict=True))
            node = (thing, row[source.owner])
            self.facts[node].append(_fact(table, source, row))
            onward = {(to, row[name]) for name, to in source.leads if row[name] is not None}
            self.leads[node] |= onward
            reached |= onward
        return reached

    def reach(self, start: Node) -> set[Node]:
        """The thing and all it rests on."""
        found = {start}
        ahead = [start]
        while ahead:
            onward = self.leads.get(ahead.pop(), set()) - found
            found |= onward
            ahead += onward
        return found


def _fact(table: Table, source: _Source, row: dict[str, Any]) -> Fact:
    return Fact(
        table=table,
        owner=row[source.owner],
        recorded_at=row["recorded_at"],
        act=row["act_id"],
        retracted_at=row["retracted_at"],
        retracted_by=row["retracted_by_id"],
        kind=row[source.kind] if source.kind else "",
        day=_moment(row[source.day]) if source.day else None,
        value=tuple(row[name] for name in source.value),
        is_weak=source.is_weak,
    )


def _moment(day: date | datetime) -> datetime:
    """A day begins at its midnight."""
    if isinstance(day, datetime):
        return day
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def histories_of(atoms: Iterable[Atom]) -> dict[tuple[str, int], frozenset[Fact]]:
    """Per atom (by kind and key) every fact that could have made it count or not."""
    nodes = {(atom.kind, atom.key) for atom in atoms}
    web = _Web()
    web.grow(nodes)
    _add_contracts(web, nodes)
    sources = _add_supervision(web, nodes)
    return {node: _collected(web, node, sources.get(node, frozenset())) for node in nodes}


def _collected(web: _Web, node: Node, sources: frozenset[int]) -> frozenset[Fact]:
    facts = {fact for reached in web.reach(node) for fact in web.facts.get(reached, ())}
    if node[0] != "uncovered":
        return frozenset(facts)
    # The visit that found the problem decides before other visits of the same level.
    return frozenset(
        replace(fact, is_weak=True)
        if fact.table is Table.VISIT and fact.owner not in sources
        else fact
        for fact in facts
    )


def _families(web: _Web, nodes: Iterable[Node]) -> dict[Node, set[int]]:
    """The communities each of these speaks of, with all that ever merged with them."""
    near: dict[int, set[int]] = defaultdict(set)
    for child, into in CommunityMerge.objects.order_by("pk").values_list("community_id", "into_id"):
        near[child].add(into)
        near[into].add(child)
    families: dict[Node, set[int]] = {}
    for node in nodes:
        ahead = [key for thing, key in web.reach(node) if thing == "community"]
        found = set(ahead)
        while ahead:
            onward = near[ahead.pop()] - found
            found |= onward
            ahead += onward
        families[node] = found
    return families


def _add_contracts(web: _Web, nodes: set[Node]) -> None:
    kept = {node for node in nodes if node[0] in _KEPT}
    families = _families(web, kept) if kept else {}
    of: dict[int, set[Node]] = defaultdict(set)
    wanted = {key for family in families.values() for key in family}
    rows = Contract.objects.filter(community__in=wanted).order_by("pk")
    for key, community in rows.values_list("pk", "community_id"):
        of[community].add(("contract", key))
    for node, family in families.items():
        web.leads[node] |= {contract for key in family for contract in of[key]}
    web.grow({contract for contracts in of.values() for contract in contracts})


def _add_supervision(web: _Web, nodes: set[Node]) -> dict[Node, frozenset[int]]:
    """The visit that found a problem, by its number, and visits of missions to the place."""
    asked = {node for node in nodes if node[0] == "uncovered"}
    if not asked:
        return {}
    refs = {node: _refs(web, node) for node in asked}
    numbers = {ref for found in refs.values() for ref in found}
    rows = Visit.objects.filter(number__in=numbers).order_by("pk")
    by_number = dict(rows.values_list("number", "pk"))
    sources = {
        node: frozenset(by_number[ref] for ref in found if ref in by_number)
        for node, found in refs.items()
    }
    others = _mission_visits(web, asked)
    for node in asked:
        web.leads[node] |= {("visit", key) for key in sources[node] | others[node]}
    web.grow(("visit", key) for node in asked for key in sources[node] | others[node])
    return sources


def _refs(web: _Web, node: Node) -> set[str]:
    """来源编号, in all that was stated of the problem."""
    place = _S[Table.PROBLEM].value.index("source_ref")
    facts = web.facts.get(node, [])
    return {str(fact.value[place]) for fact in facts if fact.table is Table.PROBLEM}


def _mission_visits(web: _Web, nodes: set[Node]) -> dict[Node, set[int]]:
    families = _families(web, nodes)
    wanted = {key for family in families.values() for key in family}
    rows = VisitFact.objects.filter(community__in=wanted, mission__isnull=False).order_by("pk")
    of: dict[int, set[int]] = defaultdict(set)
    for visit, community in rows.values_list("visit_id", "community_id"):
        of[community].add(visit)
    return {
        node: {key for place in family for key in of[place]} for node, family in families.items()
    }
