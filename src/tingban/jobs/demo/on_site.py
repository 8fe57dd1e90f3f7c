"""Visits of the demo that two people made together: what they wrote down on the spot."""

from datetime import date, datetime, time, timedelta
from typing import Final

from tingban.actions.inspections import field
from tingban.actions.inspections.field import FieldVisit
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.rules.inspections import Inspector, OrganiserLevel, VisitKind

_STAYED: Final = timedelta(minutes=40)
_LEFT: Final = time(16)


def seen_by_two(daily: Daily, code: str, kind: VisitKind, on: date, at: datetime) -> str:
    """The clerk and the officer of the county went there on this day (T-C10, T-P09)."""
    clerk, officer = daily.clerk(code), daily.staff.officers[code[:6]]
    ended_at = at if at.date() == on else datetime.combine(on, _LEFT, ZONE)
    statement = FieldVisit(
        community_code=code,
        kind=kind,
        level=OrganiserLevel.COUNTY,
        started_at=ended_at - _STAYED,
        ended_at=ended_at,
        staff=(
            Inspector(officer.name, f"晋{code[:6]}01"), Inspector(clerk.name, f"晋{code[:6]}02"),
        ),
    )  # fmt: skip
    return field.record_visit(statement=statement, actor=clerk, at=at)
