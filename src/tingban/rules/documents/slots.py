"""What is put into a paper: the kinds of its slots and how each value is written (DOMAIN 8.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from tingban.kit.dates import NotADate, chinese_day, parse_date
from tingban.kit.text import clean, clean_line
from tingban.rules.errors import Refused
from tingban.rules.law import LawArticle, cite_articles


class SlotKind(StrEnum):
    """Kinds of values; amounts are whole numbers of their smallest unit."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    COUNT = "count"
    AREA = "area"
    LINES = "lines"
    LAW = "law"
    OFFICERS = "officers"
    TABLE = "table"


# These stand on lines of their own and become paragraphs or a table there.
SPREAD: Final = frozenset({SlotKind.LINES, SlotKind.TABLE})


@dataclass(frozen=True, slots=True)
class Officer:
    """执法人员 with the number of the certificate."""

    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows, all as text."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# MONEY in 0.01 yuan, AREA in 0.01 m², LAW as keys of articles.
Value: TypeAlias = str | int | date | tuple[str, ...] | tuple[Officer, ...] | Table | None
Facts: TypeAlias = Mapping[str, Value]
Articles: TypeAlias = Mapping[str, LawArticle]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a paper; in the body it stands as 【label】.

    `must` names the item of DOMAIN 8.2 that it carries (empty: may be left out), `source` says in
    words where its value comes from. What is `by_hand` the drafter types beside the body: there
    is no other source of it. A day that `is_term` is the receiver's last, later than the signature.
    """

    label: str
    kind: SlotKind = SlotKind.TEXT
    must: str = ""
    source: str = ""
    by_hand: bool = False
    is_term: bool = False

    @property
    def token(self) -> str:
        """How it stands in the body."""
        return f"【{self.label}】"


def is_empty(value: Value) -> bool:
    """Whether nothing was told; a zero is told."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Table):
        return not value.rows
    return value is None or value == ()


def spell(kind: SlotKind, value: Value, articles: Articles) -> str:
    """The value as it stands in a sentence; several lines are numbered on one."""
    if is_empty(value):
        return ""
    if isinstance(value, date):
        return chinese_day(value)
    if isinstance(value, int):
        return _number(kind, value)
    if isinstance(value, tuple):
        return _listed(kind, value, articles)
    return "" if isinstance(value, Table) else str(value).strip()


def _number(kind: SlotKind, value: int) -> str:
    if kind is SlotKind.MONEY:
        return f"{value / 100:,.2f}元"
    return f"{value / 100:,.2f}平方米" if kind is SlotKind.AREA else str(value)


def _listed(
    kind: SlotKind, value: tuple[str, ...] | tuple[Officer, ...], articles: Articles
) -> str:
    officers = tuple(it for it in value if isinstance(it, Officer))
    if officers:
        return "、".join(f"{it.name}（执法证号：{it.certificate}）" for it in officers)
    words = tuple(str(it) for it in value)
    if kind is SlotKind.LAW:
        return cite_articles(articles[key] for key in words if key in articles)
    return "；".join(numbered(words))


def numbered(lines: tuple[str, ...]) -> tuple[str, ...]:
    """One as it is, several with their numbers; the stop at the end of each is the paper's."""
    told = tuple(line.strip().rstrip("。；;") for line in lines)
    if len(told) < 2:
        return told
    return tuple(f"{place}.{line}" for place, line in enumerate(told, 1))


def read_typed(slot: Slot, text: str) -> Value:
    """What was typed for a slot, as the value of its kind; nothing where nothing was typed."""
    told = clean(text)
    if not told:
        return None
    if slot.kind is SlotKind.DAY:
        return _day(slot, told)
    if slot.kind in (SlotKind.MONEY, SlotKind.COUNT, SlotKind.AREA):
        return _amount(slot, told)
    if slot.kind is SlotKind.LINES:
        return tuple(clean_line(line) for line in told.splitlines() if line.strip())
    return told


def _day(slot: Slot, text: str) -> date:
    try:
        return parse_date(text)
    except NotADate as fault:
        sentence = f"“{slot.label}”应填日期：{fault}，请写成 2024-06-03 的样子。"
        raise Refused(sentence, rule="DOMAIN 8.2") from None


def _amount(slot: Slot, text: str) -> int:
    """A whole number, or one of yuan or square metres with at most two places."""
    whole, point, rest = text.replace(",", "").partition(".")
    most = 0 if slot.kind is SlotKind.COUNT else 2
    is_right = whole.isdecimal() and len(rest) <= most and (rest.isdecimal() if point else True)
    if not is_right:
        form = "整数" if most == 0 else "数，最多两位小数"
        raise Refused(f"“{slot.label}”应填{form}，现为“{text}”。", rule="DOMAIN 8.2")
    return int(whole) if most == 0 else int(whole) * 100 + int(rest.ljust(2, "0"))
