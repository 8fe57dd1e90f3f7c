"""A template bound to what it speaks of: where its figures come from and who may see them.

Topics state theirs in `reads/<topic>/sheets.py`; the desk gathers them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tingban.rules.actors import Actor
from tingban.rules.documents.shapes import Template
from tingban.rules.documents.slots import Facts

NEVER: Final[Callable[[str], bool]] = lambda number: False  # noqa: E731


@dataclass(frozen=True, slots=True)
class Sheet:
    """`subject` is the kind word of what it speaks of; a paper's own reads "penalty_case:CF-…".

    `facts` and `sees` get the key behind the colon; `facts` gives the values by slot label as they
    are known now. `is_taken` tells whether the topic already holds a paper of this number, from
    before or by import.
    """

    template: Template
    facts: Callable[[Actor, str], Facts]
    sees: Callable[[Actor, str], bool]
    subject: str
    is_taken: Callable[[str], bool] = NEVER

    def of(self, key: str) -> str:
        """The subject of a paper about this key."""
        return f"{self.subject}:{key}"
