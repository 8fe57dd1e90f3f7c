"""Stages and acts of a credit push (DOMAIN 7.2, 7.3), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

# Where a push goes, as papers and the file of a case name it (DOMAIN 7.2).
PLATFORM: Final = "山西省信用信息共享平台"


class CreditKind(StrEnum):
    """What is pushed: 行政处罚 in 30 items, or a company that will not leave or hand over."""

    PENALTY = "K1"
    REFUSAL = "K2"


CREDIT_KIND_LABELS: Final[Mapping[CreditKind, str]] = {
    CreditKind.PENALTY: "行政处罚信息（双公示）",
    CreditKind.REFUSAL: "拒不退出、拒不移交信息",
}


class CreditStage(StrEnum):
    """Where a push stands; the list of DOMAIN 7.2, and what waits between its words."""

    DUE = "due"
    BUILT = "built"
    REVIEWED = "reviewed"
    SENT = "sent"
    ACK = "acknowledged"
    FAILED = "failed"
    AMENDED = "amended"
    RECALL = "recalled"
    WITHDRAWN = "withdrawn"
    REPAIR = "repair_asked"
    RESTORED = "restored"
    REPAIRED = "repaired"
    DROPPED = "dropped"


CREDIT_STAGE_LABELS: Final[Mapping[str, str]] = {
    CreditStage.DUE: "待组织",
    CreditStage.BUILT: "待法制审核",
    CreditStage.REVIEWED: "待发出",
    CreditStage.SENT: "已发出，待回执",
    CreditStage.ACK: "已有回执",
    CreditStage.FAILED: "发送失败",
    CreditStage.AMENDED: "更正待审核",
    CreditStage.RECALL: "待撤回",
    CreditStage.WITHDRAWN: "已撤回",
    CreditStage.REPAIR: "申请修复",
    CreditStage.RESTORED: "平台已修复，待撤下",
    CreditStage.REPAIRED: "已修复",
    CreditStage.DROPPED: "不推送",
}
# Nothing is owed in these; a receipt may still be followed by a correction or a repair.
CREDIT_ENDS: Final = frozenset(
    {CreditStage.ACK, CreditStage.WITHDRAWN, CreditStage.REPAIRED, CreditStage.DROPPED}
)
# The platform has it, or may have it.
OUT: Final = (CreditStage.SENT, CreditStage.ACK, CreditStage.REPAIR)


class CreditAct(StrEnum):
    """Steps of a push; the label is the verb on the button."""

    OPEN_PENALTY = "open_penalty"
    OPEN_REFUSAL = "open_refusal"
    BUILD = "build"
    REVIEW = "review"
    SEND_BACK = "send_back"
    SEND = "send"
    DELIVER = "deliver"
    FAIL = "fail"
    REFUSE = "refuse"
    RETRY = "retry"
    HAND_IN = "hand_in"
    ACKNOWLEDGE = "acknowledge"
    AMEND = "amend"
    RECALL = "recall"
    WITHDRAW = "withdraw"
    ASK_REPAIR = "ask_repair"
    OPINE = "opine"
    REFUSE_REPAIR = "refuse_repair"
    RESTORE = "restore"
    TAKE_OFF = "take_off"
    ADD_DECISION = "add_decision"
    REPORT_MARKET = "report_market"
    MARKET_RECEIPT = "market_receipt"
    DROP = "drop"
    UNDO = "undo"


CREDIT_ACT_LABELS: Final[Mapping[str, str]] = {
    CreditAct.OPEN_PENALTY: "启动处罚信息推送",
    CreditAct.OPEN_REFUSAL: "启动拒不退出信息推送",
    CreditAct.BUILD: "组织推送信息",
    CreditAct.REVIEW: "法制审核通过",
    CreditAct.SEND_BACK: "法制审核退回",
    CreditAct.SEND: "发出",
    CreditAct.DELIVER: "写入报送文件",
    CreditAct.FAIL: "记为发送失败",
    CreditAct.REFUSE: "登记平台退回",
    CreditAct.RETRY: "重新发出",
    CreditAct.HAND_IN: "登记人工报送",
    CreditAct.ACKNOWLEDGE: "登记回执",
    CreditAct.AMEND: "更正推送信息",
    CreditAct.RECALL: "提出撤回",
    CreditAct.WITHDRAW: "登记平台已撤回",
    CreditAct.ASK_REPAIR: "登记修复申请",
    CreditAct.OPINE: "出具修复意见",
    CreditAct.REFUSE_REPAIR: "登记不予修复",
    CreditAct.RESTORE: "登记平台已修复",
    CreditAct.TAKE_OFF: "登记本单位网站已撤下",
    CreditAct.ADD_DECISION: "补录决定日期",
    CreditAct.REPORT_MARKET: "登记报告函发出",
    CreditAct.MARKET_RECEIPT: "登记市场监管部门回执",
    CreditAct.DROP: "不推送",
    CreditAct.UNDO: "撤回上一步",
}
# What the platform may have seen: these have their own way back.
CREDIT_KEPT: Final = frozenset(
    {
        CreditAct.SEND, CreditAct.RETRY, CreditAct.HAND_IN, CreditAct.DELIVER,
        CreditAct.WITHDRAW, CreditAct.RESTORE, CreditAct.TAKE_OFF,
    }
)  # fmt: skip
# The push leaves the house by these.
LEAVING: Final = (CreditAct.SEND, CreditAct.RETRY, CreditAct.HAND_IN)
# A new wording of what is pushed.
WORDING: Final = (CreditAct.BUILD, CreditAct.AMEND)
# By these what is pushed becomes another: who takes one does not review it, papers are stale.
CHANGING: Final = (*WORDING, CreditAct.ADD_DECISION)


class Nature(StrEnum):
    """As what a K2 is sent; a list of gravely dishonest bodies is never made here (DOMAIN 7.2)."""

    CREDIT = "credit"
    REGULATORY = "regulatory"


NATURE_LABELS: Final[Mapping[Nature, str]] = {
    Nature.CREDIT: "失信信息",
    Nature.REGULATORY: "监管信息（不作为失信信息）",
}
