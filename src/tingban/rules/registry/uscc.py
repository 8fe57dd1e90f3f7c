"""统一社会信用代码 (GB 32100-2015, DOMAIN 6.1)."""

from typing import Final

from tingban.kit.uscc import ALPHABET, check_character, fault, normalise
from tingban.rules.errors import Refused

__all__ = [
    "ALPHABET",
    "REGISTRANTS",
    "check",
    "check_character",
    "fault",
    "inner_check_fits",
    "is_valid",
    "normalise",
    "warnings",
]

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
