"""Finding the words of the table of matters in a text, and which matters they tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from tingban.rules.complaints.matters import ACTOR, IDLE, MATTERS, Matter

# A letter of this length has said what it wants.
LONGEST: Final = 2_000
# How far apart a thing and what is wrong with it may stand, within one sentence.
_NEAR: Final = 24
_STOPS: Final = frozenset("。！？!?；;\n")
# 物业费, 物业科 and 物业管理条例 are not the company.
_NAMED: Final = re.compile(
    r"物业(?!费|管理费|服务合同|管理条例|用房|管理办|办|科|维修|局)|物管(?!费|用房|条例|科)"
)
_DID_NOTHING: Final = re.compile(
    r"物业[^。！？；]{0,14}?(?:不管|不作为|不理|不问|放任|置之不理|置若罔闻|视而不见|未见处理|无人管|没人管"
    r"|不处理|没有处理|未处理|未解决|无法处理|一直没|搪塞|推诿|敷衍|没有执法权|当没看见|睁一只眼|任其|不履职"
    r"|毫无维护|不予|石沉大海)"
)


class Hit(NamedTuple):
    """A word of the table at its place in the text."""

    start: int
    end: int
    word: str


class Told(NamedTuple):
    """A matter that the text tells, and each time the words that tell it."""

    matter: Matter
    places: tuple[tuple[Hit, ...], ...]


def _by_head() -> dict[str, tuple[str, ...]]:
    words = {word for matter in MATTERS for word in (*matter.things, *matter.wrongs)}
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words - {ACTOR, IDLE}):
        found[word[:2]].append(word)
    return {head: tuple(tails) for head, tails in found.items()}


def _by_thing() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, matter in enumerate(MATTERS):
        for word in matter.things:
            found[word].append(place)
    return {word: tuple(places) for word, places in found.items()}


# By the first two signs: one look-up a place of the text, whatever the table grows to.
_WORDS: Final = _by_head()
# Which rows of the table a word may begin; a letter names a handful of them.
_ROWS: Final = _by_thing()


def hits(text: str) -> Mapping[str, Sequence[Hit]]:
    """Every word of the table in the text, also where words overlap."""
    found: dict[str, list[Hit]] = defaultdict(list)
    for start in range(len(text) - 1):
        for word in _WORDS.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                found[word].append(Hit(start, start + len(word), word))
    for pattern, word in ((_NAMED, ACTOR), (_DID_NOTHING, IDLE)):
        for match in pattern.finditer(text):
            found[word].append(Hit(*match.span(), word))
    return found


def read(text: str) -> tuple[Told, ...]:
    """The matters that the text tells, in the order of the table."""
    text = text[:LONGEST]
    found = hits(text)
    named = sorted({row for word in found for row in _ROWS.get(word, ())})
    told = (Told(MATTERS[row], tuple(_places(MATTERS[row], found, text))) for row in named)
    return tuple(each for each in told if each.places)


def _places(
    matter: Matter, found: Mapping[str, Sequence[Hit]], text: str
) -> Iterator[tuple[Hit, ...]]:
    """The thing, or the thing and what is wrong with it nearby."""
    things = [hit for word in matter.things for hit in found.get(word, ())]
    if not matter.wrongs:
        yield from ((thing,) for thing in things)
        return
    wrongs = [hit for word in matter.wrongs for hit in found.get(word, ())] if things else []
    for thing in things:
        near = [wrong for wrong in wrongs if _belong(thing, wrong, text)]
        if near:
            yield thing, min(near, key=lambda wrong: abs(wrong.start - thing.start))


def _belong(thing: Hit, wrong: Hit, text: str) -> bool:
    """In one sentence and near; that the company did nothing holds for the whole letter."""
    if wrong.word == IDLE:
        return True
    first, last = sorted((thing, wrong))
    between = text[first.end : last.start]
    return first.end <= last.start <= first.end + _NEAR and not _STOPS.intersection(between)
