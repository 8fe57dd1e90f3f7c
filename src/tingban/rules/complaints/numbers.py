"""Case numbers with a check digit that can be read over the phone, and 查询码 (DOMAIN 6.4)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.kit.text import fold
from tingban.rules.errors import Refused

LAST_SEQUENCE: Final = 9999
CODE_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH: Final = 8

_NUMBER: Final = re.compile(r"^(?:TS)?-?(\d{6})-?(\d{8})-?(\d{4})-?(\d)$", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The unit that registered the case, the day, and the sequence of that day."""

    area_code: str
    on: date
    sequence: int

    @property
    def digits(self) -> str:
        """The 18 digits under the check."""
        return f"{self.area_code}{self.on:%Y%m%d}{self.sequence:04d}"

    def __str__(self) -> str:
        digits = self.digits
        return f"TS-{digits[:6]}-{digits[6:14]}-{digits[14:]}-{check_digit(digits)}"


def check_digit(digits: str) -> str:
    """ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def case_number(area_code: str, on: date, sequence: int) -> str:
    """`TS-140802-20240603-0012-0`."""
    if not 0 < sequence <= LAST_SEQUENCE:
        raise Refused(
            f"收到日期是 {chinese_day(on)}的件已有 {LAST_SEQUENCE} 件，受理编号不够用。"
            "请核对是不是很多件的收到日期都填成了这一天。",
            rule="DOMAIN 6.4",
        )
    return str(CaseNumber(area_code, on, sequence))


def counter_series(area_code: str, on: date) -> str:
    """The series in which case numbers are given: one per area and day."""
    return f"case:{area_code}:{on:%Y%m%d}"


# An import asks four times for the number of every row.
@lru_cache(maxsize=32_768)
def parse_case_number(text: str) -> CaseNumber | None:
    """A number with or without TS and dashes; None where it is none or misread."""
    match = _NUMBER.match(fold(text))
    if match is None:
        return None
    area_code, day, sequence, check = match.groups()
    if check_digit(area_code + day + sequence) != check:
        return None
    try:
        on = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    except ValueError:
        return None
    return CaseNumber(area_code, on, int(sequence))


def new_query_code(choose: Callable[[str], str]) -> str:
    """A 查询码; `choose` picks one sign at random, `secrets.choice` in earnest."""
    return "".join(choose(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def normalise_query_code(text: str) -> str:
    """Upper case without spaces and dashes, as people copy it from a slip."""
    return fold(text).upper().replace("-", "")


def is_query_code(text: str) -> bool:
    """Whether a normalised text can be a 查询码 at all."""
    return len(text) == CODE_LENGTH and all(sign in CODE_ALPHABET for sign in text)
