"""Days that may stand in a fact: no act happens tomorrow, nor before what it rests on."""

from datetime import date

from tingban.rules.errors import Refused


def check_day(
    on: date, *, today: date, what: str, not_before: tuple[date, str] | None = None
) -> None:
    """Refuse a day after today, or before the day it rests on (`not_before` with its name)."""
    if on > today:
        raise Refused(
            f"{what}是 {on:%Y-%m-%d}，晚于今天（{today:%Y-%m-%d}）。请填写已经发生的日期。"
        )
    if not_before is not None and on < not_before[0]:
        day, name = not_before
        raise Refused(f"{what}（{on:%Y-%m-%d}）早于{name}（{day:%Y-%m-%d}），请核对。")
