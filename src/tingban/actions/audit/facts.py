"""Writing facts: state anew, retract, correct; nothing is ever overwritten."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection

from tingban.actions.audit.inserting import insert
from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry

F = TypeVar("F", bound=Known)
BOOKKEEPING = ("recorded_at", "retracted_at", "act", "retracted_by", "origin")


def attributes(fact: Known, *, without: str) -> dict[str, Any]:
    """What the fact states, by column, without its bookkeeping and its owner."""
    skipped = {*BOOKKEEPING, "id", without}
    return {
        field.name: getattr(fact, field.attname)
        for field in fact._meta.concrete_fields
        if field.name not in skipped
    }


def stated(fact: Known | None, *, without: str) -> dict[str, Any] | None:
    """The same as plain JSON values, for the event log."""
    if fact is None:
        return None
    return {name: plain(value) for name, value in attributes(fact, without=without).items()}


def plain(value: object) -> Any:
    """A value as JSON keeps it: moments in UTC, dates and amounts as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def append(fact: F, *, act: Entry, origin: str = "") -> F:
    """Append one fact, known from the moment of its act."""
    fact.recorded_at = act.at
    fact.act = act
    fact.origin = origin
    insert(fact)
    return fact


def again(fact: F) -> F:
    """The same statement once more, unsaved, for one part of it to differ."""
    skipped = {*BOOKKEEPING, "id"}
    fields = (field for field in fact._meta.concrete_fields if field.name not in skipped)
    return type(fact)(**{field.attname: getattr(fact, field.attname) for field in fields})


def retract(fact: Known, *, act: Entry) -> None:
    """Believe this fact no longer, from the moment of the act."""
    fact.retracted_at = act.at
    fact.retracted_by = act
    fact.save(update_fields=["retracted_at", "retracted_by"])


def restate(standing: F | None, fresh: F, *, owner: str, act: Entry) -> bool:
    """Put a fresh statement in the place of the standing one; False where nothing changed.

    `owner` names the foreign key to the identity row ("community", "problem" …).
    """
    if standing is not None:
        if attributes(standing, without=owner) == attributes(fresh, without=owner):
            return False
        retract(standing, act=act)
    append(fresh, act=act)
    return True


def run_projection(
    statement: str, ids: list[int] | None, *, turns: int = 0
) -> list[tuple[Any, ...]]:
    """Run one UPDATE p … FROM q JOIN facts; `{where}` in it narrows both to the ids, or to all.

    Said of both, because the planner does not carry a list of ids over `p.id = q.id`: it would
    gather the facts of the whole table first. `turns` is by how much the version of each row
    counts up, where the statement counts it; the rows are those of its RETURNING.
    """
    where = "true" if ids is None else "p.id = ANY(%(ids)s) AND q.id = ANY(%(ids)s)"
    with connection.cursor() as cursor:
        cursor.execute(statement.format(where=where), {"ids": ids, "turns": turns})
        return cursor.fetchall() if cursor.description else []
