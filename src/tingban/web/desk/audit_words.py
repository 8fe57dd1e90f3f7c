"""What the log's changes are called: the log keeps codes, the auditor reads words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from tingban.reads.audit.log import Change, LogLine
from tingban.reads.overview.flows import FLOWS
from tingban.rules import enforcement, exits, inspections
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.complaints import kinds as complaints
from tingban.rules.complaints import stages as cases
from tingban.rules.complaints.sources import SOURCE_LABELS as CASE_SOURCES
from tingban.rules.documents import sharing
from tingban.rules.documents.service import WAY_LABELS
from tingban.rules.rectification import CATEGORY_LABELS, SUB_ACT_BY_CODE
from tingban.rules.rectification import kinds as rectification
from tingban.rules.rectification.stages import MEASURE_LABELS
from tingban.rules.rectification.steps import STATE_LABELS as PROBLEM_STATES
from tingban.rules.registry import kinds as registry
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.steps import STATE_LABELS as REPORT_STATES

_AREAS: Final = {code: area.name for code, area in AREA_BY_CODE.items()}
# Field → words of its values, whatever the entry is about.
_ANYWHERE: Final[Mapping[str, Mapping[Any, str]]] = {
    "category": CATEGORY_LABELS,
    "acts": {code: act.label for code, act in SUB_ACT_BY_CODE.items()},
    "area": _AREAS,
    "county": _AREAS,
    "unit": _AREAS,
    "told_area": _AREAS,
}
# Whatever may have files.
_WITH_FILES: Final = (
    *(kind.value for kind in sharing.SubjectKind),
    *(flow.subject for flow in FLOWS),
)
# Subject's kind and field → words of the values.
_VALUES: Final[Mapping[tuple[str, str], Mapping[Any, str]]] = {
    ("visit", "kind"): inspections.VISIT_LABELS,
    ("visit", "level"): inspections.LEVEL_LABELS,
    ("mission", "level"): inspections.LEVEL_LABELS,
    ("problem", "source"): rectification.SOURCE_LABELS,
    ("problem", "kind"): rectification.PROBLEM_STEP_LABELS,
    ("problem", "state"): PROBLEM_STATES,
    ("problem", "measures"): MEASURE_LABELS,
    ("problem", "way"): WAY_LABELS,
    ("order", "kind"): rectification.ORDER_STEP_LABELS,
    ("order", "way"): WAY_LABELS,
    ("case", "standing"): complaints.STANDING_LABELS,
    ("case", "level"): complaints.ACCEPT_LABELS,
    ("case", "source"): CASE_SOURCES,
    ("case", "kind"): {**complaints.CASE_STEP_LABELS, **cases.KIND_LABELS, **cases.MERGE_LABELS},
    ("case", "urgency"): cases.URGENCY_LABELS,
    ("case", "finding"): cases.FINDING_LABELS,
    ("case", "why"): {**cases.REJECT_LABELS, **cases.SUSPEND_LABELS},
    ("case", "way"): cases.WAY_LABELS,
    ("case", "rating"): cases.RATING_LABELS,
    ("penalty", "organ"): enforcement.ORGAN_LABELS,
    ("level", "kind"): enforcement.LEVEL_LABELS,
    ("exit", "kind"): exits.EXIT_LABELS,
    ("contract", "kind"): registry.CONTRACT_LABELS,
    ("community", "management"): registry.MANAGEMENT_LABELS,
    ("community", "fee_mode"): registry.FEE_LABELS,
    ("report", "state"): REPORT_STATES,
    **{(kind, "sharing"): sharing.SHARING_LABELS for kind in _WITH_FILES},
    **{(kind, "verdict"): sharing.VERDICT_LABELS for kind in _WITH_FILES},
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
    words = _VALUES.get(key) or _ANYWHERE.get(change.name, {})
    if change.name == "cells":
        return replace(change, before=_cells(change.before), after=_cells(change.after))
    return replace(
        change,
        field=_FIELDS.get(key, change.field),
        before=_said(words, change.before),
        after=_said(words, change.after),
    )


def _said(words: Mapping[Any, str], text: str) -> str:
    """A value in words, or each piece of a list."""
    return "、".join(words.get(part, part) for part in text.split("、")) if words else text


def _cells(text: str) -> str:
    codes = re.findall(r"[A-E]\d\d", text)
    return "、".join(CELL_BY_CODE[code].title for code in codes if code in CELL_BY_CODE)
