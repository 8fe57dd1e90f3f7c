"""The part of a projection that is made in Python: search columns and name keys."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
BATCH = 2000


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The rows in lists of a bounded length."""
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch


def write_columns(table: str, columns: dict[str, str], rows: Iterable[tuple[object, ...]]) -> None:
    """Set columns of many rows; each row is (id, value, …) in the order of `columns`.

    `columns` maps a column to its SQL type; texts arrive as text and are cast.
    """
    names = ["id", *columns]
    taken = ", ".join(f"%s::{'bigint' if name == 'id' else 'text'}[]" for name in names)
    sets = ", ".join(f"{name} = v.{name}::{kind}" for name, kind in columns.items())
    changed = " OR ".join(
        f"p.{name} IS DISTINCT FROM v.{name}::{kind}" for name, kind in columns.items()
    )
    statement = (
        f"UPDATE {table} p SET {sets} FROM unnest({taken}) AS v({', '.join(names)}) "  # noqa: S608 -- names are ours
        f"WHERE p.id = v.id AND ({changed})"
    )
    with connection.cursor() as cursor:
        for batch in batches(rows):
            cursor.execute(statement, [list(column) for column in zip(*batch, strict=True)])
