"""表决票: made one for each owner, handed out, entered by two tellers who must agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.exits.voting import (
    SHORTEST_REASON,
    begin,
    note_step,
    project_votes,
    record,
)
from tingban.data.exits.models import Ballot, BallotEntry, BallotServed, RollPart, Vote
from tingban.reads.exits import votes as reads
from tingban.reads.exits.votes import BallotLine, EntryLine
from tingban.rules.actors import Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import Conflict, NotFound, NotNow, NotSure, Refused
from tingban.rules.exits.roll import holders
from tingban.rules.exits.vote_ballots import (
    LAST_SERIAL,
    BallotState,
    Reading,
    read_ballot_code,
)
from tingban.rules.exits.vote_stages import Plan, VoteAct
from tingban.rules.law.articles import cite

_NO_BALLOT: Final = "这次表决没有编发这张票。请核对票号；不是本次发出的，请放到一边登记为无效。"
_BATCH: Final = 1_000


# --- issued and served --------------------------------------------------------------------------


@transaction.atomic
def issue_ballots(*, vote_id: int, actor: Actor, at: datetime) -> int:
    """A ballot for each owner who has none; how many were made."""
    vote = begin(VoteAct.ISSUE, vote_id, actor)
    plan = reads.plan_of(vote)
    held = holders(reads.parts_of(vote), with_parking=plan.with_parking)
    known = set(Ballot.objects.standing().filter(vote=vote).values_list("head", flat=True))
    wanted = [head for head in _in_order(vote, held) if head not in known]
    if not wanted:
        raise NotNow("每位业主都已经有一张表决票，不用再编发。", rule=cite("CC-278"))
    serial = Ballot.objects.filter(vote=vote).count()
    if serial + len(wanted) > LAST_SERIAL:
        raise Refused(f"一次表决最多编发 {LAST_SERIAL} 张票。")
    entry = record(
        "exits.ballots_issued", vote, actor=actor, at=at, change=(None, {"count": len(wanted)})
    )
    rows = [
        Ballot(vote=vote, serial=number, head=head, recorded_at=entry.at, act=entry)
        for number, head in enumerate(wanted, start=serial + 1)
    ]
    Ballot.objects.bulk_create(rows, batch_size=_BATCH)
    if reads.step_of(vote, reads.ISSUED) is None:
        note_step(vote, reads.ISSUED, entry, {"count": len(rows)})
    project_votes([vote.pk], turns=1)
    return len(rows)


def _in_order(vote: Vote, held: Iterable[str]) -> list[str]:
    """Owners in the order in which their first part stands in the roll."""
    counted = set(held)
    rows = RollPart.objects.standing().filter(vote=vote).order_by("id")
    heads = dict.fromkeys(rows.values_list("head", flat=True))
    return [head for head in heads if head in counted]


@transaction.atomic
def serve_ballots(
    *, vote_id: int, numbers: Iterable[str] | None, on: date, way: str, actor: Actor, at: datetime
) -> int:
    """These ballots (all that were not, where None) were handed to their owners; how many."""
    vote = begin(VoteAct.SERVE, vote_id, actor)
    if not way.strip():
        raise Refused("请写明怎样送达的，例如“上门送交，业主签收”。", rule=cite("PMR-14"))
    check_day(on, today=timezone.localdate(at), what="送达日期")
    rows = Ballot.objects.standing().filter(vote=vote)
    if numbers is not None:
        rows = rows.filter(pk__in=[_find(vote, number)[0].pk for number in numbers])
    done = BallotServed.objects.standing().filter(ballot__vote=vote).values("ballot_id")
    waiting = list(rows.exclude(pk__in=done).order_by("serial"))
    if not waiting:
        raise NotNow("这些票都已经登记送达。")
    entry = record(
        "exits.ballots_served", vote, actor=actor, at=at, note=way.strip(),
        change=(None, {"on": on.isoformat(), "count": len(waiting)}),
    )  # fmt: skip
    BallotServed.objects.bulk_create(
        [
            BallotServed(ballot=row, on=on, way=way.strip()[:48], recorded_at=entry.at, act=entry)
            for row in waiting
        ],
        batch_size=_BATCH,
    )
    project_votes([vote.pk], turns=1)
    return len(waiting)


def _find(vote: Vote, code: str) -> tuple[Ballot, bool]:
    """The ballot of a code, and whether it was scanned; a token that we did not make is told."""
    asked = read_ballot_code(code, vote_id=vote.pk)
    if asked.token and asked.token != reads.token_of(vote.pk, asked.serial):
        raise Refused(
            "二维码校验不对，可能不是本次印发的票。请把这张票放到一边，由两人核对后登记为无效。",
            rule=cite("CC-278"),
        )
    row = Ballot.objects.standing().filter(vote=vote, serial=asked.serial).first()
    if row is None:
        raise NotFound(_NO_BALLOT)
    return row, bool(asked.token)


# --- entered ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry; `is_new` is False where the same was entered before."""

    number: str
    rooms: tuple[str, ...]
    state: BallotState
    is_new: bool


@transaction.atomic
def enter_ballot(
    *, vote_id: int, code: str, reading: Reading, actor: Actor, at: datetime, sure: bool = False
) -> Entered:
    """What one teller reads on a ballot; it counts once another has read the same.

    Another reading than one's own before is taken only from who is `sure`.
    """
    hand = _at_hand(vote_id, code, reading, actor)
    line = hand.line
    mine = next((it for it in line.entries if it.teller_id == actor.person_id), None)
    if mine is not None and mine.reading == reading:
        return Entered(line.number, line.rooms, line.state, is_new=False)
    if line.state is BallotState.DIFFERS:
        raise Conflict(
            f"票 {line.number} 两人录入的不一致，不能直接改。"
            "请两人一起再看原票，到“不一致”页各自重录。",
            rule=cite("CC-278"),
        )
    if line.state is BallotState.AGREED:
        raise Conflict(
            f"票 {line.number} 已由{'、'.join(it.teller for it in line.entries)}两人录入并计票，"
            "不再录入。请核对票号；确实录错的，请先“撤回重录”。",
            rule=cite("CC-278"),
        )
    if line.turn > 1:
        raise Conflict(f"票 {line.number} 正在重录，请到“不一致”页录入。", rule=cite("CC-278"))
    _check_sure(line, mine, reading, sure=sure)
    return _keep(hand, reading, 1, mine, actor=actor, at=at)


@transaction.atomic
def settle_ballot(
    *, vote_id: int, code: str, reading: Reading, actor: Actor, at: datetime, sure: bool = False
) -> Entered:
    """Two tellers who read differently look again, each for himself; what was read before stays."""
    hand = _at_hand(vote_id, code, reading, actor)
    line = hand.line
    is_again = line.state is BallotState.HALF and line.turn > 1
    if line.state is not BallotState.DIFFERS and not is_again:
        raise NotNow(f"票 {line.number} 没有不一致的录入，不用重录。", rule=cite("CC-278"))
    turn = line.turn if is_again else line.turn + 1
    mine = next((it for it in line.entries if is_again and it.teller_id == actor.person_id), None)
    if mine is not None and mine.reading == reading:
        return Entered(line.number, line.rooms, line.state, is_new=False)
    _check_sure(line, mine, reading, sure=sure)
    return _keep(hand, reading, turn, mine, actor=actor, at=at)


def _check_sure(line: BallotLine, mine: EntryLine | None, reading: Reading, *, sure: bool) -> None:
    """Nobody overwrites himself by a slip: the first reading is told, and stays in the log."""
    if mine is not None and not sure:
        raise NotSure(
            f"您已录过这张票 {line.number}（{mine.reading.label}），改为“{reading.label}”？"
            "请再看一遍原票，确实要改的，勾选“确实要改”后再保存；原来录的留在记录里。"
        )


@transaction.atomic
def reopen_ballot(*, vote_id: int, code: str, reason: str, actor: Actor, at: datetime) -> str:
    """A ballot that both read wrong is read anew from the beginning; its number."""
    vote = begin(VoteAct.ENTER, vote_id, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("请写明撤回重录的原因，例如“两人都录成了邻票”。")
    line = reads.ballot_line(vote, reads.plan_of(vote), _find(vote, code)[0])
    if line.state is BallotState.AWAY:
        raise NotNow(f"票 {line.number} 还没有录入，不用撤回。")
    entry = record(
        "exits.ballot_reopened", vote, actor=actor, at=at, note=reason.strip(),
        change=({"ballot": line.number, "read": [it.reading.label for it in line.entries]}, None),
    )  # fmt: skip
    told = {"retracted_at": entry.at, "retracted_by": entry}
    BallotEntry.objects.standing().filter(ballot_id=line.id).update(**told)
    project_votes([vote.pk], turns=1)
    return line.number


@dataclass(frozen=True, slots=True)
class _Hand:
    """The locked vote, the ballot as it stands, and whether it was scanned."""

    vote: Vote
    plan: Plan
    row: Ballot
    line: BallotLine
    was_scanned: bool


def _at_hand(vote_id: int, code: str, reading: Reading, actor: Actor) -> _Hand:
    """The ballot to be entered; the reading fits its matters."""
    vote = begin(VoteAct.ENTER, vote_id, actor)
    plan = reads.plan_of(vote)
    reading.check(len(plan.matters))
    row, was_scanned = _find(vote, code)
    line = reads.ballot_line(vote, plan, row)
    if line.weight.heads == 0:
        raise NotNow(
            f"票 {line.number} 的房屋已在清册更正中去掉，不再计票。请放到一边。", rule=cite("OWN-9")
        )
    return _Hand(vote, plan, row, line, was_scanned)


def _keep(
    hand: _Hand, reading: Reading, turn: int, mine: EntryLine | None, *, actor: Actor, at: datetime
) -> Entered:
    """One more entry; one's own of the same round is taken back where nobody else has entered."""
    before = None if mine is None else {"read": mine.reading.label}
    entry = record(
        "exits.ballot_entered", hand.vote, actor=actor, at=at,
        change=(before, {"ballot": hand.line.number, "read": reading.label, "turn": turn}),
    )  # fmt: skip
    if mine is not None:
        facts.retract(BallotEntry.objects.get(pk=mine.id), act=entry)
    row = BallotEntry(
        ballot=hand.row,
        turn=turn,
        teller_id=actor.person_id,
        teller_name=actor.name[:64],
        marks="".join(reading.marks),
        flaw=reading.flaw.value if reading.flaw else "",
        by_proxy=reading.by_proxy,
        was_scanned=hand.was_scanned,
    )
    facts.append(row, act=entry)
    after = reads.ballot_line(hand.vote, hand.plan, hand.row)
    return Entered(after.number, after.rooms, after.state, is_new=True)
