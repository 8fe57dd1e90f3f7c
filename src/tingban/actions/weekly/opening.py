"""T-R01: weeks open by themselves, Thursday 00:00; reminders go out once (T-R04)."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from tingban.actions.notices import outbox
from tingban.actions.weekly.taking import Turn, take
from tingban.data.weekly.models import Brief, Report, ReportWeek
from tingban.reads.weekly.counting import campaign
from tingban.reads.weekly.periods import planned_weeks, week_of
from tingban.reads.weekly.reminders import REMINDER
from tingban.rules import notices
from tingban.rules.actors import CITY_CODE, SYSTEM, Role
from tingban.rules.areas import AREAS
from tingban.rules.notices import Message, Recipient
from tingban.rules.weekly import weeks
from tingban.rules.weekly.steps import STEPS, UNSENT, Act
from tingban.rules.weekly.weeks import NUDGE_LABELS, Kind, Nudge, Week

_OPENING: Final = next(step for step in STEPS if step.act is Act.OPEN)
_FRESH: Final = timedelta(days=7)


def due_to_open(planned: tuple[Week, ...], *, kind: Kind, at: datetime) -> tuple[Week, ...]:
    """Weeks whose time has come and that do not stand yet.

    After a standstill all that were missed are made up for; an installation that has never
    opened one begins with the present one and leaves the past alone.
    """
    begun = [week for week in planned if week.opens_at <= at]
    standing = ReportWeek.objects.filter(kind=kind).order_by("-as_of")
    last = standing.values_list("as_of", flat=True).first()
    if last is not None:
        return tuple(week for week in begun if week.as_of > last)
    return tuple(week for week in begun[-1:] if at <= week.due_at + _FRESH)


def open_due_weeks(*, at: datetime) -> tuple[str, ...]:
    """Open every week whose Thursday has come; codes of those that were opened now."""
    planned = due_to_open(planned_weeks(), kind=Kind.WEEK, at=at)
    return tuple(week.code for week in planned if open_week(week=week, at=at))


@transaction.atomic
def open_week(*, week: Week, at: datetime) -> bool:
    """Open the week for all 14 units; False where another worker has done it."""
    row = start_week(week)
    if row is None:
        return False
    for area in AREAS:
        report = start_report(row, week, area.code, _OPENING.to.value)
        take(report, _OPENING, Turn(), actor=SYSTEM, at=at)
    return True


def start_week(week: Week) -> ReportWeek | None:
    """The row of a week, or None where it stands already; two workers cannot both make it."""
    row, is_new = ReportWeek.objects.get_or_create(
        code=week.code,
        defaults={
            "campaign": campaign(),
            "kind": week.kind.value,
            "number": week.number,
            "as_of": week.as_of,
            "opens_at": week.opens_at,
            "submit_from": week.submit_from,
            "due_at": week.due_at,
        },
    )
    return row if is_new else None


def start_report(row: ReportWeek, week: Week, area_code: str, state: str) -> Report:
    """An empty report of one unit, its 简报 beside it."""
    report = Report.objects.create(
        number=weeks.report_number(area_code, week),
        week=row,
        area_id=area_code,
        state=state,
        due_at=week.due_at,
    )
    Brief.objects.create(report=report)
    return report


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Send the reminder that stands now to every unit that has not submitted; how many.

    A reminder missed by a standstill is not sent after the next one.
    """
    sent = 0
    running = ReportWeek.objects.filter(opens_at__lte=at, due_at__gte=at, kind=Kind.WEEK.value)
    for row in running.select_for_update().order_by("as_of"):
        nudge = week_of(row).nudge_at(at)
        if nudge is not None:
            sent += _remind_week(row, nudge, at)
    return sent


def _remind_week(row: ReportWeek, nudge: Nudge, at: datetime) -> int:
    """Each unit once: the outbox hears a key but once, whichever worker says it first."""
    week = week_of(row).short_label
    text = f"请于 {_spoken(row.due_at)} 前（含）报送市局。"
    reports = Report.objects.filter(week=row, state__in=sorted(UNSENT)).order_by("area")
    return sum(
        outbox.tell(
            key=f"{REMINDER}{report.number}:{nudge.value}",
            subject=f"report:{report.number}",
            to=_desk_of(report.area_id),
            message=Message(
                notices.Kind.REMINDER,
                f"{week}周报还没有报送",
                f"{NUDGE_LABELS[nudge]}：{text}",
                f"/desk/weekly/report/{report.number}/",
            ),
            at=at,
        )
        for report in reports
    )


def _desk_of(area_code: str) -> Recipient:
    """Whoever works on the report of this unit."""
    roles = (Role.M_OP, Role.M_LD) if area_code == CITY_CODE else (Role.C_OP, Role.C_LD)
    return Recipient.office(area_code, *roles)


def _spoken(moment: datetime) -> str:
    local = moment.astimezone(weeks.SHANGHAI)
    return f"{local.month}月{local.day}日 {local:%H:%M}"
