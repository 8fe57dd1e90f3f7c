"""Which category a letter may belong to, and the very words that say so (DOMAIN 1.1, 1.2).

A suggestion, never a decision. Nothing is suggested where no word is found, and nothing that
weighs less than another subject with which the letter begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tingban.rules.complaints.reading import Told, read
from tingban.rules.rectification.categories import Category

# What a letter is about stands at its head; what it is about besides comes later.
LEAD: Final = 40
_LEAST: Final = 2.0
_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`acts` the likeliest first; `spans` are places in the text; `strength` only ranks."""

    category: Category
    acts: tuple[str, ...]
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    strength: float


def suggest(text: str) -> tuple[Suggestion, ...]:
    """The likeliest categories first, at most three; empty where the words name none."""
    told = read(text)
    other = max((_weight(each) for each in told if _is_other_subject(each)), default=0.0)
    by_category: dict[str, list[Told]] = {}
    for each in told:
        if each.matter.act:
            by_category.setdefault(each.matter.act[0], []).append(each)
    found = (_suggestion(digit, rows, text) for digit, rows in by_category.items())
    strong = (each for each in found if each.strength >= max(_LEAST, other))
    return tuple(sorted(strong, key=lambda each: (-each.strength, each.category))[:_MOST])


def _is_other_subject(told: Told) -> bool:
    return not told.matter.act and _leads(told)


def _leads(told: Told) -> bool:
    return any(hit.start < LEAD for place in told.places for hit in place)


def _weight(told: Told) -> float:
    """Twice as much at the head; half as much again, at most, for being said often."""
    often = min(1 + 0.25 * (len(told.places) - 1), 1.5)
    return told.matter.weight * often * (2 if _leads(told) else 1)


def _suggestion(digit: str, told: Iterable[Told], text: str) -> Suggestion:
    weights: dict[str, float] = {}
    spans: set[tuple[int, int]] = set()
    for each in told:
        act = each.matter.act
        weights[act] = weights.get(act, 0.0) + _weight(each)
        spans.update((hit.start, hit.end) for place in each.places for hit in place)
    places = tuple(sorted(spans))
    return Suggestion(
        category=Category(f"CAT-{digit}"),
        acts=tuple(sorted(weights, key=lambda act: (-weights[act], act))),
        words=tuple(dict.fromkeys(text[start:end] for start, end in places)),
        spans=places,
        strength=sum(weights.values()),
    )
