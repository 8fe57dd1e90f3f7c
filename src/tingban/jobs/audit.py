"""The event log is sealed every minute (DOMAIN 9.2, 10)."""

import logging
from typing import Final

from tingban.actions.audit import sealing
from tingban.jobs.app import every
from tingban.kit import clock

_log: Final = logging.getLogger(__name__)


@every("* * * * *", "audit.seal", queue="upkeep")
def seal() -> None:
    """Seal what can be sealed."""
    sealed = sealing.seal(at=clock.now())
    if sealed:
        _log.info("the event log was sealed", extra={"entries": sealed})
