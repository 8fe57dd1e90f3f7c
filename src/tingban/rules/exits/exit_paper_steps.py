"""For which step each paper of an exit is signed (DOMAIN 3.3, 8.2).

Not listed are 退出移交清单, printed while it is kept, and 业主共同决定 on who takes over:
they lack their facts as long as there is no list and no vote.
"""

from typing import Final

from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import Act
from tingban.rules.rectification.paper_steps import SignedFor, Table

SIGNED_FOR: Final[Table] = {
    "exits.assessment": SignedFor(Act.START),
    "exits.guidance": SignedFor(Act.GUIDE),
    "exits.meeting_notice": SignedFor(Act.ANNOUNCE),
    "exits.ballot_form": SignedFor(Act.ANNOUNCE),
    # Owners may seal their decision after it was entered.
    "exits.decision": SignedFor(Act.DECIDE, is_record=True),
    "exits.dismissal": SignedFor(Act.SERVE_NOTICE),
    "exits.not_renewing": SignedFor(Act.SERVE_NOTICE),
    "exits.emergency": SignedFor(Act.EMERGENCY),
    # Its own term is asked of the letter while it is written (`lacking`).
    "exits.demand": SignedFor(Act.URGE, without=frozenset({GuardKey.DEMAND_TERM})),
    "exits.suit_guidance": SignedFor(Act.GUIDE_SUIT),
    "exits.confirmation": SignedFor(Act.COMPLETE),
    "exits.conclusion": SignedFor(Act.CLOSE),
}
