"""Jobs of the exchange: what was asked is worked off, and not kept longer than it is needed."""

from tingban.actions.exchange import (
    export_approvals,
    export_runs,
    foreign,
    runs,
    slip_batches,
    slip_comparing,
    slip_registering,
)
from tingban.jobs.app import every, task
from tingban.kit import clock


@task("exchange.import", queue="exchange")
def work_off(*, run: int) -> None:
    """Import the files of one upload."""
    runs.work_off(run_id=run, at=clock.now())


@task("exchange.export", queue="exchange")
def export(*, run: int) -> None:
    """Write the workbook of one export."""
    export_runs.work_off(run_id=run, at=clock.now())


@task("exchange.compare_slips", queue="exchange")
def compare_slips(*, batch: int) -> None:
    """Look for what the slips of one batch may double."""
    slip_comparing.work_off(batch_id=batch, at=clock.now())


@task("exchange.slips", queue="exchange")
def register_slips(*, batch: int) -> None:
    """Register the slips of one batch."""
    slip_registering.work_off(batch_id=batch, at=clock.now())


@every("41 18 * * *", "exchange.forget", queue="upkeep")
def forget() -> None:
    """Drop what has served its time: uploads, marked copies, exports, foreign registers, slips.

    Exports that nobody has approved for days are off.
    """
    at = clock.now()
    runs.forget_uploads(at=at)
    export_runs.forget_exports(at=at)
    export_approvals.end_unanswered(at=at)
    foreign.forget_registers(at=at)
    slip_batches.forget_slips(at=at)
