"""Workflows as tables: a row says from which state which act leads where, and who may (ADR 0003).

A topic brings its states, acts, guards and rows; this module asks them, always in the same order:
who, then when, then the guards. Cards, acts, tests and `docs/states` read the same rows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from tingban.rules.actors import ROLE_LABELS, Actor, Role
from tingban.rules.audit.offers import Offer
from tingban.rules.errors import NotAllowed, NotNow, Refused

N = TypeVar("N")
Guard = Callable[[N, Actor], str]


class Side(StrEnum):
    """How somebody stands to a row; the same role may stand to it in several ways."""

    KEEPER = "keeper"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    PLACE = "place"
    CITY = "city"
    OWN = "own"
    STREET = "street"
    OWNERS = "owners"
    CLOCK = "clock"
    DRAFTER = "drafter"
    SIGNER = "signer"


SIDE_LABELS: dict[Side, str] = {
    Side.KEEPER: "登记单位",
    Side.HANDLER: "承办单位",
    Side.REVIEWER: "审核单位",
    Side.PLACE: "问题所在地",
    Side.CITY: "市局",
    Side.OWN: "本人",
    Side.STREET: "属地街道",
    Side.OWNERS: "本小区业主组织",
    Side.CLOCK: "系统定时",
    Side.DRAFTER: "起草岗位",
    Side.SIGNER: "签发岗位",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A role on a side; whoever sits on one may take the step."""

    side: Side
    role: Role

    @property
    def label(self) -> str:
        """登记单位的县级经办."""
        if self.side in (Side.OWN, Side.CLOCK):
            return ROLE_LABELS[self.role] if self.side is Side.OWN else SIDE_LABELS[self.side]
        return f"{SIDE_LABELS[self.side]}的{ROLE_LABELS[self.role]}"


def seats(side: Side, *roles: Role) -> frozenset[Seat]:
    """The same side for several roles."""
    return frozenset(Seat(side, role) for role in roles)


CLOCK: frozenset[Seat] = seats(Side.CLOCK, Role.SYS)


@dataclass(frozen=True, slots=True)
class Step:
    """One row. `start` None is the beginning; `deadline` is a key of the table of limits."""

    rule: str
    act: str
    start: str | None
    to: str
    by: frozenset[Seat]
    guards: tuple[str, ...] = ()
    deadline: str = ""
    document: str = ""

    def lets(self, actor: Actor, sides: frozenset[Side]) -> bool:
        """Whether this actor sits on a seat of the row."""
        return any(Seat(side, actor.role) in self.by for side in sides)


def steps(
    rule: str,
    act: str,
    by: frozenset[Seat],
    *moves: tuple[str | None, str],
    guards: tuple[str, ...] = (),
    deadline: str = "",
    document: str = "",
) -> tuple[Step, ...]:
    """Rows that differ only in where they start and end."""
    return tuple(Step(rule, act, start, to, by, guards, deadline, document) for start, to in moves)


@dataclass(frozen=True, slots=True)
class Machine(Generic[N]):
    """All rows of one kind of thing, with its words; `N` is what its guards look at."""

    what: str
    states: Mapping[Any, str]
    acts: Mapping[Any, str]
    guards: Mapping[Any, Guard[N]]
    rows: tuple[Step, ...]
    # Guards that the form of a step answers: a button is not closed for them.
    asked: frozenset[str] = frozenset()

    def check(
        self,
        act: str,
        state: str | None,
        *,
        actor: Actor,
        sides: frozenset[Side],
        now: N,
        is_asked: bool = False,
    ) -> Step:
        """The row by which this act goes on, or a refusal; `is_asked`: the form is still empty."""
        step = self._row(act, state, actor, sides)
        for guard in step.guards:
            if is_asked and guard in self.asked:
                continue
            sentence = self.guards[guard](now, actor)
            if sentence:
                raise NotNow(sentence, rule=step.rule)
        return step

    def takers(self, limit: str) -> frozenset[Role]:
        """Whose step meets a limit; a variant (`DL-08/hotline`) that no row names is met as the
        limit itself."""
        own = [row for row in self.rows if row.deadline == limit]
        rule = limit.partition("/")[0]
        rows = own or [row for row in self.rows if row.deadline == rule]
        return frozenset(seat.role for row in rows for seat in row.by)

    def offers(
        self,
        state: str,
        *,
        actor: Actor,
        sides: frozenset[Side],
        now: N,
        acts: Iterable[str] | None = None,
    ) -> tuple[Offer, ...]:
        """Each act that is this person's business, with the reason why it is closed for now."""
        wanted = tuple(self.acts) if acts is None else tuple(acts)
        return tuple(
            self._offer(act, state, actor, sides, now)
            for act in wanted
            if any(row.start and row.lets(actor, sides) for row in self._rows(act))
        )

    def _offer(self, act: str, state: str, actor: Actor, sides: frozenset[Side], now: N) -> Offer:
        is_near = any(row.start == state and row.lets(actor, sides) for row in self._rows(act))
        return Offer(act, self.acts[act], self._reason(act, state, actor, sides, now), is_near)

    def asks_for(self, act: str, state: str | None, guard: str) -> bool:
        """Whether this guard stands before an act in this state, whoever takes it."""
        return any(guard in row.guards for row in self._rows(act) if row.start == state)

    def label(self, act: str) -> str:
        """The verb of an act."""
        return self.acts[act]

    def not_now(self, act: str, state: str | None) -> str:
        """Why nobody can do this act in this state, and in which it can be done."""
        return self._not_now(act, list(self._rows(act)), state)

    def _rows(self, act: str) -> tuple[Step, ...]:
        return tuple(row for row in self.rows if row.act == act)

    def _row(self, act: str, state: str | None, actor: Actor, sides: frozenset[Side]) -> Step:
        rows = self._rows(act)
        mine = [row for row in rows if row.lets(actor, sides)]
        if not mine:
            raise NotAllowed(self._not_yours(act, rows, actor), rule=rows[0].rule)
        found = next((row for row in mine if row.start == state), None)
        if found is None:
            raise NotNow(self._not_now(act, mine, state), rule=mine[0].rule)
        return found

    def _not_yours(self, act: str, rows: tuple[Step, ...], actor: Actor) -> str:
        by_side: dict[Side, dict[str, None]] = {}
        for seat in sorted((seat for row in rows for seat in row.by), key=str):
            by_side.setdefault(seat.side, {})[ROLE_LABELS[seat.role]] = None
        who = "或".join(
            f"{SIDE_LABELS[side]}（{'、'.join(them)}）" for side, them in by_side.items()
        )
        return (
            f"“{self.acts[act]}”由{who}办理，您的岗位是{actor.unit_name}{ROLE_LABELS[actor.role]}。"
        )

    def _not_now(self, act: str, rows: list[Step], state: str | None) -> str:
        label = self.acts[act]
        starts = dict.fromkeys(f"“{self.states[row.start]}”" for row in rows if row.start)
        now = f"现在是“{self.states[state]}”" if state else "还没有登记"
        return (
            f"{self.what}{now}，不能{label}。可以{label}的情形：{'、'.join(starts) or '登记时'}。"
        )

    def _reason(self, act: str, state: str, actor: Actor, sides: frozenset[Side], now: N) -> str:
        try:
            self.check(act, state, actor=actor, sides=sides, now=now, is_asked=True)
        except Refused as refusal:
            return refusal.sentence
        return ""
