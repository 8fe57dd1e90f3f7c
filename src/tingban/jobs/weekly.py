"""Friday's timers (T-R01, T-R04, T-R05, DOMAIN 2.3): each minute they ask what is due.

Each is safe twice and makes up after a standstill; the clock is `kit.clock`.
"""

from tingban.actions.weekly import months, opening, sending
from tingban.jobs.app import every
from tingban.kit import clock


@every("* * * * *", "weekly.open", queue="ledger")
def open_weeks() -> None:
    """Open the week on its Thursday."""
    opening.open_due_weeks(at=clock.now())


@every("* * * * *", "weekly.remind", queue="ledger")
def remind() -> None:
    """Remind the units that have not submitted."""
    opening.remind(at=clock.now())


@every("* * * * *", "weekly.stand_in", queue="ledger")
def stand_in() -> None:
    """File for the silent once noon has passed."""
    sending.stand_in_for_silent(at=clock.now())


@every("* * * * *", "weekly.month_end", queue="ledger")
def take_month_ends() -> None:
    """Keep the figures of the month that has ended."""
    months.take_month_ends(at=clock.now())
