"""Tables of moves: one row says in which states an act is open, and to whom (ADR 0003).

The card offers the same rows that the act checks, so a button never promises what the act
refuses, and a closed button says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tingban.rules.actors import Actor, check_leads, check_writes
from tingban.rules.errors import NotNow, Refused


@dataclass(frozen=True, slots=True)
class Move:
    """One act: its verb on the button, the states it is open in, whether only a head may."""

    act: str
    label: str
    states: frozenset[str]
    needs_leader: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A move as a card shows it; `reason` says why it is closed, empty where it is open.

    `is_near` is false for what belongs to another state altogether.
    """

    act: str
    label: str
    reason: str = ""
    is_near: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the button works."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Moves:
    """All moves of one kind of row; `what` and `states` are its words for refusals."""

    what: str
    states: Mapping[str, str]
    rows: tuple[Move, ...]

    def check(self, act: str, *, state: str, actor: Actor, area_code: str) -> None:
        """Refuse an act that is not open to the actor in this state."""
        move = next(row for row in self.rows if row.act == act)
        check_writes(actor, area_code)
        if move.needs_leader:
            check_leads(actor, move.label)
        if state not in move.states:
            raise NotNow(
                f"{self.what}现在是“{self.states.get(state, state)}”，不能{move.label}。"
                f"{move.label}适用于：{self._names(move.states)}。",
                rule=move.rule,
            )

    def offers(
        self, *, state: str, actor: Actor, area_code: str, acts: Iterable[str] | None = None
    ) -> tuple[Offer, ...]:
        """Every move with the reason why it is closed; nothing for those who only read."""
        if not actor.writes(area_code):
            return ()
        wanted = None if acts is None else set(acts)
        return tuple(
            Offer(row.act, row.label, self._reason(row.act, state, actor, area_code))
            for row in self.rows
            if wanted is None or row.act in wanted
        )

    def label(self, act: str) -> str:
        """The verb of an act."""
        return next(row.label for row in self.rows if row.act == act)

    def _reason(self, act: str, state: str, actor: Actor, area_code: str) -> str:
        try:
            self.check(act, state=state, actor=actor, area_code=area_code)
        except Refused as refusal:
            return refusal.sentence
        return ""

    def _names(self, states: frozenset[str]) -> str:
        return "、".join(label for state, label in self.states.items() if state in states)
