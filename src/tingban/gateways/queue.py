"""The job queue: work is deferred by name, in the transaction of the act (ADR 0006).

The queue stands in the same database and speaks over Django's own connection, so a job
appears when the act commits and never if it rolls back.
"""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONValue


def defer(name: str, **keys: JSONValue) -> None:
    """Start the job of this name once the act commits; an unknown name raises."""
    app.configure_task(name, allow_unknown=False).defer(**keys)


def defer_at(name: str, moment: datetime, **keys: JSONValue) -> None:
    """The same, not before a moment of the real clock."""
    app.configure_task(name, allow_unknown=False, schedule_at=moment).defer(**keys)


def defer_once(name: str, lock: str, **keys: JSONValue) -> bool:
    """The same, unless a job with this lock already waits; whether it was added."""
    try:
        with transaction.atomic():  # the refusal must not spoil the act around it
            app.configure_task(name, allow_unknown=False, queueing_lock=lock).defer(**keys)
    except AlreadyEnqueued:
        return False
    return True
