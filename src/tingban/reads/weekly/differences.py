"""Two tables side by side: every id gone or come has one cause and its entry (DOMAIN 2.3, CHK-18).

    moved(actor=…, old=Side, new=Side) -> the numbers that are others, without their causes
    compare(actor=…, old=Side, new=Side, places=None) -> Comparison of these numbers, or of all

`Side`s are made by `reads.weekly.sides`. In every row and in the total the old number, less what
is gone, plus what has come, plus what overrides add and no longer add, is the new number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tingban.reads.weekly.atoms import Key, atoms_of
from tingban.reads.weekly.counting import Moment, areas_of
from tingban.reads.weekly.histories import histories_of
from tingban.reads.weekly.sides import Side
from tingban.rules.actors import Actor
from tingban.rules.weekly.causes import (
    CAUSE_LABELS,
    Atom,
    Cause,
    Change,
    Fact,
    Horizon,
    changes,
    deciding,
    decisive,
)
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Figure
from tingban.rules.weekly.figures import in_order
from tingban.rules.weekly.findings import TOTAL
from tingban.rules.weekly.weeks import midnight

# A row and a column: one number.
Place = tuple[str, str]
_NOTHING: frozenset[Atom] = frozenset()
# The total of D04 moves with the findings of any row (INTERCHANGE 2).
_ROWS_OF: Mapping[str, tuple[str, ...]] = {"D04": ("D04", "D03")}

# What takes a community out of the finished ones, though nothing was undone.
_RENEWED: Mapping[Cause, str] = {Cause.NEW: "又有新问题", Cause.LATE: "补录了新问题"}


@dataclass(frozen=True, slots=True)
class Move:
    """An id that came into a number or left it. `entry` is the id of the event-log entry.

    `is_late`: the deciding fact happened before the earlier cut-off and was recorded after.
    """

    area: str
    cell: str
    id: str
    has_come: bool
    cause: Cause
    entry: int | None
    at: datetime | None
    is_late: bool = False

    @property
    def cause_label(self) -> str:
        """In a word; a finished community leaves because a new problem was found in it."""
        if not self.has_come and self.cause in _RENEWED:
            return _RENEWED[self.cause]
        label = CAUSE_LABELS[self.cause]
        return f"{label}（补报）" if self.is_late and self.cause is not Cause.LATE else label


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One number on both sides, and all that moved it."""

    area: str
    cell: str
    old: Figure
    new: Figure
    moves: tuple[Move, ...]

    @property
    def gone(self) -> tuple[Move, ...]:
        """What no longer counts."""
        return tuple(move for move in self.moves if not move.has_come)

    @property
    def come(self) -> tuple[Move, ...]:
        """What counts anew."""
        return tuple(move for move in self.moves if move.has_come)

    @property
    def overridden(self) -> int:
        """What overrides add to the difference."""
        return self.new.difference - self.old.difference

    @property
    def is_changed(self) -> bool:
        """Whether the number or its list is another one."""
        return bool(self.moves) or self.old.value != self.new.value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tables side by side; `cells` holds every pair of numbers asked for, changed or not."""

    old: Side
    new: Side
    cells: Mapping[tuple[str, str], CellDifference]

    @property
    def areas(self) -> tuple[str, ...]:
        """The rows that stand on both sides, in the order of 附件1."""
        return in_order({area for area, _ in self.cells if area != TOTAL})

    @property
    def changed(self) -> tuple[CellDifference, ...]:
        """The numbers that moved: rows in the order of 附件1, then the total."""
        return tuple(
            self.cells[area, cell]
            for area in (*self.areas, TOTAL)
            for cell in CODES
            if (area, cell) in self.cells and self.cells[area, cell].is_changed
        )

    def of(self, area: str, cell: str) -> CellDifference:
        """One number; `area` may be TOTAL."""
        return self.cells[area, cell]


def moved(*, actor: Actor, old: Side, new: Side) -> list[Place]:
    """The numbers whose value or list is another: rows in the order of 附件1, then the total.

    To tell why each moved costs many times as much: a page asks `compare` for those it shows.
    """
    return [
        (area, cell)
        for area, cell in _on_both(actor, old, new)
        if _is_other(old.figure(area, cell), new.figure(area, cell))
    ]


def _is_other(old: Figure, new: Figure) -> bool:
    return old.value != new.value or set(old.ids) != set(new.ids)


def _on_both(actor: Actor, old: Side, new: Side) -> list[Place]:
    """The numbers that the actor sees and both tables hold; the total where no row is missing."""
    seen = set(areas_of(actor)) & set(old.rows) & set(new.rows)
    is_whole = bool(seen) and set(old.rows) == set(new.rows) == seen
    rows = (*in_order(seen), *((TOTAL,) if is_whole else ()))
    return [(area, cell) for area in rows for cell in CODES]


def compare(
    *, actor: Actor, old: Side, new: Side, places: Iterable[Place] | None = None
) -> Comparison:
    """Lay two tables side by side, with the cause of every move."""
    known = _on_both(actor, old, new)
    asked = known if places is None else [place for place in places if place in set(known)]
    areas = tuple(dict.fromkeys(area for area, _ in known if area != TOTAL))
    behind = {
        (row, code)
        for area, cell in asked
        for row in (areas if area == TOTAL else (area,))
        for code in (_ROWS_OF.get(cell, (cell,)) if area == TOTAL else (cell,))
    }
    pairs = [
        (area, cell, key, has_come)
        for area, cell in known
        if (area, cell) in behind
        for key, has_come in _moved(old.figure(area, cell), new.figure(area, cell))
    ]
    moves = moves_of(pairs, old.moments, new.moments)
    cells = {
        (area, cell): _of_total(cell, old, new, moves, areas)
        if area == TOTAL
        else CellDifference(
            area, cell, old.figure(area, cell), new.figure(area, cell), moves.get((area, cell), ())
        )
        for area, cell in asked
    }
    return Comparison(old, new, cells)


def _moved(old: Figure, new: Figure) -> list[tuple[str, bool]]:
    before, now = set(old.ids), set(new.ids)
    return [(key, False) for key in sorted(before - now)] + [
        (key, True) for key in sorted(now - before)
    ]


def _of_total(
    cell: str,
    old: Side,
    new: Side,
    moves: Mapping[tuple[str, str], tuple[Move, ...]],
    areas: Iterable[str],
) -> CellDifference:
    """The total's ids moved because they moved in a row; the last of those moves tells why."""
    before, now = old.figure(TOTAL, cell), new.figure(TOTAL, cell)
    of_id: dict[str, list[Move]] = defaultdict(list)
    for code in _ROWS_OF.get(cell, (cell,)):
        for area in areas:
            for move in moves.get((area, code), ()):
                of_id[move.id].append(move)
    told = tuple(
        _as_total(cell, key, has_come, of_id.get(key, [])) for key, has_come in _moved(before, now)
    )
    return CellDifference(TOTAL, cell, before, now, told)


def _as_total(cell: str, key: str, has_come: bool, found: list[Move]) -> Move:
    known = [move for move in found if move.entry is not None and move.at is not None]
    same = [move for move in known if move.cell == cell and move.has_come == has_come]
    best = max(same or known, key=lambda move: (move.at, move.entry), default=None)
    if best is None:
        return Move(TOTAL, cell, key, has_come, Cause.UNKNOWN, None, None)
    return Move(TOTAL, cell, key, has_come, best.cause, best.entry, best.at, best.is_late)


def moves_of(
    pairs: Iterable[tuple[str, str, str, bool]],
    old: Mapping[str, Moment],
    new: Mapping[str, Moment],
) -> dict[tuple[str, str], tuple[Move, ...]]:
    """The moves of ids (area, cell, id, whether it came), each with its cause, by area and cell."""
    wanted = list(pairs)
    keys = [(area, cell, key) for area, cell, key, _ in wanted]
    before, now = _atoms(keys, old), _atoms(keys, new)
    decided = {
        key: decisive(before.get(key, _NOTHING), now.get(key, _NOTHING), cell=key[1])
        for key in keys
    }
    facts = histories_of({atom for atoms in decided.values() for atom in atoms})
    found: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for area, cell, key, has_come in wanted:
        change = deciding(
            _changes(decided[area, cell, key], facts, old[area], new[area]),
            cell=cell,
            has_come=has_come,
        )
        found[area, cell].append(_move(area, cell, key, has_come, change))
    return {place: tuple(moves) for place, moves in found.items()}


def _move(area: str, cell: str, key: str, has_come: bool, change: Change | None) -> Move:
    if change is None:
        return Move(area, cell, key, has_come, Cause.UNKNOWN, None, None)
    return Move(area, cell, key, has_come, change.cause, change.act, change.at, change.is_late)


def _atoms(keys: list[Key], moments: Mapping[str, Moment]) -> dict[Key, frozenset[Atom]]:
    """Rows that were counted at one moment are asked together."""
    by_moment: dict[Moment, list[Key]] = defaultdict(list)
    for key in keys:
        by_moment[moments[key[0]]].append(key)
    found: dict[Key, frozenset[Atom]] = {}
    for moment, group in by_moment.items():
        found |= atoms_of(group, moment)
    return found


def _changes(
    atoms: frozenset[Atom],
    facts: Mapping[tuple[str, int], frozenset[Fact]],
    old: Moment,
    new: Moment,
) -> list[Change]:
    sides = (_horizon(old), _horizon(new))
    return [change for atom in atoms for change in changes(facts[atom.kind, atom.key], *sides)]


def _horizon(moment: Moment) -> Horizon:
    return Horizon(midnight(moment.as_of), moment.known_at)
