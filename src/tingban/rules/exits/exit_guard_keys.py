"""What must be so before a step of an exit; the value stands in the table and its drawing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class GuardKey(StrEnum):
    """The guards of `exit_guards`, `refusal_guards` and `exit_undoing`."""

    GROUNDS = "grounds"
    CONTRACT_END = "contract_end"
    NOTICE_90 = "notice_90"
    NOTICE_60 = "notice_60"
    REPLACEMENT = "replacement"
    LEFT = "left"
    OPINION_PAPER = "opinion_paper"
    STREET_HEARD = "street_heard"
    ASSESSED = "assessed"
    GUIDED = "guided"
    CONVENER = "convener"
    MANDATE = "mandate"
    MEETING_PAPERS = "meeting_papers"
    COMMITTEE_TOLD = "committee_told"
    MEETING_DAY = "meeting_day"
    ANNOUNCED = "announced"
    NOTICE_RUN = "notice_run"
    ROLL_FROZEN = "roll_frozen"
    VOTE_OVER = "vote_over"
    COUNTED = "counted"
    WITNESSED = "witnessed"
    QUORUM = "quorum"
    MAJORITY = "majority"
    POSTED = "posted"
    NOT_PASSED = "not_passed"
    RENEWAL = "renewal"
    BEFORE_EXPIRY = "before_expiry"
    NOTICE_PAPER = "notice_paper"
    SERVICE = "service"
    PROOF = "proof"
    CLAUSE = "clause"
    TERMINATION = "termination"
    TERM_REACHED = "term_reached"
    TAKEOVER_BASIS = "takeover_basis"
    TAKEOVER_SET = "takeover_set"
    EMERGENCY_PAPER = "emergency_paper"
    LIST_COMPLETE = "list_complete"
    SIDES_SIGNED = "sides_signed"
    CONFIRMATION = "confirmation"
    RECEIVER = "receiver"
    REFUSED_ITEMS = "refused_items"
    DEMAND_SERVED = "demand_served"
    DEMAND_TERM = "demand_term"
    SHORT_TERM = "short_term"
    URGED = "urged"
    ORDERED = "ordered"
    DOCUMENTS_REFUSED = "documents_refused"
    SUIT_PAPER = "suit_paper"
    K2_READY = "k2_ready"
    PUSH_BEGUN = "push_begun"
    MARKET_TOLD = "market_told"
    BOTH_REPORTED = "both_reported"
    OUTCOME = "outcome"
    REASON = "reason"
    CONCLUSION = "conclusion"
    NOT_ARCHIVED = "not_archived"
    IN_HOUSE = "in_house"
    NOTHING_RESTS = "nothing_rests"
    NONE_BESIDE = "none_beside"


GUARD_LABELS: Final[Mapping[str, str]] = {
    GuardKey.GROUNDS: "写明不整改、不履约的事实和业主的反映",
    GuardKey.CONTRACT_END: "写明合同到期日",
    GuardKey.NOTICE_90: "企业在到期 90 日前书面通知，合同另有约定的按约定",
    GuardKey.NOTICE_60: "合同已到期，企业提前 60 日书面通知",
    GuardKey.REPLACEMENT: "业主共同决定选聘，新合同已写明生效日",
    GuardKey.LEFT: "写明企业离场的日期",
    GuardKey.OPINION_PAPER: "替街道登记的意见附有街道的书面意见",
    GuardKey.STREET_HEARD: "街道已出具意见",
    GuardKey.ASSESSED: "退出风险研判表已签发",
    GuardKey.GUIDED: "指导意见书已签发",
    GuardKey.CONVENER: "有召集的资格",
    GuardKey.MANDATE: "物管会组织的，有地方规定或业主共同决定",
    GuardKey.MEETING_PAPERS: "会议通知和表决票样已定稿",
    GuardKey.COMMITTEE_TOLD: "已告知居民委员会",
    GuardKey.MEETING_DAY: "公告日和表决安排一致，会议日期在公告 15 日以后",
    GuardKey.ANNOUNCED: "会议已按表决安排公告",
    GuardKey.NOTICE_RUN: "公告已满 15 日，在公告的表决期间内",
    GuardKey.ROLL_FROZEN: "业主清册在会议通知之前已冻结",
    GuardKey.VOTE_OVER: "公告的表决期间已满",
    GuardKey.COUNTED: "已计票",
    GuardKey.WITNESSED: "有街道或居民委员会见证",
    GuardKey.QUORUM: "参与表决的面积和人数都达到三分之二",
    GuardKey.MAJORITY: "同意的面积和人数都过半数",
    GuardKey.POSTED: "结果公示满 3 日",
    GuardKey.NOT_PASSED: "表决没有通过",
    GuardKey.RENEWAL: "业主共同决定续聘",
    GuardKey.BEFORE_EXPIRY: "在合同到期之前",
    GuardKey.NOTICE_PAPER: "书面通知已由业主一方签章",
    GuardKey.SERVICE: "送达的日期与通知书上登记的一致",
    GuardKey.PROOF: "写明送达方式和凭证",
    GuardKey.CLAUSE: "合同另有约定的，写明条款",
    GuardKey.TERMINATION: "终止日在送达 60 日以后，合同另有约定的按约定",
    GuardKey.TERM_REACHED: "合同终止日已到",
    GuardKey.TAKEOVER_BASIS: "写明由谁接管、依据哪次决定",
    GuardKey.TAKEOVER_SET: "接管安排已登记",
    GuardKey.EMERGENCY_PAPER: "应急服务公告已签发",
    GuardKey.LIST_COMPLETE: "移交清单必交项目已交齐，其他项目已交或已说明",
    GuardKey.SIDES_SIGNED: "各方已在清单上确认",
    GuardKey.CONFIRMATION: "交接确认书已签字",
    GuardKey.RECEIVER: "写明接收人；物管会接收的，有地方规定或业主共同决定",
    GuardKey.REFUSED_ITEMS: "写明拒不移交的项目和证据",
    GuardKey.DEMAND_SERVED: "催告函已送达",
    GuardKey.DEMAND_TERM: "催告函写明的履行期限在送达以后",
    GuardKey.SHORT_TERM: "履行期限短于 7 日的，写明原因",
    GuardKey.URGED: "已催告，催告函写明的履行期限已满",
    GuardKey.ORDERED: "拒不移交资料的，已责令限期改正，期限已满",
    GuardKey.DOCUMENTS_REFUSED: "拒不移交的包括资料",
    GuardKey.SUIT_PAPER: "诉讼指导函已签发",
    GuardKey.K2_READY: "解聘通知已送达、期限已满、已催告",
    GuardKey.PUSH_BEGUN: "信用推送已有回执",
    GuardKey.MARKET_TOLD: "市场监管部门已签收报告函",
    GuardKey.BOTH_REPORTED: "信用推送和报告市场监管都有回执",
    GuardKey.OUTCOME: "写明和解、判决履行或执行结案的文书",
    GuardKey.REASON: "写明原因",
    GuardKey.CONCLUSION: "终止结论已签发",
    GuardKey.NOT_ARCHIVED: "还没有归档",
    GuardKey.IN_HOUSE: "上一步没有对外生效",
    GuardKey.NOTHING_RESTS: "没有送达的文书、登记的清单以上一步为依据",
    GuardKey.NONE_BESIDE: "没有另案在办",
}
