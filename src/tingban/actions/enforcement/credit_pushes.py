"""Credit pushes on their way (DOMAIN 7): opened, written, reviewed, sent, answered, taken back."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit.locking import find, hold, once
from tingban.actions.enforcement import credit_batches, penalty_publicity
from tingban.actions.enforcement.undoing import undo
from tingban.actions.rectification.proceedings import (
    Opening,
    Told,
    Turn,
    begin,
    end,
    moved,
    open_one,
    step,
)
from tingban.data.enforcement.models import CreditPush, Penalty
from tingban.reads.enforcement.credit import CREDIT, penalty_beside
from tingban.rules.actors import Actor
from tingban.rules.enforcement.credit_items import K2Facts, masked
from tingban.rules.enforcement.credit_stages import (
    CREDIT_KEPT,
    WORDING,
    CreditAct,
    CreditKind,
    CreditStage,
)
from tingban.rules.errors import Conflict

_NO_PENALTY: Final = "没有找到这份处罚决定，或者它不在您的辖区内。请先在“行政处罚”中登记。"
_EXIT: Final = "退出"
# By these the publication of a penalty, or the push that carries it, begins and ends; its case
# sees them. A withdrawn push lives again by its correction.
_SEEN: Final = frozenset(
    {CreditAct.ACKNOWLEDGE, CreditAct.WITHDRAW, CreditAct.DROP, CreditAct.AMEND}
)  # fmt: skip


@transaction.atomic
def open_k1(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """Begin the push of a registered penalty; its number."""

    def write() -> str:
        return _open_k1(opening, actor, at, form)

    return once(form, act=moved(CREDIT), actor=actor, at=at, write=write)


def _open_k1(opening: Opening, actor: Actor, at: datetime, form: str) -> str:
    number = str(opening.answers.get("penalty", "")).strip()
    rows = Penalty.objects.visible_to(actor).select_related("company__merged_into")
    penalty = find(rows, _NO_PENALTY, number=number, decided_on__isnull=False)
    _check_first(CreditKind.PENALTY, number)
    told = replace(
        opening,
        county=penalty.county_id,
        title=opening.title or f"{penalty.company.name}：{number}",
        company_id=penalty.company_id,
        answers={"penalty": number},
    )
    flow = replace(CREDIT, beside=lambda _: penalty_beside(number))
    turn, _ = open_one(flow, CreditAct.OPEN_PENALTY, told, actor=actor, at=at, form=form)
    name = _begun(turn, CreditKind.PENALTY, number)
    penalty_publicity.follow(number, CreditAct.OPEN_PENALTY, Told(opening.on), actor=actor, at=at)
    return name


@transaction.atomic
def open_k2(*, facts: K2Facts, actor: Actor, at: datetime, form: str = "") -> str:
    """Begin the push of a company that will not leave or hand over, on facts frozen by its exit;
    what it is sent as is said later, by the guards of the wording."""

    def write() -> str:
        return _open_k2(facts, actor, at, form)

    return once(form, act=moved(CREDIT), actor=actor, at=at, write=write)


def _open_k2(facts: K2Facts, actor: Actor, at: datetime, form: str) -> str:
    _check_first(CreditKind.REFUSAL, facts.exit_number)
    opening = Opening(
        county=facts.county,
        title=f"{facts.company}：{facts.community}拒不退出、拒不移交",
        on=timezone.localdate(at),
        community_code=facts.community_code,
        company_id=facts.company_id,
        answers=facts.told(),
    )
    turn, _ = open_one(CREDIT, CreditAct.OPEN_REFUSAL, opening, actor=actor, at=at, form=form)
    return _begun(turn, CreditKind.REFUSAL, facts.exit_number)


def _check_first(kind: CreditKind, about: str) -> None:
    """One push for each penalty and each exit, whoever asks at the same moment."""
    hold(f"credit_push:{kind.value}:{about}")
    rows = CreditPush.objects.filter(kind=kind.value, about=about)
    running = rows.exclude(stage=CreditStage.DROPPED).first()
    if running is not None:
        what = _EXIT if kind is CreditKind.REFUSAL else "处罚决定"
        raise Conflict(f"{what} {about} 已经有信用推送 {running.number}，请在那里办理。")


def _begun(turn: Turn, kind: CreditKind, about: str) -> str:
    row: Any = turn.row
    row.kind, row.about = kind.value, about
    end(turn)
    return str(row.number)


@transaction.atomic
def take_credit_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """Take one step of the table; a push that leaves makes its file."""
    if act in WORDING:
        told = replace(told, answers=_hidden(told.answers))
    turn = begin(CREDIT, number=number, actor=actor, at=at)
    entry = step(turn, act, told, version=version)
    end(turn)
    if act in _SEEN and _kind(turn) is CreditKind.PENALTY:
        penalty_publicity.follow(_about(turn), act, told, actor=actor, at=at)
    if act in (CreditAct.SEND, CreditAct.RETRY):
        credit_batches.write_batch([turn.row], str(told.answers["format"]), act=entry, actor=actor)


def _hidden(answers: Any) -> dict[str, Any]:
    """An identity number never reaches the table whole."""
    return {
        name: masked(value) if name == "CF_XDR_ZJHM" else value for name, value in answers.items()
    }


@transaction.atomic
def undo_credit_step(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take back the last step, unless it went out."""
    turn = begin(CREDIT, number=number, actor=actor, at=at)
    last = turn.moves[-1].act if turn.moves else ""
    undo(turn, CreditAct.UNDO, reason=reason, version=version, kept=CREDIT_KEPT)
    if _kind(turn) is not CreditKind.PENALTY:
        return
    if last == CreditAct.ACKNOWLEDGE:
        penalty_publicity.take_back(_about(turn), reason, actor=actor, at=at)
    elif last in _SEEN:
        penalty_publicity.follow(_about(turn), "", Told(turn.today), actor=actor, at=at)


def _kind(turn: Turn) -> CreditKind:
    row: Any = turn.row
    return CreditKind(row.kind)


def _about(turn: Turn) -> str:
    row: Any = turn.row
    return str(row.about)
