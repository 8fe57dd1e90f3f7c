"""Timers of proceedings: what presses is told, every five minutes, each call once."""

from tingban.actions.rectification import proceeding_reminding
from tingban.jobs.app import every
from tingban.kit import clock
from tingban.reads.overview.flows import FLOWS


@every("*/5 * * * *", "proceedings.remind", queue="ledger")
def remind() -> None:
    """Remind, tell what is overdue, call the leader and the city; each once."""
    proceeding_reminding.remind(FLOWS, at=clock.now())
