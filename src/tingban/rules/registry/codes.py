"""Community codes: nine digits of the street and four of its sequence (DOMAIN 6.4)."""

from typing import Final

from tingban.rules.errors import Refused

# A community whose street is not known yet stands under the county itself.
NO_STREET: Final = "000"
LAST_SEQUENCE: Final = 9999
COUNTY_DIGITS: Final = 6


def series_prefix(county_code: str, township_code: str = "") -> str:
    """The nine digits under which the next code is counted."""
    return township_code or county_code + NO_STREET


def format_community_code(prefix: str, sequence: int) -> str:
    """The code of the `sequence`-th community under nine digits."""
    if not 0 < sequence <= LAST_SEQUENCE:
        raise Refused("该街道（乡镇）的小区编码已用完，请联系市局。", rule="DOMAIN 6.4")
    return f"{prefix}{sequence:04d}"
