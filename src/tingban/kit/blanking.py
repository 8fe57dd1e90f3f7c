"""Texts in which whatever looks like a contact, or opens a door, is blanked."""

import re
from typing import Final

_CONTACTS: Final = re.compile(
    r"(?<![\d.-])(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
# The address of a company's link (ADR 0023).
_LINKS: Final = re.compile(r"(/company/go/)[^\s\"'<>]+")


def without_contacts(text: str) -> str:
    """Phones, identity cards, mail addresses and the tokens of links as ***."""
    return _CONTACTS.sub("***", _LINKS.sub(r"\1***", text))
