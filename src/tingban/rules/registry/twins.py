"""Two registrations that may be one estate: a proposal with its reason, never a decision.

Property sites write one estate as 盐湖城 and 盐湖城小区, as 明珠佳园 and 明珠佳苑.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from tingban.rules.registry.names import community_key, community_stem

SAME_STEM: Final = "名称只差“小区”“运城”等字样"
SOUNDS_ALIKE: Final = "名称只差一个同音或形近的字"
CONTAINED: Final = "一个名称含有另一个，且在同一条路上"

# Signs that are taken for one another in the names of estates.
_ALIKE: Final = str.maketrans("园佳家花茗铂弗廷玲莹", "苑嘉嘉华名伯佛庭翎盈")
_ROAD: Final = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:大道|路|街|巷)")
_SHORTEST: Final = 3
_HEADS: Final = re.compile(r"^(?:山西省?|运城市?|盐湖区)+")


@dataclass(frozen=True, slots=True)
class Estate:
    """What is known of one registration."""

    code: str
    county: str
    name: str
    address: str
    street: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registrations of one county, the earlier code first, and why they may be one."""

    first: Estate
    second: Estate
    reason: str


def pairs(estates: Iterable[Estate]) -> Iterator[Pair]:
    """Every pair that a person should look at, each once."""
    by_county: dict[str, list[Estate]] = defaultdict(list)
    for estate in estates:
        by_county[estate.county].append(estate)
    for county in sorted(by_county):
        found: dict[tuple[str, str], Pair] = {}
        for pair in _of_county(by_county[county]):
            if _lie_apart(pair):
                continue
            found.setdefault((pair.first.code, pair.second.code), pair)
        yield from found.values()


def _lie_apart(pair: Pair) -> bool:
    """Two streets, both told, are two places."""
    streets = {pair.first.street, pair.second.street} - {""}
    return len(streets) > 1


def _of_county(estates: list[Estate]) -> Iterator[Pair]:
    for key, reason in ((_stem, SAME_STEM), (_sound, SOUNDS_ALIKE)):
        groups: dict[str, list[Estate]] = defaultdict(list)
        for estate in estates:
            groups[key(estate)].append(estate)
        for group in groups.values():
            for first, second in combinations(sorted(group, key=lambda it: it.code), 2):
                if community_key(first.name) != community_key(second.name):
                    yield Pair(first, second, reason)
    yield from _contained(estates)


def _stem(estate: Estate) -> str:
    return community_stem(estate.name)


def _sound(estate: Estate) -> str:
    return community_stem(estate.name).translate(_ALIKE)


def _contained(estates: list[Estate]) -> Iterator[Pair]:
    """Asked only of estates that name the same road."""
    by_road: dict[str, list[tuple[str, Estate]]] = defaultdict(list)
    for estate in estates:
        for road in roads(estate.address):
            by_road[road].append((_stem(estate), estate))
    for named in by_road.values():
        for (one, first), (other, second) in combinations(named, 2):
            short, long = sorted((one, other), key=len)
            if short != long and len(short) >= _SHORTEST and short in long:
                low, high = sorted((first, second), key=lambda it: it.code)
                yield Pair(low, high, CONTAINED)


def roads(address: str) -> frozenset[str]:
    """The roads that an address names."""
    return frozenset(_ROAD.findall(_HEADS.sub("", address)))
