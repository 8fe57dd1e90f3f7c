"""What every desk page shows around its own matter: rail, search, posts, campaign week.

Hooks for the topics: `campaign_week` tells the line at the top, `rail_counts` the numbers on the
rail. Keep both to one statement each: they run on every page.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tingban.kit import clock
from tingban.rules import accounts as rules
from tingban.rules.actors import Actor, Role
from tingban.web.ui import rail


@dataclass(frozen=True, slots=True)
class WeekLine:
    """第 7 周 · 距报送 2 天 3 小时; `tone` colours it: "", "soon", "late"."""

    text: str
    tone: str = ""
    href: str = ""
    hint: str = ""


def campaign_week(actor: Actor, at: datetime) -> WeekLine | None:
    """The line of the reporting week; None outside the campaign. Filled by weekly."""
    return None


def rail_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """What waits for this actor, by url name of the rail. Filled by the topics."""
    return {}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the desk's frame; nothing for whoever is not signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return {}
    at = clock.now()
    place = request.resolver_match
    knows_facts = actor.sees_facts
    return {
        "actor": actor,
        "person": getattr(request, "person", None),
        "role_label": rules.role_label(actor.role) if actor.role is not Role.PUB else "",
        "rail": rail.rail(
            actor,
            view_name=place.view_name if place else "",
            counts=rail_counts(actor, at),
        ),
        "week": campaign_week(actor, at) if knows_facts else None,
        "search_href": _address("desk:search") if knows_facts else "",
        "now": at,
        "idle_seconds": int(rules.IDLE_LIMIT.total_seconds()),
    }
