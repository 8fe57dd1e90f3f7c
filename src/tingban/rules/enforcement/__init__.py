"""Level decisions, penalties, transfers and exposures: what they are and how they proceed."""

from tingban.rules.enforcement.kinds import (
    EXPOSURE_STEP_LABELS,
    LEVEL_KINDS,
    LEVEL_LABELS,
    ORGAN_LABELS,
    PENALTY_ORGANS,
    PENALTY_STEP_LABELS,
    PENALTY_TYPES,
    ExposureStepKind,
    LevelKind,
    PenaltyOrgan,
    PenaltyStepKind,
    is_no_penalty,
    penalty_types,
)

__all__ = [
    "EXPOSURE_STEP_LABELS",
    "LEVEL_KINDS",
    "LEVEL_LABELS",
    "ORGAN_LABELS",
    "PENALTY_ORGANS",
    "PENALTY_STEP_LABELS",
    "PENALTY_TYPES",
    "ExposureStepKind",
    "LevelKind",
    "PenaltyOrgan",
    "PenaltyStepKind",
    "is_no_penalty",
    "penalty_types",
]
