"""Stages and acts of 企业退出 (DOMAIN 3.3, X0…X13, XC), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where an exit stands; the names are those of DOMAIN 3.3."""

    X0 = "assessing"
    X1 = "guiding"
    X2 = "announced"
    X3 = "voting"
    X4 = "counting"
    X5 = "decided"
    X6 = "notice_period"
    X7 = "succession"
    X8 = "handing_over"
    X9 = "done"
    X10 = "refusing"
    X11 = "enforcing"
    X12 = "in_court"
    X13 = "execution"
    XC = "closed"


STAGE_LABELS: Final[Mapping[str, str]] = {
    Stage.X0: "触发研判",
    Stage.X1: "引导启动",
    Stage.X2: "会议公告",
    Stage.X3: "表决",
    Stage.X4: "计票",
    Stage.X5: "决定解聘",
    Stage.X6: "通知期",
    Stage.X7: "落实接管",
    Stage.X8: "移交中",
    Stage.X9: "退出完成",
    Stage.X10: "拒不退出、拒不移交",
    Stage.X11: "依法处置",
    Stage.X12: "诉讼中",
    Stage.X13: "强制执行",
    Stage.XC: "终止",
}
ENDS: Final = frozenset({Stage.X9, Stage.XC})
OPEN: Final = tuple(stage for stage in Stage if stage not in ENDS)
# The owners' own side of the proceeding, before the contract ends.
BEFORE_NOTICE: Final = (Stage.X1, Stage.X2, Stage.X3, Stage.X4, Stage.X5)
# From the hand-over on: the list of DOMAIN 3.3 is kept in these.
HANDING_OVER: Final = (Stage.X8, Stage.X10, Stage.X11, Stage.X12, Stage.X13)
# Who takes over is settled beside whatever else goes on (X7 runs in parallel).
SUCCESSION: Final = (Stage.X5, Stage.X6, Stage.X7, *HANDING_OVER)
# The company is told from the decision on; its end only where it came to one.
TOLD_TO_COMPANY: Final = frozenset({Stage.X5, Stage.X6, Stage.X7, Stage.X9, *HANDING_OVER})
# 街道 takes part from the assessment on; owners from the guidance on, which is addressed to them.
TOLD_TO_STREET: Final = frozenset(Stage)
TOLD_TO_OWNERS: Final = frozenset(Stage) - {Stage.X0}


class Act(StrEnum):
    """Acts on an exit; the label is the verb on the button."""

    OPEN_TRIGGER = "open_trigger"
    OPEN_OWNERS = "open_owners"
    OPEN_EXPIRY = "open_expiry"
    OPEN_NOT_RENEWING = "open_not_renewing"
    OPEN_INDEFINITE = "open_indefinite"
    OPEN_REPLACED = "open_replaced"
    OPEN_ABANDONED = "open_abandoned"
    GIVE_OPINION = "give_opinion"
    START = "start"
    GUIDE = "guide"
    CONVENE = "convene"
    ANNOUNCE = "announce"
    OPEN_VOTE = "open_vote"
    CLOSE_VOTE = "close_vote"
    RETRY = "retry"
    DECIDE = "decide"
    RENEW = "renew"
    SERVE_NOTICE = "serve_notice"
    CHECK_SERVICE = "check_service"
    SUCCEED = "succeed"
    INSPECT = "inspect"
    EMERGENCY = "emergency"
    TERMINATE = "terminate"
    REFUSE = "refuse"
    RESUME = "resume"
    URGE = "urge"
    ENFORCE = "enforce"
    LINK_PENALTY = "link_penalty"
    GUIDE_SUIT = "guide_suit"
    BEGIN_PUSH = "begin_push"
    PUSH_CREDIT = "push_credit"
    REPORT_MARKET = "report_market"
    SUE = "sue"
    DIARY = "diary"
    JUDGE = "judge"
    COMPLETE = "complete"
    REVERT = "revert"
    ARCHIVE = "archive"
    CLOSE = "close"
    UNDO = "undo"


ACT_LABELS: Final[Mapping[str, str]] = {
    Act.OPEN_TRIGGER: "启动退出研判",
    Act.OPEN_OWNERS: "登记业主自行动议",
    Act.OPEN_EXPIRY: "登记合同到期待决",
    Act.OPEN_NOT_RENEWING: "登记企业不续聘",
    Act.OPEN_INDEFINITE: "登记企业解除不定期合同",
    Act.OPEN_REPLACED: "登记前期合同被替代",
    Act.OPEN_ABANDONED: "登记企业撤场",
    Act.GIVE_OPINION: "出具街道意见",
    Act.START: "决定引导启动",
    Act.GUIDE: "登记指导",
    Act.CONVENE: "召集业主大会",
    Act.ANNOUNCE: "公告会议",
    Act.OPEN_VOTE: "开始表决",
    Act.CLOSE_VOTE: "结束表决",
    Act.RETRY: "重新引导",
    Act.DECIDE: "确认共同决定",
    Act.RENEW: "确认续聘",
    Act.SERVE_NOTICE: "登记通知送达",
    Act.CHECK_SERVICE: "登记继续服务情况",
    Act.SUCCEED: "登记接管安排",
    Act.INSPECT: "登记承接查验协议",
    Act.EMERGENCY: "启动应急服务",
    Act.TERMINATE: "登记合同终止",
    Act.REFUSE: "登记拒不移交",
    Act.RESUME: "恢复移交",
    Act.URGE: "登记催告",
    Act.ENFORCE: "转入依法处置",
    Act.LINK_PENALTY: "关联处罚案件",
    Act.GUIDE_SUIT: "登记诉讼指导",
    Act.BEGIN_PUSH: "发起信用推送",
    Act.PUSH_CREDIT: "登记信用推送回执",
    Act.REPORT_MARKET: "登记市场监管回执",
    Act.SUE: "登记起诉",
    Act.DIARY: "登记跟踪记录",
    Act.JUDGE: "登记判决",
    Act.COMPLETE: "确认交接、退出完成",
    Act.REVERT: "撤回交接确认",
    Act.ARCHIVE: "归档",
    Act.CLOSE: "终止",
    Act.UNDO: "撤回上一步",
}


class Origin(StrEnum):
    """How an exit begins (DOMAIN 3.3: the trigger, the owners, and the other entries)."""

    TRIGGER = "trigger"
    OWNERS = "owners"
    EXPIRY = "expiry"
    NOT_RENEWING = "not_renewing"
    INDEFINITE = "indefinite"
    REPLACED = "replaced"
    ABANDONED = "abandoned"


ORIGIN_LABELS: Final[Mapping[str, str]] = {
    Origin.TRIGGER: "拒不整改或不履约，业主反映强烈",
    Origin.OWNERS: "业主自行动议更换企业",
    Origin.EXPIRY: "合同将到期或已到期，由业主决定去留",
    Origin.NOT_RENEWING: "企业书面通知到期不续聘",
    Origin.INDEFINITE: "合同已到期未续，企业通知解除",
    Origin.REPLACED: "前期合同被业主新签的合同替代",
    Origin.ABANDONED: "企业突然撤场",
}
OPENINGS: Final[Mapping[str, Act]] = {
    Origin.TRIGGER: Act.OPEN_TRIGGER,
    Origin.OWNERS: Act.OPEN_OWNERS,
    Origin.EXPIRY: Act.OPEN_EXPIRY,
    Origin.NOT_RENEWING: Act.OPEN_NOT_RENEWING,
    Origin.INDEFINITE: Act.OPEN_INDEFINITE,
    Origin.REPLACED: Act.OPEN_REPLACED,
    Origin.ABANDONED: Act.OPEN_ABANDONED,
}


class Convener(StrEnum):
    """Who calls the owners together (X1 → X2)."""

    COMMITTEE = "committee"
    PROPOSAL = "proposal"
    MANAGING = "managing"
    RESIDENTS = "residents"


CONVENER_LABELS: Final[Mapping[str, str]] = {
    Convener.COMMITTEE: "业主委员会召集",
    Convener.PROPOSAL: "20% 以上的业主提议召开临时会议",
    Convener.MANAGING: "物业管理委员会组织",
    Convener.RESIDENTS: "没有业主大会，由居民委员会组织",
}


class Takeover(StrEnum):
    """Who serves afterwards (X7)."""

    COMPANY = "company"
    SELF = "self"
    EMERGENCY = "emergency"


TAKEOVER_LABELS: Final[Mapping[str, str]] = {
    Takeover.COMPANY: "选聘新的物业服务企业",
    Takeover.SELF: "业主自行管理",
    Takeover.EMERGENCY: "先由应急服务接管",
}


class Receiver(StrEnum):
    """To whom the old company gives everything back (民法典 949Ⅰ, AMB-21)."""

    COMMITTEE = "committee"
    MANAGING = "managing"
    SELF = "self"
    NAMED = "named"


RECEIVER_LABELS: Final[Mapping[str, str]] = {
    Receiver.COMMITTEE: "业主委员会",
    Receiver.MANAGING: "物业管理委员会",
    Receiver.SELF: "决定自行管理的业主",
    Receiver.NAMED: "业主共同决定指定的人",
}


class Ending(StrEnum):
    """Why an exit ends without an exit (XC)."""

    NOT_STARTED = "not_started"
    WITHDRAWN = "withdrawn"
    NO_VOTE = "no_vote"
    NOT_PASSED = "not_passed"
    RENEWED = "renewed"
    ANNULLED = "annulled"
    LOST = "lost"
    MISTAKE = "mistake"


ENDING_LABELS: Final[Mapping[str, str]] = {
    Ending.NOT_STARTED: "研判后不启动",
    Ending.WITHDRAWN: "业主撤回",
    Ending.NO_VOTE: "无法组织表决",
    Ending.NOT_PASSED: "表决没有通过",
    Ending.RENEWED: "续聘",
    Ending.ANNULLED: "共同决定被法院撤销",
    Ending.LOST: "诉讼请求被驳回",
    Ending.MISTAKE: "登记有误",
}
# Of which steps a paper speaks: it is signed after them, or another is (DOMAIN 8.2).
SPEAKS_OF: Final[Mapping[str, tuple[Act, ...]]] = {
    "exits.assessment": (Act.OPEN_TRIGGER, Act.GIVE_OPINION),
    "exits.meeting_notice": (Act.CONVENE,),
    "exits.ballot_form": (Act.CONVENE,),
    "exits.dismissal": (Act.DECIDE,),
    "exits.not_renewing": (Act.DECIDE,),
    "exits.confirmation": (Act.SUCCEED, Act.TERMINATE),
    "exits.demand": (Act.REFUSE,),
    "exits.suit_guidance": (Act.REFUSE,),
    # It tells the whole story.
    "exits.conclusion": tuple(Act),
}
