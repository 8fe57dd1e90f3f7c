"""How a company leaves a community, and how its owners decide that it shall (DOMAIN 3.3)."""

from tingban.rules.exits.kinds import (
    COUNTED_KINDS,
    EXIT_KINDS,
    EXIT_LABELS,
    ExitKind,
    ExitStepKind,
    counts,
)

__all__ = [
    "COUNTED_KINDS",
    "EXIT_KINDS",
    "EXIT_LABELS",
    "ExitKind",
    "ExitStepKind",
    "counts",
]
