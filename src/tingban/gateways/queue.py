"""The job queue: work is deferred by name, in the transaction of the act (ADR 0006).

The queue stands in the same database and speaks over Django's own connection, so a job
appears when the act commits and never if it rolls back.
"""

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue


def defer(name: str, **keys: JSONValue) -> None:
    """Start the job of this name once the act commits; an unknown name raises."""
    app.configure_task(name, allow_unknown=False).defer(**keys)
