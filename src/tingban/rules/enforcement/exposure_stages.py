"""Stages and acts of 典型案例曝光 (T-X02), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where an exposure is on its way to the public."""

    CHOSEN = "chosen"
    CHECKED = "checked"
    REVIEWED = "reviewed"
    CRITICISM = "criticism"
    REDACTED = "redacted"
    TOLD = "told"
    HEARD = "heard"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


STAGE_LABELS: Final[Mapping[Stage, str]] = {
    Stage.CHOSEN: "待核对事实",
    Stage.CHECKED: "待法制审核",
    Stage.REVIEWED: "待隐去个人信息",
    Stage.CRITICISM: "须按处罚程序办理",
    Stage.REDACTED: "待告知企业",
    Stage.TOLD: "待企业陈述",
    Stage.HEARD: "待签发",
    Stage.SIGNED: "待发布",
    Stage.PUBLISHED: "已发布",
    Stage.WITHDRAWN: "已撤下",
    Stage.DROPPED: "不予曝光",
}
ENDS: Final = frozenset({Stage.WITHDRAWN, Stage.DROPPED})
# Before the signature the text may change; then everything is looked at anew.
OPEN_TEXT: Final = (
    Stage.CHOSEN, Stage.CHECKED, Stage.REVIEWED, Stage.REDACTED, Stage.TOLD, Stage.HEARD,
)  # fmt: skip
UNPUBLISHED: Final = (*OPEN_TEXT, Stage.CRITICISM, Stage.SIGNED)


class Act(StrEnum):
    """What may be done with an exposure; the label is the verb on the button."""

    OPEN = "open"
    WRITE = "write"
    CHECK = "check"
    ADMIT = "admit"
    HOLD = "hold"
    RESUME = "resume"
    REDACT = "redact"
    TELL = "tell"
    PLEAD = "plead"
    SIGN = "sign"
    PUBLISH = "publish"
    UPDATE = "update"
    WITHDRAW = "withdraw"
    DROP = "drop"
    UNDO = "undo"


ACT_LABELS: Final[Mapping[Act, str]] = {
    Act.OPEN: "选题",
    Act.WRITE: "改写文本",
    Act.CHECK: "核对事实",
    Act.ADMIT: "法制审核通过",
    Act.HOLD: "认定为通报批评，转处罚程序",
    Act.RESUME: "处罚已决定，继续曝光",
    Act.REDACT: "隐去个人信息",
    Act.TELL: "登记告知企业",
    Act.PLEAD: "提交陈述意见",
    Act.SIGN: "签发",
    Act.PUBLISH: "发布",
    Act.UPDATE: "补充整改情况",
    Act.WITHDRAW: "撤下",
    Act.DROP: "不予曝光",
    Act.UNDO: "撤回上一步",
}
# They left a counted fact, or went out to the company or the public.
KEPT: Final = frozenset({Act.TELL, Act.PUBLISH, Act.UPDATE, Act.WITHDRAW})


class Ground(StrEnum):
    """What makes a matter one for the public (T-X02)."""

    ESCALATED = "escalated"
    PENALTY = "penalty"
    REFUSAL = "refusal"


GROUND_LABELS: Final[Mapping[Ground, str]] = {
    Ground.ESCALATED: "问题逾期不改，已升级处置",
    Ground.PENALTY: "已作出行政处罚决定",
    Ground.REFUSAL: "拒不退出、拒不移交",
}


class Nature(StrEnum):
    """What 法规科 answers (DOMAIN 1.3, trap 2)."""

    REPORT = "report"
    CRITICISM = "criticism"


NATURE_LABELS: Final[Mapping[Nature, str]] = {
    Nature.REPORT: "工作通报：只陈述已经查明、已经处理的事实",
    Nature.CRITICISM: "通报批评：以公开谴责惩戒企业",
}
# The papers of an exposure, by what they are called in the engine of papers.
NOTICE: Final = "enforcement.exposure_notice"
CASE_TEXT: Final = "enforcement.exposure_case"
# Of which steps a paper speaks: it is signed after them, or another is (DOMAIN 8.2).
SPEAKS_OF: Final[Mapping[str, tuple[Act, ...]]] = {
    NOTICE: (Act.WRITE, Act.REDACT),
    CASE_TEXT: (Act.WRITE, Act.REDACT),
}
TITLES: Final[Mapping[str, str]] = {NOTICE: "曝光前告知书", CASE_TEXT: "典型案例"}
