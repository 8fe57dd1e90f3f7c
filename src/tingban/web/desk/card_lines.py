"""Time lines of cards: each line says when it was so, and who recorded it when."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.http import HttpRequest

from tingban.reads.overview.lines import Line, TimeLine
from tingban.web.ui import places, words
from tingban.web.ui.rows import Moment

SHOWN: Final = 60
SHOWN_AT_MOST: Final = 1000


def limit(request: HttpRequest) -> int:
    """How many lines the address asks for."""
    return SHOWN_AT_MOST if request.GET.get("lines") == "all" else SHOWN


def moments(time_line: TimeLine, today: date) -> Sequence[Moment]:
    """The lines as the component shows them."""
    return [_moment(line, today) for line in time_line.lines]


def _moment(line: Line, today: date) -> Moment:
    recorded = words.moment(line.recorded_at, today=today)
    how = "补录" if line.is_late else "录入"
    return Moment(
        at=line.at,
        what=line.what,
        who=f"{line.who} {recorded}{how}",
        note=line.note,
        href=places.card(line.topic, line.key),
        tone=line.tone,
        day_only=True,
    )
