"""Personal data in a text that the public shall read: found, and hidden (个人信息保护法 25, 28).

Rules find what looks like it; a person looks as well, adds what the rules do not know and spares
what is no person's. What nobody spared is hidden.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.enforcement.names import SOMEBODY, names_in, surname_of


class Datum(StrEnum):
    """Kinds of personal data."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    HOUSE = "house"
    NAME = "name"
    MARKED = "marked"


DATUM_LABELS: Final[dict[Datum, str]] = {
    Datum.ID_NUMBER: "身份证号",
    Datum.PHONE: "电话",
    Datum.EMAIL: "电子邮箱",
    Datum.PLATE: "车牌号",
    Datum.HOUSE: "门牌号",
    Datum.NAME: "姓名",
    Datum.MARKED: "人工标出的内容",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something personal, and where it stands."""

    start: int
    end: int
    datum: Datum
    text: str


_PATTERNS: Final[tuple[tuple[Datum, re.Pattern[str]], ...]] = (
    (Datum.ID_NUMBER, re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")),
    (
        Datum.PHONE,
        re.compile(
            r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
            r"|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6}|400-?\d{3}-?\d{4})(?!\d)"
        ),
    ),
    (Datum.EMAIL, re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")),
    (
        Datum.PLATE,
        re.compile(
            "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
            r"[A-HJ-NP-Z]\s?[·.]?\s?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"
        ),
    ),
    (
        Datum.HOUSE,
        re.compile(
            r"(?:[0-9A-Za-z一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|座|#楼|号院)\s?)?"
            r"(?:[0-9一二三四五六七八九十]{1,3}\s?单元\s?)"
            r"(?:[0-9一二三四五六七八九十]{1,3}\s?(?:层|楼)\s?)?"
            r"[0-9A-Za-z]{1,5}\s?(?:室|户|号)?"
            r"|(?:[0-9A-Za-z一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|座|#楼)\s?)"
            r"[0-9]{2,5}\s?(?:室|户|号)?"
            r"|(?<![0-9])\d{1,3}-\d{1,2}-\d{2,4}(?![0-9-])"
            r"|(?<![0-9])[0-9]{2,5}\s?(?:室|户主家)"
        ),
    ),
)


def find(text: str, *, known: Iterable[str] = (), spared: Iterable[str] = ()) -> list[Finding]:
    """What is personal in it, in order and without overlap; `known` is marked by a person."""
    found = [
        Finding(it.start(), it.end(), datum, it[0])
        for datum, pattern in _PATTERNS
        for it in pattern.finditer(text)
    ]
    found += [
        Finding(it.start, it.end, Datum.NAME, text[it.start : it.end]) for it in names_in(text)
    ]
    found += [
        Finding(it.start(), it.end(), Datum.MARKED, word)
        for word in dict.fromkeys(word.strip() for word in known)
        if word
        for it in re.finditer(re.escape(word), text)
    ]
    free = {word.strip() for word in spared}
    return _apart(it for it in found if it.text.strip() not in free)


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """The earliest and of these the longest; what begins inside another is part of it."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda it: (it.start, -it.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


_HIDDEN: Final[dict[Datum, str]] = {
    Datum.ID_NUMBER: "（证件号已隐去）",
    Datum.PHONE: "（电话已隐去）",
    Datum.EMAIL: "（邮箱已隐去）",
    Datum.PLATE: "（车牌已隐去）",
    Datum.HOUSE: "（门牌已隐去）",
    Datum.MARKED: "（已隐去）",
}


_CROSSES: Final = "×××"


def hide(text: str, *, known: Iterable[str] = (), spared: Iterable[str] = ()) -> str:
    """The text as the public may read it: 王某, （电话已隐去）."""
    parts, last = [], 0
    for it in find(text, known=known, spared=spared):
        parts += [text[last : it.start], _instead(text, it)]
        last = it.end
    return "".join((*parts, text[last:]))


def _instead(text: str, hit: Finding) -> str:
    """What stands in its place; inside brackets crosses, so that no bracket opens in another."""
    if hit.datum not in _HIDDEN:
        return _short(hit.text)
    return _CROSSES if _is_bracketed(text[: hit.start]) else _HIDDEN[hit.datum]


def _is_bracketed(before: str) -> bool:
    """Whether a bracket is still open; `1）` of a list closes none."""
    depth = 0
    for sign in before:
        if sign in "（(":
            depth += 1
        elif sign in "）)":
            depth = max(0, depth - 1)
    return depth > 0


def _short(name: str) -> str:
    """The surname alone: 王某."""
    return name[: max(1, surname_of(name))] + SOMEBODY
