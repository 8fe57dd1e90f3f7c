"""The text of an exposure: its versions, and what exactly the public reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.rules.enforcement import redaction
from tingban.rules.enforcement.exposure_stages import Act
from tingban.rules.enforcement.redaction import Finding
from tingban.rules.rectification.course import Course, Done

# The parts of a 典型案例 (DOMAIN 8.2), in the order in which they are read.
PARTS: Final = (
    ("facts", "基本事实"),
    ("grounds", "依据"),
    ("handling", "处理情况"),
    ("lesson", "启示"),
)
_TEXT_ACTS: Final = (Act.OPEN, Act.WRITE)


@dataclass(frozen=True, slots=True)
class Part:
    """A head and its paragraphs."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What the company has put right since, added below the case on a day."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class PublicText:
    """All that is read of it, and nothing else."""

    headline: str
    parts: tuple[Part, ...]
    updates: tuple[Update, ...] = ()


def version(now: Course) -> Done | None:
    """The newest version of the text."""
    return next((move for move in reversed(now.moves) if move.act in _TEXT_ACTS), None)


def facts_of(now: Course) -> tuple[str, ...]:
    """The facts of the newest version, a line each."""
    return tuple(str(line) for line in now.items("facts"))


def written(now: Course) -> PublicText:
    """The newest version as it was written, before anything is hidden."""
    return PublicText(now.text("headline"), tuple(_parts(now)))


def _parts(now: Course) -> Iterator[Part]:
    for name, head in PARTS:
        told = now.said(name)
        lines = tuple(told) if isinstance(told, list | tuple) else tuple(_lines(told))
        if lines:
            yield Part(head, lines)


def _lines(told: object) -> Iterator[str]:
    return (line.strip() for line in str(told or "").splitlines() if line.strip())


def marked(now: Course) -> tuple[str, ...]:
    """What is hidden besides: what a person marked, and whom the register names."""
    return (*(str(it) for it in now.items("hidden")), *now.beside.get("persons", ()))


def spared(now: Course) -> tuple[str, ...]:
    """What a person found to be nobody's; whom the register names is never spared."""
    persons = set(now.beside.get("persons", ()))
    return tuple(str(it) for it in now.items("spared") if str(it) not in persons)


def found_in(now: Course) -> list[Finding]:
    """All that is hidden in the newest version."""
    text = written(now)
    told = (text.headline, *(line for part in text.parts for line in part.lines))
    known, free = marked(now), spared(now)
    return [it for line in told for it in redaction.find(line, known=known, spared=free)]


def public_text(now: Course) -> PublicText:
    """Exactly what the public reads, with everything hidden that is a person's."""
    text, known, free = written(now), marked(now), spared(now)

    def hidden(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(redaction.hide(line, known=known, spared=free) for line in lines)

    (headline,) = hidden((text.headline,))
    updates = tuple(
        Update(move.on, *hidden((str(move.told["update"]),)))
        for move in now.moves
        if move.act == Act.UPDATE
    )
    return PublicText(
        headline, tuple(Part(it.head, hidden(it.lines)) for it in text.parts), updates
    )
