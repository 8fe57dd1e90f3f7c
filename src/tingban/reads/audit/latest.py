"""Where the event log ends."""

from datetime import datetime

from tingban.data.audit.models import Entry


def last_act_at() -> datetime | None:
    """The moment of the last act; None in an empty installation."""
    return Entry.objects.order_by("-id").values_list("at", flat=True).first()
