"""An exit as 街道 and owners have it: their turn, their days, what they did (DESIGN 1).

Only what `rules.exits.sides` names is read out of the course.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.exits.models import ExitCase
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.votes import VoteStanding, votes_of_case
from tingban.reads.rectification.proceeding_lists import answers
from tingban.reads.rectification.proceedings import course_of, found, running_clock, standpoint
from tingban.rules.actors import Actor, Role
from tingban.rules.audit.offers import Offer
from tingban.rules.exits.evidence import book_closed, lacking
from tingban.rules.exits.exit_stages import STAGE_LABELS, Act, Stage
from tingban.rules.exits.guidance import BY_STAGE
from tingban.rules.exits.handover import PARTY_OF, HandoverList, Item
from tingban.rules.exits.refusal_guards import list_of, without_old
from tingban.rules.exits.sides import (
    CALLED,
    DUTIES,
    JOB_LABELS,
    OTHERS,
    OWNERS_OWN,
    SEEN,
    day_of,
    days_of,
    duties_of,
    has_list,
)
from tingban.rules.rectification.course import Course, Done

_WHO: Final = {Role.STR: "街道登记", Role.OWN: "业主组织登记"}
_BUREAU: Final = "住建部门登记"


@dataclass(frozen=True, slots=True)
class SideTask:
    """One thing to do: an act with the reason why it is closed, or a job on its own page."""

    duty: str
    label: str
    why: str
    law: tuple[str, ...]
    due_on: date | None
    span: str
    is_act: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SideDone:
    """One step that they took, or that was taken in their name."""

    label: str
    on: date
    who: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideList:
    """The hand-over list in figures: of ten items, of the lines that wait for this side."""

    settled: int
    items: int
    waiting: int
    missing: tuple[str, ...]
    without_old: str


@dataclass(frozen=True, slots=True)
class SidePage:
    """All that the page of 街道 or of owners says."""

    number: str
    community: str
    company: str
    stage: str
    stage_label: str
    means: str
    wrong: tuple[str, ...]
    tasks: tuple[SideTask, ...]
    beside: tuple[Offer, ...]
    others: str
    days: tuple[tuple[str, date], ...]
    done: tuple[SideDone, ...]
    votes: tuple[VoteStanding, ...]
    handover: SideList | None
    has_evidence: bool
    lacking: tuple[str, ...]


def side_page(actor: Actor, number: str, *, today: date) -> SidePage:
    """The exit in the sight of 街道 or owners, told as far as it is theirs."""
    row = found(EXIT, actor, number)
    if not isinstance(row, ExitCase):
        raise TypeError("an exit is read from its own table")
    now = course_of(EXIT, row, today=today)
    company = row.company.merged_into or row.company if row.company else None
    advice = BY_STAGE[Stage(row.stage)]
    offers = EXIT.machine.offers(
        row.stage, actor=actor, sides=standpoint(row).sides(actor), now=now
    )
    tasks = tuple(_tasks(actor.role, row, now, offers))
    taken = {task.duty for task in tasks}
    return SidePage(
        number=row.number,
        community=row.community.name if row.community else "",
        company=company.name if company else "",
        stage=row.stage,
        stage_label=STAGE_LABELS[row.stage],
        means=advice.means,
        wrong=advice.wrong,
        tasks=tasks,
        beside=tuple(it for it in offers if it.is_near and it.act not in taken),
        others=OTHERS[actor.role].get(row.stage, ""),
        days=days_of(actor.role, now),
        done=tuple(_done(actor.role, now)),
        votes=votes_of_case(row),
        handover=_list(actor.role, now) if has_list(row.stage) else None,
        has_evidence=not book_closed(actor.role, now),
        lacking=lacking(now),
    )


def _tasks(role: Role, row: ExitCase, now: Course, offers: tuple[Offer, ...]) -> Iterator[SideTask]:
    clock = running_clock(row)
    closed = {offer.act: offer.reason for offer in offers}
    for duty in duties_of(role, now):
        words = DUTIES[duty]
        is_act = duty in EXIT.machine.acts
        yield SideTask(
            duty=duty,
            label=EXIT.machine.label(duty) if is_act else JOB_LABELS[duty],
            why=words.why,
            law=words.law,
            due_on=day_of(duty, now, clock.due_on if clock else None),
            span=words.span,
            is_act=is_act,
            reason=closed.get(duty, ""),
        )


def _done(role: Role, now: Course) -> Iterator[SideDone]:
    for move in reversed(now.moves):
        if move.act in SEEN[role]:
            yield SideDone(
                CALLED[role].get(move.act, EXIT.machine.label(move.act)),
                move.on,
                _who(role, move),
                _told(role, move),
            )


def _who(role: Role, move: Done) -> str:
    """Which side entered it; no names of others."""
    if move.role == role:
        return "我们登记"
    label = _WHO.get(Role(move.role), _BUREAU)
    return label if role is Role.STR or move.act not in OWNERS_OWN else f"{label}（代录）"


def _told(role: Role, move: Done) -> tuple[str, ...]:
    """What was answered; a remark is told to the side that made it."""
    remark = move.reason.strip() if move.role == role else ""
    told = answers(EXIT, Act(move.act), move.told)
    return (*told, f"说明：{remark}") if remark else told


def _list(role: Role, now: Course) -> SideList:
    listed: HandoverList = list_of(now)
    party = PARTY_OF[role]
    settled = [
        item for item in Item
        if listed.of(item) and all(line.is_settled for line in listed.of(item))
    ]  # fmt: skip
    waiting = sum(party not in (line.confirmed or {}) for line in listed.lines)
    return SideList(len(settled), len(Item), waiting, listed.missing, without_old(now))
