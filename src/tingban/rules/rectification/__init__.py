"""Problems, orders and their putting right (DOMAIN 1, 3.2)."""

from tingban.rules.rectification.kinds import (
    ORDER_STEP_LABELS,
    PROBLEM_STEP_LABELS,
    SOURCE_LABELS,
    Category,
    OrderStepKind,
    ProblemSource,
    ProblemStepKind,
)

__all__ = [
    "ORDER_STEP_LABELS",
    "PROBLEM_STEP_LABELS",
    "SOURCE_LABELS",
    "Category",
    "OrderStepKind",
    "ProblemSource",
    "ProblemStepKind",
]
