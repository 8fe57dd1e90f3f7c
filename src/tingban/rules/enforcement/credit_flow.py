"""The way of a credit push as one table (DOMAIN 7.2, 7.3; ADR 0003)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import CLOCK, Machine, Side, Step, seats, steps
from tingban.rules.enforcement.credit_guards import CREDIT_ASKED, CREDIT_GUARDS, CreditGuard
from tingban.rules.enforcement.credit_stages import (
    CREDIT_ACT_LABELS,
    CREDIT_STAGE_LABELS,
    CreditAct,
    CreditStage,
)
from tingban.rules.rectification.course import Course

_A, _G, _S = CreditAct, CreditGuard, CreditStage
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
_LAW: Final = seats(Side.CITY, Role.M_LAW)
_LIVING: Final = (
    _S.DUE, _S.BUILT, _S.REVIEWED, _S.SENT, _S.ACK, _S.FAILED, _S.AMENDED, _S.RECALL, _S.REPAIR,
    _S.RESTORED, _S.DROPPED,
)  # fmt: skip
# As long as the refusal is pursued at all.
_PURSUED: Final = (
    _S.DUE, _S.BUILT, _S.REVIEWED, _S.SENT, _S.ACK, _S.FAILED, _S.AMENDED,
)  # fmt: skip


def _to(end: CreditStage, *starts: CreditStage) -> tuple[tuple[str | None, str], ...]:
    return tuple((start, end) for start in starts)


def _stay(*stages: CreditStage) -> tuple[tuple[str | None, str], ...]:
    return tuple((stage, stage) for stage in stages)


CREDIT_STEPS: Final[tuple[Step, ...]] = (
    *steps("7.2", _A.OPEN_PENALTY, CLOCK | _CLERKS, (None, _S.DUE), guards=(_G.DECIDED,)),
    *steps("7.2", _A.OPEN_REFUSAL, _CLERKS, (None, _S.DUE)),
    *steps(
        "7.1", _A.BUILD, _CLERKS, *_to(_S.BUILT, _S.DUE, _S.BUILT),
        guards=(_G.STANDS, _G.WHOLE, _G.GROUNDS), deadline="DL-26",
    ),
    *steps(
        "7.2", _A.REVIEW, _LAW, (_S.BUILT, _S.REVIEWED),
        guards=(_G.STANDS, _G.NOT_BUILDER, _G.CATALOGUED), deadline="DL-26",
    ),
    *steps(
        "7.2", _A.REVIEW, _LAW, (_S.AMENDED, _S.REVIEWED),
        guards=(_G.STANDS, _G.NOT_BUILDER, _G.MENDED, _G.CATALOGUED),
    ),
    *steps(
        "7.2", _A.SEND_BACK, _LAW, (_S.BUILT, _S.DUE), (_S.AMENDED, _S.AMENDED),
        guards=(_G.REASON,),
    ),
    *steps(
        "7.2", _A.SEND, _CLERKS, (_S.REVIEWED, _S.SENT), guards=(_G.STANDS, _G.SLIP),
        deadline="DL-26", document="信用推送单",
    ),
    *steps("7.2", _A.DELIVER, CLOCK, *_stay(_S.SENT)),
    *steps("7.2", _A.FAIL, CLOCK, (_S.SENT, _S.FAILED), guards=(_G.REASON,)),
    *steps("7.2", _A.REFUSE, _CLERKS, (_S.SENT, _S.FAILED), guards=(_G.REASON,)),
    *steps("7.2", _A.RETRY, _CLERKS, (_S.FAILED, _S.SENT), guards=(_G.STANDS,)),
    *steps("7.2", _A.HAND_IN, _CLERKS, (_S.FAILED, _S.SENT), guards=(_G.STANDS,)),
    *steps("7.2", _A.ACKNOWLEDGE, _CLERKS, (_S.SENT, _S.ACK), deadline="7.2"),
    *steps(
        "7.2", _A.AMEND, _CLERKS, *_to(_S.AMENDED, _S.ACK, _S.FAILED, _S.AMENDED, _S.WITHDRAWN),
        guards=(_G.STANDS, _G.REASON, _G.WHOLE, _G.GROUNDS),
    ),
    # A fact that became known later: what was written or reviewed without it is so anew.
    *steps(
        "7.2", _A.ADD_DECISION, _CLERKS, *_to(_S.DUE, _S.DUE, _S.BUILT, _S.REVIEWED),
        *_to(_S.AMENDED, _S.ACK, _S.FAILED, _S.AMENDED),
        guards=(_G.UNDATED, _G.DATED_WELL, _G.REASON),
    ),
    *steps(
        "DL-27", _A.RECALL, CLOCK | _HEADS,
        *_to(_S.RECALL, _S.SENT, _S.ACK, _S.REPAIR), guards=(_G.REASON,),
    ),
    *steps(
        "DL-27", _A.RECALL, CLOCK | _HEADS,
        *_to(_S.RECALL, _S.FAILED, _S.AMENDED, _S.REVIEWED), guards=(_G.EVER_OUT, _G.REASON),
    ),
    *steps("DL-27", _A.WITHDRAW, _CLERKS, (_S.RECALL, _S.WITHDRAWN), deadline="DL-27"),
    *steps(
        "7.3", _A.ASK_REPAIR, _CLERKS, (_S.ACK, _S.REPAIR),
        guards=(_G.SHOWN_LONG_ENOUGH, _G.FULFILLED),
    ),
    *steps("7.3", _A.OPINE, _HEADS, *_stay(_S.REPAIR)),
    *steps("7.3", _A.REFUSE_REPAIR, _CLERKS, (_S.REPAIR, _S.ACK), guards=(_G.REASON,)),
    *steps("7.3", _A.RESTORE, _CLERKS, (_S.REPAIR, _S.RESTORED), guards=(_G.AGREED,)),
    *steps("7.3", _A.TAKE_OFF, _CLERKS, (_S.RESTORED, _S.REPAIRED), deadline="7.3"),
    *steps(
        "X11", _A.REPORT_MARKET, _CLERKS, *_stay(*_PURSUED),
        guards=(_G.OF_REFUSAL, _G.LETTER), document="报告函",
    ),
    *steps(
        "X11", _A.MARKET_RECEIPT, _CLERKS, *_stay(*_PURSUED),
        guards=(_G.OF_REFUSAL, _G.REPORTED),
    ),
    *steps(
        "7.2", _A.DROP, CLOCK | _HEADS,
        *_to(_S.DROPPED, _S.DUE, _S.BUILT, _S.REVIEWED, _S.FAILED, _S.AMENDED),
        guards=(_G.NEVER_OUT, _G.REASON),
    ),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS | _LAW, *_stay(*_LIVING), guards=(_G.OWN_STEP, _G.REASON),
    ),
)  # fmt: skip

CREDIT_FLOW: Final[Machine[Course]] = Machine(
    what="信用推送",
    states=CREDIT_STAGE_LABELS,
    acts=CREDIT_ACT_LABELS,
    guards=CREDIT_GUARDS,
    rows=CREDIT_STEPS,
    asked=CREDIT_ASKED,
)
# The act that leads on.
CREDIT_MAIN: Final[Mapping[str, str]] = {
    _S.DUE: _A.BUILD,
    _S.BUILT: _A.REVIEW,
    _S.REVIEWED: _A.SEND,
    _S.SENT: _A.ACKNOWLEDGE,
    _S.FAILED: _A.RETRY,
    _S.AMENDED: _A.REVIEW,
    _S.RECALL: _A.WITHDRAW,
    _S.REPAIR: _A.RESTORE,
    _S.RESTORED: _A.TAKE_OFF,
}
# What lies before a step although it left the stage as it was, or the clock took it.
CREDIT_RESTS_ON: Final[Mapping[str, frozenset[str]]] = {
    _A.REVIEW: frozenset({_A.BUILD, _A.AMEND, _A.ADD_DECISION}),
    _A.WITHDRAW: frozenset({_A.RECALL}),
    _A.RESTORE: frozenset({_A.OPINE}),
    _A.MARKET_RECEIPT: frozenset({_A.REPORT_MARKET}),
}
