"""The job queue: work is deferred by name, in the transaction of the act (ADR 0006).

The queue stands in the same database and speaks over Django's own connection, so a job
appears when the act commits and never if it rolls back.
"""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status
from procrastinate.types import JSONValue


def defer(name: str, **keys: JSONValue) -> None:
    """Start the job of this name once the act commits; an unknown name raises."""
    app.configure_task(name, allow_unknown=False).defer(**keys)


def defer_once(name: str, **keys: JSONValue) -> None:
    """The same, unless the same job waits in the queue already or is at work."""
    what = ":".join([name, *(f"{key}={value}" for key, value in sorted(keys.items()))])
    job = app.configure_task(name, allow_unknown=False, queueing_lock=what)
    # The lock of the queue knows only of those that wait; a twin of one at work would do it again.
    if app.job_manager.list_jobs(queueing_lock=what, status=Status.DOING.value):
        return
    # The queue says no by an error of the database, which must not end the transaction around it.
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**keys)
