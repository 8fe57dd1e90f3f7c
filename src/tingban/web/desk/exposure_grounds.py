"""What an exposure rests on, where it is a decision of the register: offered and shown (T-X02)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from tingban.reads.enforcement import exposure_penalties
from tingban.rules.actors import Actor
from tingban.rules.enforcement.exposure_penalty import REGISTER_CHOICES
from tingban.rules.enforcement.exposure_stages import Ground
from tingban.web.ui.rows import Fact


def offered_penalties(actor: Actor, company_id: int, county: str) -> Mapping[str, Any]:
    """The decisions of this company, as choices of the form."""
    return {REGISTER_CHOICES: exposure_penalties.choices(actor, company_id, county)}


def first_answers(actor: Actor, told: Mapping[str, str]) -> Mapping[str, Any]:
    """What the form begins with where it was opened from a decision of the register."""
    number = told["penalty"]
    return {
        "ground": Ground.PENALTY.value,
        "penalty": number,
        "handling": exposure_penalties.handling(actor, number),
    }


def resting_facts(row: Any, now: Any) -> Sequence[Fact]:
    """The decision, and whether it still carries the exposure."""
    found = exposure_penalties.rests_on(row, now)
    if found is None:
        return ()
    href = reverse("desk:penalty", args=[found.penalty_id]) if found.penalty_id else ""
    return (
        Fact("据以曝光的处罚", found.words, href),
        Fact("处罚现在", found.hindrance or "仍然有效"),
    )
