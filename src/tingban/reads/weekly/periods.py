"""The weeks of the present campaign, planned and stored, as values of the rules."""

from datetime import datetime
from typing import Final

from django.conf import settings

from tingban.data.registry.models import Campaign
from tingban.data.weekly.models import ReportWeek
from tingban.reads import law
from tingban.reads.weekly.counting import Moment, campaign
from tingban.rules.errors import NotFound
from tingban.rules.weekly import weeks
from tingban.rules.weekly.weeks import SHANGHAI, Kind, Rolling, Week

NO_WEEK: Final = "没有找到这一期。报送周期从专项行动首个周五开始，周四 0 时开启。"


def rolling() -> Rolling:
    """Where a due day in a holiday goes; a setting with the default of AMB-15."""
    return Rolling(getattr(settings, "WEEKLY_HOLIDAY_ROLLING", Rolling.AFTER.value))


def planned_weeks(running: Campaign | None = None) -> tuple[Week, ...]:
    """All weeks of the campaign by the published calendar."""
    running = running or campaign()
    return weeks.weeks_of(
        first_on=running.first_report_on,
        ends_on=running.ends_on,
        calendar=law.calendar(),
        rolling=rolling(),
    )


def planned_month_ends(running: Campaign | None = None) -> tuple[Week, ...]:
    """All month ends of the campaign."""
    running = running or campaign()
    return weeks.month_ends_of(starts_on=running.starts_on, ends_on=running.ends_on)


def week_of(row: ReportWeek) -> Week:
    """The stored week as a value of the rules."""
    return Week(
        kind=Kind(row.kind),
        number=row.number,
        as_of=row.as_of.astimezone(SHANGHAI),
        opens_at=row.opens_at.astimezone(SHANGHAI),
        submit_from=row.submit_from.astimezone(SHANGHAI),
        due_at=row.due_at.astimezone(SHANGHAI),
    )


def week_row(code: str) -> ReportWeek:
    """The stored week with this code; weeks are the same for every actor."""
    row = ReportWeek.objects.filter(code=code).select_related("campaign").first()
    if row is None:
        raise NotFound(NO_WEEK)
    return row


def moment_of(row: ReportWeek, known_at: datetime) -> Moment:
    """The cut-off of the week as counting asks for it."""
    return Moment(as_of=row.as_of.astimezone(SHANGHAI).date(), known_at=known_at)
