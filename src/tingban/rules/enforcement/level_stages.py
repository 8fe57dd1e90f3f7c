"""Stages and acts of 重新核定服务等级 (DOMAIN 3.2, branch a), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where a level case is on its way."""

    BEGUN = "begun"
    RATED = "rated"
    TOLD = "told"
    HEARD = "heard"
    DRAFTED = "drafted"
    DECIDED = "decided"
    WRITTEN = "written"
    ANSWERED = "answered"
    POSTED = "posted"
    CLOSED = "closed"
    REVOKED = "revoked"
    STOPPED = "stopped"


STAGE_LABELS: Final[Mapping[Stage, str]] = {
    Stage.BEGUN: "待现场评定",
    Stage.RATED: "待告知企业",
    Stage.TOLD: "待企业陈述",
    Stage.HEARD: "待拟定决定",
    Stage.DRAFTED: "待决定",
    Stage.DECIDED: "已决定",
    Stage.WRITTEN: "待发改回复",
    Stage.ANSWERED: "待小区公示",
    Stage.POSTED: "待回访收费",
    Stage.CLOSED: "办结",
    Stage.REVOKED: "决定已撤销",
    Stage.STOPPED: "终止",
}
ENDS: Final = frozenset({Stage.CLOSED, Stage.REVOKED, Stage.STOPPED})
# From here on the decision stands, and may be revoked.
DECIDED: Final = (Stage.DECIDED, Stage.WRITTEN, Stage.ANSWERED, Stage.POSTED, Stage.CLOSED)
BEFORE_DECISION: Final = (Stage.BEGUN, Stage.RATED, Stage.TOLD, Stage.HEARD, Stage.DRAFTED)


class Act(StrEnum):
    """What may be done in a level case; the label is the verb on the button."""

    OPEN = "open"
    RATE = "rate"
    TELL = "tell"
    PLEAD = "plead"
    DRAFT = "draft"
    DECIDE = "decide"
    WRITE = "write"
    ANSWER = "answer"
    POST = "post"
    VISIT = "visit"
    CONFIRM = "confirm"
    REVOKE = "revoke"
    STOP = "stop"
    UNDO = "undo"


ACT_LABELS: Final[Mapping[Act, str]] = {
    Act.OPEN: "启动重新核定",
    Act.RATE: "登记现场评定",
    Act.TELL: "登记告知企业",
    Act.PLEAD: "提交陈述意见",
    Act.DRAFT: "拟定决定",
    Act.DECIDE: "作出决定",
    Act.WRITE: "登记函告发改",
    Act.ANSWER: "登记发改回复",
    Act.POST: "登记小区公示",
    Act.VISIT: "登记回访，收费未变",
    Act.CONFIRM: "确认收费已变，办结",
    Act.REVOKE: "撤销决定",
    Act.STOP: "终止核定",
    Act.UNDO: "撤回上一步",
}
# They left a counted fact, or a paper went out: their way back is another.
KEPT: Final = frozenset({Act.TELL, Act.DECIDE, Act.REVOKE})
# The papers of a level case, by what they are called in the engine of papers.
NOTICE: Final = "enforcement.level_notice"
DECISION: Final = "enforcement.level_decision"
LETTER: Final = "enforcement.level_letter"
POSTER: Final = "enforcement.level_poster"
# Of which steps a paper speaks: it is signed after them, or another is (DOMAIN 8.2).
SPEAKS_OF: Final[Mapping[str, tuple[Act, ...]]] = {
    NOTICE: (Act.RATE,),
    DECISION: (Act.DRAFT,),
    LETTER: (Act.DECIDE,),
    POSTER: (Act.DECIDE,),
}
TITLES: Final[Mapping[str, str]] = {
    NOTICE: "重新核定服务等级告知书",
    DECISION: "重新核定服务等级决定书",
    LETTER: "给发展改革部门的函",
    POSTER: "小区公示",
}
