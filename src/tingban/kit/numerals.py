"""Numbers in Chinese words, as articles of law are counted."""

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")


def in_words(number: int) -> str:
    """二十三, 一百零八, 九百四十七; from 1 to 9999."""
    places = [int(digit) for digit in str(number)]
    parts = []
    for place, digit in enumerate(places):
        unit = _UNITS[len(places) - 1 - place]
        parts.append(_DIGITS[digit] + unit if digit else _DIGITS[0])
    words = "".join(parts).rstrip("零")
    while "零零" in words:
        words = words.replace("零零", "零")
    return words.removeprefix("一") if words.startswith("一十") else words
