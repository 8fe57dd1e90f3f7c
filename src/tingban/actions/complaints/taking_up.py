"""受理, 不予受理, 移送: what becomes of a registered case (T-C03…T-C05)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.complaints.moving import Turn, move, restated, settle, take_up
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseMatter, CaseStep
from tingban.kit.dates import chinese_moment
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor
from tingban.rules.complaints import CASE_STEP_LABELS, CaseStepKind, Standing
from tingban.rules.complaints.stages import REJECT_LABELS, Act, CaseKind, RejectReason
from tingban.rules.errors import Refused


@transaction.atomic
def accept_case(
    *, number: str, kind: CaseKind, on: datetime, version: int, actor: Actor, at: datetime
) -> None:
    """The unit takes the case up; its kind decides until when (T-C03)."""
    turn = take_up(number, version, actor=actor, at=at).told(kind=kind)
    case = turn.case
    floor = (case.received_at, "收到时间") if case.received_at else None
    check_moment(on, at, f"{CASE_STEP_LABELS[CaseStepKind.ACCEPT]}时间", floor)
    told = {"kind": kind.value}
    entry = move(turn, Act.ACCEPT, told=told, on=on)
    facts.append(CaseStep(case=case, kind=CaseStepKind.ACCEPT.value, at=on), act=entry)
    _keep_kind(case, kind, entry)
    settle(case)


def _keep_kind(case: Case, kind: CaseKind, entry: Entry) -> None:
    standing = CaseMatter.objects.standing().filter(case=case).first()
    fresh = CaseMatter(case=case)
    if standing is not None:
        for name, value in facts.attributes(standing, without="case").items():
            setattr(fresh, name, value)
    fresh.kind = kind.value
    facts.restate(standing, fresh, owner="case", act=entry)


@transaction.atomic
def reject_case(
    *,
    number: str,
    why: RejectReason,
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """不予受理, for one of the reasons of the law, and where to go instead (T-C04)."""
    turn = take_up(number, version, actor=actor, at=at).told(reject=why, reason=reason)
    told = {"why": why.value}
    entry = move(turn, Act.REJECT, told=told, note=reason.strip())
    stand(turn, Standing.OPEN, f"不予受理：{REJECT_LABELS[why]}", entry)
    settle(turn.case)


@dataclass(frozen=True, slots=True)
class Transfer:
    """To whom, why, and whether it is about officials and so sealed."""

    to: str
    reason: str
    sealed: bool = False


@transaction.atomic
def transfer_case(
    *, number: str, transfer: Transfer, version: int, actor: Actor, at: datetime
) -> None:
    """To whoever is competent; a case about officials is sealed from that moment (T-C05)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(receiver=transfer.to, reason=transfer.reason)
    receiver = clean_line(transfer.to)
    told = {"to": receiver, "sealed": transfer.sealed}
    entry = move(turn, Act.TRANSFER, told=told, note=transfer.reason.strip())
    stand(turn, Standing.TRANSFERRED, f"移送{receiver}", entry)
    settle(turn.case)


def stand(turn: Turn, how: Standing, words: str, entry: Entry, parent: Case | None = None) -> None:
    """State the case anew with another standing; 备注 says what became of it (column 10)."""
    standing = CaseFact.objects.standing().get(case=turn.case)
    remark = "；".join(part for part in (standing.remark, words) if part)[:200]
    fresh = restated(standing, standing=how.value, parent=parent and parent.pk, remark=remark)
    facts.restate(standing, fresh, owner="case", act=entry)


def check_moment(
    on: datetime, now: datetime, label: str, floor: tuple[datetime, str] | None
) -> None:
    """Not in the future, not before what it follows."""
    if on > now:
        raise Refused(f"{label}晚于现在，请填写已经发生的时间。")
    if floor is not None and on < floor[0]:
        raise Refused(f"{label}（{_spell(on)}）早于{floor[1]}（{_spell(floor[0])}），请核对。")


def _spell(moment: datetime) -> str:
    return chinese_moment(timezone.localtime(moment))
