"""Where the card of a thing stands, for time lines and search; empty where it has no page."""

from typing import Final

from django.urls import NoReverseMatch, reverse

_CARDS: Final = {
    "community": "desk:community",
    "company": "desk:company",
    "contract": "desk:contract",
    "visit": "desk:visit",
    "problem": "desk:problem",
    "answer": "desk:problem",
    "order": "desk:order",
    "paper": "desk:paper",
    "case": "desk:case",
    "level": "desk:level",
    "penalty": "desk:penalty",
    "exposure": "desk:exposure",
    "exit": "desk:exit",
    "level_case": "desk:level_case",
    "penalty_case": "desk:penalty_case",
    "transfer": "desk:transfer",
    "exposure_case": "desk:exposure_case",
    "credit_push": "desk:credit_push",
    "exit_case": "desk:exit_case",
    "assembly_rules": "desk:exit_case",
}


def card(topic: str, key: str) -> str:
    """The address of a card by topic and number."""
    try:
        return reverse(_CARDS[topic], args=[key]) if topic in _CARDS else ""
    except NoReverseMatch:
        return ""
