"""Kinds of rectification facts: problems, their sources and steps, orders."""

from enum import StrEnum
from typing import Final

from tingban.kit.words import Vocabulary
from tingban.rules.inspections import VisitKind


class ProblemSource(StrEnum):
    """Where a problem came to light."""

    SURVEY = "survey"
    COMPLAINT = "complaint"
    SUPERVISION = "supervision"
    OPINION = "opinion"
    ASSIGNED = "assigned"


SOURCE_LABELS: Final[dict[ProblemSource, str]] = {
    ProblemSource.SURVEY: "排查",
    ProblemSource.COMPLAINT: "投诉举报",
    ProblemSource.SUPERVISION: "督导检查",
    ProblemSource.OPINION: "舆情",
    ProblemSource.ASSIGNED: "上级交办",
}
PROBLEM_SOURCES: Final = Vocabulary(
    SOURCE_LABELS,
    also={
        ProblemSource.SURVEY: ("全面排查", "排查发现"),
        ProblemSource.COMPLAINT: ("投诉", "举报", "投诉(举报)", "投诉、举报"),
        ProblemSource.SUPERVISION: ("督导", "督导发现", "督导检查发现"),
        ProblemSource.OPINION: ("媒体", "媒体舆情", "网络舆情"),
        ProblemSource.ASSIGNED: ("交办", "上级转办", "省厅交办", "市局交办"),
    },
)


# Where a problem came to light that was found on a visit; most clues are complaints.
SOURCE_OF_VISIT: Final[dict[VisitKind, ProblemSource]] = {
    VisitKind.SELF: ProblemSource.SURVEY,
    VisitKind.SURVEY: ProblemSource.SURVEY,
    VisitKind.VERIFY: ProblemSource.COMPLAINT,
    VisitKind.SUPERVISE: ProblemSource.SUPERVISION,
    VisitKind.RECHECK: ProblemSource.SURVEY,
}


class ProblemStepKind(StrEnum):
    """Dated acts in the life of a problem."""

    CONFIRM = "confirm"
    COMPLETE = "complete"
    REOPEN = "reopen"
    ANNUL = "annul"


PROBLEM_STEP_LABELS: Final[dict[ProblemStepKind, str]] = {
    ProblemStepKind.CONFIRM: "确认",
    ProblemStepKind.COMPLETE: "完成",
    ProblemStepKind.REOPEN: "重开",
    ProblemStepKind.ANNUL: "撤销",
}


class OrderStepKind(StrEnum):
    """Dated acts in the life of a rectification order."""

    SERVE = "serve"
    WITHDRAW = "withdraw"


ORDER_STEP_LABELS: Final[dict[OrderStepKind, str]] = {
    OrderStepKind.SERVE: "送达",
    OrderStepKind.WITHDRAW: "撤回",
}
