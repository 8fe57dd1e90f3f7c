"""What the card of a penalty case tells beside its steps: how a limit is counted, what is owed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.deadlines import Limit
from tingban.rules.deadlines.clock import Clock, Pause, start
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_deciding import accepted_pleas, needs_review
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_stages import Act, Stage
from tingban.rules.enforcement.penalty_sums import PERCENT_A_DAY
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fields import spell_money

_DAY: Final = timedelta(days=1)
_G: Final = GuardKey


@dataclass(frozen=True, slots=True)
class Sum:
    """A line about money or about a right: what it is, and how it was reckoned."""

    label: str
    text: str
    why: str = ""


def told_clock(now: Course, clock: Clock | None) -> Clock | None:
    """The ninety days with what a hearing took off them, while it lasts too (行政处罚法 60)."""
    filed, pauses = now.day_of(Act.FILE), seen.hearings(now)
    if filed is None or not pauses:
        return clock
    whole = start(seen.TO_DECIDE, seen.midnight(filed), seen.calendar_of(now), pauses=pauses)
    if now.stage == Stage.HEARING:
        used = _used(filed, pauses)
        left = seen.TO_DECIDE.length - used
        since = _short(pauses[-1].since)
        return replace(whole, moved_by=f"{since}起听证期间不计，已用 {used} 天，还剩 {left} 天")
    if clock is None or clock.limit is not seen.TO_DECIDE:
        return clock
    return replace(whole, moved_by=_taken_off(pauses))


def _used(filed: date, pauses: tuple[Pause, ...]) -> int:
    """Days that counted before the last hearing was asked for; the day of filing is none."""
    before = sum(_length(it) for it in pauses[:-1])
    return max(0, (pauses[-1].since - filed).days - 1 - before)


def _length(pause: Pause) -> int:
    return (pause.until - pause.since).days if pause.until else 0


def _taken_off(pauses: tuple[Pause, ...]) -> str:
    """扣除听证 27 天（10月11日—11月6日）: the day of the hearing counts again."""
    spans = "、".join(
        f"{_short(it.since)}—{_short(it.until - _DAY)}" for it in pauses if it.until and _length(it)
    )
    days = sum(_length(it) for it in pauses)
    return f"扣除听证 {days} 天（{spans}）" if days else ""


def _short(on: date) -> str:
    return f"{on.month}月{on.day}日"


# --- money and rights ---------------------------------------------------------------------------


def sums(now: Course) -> tuple[Sum, ...]:
    """What is to be paid by when, what it is today, what was paid; until when it is appealed."""
    if seen.decided_on(now) is None or now.count(Act.REVOKE) or now.count(Act.ANNUL):
        return ()
    return (*_money(now), *_rights(now))


def _money(now: Course) -> Iterator[Sum]:
    fine, gains = seen.fine_of(now), seen.gains_of(now)
    if not fine + gains:
        return
    last = seen.pay_by(now)
    if last is None:
        yield Sum("缴款期限", "决定书送达之后才起算", _of(seen.TO_PAY))
    else:
        yield Sum("缴款期限", chinese_day(last), _why_until(now, last))
    payments = seen.paid(now)
    if payments:
        parts = "；".join(f"{chinese_day(it.on)} {spell_money(it.amount)}" for it in payments)
        yield Sum("已经缴款", spell_money(sum(it.amount for it in payments)), parts)
    if now.count(Act.PAY_ALL):
        yield Sum("今天应缴", "已缴清")
    elif last is not None:
        yield _owed_today(now, fine, gains, last)


def _why_until(now: Course, last: date) -> str:
    if now.last(Act.DEFER) is not None:
        return "按批准的延期、分期（行政处罚法第六十六条第二款）"
    served = seen.served_on(now)
    told = f"{chinese_day(served)}送达，" if served else ""
    is_rolled = served is not None and last != served + timedelta(days=seen.TO_PAY.length)
    rolled = "，末日是休息日，顺延到下一个工作日" if is_rolled else ""
    return f"{told}自收到之日起 {_of(seen.TO_PAY)}{rolled}"


def _owed_today(now: Course, fine: int, gains: int, last: date) -> Sum:
    more, paid = seen.added(now, now.day_now), sum(it.amount for it in seen.paid(now))
    parts = [f"罚款 {spell_money(fine)}"] if fine else []
    parts += [f"没收 {spell_money(gains)}"] if gains else []
    parts += [f"加处罚款 {spell_money(more)}"] if more else []
    reckoned = " ＋ ".join(parts) + (f" － 已缴 {spell_money(paid)}" if paid else "")
    text = f"{spell_money(seen.owed(now, now.day_now))} ＝ {reckoned}"
    return Sum("今天应缴", text, _why_more(now, fine, last) if fine else "")


def _why_more(now: Course, fine: int, last: date) -> str:
    """How 加处罚款 runs (行政处罚法 72, 73Ⅲ)."""
    daily = spell_money(fine * PERCENT_A_DAY // 100)
    since = chinese_day(last + _DAY)
    begun = f"从 {since}起" if now.day_now > last else f"到期不缴的，从 {since}起"
    stood = "、".join(
        f"{chinese_day(it.since)}至{chinese_day(it.until) if it.until else '今'}"
        for it in seen.appeals(now)
    )
    return (
        f"{begun}每日按没有缴的罚款的百分之三加处（全额未缴时每日 {daily}），最多加到 "
        f"{spell_money(fine)}（行政处罚法第七十二条）。缴清的当天也计；先缴的一部分从缴款当天起不再计。"
        + (f"复议、诉讼期间不计：{stood}（第七十三条第三款）。" if stood else "")
    )


def _rights(now: Course) -> Iterator[Sum]:
    """复议法 20, 23; 行诉 45, 46: until when the company may still appeal."""
    served = seen.served_on(now)
    if served is None:
        return
    if seen.is_appealed(now):
        yield Sum("复议、诉讼", "正在进行，结果登记以后再起算")
        return
    ended, filed = now.last(Act.END_APPEAL), now.last(Act.APPEAL)
    if ended is not None and filed is not None:
        if filed.told.get("appeal") != "suit":
            yield _right(now, seen.AFTER_REVIEW, ended.on, "复议结果")
        return
    yield _right(now, seen.REVIEW, served, "送达")
    if seen.is_spot(now):
        yield Sum("起诉期限", "先申请行政复议，对复议决定不服再起诉", "行政复议法第二十三条")
    else:
        yield _right(now, seen.SUIT, served, "送达")


_RIGHTS: Final[Mapping[str, str]] = {
    seen.REVIEW.key: "复议期限",
    seen.SUIT.key: "起诉期限",
    seen.AFTER_REVIEW.key: "对复议决定不服的起诉期限",
}


def _right(now: Course, limit: Limit, since: date, what: str) -> Sum:
    last = chinese_day(seen.last_day(now, limit, since))
    return Sum(_RIGHTS[limit.key], last, f"{chinese_day(since)}{what}，{_of(limit)}")


def _of(limit: Limit) -> str:
    return f"{limit.span}（{limit.cited}）"


# --- lines of the checklist that have nothing to look at ----------------------------------------

IDLE: Final[Mapping[str, Callable[[Course], bool]]] = {
    _G.RECORDED: lambda now: not (now.count(Act.INSPECT) or now.count(Act.INTERVIEW)),
    _G.NOTHING_KEPT: lambda now: not now.count(Act.KEEP),
    _G.REVIEWED: lambda now: not needs_review(now),
    _G.REVIEW_PASSED: lambda now: not needs_review(now),
    _G.PLEA_ANSWERED: lambda now: seen.since(now, Act.PLEAD) is None,
    _G.PLEA_FOLLOWED: lambda now: not accepted_pleas(now),
    _G.HEARING_SETTLED: lambda now: seen.noticed(now).get("hearing") != "yes",
    _G.HELD_THEN: lambda now: seen.hearing_day(now) is None,
    _G.HEARING_RECORDED: lambda now: seen.since(now, Act.HOLD_HEARING) is None,
    _G.DISCUSSED: lambda now: seen.proposal(now).get("grave") != "yes",
    _G.NOT_APPEALED: lambda now: not now.count(Act.APPEAL),
    _G.COPY_KEPT: lambda now: not seen.is_spot(now),
    _G.MADE_PUBLIC: lambda now: seen.decided_on(now) is None,
}
