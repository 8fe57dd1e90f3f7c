"""What the clock does about credit pushes: a penalty without one is due, a revoked one is taken
back (DL-26, DL-27). Safe twice, and beside a clerk who does the same."""

from contextlib import suppress
from datetime import datetime
from typing import Final, cast

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from tingban.actions.enforcement import penalty_publicity
from tingban.actions.enforcement.credit_pushes import open_k1
from tingban.actions.rectification.proceedings import Opening, Told, begin, end, step
from tingban.data.enforcement.models import CreditPush, Penalty, PenaltyFact
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.credit import CREDIT
from tingban.rules.actors import SYSTEM
from tingban.rules.enforcement.credit_guards import wording_of
from tingban.rules.enforcement.credit_stages import (
    CREDIT_ENDS,
    OUT,
    CreditAct,
    CreditKind,
    CreditStage,
)
from tingban.rules.enforcement.kinds import PenaltyOrgan
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.rectification.fields import spell_money

_LAW: Final = "行政处罚法第四十八条第二款"
_OVER: Final = (
    CreditStage.RECALL.value,
    *(stage.value for stage in CREDIT_ENDS if stage is not CreditStage.ACK),
    CreditStage.RESTORED.value,
)


def open_due(*, at: datetime) -> int:
    """A push for each penalty of our own organ that has none; how many."""
    known = CreditPush.objects.filter(kind=CreditKind.PENALTY.value).values("about")
    rows = Penalty.objects.filter(
        organ=PenaltyOrgan.HOUSING.value, decided_on__isnull=False, revoked_on__isnull=True
    ).exclude(number__in=known)
    return sum(_open(number, at) for number in rows.values_list("number", flat=True))


def _open(number: str, at: datetime) -> bool:
    opening = Opening("", "", timezone.localdate(at), answers={"penalty": number})
    try:
        open_k1(opening=opening, actor=SYSTEM, at=at)
    except Conflict:
        return False
    return True


def take_back_revoked(*, at: datetime) -> int:
    """Revoked penalties: what the platform has is to be withdrawn, the rest is not sent."""
    revoked = Penalty.objects.filter(revoked_on__isnull=False).values("number")
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about__in=revoked)
    numbers = rows.exclude(stage__in=_OVER).order_by("id").values_list("number", flat=True)
    return sum(_take_back(number, at) for number in list(numbers))


def take_back_changed(*, at: datetime) -> int:
    """Penalties whose fine was changed: what the platform has is no longer true (48Ⅱ)."""
    restated = (
        PenaltyFact.objects.values("penalty__number")
        .annotate(told=Count("id")).filter(told__gt=1).values("penalty__number")
    )  # fmt: skip
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about__in=restated)
    numbers = rows.filter(stage__in=[stage.value for stage in OUT]).order_by("id")
    found = list(numbers.values_list("number", flat=True))
    return sum(_take_back_changed(number, at) for number in found)


def hold_pushes(decision: str) -> None:
    """The pushes of this decision, locked before its case is: all acts lock in this order."""
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about=decision)
    list(rows.select_for_update().order_by("id"))


def follow_outcome(decision: str, *, at: datetime) -> None:
    """A decision was changed or ended: its pushes are taken back in the same moment (DL-27).

    What cannot be taken back now is seen by the sweep within the hour.
    """
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about=decision)
    is_gone = Penalty.objects.filter(number=decision, revoked_on__isnull=False).exists()
    open_ones = rows.exclude(stage__in=_OVER).order_by("id")
    for number in list(open_ones.values_list("number", flat=True)):
        with suppress(Refused):
            (_take_back if is_gone else _take_back_changed)(number, at)


@transaction.atomic
def _take_back_changed(number: str, at: datetime) -> bool:
    turn = begin(CREDIT, number=number, actor=SYSTEM, at=at)
    course, row = turn.course(), cast(CreditPush, turn.row)
    fine = Penalty.objects.values_list("fine", flat=True).get(number=row.about)
    sent = wording_of(course).get("CF_NR_FK") or 0
    if row.stage not in OUT or sent == int((fine or 0) * 100):
        return False
    reason = f"罚款金额由 {spell_money(sent)}变更，撤回后按变更后的决定重新推送（{_LAW}）。"
    step(turn, CreditAct.RECALL, Told(turn.today, reason=reason))
    end(turn)
    return True


@transaction.atomic
def _take_back(number: str, at: datetime) -> bool:
    turn = begin(CREDIT, number=number, actor=SYSTEM, at=at)
    was_out = turn.row.stage in OUT or turn.course().count(CreditAct.ACKNOWLEDGE)
    revoked_on = turn.course().beside["revoked_on"]
    reason = f"处罚决定已于 {chinese_day(revoked_on)}撤销（{_LAW}）。"
    act = CreditAct.RECALL if was_out else CreditAct.DROP
    try:
        step(turn, act, Told(turn.today, reason=reason))
    except NotNow:
        # A clerk took it back between the list and the lock.
        return False
    end(turn)
    about = cast(CreditPush, turn.row).about
    penalty_publicity.follow(about, act, Told(turn.today), actor=SYSTEM, at=at)
    return True
