"""Which problems stand in a column of the board: the board counts and the list shows the same."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from tingban.rules.deadlines.clock import end_of
from tingban.rules.rectification.lanes import TIMED, Lane, week_ends_on
from tingban.rules.rectification.stages import Stage

_SOON: Final = timedelta(days=7)


def lane_of(lane: Lane, today: date) -> Q:
    """What stands in a column; `due_at` is the first moment too late."""
    timed = Q(stage__in=[stage.value for stage in TIMED])
    past, tonight = end_of(today - timedelta(days=1)), end_of(today)
    sunday = end_of(week_ends_on(today))
    match lane:
        case Lane.OVERDUE:
            return Q(stage=Stage.OVD.value) | (timed & Q(due_at__lte=past))
        case Lane.TODAY:
            return timed & Q(due_at__gt=past, due_at__lte=tonight)
        case Lane.WEEK:
            return timed & Q(due_at__gt=tonight, due_at__lte=sunday)
        case Lane.LATER:
            return timed & (Q(due_at__gt=sunday) | Q(due_at__isnull=True))
        case Lane.RECHECK:
            return Q(stage=Stage.SUB.value)
        case Lane.ESCALATED:
            return Q(stage=Stage.ESC.value)


def late_by_term(today: date) -> Q:
    """整改期限 is past and the company has not answered: what the 工作台 counts too."""
    return Q(state="open", due_on__lt=today) & ~Q(stage=Stage.SUB.value)


def due_soon(today: date) -> Q:
    """整改期限 runs out within a week."""
    return Q(state="open", due_on__range=(today, today + _SOON))
