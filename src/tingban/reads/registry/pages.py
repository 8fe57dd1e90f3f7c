"""One page of a long list: which rows, in which order, and how many there are in all."""

from collections.abc import Sequence
from typing import Final, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from tingban.kit.windows import Found, Window
from tingban.reads.audit import counts

M = TypeVar("M", bound=Model)

# Materialised, so that the planner does not walk the index of the order to look for rare rows.
_KEYS: Final = """
WITH found({names}) AS MATERIALIZED ({rows})
SELECT pk, count(*) OVER () FROM found ORDER BY {order} LIMIT %s OFFSET %s
"""


def page(
    rows: QuerySet[M], order: Sequence[str], window: Window, *, is_narrowed: bool
) -> Found[int]:
    """Keys of the page in their order, and how many rows there are: up to `counts.MOST`, or all.

    `is_narrowed` says that a search or another costly filter is on: then it is evaluated once,
    for both answers. Otherwise counting apart lets the index of the order stop early.
    """
    if is_narrowed:
        return _both(rows, order, window)
    return counts.found(rows.order_by(*order).values_list("pk", flat=True), window)


def _both(rows: QuerySet[M], order: Sequence[str], window: Window) -> Found[int]:
    columns = [name.removeprefix("-") for name in order]
    inner = rows.order_by().values_list("pk", *columns)
    try:
        sql, params = inner.query.sql_with_params()
    except EmptyResultSet:  # asked for a community or company that does not exist
        return Found([], 0)
    names = [f"s{place}" for place in range(len(columns))]
    directions = (
        f"{name} DESC NULLS LAST" if told.startswith("-") else f"{name} ASC NULLS LAST"
        for name, told in zip(names, order, strict=True)
    )
    statement = _KEYS.format(names=", ".join(("pk", *names)), rows=sql, order=", ".join(directions))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, window.limit, window.offset])
        found = cursor.fetchall()
    if not found:
        return Found([], rows.order_by().count() if window.offset else 0)
    return Found([key for key, _ in found], found[0][1])


def lean(rows: QuerySet[M], *joined: str) -> QuerySet[M]:
    """The rows with their joined ones, of which only these columns are needed.

    The search column of a row is many times the size of its rest, and a list names of a joined
    row little more than its name: loading whole rows took longer than finding them.
    """
    own = (field.name for field in rows.model._meta.concrete_fields if field.name != "search")
    parents = sorted({name.rpartition("__")[0] for name in joined})
    return (rows.select_related(*parents) if parents else rows).only(*own, *joined)


def in_order(rows: QuerySet[M], keys: Sequence[int]) -> list[M]:
    """The rows with these keys, in the order of the keys."""
    by_key = {row.pk: row for row in rows.filter(pk__in=keys).order_by()}
    return [by_key[key] for key in keys if key in by_key]
