"""The penalty for which a company is exposed, and why it may not carry that (T-X02).

Behind most stands a problem with a penalty case of its own. What another organ decided, or what
was decided before this system, is known from the register alone: then the exposure rests on that
row, and what it says is a fact of the register (DOMAIN 1.3, trap 2; 行政处罚法 9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.rectification.course import Course

# Under this name the rows of the register stand beside the course, by their 文号.
REGISTER: Final = "register"
REGISTER_CHOICES: Final = "register_choices"


@dataclass(frozen=True, slots=True)
class RegisterPenalty:
    """A row of the register as an exposure sees it: of the company, of the county, in force?"""

    number: str
    company: str
    is_own: bool
    is_here: bool
    decided_on: date | None
    revoked_on: date | None = None
    is_repaired: bool = False


def named(now: Course) -> str:
    """The 文号 on which the exposure rests; empty where a problem stands behind it."""
    return now.text("penalty").strip()


def why_it_does_not_carry(now: Course) -> str:
    """Why the penalty that was named cannot be exposed on this day; "" where it can."""
    number = named(now)
    rows: Mapping[str, RegisterPenalty] = now.beside.get(REGISTER, {})
    found = rows.get(number)
    if found is None:
        return f"行政处罚台账里没有这家企业的处罚决定 {number}，请先登记，再以它曝光。"
    served_on, day = now.day("penalty_served_on"), now.day_now
    return _of_another(found) or _ended(found, day) or _unserved(found, served_on, day)


def _of_another(row: RegisterPenalty) -> str:
    if not row.is_own:
        return f"处罚决定 {row.number} 处罚的是“{row.company}”，不是这家企业，不能以它曝光。"
    if not row.is_here:
        return f"处罚决定 {row.number} 登记在别的县(市、区)，由那里曝光。"
    return ""


def _ended(row: RegisterPenalty, day: date) -> str:
    what = f"处罚决定 {row.number} "
    if row.decided_on is None:
        return f"{what}还没有作出，或者登记已经作废，不能以它曝光。"
    if row.revoked_on is not None and row.revoked_on <= day:
        on = chinese_day(row.revoked_on)
        return f"{what}已于 {on}撤销，不能以它曝光（行政处罚法第四十八条）。"
    if row.is_repaired:
        return f"{what}已经信用修复，公示信息已撤下，不再以它曝光。"
    return ""


def _unserved(row: RegisterPenalty, served_on: date | None, day: date) -> str:
    """Served it takes effect; remedies do not suspend it (行政处罚法 73Ⅰ)."""
    what = f"处罚决定 {row.number} "
    if served_on is None:
        return f"请写明{what}送达企业的日期：送达以后才发生效力。"
    if row.decided_on is not None and served_on < row.decided_on:
        return f"送达的日期早于{what}作出的日期（{chinese_day(row.decided_on)}），请核对。"
    if served_on > day:
        return f"{what}的送达日期 {chinese_day(served_on)}还没有到，送达以后才能以它曝光。"
    return ""
