"""A closed vocabulary: one enum, its Chinese labels, and the other spellings people use."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, Generic, TypeVar

from tingban.kit.text import fold

E = TypeVar("E", bound=StrEnum)

YES: Final = frozenset({"是", "√", "✓", "✔", "1", "1.0", "y", "yes", "true"})
NO: Final = frozenset({"否", "×", "✗", "✘", "x", "0", "0.0", "n", "no", "false"})


class Vocabulary(Generic[E]):
    """Finds the member that a cell means; `expected` is what to tell when there is none."""

    def __init__(
        self, labels: Mapping[E, str], also: Mapping[E, Iterable[str]] | None = None
    ) -> None:
        self.labels: Final = dict(labels)
        self._members: Final[dict[str, E]] = {}
        for member, label in labels.items():
            for word in (label, str(member), *(also or {}).get(member, ())):
                self._members[self._key(word)] = member

    @staticmethod
    def _key(text: str) -> str:
        return fold(text).casefold()

    def find(self, text: str) -> E | None:
        """The member meant by this text, or None."""
        return self._members.get(self._key(text))

    @property
    def expected(self) -> str:
        """The accepted labels, for a fault message."""
        return "/".join(self.labels.values())


def yes_or_no(text: str) -> bool | None:
    """是/否, √/×, 1/0 (INTERCHANGE 1); None where it is neither."""
    word = fold(text).casefold()
    if word in YES:
        return True
    return False if word in NO else None
