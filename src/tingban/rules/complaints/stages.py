"""Stages and acts in the life of a case (DOMAIN 3.1), and the words that its steps choose from."""

from enum import StrEnum
from typing import Final

from tingban.rules.complaints.kinds import Standing


class Stage(StrEnum):
    """Where a case is on its way."""

    NEW = "new"
    REG = "registered"
    ACC = "accepted"
    REJ = "rejected"
    ASG = "assigned"
    RET = "returned"
    INV = "verifying"
    HND = "handling"
    SUS = "suspended"
    REV = "reviewing"
    FBK = "answering"
    CLS = "closed"
    MRG = "merged"
    TRF = "transferred"
    WDR = "withdrawn"
    VOID = "void"


STAGE_LABELS: Final[dict[Stage, str]] = {
    Stage.NEW: "待登记",
    Stage.REG: "已登记",
    Stage.ACC: "已受理",
    Stage.REJ: "不予受理",
    Stage.ASG: "已交办",
    Stage.RET: "申请退回",
    Stage.INV: "核查中",
    Stage.HND: "办理中",
    Stage.SUS: "中止",
    Stage.REV: "待审核办结",
    Stage.FBK: "待反馈",
    Stage.CLS: "办结",
    Stage.MRG: "已并案",
    Stage.TRF: "已移送",
    Stage.WDR: "已撤回",
    Stage.VOID: "作废",
}
# In these somebody still has to do something.
RUNNING: Final = frozenset(
    {
        Stage.NEW, Stage.REG, Stage.ACC, Stage.ASG, Stage.RET, Stage.INV, Stage.HND, Stage.SUS,
        Stage.REV, Stage.FBK,
    }
)  # fmt: skip
# Nobody has said yet whether it is taken up.
UNACCEPTED: Final = frozenset({Stage.NEW, Stage.REG})
# What a stage waits for, as a list says it.
STAGE_WAITS: Final[dict[Stage, str]] = {
    Stage.NEW: "请登记",
    Stage.REG: "请决定是否受理",
    Stage.ACC: "请交办",
    Stage.ASG: "请签收",
    Stage.RET: "请决定是否同意退回",
    Stage.INV: "请到现场核查",
    Stage.HND: "请督促整改并报告",
    Stage.SUS: "中止中，到期再看",
    Stage.REV: "请审核",
    Stage.FBK: "请告知本人",
    Stage.MRG: "已并案，来文单位在等，请抓紧主件",
}
# So ended a main case has said what there is to say to the 重复件 under it (3.1.1).
HAS_ANSWER: Final = frozenset({Stage.FBK, Stage.CLS, Stage.REJ, Stage.TRF, Stage.WDR})
# Accepted and not yet answered: what a leader may extend (T-C14).
IN_HAND: Final = (
    Stage.ACC, Stage.ASG, Stage.RET, Stage.INV, Stage.HND, Stage.SUS, Stage.REV, Stage.FBK,
)  # fmt: skip


class Act(StrEnum):
    """Acts on a case; the label is the verb on the button."""

    RECEIVE = "receive"
    REROUTE = "reroute"
    REGISTER = "register"
    ACCEPT = "accept"
    REJECT = "reject"
    TRANSFER = "transfer"
    ASSIGN = "assign"
    SEND_BACK = "send_back"
    REASSIGN = "reassign"
    SIGN_IN = "sign_in"
    VERIFY = "verify"
    REPORT_UNFOUNDED = "report_unfounded"
    REPORT_DONE = "report_done"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    APPROVE = "approve"
    SEND_FOR_REWORK = "send_for_rework"
    ATTEMPT = "attempt"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    UNMERGE = "unmerge"
    ANSWER_RECEIPT = "answer_receipt"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    ANSWER_APPEAL = "answer_appeal"
    NOTE = "note"
    CORRECT = "correct"
    RESTORE = "restore"
    VOID = "void"


ACT_LABELS: Final[dict[Act, str]] = {
    Act.RECEIVE: "收件",
    Act.REROUTE: "转其他单位登记",
    Act.REGISTER: "登记",
    Act.ACCEPT: "受理",
    Act.REJECT: "不予受理",
    Act.TRANSFER: "移送",
    Act.ASSIGN: "交办",
    Act.SEND_BACK: "申请退回",
    Act.REASSIGN: "重新交办",
    Act.SIGN_IN: "签收",
    Act.VERIFY: "核查属实",
    Act.REPORT_UNFOUNDED: "报告不属实或已答复",
    Act.REPORT_DONE: "提交办理报告",
    Act.SUSPEND: "中止",
    Act.RESUME: "恢复办理",
    Act.EXTEND: "延期",
    Act.APPROVE: "审核通过",
    Act.SEND_FOR_REWORK: "退回重办",
    Act.ATTEMPT: "记录联系情况",
    Act.CLOSE: "反馈并办结",
    Act.REOPEN: "重新办理",
    Act.MERGE: "并案",
    Act.UNMERGE: "撤销并案",
    Act.ANSWER_RECEIPT: "登记答复",
    Act.WITHDRAW: "登记撤回",
    Act.APPEAL: "登记复查复核申请",
    Act.ANSWER_APPEAL: "答复复查复核",
    Act.NOTE: "记录进展",
    Act.CORRECT: "修改",
    Act.RESTORE: "恢复",
    Act.VOID: "作废",
}


class CaseKind(StrEnum):
    """诉求类型, set when a case is accepted (T-C03)."""

    HELP = "help"
    COMPLAINT = "complaint"
    REPORT = "report"
    ENQUIRY = "enquiry"
    PROPOSAL = "proposal"
    PETITION = "petition"


KIND_LABELS: Final[dict[CaseKind, str]] = {
    CaseKind.HELP: "求助",
    CaseKind.COMPLAINT: "投诉",
    CaseKind.REPORT: "举报（申请查处）",
    CaseKind.ENQUIRY: "咨询",
    CaseKind.PROPOSAL: "建议",
    CaseKind.PETITION: "信访事项",
}


class Urgency(StrEnum):
    """How fast somebody has to go and look (DL-04, DL-07)."""

    ORDINARY = "ordinary"
    URGENT = "urgent"


URGENCY_LABELS: Final[dict[Urgency, str]] = {
    Urgency.ORDINARY: "一般",
    Urgency.URGENT: "紧急（安全、停水停电）",
}


class RejectReason(StrEnum):
    """Why a case is not accepted (T-C04). Anonymity is none of them (3.1.2)."""

    NOT_OURS = "not_ours"
    IN_COURT = "in_court"
    ALREADY = "already"
    EXHAUSTED = "exhausted"
    UNCLEAR = "unclear"


REJECT_LABELS: Final[dict[RejectReason, str]] = {
    RejectReason.NOT_OURS: "不属本部门职权",
    RejectReason.IN_COURT: "已进入诉讼、仲裁、复议",
    RejectReason.ALREADY: "同一事项已经受理",
    RejectReason.EXHAUSTED: "复核已经终结",
    RejectReason.UNCLEAR: "内容不清且无法联系",
}
REJECT_LAW: Final[dict[RejectReason, str]] = {
    RejectReason.ALREADY: "PET-19.3",
    RejectReason.EXHAUSTED: "PET-36.3",
}


class SuspendReason(StrEnum):
    """What a suspended case waits for (T-C13)."""

    COURT = "court"
    VOTE = "vote"
    EXPERT = "expert"


SUSPEND_LABELS: Final[dict[SuspendReason, str]] = {
    SuspendReason.COURT: "等待法院裁判",
    SuspendReason.VOTE: "等待业主大会表决",
    SuspendReason.EXPERT: "等待专家或检测报告",
}


class Finding(StrEnum):
    """What a verification came to (T-C10, T-C11)."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"
    NO_EVIDENCE = "no_evidence"
    ANSWERED = "answered"


FINDING_LABELS: Final[dict[Finding, str]] = {
    Finding.TRUE: "属实",
    Finding.PARTLY: "部分属实",
    Finding.UNTRUE: "不属实",
    Finding.NO_EVIDENCE: "查无实据",
    Finding.ANSWERED: "咨询已答复",
}
FOUNDED: Final = frozenset({Finding.TRUE, Finding.PARTLY})


class AnswerWay(StrEnum):
    """How the complainant was told (T-C17)."""

    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    MESSAGE = "message"
    PAGE = "page"


WAY_LABELS: Final[dict[AnswerWay, str]] = {
    AnswerWay.PHONE: "电话",
    AnswerWay.VISIT: "当面",
    AnswerWay.LETTER: "书面",
    AnswerWay.MESSAGE: "短信",
    AnswerWay.PAGE: "查进度页面",
}


class AnsweredTo(StrEnum):
    """Whom the answer to a receipt went to (3.1.1)."""

    PERSON = "person"
    SENDER = "sender"


ANSWERED_TO_LABELS: Final[dict[AnsweredTo, str]] = {
    AnsweredTo.SENDER: "来文单位",
    AnsweredTo.PERSON: "本人",
}


class MergeKind(StrEnum):
    """重复件 counts no more; 同类件 goes on being counted (3.1.1)."""

    DUPLICATE = "duplicate"
    ALIKE = "alike"


MERGE_LABELS: Final[dict[MergeKind, str]] = {
    MergeKind.DUPLICATE: "重复件（同一人同一事）",
    MergeKind.ALIKE: "同类件（不同的人，一并办理）",
}


class Rating(StrEnum):
    """满意度."""

    CONTENT = "content"
    PARTLY = "partly"
    NOT_CONTENT = "not_content"


RATING_LABELS: Final[dict[Rating, str]] = {
    Rating.CONTENT: "满意",
    Rating.PARTLY: "基本满意",
    Rating.NOT_CONTENT: "不满意",
}
# The stage of a case that came in by an import, or that was moved by one: told by its standing.
STAGE_OF: Final[dict[Standing, Stage]] = {
    Standing.CLOSED: Stage.CLS,
    Standing.DUPLICATE: Stage.MRG,
    Standing.TRANSFERRED: Stage.TRF,
    Standing.VOID: Stage.VOID,
}
