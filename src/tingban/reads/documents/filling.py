"""What a paper would say now: its slots filled with what is known, and what it still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tingban.kit.digests import digest_of
from tingban.reads.law import cited
from tingban.rules.actors import Actor
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import (
    Articles,
    Facts,
    Issue,
    PaperText,
    SlotKind,
    compose,
    freeze,
    missing,
    read_typed,
    titled,
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet with the values of its slots, and the law they cite as the day has it."""

    sheet: Sheet
    body: str
    facts: Facts
    articles: Articles
    on: date

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing or does not hold."""
        return missing(
            self.sheet.template, self.body, self.facts, on=self.on, articles=self.articles
        )

    @property
    def title(self) -> str:
        """The title with its slots filled."""
        return titled(self.sheet.template, self.facts, self.articles)

    def text(self, number: str, organ: str) -> PaperText:
        """The paper put into words."""
        issue = Issue(number, organ, self.on)
        return compose(
            self.sheet.template, self.body, self.facts, issue=issue, articles=self.articles
        )

    def mark(self, version: int, organ: str) -> str:
        """A digest of the version and of all that would be signed, but for number and day."""
        text = freeze(self.text("", organ)) | {"issued": ""}
        return digest_of([version, text])


def fill(
    sheet: Sheet, key: str, *, body: str, typed: Mapping[str, str], actor: Actor, on: date
) -> Filled:
    """The facts as they are known now; what is `by_hand` was typed beside the body."""
    facts = dict(sheet.facts(actor, key))
    for slot in sheet.template.slots:
        if slot.by_hand and typed.get(slot.label, "").strip():
            facts[slot.label] = read_typed(slot, typed[slot.label])
    return Filled(sheet, body, facts, cited(_keys(sheet, facts), on=on), on)


def _keys(sheet: Sheet, facts: Facts) -> list[str]:
    keys: list[str] = []
    for slot in sheet.template.slots:
        value = facts.get(slot.label)
        if slot.kind is SlotKind.LAW and isinstance(value, tuple):
            keys.extend(str(it) for it in value)
    return keys
