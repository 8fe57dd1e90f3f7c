"""The score sheet of a level case: items with full marks, and the marks that each rater gave.

The scheme is data: what a county rates by stands in the sheet itself, a line an item. The national
trial standard of 2004 has these five parts; the bureau fills Shanxi's (AMB-36).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

RATERS: Final = 3
_MARK: Final = Decimal("0.1")
# As people write a mark: 1e2 and 1_0 are numbers to a program alone.
_FIGURE: Final = re.compile(r"\d{1,9}(\.\d{1,20})?")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated, and how many marks it is worth."""

    name: str
    full: Decimal


SCHEME: Final[tuple[Item, ...]] = (
    Item("基本要求（合同、人员、公开）", Decimal(20)),
    Item("房屋管理", Decimal(20)),
    Item("共用设施设备维修养护", Decimal(20)),
    Item("协助维护公共秩序", Decimal(20)),
    Item("保洁和绿化养护", Decimal(20)),
)


class NotAScore(ValueError):
    """A line of the sheet that cannot be read; the message is a Chinese clause."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An item with a mark of each rater."""

    item: Item
    marks: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole sheet."""

    lines: tuple[Scored, ...]

    @property
    def full(self) -> Decimal:
        """All marks that there are."""
        return sum((line.item.full for line in self.lines), Decimal(0))

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """What each rater gave in all."""
        columns = zip(*(line.marks for line in self.lines), strict=True)
        return tuple(sum(column, Decimal(0)) for column in columns)

    @property
    def mean(self) -> Decimal:
        """The mean of the raters, to one place, half up."""
        totals = self.totals
        whole = sum(totals, Decimal(0)) / len(totals)
        return (whole * 10 + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR") / 10


def read_sheet(lines: Sequence[str], raters: Sequence[str]) -> Sheet:
    """项目 满分 各评定人得分; `NotAScore` says what is amiss and in which line."""
    if not lines:
        raise NotAScore("没有填写评分表")
    found = tuple(_line(line, raters) for line in lines)
    names = [line.item.name for line in found]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise NotAScore(f"“{twice}”写了两行")
    return Sheet(found)


def _line(line: str, raters: Sequence[str]) -> Scored:
    parts = line.split()
    if len(parts) != len(raters) + 2:
        raise NotAScore(
            f"“{line}”这一行应填满：项目（名称中不留空格）、满分、{len(raters)} 名评定人各自的得分"
        )
    name, full, *marks = parts
    item = Item(name, _mark(full, line))
    if item.full <= 0:
        raise NotAScore(f"“{name}”的满分应大于零")
    given = tuple(_mark(mark, line) for mark in marks)
    for rater, mark in zip(raters, given, strict=True):
        if mark > item.full:
            raise NotAScore(f"“{name}”满分 {item.full} 分，{rater}给了 {mark} 分")
    return Scored(item, given)


def figure(text: str) -> Decimal | None:
    """A number in plain digits, with or without a point; None for anything else."""
    return Decimal(text) if _FIGURE.fullmatch(text) else None


def _mark(text: str, line: str) -> Decimal:
    mark = figure(text)
    if mark is None or mark != mark.quantize(_MARK):
        raise NotAScore(f"“{line}”中的“{text}”不是分数，最多一位小数")
    return mark
