"""Numbers of a series, given one after the other under a row lock (DOMAIN 6.4, 6.5)."""

from django.db import connection

# Whoever takes the next number waits here until the other transaction ends.
_TAKE = """
INSERT INTO documents_counter (series, last) VALUES (%(series)s, %(floor)s + %(count)s)
ON CONFLICT (series) DO UPDATE
    SET last = greatest(documents_counter.last, %(floor)s) + %(count)s
RETURNING last
"""


def next_number(series: str, *, above: int = 0) -> int:
    """The next number of a series, above `above`; never given twice, a rollback leaves no gap."""
    return take_numbers(series, 1, above=above)[0]


def take_numbers(series: str, count: int, *, above: int = 0) -> range:
    """So many consecutive numbers at once; `above` is the highest that came from elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"series": series, "floor": above, "count": count})
        (last,) = cursor.fetchone()
    return range(last - count + 1, last + 1)
