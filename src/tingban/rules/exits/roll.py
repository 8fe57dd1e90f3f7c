"""业主清册: exclusive parts, their areas, and how many heads their owners are (解释 8、9).

One part is one head, whoever owns it together; one buyer of several parts is one head; what the
developer has not sold or not handed over is one head. Parking spaces and storage rooms are left
out of A and N unless the owners' rules count them (DOMAIN 3.3).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.kit.words import Vocabulary
from tingban.rules.exits.vote import Weight, square_metres


class PartKind(StrEnum):
    """用途."""

    HOME = "home"
    SHOP = "shop"
    OFFICE = "office"
    PARKING = "parking"
    STORAGE = "storage"
    OTHER = "other"


class AreaSource(StrEnum):
    """Where an area is taken from: the register, else a survey, else the contract (解释 8)."""

    REGISTER = "register"
    SURVEY = "survey"
    CONTRACT = "contract"


PART_LABELS: Final[dict[PartKind, str]] = {
    PartKind.HOME: "住宅",
    PartKind.SHOP: "商铺",
    PartKind.OFFICE: "办公",
    PartKind.PARKING: "车位",
    PartKind.STORAGE: "储藏室",
    PartKind.OTHER: "其他",
}
PART_KINDS: Final = Vocabulary(
    PART_LABELS,
    also={
        PartKind.HOME: ("住房", "公寓", "别墅", "居住", "成套住宅", "非成套住宅"),
        PartKind.SHOP: ("商业", "商服", "店铺", "门面", "门面房", "营业房", "商业用房", "底商"),
        PartKind.OFFICE: ("办公用房", "写字楼", "写字间"),
        PartKind.PARKING: ("车库", "停车位", "地下车位", "车位库", "地下车库", "停车库"),
        PartKind.STORAGE: ("储藏", "储藏间", "储物间", "储物室", "地下室", "小房", "杂物间"),
        PartKind.OTHER: ("其它",),
    },
)
AREA_SOURCE_LABELS: Final[dict[AreaSource, str]] = {
    AreaSource.REGISTER: "登记",
    AreaSource.SURVEY: "测绘",
    AreaSource.CONTRACT: "合同",
}
AREA_SOURCES: Final = Vocabulary(
    AREA_SOURCE_LABELS,
    also={
        AreaSource.REGISTER: ("不动产登记", "产权登记", "房产证", "不动产权证", "登记簿"),
        AreaSource.SURVEY: ("实测", "测绘报告", "测绘成果"),
        AreaSource.CONTRACT: ("买卖合同", "购房合同", "房屋买卖合同"),
    },
)
LEFT_OUT: Final = frozenset({PartKind.PARKING, PartKind.STORAGE})
# A million square metres in one part is a slip of the pen.
LARGEST: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One exclusive part; `head` is the same mark wherever the same owner stands."""

    building: str
    unit: str
    room: str
    kind: PartKind
    area: int
    source: AreaSource
    head: str
    is_stock: bool = False

    @property
    def key(self) -> str:
        """By which the same room is found again."""
        return part_key(self.building, self.unit, self.room, self.kind)

    @property
    def label(self) -> str:
        """`3号楼 1单元 502`."""
        return part_label(self.building, self.unit, self.room)

    @property
    def shown_area(self) -> str:
        """Square metres with two decimals."""
        return square_metres(self.area)

    def counts(self, *, with_parking: bool) -> bool:
        """Whether it belongs to A and N."""
        return with_parking or self.kind not in LEFT_OUT


def part_key(building: str, unit: str, room: str, kind: PartKind) -> str:
    """The three names without what people write differently.

    A storage room may bear the number of its flat; no shop may bear that of a flat.
    """
    names = zip((building, unit, room), _WORDS, strict=True)
    aside = kind.value if kind in LEFT_OUT else ""
    return "|".join([*(_bare(text, words) for text, words in names), aside])


def part_label(building: str, unit: str, room: str) -> str:
    """`3号楼 1单元 502`; a bare number gets its word."""
    words = (_worded(building, "号楼"), _worded(unit, "单元"), room.strip())
    return " ".join(word for word in words if word)


_WORDS: Final = (("号楼", "栋", "幢", "楼", "座", "#", "号"), ("单元", "门"), ("室", "号房", "号"))


def _bare(text: str, words: tuple[str, ...]) -> str:
    bare = fold(text).upper()
    for word in words:
        bare = bare.removesuffix(word)
    return bare.lstrip("0") if bare.isdigit() else bare


def _worded(text: str, word: str) -> str:
    told = text.strip()
    return f"{told}{word}" if told.isdigit() else told


def holders(parts: Iterable[Part], *, with_parking: bool) -> dict[str, Weight]:
    """What each owner brings to the vote: the area of all counted parts, and one head."""
    found: dict[str, Weight] = {}
    for part in parts:
        if part.counts(with_parking=with_parking):
            area = found[part.head].area if part.head in found else 0
            found[part.head] = Weight(area + part.area, 1)
    return found


def whole_of(held: Mapping[str, Weight]) -> Weight:
    """A and N."""
    return Weight(sum(it.area for it in held.values()), len(held))


# Beyond one part in fifty (2 %) somebody says why before the roll is frozen [D].
_TOLERANCE: Final = 50


@dataclass(frozen=True, slots=True)
class Registered:
    """The size of a community by the register; None where it says nothing."""

    area: int | None = None
    heads: int | None = None
    households: int | None = None


def gaps(parts: Sequence[Part], whole: Weight, known: Registered) -> tuple[str, ...]:
    """Where roll and register part by more than anybody overlooks: both numbers, in words."""
    homes = sum(1 for part in parts if part.kind is PartKind.HOME)
    told = []
    if _parted(whole.area, known.area):
        area = Weight(known.area or 0).shown_area
        told.append(f"计入面积：清册 {whole.shown_area} ㎡，小区台账 {area} ㎡")
    if _parted(whole.heads, known.heads):
        told.append(f"业主人数：清册 {whole.heads} 人，小区台账 {known.heads} 人")
    if _parted(homes, known.households):
        told.append(f"户数：清册住宅 {homes} 套，小区台账 {known.households} 户")
    return tuple(told)


def _parted(ours: int, registered: int | None) -> bool:
    return registered is not None and abs(ours - registered) * _TOLERANCE > registered


def differences(whole: Weight, *, area: int | None, heads: int | None) -> tuple[str, ...]:
    """Where the roll and the community's register part; nothing where the register is silent."""
    told = []
    if area is not None and area != whole.area:
        registered, gap = Weight(area).shown_area, Weight(abs(whole.area - area)).shown_area
        more = "多" if whole.area > area else "少"
        told.append(
            f"清册计入面积合计 {whole.shown_area} ㎡，小区台账登记的专有部分总面积是 "
            f"{registered} ㎡，{more} {gap} ㎡。请核对是不是漏了房屋，或台账需要更新。"
        )
    if heads is not None and heads != whole.heads:
        more = "多" if whole.heads > heads else "少"
        told.append(
            f"清册计入业主 {whole.heads} 人，小区台账登记的是 {heads} 人，"
            f"{more} {abs(whole.heads - heads)} 人。请核对同一业主的多套房屋是否填了同一业主编号。"
        )
    return tuple(told)
