"""Inserting one new row by a statement that is written once for its table.

Every act writes an entry and its facts one by one; to put the same INSERT together anew for each
costs more than the row. What a column keeps, and how a refusal of the database looks, is as with
`save(force_insert=True)`. A column holds a plain value here, never an expression.
"""

from functools import cache
from typing import NamedTuple

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models.fields import Field

Columns = tuple[Field, ...]  # type: ignore[type-arg]  # of whatever values


def insert(row: models.Model) -> None:
    """Insert a row; one without a key gets the one the database gives."""
    if not _run(row, is_once=False):
        raise RuntimeError("the database kept no row and said nothing")


def insert_once(row: models.Model) -> bool:
    """The same, unless another row has one of its keys; False where one has."""
    return _run(row, is_once=True)


def _run(row: models.Model, *, is_once: bool) -> bool:
    written = _written(type(row), is_once, row.pk is not None)
    # A row it points to may have got its key after it was named here.
    row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection) for field in written.fields
    ]
    failing = transaction.mark_for_rollback_on_error(using=connection.alias)
    with failing, connection.cursor() as cursor:
        cursor.execute(written.text, values)
        told = cursor.fetchone()
    if told is None:
        return False
    for field, value in zip(written.returned, told, strict=True):
        setattr(row, field.attname, value)
    row._state.adding = False
    row._state.db = connection.alias
    return True


class _Statement(NamedTuple):
    """The statement, the columns it fills, and those the database tells."""

    text: str
    fields: Columns
    returned: Columns


@cache
def _written(model: type[models.Model], is_once: bool, is_keyed: bool) -> _Statement:
    quoted = connection.ops.quote_name
    fields = tuple(field for field in model._meta.concrete_fields if not _is_given(field, is_keyed))
    told = (field for field in model._meta.db_returning_fields if not field.primary_key)
    returned = (model._meta.pk, *told)
    places = ", ".join(_place(field) for field in fields)
    names = ", ".join(quoted(str(field.column)) for field in fields)
    keys = ", ".join(quoted(str(field.column)) for field in returned)
    table, unless = quoted(model._meta.db_table), " ON CONFLICT DO NOTHING" if is_once else ""
    text = f"INSERT INTO {table} ({names}) VALUES ({places}){unless} RETURNING {keys}"  # noqa: S608  # all names are ours
    return _Statement(text, fields, returned)


def _is_given(field: "Field[object, object]", is_keyed: bool) -> bool:
    """Whether the database fills it: a key that counts up, or a default only it knows."""
    if field.primary_key:
        return not is_keyed
    return field.has_db_default() and not field.has_default()


def _place(field: "Field[object, object]") -> str:
    """A list is told with its type, an empty one has none; and words to be found by with theirs."""
    is_typed = hasattr(field, "get_placeholder") or isinstance(field, SearchVectorField)
    return f"%s::{field.db_type(connection)}" if is_typed else "%s"
