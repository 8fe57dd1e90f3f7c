"""Acts of several people at the same time, on connections of their own."""

import time
from collections.abc import Callable
from threading import Barrier, Event, Thread

from django.db import connection, transaction

from tingban.rules.errors import Refused

_PATIENCE = 20
_WAITING = """
SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE NOT l.granted AND a.datname = current_database()
"""


def _answer(act: Callable[[], object]) -> object:
    """What an act answers: a value, or its refusal."""
    try:
        return act()
    except Refused as refusal:
        return refusal


def in_thread(work: Callable[[], object]) -> Thread:
    """Begin work on a connection of its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act answered, all begun together: a value, or its refusal."""
    barrier = Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def work(place: int) -> Callable[[], None]:
        def run() -> None:
            barrier.wait(_PATIENCE)
            answers[place] = _answer(acts[place])

        return run

    threads = [in_thread(work(place)) for place in range(len(acts))]
    for thread in threads:
        thread.join()
    return answers


def crossing(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """What both answered, the second begun when the first had written and not yet committed.

    The first commits as soon as the second waits for it, or has ended without waiting.
    """
    answers: list[object] = [None, None]
    written, may_commit = Event(), Event()

    def lead() -> None:
        try:
            with transaction.atomic():
                answers[0] = first()
                written.set()
                may_commit.wait(_PATIENCE)
        except Refused as refusal:
            answers[0] = refusal
        finally:
            written.set()

    def follow() -> None:
        written.wait(_PATIENCE)
        answers[1] = _answer(second)

    threads = [in_thread(lead), in_thread(follow)]
    written.wait(_PATIENCE)
    _wait_for_the_second(threads[1])
    may_commit.set()
    for thread in threads:
        thread.join()
    return answers


def _wait_for_the_second(thread: Thread) -> None:
    end = time.monotonic() + _PATIENCE
    while thread.is_alive() and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def refusals(answers: list[object]) -> list[Refused]:
    return [answer for answer in answers if isinstance(answer, Refused)]
