"""业主表决: its roll, its ballots, its count and its result, as whoever looks may know them.

Nobody's name is read here; owners are marks, parts are rooms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from django.conf import settings

from tingban.data.exits.models import (
    Ballot,
    BallotEntry,
    BallotServed,
    ExitCase,
    RollPart,
    Vote,
    VoteClosing,
    VotePlan,
    VoteStep,
)
from tingban.kit.crypto import blind_index
from tingban.reads.law import calendar
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.exits.roll import (
    AreaSource,
    Part,
    PartKind,
    Registered,
    gaps,
    holders,
    whole_of,
)
from tingban.rules.exits.vote import Matter, MatterResult, VoteResult, Weight
from tingban.rules.exits.vote_ballots import (
    BallotState,
    Counted,
    Flaw,
    Mark,
    Question,
    Reading,
    ballot_number,
    count,
    flaws,
    state_of,
    token,
)
from tingban.rules.exits.vote_record import result_from
from tingban.rules.exits.vote_stages import (
    Convener,
    Plan,
    VoteStage,
    Way,
    annulment_until,
    posted_until,
)

NOT_FOUND: Final = "没有找到这次表决，或者它不在您的范围内。"
FROZEN, ISSUED, POSTED, IMPORTED, DROPPED = "frozen", "issued", "posted", "imported", "dropped"
_PURPOSE: Final = "ballot"


def vote_in_sight(actor: Actor, vote_id: int) -> Vote:
    """The vote with its case and community."""
    rows = Vote.objects.visible_to(actor).select_related("case", "community")
    found = rows.filter(pk=vote_id).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def plan_of(vote: Vote) -> Plan:
    """How it is held, as it stands."""
    row = VotePlan.objects.standing().get(vote=vote)
    return Plan(
        title=row.title,
        convener=Convener(row.convener),
        way=Way(row.way),
        notice_on=row.notice_on,
        votes_from=row.votes_from,
        votes_until=row.votes_until,
        matters=tuple((Matter(matter), text) for matter, text in row.matters),
        basis=row.basis,
        with_parking=row.with_parking,
        follow=row.follow,
        rule_name=row.rule_name,
        rule_text=row.rule_text,
    )


def step_of(vote: Vote, kind: str) -> VoteStep | None:
    """The step of this kind that stands."""
    return VoteStep.objects.standing().filter(vote=vote, kind=kind).first()


def questions_of(plan: Plan) -> tuple[Question, ...]:
    """The matters in the order of the ballot."""
    return tuple(
        Question(place, matter, text) for place, (matter, text) in enumerate(plan.matters, start=1)
    )


# --- the roll -----------------------------------------------------------------------------------


def part_of(row: RollPart) -> Part:
    """A row of the roll as the rules know it."""
    return Part(
        row.building, row.unit, row.room, PartKind(row.kind), row.area, AreaSource(row.source),
        row.head, row.is_stock,
    )  # fmt: skip


def parts_of(vote: Vote) -> list[Part]:
    """The parts that stand, as they came."""
    return [part_of(row) for row in RollPart.objects.standing().filter(vote=vote).order_by("id")]


def whole_now(vote: Vote, plan: Plan) -> Weight:
    """A and N as the roll stands."""
    return whole_of(holders(parts_of(vote), with_parking=plan.with_parking))


def gaps_of(vote: Vote, plan: Plan) -> tuple[str, ...]:
    """Where the roll as it stands and the register of communities part."""
    place, parts = vote.community, parts_of(vote)
    area = None if place.exclusive_area is None else int(place.exclusive_area * 100)
    known = Registered(area, place.owner_count, place.households)
    return gaps(parts, whole_of(holders(parts, with_parking=plan.with_parking)), known)


def gap_told(frozen: VoteStep | None) -> str:
    """What was told of it when the roll was frozen, with the reason; empty where both agreed."""
    found = frozen.told.get("gaps") if frozen else None
    reason = frozen.told.get("gap_reason", "") if frozen else ""
    return f"{'；'.join(found)}。原因：{reason}" if found else ""


# --- ballots ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntryLine:
    """What one teller read."""

    id: int
    teller_id: int
    teller: str
    reading: Reading
    was_scanned: bool


@dataclass(frozen=True, slots=True)
class BallotLine:
    """One ballot: its rooms, what it weighs, how far it is counted; entries of the last round."""

    id: int
    serial: int
    rooms: tuple[str, ...]
    weight: Weight
    turn: int
    entries: tuple[EntryLine, ...] = ()
    served_on: date | None = None
    served_way: str = ""

    @property
    def number(self) -> str:
        """As it is printed and typed."""
        return ballot_number(self.serial)

    @property
    def state(self) -> BallotState:
        """How far it is counted."""
        return state_of([entry.reading for entry in self.entries])

    @property
    def counted(self) -> Counted:
        """For the tally: what both tellers read."""
        reading = self.entries[0].reading if self.state is BallotState.AGREED else None
        return Counted(self.weight, reading, was_served=self.served_on is not None)


def ballots_of(vote: Vote, plan: Plan, parts: Sequence[Part]) -> list[BallotLine]:
    """All ballots in the order of their numbers."""
    rows = Ballot.objects.standing().filter(vote=vote).order_by("serial")
    return _lines(list(rows), plan, parts)


def ballot_line(vote: Vote, plan: Plan, ballot: Ballot) -> BallotLine:
    """One ballot as it stands."""
    rows = RollPart.objects.standing().filter(vote=vote, head=ballot.head).order_by("id")
    return _lines([ballot], plan, [part_of(row) for row in rows])[0]


def _lines(rows: Sequence[Ballot], plan: Plan, parts: Sequence[Part]) -> list[BallotLine]:
    held = holders(parts, with_parking=plan.with_parking)
    rooms: dict[str, list[str]] = {}
    for part in parts:
        if part.counts(with_parking=plan.with_parking):
            rooms.setdefault(part.head, []).append(part.label)
    ids = [row.pk for row in rows]
    entries = _entries(ids)
    served = {row.ballot_id: row for row in BallotServed.objects.standing().filter(ballot__in=ids)}
    lines = []
    for row in rows:
        turn, told = entries.get(row.pk, (1, ()))
        handed = served.get(row.pk)
        lines.append(
            BallotLine(
                id=row.pk,
                serial=row.serial,
                rooms=tuple(rooms.get(row.head, ())),
                weight=held.get(row.head, Weight()),
                turn=turn,
                entries=told,
                served_on=handed.on if handed else None,
                served_way=handed.way if handed else "",
            )
        )
    return lines


def _entries(ids: Sequence[int]) -> dict[int, tuple[int, tuple[EntryLine, ...]]]:
    """The last round of each ballot, in the order in which they were entered."""
    found: dict[int, tuple[int, tuple[EntryLine, ...]]] = {}
    rows = BallotEntry.objects.standing().filter(ballot__in=ids).order_by("turn", "id")
    for row in rows:
        turn, told = found.get(row.ballot_id, (row.turn, ()))
        line = entry_line(row)
        found[row.ballot_id] = (row.turn, (*told, line) if turn == row.turn else (line,))
    return found


def entry_line(row: BallotEntry) -> EntryLine:
    """A row of the entries as the rules know it."""
    reading = Reading(
        tuple(Mark(sign) for sign in row.marks), Flaw(row.flaw) if row.flaw else None, row.by_proxy
    )
    return EntryLine(row.pk, row.teller_id, row.teller_name, reading, row.was_scanned)


def token_of(vote_id: int, serial: int) -> str:
    """What the QR code of a ballot holds; whoever lacks the key of the house cannot make one."""
    seal = blind_index(bytes.fromhex(settings.CONTACT_INDEX_KEY), f"{_PURPOSE}:{vote_id}:{serial}")
    return token(vote_id, serial, seal)


# --- the count ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Count:
    """Everything about the count as it stands."""

    whole: Weight
    matters: tuple[MatterResult, ...]
    states: Mapping[BallotState, int]
    invalid: int
    reasons: tuple[tuple[str, int], ...]
    without_ballot: int
    ballots: tuple[BallotLine, ...] = field(repr=False)

    @property
    def counted(self) -> int:
        """Ballots that two tellers agree on."""
        return self.states[BallotState.AGREED]

    @property
    def issued(self) -> int:
        """All ballots."""
        return len(self.ballots)


def count_of(vote: Vote, plan: Plan) -> Count:
    """The tally from the parts and the entries that stand."""
    parts = parts_of(vote)
    held = holders(parts, with_parking=plan.with_parking)
    ballots = ballots_of(vote, plan, parts)
    heads = Ballot.objects.standing().filter(vote=vote).values_list("head", flat=True)
    whole = whole_of(held)
    counted = [line.counted for line in ballots]
    readings = [it.reading for it in counted if it.reading is not None]
    return Count(
        whole=whole,
        matters=count(whole, counted, questions_of(plan), follow=plan.follow),
        states={state: sum(1 for it in ballots if it.state is state) for state in BallotState},
        invalid=sum(1 for reading in readings if reading.flaw is not None),
        reasons=flaws(readings),
        without_ballot=len(held.keys() - set(heads)),
        ballots=tuple(ballots),
    )


# --- the result ---------------------------------------------------------------------------------


def objections_until(posted_on: date) -> date:
    """The last day of the posting, within which owners may object."""
    return posted_until(posted_on, calendar())


def result_of(vote: Vote) -> VoteResult | None:
    """The result that stands; None while the count is open."""
    closing = VoteClosing.objects.standing().filter(vote=vote).first()
    if closing is None:
        return None
    posted = step_of(vote, POSTED)
    found = replace(closed_result(closing), counted_at=closing.recorded_at)
    if posted is None:
        return found
    until = annulment_until(posted.on)
    where = str(posted.told.get("place", ""))
    return replace(found, posted_on=posted.on, posted_where=where, annulment_until=until)


def closed_result(closing: VoteClosing) -> VoteResult:
    """What was frozen by one closing, also one that was taken back."""
    return result_from(
        closing.result,
        vote_id=closing.vote_id,
        closed_on=closing.on,
        digest=closing.digest,
        witness=closing.witness,
    )


@dataclass(frozen=True, slots=True)
class VoteStanding:
    """One vote as the guards of its exit look at it; `whole` is A and N as they were frozen."""

    id: int
    title: str
    stage: VoteStage
    plan: Plan
    frozen_on: date | None
    whole: Weight | None
    result: VoteResult | None
    gaps: str = ""


def votes_of_case(case: ExitCase) -> tuple[VoteStanding, ...]:
    """The votes of an exit, the first first; those that were dropped are left out."""
    rows = Vote.objects.filter(case=case).exclude(stage=VoteStage.DROPPED.value).order_by("id")
    return tuple(_standing(row) for row in rows)


def _standing(row: Vote) -> VoteStanding:
    frozen = step_of(row, FROZEN)
    return VoteStanding(
        id=row.pk,
        title=row.title,
        stage=VoteStage(row.stage),
        plan=plan_of(row),
        frozen_on=frozen.on if frozen else None,
        whole=Weight(frozen.told["centares"], frozen.told["heads"]) if frozen else None,
        result=result_of(row),
        gaps=gap_told(frozen),
    )
