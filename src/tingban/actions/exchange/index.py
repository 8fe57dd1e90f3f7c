"""What the rows of an import refer to: found in the database or brought by the import itself.

A handle stands for one community, company, visit … whether it exists already or not; it gets
its id when it is written. So rows can refer to rows that are written in the same breath.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from tingban.rules.exchange.cells import Named, Place
from tingban.rules.registry.contracts import Term
from tingban.rules.registry.names import community_key, company_key


@dataclass(slots=True, eq=False)
class Spot:
    """A community."""

    code: str
    county: str
    name: str
    id: int | None = None
    is_void: bool = False
    is_merged: bool = False
    version: int = 0

    @property
    def key(self) -> str:
        """A code, or what stands for it until one is issued."""
        return self.code or f"{self.county}/{community_key(self.name)}"


@dataclass(slots=True, eq=False)
class Firm:
    """A company; without a code it is 待补."""

    uscc: str
    name: str
    id: int | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """A code, or the name."""
        return self.uscc or company_key(self.name)


@dataclass(slots=True, eq=False)
class Mark:
    """Anything with a number of its own: mission, visit, problem, case."""

    number: str
    county: str
    id: int | None = None
    spot: Spot | None = None
    is_void: bool = False
    # Where it stood before this import.
    stood_in: Spot | None = None


@dataclass(slots=True)
class Index:
    """Everything the files of one import speak of."""

    spots: dict[str, Spot] = field(default_factory=dict)
    # (county, name key) → the communities so called
    called: dict[tuple[str, str], list[Spot]] = field(default_factory=lambda: defaultdict(list))
    firms: dict[str, Firm] = field(default_factory=dict)
    firm_by_id: dict[int, Firm] = field(default_factory=dict)
    # 待补 companies whose code came with a company that is known already.
    absorbed: list[tuple[Firm, Firm]] = field(default_factory=list)
    firms_called: dict[str, list[Firm]] = field(default_factory=lambda: defaultdict(list))
    missions: dict[str, Mark] = field(default_factory=dict)
    visits: dict[str, Mark] = field(default_factory=dict)
    problems: dict[str, Mark] = field(default_factory=dict)
    cases: dict[str, Mark] = field(default_factory=dict)
    orders: dict[str, Mark] = field(default_factory=dict)
    penalties: dict[str, Mark] = field(default_factory=dict)
    # Merges of communities by key, the file's own on top of those that stand.
    merged: dict[str, str] = field(default_factory=dict)
    # First inspection of each community by key (CHK-02), and the contracts that stand.
    first_visit: dict[str, date] = field(default_factory=dict)
    terms: dict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    # (topic, field) of every column in which a cell could not be read: it may have told anything.
    unread: set[tuple[str, str]] = field(default_factory=set)
    # Whether some visit, or some merge, of the files is of a community that is not known.
    is_visit_lost: bool = False
    is_merge_lost: bool = False

    def is_unread(self, topic: str, *names: str) -> bool:
        """Whether some row of a sheet tells one of these fields in a way that was not read."""
        return any((topic, name) in self.unread for name in names)

    def may_yet_bring(self, ref: str | Place) -> bool:
        """Whether the community that is missed may stand in a row whose key was not read."""
        names = ("code",) if isinstance(ref, str) else ("county", "name")
        return self.is_unread("communities", *names)

    def root(self, spot: Spot) -> str:
        """The community that stands for this one; rings are told elsewhere."""
        key, seen = spot.key, {spot.key}
        while (into := self.merged.get(key)) and into not in seen:
            key = into
            seen.add(key)
        return key

    def candidates(self, ref: str | Place) -> list[Spot]:
        """The communities that a cell may mean, each standing for one root."""
        if isinstance(ref, str):
            spot = self.spots.get(ref)
            return [spot] if spot else []
        found = {self.root(spot): spot for spot in self.called.get((ref.county, ref.key), ())}
        return [self.spots.get(root, spot) for root, spot in found.items()]

    def spot(self, ref: str | Place) -> Spot:
        """The one community meant; asked only after the checks."""
        (spot,) = self.candidates(ref)
        return spot

    def firm_candidates(self, ref: str | Named) -> list[Firm]:
        """The companies that a cell may mean."""
        if isinstance(ref, str):
            firm = self.firms.get(ref)
            return [firm] if firm else []
        return self.firms_called.get(ref.key, [])

    def firm(self, ref: str | Named | None) -> Firm | None:
        """The one company meant; asked only after the checks."""
        if ref is None:
            return None
        (firm,) = self.firm_candidates(ref)
        return firm

    def add_spot(self, spot: Spot, *names: str) -> None:
        """A community and the names it goes by."""
        self.spots[spot.key] = spot
        for name in dict.fromkeys(community_key(name) for name in (spot.name, *names)):
            if spot not in self.called[spot.county, name]:
                self.called[spot.county, name].append(spot)

    def add_firm(self, firm: Firm) -> None:
        """A company; several may share a name."""
        if firm.uscc:
            self.firms[firm.uscc] = firm
        named = self.firms_called[company_key(firm.name)]
        if firm not in named:
            named.append(firm)


def id_of(handle: Spot | Firm | Mark | None) -> int | None:
    """The id of what was written or found."""
    if handle is None:
        return None
    if handle.id is None:
        raise LookupError(f"nothing was written for {handle}")
    return handle.id
