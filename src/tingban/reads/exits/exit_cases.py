"""企业退出 read: the hint that one is due, and the part of its course that is told outside."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.reads.complaints.crowds import crowd_of
from tingban.reads.exits.flows import EXIT
from tingban.reads.rectification.proceedings import course_of, found
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.exits.exit_outcome import TriggerHint
from tingban.rules.exits.handover import HandoverList
from tingban.rules.exits.refusal_guards import list_of, signing_sides, without_old
from tingban.rules.rectification.stages import Stage as ProblemStage

_NO_PLACE: Final = "没有找到这个小区，或者它不在您的辖区内。"


def trigger_hint(actor: Actor, *, community_code: str, company_id: int) -> TriggerHint:
    """What speaks for an assessment (X0); counts alone, and only for whoever sees complaints."""
    place = Community.objects.visible_to(actor).filter(code=community_code).first()
    if place is None or not actor.sees_cases:
        raise NotFound(_NO_PLACE)
    crowd = crowd_of(actor, place.pk)
    return TriggerHint(
        escalated=len(escalated_problems(actor, community_code, company_id)),
        complainants=crowd.complainants,
        unnamed=crowd.unnamed,
        households=place.households,
    )


def escalated_problems(actor: Actor, community_code: str, company_id: int) -> tuple[str, ...]:
    """The numbers of this company's problems there that were handed up (T-P12)."""
    rows = Problem.objects.visible_to(actor).filter(
        community__code=community_code, company_id=company_id, stage=ProblemStage.ESC.value
    )
    return tuple(rows.order_by("number").values_list("number", flat=True))


@dataclass(frozen=True, slots=True)
class HandingOver:
    """The list, which sides have yet to confirm it, and why the old company need not."""

    list: HandoverList
    unconfirmed: tuple[str, ...]
    without_old: str


def handing_over(actor: Actor, number: str, *, today: date) -> HandingOver:
    """The list of an exit in sight, and whose signature it still waits for."""
    now = course_of(EXIT, found(EXIT, actor, number), today=today)
    listed = list_of(now)
    return HandingOver(listed, listed.unconfirmed(signing_sides(now)), without_old(now))
