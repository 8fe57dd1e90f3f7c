"""Dates as people write them in tables (INTERCHANGE 1).

A date is a calendar date of the city; a time of day is kept where it was given. Nothing is
guessed: two-digit years, months without a day and impossible dates are refused with a sentence.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from tingban.kit.text import clean_line

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
EXPECTED: Final = "日期，例如 2024-06-03、2024/6/3、2024.6.3、20240603 或 2024年6月3日"

# Day 0 of Excel's 1900 system, its phantom 29 February 1900 taken into account.
_EXCEL_ZERO: Final = date(1899, 12, 30)
_FIRST_SERIAL: Final = (date(FIRST_YEAR, 1, 1) - _EXCEL_ZERO).days
_LAST_SERIAL: Final = (date(LAST_YEAR + 1, 1, 1) - _EXCEL_ZERO).days
_DAY_SECONDS: Final = 86_400
_CHINESE_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TIME: Final = (
    r"(?:[T, ] ?|(?<=[日号)一二三四五六天])|(?=[上下中晚凌早]))"
    r"(?P<half>上午|下午|中午|晚上|凌晨|早上|晚|am|pm)?"
    r"(?P<hour>\d{1,2})(?:[:时点](?:(?P<minute>\d{1,2})(?::?分?))?)"
    r"(?:(?P<second>\d{1,2})(?:\.\d+)?秒?)?"
)
_DATE: Final = (
    r"(?P<year>\d{4})(?:"
    r"-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})(?!\d)"
    r"|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?!\d)"
    r"|\.(?P<m3>\d{1,2})\.(?P<d3>\d{1,2})(?!\d)"
    r"|年(?P<m4>\d{1,2})月(?P<d4>\d{1,2})[日号]"
    r"|(?P<m5>\d{2})(?P<d5>\d{2})(?!\d))"
)
_WEEKDAY: Final = r"(?:\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
_WHOLE: Final = re.compile(
    rf"^{_DATE}{_WEEKDAY}(?:{_TIME}(?:\+08:?00)?| ?(?:上午|下午|中午|晚上|凌晨|早上))?$",
    re.IGNORECASE | re.ASCII,
)
_CHINESE_DATE: Final = re.compile(
    r"^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月"
    r"([一二三四五六七八九十]{1,3})[日号]$"
)
# Spaces round these say nothing: 2024 年 6 月 3 日. All other spaces part a day from a time.
_MARKS: Final = re.compile(r" ?([年月日号时分秒点:/.()-]) ?")
_ISO: Final = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII)
_ANYWHERE: Final = re.compile(_DATE, re.ASCII)
# What is typed for a hyphen or a point where the input method stands on Chinese.
_SIGNS: Final = str.maketrans("—–―−、。", "-----.")
_UNTOLD: Final = (
    (re.compile(r"^\d{1,2}[-/.月]\d{1,2}[日号]?$", re.ASCII), "没有写年份"),
    (re.compile(r"^\d{4}[-/.年]\d{1,2}月?$", re.ASCII), "没有写是哪一日"),
    (re.compile(r"^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?$", re.ASCII), "年份要写四位数"),
)
_SHORT: Final = re.compile(r"(?<![\d年.\-/])(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")


class NotADate(ValueError):
    """The value names no day; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A day and, where it was told, the time of day."""

    on: date
    at: time | None = None

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}" + (f" {self.at:%H:%M}" if self.at else "")


def parse_date(value: object) -> date:
    """The day that a cell means; its time of day, if any, is left aside."""
    return parse_when(value).on


def parse_when(value: object) -> When:
    """The day and time of day that a cell means, or `NotADate`."""
    if isinstance(value, datetime):
        return _checked(When(value.date(), _told(value.time())))
    if isinstance(value, date):
        return _checked(When(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _checked(_from_number(value))
    return _checked(_from_text(str(value) if value is not None else ""))


def _told(moment: time) -> time | None:
    """Excel keeps a plain date as midnight: midnight is therefore no time of day."""
    moment = moment.replace(microsecond=0, tzinfo=None)
    return None if moment == time() else moment


def _checked(when: When) -> When:
    if not FIRST_YEAR <= when.on.year <= LAST_YEAR:
        raise NotADate(f"年份 {when.on.year} 不在 {FIRST_YEAR} 至 {LAST_YEAR} 年之间")
    return when


def _from_number(number: float) -> When:
    """20240603 as a number, or an Excel serial day with its fraction of a day."""
    if 10_000_000 <= number <= 99_999_999 and float(number).is_integer():
        return _from_text(str(int(number)))
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        raise NotADate(f"“{number}”不是日期")
    days, seconds = divmod(round(number * _DAY_SECONDS), _DAY_SECONDS)
    minutes, second = divmod(seconds, 60)
    return When(
        _EXCEL_ZERO + timedelta(days=days), _told(time(minutes // 60, minutes % 60, second))
    )


def _from_text(text: str) -> When:
    # By far the most frequent spelling is our own.
    word = text if _ISO.match(text) else _even(text)
    chinese = _CHINESE_DATE.match(word)
    if chinese:
        word = _from_chinese(*chinese.groups())
    # An Excel cell that is text may still hold a number such as 20240603.0.
    match = _WHOLE.match(word.removesuffix(".0") if word.endswith(".0") else word)
    if match is None:
        word = word.lstrip("'`").translate(_SIGNS).replace(" ", "-")
        match = _WHOLE.match(word)
    if match is None:
        raise NotADate(_why_not(text, word))
    return When(_day_of(match, text), _time_of(match, text))


def _why_not(text: str, word: str) -> str:
    if not word:
        return "日期是空的"
    untold = next((why for shape, why in _UNTOLD if shape.match(word)), "不是日期")
    return f"“{text}”{untold}"


def _even(text: str) -> str:
    """One width, and spaces only where they part something."""
    return _MARKS.sub(r"\1", clean_line(unicodedata.normalize("NFKC", text)))


def _from_chinese(year: str, month: str, day: str) -> str:
    return f"{year.translate(_CHINESE_DIGITS)}年{_small(month)}月{_small(day)}日"


def _small(numeral: str) -> int:
    """一 … 三十一."""
    tens, has_ten, units = numeral.rpartition("十")
    if not has_ten:
        return int(numeral.translate(_CHINESE_DIGITS))
    return int(tens.translate(_CHINESE_DIGITS) or 1) * 10 + int(
        units.translate(_CHINESE_DIGITS) or 0
    )


def _day_of(match: re.Match[str], text: str) -> date:
    months = (match[name] for name in ("m1", "m2", "m3", "m4", "m5"))
    days = (match[name] for name in ("d1", "d2", "d3", "d4", "d5"))
    month = next(int(found) for found in months if found)
    day = next(int(found) for found in days if found)
    try:
        return date(int(match["year"]), month, day)
    except ValueError:
        raise NotADate(f"“{text}”：没有这一天") from None


def _time_of(match: re.Match[str], text: str) -> time | None:
    if match["hour"] is None:
        return None
    hour = int(match["hour"])
    if (match["half"] or "").lower() in {"下午", "晚上", "晚", "pm"} and hour < 12:
        hour += 12
    try:
        return _told(time(hour, int(match["minute"] or 0), int(match["second"] or 0)))
    except ValueError:
        raise NotADate(f"“{text}”：没有这个时刻") from None


def find_dates(text: str, *, year: int | None = None) -> list[date]:
    """Every date in a running text in the order of the text.

    `year` completes dates such as 6月3日 that were written without one.
    """
    word = _even(text)
    found: dict[int, date] = {}
    for match in _ANYWHERE.finditer(word):
        try:
            found[match.start()] = _day_of(match, text)
        except NotADate:
            continue
    for match in _SHORT.finditer(word) if year else ():
        try:
            found[match.start()] = date(year or 0, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return [found[place] for place in sorted(found)]


def day_after(day: date) -> date:
    """The next day; the last day that can be written has none and stands for itself."""
    return day if day == date.max else day + timedelta(days=1)


def chinese_day(on: date) -> str:
    """2024年6月3日: Arabic digits without leading zeros, as papers write it (GB/T 9704)."""
    return f"{on.year}年{on.month}月{on.day}日"


def chinese_moment(at: datetime) -> str:
    """2024年6月3日 09:30, as the clock it was given in shows it."""
    return f"{chinese_day(at.date())} {at:%H:%M}"
