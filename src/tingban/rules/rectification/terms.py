"""When a problem has to be put right (DL-12), who moves that, and its number (DOMAIN 6.4)."""

import re
from datetime import date, timedelta
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.errors import NotNow, Refused
from tingban.rules.law import Calendar
from tingban.rules.rectification.categories import Category

# Beyond it a year was mistyped.
LONGEST: Final = timedelta(days=366)
ORDERED_TERM: Final = (
    "要宽限的，在期限届满以前由负责人批准延期，只能一次，最多 15 日，安全防范类不能延期；"
    "期限写错的，由负责人撤回通知书，改好以后重新签发。"
)
_NUMBER: Final = re.compile(r"^WT-(\d{6})-(\d{4})-(\d{6,})$", re.ASCII)


def default_due_on(
    category: Category, confirmed_on: date, calendar: Calendar, *, cap_on: date | None = None
) -> date:
    """The default limit of the category; while the campaign runs never past its end."""
    due_on = LIMIT_BY_KEY[f"DL-12/{category.value}"].due_on(confirmed_on, calendar)
    cap = binding_cap(cap_on, confirmed_on)
    return due_on if cap is None else min(due_on, cap)


def binding_cap(ends_on: date | None, on: date) -> date | None:
    """DL-12's hard cap for a term that is set on this day: once the campaign is over, none."""
    return ends_on if ends_on is not None and on <= ends_on else None


def out_of_bounds(term: date, since: date, ends_on: date | None) -> str:
    """Why a term told on this day goes too far; empty where it does not."""
    told, cap = chinese_day(term), binding_cap(ends_on, since)
    if cap is not None and term > cap:
        return f"整改期限（{told}）晚于专项行动结束的 {chinese_day(cap)}，请提前。"
    if term > since + LONGEST:
        return f"整改期限（{told}）离 {chinese_day(since)}超过一年，请核对年份。"
    return ""


def rest_day(term: date, signed_on: date, category: Category, calendar: Calendar) -> str:
    """What to write in the place of a rest day, or "" (民法典 203Ⅰ, DOMAIN 4.1).

    What endangers people is put right at once, on a Sunday too. Beyond the loaded years nobody
    knows the rest days.
    """
    is_at_once = category is Category.CAT_3 and term == signed_on
    if is_at_once or term.year not in calendar.years or calendar.is_workday(term):
        return ""
    next_on = calendar.roll(term)
    return (
        f"{chinese_day(term)}是休息日，期限到休息日结束的次日才满（民法典第二百零三条），"
        f"请写 {chinese_day(next_on)}"
    )


def check_served_term(term: date | None, served_on: date) -> None:
    """Nobody owes anything by a day that was over when he was told (民法典 201Ⅰ).

    On the day of the service itself he may: 立即整改 (DL-12, CAT-3).
    """
    if term is None or term >= served_on:
        return
    raise Refused(
        f"整改期限（{chinese_day(term)}）早于送达日期（{chinese_day(served_on)}）。"
        "期限从送达起算，请按通知书核对这两个日期。",
        rule="T-P05",
    )


def check_new_term(term: date, served_on: date, *, ends_on: date | None) -> None:
    """What an order on paper tells anew stands in the bounds of one that is signed here; a rest
    day is not refused, for the paper was handed over and says what it says."""
    found = out_of_bounds(term, served_on, ends_on)
    if found:
        raise Refused(found, rule="T-P05")


def check_service_in_term(order: str, term: date | None, served_on: date) -> None:
    """A signed order that reaches the company after its term leaves no time to obey it."""
    if term is None or term >= served_on:
        return
    raise NotNow(
        f"通知书 {order} 要到 {chinese_day(served_on)}才算送达，写明的整改期限"
        f"（{chinese_day(term)}）那时已经过了，企业没有时间整改，不能这样送达。"
        "由县(市、区)住建局负责人撤回这份通知书，写明新的期限，重新签发、送达。",
        rule="T-P06",
    )


def late_service(term: date | None, today: date) -> str:
    """What whoever serves a signed order reads first, once its term has run out (T-P06)."""
    if term is None or today <= term:
        return ""
    last = chinese_day(term)
    return (
        f"通知书写明的整改期限（{last}）已经过了。{last}或者以前送达的，照送达回证上的日期登记；"
        "以后才送达的不能登记，由县(市、区)住建局负责人撤回这份通知书，写明新的期限，"
        "重新签发、送达（T-P06）。"
    )


def late_by_lapse(term: date | None, until: date) -> str:
    """The same of a way that serves by the lapse of time: put up today, served on `until`."""
    if term is None or until <= term:
        return ""
    return (
        f"今天公告的，到 {chinese_day(until)}期满才算送达，那时写明的整改期限"
        f"（{chinese_day(term)}）已经过了，不能这样送达。"
    )


def check_ordered_term(order: str, term: date | None, wanted: date | None) -> None:
    """What an order says is moved by the head's extension, or the order is withdrawn (T-P07)."""
    if term is None or wanted in (None, term):
        return
    raise NotNow(
        f"整改期限 {chinese_day(term)}写在责令整改通知书 {order} 里，"
        f"不能改为 {chinese_day(wanted)}。{ORDERED_TERM}",
        rule="T-P07",
    )


def problem_number(area_code: str, year: int, sequence: int) -> str:
    """`WT-140802-2024-000123`."""
    return f"WT-{area_code}-{year}-{sequence:06d}"


def is_problem_number(text: str) -> bool:
    """Whether the number is one of ours; counties may bring their own."""
    return bool(_NUMBER.match(text))
