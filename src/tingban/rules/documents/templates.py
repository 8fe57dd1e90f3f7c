"""Papers as templates: all that a topic needs to state its own, and what is done with one."""

from tingban.rules.documents.composing import (
    Issue,
    PaperText,
    compose,
    freeze,
    thaw,
    titled,
)
from tingban.rules.documents.lacking import missing
from tingban.rules.documents.passages import Grid, Passage
from tingban.rules.documents.shapes import LAYOUT_LABELS, Layout, Template
from tingban.rules.documents.slots import (
    Articles,
    Facts,
    Officer,
    Slot,
    SlotKind,
    Table,
    Value,
    read_typed,
    spell,
)

__all__ = [
    "LAYOUT_LABELS",
    "Articles",
    "Facts",
    "Grid",
    "Issue",
    "Layout",
    "Officer",
    "PaperText",
    "Passage",
    "Slot",
    "SlotKind",
    "Table",
    "Template",
    "Value",
    "compose",
    "freeze",
    "missing",
    "read_typed",
    "spell",
    "thaw",
    "titled",
]
