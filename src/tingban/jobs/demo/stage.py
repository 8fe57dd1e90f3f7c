"""The demo's course of time: acts in a queue, each done at its moment, some bringing others."""

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

Act = Callable[[datetime], object]


class Stage:
    """Acts wait for their moment; what an act sets going may lie only ahead of it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._order = count()
        self.now: datetime | None = None

    def at(self, moment: datetime, act: Act) -> None:
        """Do this at that moment; of two at the same moment the one told first goes first."""
        if self.now is not None and moment < self.now:
            moment = self.now
        heapq.heappush(self._waiting, (moment, next(self._order), act))

    def play(self, until: datetime, seen: Callable[[datetime], None]) -> int:
        """Do everything that comes before a moment; how many acts there were."""
        done = 0
        while self._waiting and self._waiting[0][0] < until:
            self.now, _, act = heapq.heappop(self._waiting)
            act(self.now)
            seen(self.now)
            done += 1
        return done
