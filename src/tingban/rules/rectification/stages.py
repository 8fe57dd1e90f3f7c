"""Stages and acts in the life of a problem (DOMAIN 3.2), with their words.

A stage is where the work stands; `ProblemState` is what counting looks at. The cells never read a
stage.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where a problem is on its way."""

    SUS = "clue"
    CFM = "confirmed"
    REJ = "untrue"
    ORD = "ordered"
    FIX = "fixing"
    SUB = "submitted"
    CMP = "complete"
    OVD = "overdue"
    ESC = "escalated"
    ANN = "annulled"
    VOID = "void"


STAGE_LABELS: Final[Mapping[str, str]] = {
    Stage.SUS: "线索",
    Stage.CFM: "已确认",
    Stage.REJ: "不属实",
    Stage.ORD: "已责令",
    Stage.FIX: "整改中",
    Stage.SUB: "待复核",
    Stage.CMP: "完成(销号)",
    Stage.OVD: "逾期",
    Stage.ESC: "升级处置",
    Stage.ANN: "撤销",
    Stage.VOID: "作废",
}
# Confirmed and not yet put right: what counting calls open.
OPEN: Final = (Stage.CFM, Stage.ORD, Stage.FIX, Stage.SUB, Stage.OVD, Stage.ESC)
# In these the company still owes what it was told to do.
OWING: Final = (Stage.FIX, Stage.OVD, Stage.ESC)
# Somebody at the bureau or the company has to do something.
RUNNING: Final = (Stage.SUS, *OPEN)
# What a company is shown: nothing before it was ordered.
TOLD_TO_COMPANY: Final = (
    Stage.ORD, Stage.FIX, Stage.SUB, Stage.CMP, Stage.OVD, Stage.ESC, Stage.ANN,
)  # fmt: skip


class Act(StrEnum):
    """Acts on a problem; the label is the verb on the button."""

    ADD_CLUE = "add_clue"
    CONFIRM = "confirm"
    PROPOSE_REJECTION = "propose_rejection"
    APPROVE_REJECTION = "approve_rejection"
    FIX_ON_SPOT = "fix_on_spot"
    SIGN = "sign"
    RECORD_ORDER = "record_order"
    DISPATCH = "dispatch"
    SERVE = "serve"
    RECEIVE = "receive"
    DEEM = "deem"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    SUBMIT = "submit"
    CLEAR = "clear"
    FAIL = "fail"
    MARK_OVERDUE = "mark_overdue"
    ESCALATE = "escalate"
    ADD_MEASURE = "add_measure"
    END_MEASURE = "end_measure"
    HAND_OVER = "hand_over"
    RELAPSE = "relapse"
    ASSIGN = "assign"
    CORRECT = "correct"
    UNDO = "undo"
    ANNUL = "annul"
    VOID = "void"


ACT_LABELS: Final[Mapping[str, str]] = {
    Act.ADD_CLUE: "登记线索",
    Act.CONFIRM: "确认问题",
    Act.PROPOSE_REJECTION: "提请认定不属实",
    Act.APPROVE_REJECTION: "批准认定不属实",
    Act.FIX_ON_SPOT: "立行立改销号",
    Act.SIGN: "签发责令整改通知书",
    Act.RECORD_ORDER: "补登已送达的通知书",
    Act.DISPATCH: "发出通知书",
    Act.SERVE: "登记送达",
    Act.RECEIVE: "签收",
    Act.DEEM: "视为送达",
    Act.ASK_EXTENSION: "申请延期",
    Act.GRANT_EXTENSION: "批准延期",
    Act.REFUSE_EXTENSION: "不同意延期",
    Act.SUBMIT: "提交整改报告",
    Act.CLEAR: "复核通过并销号",
    Act.FAIL: "复核不通过",
    Act.MARK_OVERDUE: "标为逾期",
    Act.ESCALATE: "升级处置",
    Act.ADD_MEASURE: "增加处置措施",
    Act.END_MEASURE: "结束处置措施",
    Act.HAND_OVER: "企业退出后销号",
    Act.RELAPSE: "回潮重开",
    Act.ASSIGN: "调整责任人",
    Act.CORRECT: "修改",
    Act.UNDO: "撤回上一步",
    Act.ANNUL: "撤销问题",
    Act.VOID: "作废",
}
# Acts on a whole order; each problem that the order speaks of takes the step.
OF_ORDERS: Final = frozenset({Act.DISPATCH, Act.SERVE, Act.RECEIVE, Act.DEEM})


class MeasureKind(StrEnum):
    """Branches of an escalation (T-P12), each opened here and led by its own topic."""

    REGRADE = "regrade"
    PENALTY = "penalty"
    TRANSFER = "transfer"
    EXIT = "exit"
    SUPERVISE = "supervise"
    EXPOSE = "expose"


MEASURE_LABELS: Final[dict[MeasureKind, str]] = {
    MeasureKind.REGRADE: "重新核定服务等级",
    MeasureKind.PENALTY: "立案处罚",
    MeasureKind.TRANSFER: "移送",
    MeasureKind.EXIT: "启动企业退出",
    MeasureKind.SUPERVISE: "重点督办",
    MeasureKind.EXPOSE: "曝光",
}
