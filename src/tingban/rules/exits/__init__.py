"""How a company leaves a community, and how its owners decide that it shall (DOMAIN 3.3)."""

from tingban.rules.exits.kinds import (
    COUNTED_KINDS,
    EXIT_KINDS,
    EXIT_LABELS,
    ExitKind,
    ExitStepKind,
    counts,
)
from tingban.rules.exits.vote import (
    MATTER_LABELS,
    Matter,
    MatterResult,
    Tally,
    VoteResult,
    Weight,
    item_label,
    majority_of,
    square_metres,
)

__all__ = [
    "COUNTED_KINDS",
    "EXIT_KINDS",
    "EXIT_LABELS",
    "MATTER_LABELS",
    "ExitKind",
    "ExitStepKind",
    "Matter",
    "MatterResult",
    "Tally",
    "VoteResult",
    "Weight",
    "counts",
    "item_label",
    "majority_of",
    "square_metres",
]
