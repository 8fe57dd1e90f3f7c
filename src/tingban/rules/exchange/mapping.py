"""A foreign register: which of its columns means what, and its rows by their meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.digests import sm3
from tingban.kit.text import clean_name
from tingban.kit.words import Vocabulary
from tingban.kit.workbook import Cell, title_key
from tingban.rules.errors import Refused
from tingban.rules.exchange.cells import as_text

LARGEST: Final = 20_000
# How deep under titles and notes the heads may stand.
_DEPTH: Final = 20
_CELL: Final = 500
_COMPLAINANTS: Final = ("投诉人", "举报人", "投诉(举报)人", "信访人", "来电人")
SAMPLES: Final = 3


class Meaning(StrEnum):
    """What a column of a foreign register may mean."""

    NAME = "name"
    AREA = "area"
    CITY = "city"
    STREET = "street"
    ADDRESS = "address"
    COMPANY = "company"
    DEVELOPER = "developer"
    MANAGEMENT = "management"
    HOUSEHOLDS = "households"
    EXCLUSIVE_AREA = "exclusive_area"
    OWNERS = "owners"
    STARTS_ON = "starts_on"
    FEE = "fee"


MEANING_LABELS: Final[dict[Meaning, str]] = {
    Meaning.NAME: "小区名称",
    Meaning.AREA: "区域（县、市、区）",
    Meaning.CITY: "城市",
    Meaning.STREET: "街道(乡镇)",
    Meaning.ADDRESS: "地址",
    Meaning.COMPANY: "物业企业",
    Meaning.DEVELOPER: "开发企业（不登记，用来分清谁是物业）",
    Meaning.MANAGEMENT: "管理方式",
    Meaning.HOUSEHOLDS: "户数",
    Meaning.EXCLUSIVE_AREA: "专有部分总面积",
    Meaning.OWNERS: "业主人数",
    Meaning.STARTS_ON: "服务合同开始日期",
    Meaning.FEE: "收费标准（随合同登记）",
}
_WORDS: Final = Vocabulary(
    {meaning: label.partition("（")[0] for meaning, label in MEANING_LABELS.items()},
    also={
        Meaning.NAME: ("小区", "名称", "楼盘", "楼盘名称", "项目名称", "物业项目", "物业项目名称"),
        Meaning.AREA: (
            "区域", "区县", "县区", "所属区", "所在区", "所属区县", "所属区域", "所在区域", "板块",
            "县(市、区)", "行政区", "行政区域",
        ),
        Meaning.CITY: ("所在城市", "市"),
        Meaning.STREET: ("街道", "乡镇", "街道乡镇", "所属街道", "街道办", "镇街"),
        Meaning.ADDRESS: (
            "小区地址", "详细地址", "坐落", "位置", "具体位置", "所在位置", "项目地址", "物业地址",
        ),
        Meaning.COMPANY: (
            "property_company", "物业公司", "物业", "物业单位", "物业服务企业", "物业服务公司",
            "服务企业",
        ),
        Meaning.DEVELOPER: ("开发商", "建设单位", "开发公司", "开发单位"),
        Meaning.MANAGEMENT: ("物业类型", "管理模式", "物业管理方式"),
        Meaning.HOUSEHOLDS: ("总户数", "住户数", "规划户数", "户数(户)"),
        Meaning.EXCLUSIVE_AREA: ("专有面积", "专有部分面积"),
        Meaning.OWNERS: ("业主数", "业主总人数"),
        Meaning.STARTS_ON: ("合同开始日期", "开始日期", "合同起始日期", "进驻日期", "服务开始日期"),
        Meaning.FEE: ("property_fee", "物业费", "物业费标准", "收费标准(元/㎡·月)", "物业服务费"),
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register:
    """A foreign register as it was read: its heads, and its rows as texts.

    `first` is the number, in Excel, of the first row below the heads.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int

    @property
    def key(self) -> str:
        """The same for every file with these heads: what was chosen once is offered again."""
        return heads_key(self.heads)


def heads_key(heads: Sequence[str]) -> str:
    """A digest of the heads in their order."""
    return sm3("\x1f".join(title_key(head) for head in heads).encode())


def read_register(rows: Sequence[Sequence[Cell]]) -> Register:
    """Find the heads; everything below them is a row."""
    texts = [
        tuple(clean_name(as_text(cell))[:_CELL] for cell in row) for row in rows[: LARGEST + 99]
    ]
    best = max(range(min(len(texts), _DEPTH)), key=lambda row: _headlike(texts[row]), default=None)
    if best is None or not any(texts[best]):
        raise Refused("表里没有内容，请检查是不是选错了文件。")
    width = max(place for place, text in enumerate(texts[best], start=1) if text)
    found = tuple(_wide(row, width) for row in texts[best + 1 :])
    if not any(any(row) for row in found):
        raise Refused("表头下面没有数据行，请检查是不是选错了文件。")
    _check_names_no_complainant(texts[best])
    if len(found) > LARGEST:
        raise Refused(f"一次最多对照 {LARGEST} 行，请分成几个文件。")
    return Register(_wide(texts[best], width), found, best + 2)


def _check_names_no_complainant(heads: Sequence[str]) -> None:
    """A draft lies outside the vault and stays, so no complainant comes into it (DOMAIN 9.1)."""
    named = next((head for head in heads if any(word in head for word in _COMPLAINANTS)), "")
    if named:
        raise Refused(
            f"表里有“{named}”一列。投诉举报台账请从“导入”上传；"
            "要对照小区台账的，请先在文件里删去这一列。",
            rule="个人信息保护法 6",
        )


def _wide(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row[:width], *("" for _ in range(width - len(row))))


def _headlike(row: Sequence[str]) -> tuple[int, int]:
    """Rows that name columns we know come first, then rows that are full."""
    known = sum(1 for text in row if text and _WORDS.find(title_key(text)))
    return known, sum(1 for text in row if text)


def guess(heads: Sequence[str]) -> dict[int, Meaning]:
    """What each column seems to mean; of two with one meaning the first."""
    found: dict[int, Meaning] = {}
    for place, head in enumerate(heads):
        meaning = _WORDS.find(title_key(head))
        if meaning is not None and meaning not in found.values():
            found[place] = meaning
    return found


def check_columns(columns: Mapping[int, Meaning]) -> None:
    """Each meaning once, and without a name there is no community."""
    told = list(columns.values())
    twice = sorted({MEANING_LABELS[meaning] for meaning in told if told.count(meaning) > 1})
    if twice:
        raise Refused(f"“{twice[0]}”选了两列，每种含义只能对应一列。")
    if Meaning.NAME not in told:
        raise Refused("请指出哪一列是小区名称，没有名称不能登记小区。", rule="DOMAIN 5.1")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the register by its meanings."""

    number: int
    told: Mapping[Meaning, str]

    def get(self, meaning: Meaning) -> str:
        """What the row says of it."""
        return self.told.get(meaning, "")


def rows_of(register: Register, columns: Mapping[int, Meaning]) -> list[SourceRow]:
    """The rows that say anything."""
    return [
        SourceRow(number, {meaning: row[place] for place, meaning in columns.items()})
        for number, row in enumerate(register.rows, start=register.first)
        if any(row)
    ]
