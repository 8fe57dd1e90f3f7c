"""The week that is under way, as the frame of every page shows it: one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.weekly.models import Report
from tingban.reads.weekly.periods import week_of
from tingban.rules.actors import Actor
from tingban.rules.weekly.steps import STEPS, Act, State
from tingban.rules.weekly.weeks import Kind, Week

# Steps back, and a value given by the head: open for long, due never.
_ANY_TIME: Final = frozenset({Act.OVERRIDE, Act.REWORK, Act.RETURN})


@dataclass(frozen=True, slots=True)
class Present:
    """The newest week, and how many of its reports wait for this actor."""

    week: Week
    frozen_at: datetime | None
    due_at: datetime
    # The county's own report; for the city no single one.
    number: str
    state: State | None
    waiting: int


def present(*, actor: Actor) -> Present | None:
    """None outside the campaign, or where nothing was opened yet."""
    rows = list(
        Report.objects.visible_to(actor)
        .filter(week__kind=Kind.WEEK.value)
        .select_related("week")
        .order_by("-week__as_of", "area__report_order")[:14]
    )
    if not rows:
        return None
    week = rows[0].week
    reports = [row for row in rows if row.week_id == week.pk]
    own = reports[0] if not actor.sees_whole_city else None
    return Present(
        week=week_of(week),
        frozen_at=week.frozen_at,
        due_at=max(report.due_at for report in reports),
        number=own.number if own else "",
        state=State(own.state) if own else None,
        waiting=sum(waits_for(actor, report) for report in reports),
    )


def waits_for(actor: Actor, report: Report) -> bool:
    """Whether the next step of a report is this post's; a step back does not press."""
    return any(
        step.start == report.state
        and step.act not in _ANY_TIME
        and step.to not in (State.FROZEN, State.CORR, step.start)
        and actor.role in step.who(report.area_id)
        for step in STEPS
    )
