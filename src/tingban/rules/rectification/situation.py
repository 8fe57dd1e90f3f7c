"""What the guards of a problem look at, and what each guard is called."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.inspections import VisitKind
from tingban.rules.rectification.branches import barred
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE


class Guard(StrEnum):
    """What must be so before a step; the value stands in the table and its drawing."""

    INSPECTED = "inspected"
    EVIDENCE = "evidence"
    SUB_ACTS = "sub_acts"
    RESPONSIBLE = "responsible"
    TERM = "term"
    REASON = "reason"
    PROPOSED = "proposed"
    NOT_PROPOSER = "not_proposer"
    SAME_DAY = "same_day"
    STAFF = "staff"
    BEFORE_AFTER = "before_after"
    PARTY = "party"
    LAW = "law"
    OFFICERS = "officers"
    DEMANDS = "demands"
    WHOLE = "whole"
    PROOF = "proof"
    BY_RECEIPT = "by_receipt"
    LAPSED = "lapsed"
    FIRST_EXTENSION = "first_extension"
    NOT_SAFETY = "not_safety"
    IN_TIME = "in_time"
    ASKED = "asked"
    REQUESTED = "requested"
    EXTENT = "extent"
    REPORT = "report"
    AFTER_PHOTOS = "after_photos"
    PUBLICATION = "publication"
    REPAYMENT = "repayment"
    RECHECKED = "rechecked"
    NOT_FINDER = "not_finder"
    SHORT_TERM = "short_term"
    DUE_PASSED = "due_passed"
    FAILED_TWICE = "failed_twice"
    BRANCH = "branch"
    RUNNING = "running"
    LEAVING = "leaving"
    SUCCESSOR = "successor"
    SEEN_AGAIN = "seen_again"
    SAME_ACT = "same_act"
    LOOK_BACK = "look_back"
    UNDOABLE = "undoable"


GUARD_LABELS: Final[Mapping[str, str]] = {
    Guard.INSPECTED: "当天或之前有检查记录（自查不算）",
    Guard.EVIDENCE: "至少一件证据",
    Guard.SUB_ACTS: "至少一项属于该类别的问题行为",
    Guard.RESPONSIBLE: "写明责任人",
    Guard.TERM: "写明完成时限，专项行动期间不晚于其结束",
    Guard.REASON: "写明原因",
    Guard.PROPOSED: "经办人已提请",
    Guard.NOT_PROPOSER: "批准人不是提请人",
    Guard.SAME_DAY: "确认当日改好",
    Guard.STAFF: "两名工作人员到场",
    Guard.BEFORE_AFTER: "有整改前、整改后的照片",
    Guard.PARTY: "通知书针对同一家企业",
    Guard.LAW: "选定法律依据，签发当日有效",
    Guard.OFFICERS: "两名执法人员及其证号",
    Guard.DEMANDS: "写明整改要求",
    Guard.WHOLE: "通知书要素齐全",
    Guard.PROOF: "有送达凭证",
    Guard.BY_RECEIPT: "以回证、回执为准的方式",
    Guard.LAPSED: "视为送达的期限已满",
    Guard.FIRST_EXTENSION: "只能延期一次",
    Guard.NOT_SAFETY: "不是安全防范类问题",
    Guard.IN_TIME: "整改期限届满之前",
    Guard.ASKED: "企业已申请延期",
    Guard.REQUESTED: "企业已申请延期，或交来书面申请",
    Guard.EXTENT: "延长不超过 15 日，到工作日为止",
    Guard.REPORT: "有整改报告",
    Guard.AFTER_PHOTOS: "有整改后的照片",
    Guard.PUBLICATION: "公共收益类：有公示照片",
    Guard.REPAYMENT: "侵占收益类：有应退、已退金额和凭证",
    Guard.RECHECKED: "有复核的检查记录",
    Guard.NOT_FINDER: "复核人不是确认人",
    Guard.SHORT_TERM: "再整改期限不超过 7 日",
    Guard.DUE_PASSED: "整改期限已过",
    Guard.FAILED_TWICE: "复核两次不通过",
    Guard.BRANCH: "至少选一项处置措施，属于本机关职权",
    Guard.RUNNING: "措施正在进行",
    Guard.LEAVING: "已启动企业退出",
    Guard.SUCCESSOR: "接任企业已书面确认",
    Guard.SEEN_AGAIN: "回头看或督导看到",
    Guard.SAME_ACT: "同一问题行为",
    Guard.LOOK_BACK: "销号后 60 日内",
    Guard.UNDOABLE: "上一步由人工办理，可以撤回",
}


# What is asked of one category alone.
GUARD_CATEGORY: Final[Mapping[str, Category]] = {
    Guard.PUBLICATION: Category.CAT_6,
    Guard.REPAYMENT: Category.CAT_7,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit that a step rests on; `is_here`: it stands, in this community or its family."""

    number: str
    kind: VisitKind
    on: date
    is_here: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at: how the problem stands, then what the step tells."""

    today: date
    category: Category = Category.CAT_9
    known_acts: tuple[str, ...] = ()
    confirmed_on: date | None = None
    completed_on: date | None = None
    term_on: date | None = None
    ends_on: date | None = None
    finder_id: int | None = None
    proposer_id: int | None = None
    is_proposed: bool = False
    extensions: int = 0
    is_asked: bool = False
    submitted_on: date | None = None
    failures: int = 0
    running: tuple[MeasureKind, ...] = ()
    # The fee of the community is under 政府指导价.
    is_guided: bool = True
    undo_refusal: str = ""
    # Told by the step.
    on: date | None = None
    first_visit_on: date | None = None
    evidence: int = 0
    acts: tuple[str, ...] = ()
    responsible: str = ""
    new_term_on: date | None = None
    latest_on: date | None = None
    # What to write where the new term falls on a rest day (`terms.rest_day`).
    rest_day: str = ""
    # What the company asked for on paper.
    request: str = ""
    reason: str = ""
    staff: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    parties: int = 1
    laws: tuple[str, ...] = ()
    stale_laws: tuple[str, ...] = ()
    officers: tuple[Officer, ...] = ()
    demands: str = ""
    # What the paper of an order still lacks, in words (`order_checks`).
    lacking: tuple[str, ...] = ()
    way: Way | None = None
    proof: str = ""
    deemed_on: date | None = None
    report: str = ""
    publication: int = 0
    owed: int = 0
    repaid: int = 0
    voucher: str = ""
    visit: Seen | None = None
    measures: tuple[MeasureKind, ...] = ()
    ended: tuple[MeasureKind, ...] = ()
    successor: str = ""

    @property
    def day(self) -> date:
        """The business day of the step."""
        return self.on or self.today


def as_if_filled(now: Situation) -> Situation:
    """With the fields of a form that stands still empty on the page."""
    waiting = "（待填写）"
    day = now.day
    closed = barred(now.category, now.known_acts, is_guided=now.is_guided)
    free = tuple(kind for kind in MeasureKind if kind not in {*now.running, *closed})
    later = max(day, (now.term_on or day) + timedelta(days=1))
    return replace(
        now, evidence=1, acts=now.known_acts or _first_act(now.category), responsible=waiting,
        new_term_on=later, latest_on=later, ends_on=None, reason=waiting,
        staff=("甲", "乙"), before=1, after=1, laws=("?",),
        officers=(Officer("甲", "1"), Officer("乙", "2")), demands=waiting, proof=waiting,
        report=waiting, publication=1, owed=1, repaid=1, voucher=waiting,
        visit=Seen("", VisitKind.RECHECK, day), measures=free[-1:], ended=now.running[:1],
        successor=waiting, request=waiting,
    )  # fmt: skip


def _first_act(category: Category) -> tuple[str, ...]:
    return next(((code,) for code, act in SUB_ACT_BY_CODE.items() if act.category is category), ())
