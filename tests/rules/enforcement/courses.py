"""Courses of proceedings in which all is well, and the mechanism of their golden tables."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

from tingban.rules.actors import CITY_CODE, SYSTEM, Actor, Role
from tingban.rules.audit.machine import Machine, Side
from tingban.rules.errors import NotNow, Refused
from tingban.rules.rectification.course import Course, Done

# A Tuesday in the third week of the campaign.
TODAY = date(2024, 6, 18)
YESTERDAY = date(2024, 6, 17)
ZONE = ZoneInfo("Asia/Shanghai")
Good = Callable[..., Course]


@dataclass(frozen=True)
class APaper:
    """A signed paper as a guard sees it."""

    number: str = "盐建函〔2024〕1号"
    signed_on: date | None = TODAY
    served_on: date | None = TODAY
    hour: int = 12

    @property
    def signed_at(self) -> datetime | None:
        """At noon, after the steps of that day."""
        on = self.signed_on
        return datetime(on.year, on.month, on.day, self.hour, tzinfo=ZONE) if on else None


def an_actor(role: Role, area: str = "140802", user_id: int = 7, unit: str = "u") -> Actor:
    return Actor(user_id, "韩某", role, unit, "某局", area)


def a_move(act: str, to: str = "x", *, on: date = TODAY, by_id: int = 8, **told: Any) -> Done:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=ZONE)
    return Done(act, "x", to, on, at, by_id, "甲", "C-OP", told)


@dataclass(frozen=True)
class Table:
    """A machine, its golden table and a course in which all is well."""

    machine: Machine[Course]
    golden: Mapping[str, tuple[str, str]]
    stages: type
    good: Good

    def whoever(self, act: str) -> set[tuple[str, str]]:
        """`keeper: C-OP C-LD; own: CO` as (side, role)."""
        sides = (part.split(":") for part in self.golden[act][0].split(";"))
        return {(side.strip(), role) for side, roles in sides for role in roles.split()}

    def moves(self, act: str) -> dict[str | None, str]:
        """`RATED → TOLD, …` as stages."""
        pairs = (part.split("→") for part in self.golden[act][1].split(","))
        return {
            None if start.strip() == "–" else self.stages[start.strip()]: self.stages[end.strip()]
            for start, end in pairs
        }

    def differences(
        self, act: str, machine: Machine[Course] | None = None, stages: tuple | None = None
    ) -> list[tuple]:
        """Where the machine and the golden table part."""
        who, leads, found = self.whoever(act), self.moves(act), []
        for stage, role, side in product(stages or (None, *self.stages), Role, Side):
            wanted = leads.get(stage) if (side.value, role.value) in who else None
            got = self._taken(machine or self.machine, act, stage, (role, side))
            if got != wanted:
                found.append((stage, role, side, got, wanted))
        return found

    def _taken(self, machine, act, stage, seat) -> str | None:
        role, side = seat
        now = self.good(act, stage)
        try:
            step = machine.check(act, stage, actor=an_actor(role), sides=frozenset({side}), now=now)
        except Refused:
            return None
        return step.to

    def without_row(self, gone) -> bool:
        """Whether the golden table notices that a row is gone."""
        rows = tuple(row for row in self.machine.rows if row is not gone)
        if {row.act for row in rows} != set(self.golden):
            return True
        left = replace(self.machine, rows=rows)
        return self.differences(gone.act, left, (gone.start,)) != []

    def refusal(self, act, stage, amiss, machine: Machine[Course] | None = None) -> str:
        """What is said to a step in which something is amiss."""
        side, role = sorted(self.whoever(act))[0]
        actor = SYSTEM if side == "clock" else an_actor(Role(role))
        actor = replace(actor, role=amiss.pop("role")) if "role" in amiss else actor
        now = self.good(act, stage, **amiss)
        try:
            (machine or self.machine).check(
                act, stage, actor=actor, sides=frozenset({Side(side)}), now=now
            )
        except NotNow as told:
            return told.sentence
        return ""

    def check_guard(self, act: str, guard: str, amiss: dict, sentence: str) -> None:
        """It refuses with its sentence in every row, and nothing else does in its place."""
        guarded = [row for row in self.machine.rows if row.act == act and guard in row.guards]
        assert guarded
        for row in guarded:
            told = self.refusal(act, row.start, dict(amiss))
            assert re.search(sentence, told), (row.start, told)
            left = tuple(other for other in row.guards if other != guard)
            rows = tuple(replace(it, guards=left) if it is row else it for it in self.machine.rows)
            assert not self.refusal(act, row.start, dict(amiss), replace(self.machine, rows=rows))


__all__ = ["CITY_CODE", "TODAY", "YESTERDAY", "ZONE", "APaper", "Table", "a_move", "an_actor"]
