"""法规科 keeps the demo's list of 联合惩戒: one measure was put in other words, one ended."""

from datetime import date, datetime
from typing import Final

from tingban.actions.enforcement import joint_measures as acts
from tingban.jobs.demo import measure_words as words
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.reads.enforcement import joint_measures as reads

_ENDS_ON: Final = date(2024, 10, 8)


def plan(daily: Daily) -> None:
    """Both after a proposal of 20 September has gone out on the words of that day."""
    counsel = daily.staff.counsel

    def change(at: datetime) -> None:
        acts.change_measure(
            key="awards", version=reads.stated("awards"), change=words.AWARDS, actor=counsel, at=at
        )

    def end(at: datetime) -> None:
        acts.end_measure(
            key="expose", version=reads.stated("expose"), on=_ENDS_ON, reason=words.WHY_ENDED,
            actor=counsel, at=at,
        )  # fmt: skip

    daily.stage.at(datetime(2024, 9, 25, 15, 10, tzinfo=ZONE), change)
    daily.stage.at(datetime(2024, 9, 29, 16, 20, tzinfo=ZONE), end)
