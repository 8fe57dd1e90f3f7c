"""The timer of the monthly batch of 典型案例 (DL-31)."""

from tingban.actions.enforcement import exposure_reminding
from tingban.jobs.app import every
from tingban.kit import clock


@every("*/5 * * * *", "enforcement.exposure_month", queue="ledger")
def exposure_month() -> None:
    """Counties without a case in the month are told, each once."""
    exposure_reminding.remind(at=clock.now())
