"""The queue looks after itself: jobs of a killed worker, and jobs long done."""

import logging
from typing import Final

from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from tingban.jobs.app import every

_log: Final = logging.getLogger(__name__)
_MOST_ATTEMPTS: Final = 5
_KEEP_HOURS: Final = 24 * 30


# Not `alone`: a rescue that dies at work must not bar the next one.
@every("* * * * *", "upkeep.rescue", queue="upkeep", alone=False)
def rescue_jobs() -> None:
    """Give jobs left `doing` by a worker that shows no life back to the queue.

    A job that has killed its worker again and again is closed as failed instead.
    """
    async_to_sync(_rescue)()


async def _rescue() -> None:
    for job in list(await app.job_manager.get_stalled_jobs()):
        facts: dict[str, object] = {"job": job.id, "task": job.task_name}
        if job.attempts >= _MOST_ATTEMPTS:
            _log.error("a job was given up", extra=facts)
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await _give_back(job, facts)


async def _give_back(job: Job, facts: dict[str, object]) -> None:
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:
        # Its twin waits under the same name and does the work; the others still want rescue.
        _log.warning("a job of a dead worker was left to its twin", extra=facts)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    else:
        _log.warning("a job of a dead worker was given back", extra=facts)


@every("17 19 * * *", "upkeep.forget", queue="upkeep")
def forget_jobs() -> None:
    """Drop the record of jobs that succeeded a month ago; what failed stays to be seen."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=_KEEP_HOURS)
