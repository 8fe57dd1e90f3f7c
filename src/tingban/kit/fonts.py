"""Which Chinese typefaces this machine has, and what stands in for those it has not.

Official layout (GB/T 9704) names five typefaces that office PCs carry and servers do not. For
each there is a chain: the named one under all its names, then free ones, the nearest first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import typst


class Typeface(StrEnum):
    """A style of Chinese type, under the name that people know it by."""

    XIAOBIAOSONG = "小标宋"
    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"


@dataclass(frozen=True, slots=True)
class Chain:
    """The families that are the typeface itself, and those that may stand in for it."""

    own: tuple[str, ...]
    substitutes: tuple[str, ...]


_SERIF: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
_SANS: Final = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
_BRUSH: Final = ("FandolKai", "LXGW WenKai", "AR PL UKai CN", "AR PL KaitiM GB")
_OLD_SERIF: Final = ("FandolSong", "AR PL UMing CN", "AR PL SungtiL GB")

CHAINS: Final[dict[Typeface, Chain]] = {
    Typeface.XIAOBIAOSONG: Chain(
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK"),
        (*_SERIF, *_OLD_SERIF, *_SANS, *_BRUSH),
    ),
    Typeface.FANGSONG: Chain(
        ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang", "FandolFang R"),
        (*_SERIF, *_OLD_SERIF, *_BRUSH, *_SANS),
    ),
    Typeface.KAITI: Chain(
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"),
        (*_BRUSH, *_SERIF, *_OLD_SERIF, *_SANS),
    ),
    Typeface.HEITI: Chain(
        ("黑体", "SimHei", "STHeiti", "FandolHei"), (*_SANS, *_SERIF, *_OLD_SERIF, *_BRUSH)
    ),
    Typeface.SONGTI: Chain(
        ("宋体", "SimSun", "STSong", "NSimSun"), (*_SERIF, *_OLD_SERIF, *_SANS, *_BRUSH)
    ),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """For every typeface the families to set it with, the best first."""

    families: dict[Typeface, tuple[str, ...]]
    substituted: tuple[Typeface, ...]

    def of(self, typeface: Typeface) -> tuple[str, ...]:
        """The families that are here; the later ones serve signs the first has not."""
        return self.families[typeface]

    @property
    def note(self) -> str:
        """What was put in whose place, for the foot of the page; empty where nothing was."""
        pairs = (f"{face}→{self.families[face][0]}" for face in self.substituted)
        return f"字体替代：{'，'.join(pairs)}" if self.substituted else ""


def choose_faces(families: Collection[str]) -> Faces | None:
    """The chains narrowed to what is here; None where no family can write Chinese."""
    here = frozenset(families)
    found: dict[Typeface, tuple[str, ...]] = {}
    for face, chain in CHAINS.items():
        found[face] = tuple(name for name in (*chain.own, *chain.substitutes) if name in here)
    if not all(found.values()):
        return None
    strange = (face for face, names in found.items() if names[0] not in CHAINS[face].own)
    return Faces(found, tuple(strange))


@cache
def installed() -> typst.Fonts:
    """The fonts of this machine as the typesetter sees them, looked for once."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@cache
def installed_faces() -> Faces | None:
    """The faces of this machine, or None where it cannot set Chinese."""
    return choose_faces(installed().families())
