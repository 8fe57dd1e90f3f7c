"""The kinds of proceedings that have pages on the desk, each with its words (ADR 0028).

A row here gives a list, a card, a page that opens one and a page for every step of its table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import FIELD, READERS, Role

DESK: Final = READERS | FIELD


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `name` is the stem of its addresses ("penalty_case", listed under "plural").

    `open_act` and `undo_act` are acts of its machine ("" where it has none); `needs` says what is
    chosen before it is opened; `openers` may open one; `intros` say what a step means before it is
    taken; `grave` are acts shown in red; `links` leads to further pages of one, by their words.
    """

    flow: Flow
    name: str
    plural: str
    title: str
    unit: str
    open_label: str
    none: str
    open_act: str
    undo_act: str
    open: Callable[..., str]
    take: Callable[..., None]
    undo: Callable[..., None]
    openers: frozenset[Role]
    roles: frozenset[Role] = DESK
    needs: tuple[str, ...] = ("community", "company")
    intros: Mapping[str, str] = field(default_factory=dict)
    grave: frozenset[str] = frozenset()
    links: tuple[tuple[str, str], ...] = ()


KINDS: Final[tuple[Kind, ...]] = ()
