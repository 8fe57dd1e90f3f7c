"""Lines of a time line: what was so, since when it is known, who said so.

Each source asks one statement, for no more rows than the card shows.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone
from psycopg import sql

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
class Source:
    """Rows in sight and the lines that are made of them.

    `kept_in` and `by`: the table, and its columns of which one holds the subject's id, in which
    there is nothing where there are no such rows.
    """

    rows: QuerySet[Any]
    lines: Callable[[Any, int], list[Line]]
    kept_in: type[Model]
    by: tuple[str, ...]


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


def gathered(members: Collection[int], sources: Sequence[Source], *, limit: int) -> TimeLine:
    """The newest lines of all sources about the family of one community or company.

    Most have nothing of most kinds: one statement tells which there are, and only these are read.
    """
    return together(
        [source.lines(source.rows, limit) for source in _held(members, sources)], limit=limit
    )


def _held(members: Collection[int], sources: Sequence[Source]) -> list[Source]:
    columns = (
        sql.SQL(" OR ").join(
            sql.SQL("EXISTS (SELECT FROM {} WHERE {} = ANY(%(ids)s))").format(
                sql.Identifier(source.kept_in._meta.db_table), sql.Identifier(column)
            )
            for column in source.by
        )
        for source in sources
    )
    statement = sql.SQL("SELECT {}").format(sql.SQL(", ").join(columns))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": list(members)})
        told = cursor.fetchone()
    return [source for source, is_there in zip(sources, told, strict=True) if is_there]


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
