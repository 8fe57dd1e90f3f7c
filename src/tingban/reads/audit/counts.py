"""How many rows a list has, as far as it is counted (ADR 0027)."""

from typing import Any, Final

from django.db.models import QuerySet

# Nobody pages further, and a count of all rows would grow with the table.
MOST: Final = 10_000


def how_many(rows: QuerySet[Any]) -> tuple[int, bool]:
    """The number of rows up to `MOST`, and whether there are more."""
    count = rows.order_by()[: MOST + 1].count()
    return min(count, MOST), count > MOST
