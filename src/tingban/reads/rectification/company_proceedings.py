"""What a company is shown of proceedings against it: that they are, where they stand, and what it
may say now (行政处罚法 45, T-X02). Of the file itself it has the papers that were served on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tingban.data.rectification.proceedings import Proceeding
from tingban.reads.rectification import proceedings as reads
from tingban.reads.rectification.company_papers import (
    SidePaper,
    SideWording,
    served_papers,
    served_wording,
)
from tingban.reads.rectification.company_side import Sight
from tingban.reads.rectification.proceeding_lists import answers
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.audit.machine import Side
from tingban.rules.audit.offers import Offer
from tingban.rules.deadlines.clock import Clock
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这件事，或者它与贵公司无关。"


@dataclass(frozen=True, slots=True)
class SideMatter:
    """One proceeding as its company reads it; `acts` are its own steps, open or closed."""

    flow: Flow
    number: str
    version: int
    community: str
    county_code: str
    stage: str
    is_over: bool
    clock: Clock | None
    acts: tuple[Offer, ...]
    said: tuple[tuple[date, str, str], ...]
    papers: tuple[SidePaper, ...] = ()

    @property
    def subject(self) -> str:
        """The word of its kind."""
        return self.flow.subject

    @property
    def may_answer(self) -> bool:
        """Whether it is the company's turn."""
        return any(offer.is_open and offer.is_near for offer in self.acts)


def matters(sight: Sight, flows: Iterable[Flow], *, today: date) -> tuple[SideMatter, ...]:
    """Those of a company that signed in; by the link of an order there is only that order."""
    if sight.only:
        return ()
    found = [
        _matter(flow, sight, row, today)
        for flow in flows
        for row in flow.model.objects.visible_to(sight.actor)
        .select_related("community", "company__merged_into")
        .order_by("-opened_on", "-id")
    ]
    return tuple(sorted(found, key=lambda it: it.is_over))


def matter(sight: Sight, flow: Flow, number: str, *, today: date) -> SideMatter:
    """One of them, with the papers that were served."""
    row = _found(sight, flow, number)
    return replace(_matter(flow, sight, row, today), papers=served_papers(flow, row, today=today))


def matter_paper(sight: Sight, flow: Flow, number: str, key: str, *, today: date) -> SideWording:
    """A paper that was served, in the words that were signed."""
    return served_wording(flow, _found(sight, flow, number), key, today=today)


def _found(sight: Sight, flow: Flow, number: str) -> Proceeding:
    if sight.only:
        raise NotFound(NOT_FOUND)
    return reads.found(flow, sight.actor, number)


def _matter(flow: Flow, sight: Sight, row: Proceeding, today: date) -> SideMatter:
    course = reads.course_of(flow, row, today=today)
    sides = frozenset({Side.OWN})
    offers = flow.machine.offers(row.stage, actor=sight.actor, sides=sides, now=course)
    return SideMatter(
        flow=flow,
        number=row.number,
        version=row.version,
        community=row.community.name if row.community else "",
        county_code=row.county_id,
        stage=flow.machine.states[row.stage],
        is_over=row.stage in flow.ends,
        clock=reads.running_clock(row) if any(it.is_near for it in offers) else None,
        acts=tuple(offer for offer in offers if offer.is_near),
        said=tuple(
            (move.on, flow.machine.label(move.act), "；".join(answers(flow, move.act, move.told)))
            for move in course.moves
            if move.role == sight.actor.role
        ),
    )
