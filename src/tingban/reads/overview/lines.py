"""Lines of a time line: what was so, since when it is known, who said so.

Each source asks for one statement, for no more rows than the card shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from tingban.data.audit.known import Known
from tingban.data.audit.models import Entry
from tingban.rules.weekly.weeks import FREEZE_BY, SHANGHAI

_FRIDAY: Final = 4
# Of the act behind a line; and of every row only what its line tells: wide rows, loaded a dozen
# times for one card, took longer than everything else on it.
ACT: Final = ("act__act", "act__actor_name")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; `topic` and `key` lead to its page."""

    on: date
    recorded_at: datetime
    what: str
    who: str = ""
    note: str = ""
    topic: str = ""
    key: str = ""
    tone: str = ""

    @property
    def is_late(self) -> bool:
        """Recorded only after the Friday on which its week was reported (DOMAIN 2.3)."""
        ahead = (_FRIDAY - self.on.weekday()) % 7 or 7
        frozen = datetime.combine(self.on + timedelta(days=ahead), FREEZE_BY, SHANGHAI)
        return self.recorded_at > frozen

    @property
    def at(self) -> datetime:
        """Noon of its day: only the day is known."""
        return datetime.combine(self.on, time(12), SHANGHAI)


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The newest lines first, and whether there are older ones."""

    lines: Sequence[Line]
    has_more: bool


def together(sources: Iterable[Sequence[Line]], *, limit: int) -> TimeLine:
    """The newest lines of all sources."""
    lines = [line for source in sources for line in source]
    lines.sort(key=lambda line: (line.on, line.recorded_at), reverse=True)
    return TimeLine(lines[:limit], len(lines) > limit)


def who(entry: Entry) -> str:
    """Who stated it; what an import brought says so."""
    told = "（导入）" if entry.act.startswith("exchange.") else ""
    return f"{entry.actor_name}{told}"


def day_of(moment: datetime) -> date:
    """The day of a moment in Shanghai."""
    return timezone.localtime(moment, SHANGHAI).date()


def first_known(facts: type[Known], owner: str) -> Subquery:
    """When the thing that a fact speaks of was first stated; a correction makes nothing late."""
    earliest = facts.objects.filter(**{owner: OuterRef(owner)}).order_by("id")
    return Subquery(earliest.values("recorded_at")[:1])


def dated(day: date | None) -> str:
    """2026年12月31日; 不定期 where there is no end."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "不定期"
