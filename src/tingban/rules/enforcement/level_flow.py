"""重新核定服务等级 as one table (DOMAIN 3.2, branch a; AMB-35; ADR 0003)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.enforcement.level_guards import GUARDS, Guard
from tingban.rules.enforcement.level_stages import (
    ACT_LABELS,
    BEFORE_DECISION,
    DECIDED,
    STAGE_LABELS,
    Act,
    Stage,
)
from tingban.rules.rectification.course import Course

_A, _G, _S = Act, Guard, Stage
_RULE: Final = "T-P12a"
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
# What the company sent on paper is entered for it.
_ANSWERS: Final = _CLERKS | seats(Side.OWN, Role.CO)
_DRAFT: Final = (_G.NEW_LEVEL, _G.EFFECTIVE)
PLEA_LIMIT: Final = "T-P12/level-plea"
FEE_LIMIT: Final = "T-P12/level-fee"

STEPS: Final[tuple[Step, ...]] = (
    *steps(
        _RULE, _A.OPEN, _CLERKS, (None, _S.BEGUN),
        guards=(_G.GUIDED, _G.GROUNDS), document="启动审批",
    ),
    *steps(
        _RULE, _A.RATE, _CLERKS, (_S.BEGUN, _S.RATED),
        guards=(_G.RATERS, _G.SHEET, _G.OLD_LEVEL, _G.PROPOSED), document="现场评定评分表",
    ),
    *steps(
        _RULE, _A.TELL, _CLERKS, (_S.RATED, _S.TOLD),
        guards=(_G.NOTICE,), document="重新核定服务等级告知书",
    ),
    *steps(
        _RULE, _A.PLEAD, _ANSWERS, (_S.TOLD, _S.HEARD),
        guards=(_G.PROVEN,), document="陈述意见",
    ),
    *steps(
        _RULE, _A.DRAFT, _CLERKS, (_S.TOLD, _S.DRAFTED), guards=(_G.LAPSED, *_DRAFT),
    ),
    *steps(
        _RULE, _A.DRAFT, _CLERKS, (_S.HEARD, _S.DRAFTED), guards=(*_DRAFT, _G.REPLIED),
    ),
    *steps(
        _RULE, _A.DECIDE, _HEADS, (_S.DRAFTED, _S.DECIDED),
        guards=(_G.PROBLEMS_STAND, _G.GUIDED, _G.SIGNED), document="重新核定服务等级决定书",
    ),
    *steps(
        _RULE, _A.WRITE, _CLERKS, (_S.DECIDED, _S.WRITTEN),
        guards=(_G.CHANGED, _G.SERVED, _G.LETTER), document="函告发展改革部门",
    ),
    *steps(
        _RULE, _A.ANSWER, _CLERKS, (_S.WRITTEN, _S.ANSWERED), (_S.POSTED, _S.POSTED),
        guards=(_G.CHANGED,), document="发展改革部门复函",
    ),
    # The residents are told at once; they do not wait for the other organ's letter.
    *steps(
        _RULE, _A.POST, _CLERKS, (_S.WRITTEN, _S.POSTED), (_S.ANSWERED, _S.POSTED),
        guards=(_G.POSTED, _G.DAYS), document="小区公示",
    ),
    *steps(
        _RULE, _A.POST, _CLERKS, (_S.DECIDED, _S.POSTED),
        guards=(_G.KEPT_LEVEL, _G.SERVED, _G.POSTED, _G.DAYS), document="小区公示",
    ),
    *steps(
        _RULE, _A.VISIT, _CLERKS, (_S.POSTED, _S.POSTED),
        guards=(_G.CHANGED,), deadline=FEE_LIMIT, document="回访记录",
    ),
    *steps(
        _RULE, _A.CONFIRM, _CLERKS, (_S.POSTED, _S.CLOSED),
        guards=(_G.FEE,), deadline=FEE_LIMIT, document="回访记录",
    ),
    *steps(
        _RULE, _A.REVOKE, _HEADS, *((stage, _S.REVOKED) for stage in DECIDED),
        guards=(_G.REASON,), document="撤销决定",
    ),
    *steps(
        _RULE, _A.STOP, _HEADS, *((stage, _S.STOPPED) for stage in BEFORE_DECISION),
        guards=(_G.REASON,),
    ),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS,
        *((stage, stage) for stage in _S if stage is not _S.REVOKED),
        guards=(_G.REASON,),
    ),
)  # fmt: skip
# What the form of a step answers.
_ASKED: Final = frozenset(
    {
        _G.RATERS, _G.SHEET, _G.OLD_LEVEL, _G.PROPOSED, _G.NEW_LEVEL, _G.EFFECTIVE, _G.REPLIED,
        _G.FEE, _G.DAYS, _G.REASON,
    }
)  # fmt: skip
LEVEL_FLOW: Final[Machine[Course]] = Machine(
    what="重新核定", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS, asked=_ASKED
)
MAIN: Final[Mapping[str, str]] = {
    _S.BEGUN: _A.RATE, _S.RATED: _A.TELL, _S.TOLD: _A.PLEAD, _S.HEARD: _A.DRAFT,
    _S.DRAFTED: _A.DECIDE, _S.DECIDED: _A.WRITE, _S.WRITTEN: _A.POST, _S.ANSWERED: _A.POST,
    _S.POSTED: _A.CONFIRM,
}  # fmt: skip
# What lies before a step although it left the stage as it was.
RESTS_ON: Final[Mapping[str, frozenset[str]]] = {_A.CONFIRM: frozenset({_A.VISIT})}
