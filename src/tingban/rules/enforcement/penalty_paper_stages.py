"""Which papers of a penalty case are made in which stage (DOMAIN 8.2); the others stand behind."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.enforcement.penalty_stages import PaperKey, Stage

_DECIDING: Final = (
    PaperKey.REVIEW, PaperKey.PLEA, PaperKey.DISCUSSION, PaperKey.DECISION, PaperKey.SPARING,
)  # fmt: skip
DUE_PAPERS: Final[Mapping[str, tuple[str, ...]]] = {
    Stage.CLUE: (PaperKey.FILING,),
    Stage.SPOT: (PaperKey.SPOT,),
    Stage.INQUIRY: (
        PaperKey.INSPECTION, PaperKey.INTERVIEW, PaperKey.KEEPING, PaperKey.REPORT,
    ),
    Stage.CONCLUDED: (
        PaperKey.REVIEW, PaperKey.NOTICE, PaperKey.HEARING_RIGHT, PaperKey.SPARING,
    ),
    Stage.NOTICED: _DECIDING,
    Stage.HEARING: (PaperKey.HEARING, PaperKey.PLEA),
    # Its course is known when it was held.
    Stage.HEARD: (PaperKey.HEARING_RECORD, *_DECIDING),
    Stage.DECIDED: (),
    Stage.SERVED: (PaperKey.DEFERRAL, PaperKey.URGING, PaperKey.CLOSING),
    Stage.URGED: (PaperKey.DEFERRAL, PaperKey.COURT),
    Stage.COURT: (PaperKey.CLOSING,),
    Stage.PAID: (PaperKey.CLOSING,),
    Stage.SPARED: (PaperKey.CLOSING,),
    Stage.CLOSED: (),
    Stage.ARCHIVED: (),
    Stage.REVOKED: (),
    Stage.REFUSED: (),
    Stage.DROPPED: (),
    Stage.MOVED: (),
}  # fmt: skip
