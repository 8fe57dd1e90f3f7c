"""Jobs of attachments: the scanner's second round, and bytes that no row speaks of."""

import logging
from typing import Final

from tingban.actions.complaints import arriving
from tingban.actions.documents import attachments, scanning
from tingban.jobs.app import every
from tingban.kit import clock

_log: Final = logging.getLogger(__name__)


@every("*/10 * * * *", "documents.scan", queue="upkeep")
def scan() -> None:
    """Scan what came while the scanner was silent."""
    done = scanning.scan_waiting(at=clock.now())
    if done:
        _log.info("attachments were scanned", extra={"files": done})


@every("53 18 * * *", "documents.sweep", queue="upkeep")
def sweep() -> None:
    """Drop what acts kept that were not done; what still has to come in keeps its files."""
    arriving.take_in_all(at=clock.now())
    attachments.sweep()
