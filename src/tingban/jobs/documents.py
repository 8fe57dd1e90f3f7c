"""Jobs of papers and attachments: batches, the scanner's second round, what nobody needs."""

import logging
from typing import Final

from tingban.actions.complaints import arriving
from tingban.actions.documents import attachments, scanning
from tingban.actions.overview import paper_batches
from tingban.jobs.app import every, task
from tingban.kit import clock
from tingban.reports.exits import scans

_log: Final = logging.getLogger(__name__)


@task("documents.batch", queue="exchange")
def work_off(*, batch: int) -> None:
    """Sign or print the papers of one batch."""
    paper_batches.work_off(batch_id=batch, now=clock.now)


@every("*/10 * * * *", "documents.scan", queue="upkeep")
def scan() -> None:
    """Scan what came while the scanner was silent."""
    done = scanning.scan_waiting(at=clock.now())
    if done:
        _log.info("attachments were scanned", extra={"files": done})


@every("53 18 * * *", "documents.sweep", queue="upkeep")
def sweep() -> None:
    """Drop what acts kept that were not done, and what was made for a day; what still has to come
    in keeps its files."""
    arriving.take_in_all(at=clock.now())
    attachments.sweep()
    paper_batches.forget_printed(at=clock.now())
    scans.forget_drawn()
