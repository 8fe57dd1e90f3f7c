"""Inserting one new row by a statement that is written once for its table.

Every act writes an entry and its facts one by one; to put the same INSERT together anew for each
costs more than the row. What a column keeps, and how a refusal of the database looks, is as with
`save(force_insert=True)`.
"""

from functools import cache

from django.db import connection, models, transaction
from django.db.models.fields import Field

Columns = tuple[Field, ...]  # type: ignore[type-arg]  # of whatever values


def insert(row: models.Model) -> None:
    """Insert a row that has no key yet; it gets the one the database gives."""
    model = type(row)
    statement, fields, returned = _written(model)
    if row.pk is not None:
        raise ValueError(f"{row} has a key already")
    # A row it points to may have got its key after it was named here.
    row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    failing = transaction.mark_for_rollback_on_error(using=connection.alias)
    with failing, connection.cursor() as cursor:
        cursor.execute(statement, values)
        told = cursor.fetchone()
    for field, value in zip(returned, told, strict=True):
        setattr(row, field.attname, value)
    row._state.adding = False
    row._state.db = connection.alias


@cache
def _written(model: type[models.Model]) -> tuple[str, Columns, Columns]:
    """The statement, the columns it fills, and those the database tells."""
    quoted = connection.ops.quote_name
    fields = tuple(field for field in model._meta.concrete_fields if not _is_given(field))
    returned = tuple(model._meta.db_returning_fields)
    places = ", ".join(_place(field) for field in fields)
    names = ", ".join(quoted(str(field.column)) for field in fields)
    keys = ", ".join(quoted(str(field.column)) for field in returned)
    table = quoted(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {keys}"  # noqa: S608  # all names are ours
    return statement, fields, returned


def _is_given(field: "Field[object, object]") -> bool:
    """Whether the database fills it: a key that counts up, or a default only it knows."""
    return field.primary_key or (field.has_db_default() and not field.has_default())


def _place(field: "Field[object, object]") -> str:
    """A list is told with its type: one that is empty has none."""
    return f"%s::{field.db_type(connection)}" if hasattr(field, "get_placeholder") else "%s"
