"""A template bound to what it speaks of: where its figures come from and who may see them.

Topics state theirs in `reads/<topic>/sheets.py`; `reads.overview.sheets` gathers them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents.papers import PaperAct
from tingban.rules.documents.shapes import Template
from tingban.rules.documents.slots import Facts

_AREA: Final = re.compile(r"(?<!\d)(1408\d\d)(?!\d)")


def never(number: str) -> bool:
    """No number was brought by anybody."""
    del number
    return False


def county_in(actor: Actor, key: str) -> str:
    """The county that a key names (CF-140802-…); the actor's own where it names none."""
    named = (code for code in _AREA.findall(key) if code in AREA_BY_CODE)
    return next(named, actor.area_code)


# By whom, of what, which act, on which day; the key of the paper itself comes last.
Hindrance = Callable[[Actor, str, PaperAct, date, str], str]


def unnamed(actor: Actor, key: str) -> Facts:
    """Nothing is known before it is drafted."""
    del actor, key
    return {}


def free(actor: Actor, key: str, act: PaperAct, on: date, paper: str) -> str:
    """Nothing stands in the way."""
    del actor, key, act, on, paper
    return ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`subject` is the kind word of what it speaks of; a paper's own reads "penalty_case:CF-…".

    `facts` and `sees` get the key behind the colon; `facts` gives the values by slot label as they
    are known now. `is_taken` tells whether the topic already holds a paper of this number, from
    before or by import; `county_of` in which county the subject lies; `hinders` why the subject
    does not let it be signed, voided or revised on a day, empty where it does; `names` what the
    link that begins it is called by.
    """

    template: Template
    facts: Callable[[Actor, str], Facts]
    sees: Callable[[Actor, str], bool]
    subject: str
    is_taken: Callable[[str], bool] = never
    county_of: Callable[[Actor, str], str] = county_in
    hinders: Hindrance = free
    names: Callable[[Actor, str], Facts] = unnamed

    def of(self, key: str) -> str:
        """The subject of a paper about this key."""
        return f"{self.subject}:{key}"
