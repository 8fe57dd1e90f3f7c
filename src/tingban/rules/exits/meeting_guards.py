"""Guards of the owners' meeting: who calls it, its notice, its roll, its days (条例 13、14).

The days of the meeting stand in the plan of the vote alone. The announcement reads them there and
keeps what they were; where both part, the vote does not begin.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.arithmetic import latest_before
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import Act, Convener
from tingban.rules.exits.refusal_guards import by_owners, mandate, said
from tingban.rules.exits.vote_stages import Plan
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course

_MEETING: Final = LIMIT_BY_KEY["DL-20"]
_NOTICE: Final = cite("PMR-14")
_WHOLE: Final = cite("OWN-8", "OWN-9")
_PAPERS: Final = ("exits.meeting_notice", "exits.ballot_form")
_papers_there: Final = by_owners("会议通知和表决票样", "meeting_original", *_PAPERS)


def plan_of(now: Course) -> Plan | None:
    """How the vote of this round is to be held; None where none is planned."""
    found: Plan | None = now.beside.get("plan")
    return found


def announced(plan: Plan) -> dict[str, str]:
    """The days of the meeting as the announcement keeps them."""
    return {
        "notified_on": plan.notice_on.isoformat(),
        "meeting_on": plan.votes_from.isoformat(),
        "votes_until": plan.votes_until.isoformat(),
    }


def read_from_plan(now: Course) -> Mapping[str, Any]:
    """The answers that the announcement takes from the plan, `on` its day; nothing without one."""
    plan = plan_of(now)
    return {"on": plan.notice_on, **announced(plan)} if plan else {}


def _convener(now: Course, _: Actor) -> str:
    """条例 13Ⅱ: a fifth of the owners may ask for a meeting."""
    who = now.told.get("convener")
    if who != Convener.PROPOSAL:
        return said(who, "请选由谁召集业主大会。")
    proposers, owners = now.number("proposers"), now.number("owners")
    if owners and 5 * proposers >= owners:
        return ""
    return (
        f"提议的业主 {proposers} 人，全体业主 {owners} 人，不足 20%，"
        f"不能要求召开临时会议（{cite('PMR-13.2')}）。"
    )


def _managed(now: Course, _: Actor) -> str:
    return mandate(now) if now.told.get("convener") == Convener.MANAGING else ""


def _committee_told(now: Course, _: Actor) -> str:
    on, meeting_on = now.day("committee_told_on"), now.day("meeting_on")
    fits = on and (meeting_on is None or on <= meeting_on)
    return said(fits, f"住宅小区的业主大会会议应当同时告知居民委员会（{_NOTICE}），请写明日期。")


def _meeting_papers(now: Course, actor: Actor) -> str:
    """Both papers are there, and they are of this vote: its roll was frozen before they were."""
    sentence = _papers_there(now, actor)
    frozen_on: date | None = now.beside.get("roll_frozen_on")
    if sentence or frozen_on is None or str(now.told.get("meeting_original") or "").strip():
        return sentence
    signed = [day for day in map(now.signed_on, _PAPERS) if day is not None]
    if not signed or min(signed) >= frozen_on:
        return ""
    return (
        f"会议通知或者表决票样在清册冻结（{chinese_day(frozen_on)}）以前签章，不是按现在的表决安排"
        f"写的（{_NOTICE}）。请作废后按现在的表决安排重新生成。"
    )


def _meeting_day(now: Course, _: Actor) -> str:
    notified_on, meeting_on = now.day("notified_on"), now.day("meeting_on")
    until = now.day("votes_until")
    if notified_on is None or meeting_on is None or until is None:
        return "还没有表决安排，不知道何时公告、何时表决。请先在“业主表决”里写明。"
    if now.day_now != notified_on:
        return (
            f"表决安排写的会议通知日是 {chinese_day(notified_on)}，现在登记的是 "
            f"{chinese_day(now.day_now)}公告，两处必须是同一天（{_NOTICE}）。日期填错的请改正；"
            "真的改了日子的，请作罢这次表决，按新的日期重新安排。"
        )
    latest = latest_before(meeting_on, _MEETING.length)
    if notified_on > latest:
        return (
            f"会议应在召开 {_MEETING.length} 日以前通知全体业主（{_NOTICE}）。"
            f"{chinese_day(notified_on)}公告的，会议最早 "
            f"{chinese_day(meeting_on + (notified_on - latest))}。"
        )
    return said(until >= meeting_on, "表决截止日期早于会议日期，请核对。") or _as_planned(now)


def _as_planned(now: Course) -> str:
    """The days that were announced are those of the plan."""
    plan = plan_of(now)
    if plan is None:
        return "公告以后表决安排作罢了，请重新安排、重新公告。"
    days = announced(plan)
    if all(now.said(name) == day for name, day in days.items()):
        return ""
    return (
        f"公告的日期和表决安排不一致。表决安排是 {chinese_day(plan.notice_on)}通知、"
        f"{chinese_day(plan.votes_from)}开始表决、{chinese_day(plan.votes_until)}截止。"
        f"全体业主应当按同一个日期得到通知（{_NOTICE}），请按表决安排重新公告。"
    )


def _announced(now: Course, _: Actor) -> str:
    """Announced since the owners were last called together, for the days of this vote."""
    calls = (it for it in reversed(now.moves) if it.act in (Act.CONVENE, Act.ANNOUNCE))
    last = next(calls, None)
    sentence = said(last and last.act == Act.ANNOUNCE, "会议还没有公告，请先登记“公告会议”。")
    return sentence or _as_planned(now)


def _notice_run(now: Course, _: Actor) -> str:
    notified_on, meeting_on = now.day("notified_on"), now.day("meeting_on")
    if notified_on is None or meeting_on is None:
        return "会议还没有公告，请先登记“公告会议”。"
    if now.day_now < meeting_on or latest_before(now.day_now, _MEETING.length) < notified_on:
        return (
            f"公告的会议日期是 {chinese_day(meeting_on)}，须在公告满 {_MEETING.length} 日之后开始"
            f"（{_NOTICE}），否则决定可能被法院撤销。"
        )
    until = now.day("votes_until")
    if until is not None and now.day_now > until:
        return (
            f"公告的表决期间是 {chinese_day(meeting_on)}至 {chinese_day(until)}，已经过去，"
            f"{chinese_day(now.day_now)}不能再开始表决：全体业主是按公告的日期得到通知的（{_NOTICE}）。"
            "请作罢这次表决，重新安排日期、重新公告。"
        )
    return ""


def _roll_frozen(now: Course, _: Actor) -> str:
    """Since the owners were last called together, and no later than the notice that tells A, N."""
    frozen_on: date | None = now.beside.get("roll_frozen_on")
    convened_on, plan = now.day_of(Act.CONVENE), plan_of(now)
    if frozen_on is None or plan is None or (convened_on and frozen_on < convened_on):
        return (
            "业主清册（面积和人数）还没有冻结，请先在“业主表决”里写好表决安排、冻结清册，"
            f"再公告会议（面积、人数按{_WHOLE}计算，公告以前定下来是平台的规则）。"
        )
    if frozen_on > plan.notice_on:
        return (
            f"业主清册 {chinese_day(frozen_on)}才冻结，会议通知是 {chinese_day(plan.notice_on)}。"
            f"总面积和总人数按{_WHOLE}计算，通知全体业主时就定下来（平台的规则）。"
            "请作罢这次表决，冻结清册后重新通知。"
        )
    return ""


def _vote_over(now: Course, _: Actor) -> str:
    until = now.day("votes_until")
    if until is None or now.day_now >= until:
        return ""
    return f"公告的表决截止日期是 {chinese_day(until)}，不能提前结束。"


GUARDS: Final[Mapping[str, Callable[[Course, Actor], str]]] = {
    GuardKey.CONVENER: _convener,
    GuardKey.MANDATE: _managed,
    GuardKey.MEETING_PAPERS: _meeting_papers,
    GuardKey.COMMITTEE_TOLD: _committee_told,
    GuardKey.MEETING_DAY: _meeting_day,
    GuardKey.ANNOUNCED: _announced,
    GuardKey.NOTICE_RUN: _notice_run,
    GuardKey.ROLL_FROZEN: _roll_frozen,
    GuardKey.VOTE_OVER: _vote_over,
}
