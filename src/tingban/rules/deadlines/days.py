"""Days that may stand in a fact: no act happens tomorrow, nor before what it rests on."""

from datetime import date

from tingban.kit.dates import chinese_day
from tingban.rules.errors import Refused


def check_day(
    on: date, *, today: date, what: str, not_before: tuple[date, str] | None = None
) -> None:
    """Refuse a day after today, or before the day it rests on (`not_before` with its name)."""
    if on > today:
        raise Refused(
            f"{what}是 {chinese_day(on)}，晚于今天（{chinese_day(today)}）。请填写已经发生的日期。"
        )
    if not_before is not None and on < not_before[0]:
        day, name = not_before
        raise Refused(f"{what}（{chinese_day(on)}）早于{name}（{chinese_day(day)}），请核对。")
