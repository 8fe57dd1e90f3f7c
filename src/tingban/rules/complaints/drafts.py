"""A report that is being written: what was typed so far, step by step (T-C01)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from tingban.rules.documents.held import Held

# As long as a repeated submit is known again.
LIFE: Final = timedelta(days=1)
# Faster than this nobody has read the pages.
LEAST_TIME: Final = timedelta(seconds=5)


class Part(StrEnum):
    """The three steps of a report."""

    WHERE = "where"
    WHAT = "what"
    WHO = "who"


PART_LABELS: Final[dict[Part, str]] = {
    Part.WHERE: "在哪里",
    Part.WHAT: "什么事",
    Part.WHO: "怎么联系您",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by step and field, right or not; `passed` names the steps that are right.

    `wrong` are the fields and sentences of the last refusal: a page that answers a form cannot be
    gone back to, so it is asked for anew and shows them. `seed` is the question that is asked.
    Once sent, only number and code stay, and the code goes when it has been shown.
    """

    opened_at: datetime
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    passed: frozenset[str] = frozenset()
    wrong: tuple[tuple[str, str], ...] = ()
    files: tuple[Held, ...] = ()
    seed: int = -1
    number: str = ""
    code: str = field(default="", repr=False)

    def told(self, part: Part) -> Mapping[str, str]:
        """What was typed at this step."""
        return self.typed.get(part, {})

    def with_typed(self, part: Part, told: Mapping[str, str], *, is_right: bool) -> Self:
        """The same with this step as it was typed now."""
        passed = self.passed | {part.value} if is_right else self.passed - {part.value}
        typed = {**self.typed, part.value: dict(told)}
        return replace(self, typed=typed, passed=passed, wrong=())

    def with_files(self, files: Iterable[Held]) -> Self:
        """The same with these files beside those it has, each once."""
        by_digest = {file.digest: file for file in (*self.files, *files)}
        return replace(self, files=tuple(by_digest.values()))

    def without_file(self, digest: str) -> Self:
        """The same without one of its files."""
        return replace(self, files=tuple(it for it in self.files if it.digest != digest))

    def sent(self, number: str, code: str) -> Self:
        """Nothing but the receipt stays."""
        return replace(
            self, typed={}, passed=frozenset(), wrong=(), files=(), number=number, code=code
        )

    @property
    def is_sent(self) -> bool:
        """Whether it has become a case."""
        return bool(self.number)

    @property
    def next_part(self) -> Part | None:
        """The first step that is not right yet; None where all are."""
        return next((part for part in Part if part.value not in self.passed), None)

    def to_json(self) -> str:
        """As it is sealed."""
        told = {
            "opened_at": self.opened_at.isoformat(),
            "typed": self.typed,
            "passed": sorted(self.passed),
            "wrong": self.wrong,
            "files": [file.as_json() for file in self.files],
            "seed": self.seed,
            "number": self.number,
            "code": self.code,
        }
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """As it was sealed."""
        told = json.loads(text)
        return cls(
            opened_at=datetime.fromisoformat(told.pop("opened_at")),
            passed=frozenset(told.pop("passed")),
            wrong=tuple((field, words) for field, words in told.pop("wrong")),
            files=tuple(map(Held.from_json, told.pop("files"))),
            **told,
        )
