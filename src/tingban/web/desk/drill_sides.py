"""Tables by their names in addresses: a live count, an edition, a week, the city's frozen table.

live:2024-06-14      live:2024-06-14@2024-06-14T12:00:00      edition:ZB-140802-2024-W03@2
week:2024-W03        city:2024-W03@1
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly import sides
from tingban.reads.weekly.counting import Moment
from tingban.reads.weekly.sides import Side
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.weekly.cells import CELL_BY_CODE, CODES, EXTRA_BY_CODE
from tingban.rules.weekly.weeks import Week
from tingban.web.desk.weekly_grid import TOTAL

_UNKNOWN: Final = "没有找到这张表。请从周报或统计下钻页面点数字进入。"


def _day(key: str) -> str:
    """2024年6月14日."""
    try:
        day = date.fromisoformat(key)
    except ValueError:
        raise NotFound(_UNKNOWN) from None
    return f"{day.year}年{day.month}月{day.day}日"


_NUMBER_PARTS: Final = ("ZB", "area", "week")


def _period(key: str) -> str:
    """`第19周` of `…-W19`, `6月末` of `…-M06`."""
    kind, number = key.rpartition("-")[2][:1], key.rpartition("-")[2][1:]
    if not (number.isascii() and number.isdigit()):
        return key
    return f"{int(number)}月末" if kind == "M" else f"第{int(number)}周"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as an address names it; `version` or `known_at` stands behind the @."""

    kind: str
    key: str
    at: str = ""

    @property
    def spec(self) -> str:
        """The name in addresses."""
        return f"{self.kind}:{self.key}" + (f"@{self.at}" if self.at else "")

    @property
    def is_live(self) -> bool:
        """Whether it is counted when it is asked for."""
        return self.kind == "live"

    @property
    def version(self) -> int | None:
        """The version asked for; the last one where none is."""
        return int(self.at) if self.at.isascii() and self.at.isdigit() else None

    @property
    def label(self) -> str:
        """What people call it: `第19周全市冻结数（第1版）`, `盐湖区第20周（第1版）`."""
        version = f"（第{self.at}版）" if self.at and not self.is_live else ""
        if self.is_live:
            known = f"，按{self.at.replace('T', ' ')[:16]}所知" if self.at else ""
            return f"即时统计（截至{_day(self.key)}0时{known}）"
        if self.kind == "edition":
            parts = self.key.split("-", 2)
            area = AREA_BY_CODE.get(parts[1]) if len(parts) == len(_NUMBER_PARTS) else None
            return f"{area.name if area else ''}{_period(self.key)}{version}"
        return f"{_period(self.key)}{'全市冻结数' if self.kind == 'city' else '报数'}{version}"

    def moment(self, now: datetime) -> Moment:
        """Of a live count."""
        try:
            known_at = datetime.fromisoformat(self.at).replace(tzinfo=SHANGHAI) if self.at else now
            return Moment(date.fromisoformat(self.key), known_at)
        except ValueError:
            raise NotFound(_UNKNOWN) from None


def read(spec: str) -> Table:
    """The table behind a name."""
    kind, _, rest = spec.partition(":")
    key, _, at = rest.partition("@")
    if kind not in _READERS or not key:
        raise NotFound(_UNKNOWN)
    return Table(kind, key, at)


def live(as_of: date, known_at: datetime | None = None) -> Table:
    """Counted now; the moment of knowledge only where one was chosen."""
    at = known_at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M:%S") if known_at else ""
    return Table("live", as_of.isoformat(), at)


def before(week: Week) -> Table:
    """What the units sent the week before."""
    year = (week.as_of - timedelta(days=7)).year
    return Table("week", f"{year}-W{week.number - 1:02d}")


def side(table: Table, *, actor: Actor, at: datetime, codes: Sequence[str] = CODES) -> Side:
    """The numbers of a table, for the rows that the actor sees."""
    return _READERS[table.kind](table, actor, at, codes)


def _live(table: Table, actor: Actor, at: datetime, codes: Sequence[str]) -> Side:
    return sides.live(actor=actor, moment=table.moment(at), codes=codes)


def _edition(table: Table, actor: Actor, at: datetime, codes: Sequence[str]) -> Side:
    return sides.of_edition(actor=actor, number=table.key, version=table.version, codes=codes)


def _week(table: Table, actor: Actor, at: datetime, codes: Sequence[str]) -> Side:
    found = sides.of_week(actor=actor, week_code=table.key, codes=codes)
    if not found.rows:
        raise NotFound("这一期还没有报数，请换一期，或者看即时统计。")
    return found


def _city(table: Table, actor: Actor, at: datetime, codes: Sequence[str]) -> Side:
    return sides.of_city(actor=actor, week_code=table.key, version=table.version, codes=codes)


_READERS: Final = {"live": _live, "edition": _edition, "week": _week, "city": _city}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a table: whose it is, what it counts, the ids behind it."""

    side: Side
    area: str
    code: str
    value: int
    ids: tuple[str, ...]
    reason: str = ""

    @property
    def label(self) -> str:
        """The table that it stands in."""
        return self.side.label

    @property
    def is_overridden(self) -> bool:
        """Whether the number is not the length of its list (CHK-26)."""
        return self.value != len(self.ids)


def number(table: Table, *, area: str, code: str, actor: Actor, at: datetime) -> Number:
    """A cell of any table, or a supplementary number of it."""
    if area != TOTAL and (area not in AREA_BY_CODE or not actor.covers(area)):
        raise NotFound("没有找到这个单位的数字，或者它不在您的辖区内。")
    if code not in CELL_BY_CODE and code not in EXTRA_BY_CODE:
        raise NotFound("没有这个指标。附件3 的 33 个指标见“指标说明”。")
    codes = CODES if code in CELL_BY_CODE else (code,)
    found = replace(side(table, actor=actor, at=at, codes=codes), label=table.label)
    figure = found.figure(area, code)
    return Number(found, area, code, figure.value, figure.ids, figure.reason)
