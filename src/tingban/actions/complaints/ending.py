"""撤回, 作废, and what turns out not to have ended (T-C20, T-C22)."""

from datetime import datetime

from django.db import transaction

from tingban.actions.complaints.merging import back_to, put_back
from tingban.actions.complaints.moving import Turn, move, settle, take_up
from tingban.actions.complaints.taking_up import stand
from tingban.data.complaints.models import CaseMove
from tingban.rules.actors import Actor
from tingban.rules.complaints import Standing
from tingban.rules.complaints.stages import Act, Stage


@transaction.atomic
def withdraw_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """The complainant takes it back; a violation that was seen goes on ex officio (T-C20)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    withdraw(turn, reason)


def withdraw(turn: Turn, reason: str) -> None:
    """The same for a case in hand, whoever asked."""
    entry = move(turn, Act.WITHDRAW, note=reason.strip())
    stand(turn, Standing.OPEN, "已撤回", entry)
    settle(turn.case)


@transaction.atomic
def void_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Registered by mistake: the row stays, struck through, its number stays used (T-C22)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    entry = move(turn, Act.VOID, note=reason.strip())
    stand(turn, Standing.VOID, f"作废：{reason.strip()}", entry)
    settle(turn.case)


@transaction.atomic
def restore_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Neither rejected, transferred, withdrawn nor void after all: on from where it stood."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    ends = (Act.REJECT, Act.TRANSFER, Act.WITHDRAW, Act.VOID)
    last = (
        CaseMove.objects.standing().filter(case=turn.case, step__in=ends, to=turn.case.stage)
        .order_by("-id").first()
    )  # fmt: skip
    to = last.start if last else back_to(turn.case)
    entry = move(turn, Act.RESTORE, to=to or Stage.REG, note=reason.strip())
    put_back(turn, entry)
    settle(turn.case)
