"""典型案例曝光 as one table (T-X02; DOMAIN 1.3, trap 2; 个人信息保护法 25; ADR 0003)."""

from collections.abc import Mapping
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats, steps
from tingban.rules.enforcement.exposure_guards import GUARDS, Guard
from tingban.rules.enforcement.exposure_stages import (
    ACT_LABELS,
    OPEN_TEXT,
    STAGE_LABELS,
    UNPUBLISHED,
    Act,
    Stage,
)
from tingban.rules.rectification.course import Course

_A, _G, _S = Act, Guard, Stage
_RULE: Final = "T-X02"
_HEADS: Final = seats(Side.KEEPER, Role.C_LD, Role.M_LD)
_CLERKS: Final = _HEADS | seats(Side.KEEPER, Role.C_OP, Role.M_OP)
_COUNSEL: Final = seats(Side.CITY, Role.M_LAW)
# What the company sent on paper is entered for it.
_ANSWERS: Final = _CLERKS | seats(Side.OWN, Role.CO)
PLEA_LIMIT: Final = "DL-31/plea"

STEPS: Final[tuple[Step, ...]] = (
    *steps(
        _RULE, _A.OPEN, _CLERKS, (None, _S.CHOSEN),
        guards=(_G.COMPANY, _G.GROUND), document="选题",
    ),
    # A text that changes is checked, reviewed and told anew.
    *steps(
        _RULE, _A.WRITE, _CLERKS, *((stage, _S.CHOSEN) for stage in OPEN_TEXT),
        guards=(_G.REASON,), document="典型案例文本",
    ),
    *steps(
        _RULE, _A.CHECK, _CLERKS, (_S.CHOSEN, _S.CHECKED),
        guards=(_G.OTHER_EYES, _G.SOURCES, _G.CHECKED), document="事实核对表",
    ),
    *steps(
        _RULE, _A.ADMIT, _COUNSEL, (_S.CHECKED, _S.REVIEWED),
        guards=(_G.NATURE,), document="法制审核意见",
    ),
    *steps(
        _RULE, _A.HOLD, _COUNSEL, (_S.CHECKED, _S.CRITICISM), document="法制审核意见",
    ),
    *steps(
        _RULE, _A.RESUME, _CLERKS, (_S.CRITICISM, _S.CHOSEN), guards=(_G.PENALTY,),
    ),
    *steps(
        _RULE, _A.REDACT, _CLERKS, (_S.REVIEWED, _S.REDACTED),
        guards=(_G.SEEN,), document="公开文本",
    ),
    *steps(
        _RULE, _A.TELL, _CLERKS, (_S.REDACTED, _S.TOLD),
        guards=(_G.NOTICE,), document="曝光前告知书",
    ),
    *steps(
        _RULE, _A.PLEAD, _ANSWERS, (_S.TOLD, _S.HEARD),
        guards=(_G.PROVEN,), document="陈述意见",
    ),
    *steps(
        _RULE, _A.SIGN, _HEADS, (_S.TOLD, _S.SIGNED),
        guards=(_G.PROBLEMS_STAND, _G.LAPSED, _G.SIGNED), document="典型案例",
    ),
    *steps(
        _RULE, _A.SIGN, _HEADS, (_S.HEARD, _S.SIGNED),
        guards=(_G.PROBLEMS_STAND, _G.SIGNED, _G.REPLIED), document="典型案例",
    ),
    *steps(
        _RULE, _A.PUBLISH, _CLERKS, (_S.SIGNED, _S.PUBLISHED),
        guards=(_G.COMPANY, _G.PROBLEMS_STAND, _G.STANDING, _G.MEDIA), document="典型案例",
    ),
    # What the public reads is the head's to release.
    *steps(
        _RULE, _A.UPDATE, _HEADS, (_S.PUBLISHED, _S.PUBLISHED),
        guards=(_G.CLEAN,), document="整改情况",
    ),
    *steps(
        _RULE, _A.WITHDRAW, _HEADS, (_S.PUBLISHED, _S.WITHDRAWN), guards=(_G.REASON,),
    ),
    *steps(
        _RULE, _A.DROP, _HEADS, *((stage, _S.DROPPED) for stage in UNPUBLISHED),
        guards=(_G.REASON,),
    ),
    # Where it leads is told by the step that is taken back.
    *steps(
        "ADR 0004", _A.UNDO, _CLERKS | _COUNSEL,
        *((stage, stage) for stage in _S if stage is not _S.WITHDRAWN), guards=(_G.REASON,),
    ),
)  # fmt: skip
# What the form of a step answers.
_ASKED: Final = frozenset(
    {_G.GROUND, _G.SOURCES, _G.CHECKED, _G.SEEN, _G.REPLIED, _G.MEDIA, _G.CLEAN, _G.REASON}
)
EXPOSURE_FLOW: Final[Machine[Course]] = Machine(
    what="曝光", states=STAGE_LABELS, acts=ACT_LABELS, guards=GUARDS, rows=STEPS, asked=_ASKED
)
MAIN: Final[Mapping[str, str]] = {
    _S.CHOSEN: _A.CHECK, _S.CHECKED: _A.ADMIT, _S.CRITICISM: _A.RESUME, _S.REVIEWED: _A.REDACT,
    _S.REDACTED: _A.TELL, _S.TOLD: _A.PLEAD, _S.HEARD: _A.SIGN, _S.SIGNED: _A.PUBLISH,
    _S.PUBLISHED: _A.UPDATE,
}  # fmt: skip
