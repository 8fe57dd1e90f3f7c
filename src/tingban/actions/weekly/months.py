"""DOMAIN 2.3: at each month's end the figures are kept once, labelled 月末数."""

from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.weekly.keeping import Making, keep_city, keep_edition
from tingban.actions.weekly.opening import due_to_open, start_report, start_week
from tingban.actions.weekly.taking import Turn, take
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import Report, ReportWeek
from tingban.reads.weekly.contents import live_contents
from tingban.reads.weekly.editions import latest_editions
from tingban.reads.weekly.periods import planned_month_ends
from tingban.rules.actors import SYSTEM
from tingban.rules.areas import AREAS
from tingban.rules.weekly.contents import Origin
from tingban.rules.weekly.steps import STEPS, Act
from tingban.rules.weekly.weeks import Kind, Week

_SNAPSHOT: Final = next(step for step in STEPS if step.act is Act.SNAPSHOT)


def take_month_ends(*, at: datetime) -> tuple[str, ...]:
    """Take every snapshot whose first of the month has come; codes of those taken now."""
    planned = due_to_open(planned_month_ends(), kind=Kind.MONTH, at=at)
    return tuple(month.code for month in planned if take_month_end(month=month, at=at))


@transaction.atomic
def take_month_end(*, month: Week, at: datetime) -> bool:
    """All units and the city at one cut-off; False where another worker has done it."""
    row = start_week(month)
    if row is None:
        return False
    reports = [start_report(row, month, area.code, _SNAPSHOT.to.value) for area in AREAS]
    contents = live_contents(reports, actor=SYSTEM, known_at=at)
    entries = []
    for report in reports:
        content = contents[report.area_id]
        entry = take(report, _SNAPSHOT, Turn(), actor=SYSTEM, at=at)
        making = Making(origin=Origin.MONTH, known_at=at)
        keep_edition(report, content, making, entry=entry, at=at)
        entries.append(entry)
    _close(row, reports, entries[0], at)
    return True


def _close(row: ReportWeek, reports: list[Report], entry: Entry, at: datetime) -> None:
    row.frozen_at = at
    row.save(update_fields=["frozen_at"])
    editions = latest_editions(actor=SYSTEM, week_code=row.code)
    keep_city(row, editions, frozenset(), actor=SYSTEM, entry=entry, at=at)
