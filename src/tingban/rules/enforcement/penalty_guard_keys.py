"""What must be so before a step of a penalty case, in the words of the checklist."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class GuardKey(StrEnum):
    """The value stands in the table and its drawing."""

    PARTY = "party"
    FOUND = "found"
    LINKED = "linked"
    REASON = "reason"
    FILING_SIGNED = "filing_signed"
    OFFICERS = "officers"
    SAME_OFFICERS = "same_officers"
    OF_THE_CASE = "of_the_case"
    COMPETENT = "competent"
    NOT_BARRED = "not_barred"
    NOT_TWICE = "not_twice"
    SAME_DAY = "same_day"
    SPOT_LIMIT = "spot_limit"
    SPOT_HANDED = "spot_handed"
    TRANSFERRED = "transferred"
    IS_SPOT = "is_spot"
    WHEN = "when"
    PARTY_VIEW = "party_view"
    INSPECTION_KEPT = "inspection_kept"
    INTERVIEW_KEPT = "interview_kept"
    ANYTHING = "anything"
    RECORDED = "recorded"
    NOTHING_KEPT = "nothing_kept"
    KEPT = "kept"
    KEEPING_SERVED = "keeping_served"
    REPORT_SIGNED = "report_signed"
    ARTICLES = "articles"
    KINDS = "kinds"
    RANGE = "range"
    ORDERED = "ordered"
    LENIENT = "lenient"
    HEARING_RIGHT = "hearing_right"
    NOT_HEAVIER = "not_heavier"
    PROPOSED = "proposed"
    NOT_HANDLER = "not_handler"
    REVIEWED = "reviewed"
    NOTICE_SERVED = "notice_served"
    PLEADED = "pleaded"
    HEARING_OFFERED = "hearing_offered"
    ASKED_IN_TIME = "asked_in_time"
    HOST = "host"
    AHEAD = "ahead"
    CALLED = "called"
    HELD_THEN = "held_then"
    TWO_HEADS = "two_heads"
    PLEA_HEARD = "plea_heard"
    PLEA_ANSWERED = "plea_answered"
    PLEA_FOLLOWED = "plea_followed"
    HEARING_SETTLED = "hearing_settled"
    HEARING_RECORDED = "hearing_recorded"
    REVIEW_PASSED = "review_passed"
    DISCUSSED = "discussed"
    WITHIN_90 = "within_90"
    DECISION_SIGNED = "decision_signed"
    SPARABLE = "sparable"
    SPARING_SIGNED = "sparing_signed"
    SPARING_SERVED = "sparing_served"
    DECISION_SERVED = "decision_served"
    NOT_PUBLIC = "not_public"
    IS_PUBLIC = "is_public"
    PART = "part"
    WHOLE = "whole"
    DEFERRAL_ASKED = "deferral_asked"
    LATER = "later"
    NOT_APPEALED = "not_appealed"
    APPEALED = "appealed"
    REVIEW_FIRST = "review_first"
    OUTCOME = "outcome"
    UNPAID = "unpaid"
    URGING_SERVED = "urging_served"
    TEN_DAYS = "ten_days"
    FINAL = "final"
    THREE_MONTHS = "three_months"
    COURT_SIGNED = "court_signed"
    COURT_ENDED = "court_ended"
    NOTHING_OWED = "nothing_owed"
    COPY_KEPT = "copy_kept"
    CLOSING_SIGNED = "closing_signed"
    MADE_PUBLIC = "made_public"
    DECIDED = "decided"


_G = GuardKey
GUARD_LABELS: Final[Mapping[str, str]] = {
    _G.PARTY: "写明当事企业",
    _G.FOUND: "日期前后相符",
    _G.LINKED: "由登记的问题而来",
    _G.REASON: "写明原因",
    _G.FILING_SIGNED: "立案审批表已签发",
    _G.OFFICERS: "两名以上持证执法人员",
    _G.SAME_OFFICERS: "更换执法人员的写明原因",
    _G.OF_THE_CASE: "由本案执法人员实施",
    _G.COMPETENT: "法律规定由住建部门处罚",
    _G.NOT_BARRED: "在追究时效之内",
    _G.NOT_TWICE: "同一违法行为没有罚过款",
    _G.SAME_DAY: "当日当场处理",
    _G.SPOT_LIMIT: "警告或 3000 元以下罚款",
    _G.SPOT_HANDED: "当场处罚决定书当日交付",
    _G.TRANSFERRED: "移送公安机关的，移送已经发出",
    _G.IS_SPOT: "适用简易程序",
    _G.WHEN: "检查、询问已经进行，不早于发现线索",
    _G.PARTY_VIEW: "写明当事人的意见和签字",
    _G.INSPECTION_KEPT: "上一次检查已有签字的笔录",
    _G.INTERVIEW_KEPT: "上一次询问已有签字的笔录",
    _G.ANYTHING: "有检查、询问或其他证据",
    _G.RECORDED: "检查、询问都有签字的笔录",
    _G.NOTHING_KEPT: "登记保存的证据已处理",
    _G.KEPT: "有登记保存的证据",
    _G.KEEPING_SERVED: "登记保存决定书已送达",
    _G.REPORT_SIGNED: "调查终结报告已签发",
    _G.ARTICLES: "依据适用于本案的问题行为",
    _G.KINDS: "处罚种类由依据规定",
    _G.RANGE: "罚款在法定幅度之内",
    _G.ORDERED: "责令改正后逾期",
    _G.LENIENT: "从轻、减轻有法定情形",
    _G.HEARING_RIGHT: "较大数额罚款告知听证",
    _G.NOT_HEAVIER: "不因申辩加重",
    _G.PROPOSED: "已提出处罚意见",
    _G.NOT_HANDLER: "审核人不是办案人",
    _G.REVIEWED: "需要的法制审核已通过",
    _G.NOTICE_SERVED: "告知书已送达",
    _G.PLEADED: "企业提出了陈述、申辩",
    _G.HEARING_OFFERED: "告知过听证权利",
    _G.ASKED_IN_TIME: "告知后 5 个工作日内要求听证",
    _G.HOST: "主持人不是本案调查人员",
    _G.AHEAD: "听证 7 个工作日前通知",
    _G.CALLED: "听证通知书 7 个工作日前送达",
    _G.HELD_THEN: "按通知的日期听证",
    _G.TWO_HEADS: "两名以上负责人参加",
    _G.PLEA_HEARD: "听取了陈述、申辩，或期满、放弃",
    _G.PLEA_ANSWERED: "陈述、申辩已复核",
    _G.PLEA_FOLLOWED: "采纳的意见已写进新的处罚意见",
    _G.HEARING_SETTLED: "听证已举行，或期满、放弃",
    _G.HEARING_RECORDED: "听证过的，听证笔录已签发",
    _G.REVIEW_PASSED: "需要的法制审核已通过（听证之后）",
    _G.DISCUSSED: "情节复杂或重大的已集体讨论",
    _G.WITHIN_90: "立案之日起 90 日内",
    _G.DECISION_SIGNED: "处罚决定书已签发",
    _G.SPARABLE: "符合不予处罚的情形",
    _G.SPARING_SIGNED: "不予处罚决定书已签发",
    _G.SPARING_SERVED: "不予处罚决定书已送达",
    _G.DECISION_SERVED: "处罚决定书已送达",
    _G.NOT_PUBLIC: "还没有公示",
    _G.IS_PUBLIC: "已公示，依法应当撤回",
    _G.PART: "金额小于应缴的余额",
    _G.WHOLE: "金额等于应缴的余额",
    _G.DEFERRAL_ASKED: "企业申请了延期、分期",
    _G.LATER: "新的期限晚于现在的期限",
    _G.NOT_APPEALED: "没有进行中的复议、诉讼",
    _G.APPEALED: "有进行中的复议、诉讼",
    _G.REVIEW_FIRST: "当场处罚先复议后诉讼",
    _G.OUTCOME: "变更罚款的写明金额，其他结果不写",
    _G.UNPAID: "逾期没有缴清",
    _G.URGING_SERVED: "催告书已送达",
    _G.TEN_DAYS: "催告书送达满 10 个工作日",
    _G.FINAL: "复议、诉讼期限已满",
    _G.THREE_MONTHS: "期满后三个月之内",
    _G.COURT_SIGNED: "强制执行申请书已签发",
    _G.COURT_ENDED: "法院执行程序已结束",
    _G.NOTHING_OWED: "没有应缴未缴的款项",
    _G.COPY_KEPT: "当场处罚已报备案",
    _G.CLOSING_SIGNED: "结案报告已签发",
    _G.MADE_PUBLIC: "公示已办，应撤回的已撤回",
    _G.DECIDED: "有生效的处罚决定",
}
