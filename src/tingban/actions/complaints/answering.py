"""审核, 反馈, 办结, and coming back (T-C15…T-C18, T-C21)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.complaints.merging import answer_children
from tingban.actions.complaints.moving import Turn, allowed, move, public_text, settle, take_up
from tingban.actions.complaints.taking_up import check_moment
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseAttempt, CaseNote, CaseReply, CaseStep
from tingban.kit.text import clean, clean_line
from tingban.rules.actors import Actor
from tingban.rules.complaints import CASE_STEP_LABELS, CaseStepKind
from tingban.rules.complaints.guards import Attempt
from tingban.rules.complaints.stages import Act, AnswerWay


@dataclass(frozen=True, slots=True)
class Contacting:
    """One try to tell the complainant; `note` names no number."""

    way: AnswerWay
    reached: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """The result in public-safe words, when it was told, and how, where that is not yet noted."""

    on: datetime
    result: str
    contacting: Contacting | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """Why a closed case goes on; found unsolved by 督导 it needs no new facts."""

    on: datetime
    reason: str
    by_supervision: bool = False


@transaction.atomic
def approve_case(*, number: str, reply: str, version: int, actor: Actor, at: datetime) -> None:
    """Somebody else than the handler lets the answer go out (T-C15)."""
    turn = take_up(number, version, actor=actor, at=at)
    words = clean(reply) or turn.before.reply
    turn = turn.told(reply=words)
    changes = {"reply": words} if words != turn.before.reply else None
    entry = move(turn, Act.APPROVE, told=changes)
    if changes:
        facts.append(CaseReply(case=turn.case, at=at, text=words), act=entry)
    if turn.before.is_main:
        answer_children(turn.case, words, actor=actor, at=at)
    settle(turn.case)


@transaction.atomic
def send_for_rework(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Not yet: back to the handler with the reason (T-C16)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    move(turn, Act.SEND_FOR_REWORK, note=reason.strip())
    settle(turn.case)


@transaction.atomic
def note_attempt(
    *, number: str, contacting: Contacting, on: datetime, version: int, actor: Actor, at: datetime
) -> None:
    """One try to reach the complainant, whether it came through or not (T-C17)."""
    turn = take_up(number, version, actor=actor, at=at)
    check_moment(on, at, "联系时间", None)
    told = {"way": contacting.way.value, "reached": contacting.reached}
    entry = move(turn, Act.ATTEMPT, told=told, on=on)
    _keep_attempt(turn.case, contacting, on, entry)
    settle(turn.case)


def _keep_attempt(case: Case, contacting: Contacting, on: datetime, entry: Entry) -> None:
    note = public_text(contacting.note) if contacting.note.strip() else ""
    row = CaseAttempt(
        case=case, at=on, way=contacting.way.value, reached=contacting.reached,
        note=clean_line(note)[:200],
    )  # fmt: skip
    facts.append(row, act=entry)


@transaction.atomic
def close_case(*, number: str, closing: Closing, version: int, actor: Actor, at: datetime) -> None:
    """The complainant knows the answer: 办结 (T-C17, AMB-18)."""
    turn = take_up(number, version, actor=actor, at=at)
    on, contacting = closing.on, closing.contacting
    if contacting is not None:
        tried = Attempt(timezone.localdate(on), contacting.reached)
        turn = turn.told(attempts=(*turn.now.attempts, tried))
    words = public_text(closing.result)
    check_moment(on, at, f"{CASE_STEP_LABELS[CaseStepKind.CLOSE]}时间", _last_moment(turn))
    entry = move(turn, Act.CLOSE, told={"text": words}, on=on)
    if contacting is not None:
        _keep_attempt(turn.case, contacting, on, entry)
    _keep_step(turn, CaseStepKind.CLOSE, on, words, entry)


@transaction.atomic
def reopen_case(
    *, number: str, reopening: Reopening, version: int, actor: Actor, at: datetime
) -> None:
    """New facts, or found unsolved: it goes on, twice at most (T-C18)."""
    on, reason = reopening.on, reopening.reason
    turn = take_up(number, version, actor=actor, at=at).told(
        reason=reason,
        has_new_facts=bool(reason.strip()),
        by_supervision=reopening.by_supervision,
    )
    words = public_text(reason)
    check_moment(on, at, f"{CASE_STEP_LABELS[CaseStepKind.REOPEN]}时间", _last_moment(turn))
    told = {"text": words, "by_supervision": reopening.by_supervision}
    entry = move(turn, Act.REOPEN, told=told, on=on)
    _keep_step(turn, CaseStepKind.REOPEN, on, f"重新办理：{words}", entry)


def _keep_step(turn: Turn, kind: CaseStepKind, on: datetime, words: str, entry: Entry) -> None:
    facts.append(CaseNote(case=turn.case, at=on, text=words), act=entry)
    facts.append(CaseStep(case=turn.case, kind=kind.value, at=on), act=entry)
    settle(turn.case)


def _last_moment(turn: Turn) -> tuple[datetime, str] | None:
    """The moment and name of the last counted step, which nothing may precede."""
    last = turn.before.steps[-1] if turn.before.steps else None
    return (last.at, f"{CASE_STEP_LABELS[CaseStepKind(last.kind)]}时间") if last else None


@transaction.atomic
def file_appeal(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """The complainant asks for 复查 or 复核 of a petition (T-C21)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    move(turn, Act.APPEAL, note=reason.strip())
    settle(turn.case)


@transaction.atomic
def answer_appeal(*, number: str, opinion: str, version: int, actor: Actor, at: datetime) -> None:
    """复查、复核意见, by the level above (T-C21)."""
    turn = take_up(number, version, actor=actor, at=at).told(reply=opinion)
    words = clean(opinion)
    entry = move(turn, Act.ANSWER_APPEAL, told={"opinion": words})
    facts.append(CaseReply(case=turn.case, at=at, text=words), act=entry)
    settle(turn.case)


@transaction.atomic
def note_progress(*, number: str, text: str, version: int, actor: Actor, at: datetime) -> None:
    """Add a dated, public-safe line to 办理进展和结果 (column 7)."""
    turn = take_up(number, version, actor=actor, at=at)
    told = public_text(text)
    allowed(turn, Act.NOTE)
    entry = log.record(
        actor=actor, at=at, act="complaints.progress_noted", subject=turn.subject,
        change=(None, {"text": told}),
    )  # fmt: skip
    facts.append(CaseNote(case=turn.case, at=at, text=told), act=entry)
    settle(turn.case)
