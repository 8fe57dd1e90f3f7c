"""The branches of an escalated problem on its card: since when, by whom, what came of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.reads.overview.measures import Outcome, Running
from tingban.rules.rectification.stages import MEASURE_LABELS
from tingban.web.ui import places

# What stands for a row that bears no number.
_UNNUMBERED: Final = {
    "level": "等级核定", "penalty": "行政处罚", "exit": "企业退出", "exposure": "媒体曝光",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """A row of another register; `href` is its card."""

    label: str
    href: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One branch in words."""

    label: str
    running: Running
    results: tuple[Result, ...]


def measure_lines(measures: tuple[Running, ...]) -> list[MeasureLine]:
    """Those that run first, as they were read."""
    return [
        MeasureLine(MEASURE_LABELS[it.branch.kind], it, tuple(map(_result, it.outcomes)))
        for it in measures
    ]


def _result(outcome: Outcome) -> Result:
    label = outcome.document or _UNNUMBERED[outcome.topic]
    return Result(label, places.card(outcome.topic, outcome.key), outcome.on, outcome.note)
