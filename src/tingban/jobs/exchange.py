"""Jobs of the exchange: uploads are worked off, and not kept longer than they are needed."""

from tingban.actions.exchange import runs
from tingban.jobs.app import every, task
from tingban.kit import clock


@task("exchange.import", queue="exchange")
def work_off(*, run: int) -> None:
    """Import the files of one upload."""
    runs.work_off(run_id=run, at=clock.now())


@every("41 18 * * *", "exchange.forget", queue="upkeep")
def forget() -> None:
    """Drop uploads that have served their time."""
    runs.forget_uploads(at=clock.now())
