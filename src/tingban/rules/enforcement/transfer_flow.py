"""移送 as one table (DOMAIN 3.2, branch c; T-X07; 移送规定; ADR 0003).

What the receiver answers is entered by the bureau: other organs have no workplace here.
"""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.enforcement.transfer_guards import GUARDS, Guard
from tingban.rules.enforcement.transfer_stages import (
    ACT_LABELS,
    STAGE_LABELS,
    WITH_THEM,
    Act,
    Stage,
)
from tingban.rules.rectification.course import Course

_A, _G, _S = Act, Guard, Stage
_RULE: Final = "T-P12c"
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
ASK_LIMIT: Final = "T-P12/transfer-ask"

STEPS: Final[tuple[Step, ...]] = (
    *steps(
        _RULE, _A.OPEN, _CLERKS, (None, _S.DRAFT),
        guards=(_G.RECEIVER, _G.PARTY, _G.SEALED, _G.TEAM, _G.MEASURES), document="移送审批",
    ),
    *steps(
        _RULE, _A.APPROVE, _HEADS, (_S.DRAFT, _S.APPROVED),
        guards=(_G.ON_THE_LIST, _G.APPROVED_AT), deadline="DL-28", document="移送审批",
    ),
    *steps(
        _RULE, _A.PREPARE, _CLERKS, (_S.DRAFT, _S.DRAFT), (_S.APPROVED, _S.APPROVED),
        guards=(_G.MEASURES,), document="移送材料",
    ),
    # Not to hand over is a decision too; its reason stays on record.
    *steps(
        "DL-28", _A.KEEP_BACK, _HEADS, (_S.DRAFT, _S.KEPT_BACK),
        guards=(_G.CRIME, _G.REASON), deadline="DL-28", document="不批准移送的理由",
    ),
    *steps(
        _RULE, _A.DROP, _CLERKS, (_S.DRAFT, _S.DROPPED), (_S.APPROVED, _S.DROPPED),
        guards=(_G.NOT_CRIME, _G.REASON),
    ),
    *steps(
        _RULE, _A.SEND, _CLERKS, (_S.APPROVED, _S.SENT),
        guards=(_G.PROBLEMS_STAND, _G.ON_THE_LIST, _G.LETTER, _G.ENCLOSED, _G.IN_HOURS),
        deadline="DL-28/send", document="移送函、涉嫌犯罪案件移送书、联合惩戒建议函",
    ),
    *steps(_RULE, _A.ACCEPT, _CLERKS, (_S.SENT, _S.ACCEPTED), document="受理通知"),
    *steps(_RULE, _A.DECLINE, _CLERKS, (_S.SENT, _S.DECLINED), document="不予受理通知"),
    *steps(
        _RULE, _A.FILE, _CLERKS,
        (_S.SENT, _S.FILED), (_S.ACCEPTED, _S.FILED), document="立案通知书",
    ),
    *steps(
        "DL-28", _A.FILE, _CLERKS,
        (_S.REVIEWING, _S.FILED), (_S.WATCHED, _S.FILED), document="立案通知书",
    ),
    *steps(
        "DL-28", _A.NOT_FILE, _CLERKS,
        (_S.SENT, _S.NOT_FILED), (_S.ACCEPTED, _S.NOT_FILED),
        guards=(_G.CRIME,), document="不予立案通知书",
    ),
    *steps(
        "DL-28", _A.REVIEW, _HEADS, (_S.NOT_FILED, _S.REVIEWING),
        guards=(_G.IN_THREE_DAYS,), deadline="DL-28/review", document="提请复议的文件",
    ),
    *steps(
        "DL-28", _A.UPHOLD, _CLERKS, (_S.REVIEWING, _S.UPHELD), document="复议决定通知书",
    ),
    # 移送规定 9: instead of the review, or after it.
    *steps(
        "DL-28", _A.WATCH, _HEADS, (_S.NOT_FILED, _S.WATCHED), document="立案监督建议",
    ),
    *steps(
        "DL-28", _A.WATCH, _HEADS, (_S.UPHELD, _S.WATCHED),
        guards=(_G.IN_THREE_DAYS,), deadline="DL-28/watch", document="立案监督建议",
    ),
    *steps(
        _RULE, _A.RESULT, _CLERKS,
        (_S.SENT, _S.RESULT), (_S.ACCEPTED, _S.RESULT), (_S.FILED, _S.RESULT),
        (_S.WATCHED, _S.RESULT), document="处理结果",
    ),
    *steps(
        _RULE, _A.URGE, _CLERKS, *((stage, stage) for stage in WITH_THEM),
        guards=(_G.URGING,), deadline=ASK_LIMIT, document="催询函",
    ),
    *steps(
        _RULE, _A.CLOSE, _CLERKS,
        (_S.RESULT, _S.CLOSED), (_S.DECLINED, _S.CLOSED), (_S.NOT_FILED, _S.CLOSED),
        (_S.UPHELD, _S.CLOSED), guards=(_G.REASON,),
    ),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS, *((stage, stage) for stage in _S), guards=(_G.REASON,),
    ),
)  # fmt: skip
# What the form of a step answers.
_ASKED: Final = frozenset(
    {
        _G.RECEIVER, _G.PARTY, _G.TEAM, _G.MEASURES, _G.APPROVED_AT, _G.IN_HOURS, _G.URGING,
        _G.REASON,
    }
)  # fmt: skip
TRANSFER_FLOW: Final[Machine[Course]] = Machine(
    what="移送", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS, asked=_ASKED
)
MAIN: Final[Mapping[str, str]] = {
    _S.DRAFT: _A.APPROVE, _S.APPROVED: _A.SEND, _S.SENT: _A.ACCEPT, _S.ACCEPTED: _A.FILE,
    _S.FILED: _A.RESULT, _S.NOT_FILED: _A.REVIEW, _S.REVIEWING: _A.FILE, _S.UPHELD: _A.WATCH,
    _S.WATCHED: _A.FILE, _S.RESULT: _A.CLOSE, _S.DECLINED: _A.CLOSE,
}  # fmt: skip
# What lies before a step although it left the stage as it was.
RESTS_ON: Final[Mapping[str, frozenset[str]]] = {_A.SEND: frozenset({_A.PREPARE})}
