"""Whether a 统一社会信用代码 is right (GB 32100-2015, DOMAIN 6.1)."""

import re
from typing import Final

from tingban.kit.text import code_text

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_SHAPE: Final = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$", re.ASCII)


def normalise(value: object) -> str:
    """Upper case, half-width, no spaces or dashes; a number that Excel made is text again."""
    return code_text(value).upper().replace("-", "")


def check_character(base: str) -> str:
    """The 18th character for the first 17."""
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(base, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def fault(code: str) -> str | None:
    """What is wrong with a normalised code, as a Chinese clause; None where it is right."""
    if not code:
        return "统一社会信用代码是空的"
    if len(code) != 18:
        return f"统一社会信用代码应为 18 位，现为 {len(code)} 位"
    strange = sorted({sign for sign in code if sign not in ALPHABET})
    if strange:
        return f"统一社会信用代码中不应出现“{'、'.join(strange)}”（不用 I、O、S、V、Z）"
    if not _SHAPE.match(code):
        return "统一社会信用代码第 3 至 8 位应为登记机关的行政区划数字"
    if check_character(code[:17]) != code[17]:
        return "统一社会信用代码校验位不对，请核对是否抄错"
    return None
