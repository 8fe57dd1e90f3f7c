"""All guards of a penalty case by their keys."""

from collections.abc import Callable, Mapping
from typing import Final

from tingban.rules.actors import Actor
from tingban.rules.enforcement import penalty_amount as amount
from tingban.rules.enforcement import penalty_deciding as deciding
from tingban.rules.enforcement import penalty_execution as execution
from tingban.rules.enforcement import penalty_inquiry as inquiry
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.rectification.course import Course

_G = GuardKey
GUARDS: Final[Mapping[str, Callable[[Course, Actor], str]]] = {
    _G.PARTY: inquiry.party,
    _G.LINKED: inquiry.linked,
    _G.REASON: inquiry.reason,
    _G.FILING_SIGNED: inquiry.filing_signed,
    _G.OFFICERS: inquiry.officers,
    _G.COMPETENT: inquiry.competent,
    _G.NOT_BARRED: inquiry.not_barred,
    _G.NOT_TWICE: inquiry.not_twice,
    _G.SAME_DAY: inquiry.same_day,
    _G.SPOT_LIMIT: inquiry.spot_limit,
    _G.SPOT_HANDED: inquiry.spot_handed,
    _G.IS_SPOT: inquiry.is_spot,
    _G.ANYTHING: inquiry.anything,
    _G.RECORDED: inquiry.recorded,
    _G.NOTHING_KEPT: inquiry.nothing_kept,
    _G.KEPT: inquiry.kept,
    _G.KEEPING_SERVED: inquiry.keeping_served,
    _G.REPORT_SIGNED: inquiry.report_signed,
    _G.ARTICLES: amount.articles,
    _G.KINDS: amount.kinds,
    _G.RANGE: amount.amount_range,
    _G.ORDERED: amount.ordered,
    _G.HEARING_RIGHT: deciding.hearing_right,
    _G.NOT_HEAVIER: deciding.not_heavier,
    _G.PROPOSED: deciding.proposed,
    _G.NOT_HANDLER: deciding.not_handler,
    _G.REVIEWED: deciding.reviewed,
    _G.NOTICE_SERVED: deciding.notice_served,
    _G.PLEADED: deciding.pleaded,
    _G.HEARING_OFFERED: deciding.hearing_offered,
    _G.ASKED_IN_TIME: deciding.asked_in_time,
    _G.HOST: deciding.host,
    _G.AHEAD: deciding.ahead,
    _G.CALLED: deciding.called,
    _G.HELD_THEN: deciding.held_then,
    _G.TWO_HEADS: deciding.two_heads,
    _G.PLEA_HEARD: deciding.plea_heard,
    _G.PLEA_ANSWERED: deciding.plea_answered,
    _G.HEARING_SETTLED: deciding.hearing_settled,
    _G.REVIEW_PASSED: deciding.review_passed,
    _G.DISCUSSED: deciding.discussed,
    _G.WITHIN_90: deciding.within_90,
    _G.DECISION_SIGNED: deciding.decision_signed,
    _G.SPARABLE: deciding.sparable,
    _G.SPARING_SIGNED: deciding.sparing_signed,
    _G.SPARING_SERVED: execution.sparing_served,
    _G.DECISION_SERVED: execution.decision_served,
    _G.NOT_PUBLIC: execution.not_public,
    _G.IS_PUBLIC: execution.is_public,
    _G.PART: execution.part,
    _G.WHOLE: execution.whole,
    _G.DEFERRAL_ASKED: execution.deferral_asked,
    _G.LATER: execution.later,
    _G.NOT_APPEALED: execution.not_appealed,
    _G.APPEALED: execution.appealed,
    _G.REVIEW_FIRST: execution.review_first,
    _G.UNPAID: execution.unpaid,
    _G.URGING_SERVED: execution.urging_served,
    _G.TEN_DAYS: execution.ten_days,
    _G.FINAL: execution.final,
    _G.THREE_MONTHS: execution.three_months,
    _G.COURT_SIGNED: execution.court_signed,
    _G.COURT_ENDED: execution.court_ended,
    _G.NOTHING_OWED: execution.nothing_owed,
    _G.COPY_KEPT: execution.copy_kept,
    _G.CLOSING_SIGNED: execution.closing_signed,
    _G.MADE_PUBLIC: execution.made_public,
    _G.DECIDED: execution.decided,
}
