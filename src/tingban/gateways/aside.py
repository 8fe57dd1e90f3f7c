"""A word aside: what others must see before a long transaction ends."""

from django.db import connection


def say(statement: str, *values: str | int) -> None:
    """Run one statement on a connection of its own; it stands at once, whatever comes later."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute(statement, values)
    finally:
        other.close()
