"""Writing thousands of facts at once: COPY in, retract together, ids taken in one go."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import connection, models
from django.db.models.functions import Coalesce

from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry

T = TypeVar("T")
# A fact may name a 待补 company that turned out to be another: it is that one's now.
PRESENT_COMPANY = Coalesce("company__merged_into_id", "company_id")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode
_FACT = ("recorded_at", "act_id", "origin")


def take_ids(model: type[models.Model], count: int) -> list[int]:
    """So many primary keys from the sequence of a table."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """COPY rows into a table; lists and dicts go in as JSON."""
    fields = {field.name: field.column for field in model._meta.concrete_fields}
    fields |= {field.attname: field.column for field in model._meta.concrete_fields}
    names = ", ".join(f'"{fields[name]}"' for name in columns)
    statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def as_json(value: object) -> str:
    """A value for a JSON column."""
    return _encode(value)


def append_facts(
    model: type[Known],
    columns: Sequence[str],
    rows: Iterable[tuple[str, Sequence[object]]],
    *,
    act: Entry,
) -> None:
    """Append facts of one kind, known from the act on; each row is (origin, values)."""
    head = (act.at, act.pk)
    copy_rows(
        model,
        (*_FACT, *columns),
        ((*head, origin, *values) for origin, values in rows),
    )


def retract_facts(model: type[Known], ids: Sequence[int], *, act: Entry) -> None:
    """Believe these facts no longer, from the act on."""
    if ids:
        model._default_manager.filter(pk__in=ids).update(retracted_at=act.at, retracted_by=act)


def count_up(model: type[models.Model], ids: Sequence[int]) -> None:
    """Tell whoever has one of these rows open that it changed."""
    if ids:
        model._default_manager.filter(pk__in=ids).update(version=models.F("version") + 1)


def chunks(values: Iterable[T], size: int = 5000) -> Iterator[list[T]]:
    """Lists of a bounded length, for queries by key."""
    source = iter(values)
    while batch := list(islice(source, size)):
        yield batch


def by_keys(
    query: "models.QuerySet[Any, Any]", field: str, keys: Iterable[object]
) -> Iterator[Any]:
    """The rows of a query whose field is one of many keys."""
    for batch in chunks(dict.fromkeys(keys)):
        yield from query.filter(_among(field, batch))


def _among(field: str, keys: list[object]) -> models.Func:
    """`field = ANY(keys)`: one parameter. Thousands of them took longer to write than to answer."""
    return models.Func(
        models.F(field),
        models.Func(models.Value(keys), function="ANY"),
        template="%(expressions)s",
        arg_joiner=" = ",
        output_field=models.BooleanField(),
    )
