"""Service levels are compared by rank, never by the Chinese numeral (DOMAIN 5.3, AMB-36)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.rules.errors import Refused

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


class LevelState(StrEnum):
    """How a level of a standard stands on a day."""

    IN_FORCE = "in_force"
    FUTURE = "future"
    REPLACED = "replaced"


LEVEL_STATE_LABELS: Final[dict[LevelState, str]] = {
    LevelState.IN_FORCE: "现行",
    LevelState.FUTURE: "尚未施行",
    LevelState.REPLACED: "已被新的替代",
}
RANKS: Final = range(1, 100)


def check_rank(rank: int) -> None:
    """Refuse what orders nothing."""
    if rank not in RANKS:
        raise Refused("排位请填 1 到 99 的整数，数字越大服务越好。", rule="AMB-36")


def check_fees(low: Decimal | None, high: Decimal | None) -> None:
    """Refuse a span that is none."""
    if any(fee is not None and fee < 0 for fee in (low, high)):
        raise Refused("收费标准不能小于零。", rule="DOMAIN 5.3")
    if low is not None and high is not None and low > high:
        raise Refused(f"最低收费 {low} 元高于最高收费 {high} 元，请核对。", rule="DOMAIN 5.3")
