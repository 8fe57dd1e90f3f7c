"""Stating many things at once: one fact each, and its dated steps, written as what changed.

An empty cell says nothing: what is known stays. A value that differs is a correction, the former
fact is retracted and the new one appended. A day that appears is appended. So the same rows
written twice change nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django.db import models

from tingban.actions.exchange import bulk
from tingban.actions.exchange.pen import Pen
from tingban.data.audit.known import Known
from tingban.rules.exchange.tables import Table


class Handle(Protocol):
    """Whatever gets an id when it is written."""

    id: int | None


@dataclass(slots=True)
class Statement:
    """What one row says: of which thing, where it stands, the values and the days.

    `identity` are the columns of the identity row where the thing is new; `steps` lists days by
    kind in the order in which they happened.
    """

    handle: Handle
    table: Table | None
    row: int
    values: tuple[object, ...]
    identity: tuple[object, ...] = ()
    steps: Mapping[str, Sequence[date]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Sheet and row, for the fact to remember."""
        return self.table.origin(self.row) if self.table is not None else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The tables of one kind of thing and the columns that a statement fills."""

    model: type[models.Model]
    fact: type[Known]
    owner: str
    columns: tuple[str, ...]
    identity: tuple[str, ...]
    step: type[Known] | None = None
    # Whether new identity rows are inserted here, to be projected later; else whoever writes the
    # things inserts them as they are projected, once all of their facts stand.
    inserts: bool = True

    @property
    def owner_id(self) -> str:
        """The column of the fact that names the thing."""
        return f"{self.owner}_id"

    @property
    def has_version(self) -> bool:
        """Whether forms watch the version of the row."""
        return any(column.name == "version" for column in self.model._meta.concrete_fields)


@dataclass(slots=True)
class _Change:
    """What has to be written, gathered over all statements."""

    fresh: list[Statement] = field(default_factory=list)
    retracted: list[int] = field(default_factory=list)
    facts: list[tuple[str, Sequence[object]]] = field(default_factory=list)
    retracted_steps: list[int] = field(default_factory=list)
    steps: list[tuple[str, Sequence[object]]] = field(default_factory=list)
    corrected: list[int] = field(default_factory=list)


def write(pen: Pen, shape: Shape, statements: Sequence[Statement]) -> list[Statement]:
    """Write what the statements change; the answer are those that changed something."""
    known = [it.handle.id for it in statements if it.handle.id is not None]
    standing, days = _standing(shape, known), _standing_steps(shape, known)
    change = _Change()
    change.fresh = [it for it in statements if it.handle.id is None]
    ids = bulk.take_ids(shape.model, len(change.fresh))
    for statement, id_ in zip(change.fresh, ids, strict=True):
        statement.handle.id = id_
    fresh = set(ids)
    told = [it for it in statements if _is_alive(pen, it, fresh, standing)]
    changed = [it for it in told if _compare(shape, it, standing, days, change)]
    _write_change(pen, shape, change)
    for statement in changed:
        if statement.handle.id in fresh:
            pen.count_new(statement.table)
        else:
            pen.count_changed(statement.table)
            change.corrected.append(_id(statement))
    if shape.has_version:
        bulk.count_up(shape.model, change.corrected)
    pen.touch(shape.model, {_id(it) for it in changed} - (set() if shape.inserts else fresh))
    return changed


def _id(statement: Statement) -> int:
    if statement.handle.id is None:
        raise LookupError(statement.origin)
    return statement.handle.id


def _standing(shape: Shape, ids: Iterable[int]) -> dict[int, tuple[int, tuple[object, ...]]]:
    """The standing fact of each thing: its id and its values. The things stay locked."""
    listed = sorted(set(ids))
    for batch in bulk.chunks(listed):
        locked = shape.model._default_manager.select_for_update(of=("self",))
        list(locked.filter(pk__in=batch).order_by("pk").values_list("pk"))
    query = shape.fact._default_manager.filter(retracted_at=None)
    rows = query.values_list(shape.owner_id, "id", *shape.columns)
    return {
        owner: (id_, tuple(values))
        for owner, id_, *values in bulk.by_keys(rows, f"{shape.owner_id}", listed)
    }


def _standing_steps(
    shape: Shape, ids: Iterable[int]
) -> dict[tuple[int, str], list[tuple[date, int]]]:
    """Days and step ids by thing and kind, in their order."""
    found: dict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
    if shape.step is None:
        return found
    query = shape.step._default_manager.filter(retracted_at=None)
    rows = query.values_list(shape.owner_id, "kind", "on", "id")
    for owner, kind, on, id_ in bulk.by_keys(rows, shape.owner_id, ids):
        found[owner, kind].append((on, id_))
    for steps in found.values():
        steps.sort()
    return found


def _is_alive(
    pen: Pen, statement: Statement, fresh: set[int], standing: Mapping[int, object]
) -> bool:
    """What was voided on the desk is not brought back by an old file."""
    if statement.handle.id in fresh or statement.handle.id in standing:
        return True
    pen.warn(statement.table, statement.row, "这条记录在平台上已作废，未改动。")
    return False


def _compare(
    shape: Shape,
    statement: Statement,
    standing: Mapping[int, tuple[int, tuple[object, ...]]],
    days: Mapping[tuple[int, str], list[tuple[date, int]]],
    change: _Change,
) -> bool:
    """Put what differs into the change; whether anything does."""
    id_ = _id(statement)
    fact = standing.get(id_)
    values = _filled(shape, statement.values, fact[1] if fact else None)
    differs = fact is None or values != fact[1]
    if differs:
        if fact is not None:
            change.retracted.append(fact[0])
        change.facts.append((statement.origin, (id_, *values)))
    for kind, told in statement.steps.items():
        differs |= _compare_steps(statement, kind, told, days.get((id_, kind), []), change)
    return differs


def _filled(
    shape: Shape, told: tuple[object, ...], known: tuple[object, ...] | None
) -> tuple[object, ...]:
    """What the row does not say stays as it stood, or is empty."""
    before = known or _empty(shape.fact, shape.columns)
    return tuple(old if value is None else value for value, old in zip(told, before, strict=True))


@lru_cache(maxsize=64)
def _empty(model: type[models.Model], columns: tuple[str, ...]) -> tuple[object, ...]:
    """The value of each column where nothing is known."""
    fields = {column.attname: column for column in model._meta.concrete_fields}
    return tuple(None if fields[name].null else _default(fields[name]) for name in columns)


def _default(column: "models.Field[Any, Any]") -> object:
    return column.get_default() if column.has_default() else ""


def _compare_steps(
    statement: Statement,
    kind: str,
    told: Sequence[date],
    known: list[tuple[date, int]],
    change: _Change,
) -> bool:
    """The n-th day told against the n-th known; days beyond those told stay."""
    differs = False
    for place, on in enumerate(told):
        if place < len(known):
            known_on, step_id = known[place]
            if known_on == on:
                continue
            change.retracted_steps.append(step_id)
        change.steps.append((statement.origin, (_id(statement), kind, on)))
        differs = True
    return differs


def _write_change(pen: Pen, shape: Shape, change: _Change) -> None:
    if change.fresh and shape.inserts:
        insert(shape.model, shape.identity, change.fresh)
    pen.retract(shape.fact, change.retracted)
    pen.append(shape.fact, (shape.owner_id, *shape.columns), change.facts)
    if shape.step is not None:
        pen.retract(shape.step, change.retracted_steps)
        pen.append(shape.step, (shape.owner_id, "kind", "on"), change.steps)


def insert(
    model: type[models.Model], columns: Sequence[str], statements: Iterable[Statement]
) -> None:
    """Insert identity rows; columns that no statement fills get their defaults."""
    given = {"id", *columns}
    others = [
        column
        for column in model._meta.concrete_fields
        if column.attname not in given and column.name not in given and not column.null
    ]
    constants = tuple(_default(column) for column in others)
    names = ("id", *columns, *(column.attname for column in others))
    bulk.copy_rows(model, names, ((_id(it), *it.identity, *constants) for it in statements))


def days(*told: date | datetime | None) -> list[date]:
    """The days that were told."""
    return [on for on in told if on is not None]
