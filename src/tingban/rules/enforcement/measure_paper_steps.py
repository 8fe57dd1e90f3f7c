"""For which step each paper of a level case, transfer, exposure or push is signed (DOMAIN 8.2)."""

from typing import Final

from tingban.rules.enforcement import exposure_stages, level_stages, transfer_stages
from tingban.rules.enforcement.credit_papers import MARKET_LETTER, PUSH_SLIP
from tingban.rules.enforcement.credit_stages import CreditAct
from tingban.rules.enforcement.transfer_fields import UrgingWay
from tingban.rules.enforcement.transfer_guards import Guard
from tingban.rules.rectification.paper_steps import SignedFor, Table

_LEVEL: Final = level_stages.Act
LEVELS_FOR: Final[Table] = {
    level_stages.NOTICE: SignedFor(_LEVEL.TELL),
    level_stages.DECISION: SignedFor(_LEVEL.DECIDE),
    level_stages.LETTER: SignedFor(_LEVEL.WRITE),
    level_stages.POSTER: SignedFor(_LEVEL.POST),
}
EXPOSURES_FOR: Final[Table] = {
    exposure_stages.NOTICE: SignedFor(exposure_stages.Act.TELL),
    exposure_stages.CASE_TEXT: SignedFor(exposure_stages.Act.SIGN),
}
_SENT: Final = SignedFor(transfer_stages.Act.SEND)
TRANSFERS_FOR: Final[Table] = {
    transfer_stages.LETTER: _SENT,
    transfer_stages.SEALED_LETTER: _SENT,
    transfer_stages.CRIME_LETTER: _SENT,
    transfer_stages.JOINT_LETTER: _SENT,
    transfer_stages.URGING: SignedFor(
        transfer_stages.Act.URGE, also=(Guard.URGING,), told={"way": UrgingWay.LETTER.value}
    ),
}
CREDIT_FOR: Final[Table] = {
    PUSH_SLIP: SignedFor(CreditAct.SEND),
    MARKET_LETTER: SignedFor(CreditAct.REPORT_MARKET),
}
