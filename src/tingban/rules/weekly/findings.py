"""What a check looks at and what it says (DOMAIN 2.5): plain values in, findings out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import Figure

# The last row, 合计, in the place of an area code.
TOTAL: Final = "total"
_SHOWN: Final = 5


class Level(StrEnum):
    """An ERROR blocks the submission, a WARNING needs a note."""

    ERROR = "error"
    WARNING = "warning"


LEVEL_LABELS: Final[dict[Level, str]] = {Level.ERROR: "错误", Level.WARNING: "提示"}


class Reach(StrEnum):
    """Whether a check looks at one unit's row or at the table of the city."""

    UNIT = "unit"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: the cells at fault, and what to do in plain words.

    `area` is the code of a row, or `TOTAL`.
    """

    check: str
    level: Level
    area: str
    cells: tuple[str, ...]
    sentence: str

    @property
    def is_error(self) -> bool:
        """Whether it blocks."""
        return self.level is Level.ERROR


@dataclass(frozen=True, slots=True)
class Said:
    """What one check says of one row, before it is known whose row that is."""

    level: Level
    cells: tuple[str, ...]
    sentence: str


def error(sentence: str, *cells: str) -> Said:
    """What blocks."""
    return Said(Level.ERROR, cells, sentence)


def warning(sentence: str, *cells: str) -> Said:
    """What wants a note."""
    return Said(Level.WARNING, cells, sentence)


@dataclass(frozen=True, slots=True)
class Fall:
    """Why a number is lower than in an earlier report.

    `causes` holds (id, cause in words) for each id that is gone and whose cause is recorded,
    `unexplained` the ids without one; `lifted` is what an override added to the earlier number
    and no longer adds, `lowered` what an override takes off the present one.
    """

    causes: tuple[tuple[str, str], ...] = ()
    unexplained: tuple[str, ...] = ()
    lifted: int = 0
    lowered: int = 0

    @property
    def is_explained(self) -> bool:
        """Whether every id that is gone has a recorded cause, and no override hides a fall."""
        return not self.unexplained and not self.lowered and bool(self.causes or self.lifted)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier report of the same unit: its numbers, and why some are lower now."""

    label: str
    values: Mapping[str, int]
    falls: Mapping[str, Fall] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a row's checks need to know besides its 33 numbers.

    registered: N_c (CHK-19); problem_companies: A02p (CHK-11); case_companies: companies
    exposed with a 典型案例 (CHK-13); serviced: surveyed communities that are not self-managed
    (CHK-05); median_days: of the cases behind E02 (CHK-24); last: the last accepted report
    (CHK-18, 21, 22), recorded: facts that became known since then (CHK-21); month: the snapshot
    of the month that ended before this week, where this is the first week after it (CHK-25).
    """

    registered: int = 0
    problem_companies: int = 0
    case_companies: int = 0
    serviced: int = 0
    median_days: float | None = None
    last: Earlier | None = None
    recorded: int = 0
    month: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's numbers with what is known beside them."""

    area: str
    figures: Mapping[str, Figure]
    evidence: Evidence = Evidence()

    def value(self, code: str) -> int:
        """One number; a blank is no number and is told by CHK-01."""
        figure = self.figures.get(code)
        return figure.value if figure else 0

    def ids(self, code: str) -> frozenset[str]:
        """What one number counts."""
        figure = self.figures.get(code)
        return frozenset(figure.ids) if figure else frozenset()

    def told(self, code: str) -> str:
        """The number with its name: `“排查情况·排查存在问题小区总数”12`."""
        return told(code, self.value(code))


def told(code: str, value: int) -> str:
    """A number with its name."""
    return f"“{CELL_BY_CODE[code].title}”{value}"


def listed(ids: "frozenset[str] | tuple[str, ...] | list[str]") -> str:
    """The first few ids, and how many there are."""
    known = sorted(ids)
    more = f"等 {len(known)} 个" if len(known) > _SHOWN else ""
    return "、".join(known[:_SHOWN]) + more


@dataclass(frozen=True, slots=True)
class Ledger:
    """What 附件2 of all units says of one register: numbers accepted and closed (CHK-17)."""

    accepted: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class City:
    """The table of the whole city: the rows, the last row, and what 附件2 holds.

    `rows` and `total` are Figures by area and cell; `city` and `province` are the ledgers of
    E01/E02 and E03/E04; None where they are not compared.
    """

    rows: Mapping[str, Mapping[str, Figure]]
    total: Mapping[str, Figure]
    city: Ledger | None = None
    province: Ledger | None = None

    def values(self, code: str) -> dict[str, int]:
        """One column, by area."""
        return {area: figures[code].value for area, figures in self.rows.items() if code in figures}


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """A row of the table: what must hold of one unit's numbers, in words, and who finds out."""

    id: str
    levels: tuple[Level, ...]
    rule: str
    find: Callable[[Row], Iterator[Said]]
    reach: Reach = Reach.UNIT


@dataclass(frozen=True, slots=True)
class CityCheck:
    """A row of the table: what must hold over the whole city."""

    id: str
    levels: tuple[Level, ...]
    rule: str
    find: Callable[[City], Iterator[tuple[str, Said]]]
    reach: Reach = Reach.CITY
