"""Masks for people outside the circle (DOMAIN 2.1, AMB-31), and how to know one again.

A mask is for showing. It never comes back in: whatever looks like a mask holds no identity.
"""

import re
from dataclasses import dataclass
from typing import Final

from tingban.kit.text import fold
from tingban.rules.registry.contacts import (
    IN_TEXT,
    MAIL_IN_TEXT,
    Phone,
    PhoneKind,
    find_phones,
    parse_phone,
)

_MASK: Final = re.compile(r"[*＊﹡∗✱]|[•●○◎×✕╳■□]{2,}|[xX]{3,}|(?<=\d)[xX×]{2,}|…{1,}(?=\d)")
_IDENTITY_CARD: Final = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![\dXx])")
_PLATE: Final = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"[·•.]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)


def mask_name(name: str) -> str:
    """The first character, then a star for each further one; a lone character is a star."""
    stripped = name.strip()
    if len(stripped) < 2:
        return "*" * len(stripped)
    return stripped[0] + "*" * (len(stripped) - 1)


def mask_phone(phone: Phone) -> str:
    """`138****5678`, `0359-***1234`."""
    if phone.kind is PhoneKind.MOBILE:
        digits = phone.shown
        return f"{digits[:3]}****{digits[-4:]}"
    if phone.kind is PhoneKind.LANDLINE:
        area, _, local = Phone(phone.kind, phone.number).shown.partition("-")
        return f"{area}-{'*' * (len(local) - 4)}{local[-4:]}"
    return "*" * len(phone.number)


def mask_mail(address: str) -> str:
    """`a***@163.com`."""
    local, _, host = address.partition("@")
    return f"{local[:1]}***@{host}"


def is_masked(text: str) -> bool:
    """Whether somebody hid a part of this: the identity is not held (INTERCHANGE 1).

    Stars hide; an x hides among digits only, so a whole mail address with x in it is none.
    """
    return bool(_MASK.search(MAIL_IN_TEXT.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class Trace:
    """A personal datum found in a text that others may read."""

    kind: str
    text: str


def personal_traces(text: str) -> tuple[Trace, ...]:
    """Phones, mail addresses, identity cards and number plates of anybody (DOMAIN 2.1, 9.1)."""
    word = " ".join(fold(part) for part in text.split())
    traces = [Trace("身份证号", match.group()) for match in _IDENTITY_CARD.finditer(word)]
    word = _IDENTITY_CARD.sub(" ", word)
    traces += [Trace("邮箱", match.group()) for match in MAIL_IN_TEXT.finditer(word)]
    word = MAIL_IN_TEXT.sub(" ", word)
    personal = (phone for phone in find_phones(word) if phone.kind is not PhoneKind.SERVICE)
    traces += [Trace("电话", phone.shown) for phone in personal]
    traces += [Trace("车牌", match.group()) for match in _PLATE.finditer(word)]
    return tuple(dict.fromkeys(traces))


def is_public_safe(text: str) -> bool:
    """Whether a text names nobody's phone, mail, card or plate."""
    return not personal_traces(text)


def mask_text(text: str) -> str:
    """The text with every personal datum in it masked; its widths are folded where it must."""
    if is_public_safe(text):
        return text
    masked = " ".join(fold(part) for part in text.split())
    masked = _IDENTITY_CARD.sub(lambda match: match.group()[:6] + "*" * 12, masked)
    masked = MAIL_IN_TEXT.sub(lambda match: mask_mail(match.group()), masked)
    masked = IN_TEXT.sub(lambda match: _mask_number(match.group()), masked)
    return _PLATE.sub(lambda match: match.group()[:2] + "*****", masked)


def _mask_number(text: str) -> str:
    phone = parse_phone(text)
    return mask_phone(phone) if phone and phone.kind is not PhoneKind.SERVICE else text
