"""Proceedings that press are told to whoever takes the step that meets the limit (DESIGN 3.7)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from tingban.actions.notices.calling import Pressing, call
from tingban.kit.text import shorten
from tingban.reads.rectification.proceeding_queues import pressing
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import SYSTEM

_SHOWN: Final = 60


def remind(flows: Iterable[Flow], *, at: datetime) -> int:
    """Reminders, overdue calls and escalations that are due now; how many were told."""
    return call((one for flow in flows for one in _pressing(flow, at)), at=at)


def _pressing(flow: Flow, at: datetime) -> Iterator[Pressing]:
    """A limit that nobody's step meets, such as a right of others, is no call."""
    for one in pressing(flow, SYSTEM, at=at):
        takers = flow.machine.takers(one.due_rule)
        if one.due_at is not None and takers:
            yield Pressing(
                subject=flow.subject_of(one.number),
                label=one.number,
                what=shorten(f"{one.community or one.company}：{one.title}", _SHOWN),
                link=f"/desk/{flow.folder}/{one.number}/",
                area=one.county,
                rule=one.due_rule,
                late_from=one.due_at,
                takers=takers,
                since=one.due_since,
            )
