"""Timers of proceedings: what presses is told, each call once; what is kept too long goes."""

from tingban.actions.exits import roll_retention
from tingban.actions.rectification import proceeding_reminding
from tingban.jobs.app import every
from tingban.kit import clock
from tingban.reads.overview.flows import FLOWS


@every("*/5 * * * *", "proceedings.remind", queue="ledger")
def remind() -> None:
    """Remind, tell what is overdue, call the leader and the city; each once."""
    proceeding_reminding.remind(FLOWS, at=clock.now())


@every("23 17 * * *", "exits.destroy_names", queue="upkeep")
def destroy_names() -> None:
    """Destroy the names in rolls whose time is over; every night, safe twice."""
    roll_retention.destroy_names(at=clock.now())
