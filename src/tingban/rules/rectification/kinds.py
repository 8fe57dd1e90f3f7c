"""Kinds of rectification facts: problems, their sources and steps, orders."""

from enum import StrEnum
from typing import Final


class Category(StrEnum):
    """The seven categories and the residual one; codes are stable for ever (DOMAIN 1.1)."""

    CAT_1 = "CAT-1"
    CAT_2 = "CAT-2"
    CAT_3 = "CAT-3"
    CAT_4 = "CAT-4"
    CAT_5 = "CAT-5"
    CAT_6 = "CAT-6"
    CAT_7 = "CAT-7"
    CAT_9 = "CAT-9"


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
