"""Community codes: nine digits of the street and four of its sequence (DOMAIN 6.4)."""

import re
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import code_text
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.errors import Refused

_SHAPE: Final = re.compile(r"^(\d{6})(\d{3})(\d{4})$", re.ASCII)
# A community whose street is not known yet stands under the county itself.
NO_STREET: Final = "000"
LAST_SEQUENCE: Final = 9999


@dataclass(frozen=True, slots=True)
class CommunityCode:
    """A community code taken apart."""

    county_code: str
    street: str
    sequence: int

    @property
    def township_code(self) -> str:
        """Nine digits of the street, or county and 000."""
        return self.county_code + self.street

    def __str__(self) -> str:
        return f"{self.township_code}{self.sequence:04d}"


def series_prefix(county_code: str, township_code: str = "") -> str:
    """The nine digits under which the next code is counted."""
    return township_code or county_code + NO_STREET


def format_community_code(prefix: str, sequence: int) -> str:
    """The code of the `sequence`-th community under nine digits."""
    if not 0 < sequence <= LAST_SEQUENCE:
        raise Refused("该街道（乡镇）的小区编码已用完，请联系市局。", rule="DOMAIN 6.4")
    return f"{prefix}{sequence:04d}"


def parse_community_code(value: object) -> CommunityCode | None:
    """The parts of a code, also where Excel made a number of it; None where it is none."""
    match = _SHAPE.match(code_text(value))
    if match is None or match[1] == CITY or match[1] not in AREA_BY_CODE or match[3] == "0000":
        return None
    return CommunityCode(match[1], match[2], int(match[3]))


def check_community_code(value: object) -> str:
    """The code as text, or a refusal that says what a code looks like."""
    code = parse_community_code(value)
    if code is None:
        raise Refused(
            f"“{code_text(value)}”不是小区编码。应为 13 位数字："
            "街道（乡镇）代码 9 位加顺序号 4 位，例如 1408020010023。",
            rule="DOMAIN 6.4",
        )
    return str(code)
