"""发文字号 (DOMAIN 6.5): six-corner brackets, full year, no leading zeros, no 第."""

import re
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import fold
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import Refused

_NUMBER: Final = re.compile(r"^([\u4e00-\u9fa5]{2,10})〔((?:19|20)[0-9]{2})〕([1-9][0-9]{0,4})号$")
_NEARLY: Final = re.compile(
    r"^([\u4e00-\u9fa5]{2,10})[〔\[(【{]((?:19|20)[0-9]{2})[〕\])】}]第?0*([1-9][0-9]{0,4})号?$"
)
EXAMPLE: Final = "运建房字〔2024〕42号"


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A 发文字号 taken apart."""

    prefix: str
    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.sequence}号"


@dataclass(frozen=True, slots=True)
class Prefix:
    """机关代字: bureau data; all but one are placeholders to be confirmed (open question 4)."""

    text: str
    what: str
    is_confirmed: bool


PREFIXES: Final[tuple[Prefix, ...]] = (
    Prefix("运建房字", "房地产市场与物业管理发文", True),
    Prefix("运建督字", "督办通知", False),
    Prefix("运建约字", "约谈通知", False),
    Prefix("运建罚决字", "行政处罚决定", False),
    Prefix("运建责改字", "责令限期整改通知", False),
)


def parse_document_number(text: str) -> DocumentNumber | None:
    """The parts of a right 发文字号; None where it is not right to the letter (TV-N)."""
    match = _NUMBER.match(text.strip())
    return DocumentNumber(match[1], int(match[2]), int(match[3])) if match else None


def mend_document_number(text: str) -> str | None:
    """What was most likely meant: other brackets, 第, leading zeros; a proposal, no more."""
    match = _NEARLY.match(fold(text))
    return str(DocumentNumber(match[1], int(match[2]), int(match[3]))) if match else None


def check_document_number(text: str) -> str:
    """The number as it stands, or a refusal that shows the right form."""
    number = parse_document_number(text)
    if number is None:
        meant = mend_document_number(text)
        hint = f"是否为“{meant}”？" if meant else f"应如“{EXAMPLE}”。"
        raise Refused(f"“{text}”不是规范的发文字号，{hint}", rule="DOMAIN 6.5")
    return str(number)


def counter_series(prefix: str, year: int) -> str:
    """The series in which numbers are given without gaps: one per 机关代字 and year."""
    return f"document:{prefix}:{year}"


def prefix_of(area_code: str, ending: str) -> str:
    """The 机关代字 of a unit with this ending: placeholders until the bureau confirms (6.5)."""
    first = "运" if area_code == CITY else AREA_BY_CODE[area_code].short[0]
    return f"{first}建{ending}"
