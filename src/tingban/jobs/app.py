"""How jobs are made: named `topic.verb`, safe to run twice, one call each (STYLE C8).

    @task("complaints.tell_reporter", queue="notices")
    def tell_reporter(*, number: str) -> None: ...

    @every("* * * * *", "weekly.tick", queue="ledger")
    def tick() -> None: ...

Timers count real minutes (in UTC, as procrastinate does); what is due is asked of the rules with
`clock.now()`, because an installation may live in another time. The decorated function stays an
ordinary function.
"""

from collections.abc import Callable
from typing import Final, ParamSpec

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

P = ParamSpec("P")
Work = Callable[P, None]

_RETRY: Final = RetryStrategy(max_attempts=5, exponential_wait=4)


def task(
    name: str, *, queue: str, alone: bool = False, retried: bool = True
) -> Callable[[Work[P]], Work[P]]:
    """Register a job; it is tried five times, with growing pauses.

    `alone`: no second one starts while one is at work, not even on another machine.
    `retried`: False for what is asked for anew by whoever still wants it.
    """

    def register(work: Work[P]) -> Work[P]:
        retry = _RETRY if retried else False
        app.task(name=name, queue=queue, retry=retry, lock=name if alone else None)(work)
        return work

    return register


def every(
    cron: str, name: str, *, queue: str, alone: bool = True
) -> Callable[[Work[[]]], Work[[]]]:
    """Register a timer without arguments; the next tick is its retry.

    `alone`: no second one starts while one is at work, not even on another machine.
    """

    def register(work: Work[[]]) -> Work[[]]:
        def tick(timestamp: int) -> None:
            work()

        job = app.task(name=name, queue=queue, lock=name if alone else None, queueing_lock=name)
        app.periodic(cron=cron)(job(tick))
        return work

    return register
