"""The time line of a card: each fact with both its clocks, late and retracted ones marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from tingban.kit.clock import SHANGHAI
from tingban.reads.audit.history import Told
from tingban.reads.exchange import traces
from tingban.rules.actors import Actor
from tingban.rules.weekly.lateness import is_late_recorded


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as the time line shows it; `href` leads to the file that brought it."""

    told: Told
    is_late: bool
    has_hour: bool
    href: str


def lines(actor: Actor, history: Sequence[Told]) -> list[Line]:
    """The lines of a card."""
    acts = {told.act for told in history if told.file}
    files = traces.files_of(actor, acts) if acts and actor.is_writer else {}
    return [_line(told, files.get(told.act)) for told in history]


def _line(told: Told, file: int | None) -> Line:
    href = f"{reverse('desk:exchange_file', args=[file])}?sheet={told.sheet}" if file else ""
    so_at = told.so_at
    if so_at is None:
        return Line(told, is_late=False, has_hour=True, href=href)
    is_moment = isinstance(so_at, datetime)
    day = so_at.astimezone(SHANGHAI).date() if isinstance(so_at, datetime) else so_at
    return Line(told, is_late_recorded(day, told.recorded_at), is_moment, href)
