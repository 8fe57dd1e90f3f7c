"""服务等级: the code table that the bureau fills (DOMAIN 5.3, AMB-36)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from tingban.data.registry.models import ServiceLevel
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.registry.levels import DEFAULT_LEVELS, LevelState
from tingban.rules.registry.levels import ServiceLevel as Level

NOT_FOUND: Final = "没有找到这个服务等级。"
SORTS: Final = {
    "name": lambda row: (row.name, row.valid_from),
    "rank": lambda row: (row.rank, row.valid_from),
    "from": lambda row: (row.valid_from, row.rank),
}


@dataclass(frozen=True, slots=True)
class ServiceLevelFilter:
    """What is wanted; empty means any."""

    text: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ServiceLevelRow:
    """One level of a standard, from a day on."""

    id: int
    code: str
    name: str
    rank: int
    standard: str
    fee_min: Decimal | None
    fee_max: Decimal | None
    valid_from: date
    state: LevelState

    @property
    def stated(self) -> str:
        """Everything stated of it: a form carries it, so that two clerks notice each other."""
        told = (self.code, self.name, self.rank, self.standard, self.fee_min, self.fee_max)
        return "|".join(str(part) for part in (*told, self.valid_from))


def ledger(
    actor: Actor, wanted: ServiceLevelFilter, window: Window, *, today: date
) -> Found[ServiceLevelRow]:
    """The levels that are wanted; a standard has a handful, so they are read as a whole."""
    text = wanted.text.strip()
    rows = [
        row
        for row in _rows(actor, today)
        if text in f"{row.code} {row.name} {row.standard}" and wanted.state in ("", row.state)
    ]
    key = SORTS.get(window.sort.removeprefix("-"), SORTS["rank"])
    rows.sort(key=key, reverse=window.sort.startswith("-"))
    return Found(rows[window.offset : window.until], len(rows))


def service_level(actor: Actor, level_id: int, *, today: date) -> ServiceLevelRow:
    """One of them."""
    row = next((row for row in _rows(actor, today) if row.id == level_id), None)
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def in_force(on: date) -> tuple[Level, ...]:
    """The standard of a day: the bureau's own, else the one that holds until there is one."""
    return in_force_by_day((on,))[on]


def in_force_by_day(days: Iterable[date]) -> Mapping[date, tuple[Level, ...]]:
    """The standards of many days, read once."""
    rows = list(ServiceLevel.objects.order_by("code", "valid_from"))
    return {day: _standard(row for row in rows if row.valid_from <= day) for day in set(days)}


def _standard(rows: Iterable[ServiceLevel]) -> tuple[Level, ...]:
    found = {row.code: Level(row.code, row.name, row.rank) for row in rows}
    return tuple(found.values()) or DEFAULT_LEVELS


def _rows(actor: Actor, today: date) -> Iterable[ServiceLevelRow]:
    if not actor.sees_facts:
        return []
    rows = list(ServiceLevel.objects.order_by("code", "valid_from"))
    last = {row.code: row.pk for row in rows if row.valid_from <= today}
    return [
        ServiceLevelRow(
            row.pk, row.code, row.name, row.rank, row.standard, row.fee_min, row.fee_max,
            row.valid_from, _state(row, last.get(row.code), today),
        )
        for row in rows
    ]  # fmt: skip


def _state(row: ServiceLevel, last: int | None, today: date) -> LevelState:
    if row.valid_from > today:
        return LevelState.FUTURE
    return LevelState.IN_FORCE if row.pk == last else LevelState.REPLACED
