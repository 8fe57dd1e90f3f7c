"""Numbers of a series, given one after the other under a row lock (DOMAIN 6.4, 6.5)."""

from collections.abc import Callable
from typing import Final

from django.db import connection

# An import that is still at work may have brought the number that comes next.
TAKEN: Final = "正在进行的导入刚刚用了这个编号。您填写的内容没有写入，请再保存一次。"
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


def issue(series: str, spell: Callable[[int], str], is_taken: Callable[[str], bool]) -> str:
    """The next number of a series as it is written, past those that an import has brought.

    The counter's row is locked from the first line on, so nobody else takes the same number.
    """
    sequence = next_number(series)
    if not is_taken(spell(sequence)):
        return spell(sequence)
    # Leap until a free one is found, then halve back to the last taken one.
    taken, step = sequence, 1
    while is_taken(spell(taken + step)):
        taken, step = taken + step, step * 2
    free = taken + step
    while free - taken > 1:
        middle = (taken + free) // 2
        taken, free = (middle, free) if is_taken(spell(middle)) else (taken, middle)
    return spell(next_number(series, above=free - 1))
