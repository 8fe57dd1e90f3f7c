"""What the log's changes are called: the log keeps codes, the auditor reads words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from tingban.reads.audit.log import Change, LogLine
from tingban.rules import enforcement, exits, inspections
from tingban.rules.complaints import kinds as complaints
from tingban.rules.complaints.sources import SOURCE_LABELS as CASE_SOURCES
from tingban.rules.documents import sharing
from tingban.rules.rectification import kinds as rectification
from tingban.rules.rectification.steps import STATE_LABELS as PROBLEM_STATES
from tingban.rules.registry import kinds as registry
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.steps import STATE_LABELS as REPORT_STATES

# Subject's kind and field → words of the values.
_VALUES: Final[Mapping[tuple[str, str], Mapping[Any, str]]] = {
    ("visit", "kind"): inspections.VISIT_LABELS,
    ("visit", "level"): inspections.LEVEL_LABELS,
    ("mission", "level"): inspections.LEVEL_LABELS,
    ("problem", "source"): rectification.SOURCE_LABELS,
    ("problem", "kind"): rectification.PROBLEM_STEP_LABELS,
    ("problem", "state"): PROBLEM_STATES,
    ("order", "kind"): rectification.ORDER_STEP_LABELS,
    ("case", "standing"): complaints.STANDING_LABELS,
    ("case", "level"): complaints.ACCEPT_LABELS,
    ("case", "source"): CASE_SOURCES,
    ("case", "kind"): complaints.CASE_STEP_LABELS,
    ("penalty", "organ"): enforcement.ORGAN_LABELS,
    ("level", "kind"): enforcement.LEVEL_LABELS,
    ("exit", "kind"): exits.EXIT_LABELS,
    ("contract", "kind"): registry.CONTRACT_LABELS,
    ("community", "management"): registry.MANAGEMENT_LABELS,
    ("community", "fee_mode"): registry.FEE_LABELS,
    ("report", "state"): REPORT_STATES,
    **{(kind.value, "sharing"): sharing.SHARING_LABELS for kind in sharing.SubjectKind},
    **{(kind.value, "verdict"): sharing.VERDICT_LABELS for kind in sharing.SubjectKind},
}
# One name of a field stands for another thing here.
_FIELDS: Final[Mapping[tuple[str, str], str]] = {
    ("visit", "level"): "组织层级",
    ("mission", "level"): "组织层级",
    ("case", "level"): "受理层级",
}


def in_words(line: LogLine) -> LogLine:
    """The line with its fields and values as the pages call them."""
    return replace(line, changes=tuple(_worded(line.kind, change) for change in line.changes))


def _worded(kind: str, change: Change) -> Change:
    key = (kind, change.name)
    words = _VALUES.get(key, {})
    if change.name == "cells":
        return replace(change, before=_cells(change.before), after=_cells(change.after))
    return replace(
        change,
        field=_FIELDS.get(key, change.field),
        before=words.get(change.before, change.before),
        after=words.get(change.after, change.after),
    )


def _cells(text: str) -> str:
    codes = re.findall(r"[A-E]\d\d", text)
    return "、".join(CELL_BY_CODE[code].title for code in codes if code in CELL_BY_CODE)
