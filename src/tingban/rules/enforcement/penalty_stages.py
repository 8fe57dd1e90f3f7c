"""Stages and acts of a penalty case (DOMAIN 3.2, branch b), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where a penalty case stands."""

    CLUE = "clue"
    SPOT = "on_the_spot"
    INQUIRY = "inquiry"
    CONCLUDED = "concluded"
    NOTICED = "noticed"
    HEARING = "hearing"
    HEARD = "heard"
    DECIDED = "decided"
    SERVED = "served"
    URGED = "urged"
    COURT = "court"
    PAID = "paid"
    SPARED = "spared"
    CLOSED = "closed"
    ARCHIVED = "archived"
    REVOKED = "revoked"
    REFUSED = "refused"
    DROPPED = "dropped"
    MOVED = "moved"


STAGE_LABELS: Final[Mapping[str, str]] = {
    Stage.CLUE: "线索",
    Stage.SPOT: "当场处罚",
    Stage.INQUIRY: "调查取证",
    Stage.CONCLUDED: "调查终结",
    Stage.NOTICED: "已告知",
    Stage.HEARING: "听证中",
    Stage.HEARD: "听证结束",
    Stage.DECIDED: "待送达",
    Stage.SERVED: "待履行",
    Stage.URGED: "已催告",
    Stage.COURT: "申请强制执行",
    Stage.PAID: "已履行",
    Stage.SPARED: "不予处罚",
    Stage.CLOSED: "已结案",
    Stage.ARCHIVED: "已归档",
    Stage.REVOKED: "处罚已撤销",
    Stage.REFUSED: "不予立案",
    Stage.DROPPED: "已撤案",
    Stage.MOVED: "已移送",
}
# Nobody has to lead it on from here.
ENDS: Final = frozenset({Stage.CLOSED, Stage.ARCHIVED, Stage.REFUSED, Stage.DROPPED, Stage.MOVED})
# What was found is dealt with: a further act may lead to a case of its own (行政处罚法 29 forbids
# a second fine for the same one, and `not_twice` sees to that).
SETTLED: Final = ENDS | {Stage.SPARED, Stage.REVOKED}
# A penalty decision stands in these.
IN_FORCE: Final = (
    Stage.DECIDED, Stage.SERVED, Stage.URGED, Stage.COURT, Stage.PAID, Stage.CLOSED,
)  # fmt: skip
# What a company is told of: nothing before it was told what is planned (行政处罚法 44).
TOLD_TO_COMPANY: Final = frozenset(
    {
        Stage.SPOT, Stage.NOTICED, Stage.HEARING, Stage.HEARD, *IN_FORCE, Stage.SPARED,
        Stage.ARCHIVED, Stage.REVOKED,
    }
)  # fmt: skip


class Act(StrEnum):
    """Acts on a penalty case; the label is the verb on the button."""

    OPEN = "open"
    REFUSE = "refuse"
    FILE = "file"
    PUNISH_ON_SPOT = "punish_on_spot"
    DECIDE_ON_SPOT = "decide_on_spot"
    REPORT_COPY = "report_copy"
    INSPECT = "inspect"
    INTERVIEW = "interview"
    COLLECT = "collect"
    KEEP = "keep"
    RELEASE = "release"
    CONCLUDE = "conclude"
    PROPOSE = "propose"
    REVIEW = "review"
    NOTIFY = "notify"
    PLEAD = "plead"
    ANSWER_PLEA = "answer_plea"
    WAIVE = "waive"
    ASK_HEARING = "ask_hearing"
    CALL_HEARING = "call_hearing"
    HOLD_HEARING = "hold_hearing"
    DROP_HEARING = "drop_hearing"
    RESUME = "resume"
    DISCUSS = "discuss"
    DECIDE = "decide"
    SPARE = "spare"
    DISMISS = "dismiss"
    HAND_OVER = "hand_over"
    SERVE = "serve"
    PUBLISH = "publish"
    PAY_PART = "pay_part"
    PAY_ALL = "pay_all"
    ASK_DEFERRAL = "ask_deferral"
    DEFER = "defer"
    APPEAL = "appeal"
    END_APPEAL = "end_appeal"
    ANNUL = "annul"
    URGE = "urge"
    APPLY_COURT = "apply_court"
    NOTE_COURT = "note_court"
    CLOSE = "close"
    REVOKE = "revoke"
    UNPUBLISH = "unpublish"
    ARCHIVE = "archive"
    UNDO = "undo"


ACT_LABELS: Final[Mapping[str, str]] = {
    Act.OPEN: "登记线索",
    Act.REFUSE: "不予立案",
    Act.FILE: "批准立案",
    Act.PUNISH_ON_SPOT: "当场处罚（简易程序）",
    Act.DECIDE_ON_SPOT: "当场交付决定书",
    Act.REPORT_COPY: "报本机关备案",
    Act.INSPECT: "记录现场检查",
    Act.INTERVIEW: "记录询问",
    Act.COLLECT: "收集证据",
    Act.KEEP: "批准先行登记保存",
    Act.RELEASE: "处理登记保存的证据",
    Act.CONCLUDE: "调查终结",
    Act.PROPOSE: "提出处罚意见",
    Act.REVIEW: "出具法制审核意见",
    Act.NOTIFY: "登记告知书送达",
    Act.PLEAD: "提交陈述、申辩",
    Act.ANSWER_PLEA: "复核陈述、申辩",
    Act.WAIVE: "放弃陈述、申辩或听证",
    Act.ASK_HEARING: "要求听证",
    Act.CALL_HEARING: "安排听证",
    Act.HOLD_HEARING: "记录听证",
    Act.DROP_HEARING: "撤回听证要求",
    Act.RESUME: "退回补充调查",
    Act.DISCUSS: "记录集体讨论",
    Act.DECIDE: "作出处罚决定",
    Act.SPARE: "作出不予处罚决定",
    Act.DISMISS: "撤销案件",
    Act.HAND_OVER: "移送其他机关",
    Act.SERVE: "登记决定书送达",
    Act.PUBLISH: "登记公示",
    Act.PAY_PART: "登记部分缴款",
    Act.PAY_ALL: "登记缴清",
    Act.ASK_DEFERRAL: "申请延期、分期缴纳",
    Act.DEFER: "批准延期、分期缴纳",
    Act.APPEAL: "登记复议、诉讼",
    Act.END_APPEAL: "登记复议、诉讼结果",
    Act.ANNUL: "登记决定被撤销",
    Act.URGE: "登记催告书送达",
    Act.APPLY_COURT: "申请法院强制执行",
    Act.NOTE_COURT: "登记法院办理情况",
    Act.CLOSE: "结案",
    Act.REVOKE: "撤销处罚决定",
    Act.UNPUBLISH: "撤回公示信息",
    Act.ARCHIVE: "归档",
    Act.UNDO: "撤回上一步",
}
# What left a counted fact, went out to the company, or is the company's own word: it has its own
# way back and is not taken back as a slip.
KEPT: Final = frozenset(
    {
        Act.DECIDE_ON_SPOT, Act.NOTIFY, Act.PLEAD, Act.WAIVE, Act.ASK_HEARING, Act.DROP_HEARING,
        Act.DECIDE, Act.SPARE, Act.SERVE, Act.PUBLISH, Act.ASK_DEFERRAL, Act.DEFER,
        Act.END_APPEAL, Act.ANNUL, Act.URGE, Act.APPLY_COURT, Act.REVOKE, Act.UNPUBLISH,
        Act.HAND_OVER,
    }
)  # fmt: skip
# The step that leads on from a stage.
MAIN: Final[Mapping[str, str]] = {
    Stage.CLUE: Act.FILE,
    Stage.SPOT: Act.DECIDE_ON_SPOT,
    Stage.INQUIRY: Act.CONCLUDE,
    Stage.CONCLUDED: Act.NOTIFY,
    Stage.NOTICED: Act.DECIDE,
    Stage.HEARING: Act.HOLD_HEARING,
    Stage.HEARD: Act.DECIDE,
    Stage.DECIDED: Act.SERVE,
    Stage.SERVED: Act.PAY_ALL,
    Stage.URGED: Act.APPLY_COURT,
    Stage.COURT: Act.PAY_ALL,
    Stage.PAID: Act.CLOSE,
    Stage.SPARED: Act.CLOSE,
    Stage.CLOSED: Act.ARCHIVE,
    Stage.REVOKED: Act.ARCHIVE,
}


class PaperKey(StrEnum):
    """The papers of a case, by the keys of their templates (DOMAIN 8.2)."""

    FILING = "enforcement.penalty_filing"
    INSPECTION = "enforcement.penalty_inspection"
    INTERVIEW = "enforcement.penalty_interview"
    KEEPING = "enforcement.penalty_keeping"
    REPORT = "enforcement.penalty_report"
    REVIEW = "enforcement.penalty_review"
    NOTICE = "enforcement.penalty_notice"
    HEARING_RIGHT = "enforcement.penalty_hearing_right"
    HEARING = "enforcement.penalty_hearing"
    HEARING_RECORD = "enforcement.penalty_hearing_record"
    PLEA = "enforcement.penalty_plea"
    DISCUSSION = "enforcement.penalty_discussion"
    DECISION = "enforcement.penalty_decision"
    SPOT = "enforcement.penalty_spot"
    SPARING = "enforcement.penalty_sparing"
    DEFERRAL = "enforcement.penalty_deferral"
    URGING = "enforcement.penalty_urging"
    COURT = "enforcement.penalty_court"
    CLOSING = "enforcement.penalty_closing"


PAPER_LABELS: Final[Mapping[PaperKey, str]] = {
    PaperKey.FILING: "行政处罚立案审批表",
    PaperKey.INSPECTION: "现场检查笔录",
    PaperKey.INTERVIEW: "询问笔录",
    PaperKey.KEEPING: "先行登记保存决定书",
    PaperKey.REPORT: "案件调查终结报告",
    PaperKey.REVIEW: "行政处罚法制审核意见书",
    PaperKey.NOTICE: "行政处罚事先告知书",
    PaperKey.HEARING_RIGHT: "行政处罚听证告知书",
    PaperKey.HEARING: "行政处罚听证通知书",
    PaperKey.HEARING_RECORD: "行政处罚听证笔录",
    PaperKey.PLEA: "陈述申辩复核意见书",
    PaperKey.DISCUSSION: "案件集体讨论记录",
    PaperKey.DECISION: "行政处罚决定书",
    PaperKey.SPOT: "当场行政处罚决定书",
    PaperKey.SPARING: "不予行政处罚决定书",
    PaperKey.DEFERRAL: "延期（分期）缴纳罚款决定书",
    PaperKey.URGING: "行政处罚决定履行催告书",
    PaperKey.COURT: "行政处罚强制执行申请书",
    PaperKey.CLOSING: "行政处罚案件结案报告",
}
# Of which steps a paper speaks: it is signed after them, or another is (DOMAIN 8.2).
SPEAKS_OF: Final[Mapping[PaperKey, tuple[Act, ...]]] = {
    PaperKey.FILING: (Act.OPEN,),
    PaperKey.INSPECTION: (Act.INSPECT,),
    PaperKey.INTERVIEW: (Act.INTERVIEW,),
    PaperKey.KEEPING: (Act.KEEP,),
    PaperKey.REPORT: (Act.CONCLUDE,),
    PaperKey.REVIEW: (Act.REVIEW,),
    PaperKey.NOTICE: (Act.PROPOSE,),
    PaperKey.HEARING_RIGHT: (Act.PROPOSE,),
    PaperKey.HEARING: (Act.CALL_HEARING,),
    PaperKey.HEARING_RECORD: (Act.HOLD_HEARING,),
    PaperKey.PLEA: (Act.ANSWER_PLEA,),
    PaperKey.DISCUSSION: (Act.DISCUSS,),
    # 行政处罚法 57, 62, 65: a decision rests on all that was said and looked at before it.
    PaperKey.DECISION: (
        Act.CONCLUDE, Act.PROPOSE, Act.REVIEW, Act.PLEAD, Act.WAIVE, Act.ANSWER_PLEA,
        Act.ASK_HEARING, Act.DROP_HEARING, Act.HOLD_HEARING, Act.DISCUSS,
    ),
    PaperKey.SPOT: (Act.PUNISH_ON_SPOT,),
    PaperKey.SPARING: (Act.CONCLUDE, Act.PLEAD, Act.ANSWER_PLEA, Act.HOLD_HEARING),
    PaperKey.DEFERRAL: (Act.DEFER,),
    # What is owed, and since when.
    PaperKey.URGING: (Act.SERVE, Act.DECIDE_ON_SPOT, Act.PAY_PART, Act.DEFER, Act.END_APPEAL),
    PaperKey.COURT: (Act.URGE, Act.PAY_PART, Act.END_APPEAL),
    PaperKey.CLOSING: (Act.SPARE, Act.PAY_PART, Act.PAY_ALL, Act.END_APPEAL, Act.NOTE_COURT),
}  # fmt: skip
