"""The life of a problem as dated steps, and what it is on a day (DOMAIN 2.3).

A report as of a day counts the facts of the days before it, never those of the day itself.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.rectification.kinds import OrderStepKind, ProblemStepKind


class ProblemState(StrEnum):
    """What a problem is for counting."""

    NONE = "none"
    OPEN = "open"
    COMPLETE = "complete"
    ANNULLED = "annulled"


STATE_LABELS: Final[dict[ProblemState, str]] = {
    ProblemState.NONE: "未确认",
    ProblemState.OPEN: "整改中",
    ProblemState.COMPLETE: "已完成",
    ProblemState.ANNULLED: "已撤销",
}


@dataclass(frozen=True, slots=True)
class ProblemStep:
    """One dated act; `seq` tells the order of acts of one day."""

    kind: ProblemStepKind
    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True)
class OrderStep:
    """One dated act on an order."""

    kind: OrderStepKind
    on: date
    seq: int = 0


def state_at(steps: Iterable[ProblemStep], as_of: date) -> ProblemState:
    """Confirmed and not annulled counts; the last completion or reopening tells which way."""
    known = sorted(
        (step for step in steps if step.on < as_of), key=lambda step: (step.on, step.seq)
    )
    kinds = {step.kind for step in known}
    if ProblemStepKind.CONFIRM not in kinds:
        return ProblemState.NONE
    if ProblemStepKind.ANNUL in kinds:
        return ProblemState.ANNULLED
    turns = [
        step.kind
        for step in known
        if step.kind in (ProblemStepKind.COMPLETE, ProblemStepKind.REOPEN)
    ]
    is_complete = bool(turns) and turns[-1] is ProblemStepKind.COMPLETE
    return ProblemState.COMPLETE if is_complete else ProblemState.OPEN


def is_confirmed_at(steps: Iterable[ProblemStep], as_of: date) -> bool:
    """Whether the problem counts in A03 at all."""
    return state_at(steps, as_of) in (ProblemState.OPEN, ProblemState.COMPLETE)


def order_stands_at(steps: Iterable[OrderStep], as_of: date) -> bool:
    """From its service until the day before it is withdrawn (CELL C01, INTERCHANGE 2)."""
    kinds = {step.kind for step in steps if step.on < as_of}
    return OrderStepKind.SERVE in kinds and OrderStepKind.WITHDRAW not in kinds


@dataclass(frozen=True, slots=True)
class Life:
    """The dates of a problem as one row of 问题清单 tells them."""

    confirmed_on: date
    completed_on: date | None = None
    reopened_on: date | None = None
    completed_again_on: date | None = None
    annulled_on: date | None = None

    def steps(self) -> tuple[ProblemStep, ...]:
        """The same life as steps, in their order."""
        kinds = (
            (ProblemStepKind.CONFIRM, self.confirmed_on),
            (ProblemStepKind.COMPLETE, self.completed_on),
            (ProblemStepKind.REOPEN, self.reopened_on),
            (ProblemStepKind.COMPLETE, self.completed_again_on),
            (ProblemStepKind.ANNUL, self.annulled_on),
        )
        return tuple(
            ProblemStep(kind, on, seq) for seq, (kind, on) in enumerate(kinds) if on is not None
        )

    def faults(self, unread: Container[str] = ()) -> tuple[tuple[str, str], ...]:
        """Column of 问题清单 and sentence for every date out of its order.

        What would be measured by a column that could not be read is left open.
        """
        return tuple(self._faults(unread))

    def _faults(self, unread: Container[str]) -> Iterator[tuple[str, str]]:
        pairs = (
            ("完成日期", self.completed_on, "确认日期", self.confirmed_on),
            ("重开日期", self.reopened_on, "完成日期", self.completed_on),
            ("再次完成日期", self.completed_again_on, "重开日期", self.reopened_on),
            ("撤销日期", self.annulled_on, "确认日期", self.confirmed_on),
        )
        for column, on, before_column, before_on in pairs:
            if on is None or before_column in unread:
                continue
            if before_on is None:
                yield column, f"有{column}就应有{before_column}"
            elif on < before_on:
                yield column, f"{column}不应早于{before_column}（{chinese_day(before_on)}）"


def life_of(steps: Iterable[ProblemStep]) -> Life | None:
    """The row that tells these steps; of several turns it keeps the first and the last."""
    ordered = sorted(steps, key=lambda step: (step.on, step.seq))
    by_kind: dict[ProblemStepKind, list[int]] = {kind: [] for kind in ProblemStepKind}
    for place, step in enumerate(ordered):
        by_kind[step.kind].append(place)
    if not by_kind[ProblemStepKind.CONFIRM]:
        return None
    done, again = by_kind[ProblemStepKind.COMPLETE], by_kind[ProblemStepKind.REOPEN]
    done_again = [place for place in done if again and place > again[-1]]

    def day(places: list[int]) -> date | None:
        return ordered[places[0]].on if places else None

    return Life(
        confirmed_on=ordered[by_kind[ProblemStepKind.CONFIRM][0]].on,
        completed_on=day(done),
        reopened_on=day(again[-1:]),
        completed_again_on=day(done_again[-1:]),
        annulled_on=day(by_kind[ProblemStepKind.ANNUL]),
    )
