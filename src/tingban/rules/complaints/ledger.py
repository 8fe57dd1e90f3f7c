"""Cells of 附件2 that hold more than one thing (DOMAIN 2.1, AMB-17)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tingban.kit.dates import NotADate, find_dates, parse_date
from tingban.kit.text import fold
from tingban.rules.complaints.masking import personal_traces

SUMMARY_LIMIT: Final = 200
_RECEIVED: Final = re.compile(r"收到|接收|收件|接件|来件|接到|收:")
_ACCEPTED: Final = re.compile(r"受理|登记|立案")


@dataclass(frozen=True, slots=True)
class TwoTimes:
    """受理和收到时间 taken apart; None where the cell does not tell."""

    received_on: date | None
    accepted_on: date | None

    def __str__(self) -> str:
        parts = (("收到", self.received_on), ("受理", self.accepted_on))
        return "；".join(f"{label}：{on:%Y-%m-%d}" for label, on in parts if on)


def parse_two_times(value: object, *, year: int | None = None) -> TwoTimes | None:
    """The two dates of the cell, one date standing for both; None where it holds none.

    `year` is that of 填报时间 and completes dates written as 6月3日.
    """
    if isinstance(value, date | datetime | int | float):
        try:
            on = parse_date(value)
        except NotADate:
            return None
        return TwoTimes(on, on)
    text = str(value or "")
    days = find_dates(text, year=year) or _only_day(text)
    if not days:
        return None
    return _labelled(fold(text), days)


def _only_day(text: str) -> list[date]:
    """A spelling that is understood where nothing but the day stands in the cell."""
    try:
        return [parse_date(text)]
    except NotADate:
        return []


def _labelled(word: str, days: list[date]) -> TwoTimes:
    received, accepted = _RECEIVED.search(word), _ACCEPTED.search(word)
    if len(days) == 1:
        # One day under one label tells the other nothing, but a case is received to be accepted.
        return TwoTimes(days[0], days[0] if accepted or not received else None)
    first, last = days[0], days[1]
    if received and accepted and accepted.start() < received.start():
        return TwoTimes(last, first)
    if received and accepted:
        return TwoTimes(first, last)
    # Without labels: nothing is accepted before it is received.
    return TwoTimes(min(first, last), max(first, last))


def summary_warnings(text: str, community_name: str = "") -> tuple[str, ...]:
    """What is wrong with 问题和舆情简要内容 for people outside (column 3)."""
    found = []
    if len(text) > SUMMARY_LIMIT:
        found.append(f"简要内容超过 {SUMMARY_LIMIT} 字")
    if community_name and not fold(text).startswith(fold(community_name)):
        found.append("简要内容应以小区名称开头")
    kinds = sorted({trace.kind for trace in personal_traces(text)})
    if kinds:
        found.append(f"简要内容含有他人的{'、'.join(kinds)}，请删去")
    return tuple(found)
