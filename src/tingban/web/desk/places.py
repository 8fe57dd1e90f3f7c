"""Where the cards of things stand; nothing where a page is still to be built."""

from typing import Final

from django.urls import NoReverseMatch, reverse

from tingban.rules.weekly.cells import Unit

_CARDS: Final = {
    Unit.COMMUNITY: "desk:community",
    Unit.COMPANY: "desk:company",
    Unit.MISSION: "desk:mission",
    Unit.CASE: "desk:case",
    Unit.PROBLEM: "desk:problem",
}


def place(name: str, *args: object) -> str:
    """The address of a page, or nothing."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def card(unit: Unit, key: object) -> str:
    """The card of a community (by code), company (by id), mission, case or problem (by number)."""
    return place(_CARDS[unit], key)
