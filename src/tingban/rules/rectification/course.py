"""The course of a proceeding: what was done so far and what the next step tells.

Level cases, penalty cases, transfers, exposures, credit pushes and exits are all tables of steps
(ADR 0003) over this one value; their guards ask it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Protocol

from tingban.rules.actors import Actor, Role
from tingban.rules.areas import CITY
from tingban.rules.audit.machine import Side

_TOWNSHIP: Final = 9
# The word of a diversion by a penalty decision that stands (T-C12).
DIVERTED_BY_PENALTY: Final = "penalty"


class Paper(Protocol):
    """A signed paper as a guard sees it; `served_on` None until it is served."""

    @property
    def number(self) -> str:
        """发文字号, empty where the kind bears none."""

    @property
    def signed_on(self) -> date | None:
        """The day that the signature bears."""

    @property
    def signed_at(self) -> datetime | None:
        """The moment at which it was signed: the file as it then was stands in it."""

    @property
    def served_on(self) -> date | None:
        """The day of service."""


@dataclass(frozen=True, slots=True)
class Done:
    """One step that stands."""

    act: str
    start: str
    to: str
    on: date
    at: datetime
    by_id: int | None
    by: str
    role: str
    told: Mapping[str, Any]
    reason: str = ""

    @property
    def is_by_clock(self) -> bool:
        """Nobody took it; a company that comes in by its link is somebody without a user."""
        return self.by_id is None and self.role != Role.CO.value


@dataclass(frozen=True, slots=True)
class Course:
    """All that guards look at. `told`, `on` and `reason` are what the step itself brings.

    `beside` is what the topic adds from its other rows, by name; `at` is the moment of the step.
    """

    today: date
    stage: str | None = None
    opened_on: date | None = None
    moves: tuple[Done, ...] = ()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    on: date | None = None
    reason: str = ""
    at: datetime | None = None

    @property
    def day_now(self) -> date:
        """The business day of the step."""
        return self.on or self.today

    def last(self, act: str) -> Done | None:
        """The newest step of this act."""
        return next((move for move in reversed(self.moves) if move.act == act), None)

    def day_of(self, act: str) -> date | None:
        """On which day this act was last done."""
        move = self.last(act)
        return move.on if move else None

    def count(self, act: str) -> int:
        """How often this act was done."""
        return sum(move.act == act for move in self.moves)

    def said(self, name: str, default: Any = None) -> Any:
        """The answer of the step, else the newest answer of a step before it."""
        if name in self.told:
            return self.told[name]
        found = (move.told[name] for move in reversed(self.moves) if name in move.told)
        return next(found, default)

    def day(self, name: str) -> date | None:
        """An answer that is a day."""
        value = self.said(name)
        return date.fromisoformat(value) if value else None

    def text(self, name: str) -> str:
        """An answer that is a text."""
        return str(self.said(name) or "")

    def number(self, name: str) -> int:
        """An answer that is a figure; 0 where nobody said."""
        return int(self.said(name) or 0)

    def items(self, name: str) -> tuple[Any, ...]:
        """An answer that is a list."""
        return tuple(self.said(name) or ())

    def signed_on(self, kind: str) -> date | None:
        """When the paper of this kind that stands was signed."""
        paper = self.papers.get(kind)
        return paper.signed_on if paper else None

    def served_on(self, kind: str) -> date | None:
        """When it was served."""
        paper = self.papers.get(kind)
        return paper.served_on if paper else None

    def people(self, *acts: str) -> frozenset[int]:
        """Who took these steps."""
        ids = (move.by_id for move in self.moves if move.act in acts)
        return frozenset(one for one in ids if one is not None)


def floor_under(moves: Iterable[Done], rests_on: Collection[str] = ()) -> Done | None:
    """The latest step before which a further one cannot lie; None where there is none.

    Whatever led on came before, but for what the clock did in its own time; so did the acts that
    the further one `rests_on`, also where they left the stage as it was.
    """
    before = [
        it for it in moves if it.act in rests_on or (it.start != it.to and not it.is_by_clock)
    ]
    return max(before, key=lambda it: it.on, default=None)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Whose proceeding it is: the county, the company by its code, the place by its code."""

    county: str
    company: str = ""
    community: str = ""

    def sides(self, actor: Actor) -> frozenset[Side]:
        """How somebody stands to it; the unit of a company bears its code, 街道 that of its area,
        an owners' body that of its community."""
        if actor.is_system:
            return frozenset({Side.CLOCK})
        if actor.role is Role.CO:
            return _one(Side.OWN, bool(self.company) and actor.unit_code == self.company)
        if actor.role is Role.OWN:
            return _one(Side.OWNERS, bool(self.community) and actor.unit_code == self.community)
        if actor.role is Role.STR:
            return _one(Side.STREET, lies_in(self.community, actor.unit_code))
        found = {Side.KEEPER} if actor.covers(self.county) else set()
        return frozenset(found | ({Side.CITY} if actor.area_code == CITY else set()))


def lies_in(community_code: str, unit_code: str) -> bool:
    """Whether a community (9-digit 街道 and a number) lies in the area of a 街道's unit."""
    return bool(community_code) and community_code[:_TOWNSHIP] == township_of(unit_code)


def township_of(unit_code: str) -> str:
    """The 9 digits that the unit of a 街道 bears; nothing shorter, which would be a county."""
    code = unit_code.rpartition("-")[2]
    return code if len(code) == _TOWNSHIP and code.isdigit() else "-"


def _one(side: Side, is_so: bool) -> frozenset[Side]:
    return frozenset({side}) if is_so else frozenset()
