"""The window of a list, and how many rows there are as far as they are counted (ADR 0027)."""

from typing import Final, TypeVar

from django.db.models import Model, QuerySet

from tingban.kit.windows import Found, Window

M = TypeVar("M", bound=Model)
T = TypeVar("T")

# Nobody pages further, and a count of all rows would grow with the table.
MOST: Final = 10_000


def found(rows: QuerySet[M, T], window: Window) -> Found[T]:
    """The window of these ordered rows; they are counted up to `MOST`."""
    count = rows.order_by()[: MOST + 1].count()
    shown = list(rows[window.offset : window.until + 1])
    return Found(
        rows=shown[: window.limit],
        total=min(count, MOST),
        is_more=count > MOST,
        follows=len(shown) > window.limit,
    )
