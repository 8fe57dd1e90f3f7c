"""A penalty case as one table (DOMAIN 3.2, branch b; 行政处罚法; ADR 0003, 0028).

Officers investigate, the head decides, 法规科 reviews; what the company says it may enter itself
or have entered for it. No step closes the problem that led here (T-P13).
"""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_guards import GUARDS
from tingban.rules.enforcement.penalty_stages import ACT_LABELS, STAGE_LABELS, Act, Stage
from tingban.rules.rectification.course import Course

_A, _G, _S = Act, GuardKey, Stage
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_HANDLERS: Final = seats(Side.KEEPER, Role.C_ENF, Role.C_OP, Role.M_OP)
_BUREAU: Final = _HEADS | _HANDLERS
_COUNSEL: Final = seats(Side.KEEPER, Role.M_LAW)
_COMPANY: Final = seats(Side.OWN, Role.CO)
# What the company says, by itself or on paper.
_ANSWERS: Final = _COMPANY | _HANDLERS
_BEFORE_DECISION: Final = (_S.CONCLUDED, _S.NOTICED, _S.HEARD)
_OWING: Final = (_S.SERVED, _S.URGED, _S.COURT)
_AFTER_SERVICE: Final = (*_OWING, _S.PAID, _S.CLOSED)
_PENALTY: Final = (_G.ARTICLES, _G.KINDS, _G.RANGE, _G.LENIENT, _G.ORDERED, _G.NOT_TWICE)

_DECISION: Final = (
    _G.LINKED, _G.PLEA_HEARD, _G.PLEA_ANSWERED, _G.PLEA_FOLLOWED, _G.HEARING_RECORDED,
    _G.REVIEW_PASSED, _G.DISCUSSED, _G.NOT_HEAVIER, *_PENALTY, _G.WITHIN_90, _G.DECISION_SIGNED,
)  # fmt: skip


def _stay(*stages: Stage) -> tuple[tuple[str | None, str], ...]:
    return tuple((stage, stage) for stage in stages)


def _to(end: Stage, *starts: Stage) -> tuple[tuple[str | None, str], ...]:
    return tuple((start, end) for start in starts)


_INQUIRY: Final[tuple[Step, ...]] = (
    *steps("APL-54", _A.OPEN, _BUREAU, (None, _S.CLUE), guards=(_G.PARTY, _G.FOUND)),
    *steps("APL-54", _A.REFUSE, _HEADS, (_S.CLUE, _S.REFUSED), guards=(_G.REASON,)),
    *steps(
        "APL-54", _A.FILE, _HEADS, (_S.CLUE, _S.INQUIRY),
        guards=(_G.LINKED, _G.COMPETENT, _G.NOT_BARRED, _G.OFFICERS, _G.FILING_SIGNED),
        document="行政处罚立案审批表",
    ),
    *steps(
        "APL-51", _A.PUNISH_ON_SPOT, _HANDLERS, (_S.CLUE, _S.SPOT),
        guards=(
            _G.LINKED, _G.COMPETENT, _G.NOT_BARRED, _G.SAME_DAY, _G.OFFICERS, _G.SPOT_LIMIT,
            *_PENALTY,
        ),
        document="当场行政处罚决定书",
    ),
    *steps(
        "APL-52", _A.DECIDE_ON_SPOT, _HANDLERS, (_S.SPOT, _S.SERVED),
        guards=(_G.LINKED, _G.SPOT_HANDED), document="当场行政处罚决定书",
    ),
    *steps("APL-52", _A.REPORT_COPY, _HANDLERS, *_stay(*_AFTER_SERVICE), guards=(_G.IS_SPOT,)),
    *steps(
        "APL-55", _A.INSPECT, _HANDLERS, *_stay(_S.INQUIRY),
        guards=(_G.OFFICERS, _G.SAME_OFFICERS, _G.WHEN, _G.PARTY_VIEW, _G.INSPECTION_KEPT),
        document="现场检查笔录",
    ),
    *steps(
        "APL-55", _A.INTERVIEW, _HANDLERS, *_stay(_S.INQUIRY),
        guards=(_G.OFFICERS, _G.SAME_OFFICERS, _G.WHEN, _G.INTERVIEW_KEPT), document="询问笔录",
    ),
    *steps(
        "APL-54", _A.COLLECT, _HANDLERS, *_stay(_S.INQUIRY),
        guards=(_G.OFFICERS, _G.SAME_OFFICERS),
    ),
    *steps(
        "APL-56", _A.KEEP, _HEADS, *_stay(_S.INQUIRY),
        guards=(_G.OFFICERS, _G.OF_THE_CASE, _G.NOTHING_KEPT, _G.REASON), deadline="DL-15",
        document="先行登记保存决定书",
    ),
    *steps(
        "APL-56", _A.RELEASE, _BUREAU, *_stay(_S.INQUIRY),
        guards=(_G.KEPT, _G.KEEPING_SERVED), deadline="DL-15",
    ),
    *steps(
        "APL-57", _A.CONCLUDE, _HANDLERS, (_S.INQUIRY, _S.CONCLUDED),
        guards=(_G.ANYTHING, _G.RECORDED, _G.NOTHING_KEPT), document="案件调查终结报告",
    ),
    *steps(
        "APL-57", _A.RESUME, _HEADS, *_to(_S.INQUIRY, *_BEFORE_DECISION), guards=(_G.REASON,)
    ),
    *steps(
        "APL-57", _A.DISMISS, _HEADS,
        *_to(_S.DROPPED, _S.SPOT, _S.INQUIRY, *_BEFORE_DECISION), guards=(_G.REASON,),
    ),
    *steps(
        "APL-27", _A.HAND_OVER, _HEADS,
        *_to(_S.MOVED, _S.CLUE, _S.INQUIRY, *_BEFORE_DECISION),
        guards=(_G.REASON, _G.TRANSFERRED),
    ),
)  # fmt: skip

_DECIDING: Final[tuple[Step, ...]] = (
    *steps(
        "APL-57", _A.PROPOSE, _HANDLERS, *_stay(_S.CONCLUDED),
        guards=(_G.REPORT_SIGNED, *_PENALTY, _G.HEARING_RIGHT),
    ),
    *steps(
        "APL-45", _A.PROPOSE, _HANDLERS, *_stay(_S.NOTICED, _S.HEARD),
        guards=(*_PENALTY, _G.NOT_HEAVIER),
    ),
    *steps(
        "APL-58", _A.REVIEW, _COUNSEL, *_stay(*_BEFORE_DECISION),
        guards=(_G.PROPOSED, _G.NOT_HANDLER), document="行政处罚法制审核意见书",
    ),
    *steps(
        "APL-44", _A.NOTIFY, _HANDLERS, (_S.CONCLUDED, _S.NOTICED),
        guards=(_G.PROPOSED, _G.REVIEWED, _G.NOTICE_SERVED),
        document="行政处罚事先告知书、听证告知书",
    ),
    *steps("APL-45", _A.PLEAD, _ANSWERS, *_stay(_S.NOTICED, _S.HEARING, _S.HEARD)),
    *steps(
        "APL-45", _A.ANSWER_PLEA, _HANDLERS, *_stay(_S.NOTICED, _S.HEARING, _S.HEARD),
        guards=(_G.PLEADED,), document="陈述申辩复核意见书",
    ),
    *steps("APL-62", _A.WAIVE, _ANSWERS, *_stay(_S.NOTICED)),
    *steps(
        "APL-64", _A.ASK_HEARING, _ANSWERS, (_S.NOTICED, _S.HEARING),
        guards=(_G.HEARING_OFFERED, _G.ASKED_IN_TIME), deadline="DL-16",
    ),
    *steps(
        "APL-64", _A.CALL_HEARING, _HEADS, *_stay(_S.HEARING),
        guards=(_G.HOST, _G.AHEAD), deadline="DL-16", document="行政处罚听证通知书",
    ),
    *steps(
        "APL-64", _A.HOLD_HEARING, _BUREAU, (_S.HEARING, _S.HEARD),
        guards=(_G.CALLED, _G.HELD_THEN), document="听证笔录",
    ),
    *steps("APL-64", _A.DROP_HEARING, _ANSWERS, (_S.HEARING, _S.NOTICED)),
    *steps(
        "APL-57", _A.DISCUSS, _BUREAU, *_stay(_S.NOTICED, _S.HEARD),
        guards=(_G.PROPOSED, _G.PLEA_FOLLOWED, _G.HEARING_RECORDED, _G.TWO_HEADS),
        document="案件集体讨论记录",
    ),
    *steps(
        "APL-57", _A.DECIDE, _HEADS, (_S.NOTICED, _S.DECIDED),
        guards=(_G.HEARING_SETTLED, *_DECISION), deadline="DL-14", document="行政处罚决定书",
    ),
    *steps(
        "APL-57", _A.DECIDE, _HEADS, (_S.HEARD, _S.DECIDED),
        guards=_DECISION, deadline="DL-14", document="行政处罚决定书",
    ),
    *steps(
        "APL-33", _A.SPARE, _HEADS, *_to(_S.SPARED, *_BEFORE_DECISION),
        guards=(_G.REPORT_SIGNED, _G.HEARING_RECORDED, _G.SPARABLE, _G.SPARING_SIGNED),
        deadline="DL-14", document="不予行政处罚决定书",
    ),
)  # fmt: skip

_AFTER: Final[tuple[Step, ...]] = (
    *steps(
        "APL-61", _A.SERVE, _BUREAU, (_S.DECIDED, _S.SERVED),
        guards=(_G.DECISION_SERVED,), deadline="DL-17", document="送达回证",
    ),
    *steps(
        "DL-26", _A.PUBLISH, _BUREAU, *_stay(*_AFTER_SERVICE),
        guards=(_G.NOT_PUBLIC,), deadline="DL-26",
    ),
    *steps("APL-67", _A.PAY_PART, _BUREAU, *_stay(*_OWING), guards=(_G.PART,)),
    *steps(
        "APL-67", _A.PAY_ALL, _BUREAU, *_to(_S.PAID, *_OWING),
        guards=(_G.WHOLE,), deadline="DL-18",
    ),
    *steps("APL-66", _A.ASK_DEFERRAL, _ANSWERS, *_stay(_S.SERVED, _S.URGED)),
    *steps(
        "APL-66", _A.DEFER, _HEADS, *_to(_S.SERVED, _S.SERVED, _S.URGED),
        guards=(_G.DEFERRAL_ASKED, _G.LATER), document="延期（分期）缴纳罚款决定书",
    ),
    *steps(
        "DL-19", _A.APPEAL, _BUREAU, *_stay(*_AFTER_SERVICE),
        guards=(_G.NOT_APPEALED, _G.REVIEW_FIRST), deadline="DL-19",
    ),
    *steps(
        "DL-19", _A.END_APPEAL, _BUREAU, *_stay(*_AFTER_SERVICE),
        guards=(_G.APPEALED, _G.OUTCOME),
    ),
    # What a review or a court annulled is no penalty from that day: no head decides it again.
    *steps(
        "APL-48", _A.ANNUL, _BUREAU, *_to(_S.REVOKED, *_AFTER_SERVICE), guards=(_G.APPEALED,),
    ),
    *steps(
        "AEL-54", _A.URGE, _BUREAU, (_S.SERVED, _S.URGED),
        guards=(_G.UNPAID, _G.URGING_SERVED), document="行政处罚决定履行催告书",
    ),
    *steps(
        "AEL-53", _A.APPLY_COURT, _HEADS, (_S.URGED, _S.COURT),
        guards=(_G.TEN_DAYS, _G.FINAL, _G.THREE_MONTHS, _G.COURT_SIGNED), deadline="DL-33",
        document="行政处罚强制执行申请书",
    ),
    *steps("AEL-53", _A.NOTE_COURT, _BUREAU, *_stay(_S.COURT)),
    *steps(
        "DOMAIN 8.2", _A.CLOSE, _HEADS, *_to(_S.CLOSED, _S.SERVED, _S.PAID),
        guards=(_G.NOTHING_OWED, _G.NOT_APPEALED, _G.COPY_KEPT, _G.CLOSING_SIGNED),
        document="行政处罚案件结案报告",
    ),
    *steps(
        "DOMAIN 8.2", _A.CLOSE, _HEADS, (_S.COURT, _S.CLOSED),
        guards=(_G.COURT_ENDED, _G.NOT_APPEALED, _G.CLOSING_SIGNED),
        document="行政处罚案件结案报告",
    ),
    *steps(
        "DOMAIN 8.2", _A.CLOSE, _HEADS, (_S.SPARED, _S.CLOSED),
        guards=(_G.SPARING_SERVED, _G.CLOSING_SIGNED), document="行政处罚案件结案报告",
    ),
    *steps(
        "APL-48", _A.REVOKE, _HEADS, *_to(_S.REVOKED, _S.DECIDED, *_AFTER_SERVICE, _S.ARCHIVED),
        guards=(_G.DECIDED, _G.REASON),
    ),
    *steps(
        "APL-48", _A.UNPUBLISH, _BUREAU, *_stay(*_AFTER_SERVICE, _S.REVOKED),
        guards=(_G.IS_PUBLIC,), deadline="DL-27",
    ),
    *steps(
        "DOMAIN 6.5", _A.ARCHIVE, _BUREAU, *_to(_S.ARCHIVED, _S.CLOSED, _S.REVOKED),
        guards=(_G.MADE_PUBLIC,),
    ),
    *steps(
        "ADR 0004", _A.UNDO, _BUREAU,
        *_stay(*(it for it in Stage if it not in (_S.CLUE, _S.ARCHIVED))), guards=(_G.REASON,),
    ),
)  # fmt: skip

STEPS: Final[tuple[Step, ...]] = (*_INQUIRY, *_DECIDING, *_AFTER)
# What the form of a step answers.
_ASKED: Final = frozenset(
    {
        _G.SAME_OFFICERS, _G.OF_THE_CASE, _G.PARTY_VIEW,
        _G.REASON, _G.FOUND, _G.OFFICERS, _G.WHEN, _G.SPOT_LIMIT, *_PENALTY, _G.HEARING_RIGHT,
        _G.NOT_HEAVIER, _G.HOST, _G.AHEAD, _G.TWO_HEADS, _G.SPARABLE, _G.PART, _G.WHOLE, _G.LATER,
        _G.REVIEW_FIRST, _G.OUTCOME, _G.TRANSFERRED,
    }
)  # fmt: skip
PENALTY_FLOW: Final[Machine[Course]] = Machine(
    what="处罚案件", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS,
    asked=_ASKED,
)  # fmt: skip
# What lies before a step although it left the stage as it was.
RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    _A.RELEASE: frozenset({_A.KEEP}),
    _A.CONCLUDE: frozenset({_A.INSPECT, _A.INTERVIEW, _A.COLLECT, _A.RELEASE}),
    # 45Ⅰ: what was found right is taken up in the next proposal.
    _A.PROPOSE: frozenset({_A.ANSWER_PLEA}),
    _A.REVIEW: frozenset({_A.PROPOSE}),
    _A.NOTIFY: frozenset({_A.PROPOSE, _A.REVIEW}),
    _A.ANSWER_PLEA: frozenset({_A.PLEAD}),
    _A.HOLD_HEARING: frozenset({_A.CALL_HEARING}),
    _A.DISCUSS: frozenset({_A.PROPOSE}),
    _A.DECIDE: frozenset(
        {_A.PROPOSE, _A.REVIEW, _A.PLEAD, _A.ANSWER_PLEA, _A.WAIVE, _A.DISCUSS}
    ),
    _A.DEFER: frozenset({_A.ASK_DEFERRAL}),
    _A.END_APPEAL: frozenset({_A.APPEAL}),
    _A.ANNUL: frozenset({_A.APPEAL}),
    _A.UNPUBLISH: frozenset({_A.PUBLISH, _A.END_APPEAL}),
    _A.PAY_ALL: frozenset({_A.PAY_PART}),
    _A.APPLY_COURT: frozenset({_A.END_APPEAL}),
    _A.CLOSE: frozenset({_A.REPORT_COPY, _A.PAY_PART, _A.END_APPEAL, _A.NOTE_COURT}),
    _A.ARCHIVE: frozenset({_A.PUBLISH, _A.UNPUBLISH}),
}  # fmt: skip
