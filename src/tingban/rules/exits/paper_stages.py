"""Which papers of an exit are made in which stage (DOMAIN 3.3, column `document`)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.exits.exit_stages import Stage

_LIST: Final = ("exits.handover_list", "exits.confirmation")
# 终止结论 belongs to no stage: it stands behind the others in all of them.
DUE_PAPERS: Final[Mapping[str, tuple[str, ...]]] = {
    Stage.X0: ("exits.assessment",),
    Stage.X1: ("exits.guidance",),
    Stage.X2: ("exits.meeting_notice", "exits.ballot_form", "exits.guidance"),
    Stage.X3: (),
    Stage.X4: ("exits.decision",),
    Stage.X5: ("exits.dismissal", "exits.not_renewing"),
    Stage.X6: ("exits.succession",),
    Stage.X7: ("exits.succession", "exits.emergency"),
    Stage.X8: _LIST,
    Stage.X9: (),
    Stage.X10: ("exits.demand",),
    Stage.X11: ("exits.suit_guidance",),
    Stage.X12: _LIST,
    Stage.X13: _LIST,
    Stage.XC: (),
}
