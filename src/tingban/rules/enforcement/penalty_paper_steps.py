"""For which step each paper of a penalty case is signed (DOMAIN 3.2, branch b; 8.2).

Not listed are the records of what was done: 笔录, 调查终结报告, 审核、复核意见, 讨论记录; they lack
their facts as long as it was not done. Once it is decided no more of them are signed: what a
decision rests on lies before it (行政处罚法 54, 57, 65).
"""

from collections.abc import Mapping
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_stages import PAPER_LABELS, Act, PaperKey
from tingban.rules.rectification.course import Course
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
_INQUIRY: Final = frozenset({
    PaperKey.INSPECTION, PaperKey.INTERVIEW, PaperKey.REPORT, PaperKey.HEARING_RECORD,
})  # fmt: skip
# The records that a decision of this kind waits for, and so cannot follow it.
_RESTED_ON: Final[Mapping[Act, frozenset[PaperKey]]] = {
    Act.DECIDE: _INQUIRY | {PaperKey.REVIEW, PaperKey.PLEA, PaperKey.DISCUSSION},
    Act.SPARE: _INQUIRY,
}
_DECIDED: Final[Mapping[Act, str]] = {Act.DECIDE: "处罚决定", Act.SPARE: "不予处罚决定"}
# Who is not fined has nothing that a head could revoke.
_OTHERWISE: Final[Mapping[Act, str]] = {Act.DECIDE: "决定确有错误的，由负责人撤销。"}


def too_late(key: str, now: Course) -> str:
    """Why a record is not signed any more; "" where it may be, and for all other papers."""
    for act, records in _RESTED_ON.items():
        on = now.day_of(act)
        if on is None or key not in records:
            continue
        title = PAPER_LABELS[PaperKey(key)]
        return (
            f"{_DECIDED[act]}已于 {chinese_day(on)}作出，不能再签《{title}》：决定依据的笔录、"
            "报告和意见应当在决定以前制作、签字（行政处罚法第五十四条、第五十七条、第六十五条），"
            f"以后签的不是它的依据。{_OTHERWISE.get(act, '')}"
        )
    return ""
