"""Phones and mail addresses (DOMAIN 6.3)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.text import code_text, fold
from tingban.rules.areas import AREA_CODE
from tingban.rules.errors import Refused


class PhoneKind(StrEnum):
    """What kind of number it is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number; `number` is E.164, service numbers stay as they are dialled."""

    kind: PhoneKind
    number: str
    extension: str = ""

    @property
    def shown(self) -> str:
        """As people here write it: 13800138000, 0359-2222363."""
        tail = f"-{self.extension}" if self.extension else ""
        if self.kind is PhoneKind.MOBILE:
            return self.number.removeprefix("+86")
        if self.kind is PhoneKind.LANDLINE:
            area, local = _split_landline("0" + self.number.removeprefix("+86"))
            return f"{area}-{local}{tail}"
        return self.number

    def __str__(self) -> str:
        return self.number


_MOBILE: Final = re.compile(r"^(?:\+?86|0086)?(1[3-9]\d{9})$", re.ASCII)
_LOCAL: Final = re.compile(rf"^(?:\(?{AREA_CODE}\)?-?)?([2-8]\d{{6}})(?:[-转](\d{{1,6}}))?$")
_LANDLINE: Final = re.compile(r"^\(?(0\d{2,3})\)?-?(\d{7,8})(?:[-转](\d{1,6}))?$", re.ASCII)
_SERVICE: Final = re.compile(r"^(12345|12319|1010\d{4}|95\d{3,4}|400-?\d{3}-?\d{4})$", re.ASCII)
_ABROAD: Final = re.compile(r"^(?:\+|00)86-?(?=\d{2,3}-?\d{7,8})")
_SEPARATORS: Final = re.compile(r"[,，;；、/|\n]+|\s{1,}|(?<=\d)和(?=\d)|或")
_THREE_DIGIT_AREAS: Final = ("010", "020", "021", "022", "023", "024", "025", "027", "028", "029")

# Inside a running text: a number not touched by other digits.
IN_TEXT: Final = re.compile(
    r"(?<![\d*])(?:"
    r"(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}"
    r"|\(?0\d{2,3}\)?[- ]?[2-8]\d{2,3}[- ]?\d{4}"
    r"|400-?\d{3}-?\d{4}"
    r"|[2-8]\d{6}"
    r")(?![\d*元万平户年件㎡])",
    re.ASCII,
)
_MAIL: Final = re.compile(r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$", re.ASCII)
MAIL_IN_TEXT: Final = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", re.ASCII)


def _split_landline(digits: str) -> tuple[str, str]:
    width = 3 if digits.startswith(_THREE_DIGIT_AREAS) else 4
    return digits[:width], digits[width:]


def parse_phone(value: object) -> Phone | None:
    """One number in any usual spelling; None where it is none."""
    word = code_text(value)
    if re.fullmatch(rf"{AREA_CODE[1:]}[2-8]\d{{6}}", word):
        # Excel dropped the leading zero of 0359….
        word = "0" + word
    if _SERVICE.match(word):
        return Phone(PhoneKind.SERVICE, word.replace("-", ""))
    mobile = _MOBILE.match(word.replace("-", ""))
    if mobile:
        return Phone(PhoneKind.MOBILE, "+86" + mobile[1])
    word = _ABROAD.sub("0", word)
    local = _LOCAL.match(word)
    if local:
        return Phone(PhoneKind.LANDLINE, f"+86{AREA_CODE[1:]}{local[1]}", local[2] or "")
    landline = _LANDLINE.match(word)
    if landline:
        return Phone(PhoneKind.LANDLINE, f"+86{landline[1][1:]}{landline[2]}", landline[3] or "")
    return None


def parse_phones(value: object) -> tuple[Phone, ...]:
    """All numbers of a cell, such as the two of 附件1 row 1; refused where a part is none."""
    text = code_text(value) if isinstance(value, int | float) else str(value or "")
    whole = parse_phone(text)
    if whole:
        return (whole,)
    phones = []
    for part in (part for part in _SEPARATORS.split(text) if part.strip()):
        phone = parse_phone(part)
        if phone is None:
            raise Refused(f"“{fold(part)}”不是电话号码。", rule="DOMAIN 6.3")
        phones.append(phone)
    return tuple(dict.fromkeys(phones))


def find_phones(text: str) -> tuple[Phone, ...]:
    """Every number in a running text."""
    found = (parse_phone(match.group()) for match in IN_TEXT.finditer(_even(text)))
    return tuple(dict.fromkeys(phone for phone in found if phone))


def _even(text: str) -> str:
    """Half-width text whose spaces still part the numbers."""
    return " ".join(fold(part) for part in text.split())


def normalise_mail(value: object) -> str:
    """The address in lower case, or a refusal; 附件1 row 4 fails on purpose (AMB-03)."""
    address = str(value or "").strip().replace("＠", "@")
    if not _MAIL.match(address):
        raise Refused(f"“{address}”不是电子邮箱地址。", rule="DOMAIN 6.3")
    return address.lower()
