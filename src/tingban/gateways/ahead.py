"""Results in their order, the next one being made by another process meanwhile.

For work that knows no database: it runs in a fresh interpreter, which dies with us.
"""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from tingban.gateways import processes

A = TypeVar("A")
T = TypeVar("T")


def in_turn(
    work: Callable[[A], T], items: Iterable[A], *, is_heavy: Callable[[A], bool]
) -> Iterator[T]:
    """`work(item)` for each item. While a result is in use, the next is made if it is heavy.

    Light ones are made here when their turn comes. `work`, items and results must be picklable.
    """
    with ExitStack() as stack:
        pools: list[ProcessPoolExecutor] = []

        def begin(item: A) -> Callable[[], T]:
            if not is_heavy(item):
                return partial(work, item)
            if not pools:
                pools.append(stack.enter_context(_pool()))
            return partial(_made, pools[0].submit(work, item), work, item)

        waiting: Callable[[], T] | None = None
        for item in items:
            following = begin(item)
            if waiting is not None:
                yield waiting()
            waiting = following
        if waiting is not None:
            yield waiting()


def _pool() -> ProcessPoolExecutor:
    # Forking would copy connections and locks of other threads.
    return ProcessPoolExecutor(
        1, mp_context=get_context("spawn"), initializer=_attach, initargs=(os.getpid(),)
    )


def _attach(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    processes.die_with_parent(signal.SIGKILL, parent)


def _made(future: Future[T], work: Callable[[A], T], item: A) -> T:
    """The result; where the other process was killed, we do it ourselves."""
    try:
        return future.result()
    except BrokenProcessPool:
        return work(item)
