"""Reading one cell into one value, or saying what was expected (INTERCHANGE 1).

A reader takes what stands in the cell and gives a value; `Unfit` carries the clause that
follows 应为. Empty cells never reach a reader.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from tingban.kit import dates
from tingban.kit.text import clean, clean_name, code_text, fold
from tingban.kit.words import Vocabulary
from tingban.kit.workbook import Cell
from tingban.rules.areas import area_by_text
from tingban.rules.complaints import is_closed_by_text
from tingban.rules.errors import Refused
from tingban.rules.rectification import category_by_text, parse_sub_acts
from tingban.rules.rectification.categories import EXPECTED as CATEGORY_EXPECTED
from tingban.rules.registry import uscc
from tingban.rules.registry.contacts import find_phones, parse_phones
from tingban.rules.registry.names import community_key, company_key

E = TypeVar("E", bound=StrEnum)
Reader = Callable[[Cell], object]
SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_UNIT: Final = re.compile(r"(户|人|平方米|平米|㎡|m2|m²|元|万元)$", re.IGNORECASE)
_LIST: Final = re.compile(r"[、,，;；/\s]+")
_LARGEST: Final = 2_147_483_647


class Unfit(ValueError):
    """The cell does not hold what its column asks for; the message is what was expected."""


@dataclass(frozen=True, slots=True)
class Place:
    """`盐湖/某某花园` in place of a community code."""

    county: str
    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Named:
    """A company told by its name, because its code is not known."""

    key: str
    name: str


def shown(cell: object) -> str:
    """What was read, for telling it, as it stood in the cell."""
    if isinstance(cell, Place | Named):
        cell = cell.shown if isinstance(cell, Place) else cell.name
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    text = " ".join(str(cell).split())
    return text if len(text) <= 60 else text[:59] + "…"


def as_text(cell: Cell) -> str:
    """The cell as text, numbers and dates as people would write them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return code_text(cell)
    return shown(cell)


def text(limit: int) -> Reader:
    """A sentence; its lines are kept."""

    def read(cell: Cell) -> str:
        value = clean(as_text(cell))
        if len(value) > limit:
            raise Unfit(f"不超过 {limit} 个字（现有 {len(value)} 个字）")
        return value

    return read


def name(limit: int) -> Reader:
    """The name of a place, a company or a person."""

    def read(cell: Cell) -> str:
        value = clean_name(as_text(cell))
        if len(value) > limit:
            raise Unfit(f"不超过 {limit} 个字（现有 {len(value)} 个字）")
        return value

    return read


def code(limit: int) -> Reader:
    """A number or document number as text, also where Excel made a number of it."""

    def read(cell: Cell) -> str:
        if isinstance(cell, date | time | timedelta):
            raise Unfit("编号（文本），不是日期")
        value = code_text(as_text(cell))
        if len(value) > limit:
            raise Unfit(f"不超过 {limit} 个字的编号")
        return value

    return read


def codes(limit: int) -> Reader:
    """Several numbers parted by 、."""

    def read(cell: Cell) -> tuple[str, ...]:
        parts = (fold(part) for part in _LIST.split(as_text(cell)))
        found = tuple(dict.fromkeys(part for part in parts if part))
        if not found or any(len(part) > limit for part in found):
            raise Unfit("一个或几个问题编号，之间用“、”隔开")
        return found

    return read


COMMUNITY_CODE_EXPECTED: Final = (
    "13 位数字的小区编码（街道、乡镇代码 9 位加顺序号 4 位），例如 1408020010023"
)
_COMMUNITY_CODE: Final = re.compile(r"^\d{13}$", re.ASCII)


def own_community_code(cell: Cell) -> str:
    """小区编码 on its own sheet (DOMAIN 6.4)."""
    value = code_text(as_text(cell))
    if not _COMMUNITY_CODE.match(value) or area_by_text(value[:6]) is None:
        raise Unfit(COMMUNITY_CODE_EXPECTED)
    return value


def community(cell: Cell) -> str | Place:
    """小区编码 on every other sheet: a code, or county and name."""
    value = code_text(as_text(cell))
    if _COMMUNITY_CODE.match(value):
        return value
    county, slash, rest = clean_name(as_text(cell)).replace("／", "/").partition("/")
    area = area_by_text(county)
    if not slash or area is None or area.is_city or not community_key(rest):
        raise Unfit("13 位小区编码，或“县/小区名称”，例如 盐湖/某某花园")
    return Place(area.code, community_key(rest), f"{area.seed_name}/{rest}")


def own_uscc(cell: Cell) -> str:
    """统一社会信用代码 with a right check character (DOMAIN 6.1)."""
    value = uscc.normalise(as_text(cell))
    wrong = uscc.fault(value)
    if wrong:
        raise Unfit(f"18 位统一社会信用代码：{wrong}")
    return value


def company(cell: Cell) -> str | Named:
    """统一社会信用代码 on every other sheet; a name where the code is not known (待补)."""
    raw = as_text(cell)
    if _HAN.search(raw):
        value = clean_name(raw)
        if not company_key(value) or len(value) > 96:
            raise Unfit("18 位统一社会信用代码，代码未知的填企业全称")
        return Named(company_key(value), value)
    return own_uscc(cell)


def county(cell: Cell) -> str:
    """One of the 13 counties."""
    area = area_by_text(as_text(cell))
    if area is None or area.is_city:
        raise Unfit("13 个县(市、区)之一的名称或代码，例如 盐湖、盐湖区、140802")
    return area.code


def area(cell: Cell) -> str:
    """One of the 13 counties, or the city's own level."""
    found = area_by_text(as_text(cell))
    if found is None:
        raise Unfit("13 个县(市、区)之一或运城市本级，例如 盐湖、盐湖区、140802")
    return found.code


def choice(words: Vocabulary[E], *, only: tuple[E, ...] = ()) -> Reader:
    """A word of a closed list."""
    members = only or tuple(words.labels)
    expected = "/".join(words.labels[member] for member in members) + " 之一"

    def read(cell: Cell) -> str:
        member = words.find(as_text(cell))
        if member is None or member not in members:
            raise Unfit(expected)
        return member.value

    return read


def category(cell: Cell) -> str:
    """CAT-1…CAT-9, its digit, or one of its three wordings."""
    if isinstance(cell, date):
        raise Unfit(CATEGORY_EXPECTED)
    found = category_by_text(cell)
    if found is None:
        raise Unfit(CATEGORY_EXPECTED)
    return found.value


def sub_acts(cell: Cell) -> str:
    """问题行为: codes of sub-acts where the words name them, else the words (DOMAIN 1.2)."""
    value = cell if isinstance(cell, date) else as_text(cell)
    acts, rest = parse_sub_acts(value)
    told = "；".join(filter(None, ("、".join(act.code for act in acts), clean(rest))))
    if len(told) > 200:
        raise Unfit("问题行为的代码或名称，不超过 200 个字")
    return told


def yes_no(cell: Cell) -> bool:
    """是否办结; a promise is not done (AMB-18)."""
    answer = cell if isinstance(cell, bool) else is_closed_by_text(as_text(cell).strip("。.；; "))
    if answer is None:
        raise Unfit("是 或 否")
    return answer


def whole(limit: int = _LARGEST) -> Reader:
    """A count: 1200, 1,200 or 1200户."""

    def read(cell: Cell) -> int:
        value = _number(cell)
        if value is None or value != value.to_integral_value() or not 0 <= value <= limit:
            raise Unfit("不小于 0 的整数")
        return int(value)

    return read


def amount(digits: int) -> Reader:
    """An area or a sum of money, kept to two places."""
    largest = Decimal(10) ** (digits - 2)

    def read(cell: Cell) -> Decimal:
        value = _number(cell)
        if value is None or not 0 <= value < largest:
            raise Unfit("不小于 0 的数字")
        return value.quantize(Decimal("0.01"), ROUND_HALF_UP)

    return read


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool | date | time | timedelta):
        return None
    word = fold(str(cell)).lstrip("'`").replace(",", "")
    unit = _UNIT.search(word)
    times = 10_000 if unit and unit[1] == "万元" else 1
    try:
        value = Decimal(_UNIT.sub("", word)) * times
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def phones(cell: Cell) -> str:
    """Telephone numbers; a name beside them is left out."""
    raw = as_text(cell)
    try:
        found = parse_phones(raw)
    except Refused:
        found = find_phones(raw)
    if not found:
        raise Unfit("电话号码，例如 0359-2222363 或 13800138000")
    return " ".join(phone.shown for phone in found)


def day(cell: Cell) -> date:
    """A date in any of the usual spellings."""
    try:
        return dates.parse_date(cell)
    except dates.NotADate as error:
        raise Unfit(f"{dates.EXPECTED}（{error}）") from None


def moment(cell: Cell) -> datetime:
    """A date with its time of day where one was told."""
    try:
        when = dates.parse_when(cell)
    except dates.NotADate as error:
        raise Unfit(f"{dates.EXPECTED}，可带时间（{error}）") from None
    return datetime.combine(when.on, when.at or time(), tzinfo=SHANGHAI)


def as_it_is(cell: Cell) -> Cell:
    """The raw cell, for what is taken apart later."""
    return cell
