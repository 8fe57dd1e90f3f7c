"""Cleaning of Chinese text as people type it: widths, spaces, invisible signs, brackets.

Three strengths. `clean` is for sentences and keeps their punctuation; `clean_name` is for names
and folds brackets too; `fold` is for words, codes and headers that are only compared.
"""

import re
import unicodedata
from typing import Final

# Full-width digits and letters sit at a fixed distance from the half-width ones.
_DIGITS_AND_LETTERS: Final = {
    code: code - 0xFEE0
    for first, last in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(first), ord(last) + 1)
}
_BRACKETS: Final = str.maketrans("（）［］｛｝", "()[]{}")
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
# Joiners, byte order marks and direction marks: they come along with copies from the web.
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANK: Final = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_BETWEEN_HAN: Final = re.compile(r"(?<=[\u3400-\u9fff()·]) (?=[\u3400-\u9fff()·])")
_FLOAT_TAIL: Final = re.compile(r"^(\d+)\.0+$")


def clean(text: str) -> str:
    """A sentence without invisible signs, with half-width digits and letters, lines kept."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        # Nine cells of ten: one line, no sign to remove, no run of blanks.
        return unicodedata.normalize("NFC", text.translate(_DIGITS_AND_LETTERS).strip())
    text = unicodedata.normalize("NFC", text).translate(_DIGITS_AND_LETTERS)
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _CONTROL.sub("", text)
    lines = (_BLANK.sub(" ", line).strip() for line in text.split("\n"))
    # Once more: marks that the removed signs kept apart may now stand side by side.
    return unicodedata.normalize("NFC", "\n".join(lines).strip())


def clean_line(text: str) -> str:
    """`clean`, on one line."""
    return unicodedata.normalize("NFC", _BLANK.sub(" ", clean(text).replace("\n", " ")).strip())


def clean_name(text: str) -> str:
    """The name of a place, a company or a person: one line, half-width brackets."""
    line = clean_line(text).translate(_BRACKETS)
    return unicodedata.normalize("NFC", _BETWEEN_HAN.sub("", line))


def fold(text: str) -> str:
    """Text for comparing: compatibility forms unified, dashes one dash, no white space at all."""
    if " " not in text and text.isprintable() and unicodedata.is_normalized("NFKC", text):
        # Nothing to remove and nothing to unify but dashes.
        return text if text.isascii() else text.translate(_DASHES)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _CONTROL.sub("", text).translate(_DASHES)
    return unicodedata.normalize("NFKC", "".join(text.split()))


def code_text(value: object) -> str:
    """A code or a phone as text, also where Excel made a number of it (INTERCHANGE 1)."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    folded = fold(str(value)).lstrip("'`")
    tail = _FLOAT_TAIL.match(folded)
    return tail.group(1) if tail else folded


def name_key(text: str) -> str:
    """What stays of a name when widths, case, spaces and punctuation are left aside."""
    return "".join(sign for sign in fold(text).casefold() if sign.isalnum())


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"
