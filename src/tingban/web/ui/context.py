"""What every desk page shows around its own matter: rail, search, posts, campaign week.

Hooks for the topics: `campaign_week` tells the line at the top, `rail_counts` the numbers on the
rail. Keep both to one statement each: they run on every page.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from tingban.kit import clock
from tingban.reads.documents.paper_lists import waiting_for
from tingban.reads.notices.inbox import MOST_COUNTED, count_unread
from tingban.reads.weekly.present import Present, present
from tingban.rules import accounts as rules
from tingban.rules.actors import Actor, Role
from tingban.rules.weekly.steps import STATE_LABELS, UNSENT
from tingban.web.ui import rail, words


@dataclass(frozen=True, slots=True)
class WeekLine:
    """第 7 周 · 距报送 2 天 3 小时; `tone` colours it: "", "soon", "late"."""

    text: str
    tone: str = ""
    href: str = ""
    hint: str = ""


def campaign_week(now: Present | None, at: datetime) -> WeekLine | None:
    """The line of the reporting week; None outside the campaign."""
    if now is None:
        return None
    label = f"第 {now.week.number} 周"
    hint = f"{now.week.label}，报送期限 {words.exactly(now.due_at)}"
    href = _address("desk:weekly")
    if now.frozen_at:
        return WeekLine(f"{label} · 已冻结", href=href, hint=hint)
    if now.state and now.state not in UNSENT:
        return WeekLine(f"{label} · {STATE_LABELS[now.state]}", href=href, hint=hint)
    left = now.due_at - at
    if left < timedelta(0):
        return WeekLine(f"{label} · 报送已截止 {words.span(-left)}", "late", href, hint)
    tone = "soon" if left < timedelta(days=1) else ""
    return WeekLine(f"{label} · 距报送 {words.span(left)}", tone, href, hint)


def rail_counts(actor: Actor, now: Present | None) -> dict[str, int]:
    """What waits for this actor, by url name of the rail."""
    found = {"desk:weekly": now.waiting} if now else {}
    if actor.is_leader:
        found["desk:papers"] = waiting_for(actor)
    return found


@dataclass(frozen=True, slots=True)
class Bell:
    """What waits to be read, and where."""

    count: int
    href: str
    is_here: bool

    @property
    def shown(self) -> str:
        """99+ where more wait than the bell counts."""
        return f"{MOST_COUNTED - 1}+" if self.count >= MOST_COUNTED else str(self.count)


def _bell(actor: Actor, at: datetime, view_name: str) -> Bell:
    return Bell(
        count_unread(actor, at=at), _address("desk:notices"), view_name.startswith("desk:notice")
    )


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
    view_name = place.view_name if place else ""
    knows_facts = actor.sees_facts
    week = present(actor=actor) if knows_facts else None
    stops = rail.rail(actor, view_name=view_name, counts=rail_counts(actor, week))
    return {
        "actor": actor,
        "person": getattr(request, "person", None),
        "role_label": rules.role_label(actor.role) if actor.role is not Role.PUB else "",
        "rail": stops,
        "rail_here": next((stop.label for stop in stops if stop.is_current), "菜单"),
        "week": campaign_week(week, at),
        "bell": _bell(actor, at, view_name),
        "search_href": _address("desk:search") if knows_facts else "",
        "now": at,
        "idle_seconds": int(rules.IDLE_LIMIT.total_seconds()),
    }
