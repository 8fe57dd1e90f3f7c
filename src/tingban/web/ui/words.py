"""How the desk writes days, moments and deadlines (LOOK, Words)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tingban.kit.clock import SHANGHAI

_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Chip:
    """A deadline in words; `tone`: good, soon, late, still."""

    text: str
    tone: str


def day(value: date, *, today: date, weekday: bool = True) -> str:
    """6月18日 周二; with the year where it is another year."""
    year = "" if value.year == today.year else f"{value.year}年"
    tail = f" 周{_WEEKDAYS[value.weekday()]}" if weekday else ""
    return f"{year}{value.month}月{value.day}日{tail}"


def moment(value: datetime, *, today: date) -> str:
    """6月18日 09:30, or 今天 09:30."""
    local = value.astimezone(SHANGHAI)
    if local.date() == today:
        return f"今天 {local:%H:%M}"
    return f"{day(local.date(), today=today, weekday=False)} {local:%H:%M}"


def exactly(value: date) -> str:
    """The full moment for hover and print."""
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M:%S}"
    return f"{value.year}年{value.month}月{value.day}日 星期{_WEEKDAYS[value.weekday()]}"


def deadline(due: date, *, now: datetime) -> Chip:
    """剩 3 天, 今天 18:00 前, 逾期 2 天. A day that is due is in time until it ends."""
    if isinstance(due, datetime):
        return _hour(due.astimezone(SHANGHAI), now.astimezone(SHANGHAI))
    left = (due - now.astimezone(SHANGHAI).date()).days
    if left < 0:
        return Chip(f"逾期 {-left} 天", "late")
    if left == 0:
        return Chip("今天到期", "soon")
    return Chip(f"剩 {left} 天", "soon" if left <= 2 else "good")


def _hour(due: datetime, now: datetime) -> Chip:
    if due <= now:
        return Chip(f"逾期 {span(now - due)}", "late")
    if due.date() == now.date():
        return Chip(f"今天 {due:%H:%M} 前", "soon")
    left = (due.date() - now.date()).days
    return Chip(f"剩 {left} 天", "soon" if left <= 2 else "good")


# Below so many hours every minute counts.
_NEAR: Final = 6


def span(length: timedelta) -> str:
    """2 天 3 小时, 7 小时, 2 小时 20 分, 20 分钟: the nearer, the finer."""
    minutes = int(length.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days} 天 {hours} 小时" if hours and days < 7 else f"{days} 天"
    if not hours:
        return f"{max(1, minutes)} 分钟"
    left = minutes % 60
    return f"{hours} 小时 {left} 分" if left and hours < _NEAR else f"{hours} 小时"


def file_size(count: int) -> str:
    """640 KB, 1.2 MB."""
    if count < 1024 * 1024:
        return f"{max(round(count / 1024), 1)} KB"
    return f"{count / 1024 / 1024:.1f} MB"


def position(latitude: float, longitude: float) -> str:
    """北纬 35.03333°，东经 111.00028°."""
    north, east = ("北" if latitude > 0 else "南"), ("东" if longitude > 0 else "西")
    return f"{north}纬 {abs(latitude):.5f}°，{east}经 {abs(longitude):.5f}°"
