"""Papers before they are set: paragraphs as plain text, the same for docx and pdf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph; `lead` begins it in another type, `level` 1 is a head of its own."""

    text: str
    lead: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table between paragraphs; without heads it is a form: a label, its value, a label …"""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
