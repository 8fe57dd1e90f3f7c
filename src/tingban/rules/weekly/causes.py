"""Why an id counts now and did not before, or the other way round (DOMAIN 2.3, CHK-18).

A number is what facts say, so whatever moves it is a fact that became visible or ceased to be:
with a later cut-off, with later knowledge, or both. From the facts that an id rests on, and two
moments, follow the changes; the one that decided gives the cause and the entry of the event log.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from tingban.rules.weekly.cells import CODES


class Cause(StrEnum):
    """The one cause of a difference."""

    NEW = "new"
    LATE = "late"
    MERGED = "merged"
    SPLIT = "split"
    VOIDED = "voided"
    DUPLICATE = "duplicate"
    TRANSFERRED = "transferred"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    EARLIER = "earlier"
    UNKNOWN = "unknown"


CAUSE_LABELS: Final[dict[Cause, str]] = {
    Cause.NEW: "新增",
    Cause.LATE: "补报",
    Cause.MERGED: "合并",
    Cause.SPLIT: "撤销合并",
    Cause.VOIDED: "作废",
    Cause.DUPLICATE: "重复件",
    Cause.TRANSFERRED: "移送",
    Cause.WITHDRAWN: "撤回",
    Cause.ANNULLED: "问题撤销",
    Cause.COMPLETED: "完成",
    Cause.REOPENED: "重开",
    Cause.CORRECTED: "更正",
    Cause.EARLIER: "截止时点不同",
    Cause.UNKNOWN: "原因不明",
}
# What may not explain the fall of a hard cell (CHK-18).
NO_EXPLANATION: Final = frozenset({Cause.EARLIER, Cause.UNKNOWN})


class Table(StrEnum):
    """Where a fact is kept."""

    COMMUNITY = "community"
    COMMUNITY_MERGE = "community_merge"
    COMPANY = "company"
    COMPANY_MERGE = "company_merge"
    CONTRACT = "contract"
    MISSION = "mission"
    VISIT = "visit"
    PROBLEM = "problem"
    PROBLEM_STEP = "problem_step"
    ORDER_STEP = "order_step"
    ORDER_PROBLEM = "order_problem"
    LEVEL = "level"
    PENALTY = "penalty"
    PENALTY_STEP = "penalty_step"
    EXIT = "exit"
    EXIT_STEP = "exit_step"
    EXPOSURE = "exposure"
    EXPOSURE_STEP = "exposure_step"
    CASE = "case"
    CASE_STEP = "case_step"


_MERGES: Final = frozenset({Table.COMMUNITY_MERGE, Table.COMPANY_MERGE})
_STEPS: Final = frozenset(
    {
        Table.PROBLEM_STEP, Table.ORDER_STEP, Table.PENALTY_STEP, Table.EXIT_STEP,
        Table.EXPOSURE_STEP, Table.CASE_STEP,
    }
)  # fmt: skip
# They take part in a count, but what happens to them seldom decides.
_LOOSE: Final = frozenset({Table.ORDER_PROBLEM, Table.CONTRACT})
# What a step says besides that something began.
_STEP_CAUSES: Final[dict[str, Cause]] = {
    "complete": Cause.COMPLETED,
    "close": Cause.COMPLETED,
    "reopen": Cause.REOPENED,
    "annul": Cause.ANNULLED,
    "withdraw": Cause.WITHDRAWN,
    "revoke": Cause.WITHDRAWN,
}
# A case that was stated anew stands otherwise.
_STANDING_CAUSES: Final[dict[str, Cause]] = {
    "duplicate": Cause.DUPLICATE,
    "void": Cause.VOIDED,
    "transferred": Cause.TRANSFERRED,
}
# Cells that ask whether a thing is finished; the others do not look at completions.
DONE_CELLS: Final = frozenset(code for code in CODES if code[0] == "B" or code == "D04")
_LIFE_CELLS: Final = DONE_CELLS | {"E02", "E04", "E06", "P02", "P03"}
_LIFE: Final = frozenset({Cause.COMPLETED, Cause.REOPENED})


@dataclass(frozen=True, slots=True)
class Horizon:
    """A moment as facts see it: what happened before `until`, as believed at `known_at`."""

    until: datetime
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """A stored fact, reduced to what counting looks at.

    `owner` is the row it speaks of, `kind` the kind of a step, `day` when it was so (None where
    it holds for every as_of), `value` what it states. `is_weak`: it takes part, but another
    fact of the same atom is the better reason.
    """

    table: Table
    owner: int
    recorded_at: datetime
    act: int
    retracted_at: datetime | None = None
    retracted_by: int | None = None
    kind: str = ""
    day: datetime | None = None
    value: tuple[object, ...] = ()
    is_weak: bool = False

    def is_seen(self, now: Horizon) -> bool:
        """Whether it counts at this moment."""
        return self.is_believed(now) and (self.day is None or self.day < now.until)

    def is_believed(self, now: Horizon) -> bool:
        """Whether it was known and not retracted."""
        return self.recorded_at <= now.known_at and (
            self.retracted_at is None or self.retracted_at > now.known_at
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise at the second moment: its cause and the entry that made it."""

    cause: Cause
    act: int
    at: datetime
    is_late: bool = False
    is_weak: bool = False


def changes(facts: Iterable[Fact], old: Horizon, new: Horizon) -> list[Change]:
    """Everything that differs between the two moments, in no order."""
    groups: dict[tuple[Table, int, str], list[Fact]] = defaultdict(list)
    for fact in set(facts):
        groups[fact.table, fact.owner, fact.kind].append(fact)
    return [change for group in groups.values() for change in _of_group(group, old, new)]


def _of_group(group: list[Fact], old: Horizon, new: Horizon) -> list[Change]:
    """Facts about the same thing: what was stated anew is one change."""
    gone, come = _unpaired(
        [fact for fact in group if fact.is_seen(old) and not fact.is_seen(new)],
        [fact for fact in group if fact.is_seen(new) and not fact.is_seen(old)],
    )
    found = [
        _restated(left, right, old)
        for left, right in zip(_in_time(gone), _in_time(come), strict=False)
    ]
    rest = len(found)
    found += [_left(fact, new, group) for fact in _in_time(gone)[rest:]]
    found += [_came(fact, old, group) for fact in _in_time(come)[rest:]]
    return found


def _unpaired(gone: list[Fact], come: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Without those that say the same as before."""
    same = {_says(fact) for fact in gone} & {_says(fact) for fact in come}
    return (
        [fact for fact in gone if _says(fact) not in same],
        [fact for fact in come if _says(fact) not in same],
    )


def _says(fact: Fact) -> tuple[object, ...]:
    return (fact.day, fact.value)


def _in_time(facts: list[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.recorded_at, fact.act))


def _restated(gone: Fact, come: Fact, old: Horizon) -> Change:
    if come.recorded_at <= old.known_at and not come.is_believed(old):
        # Looking back, the later statement is the one that is gone.
        return Change(Cause.EARLIER, gone.act, gone.recorded_at)
    cause = Cause.CORRECTED
    if come.table in _MERGES:
        cause = Cause.MERGED
    elif come.table is Table.CASE and come.value[0] != gone.value[0]:
        cause = _STANDING_CAUSES.get(str(come.value[0]), Cause.CORRECTED)
    return Change(cause, come.act, come.recorded_at, is_weak=come.table in _LOOSE)


def _left(fact: Fact, new: Horizon, group: list[Fact]) -> Change:
    """It counted and does not any more."""
    if fact.is_believed(new) or fact.retracted_by is None or fact.recorded_at > new.known_at:
        return Change(Cause.EARLIER, fact.act, fact.recorded_at, is_weak=fact.is_weak)
    at = fact.retracted_at or fact.recorded_at
    if fact.table in _MERGES:
        return Change(Cause.SPLIT, fact.retracted_by, at)
    if fact.table in _STEPS or fact.table in _LOOSE or any(one.is_believed(new) for one in group):
        # A step alone was taken back, or the thing was stated anew, with another day.
        return Change(Cause.CORRECTED, fact.retracted_by, at, is_weak=fact.table in _LOOSE)
    last = _in_time([one for one in group if one.recorded_at <= new.known_at])[-1]
    return Change(Cause.VOIDED, last.retracted_by or fact.retracted_by, last.retracted_at or at)


def _came(fact: Fact, old: Horizon, group: list[Fact]) -> Change:
    """It counts and did not before."""
    if fact.recorded_at <= old.known_at and not fact.is_believed(old):
        # Retracted by then: the second moment lies before the retraction.
        return Change(Cause.EARLIER, fact.retracted_by or fact.act, fact.recorded_at)
    if fact.table in _MERGES:
        return Change(Cause.MERGED, fact.act, fact.recorded_at)
    is_fresh = fact.recorded_at > old.known_at
    is_late = is_fresh and fact.day is not None and fact.day < old.until
    begun = Cause.LATE if is_late else Cause.NEW
    if is_fresh and any(one.is_believed(old) for one in group):
        begun = Cause.CORRECTED
    cause = _STEP_CAUSES.get(fact.kind, begun) if fact.table in _STEPS else begun
    return Change(cause, fact.act, fact.recorded_at, is_late=is_late, is_weak=fact.is_weak)


# Which of several changes decided: the first of these that there is.
_FOR_LEAVING: Final = (
    Cause.MERGED, Cause.SPLIT, Cause.DUPLICATE, Cause.TRANSFERRED, Cause.VOIDED, Cause.WITHDRAWN,
    Cause.ANNULLED, Cause.REOPENED, Cause.CORRECTED, Cause.NEW, Cause.LATE, Cause.COMPLETED,
    Cause.EARLIER,
)  # fmt: skip
_FOR_COMING: Final = (
    Cause.NEW, Cause.LATE, Cause.MERGED, Cause.SPLIT, Cause.CORRECTED, Cause.DUPLICATE,
    Cause.TRANSFERRED, Cause.VOIDED, Cause.ANNULLED, Cause.WITHDRAWN, Cause.REOPENED,
    Cause.COMPLETED, Cause.EARLIER,
)  # fmt: skip
_FOR_FINISHING: Final = (
    Cause.COMPLETED, Cause.ANNULLED, Cause.VOIDED, Cause.MERGED, Cause.SPLIT, Cause.CORRECTED,
    Cause.NEW, Cause.LATE, Cause.DUPLICATE, Cause.TRANSFERRED, Cause.WITHDRAWN, Cause.REOPENED,
    Cause.EARLIER,
)  # fmt: skip


def deciding(found: Iterable[Change], *, cell: str, has_come: bool) -> Change | None:
    """The change by which an id came into this cell or left it; None where nothing changed."""
    relevant = [one for one in found if cell in _LIFE_CELLS or one.cause not in _LIFE]
    if not relevant:
        return None
    coming = _FOR_FINISHING if cell in _LIFE_CELLS else _FOR_COMING
    return min(relevant, key=_rank(coming if has_come else _FOR_LEAVING))


def _rank(order: tuple[Cause, ...]) -> Callable[[Change], tuple[bool, int, float, int]]:
    """Strong before weak, by the order of causes, then the latest, by its entry."""

    def key(change: Change) -> tuple[bool, int, float, int]:
        return change.is_weak, order.index(change.cause), -change.at.timestamp(), -change.act

    return key


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that makes an id count: a visit, a problem, an order … by its key."""

    kind: str
    key: int
    is_open: bool = False


def decisive(old: frozenset[Atom], new: frozenset[Atom], *, cell: str) -> frozenset[Atom]:
    """Which atoms decided that the id came into the cell or left it.

    Where a cell counts what is finished, the open ones decide: those that are open now, or were.
    Otherwise all that are there on one side only.
    """
    if cell in DONE_CELLS:
        was_open = {(atom.kind, atom.key) for atom in old if atom.is_open}
        is_open = {(atom.kind, atom.key) for atom in new if atom.is_open}
        if was_open != is_open:
            turned = was_open ^ is_open
            return frozenset(atom for atom in old | new if (atom.kind, atom.key) in turned)
    return (old ^ new) or (old | new)
