"""What stands on 信用中国, and for how long: a table with validity, for it changes (DOMAIN 7.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.deadlines.arithmetic import same_day_after_months

# Alone, these do not put a company on the platform's page.
_MILD: Final = frozenset({"警告", "通报批评"})


@dataclass(frozen=True, slots=True)
class PublishingRule:
    """One version of the rule; months are counted from the decision."""

    basis: str
    valid_from: date
    valid_to: date | None
    least_months: int
    least_months_safety: int
    most_months: int

    def holds_on(self, day: date) -> bool:
        """Whether it is the rule of that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


PUBLISHING_RULES: Final = (
    PublishingRule(
        "信用修复管理办法（试行）（国家发展改革委令第58号）", date(2023, 5, 1), None, 3, 12, 36
    ),
)


@dataclass(frozen=True, slots=True)
class Publishing:
    """Whether a penalty is shown on 信用中国, why, from when it may be repaired, until when at
    the most."""

    is_shown: bool
    reason: str
    repair_from: date | None = None
    at_most: date | None = None


def publishing_of(
    types: Iterable[str],
    *,
    decided_on: date,
    is_simple: bool,
    is_safety: bool,
    rules: tuple[PublishingRule, ...] = PUBLISHING_RULES,
) -> Publishing:
    """By the rule of the day of the decision."""
    rule = next((it for it in rules if it.holds_on(decided_on)), None)
    if rule is None:
        told = f"{chinese_day(decided_on)}没有登记适用的公示规定，请法规科确认"
        return Publishing(False, told)
    if is_simple:
        return Publishing(False, f"适用简易程序作出，不在信用中国公示（{rule.basis}）")
    if set(types) <= _MILD:
        return Publishing(False, f"仅处警告、通报批评，不在信用中国公示（{rule.basis}）")
    least = rule.least_months_safety if is_safety else rule.least_months
    field = "（消防安全）" if is_safety else ""
    return Publishing(
        True,
        f"在信用中国公示{field}，最短 {least} 个月，最长 {rule.most_months} 个月（{rule.basis}）",
        same_day_after_months(decided_on, least),
        same_day_after_months(decided_on, rule.most_months),
    )
