"""What helps a clerk while a case is typed: place, category, and cases that may be the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tingban.actions.complaints.vault import phone_mark
from tingban.reads.complaints import duplicates
from tingban.reads.registry import suggestions
from tingban.rules.actors import Actor
from tingban.rules.complaints.duplicates import Proposal, Sought
from tingban.rules.complaints.sources import visitors_hint
from tingban.rules.complaints.stages import MERGE_LABELS, STAGE_LABELS, Stage
from tingban.rules.complaints.suggestion import suggest
from tingban.rules.errors import Refused
from tingban.rules.rectification import CATEGORY_LABELS
from tingban.rules.registry.contacts import parse_phones

_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form so far."""

    summary: str = ""
    source: str = ""
    community: str = ""
    county: str = ""
    category: str = ""
    phones: str = ""


@dataclass(frozen=True, slots=True)
class CategoryHint:
    """A category, and the very words that speak for it."""

    code: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class AlikeHint:
    """A case that a person should look at, and why."""

    number: str
    kind: str
    summary: str
    stage: str
    on: date
    reasons: str


@dataclass(frozen=True, slots=True)
class Hints:
    """All of it; nothing here decides."""

    places: Sequence[tuple[str, str]] = ()
    categories: Sequence[CategoryHint] = ()
    alike: Sequence[AlikeHint] = ()
    visitors: str = ""

    @property
    def looked_at(self) -> str:
        """What a tick under these very cases stands for; others need another tick."""
        return "_".join(sorted(one.number for one in self.alike))


def hints(actor: Actor, typed: Typed, *, today: date, besides: str = "") -> Hints:
    """Nothing of the matter before there is something to go by."""
    visitors = visitors_hint(typed.source)
    if len(typed.summary.strip()) < _SHORTEST:
        return Hints(visitors=visitors)
    found = alike(actor, typed, today, besides)
    return Hints(_places(actor, typed), _categories(typed), found, visitors)


def _places(actor: Actor, typed: Typed) -> list[tuple[str, str]]:
    if typed.community:
        return []
    county = "" if actor.sees_whole_city else actor.area_code
    found = suggestions.mentioned(actor, typed.summary, county=county)
    return [(one.name, one.label) for one in found]


def _categories(typed: Typed) -> list[CategoryHint]:
    if typed.category:
        return []
    return [
        CategoryHint(one.category.value, CATEGORY_LABELS[one.category], "、".join(one.words))
        for one in suggest(typed.summary)
    ]


def alike(actor: Actor, typed: Typed, today: date, besides: str = "") -> list[AlikeHint]:
    """Cases in sight that may speak of the same matter (3.1.1)."""
    sought = Sought(
        text=typed.summary, day=today, community=typed.community, county=typed.county,
        category=typed.category, marks=_marks(typed.phones),
    )  # fmt: skip
    found = duplicates.proposals(actor, sought)
    return [_told(one) for one in found if one.candidate.number != besides]


def _marks(phones: str) -> tuple[str, ...]:
    """Blind indexes of the numbers typed; what is no number yet says nothing."""
    try:
        return tuple(phone_mark(one) for one in parse_phones(phones)) if phones.strip() else ()
    except Refused:
        return ()


def _told(one: Proposal) -> AlikeHint:
    case = one.candidate
    return AlikeHint(
        case.number, MERGE_LABELS[one.kind], case.text, STAGE_LABELS[Stage(case.stage)],
        case.day, "；".join(one.reasons),
    )  # fmt: skip
