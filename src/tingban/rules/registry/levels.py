"""Service levels are compared by rank, never by the Chinese numeral (DOMAIN 5.3, AMB-36)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import fold

_NUMERALS: Final = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
_ROMAN: Final = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
_LEVEL: Final = re.compile(
    r"^(?:物业)?(?:服务等级)?([一二三四五1-5]|[IV]{1,3})(?:级|等|星级|星)?(?:服务)?$"
)


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """One level of a standard; a higher `rank` is a better service."""

    code: str
    name: str
    rank: int


# National trial standard of 2004, 一级 best, drawn out to five; the bureau fills Shanxi's.
DEFAULT_LEVELS: Final[tuple[ServiceLevel, ...]] = tuple(
    ServiceLevel(code=str(number), name=f"{numeral}级", rank=6 - number)
    for number, numeral in enumerate(_NUMERALS, start=1)
)


def level_by_text(
    text: str, levels: Iterable[ServiceLevel] = DEFAULT_LEVELS
) -> ServiceLevel | None:
    """The level meant by 三级, 3级, 三级服务, 3, a code or a name of the standard."""
    word = fold(text)
    known = tuple(levels)
    for level in known:
        if word in (level.code, level.name):
            return level
    match = _LEVEL.match(word)
    if match is None:
        return None
    number = {**_NUMERALS, **_ROMAN}.get(match[1], match[1])
    return next((level for level in known if level.code == number), None)


def is_upgrade(old: ServiceLevel, new: ServiceLevel) -> bool:
    """Whether the new level is the better one."""
    return new.rank > old.rank
