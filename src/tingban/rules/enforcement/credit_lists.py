"""Lists that come back from the platform: read, and held against what we sent (DOMAIN 7.2)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from tingban.kit.dates import NotADate, parse_date
from tingban.kit.text import fold
from tingban.rules.enforcement.credit_items import ITEMS, Item, cents_of_wan, in_wan, spelled
from tingban.rules.enforcement.kinds import penalty_types
from tingban.rules.errors import Refused
from tingban.rules.rectification.fields import Ask

Cells = Sequence[Sequence[object]]
NUMBER: Final = "CF_WSH"
_PLACES: Final = re.compile(r"[（(]万元[）)]|[（）()]")
_HEAD_ROWS: Final = 10
_RECEIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "push": ("推送编号",),
    NUMBER: ("行政处罚决定书文号", "处罚决定书文号", "文号", NUMBER),
    "receipt": ("回执编号", "回执号", "受理编号"),
    "result": ("结果", "处理结果", "状态"),
    "why": ("原因", "失败原因", "退回原因"),
}
_REFUSED: Final = ("失败", "退回", "不通过", "拒收")


class Gap(StrEnum):
    """How the two lists part."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    STILL_THERE = "still_there"
    DIFFERENT = "different"


GAP_LABELS: Final[Mapping[Gap, str]] = {
    Gap.MISSING_THERE: "平台缺少",
    Gap.MISSING_HERE: "本单位没有推送",
    Gap.STILL_THERE: "已撤回或修复，平台仍有",
    Gap.DIFFERENT: "内容不一致",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding; `item`, `ours` and `theirs` where a value differs."""

    gap: Gap
    number: str
    item: str = ""
    ours: str = ""
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a list of receipts; `push` or `number` says which push."""

    line: int
    push: str
    number: str
    receipt: str
    is_refused: bool
    why: str


def read_penalties(cells: Cells) -> dict[str, dict[str, str]]:
    """The rows of a returned list by 文号; only columns that it has, by name or by code."""
    names = {_key(told): it.code for it in ITEMS if it.is_kept for told in (it.label, it.code)}
    for told in _RECEIPTS[NUMBER]:
        names[_key(told)] = NUMBER
    start, places = _heads(cells, names, NUMBER, "行政处罚决定书文号")
    found: dict[str, dict[str, str]] = {}
    for row in cells[start:]:
        values = {code: _text(row[place]) for code, place in places.items() if place < len(row)}
        number = fold(values.get(NUMBER, ""))
        if number in found:
            raise Refused(f"名单里文号“{number}”出现两次，请核对后再上传。")
        if number:
            found[number] = values
    return found


def read_receipts(cells: Cells) -> list[Answered]:
    """The lines of a list of receipts."""
    names = {_key(told): code for code, words in _RECEIPTS.items() for told in words}
    start, places = _heads(cells, names, "receipt", "回执编号")
    return list(_answers(cells, start, places))


def differences(
    ours: Mapping[str, Mapping[str, Any]],
    theirs: Mapping[str, Mapping[str, str]],
    *,
    known: frozenset[str] = frozenset(),
    ended: frozenset[str] = frozenset(),
) -> tuple[Difference, ...]:
    """Where they part. `ours` should stand there; `known` are others that we sent at another time,
    `ended` those that were withdrawn or repaired."""
    found = [Difference(Gap.MISSING_THERE, it) for it in sorted(ours.keys() - theirs.keys())]
    found += [Difference(Gap.STILL_THERE, it) for it in sorted(ended & theirs.keys())]
    strange = theirs.keys() - ours.keys() - known - ended
    found += [Difference(Gap.MISSING_HERE, it) for it in sorted(strange)]
    for number in sorted(ours.keys() & theirs.keys()):
        found += _of_one(number, ours[number], theirs[number])
    return tuple(found)


def _of_one(
    number: str, ours: Mapping[str, Any], theirs: Mapping[str, str]
) -> Iterator[Difference]:
    for item in ITEMS:
        if item.code not in theirs or not item.is_kept:
            continue
        mine, other = spelled(item, ours.get(item.code)), theirs[item.code]
        if _meant(item, mine) != _meant(item, other):
            yield Difference(Gap.DIFFERENT, number, item.label, mine, other)


def _meant(item: Item, text: str) -> object:
    """What a value says, however it is written."""
    told = fold(text)
    if not told:
        return ""
    read = _READERS.get(item.ask)
    return read(told) if read else told


def _amount(text: str) -> object:
    cents = cents_of_wan(text)
    return text if cents is None else cents or ""


def _day(text: str) -> object:
    try:
        return parse_date(text)
    except NotADate:
        return text


_READERS: Final[Mapping[Ask, Callable[[str], object]]] = {
    Ask.MONEY: _amount,
    Ask.DAY: _day,
    Ask.MANY: lambda text: frozenset(penalty_types(text)),
}


def _key(text: object) -> str:
    return _PLACES.sub("", fold(str(text or "")))


def _text(value: object) -> str:
    """A cell as text; Excel's days and figures in the writing of the exchange."""
    if isinstance(value, datetime | date):
        return f"{value:%Y/%m/%d}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else in_wan(round(value * 1_000_000))
    return str(value).strip() if value is not None else ""


def _heads(
    cells: Cells, names: Mapping[str, str], wanted: str, label: str
) -> tuple[int, dict[str, int]]:
    """The first line below the heads, and where each column stands."""
    for line, row in enumerate(cells[:_HEAD_ROWS]):
        places = {names[key]: at for at, cell in enumerate(row) if (key := _key(cell)) in names}
        if wanted in places:
            return line + 1, places
    raise Refused(f"文件里没有找到“{label}”这一列，请使用平台导出的原表，表头不要改。")


def _answers(cells: Cells, start: int, places: Mapping[str, int]) -> Iterator[Answered]:
    for line, row in enumerate(cells[start:], start=start + 1):
        told = {code: _text(row[at]) for code, at in places.items() if at < len(row)}
        if not any(told.values()):
            continue
        yield Answered(
            line=line,
            push=told.get("push", ""),
            number=fold(told.get(NUMBER, "")),
            receipt=told.get("receipt", ""),
            is_refused=any(word in told.get("result", "") for word in _REFUSED),
            why=told.get("why", ""),
        )
