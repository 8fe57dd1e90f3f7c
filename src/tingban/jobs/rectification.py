"""Timers of problems (T-P06, T-P11): five past midnight in Shanghai, and made up for later.

Procrastinate counts in UTC; whatever a standstill has missed is done by the next tick of the hour.
"""

from tingban.actions.rectification import clockwork, reminding
from tingban.jobs.app import every
from tingban.kit import clock


@every("5 * * * *", "rectification.deem", queue="ledger")
def deem() -> None:
    """Count as served what was announced long enough ago."""
    clockwork.deem_due_orders(at=clock.now())


@every("5 * * * *", "rectification.overdue", queue="ledger")
def mark_overdue() -> None:
    """Mark what is past its term."""
    clockwork.mark_overdue(at=clock.now())


@every("*/5 * * * *", "rectification.remind", queue="ledger")
def remind() -> None:
    """Remind, tell what is overdue, call the leader and the city; each once."""
    reminding.remind(at=clock.now())
