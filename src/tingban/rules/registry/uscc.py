"""统一社会信用代码 (GB 32100-2015, DOMAIN 6.1)."""

import re
from typing import Final

from tingban.kit.text import code_text
from tingban.rules.errors import Refused

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_SHAPE: Final = re.compile(r"^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$", re.ASCII)
_INNER_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)

REGISTRANTS: Final[dict[str, str]] = {
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "11": "机关",
    "12": "事业单位",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "55": "基层群众性自治组织",
}


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


def check(value: object) -> str:
    """The normalised code, or a refusal."""
    code = normalise(value)
    wrong = fault(code)
    if wrong:
        raise Refused(f"{wrong}：{code}。" if code else f"{wrong}。", rule="DOMAIN 6.1")
    return code


def is_valid(value: object) -> bool:
    """Whether the value is a right code."""
    return fault(normalise(value)) is None


def inner_check_fits(code: str) -> bool:
    """Check digit of the organisation code inside (GB 11714); old codes deviate, so only warn."""
    body, given = code[8:16], code[16]
    total = sum(int(sign, 36) * weight for sign, weight in zip(body, _INNER_WEIGHTS, strict=True))
    digit = 11 - total % 11
    return given == {10: "X", 11: "0"}.get(digit, str(digit))


def warnings(code: str) -> tuple[str, ...]:
    """What is odd about a right code: worth a look, no reason to refuse."""
    odd = []
    if not inner_check_fits(code):
        odd.append("主体标识码（第 9 至 17 位）的校验位不符，可能是老代码，请核对")
    if code[:2] not in REGISTRANTS:
        odd.append("登记机构类别不常见，请核对")
    return tuple(odd)
