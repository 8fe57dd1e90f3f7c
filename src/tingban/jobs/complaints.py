"""The clock of cases: every five minutes it asks which limits press (DESIGN 3.7)."""

from tingban.actions.complaints import clocks, reminding
from tingban.jobs.app import every
from tingban.kit import clock


@every("*/5 * * * *", "complaints.remind", queue="ledger")
def remind() -> None:
    """Remind, tell what is overdue, escalate; safe twice, and made up after a standstill."""
    reminding.remind(at=clock.now())


@every("41 16 * * *", "complaints.clocks", queue="ledger")
def set_clocks() -> None:
    """Compute every limit anew at night: a year of the calendar may have been published."""
    clocks.set_all_clocks()
