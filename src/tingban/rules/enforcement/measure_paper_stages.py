"""Which papers of level cases, transfers and exposures are made in which stage (DOMAIN 8.2)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages

_L, _T, _X = level_stages.Stage, transfer_stages.Stage, exposure_stages.Stage
_POSTER: Final = (level_stages.POSTER,)
_URGING: Final = (transfer_stages.URGING,)
LEVEL_DUE: Final[Mapping[str, tuple[str, ...]]] = {
    _L.BEGUN: (),
    _L.RATED: (level_stages.NOTICE,),
    _L.TOLD: (),
    _L.HEARD: (),
    _L.DRAFTED: (level_stages.DECISION,),
    # A level that stays is posted without a letter.
    _L.DECIDED: (level_stages.LETTER, *_POSTER),
    _L.WRITTEN: _POSTER,
    _L.ANSWERED: _POSTER,
    _L.POSTED: (),
    _L.CLOSED: (),
    _L.REVOKED: (),
    _L.STOPPED: (),
}
# The sheets show of the letters the one that fits what is handed over.
TRANSFER_DUE: Final[Mapping[str, tuple[str, ...]]] = {
    _T.DRAFT: (),
    _T.APPROVED: (
        transfer_stages.LETTER, transfer_stages.SEALED_LETTER, transfer_stages.CRIME_LETTER,
        transfer_stages.JOINT_LETTER,
    ),
    _T.SENT: _URGING,
    _T.ACCEPTED: _URGING,
    _T.FILED: _URGING,
    _T.DECLINED: (),
    _T.NOT_FILED: (),
    _T.REVIEWING: _URGING,
    _T.UPHELD: (),
    _T.WATCHED: _URGING,
    _T.RESULT: (),
    _T.CLOSED: (),
    _T.KEPT_BACK: (),
    _T.DROPPED: (),
}  # fmt: skip
EXPOSURE_DUE: Final[Mapping[str, tuple[str, ...]]] = {
    _X.CHOSEN: (),
    _X.CHECKED: (),
    _X.REVIEWED: (),
    _X.CRITICISM: (),
    _X.REDACTED: (exposure_stages.NOTICE,),
    _X.TOLD: (),
    _X.HEARD: (exposure_stages.CASE_TEXT,),
    _X.SIGNED: (),
    _X.PUBLISHED: (),
    _X.WITHDRAWN: (),
    _X.DROPPED: (),
}
