"""The branches of an escalated problem on its card: since when, by whom, what came of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from tingban.reads.overview.measures import Outcome, Running
from tingban.rules.actors import Role
from tingban.rules.rectification.stages import MEASURE_LABELS
from tingban.web.desk.proceeding_kinds import KINDS
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
    """One branch in words; `begin` leads to the page that opens its proceeding."""

    label: str
    running: Running
    results: tuple[Result, ...]
    begin: str = ""


def measure_lines(measures: tuple[Running, ...], *, number: str, role: Role) -> list[MeasureLine]:
    """Those that run first, as they were read."""
    return [
        MeasureLine(
            MEASURE_LABELS[it.branch.kind],
            it,
            tuple(map(_result, (*it.opened, *it.outcomes))),
            _begin(it, number, role),
        )
        for it in measures
    ]


def _begin(running: Running, number: str, role: Role) -> str:
    """Where its proceeding is opened; empty where one runs or somebody else opens it."""
    if running.opened or running.branch.ended_on:
        return ""
    kinds = (kind for kind in KINDS if kind.flow.measure is running.branch.kind)
    kind = next((kind for kind in kinds if role in kind.openers), None)
    return f"{reverse(f'desk:{kind.name}_add')}?problem={number}" if kind else ""


def _result(outcome: Outcome) -> Result:
    label = outcome.document or _UNNUMBERED[outcome.topic]
    return Result(label, places.card(outcome.topic, outcome.key), outcome.on, outcome.note)
