"""What the pages of a vote show: the list, the card, the roll by room, objections, histories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tingban.data.exits.models import (
    BallotEntry,
    ExitCase,
    Objection,
    ObjectionAnswer,
    RollCorrection,
    RollPart,
    Vote,
    VoteClosing,
)
from tingban.kit.windows import Found, Window
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.exits.roll import Part, differences, holders, whole_of
from tingban.rules.exits.vote import VoteResult, Weight
from tingban.rules.exits.vote_stages import Plan, VoteStage

_NO_CASE: Final = "没有找到这件退出案件，或者它不在您的范围内。"


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One line of the list of votes."""

    id: int
    title: str
    community: str
    case_number: str
    stage: VoteStage
    opened_on: date


def votes(actor: Actor, window: Window, *, case: str = "") -> Found[VoteRow]:
    """The votes in sight (of one exit), the newest first."""
    rows = Vote.objects.visible_to(actor).select_related("case", "community").order_by("-id")
    rows = rows.filter(case__number=case) if case else rows
    end = window.offset + window.limit
    return Found([_row(row) for row in rows[window.offset : end]], rows.count())


def _row(row: Vote) -> VoteRow:
    return VoteRow(
        row.pk, row.title, row.community.name, row.case.number, VoteStage(row.stage), row.opened_on
    )


@dataclass(frozen=True, slots=True)
class CaseLine:
    """The exit that a vote is opened for."""

    number: str
    community: str
    company: str

    @property
    def label(self) -> str:
        """Where, which company, under which number."""
        return "　".join(filter(None, (self.community, self.company, self.number)))


def case_for_vote(actor: Actor, number: str) -> CaseLine:
    """The exit in sight."""
    rows = ExitCase.objects.visible_to(actor).select_related("community", "company")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(_NO_CASE)
    return CaseLine(
        row.number,
        row.community.name if row.community else "",
        row.company.name if row.company else "",
    )


# --- the card -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoteCard:
    """A vote as its pages head it."""

    row: VoteRow
    plan: Plan
    version: int
    whole: Weight
    parts: int
    imported: Mapping[str, Any] | None
    frozen: Mapping[str, Any] | None
    frozen_on: date | None
    frozen_digest: str
    hints: tuple[str, ...]
    gaps: tuple[str, ...]
    gap_told: str
    result: VoteResult | None
    posted_at: str


def card(actor: Actor, vote_id: int) -> VoteCard:
    """The vote in sight with what stands of it."""
    vote = reads.vote_in_sight(actor, vote_id)
    plan, parts = reads.plan_of(vote), reads.parts_of(vote)
    whole = whole_of(holders(parts, with_parking=plan.with_parking))
    imported = reads.step_of(vote, reads.IMPORTED)
    frozen = reads.step_of(vote, reads.FROZEN)
    posted = reads.step_of(vote, reads.POSTED)
    return VoteCard(
        row=_row(vote),
        plan=plan,
        version=vote.version,
        whole=whole,
        parts=len(parts),
        imported=imported.told if imported else None,
        frozen=frozen.told if frozen else None,
        frozen_on=frozen.on if frozen else None,
        frozen_digest=frozen.digest if frozen else "",
        gaps=reads.gaps_of(vote, plan) if parts and frozen is None else (),
        gap_told=reads.gap_told(frozen),
        hints=_hints(vote, whole) if parts else (),
        result=reads.result_of(vote),
        posted_at=posted.told["place"] if posted else "",
    )


def _hints(vote: Vote, whole: Weight) -> tuple[str, ...]:
    place = vote.community
    area = None if place.exclusive_area is None else int(place.exclusive_area * 100)
    return differences(whole, area=area, heads=place.owner_count)


def count(actor: Actor, vote_id: int) -> reads.Count:
    """The count of a vote in sight."""
    vote = reads.vote_in_sight(actor, vote_id)
    return reads.count_of(vote, reads.plan_of(vote))


# --- the roll -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part by its room; `head` numbers the owners, equal numbers are one head."""

    id: int
    part: Part
    head: int
    counts: bool


def roll(actor: Actor, vote_id: int) -> list[PartRow]:
    """All parts that stand."""
    vote = reads.vote_in_sight(actor, vote_id)
    plan = reads.plan_of(vote)
    heads: dict[str, int] = {}
    found = []
    for row in RollPart.objects.standing().filter(vote=vote).order_by("id"):
        part = reads.part_of(row)
        number = heads.setdefault(part.head, len(heads) + 1)
        counts = part.counts(with_parking=plan.with_parking)
        found.append(PartRow(row.pk, part, number, counts))
    return found


def part(actor: Actor, vote_id: int, part_id: int) -> PartRow:
    """One part that stands."""
    found = next((row for row in roll(actor, vote_id) if row.id == part_id), None)
    if found is None:
        raise NotFound("清册里没有这套房，可能刚刚已经更正过。请回到清册核对。")
    return found


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction with A and N before and after."""

    at: datetime
    who: str
    label: str
    reason: str
    before: Weight
    after: Weight


def corrections(actor: Actor, vote_id: int) -> list[CorrectionLine]:
    """What was corrected after freezing, the newest first."""
    vote = reads.vote_in_sight(actor, vote_id)
    rows = RollCorrection.objects.filter(vote=vote).select_related("act").order_by("-id")
    return [
        CorrectionLine(
            row.recorded_at, row.act.actor_name, row.label, row.reason, Weight(*row.before),
            Weight(*row.after),
        )
        for row in rows
    ]  # fmt: skip


# --- results and objections ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """A result that stood until the count was opened again."""

    result: VoteResult
    until: datetime
    who: str


def former_results(actor: Actor, vote_id: int) -> list[ClosingLine]:
    """Results that were taken back, the newest first."""
    vote = reads.vote_in_sight(actor, vote_id)
    rows = VoteClosing.objects.filter(vote=vote, retracted_at__isnull=False)
    return [
        ClosingLine(reads.closed_result(row), row.retracted_at, row.retracted_by.actor_name)
        for row in rows.select_related("retracted_by").order_by("-id")
        if row.retracted_at is not None and row.retracted_by is not None
    ]


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection and its answer."""

    id: int
    on: date
    room: str
    text: str
    is_late: bool
    answer: str = ""
    answered_on: date | None = None
    is_upheld: bool = False
    recounts: bool = False


def objections(actor: Actor, vote_id: int) -> list[ObjectionLine]:
    """All objections in the order in which they came."""
    vote = reads.vote_in_sight(actor, vote_id)
    rows = list(Objection.objects.standing().filter(vote=vote).order_by("id"))
    answers = {
        row.objection_id: row
        for row in ObjectionAnswer.objects.standing().filter(objection__vote=vote)
    }
    return [_objection(row, answers.get(row.pk)) for row in rows]


def _objection(row: Objection, told: ObjectionAnswer | None) -> ObjectionLine:
    if told is None:
        return ObjectionLine(row.pk, row.on, row.room, row.text, row.is_late)
    return ObjectionLine(
        row.pk, row.on, row.room, row.text, row.is_late, told.text, told.on, told.is_upheld,
        told.recounts,
    )  # fmt: skip


# --- one ballot ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PastEntry:
    """One entry of a ballot, also of former rounds and of those taken back."""

    at: datetime
    turn: int
    teller: str
    words: str
    is_retracted: bool


def entries_of(actor: Actor, vote_id: int, ballot_id: int) -> list[PastEntry]:
    """Everything that was ever entered of a ballot."""
    vote = reads.vote_in_sight(actor, vote_id)
    rows = BallotEntry.objects.filter(ballot_id=ballot_id, ballot__vote=vote).order_by("id")
    return [
        PastEntry(
            row.recorded_at, row.turn, row.teller_name, reads.entry_line(row).reading.label,
            row.retracted_at is not None,
        )
        for row in rows
    ]  # fmt: skip
