"""企业退出 as one table (DOMAIN 3.3, X0…X13, XC; ADR 0003). Pages, acts, tests and docs read it.

What the owners do is done by them, or entered for them by the street or the bureau: most owners'
bodies keep paper.
"""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_guards import GUARDS
from tingban.rules.exits.exit_stages import (
    ACT_LABELS,
    BEFORE_NOTICE,
    OPEN,
    STAGE_LABELS,
    SUCCESSION,
    Act,
    Stage,
)
from tingban.rules.rectification.course import Course

_A, _G, _S = Act, GuardKey, Stage
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
_OFFICERS: Final = _CLERKS | seats(Side.KEEPER, Role.C_ENF)
_STREET: Final = seats(Side.STREET, Role.STR)
_OWNERS: Final = seats(Side.OWNERS, Role.OWN)
_ALL: Final = _OWNERS | _STREET | _CLERKS
_VOTE: Final = (_G.COUNTED, _G.WITNESSED, _G.QUORUM, _G.MAJORITY, _G.POSTED)
# An objection may have opened the count again since the decision: then it is posted anew.
_RESULT: Final = (_G.COUNTED, _G.QUORUM, _G.MAJORITY, _G.POSTED)
_NOTICE: Final = (
    *_RESULT, _G.NOTICE_PAPER, _G.SERVICE, _G.PROOF, _G.CLAUSE, _G.TERMINATION,
)  # fmt: skip
_GONE: Final = (_G.LIST_COMPLETE, _G.SIDES_SIGNED, _G.RECEIVER, _G.CONFIRMATION)

# What the bureau does against a company that keeps all back, also while owners are in court.
_PURSUED: Final = (_S.X11, _S.X12, _S.X13)


def _stay(*stages: Stage) -> tuple[tuple[str | None, str], ...]:
    return tuple((stage, stage) for stage in stages)


STEPS: Final[tuple[Step, ...]] = (
    *steps(
        "X0", _A.OPEN_TRIGGER, _CLERKS, (None, _S.X0),
        guards=(_G.GROUNDS,), deadline="X0", document="退出风险研判表",
    ),
    *steps("X1", _A.OPEN_OWNERS, _CLERKS, (None, _S.X1)),
    *steps("947Ⅰ、948", _A.OPEN_EXPIRY, _CLERKS, (None, _S.X1), guards=(_G.CONTRACT_END,)),
    *steps(
        "947Ⅱ", _A.OPEN_NOT_RENEWING, _CLERKS, (None, _S.X7),
        guards=(_G.NOTICE_90, _G.CLAUSE), deadline="DL-21b",
    ),
    *steps(
        "948", _A.OPEN_INDEFINITE, _CLERKS, (None, _S.X6),
        guards=(_G.NOTICE_60, _G.CLAUSE), deadline="DL-21",
    ),
    *steps("940", _A.OPEN_REPLACED, _CLERKS, (None, _S.X7), guards=(_G.REPLACEMENT,)),
    *steps("X7", _A.OPEN_ABANDONED, _CLERKS, (None, _S.X7), guards=(_G.LEFT,)),
    *steps(
        "X0", _A.GIVE_OPINION, _STREET | _CLERKS, *_stay(_S.X0), guards=(_G.OPINION_PAPER,),
        document="街道意见",
    ),
    *steps(
        "X0", _A.START, _HEADS, (_S.X0, _S.X1),
        guards=(_G.STREET_HEARD, _G.ASSESSED), deadline="X0", document="退出风险研判表",
    ),
    *steps(
        "X1", _A.GUIDE, _STREET | _CLERKS, *_stay(*BEFORE_NOTICE),
        guards=(_G.GUIDED,), document="指导意见书",
    ),
    *steps(
        "X1", _A.CONVENE, _ALL, (_S.X1, _S.X2), guards=(_G.CONVENER, _G.MANDATE),
    ),
    *steps(
        "X2", _A.ANNOUNCE, _ALL, *_stay(_S.X2),
        guards=(_G.ROLL_FROZEN, _G.MEETING_DAY, _G.COMMITTEE_TOLD, _G.MEETING_PAPERS),
        deadline="DL-20", document="业主大会会议通知、表决票样、业主清册",
    ),
    *steps(
        "X2", _A.OPEN_VOTE, _ALL, (_S.X2, _S.X3),
        guards=(_G.ANNOUNCED, _G.NOTICE_RUN, _G.ROLL_FROZEN), deadline="DL-20",
    ),
    *steps("X3", _A.CLOSE_VOTE, _ALL, (_S.X3, _S.X4), guards=(_G.VOTE_OVER,), deadline="X3"),
    *steps("X4", _A.RETRY, _STREET | _CLERKS, (_S.X4, _S.X1), guards=(_G.NOT_PASSED, _G.REASON)),
    *steps(
        "X4", _A.DECIDE, _ALL, (_S.X4, _S.X5), guards=_VOTE, deadline="X4",
        document="业主共同决定",
    ),
    *steps(
        "947Ⅰ", _A.RENEW, _ALL, (_S.X4, _S.XC), guards=(_G.RENEWAL, _G.BEFORE_EXPIRY),
        document="续订的合同",
    ),
    *steps(
        "X5", _A.SERVE_NOTICE, _ALL, (_S.X5, _S.X6), guards=_NOTICE, deadline="DL-21",
        document="解聘通知书、送达证明",
    ),
    # Served anew: a slip in what was entered, or a service that did not hold.
    *steps(
        "X5", _A.SERVE_NOTICE, _ALL, *_stay(_S.X6), guards=(*_NOTICE, _G.REASON),
        deadline="DL-21", document="解聘通知书、送达证明",
    ),
    *steps("X6", _A.CHECK_SERVICE, _STREET | _CLERKS, *_stay(_S.X6, _S.X7, _S.X8)),
    *steps(
        "X7", _A.SUCCEED, _ALL, *_stay(*SUCCESSION), guards=(_G.TAKEOVER_BASIS,),
        document="新合同",
    ),
    *steps(
        "X7", _A.INSPECT, _ALL, *_stay(*SUCCESSION), guards=(_G.TAKEOVER_SET,),
        document="承接查验协议",
    ),
    *steps(
        "X7", _A.EMERGENCY, _STREET | _CLERKS, *_stay(*SUCCESSION),
        guards=(_G.EMERGENCY_PAPER,), document="应急服务公告",
    ),
    *steps(
        "X8", _A.TERMINATE, _ALL, (_S.X6, _S.X8), (_S.X7, _S.X8),
        guards=(_G.TERM_REACHED,), deadline="DL-21", document="退出移交清单",
    ),
    *steps("X10", _A.REFUSE, _OFFICERS, (_S.X8, _S.X10), guards=(_G.REFUSED_ITEMS,)),
    *steps("X10", _A.RESUME, _OFFICERS, (_S.X10, _S.X8), guards=(_G.REASON,)),
    *steps(
        "X10", _A.URGE, _OFFICERS, *_stay(_S.X10), deadline="X10", document="催告函",
        guards=(_G.DEMAND_SERVED, _G.DEMAND_TERM, _G.SHORT_TERM),
    ),
    *steps(
        "X10", _A.ENFORCE, _OFFICERS, (_S.X10, _S.X11), guards=(_G.URGED, _G.ORDERED),
        deadline="X10", document="责令限期整改通知书",
    ),
    *steps(
        "X11", _A.LINK_PENALTY, _OFFICERS, *_stay(*_PURSUED),
        guards=(_G.DOCUMENTS_REFUSED,),
    ),
    *steps(
        "X11", _A.GUIDE_SUIT, _OFFICERS, *_stay(_S.X11), guards=(_G.SUIT_PAPER,),
        document="诉讼指导函",
    ),
    *steps(
        "X11", _A.BEGIN_PUSH, _CLERKS, *_stay(*_PURSUED), guards=(_G.K2_READY,), deadline="X11",
        document="信用推送单",
    ),
    *steps(
        "X11", _A.PUSH_CREDIT, _OFFICERS, *_stay(*_PURSUED), guards=(_G.PUSH_BEGUN,),
        deadline="X11", document="信用推送单",
    ),
    *steps(
        "X11", _A.REPORT_MARKET, _OFFICERS, *_stay(*_PURSUED), guards=(_G.MARKET_TOLD,),
        deadline="X11", document="报告函",
    ),
    # The owners' claim is their own (民法典 949): it waits for no report of the bureau.
    *steps("X12", _A.SUE, _OWNERS | _CLERKS, (_S.X11, _S.X12)),
    *steps("X12", _A.SUE, _OWNERS | _CLERKS, *_stay(_S.X12), guards=(_G.REASON,)),
    *steps(
        "X12", _A.DIARY, _CLERKS, *_stay(_S.X12, _S.X13), deadline="X12", document="跟踪记录",
    ),
    *steps("X13", _A.JUDGE, _OWNERS | _CLERKS, (_S.X12, _S.X13)),
    # Another instance may judge otherwise.
    *steps("X13", _A.JUDGE, _OWNERS | _CLERKS, *_stay(_S.X13), guards=(_G.REASON,)),
    *steps(
        "X9", _A.COMPLETE, _CLERKS, (_S.X8, _S.X9), guards=_GONE, deadline="DL-22",
        document="退出移交清单、交接确认书",
    ),
    *steps(
        "X9", _A.COMPLETE, _CLERKS, (_S.X11, _S.X9), guards=(*_GONE, _G.BOTH_REPORTED),
        document="退出移交清单、交接确认书",
    ),
    *steps(
        "X9", _A.COMPLETE, _CLERKS, (_S.X12, _S.X9), (_S.X13, _S.X9),
        guards=(*_GONE, _G.BOTH_REPORTED, _G.OUTCOME), document="退出移交清单、交接确认书",
    ),
    *steps("ADR 0004", _A.REVERT, _HEADS, (_S.X9, _S.X8), guards=(_G.REASON, _G.NOT_ARCHIVED)),
    *steps("X9", _A.ARCHIVE, _CLERKS, *_stay(_S.X9), guards=(_G.NOT_ARCHIVED,)),
    *steps(
        "XC", _A.CLOSE, _HEADS, *((stage, _S.XC) for stage in OPEN),
        guards=(_G.REASON, _G.CONCLUSION), document="终止结论",
    ),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS, *_stay(*_S),
        guards=(_G.IN_HOUSE, _G.NOTHING_RESTS, _G.NONE_BESIDE),
    ),
)  # fmt: skip

# What the forms answer; the rest is seen from the file before anything is typed.
ASKED: Final = frozenset({
    _G.GROUNDS, _G.CONTRACT_END, _G.NOTICE_90, _G.NOTICE_60, _G.REPLACEMENT, _G.LEFT, _G.CONVENER,
    _G.MANDATE, _G.MEETING_PAPERS, _G.COMMITTEE_TOLD, _G.MEETING_DAY, _G.NOTICE_PAPER, _G.SERVICE,
    _G.PROOF, _G.CLAUSE, _G.TERMINATION, _G.TAKEOVER_BASIS, _G.CONFIRMATION, _G.RECEIVER,
    _G.REFUSED_ITEMS, _G.SHORT_TERM, _G.OUTCOME, _G.REASON, _G.CONCLUSION,
})  # fmt: skip

EXIT_FLOW: Final[Machine[Course]] = Machine(
    what="退出案件", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS, asked=ASKED
)
# What lies before a step although it left the stage as it was.
RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    _A.START: frozenset({_A.GIVE_OPINION}),
    _A.OPEN_VOTE: frozenset({_A.ANNOUNCE}),
    _A.INSPECT: frozenset({_A.SUCCEED}),
    _A.ENFORCE: frozenset({_A.URGE}),
    _A.BEGIN_PUSH: frozenset({_A.URGE}),
    _A.PUSH_CREDIT: frozenset({_A.BEGIN_PUSH}),
    _A.REPORT_MARKET: frozenset({_A.BEGIN_PUSH}),
    _A.COMPLETE: frozenset({_A.PUSH_CREDIT, _A.REPORT_MARKET}),
}
# The act that leads on from a stage.
MAIN: Final = {
    _S.X0: _A.START,
    _S.X1: _A.CONVENE,
    _S.X2: _A.OPEN_VOTE,
    _S.X3: _A.CLOSE_VOTE,
    _S.X4: _A.DECIDE,
    _S.X5: _A.SERVE_NOTICE,
    _S.X6: _A.TERMINATE,
    _S.X7: _A.TERMINATE,
    _S.X8: _A.COMPLETE,
    _S.X9: _A.ARCHIVE,
    _S.X10: _A.ENFORCE,
    _S.X11: _A.SUE,
    _S.X12: _A.JUDGE,
    _S.X13: _A.COMPLETE,
}
