"""Dated acts on a case: accept, note, close, reopen; and its standing (DOMAIN 3.1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock_together
from tingban.actions.complaints.cases import NOT_FOUND, open_case, touch
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseNote, CaseStep
from tingban.kit.text import clean
from tingban.rules.actors import Actor
from tingban.rules.complaints import CASE_STEP_LABELS, CaseStepKind, Standing, personal_traces
from tingban.rules.errors import NotNow, Refused


@transaction.atomic
def accept_case(*, number: str, on: datetime, version: int, actor: Actor, at: datetime) -> None:
    """The unit takes the case up (T-C03)."""
    case, _ = open_case(number, version, "accept", actor)
    floor = (case.received_at, "收到时间") if case.received_at else None
    _check_moment(on, at, CaseStepKind.ACCEPT, floor)
    entry = _record(case, "complaints.case_accepted", {"at": on.isoformat()}, actor=actor, at=at)
    facts.append(CaseStep(case=case, kind=CaseStepKind.ACCEPT.value, at=on), act=entry)
    touch(case)


@transaction.atomic
def note_progress(*, number: str, text: str, version: int, actor: Actor, at: datetime) -> None:
    """Add a dated, public-safe line to 办理进展和结果 (column 7)."""
    case, _ = open_case(number, version, "note", actor)
    told = _public_text(text)
    entry = _record(case, "complaints.progress_noted", {"text": told}, actor=actor, at=at)
    facts.append(CaseNote(case=case, at=at, text=told), act=entry)
    touch(case)


@transaction.atomic
def close_case(
    *, number: str, on: datetime, result: str, version: int, actor: Actor, at: datetime
) -> None:
    """办结: with the result in words; a promise is no 办结 (AMB-18)."""
    case, _ = open_case(number, version, "close", actor)
    told = _public_text(result)
    _check_moment(on, at, CaseStepKind.CLOSE, _last_moment(case))
    entry = _record(
        case, "complaints.case_closed", {"at": on.isoformat(), "text": told}, actor=actor, at=at
    )
    facts.append(CaseNote(case=case, at=on, text=told), act=entry)
    facts.append(CaseStep(case=case, kind=CaseStepKind.CLOSE.value, at=on), act=entry)
    touch(case)


@transaction.atomic
def reopen_case(
    *, number: str, on: datetime, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """A closed case goes on (T-C18)."""
    case, _ = open_case(number, version, "reopen", actor)
    told = _public_text(reason)
    _check_moment(on, at, CaseStepKind.REOPEN, _last_moment(case))
    entry = _record(
        case, "complaints.case_reopened", {"at": on.isoformat(), "text": told}, actor=actor, at=at
    )
    facts.append(CaseNote(case=case, at=on, text=f"重办：{told}"), act=entry)
    facts.append(CaseStep(case=case, kind=CaseStepKind.REOPEN.value, at=on), act=entry)
    touch(case)


def _last_moment(case: Case) -> tuple[datetime, str] | None:
    """The moment and name of the last step, which nothing may precede."""
    last = CaseStep.objects.standing().filter(case=case).order_by("-at", "-id").first()
    return (last.at, f"{CASE_STEP_LABELS[CaseStepKind(last.kind)]}时间") if last else None


def _check_moment(
    on: datetime, now: datetime, kind: CaseStepKind, floor: tuple[datetime, str] | None
) -> None:
    """Not in the future, not before what it follows."""
    label = f"{CASE_STEP_LABELS[kind]}时间"
    if on > now:
        raise Refused(f"{label}晚于现在，请填写已经发生的时间。")
    if floor is not None and on < floor[0]:
        raise Refused(f"{label}（{_spell(on)}）早于{floor[1]}（{_spell(floor[0])}），请核对。")


def _spell(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _public_text(text: str) -> str:
    """The words of a note, or a refusal where they name somebody's phone, card or plate."""
    told = clean(text)
    if not told:
        raise Refused("请写明办理进展或结果。", rule="DOMAIN 2.1")
    kinds = sorted({trace.kind for trace in personal_traces(told)})
    if kinds:
        raise Refused(
            f"办理进展会印在台账上，不能写个人的{'、'.join(kinds)}。请删去后再保存。",
            rule="DOMAIN 2.1",
        )
    return told


@transaction.atomic
def mark_duplicate(*, number: str, parent: str, version: int, actor: Actor, at: datetime) -> None:
    """Same person, same matter: the case keeps its number and counts no more (3.1.1)."""
    rows = Case.objects.visible_to(actor)
    # Both are locked, or two that are marked as each other's duplicate would both count no more.
    both = lock_together(rows, NOT_FOUND, field="number", keys=(number, parent.strip()))
    case, standing = open_case(number, version, "duplicate", actor)
    main = both[parent.strip()]
    if main.pk == case.pk:
        raise Refused("不能把一件标为它自己的重复件。", rule="3.1.1")
    if main.standing in (Standing.DUPLICATE.value, Standing.VOID.value):
        raise NotNow(f"{main.number} 本身是重复件或已作废，请填主件的编号。", rule="3.1.1")
    if case.children.filter(standing=Standing.DUPLICATE.value).exists():
        raise NotNow("已有别的件标为它的重复件，它是主件，不能再标为重复件。", rule="3.1.1")
    turn = _Turn(Standing.DUPLICATE, main.number, main)
    _stand(case, standing, turn, actor=actor, at=at)


@transaction.atomic
def transfer_case(*, number: str, to: str, version: int, actor: Actor, at: datetime) -> None:
    """The case belongs to another office (T-C05)."""
    case, standing = open_case(number, version, "transfer", actor)
    if not to.strip():
        raise Refused("请写明移送到哪个单位。", rule="T-C05")
    turn = _Turn(Standing.TRANSFERRED, f"移送{to.strip()}")
    _stand(case, standing, turn, actor=actor, at=at)


@transaction.atomic
def void_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Registered by mistake: the row stays, struck through, its number stays used (T-C22)."""
    case, standing = open_case(number, version, "void", actor)
    if not reason.strip():
        raise Refused("请写明作废原因。", rule="T-C22")
    _stand(case, standing, _Turn(Standing.VOID, reason.strip()), actor=actor, at=at)


@transaction.atomic
def restore_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """The case is no duplicate, not transferred or not void after all."""
    case, standing = open_case(number, version, "restore", actor)
    if not reason.strip():
        raise Refused("请写明恢复办理的原因。")
    _stand(case, standing, _Turn(Standing.OPEN, reason.strip()), actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Another standing of a case, why, and the main case of a duplicate."""

    how: Standing
    note: str
    parent: Case | None = None


def _stand(case: Case, standing: CaseFact, turn: _Turn, *, actor: Actor, at: datetime) -> None:
    """State the case anew with another standing; it carries no date (INTERCHANGE 2)."""
    told = facts.attributes(standing, without="case")
    fresh = CaseFact(case=case)
    for field in CaseFact._meta.concrete_fields:
        if field.name in told:
            setattr(fresh, field.attname, told[field.name])
    fresh.standing, fresh.parent = turn.how.value, turn.parent
    if turn.how is not Standing.OPEN:
        fresh.remark = _remark(standing.remark, turn.how, turn.note)
    before, after = (facts.stated(fact, without="case") for fact in (standing, fresh))
    entry = log.record(
        actor=actor,
        at=at,
        act=f"complaints.case_{turn.how.value}",
        subject=f"case:{case.number}",
        note=turn.note,
        change=(before, after),
    )
    facts.restate(standing, fresh, owner="case", act=entry)
    touch(case)


def _remark(old: str, how: Standing, note: str) -> str:
    """备注 says what became of the case (column 10)."""
    words = {
        Standing.DUPLICATE: f"重复件，主件 {note}",
        Standing.TRANSFERRED: note,
        Standing.VOID: f"作废：{note}",
    }[how]
    return "；".join(part for part in (old, words) if part)[:200]


def _record(case: Case, act: str, after: dict[str, object], *, actor: Actor, at: datetime) -> Entry:
    return log.record(
        actor=actor, at=at, act=act, subject=f"case:{case.number}", change=(None, after)
    )
