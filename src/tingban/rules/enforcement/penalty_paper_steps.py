"""For which step each paper of a penalty case is signed (DOMAIN 3.2, branch b; 8.2).

Not listed are the records of what was done: 笔录, 调查终结报告, 审核、复核意见, 讨论记录; they lack
their facts as long as it was not done.
"""

from typing import Final

from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_stages import Act, PaperKey
from tingban.rules.rectification.paper_steps import SignedFor, Table

_G: Final = GuardKey
# Facts and levers, proposed before and still so (行政处罚法 44).
_PENALTY: Final = (
    _G.COMPETENT,
    _G.ARTICLES,
    _G.KINDS,
    _G.RANGE,
    _G.LENIENT,
    _G.ORDERED,
    _G.NOT_TWICE,
)
_TOLD: Final = SignedFor(Act.NOTIFY, also=(*_PENALTY, _G.HEARING_RIGHT))
SIGNED_FOR: Final[Table] = {
    PaperKey.FILING: SignedFor(Act.FILE),
    PaperKey.SPOT: SignedFor(Act.DECIDE_ON_SPOT),
    PaperKey.KEEPING: SignedFor(Act.RELEASE),
    PaperKey.NOTICE: _TOLD,
    PaperKey.HEARING_RIGHT: _TOLD,
    # The day of the hearing lies ahead of its notice.
    PaperKey.HEARING: SignedFor(Act.HOLD_HEARING, without=frozenset({_G.HELD_THEN})),
    PaperKey.DECISION: SignedFor(Act.DECIDE, also=(*_PENALTY, _G.NOT_HEAVIER)),
    PaperKey.SPARING: SignedFor(Act.SPARE),
    PaperKey.DEFERRAL: SignedFor(Act.DEFER, is_record=True),
    PaperKey.URGING: SignedFor(Act.URGE),
    PaperKey.COURT: SignedFor(Act.APPLY_COURT),
    PaperKey.CLOSING: SignedFor(Act.CLOSE),
}
