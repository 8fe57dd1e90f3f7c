"""Cases from receipt to 办结 (DOMAIN 2.1, 3.1, 6.4)."""

from tingban.rules.complaints.kinds import (
    ACCEPT_LABELS,
    CASE_STEP_LABELS,
    CONTACT_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    AcceptLevel,
    CaseStepKind,
    ContactKind,
    Source,
    Standing,
)

__all__ = [
    "ACCEPT_LABELS",
    "CASE_STEP_LABELS",
    "CONTACT_LABELS",
    "SOURCE_LABELS",
    "STANDING_LABELS",
    "AcceptLevel",
    "CaseStepKind",
    "ContactKind",
    "Source",
    "Standing",
]
