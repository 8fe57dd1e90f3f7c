"""重新核定服务等级 (DOMAIN 3.2, branch a): its decision is the one that C02 counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit.locking import once
from tingban.actions.enforcement import levels
from tingban.actions.enforcement.undoing import undo
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Opening, Told, Turn
from tingban.data.enforcement.models import LevelCase
from tingban.reads.enforcement.level_cases import LEVELS
from tingban.rules.actors import Actor
from tingban.rules.enforcement import LevelKind
from tingban.rules.enforcement.level_guards import direction
from tingban.rules.enforcement.level_stages import DECISION, KEPT, Act
from tingban.rules.errors import Refused


@transaction.atomic
def open_level_case(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """启动: only where the fee is guided, and somebody has reason (AMB-35); its number."""
    if not opening.community_code:
        raise Refused("请选择要重新核定服务等级的小区。", rule="T-P12a")

    def write() -> str:
        turn, _ = proceedings.open_one(LEVELS, Act.OPEN, opening, actor=actor, at=at, form=form)
        proceedings.end(turn)
        return turn.row.number

    return once(form, act=proceedings.moved(LEVELS), actor=actor, at=at, write=write)


@transaction.atomic
def take_level_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """One step of the table."""
    turn = proceedings.begin(LEVELS, number=number, actor=actor, at=at)
    proceedings.step(turn, act, told, version=version)
    effect = _EFFECTS.get(act)
    if effect is not None:
        effect(turn, told)
    proceedings.end(turn)


@transaction.atomic
def undo_level_step(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take back the last step; a decision is revoked instead."""
    turn = proceedings.begin(LEVELS, number=number, actor=actor, at=at)
    undo(turn, Act.UNDO, reason=reason, version=version, kept=KEPT)


def _case(turn: Turn) -> LevelCase:
    if not isinstance(turn.row, LevelCase):
        raise TypeError("a level case is moved by its own flow")
    return turn.row


def _decide(turn: Turn, told: Told) -> None:
    """The counted fact; a level that stays is a re-grading, one that rises is not (CELL C02)."""
    row, now = _case(turn), replace(turn.course(), on=told.on)
    place = row.community
    if place is None:
        raise LookupError("a level case is opened for a community")
    kind = LevelKind.UPGRADE if direction(now) > 0 else LevelKind.REASSESS
    statement = levels.LevelStatement(
        community_code=place.code,
        decided_on=told.on,
        kind=kind,
        old_level=now.text("old_level"),
        new_level=now.text("new_level"),
        document=now.papers[DECISION].number,
    )
    row.decision_id = levels.record_level(statement=statement, actor=turn.actor, at=turn.at)


def _revoke(turn: Turn, told: Told) -> None:
    """It is believed no longer, unless that was said in the list of decisions already."""
    decision = _case(turn).decision
    if decision is not None and not decision.is_void:
        levels.void_level(decision_id=decision.pk, reason=told.reason, actor=turn.actor, at=turn.at)


_EFFECTS: Final[Mapping[str, Callable[[Turn, Told], None]]] = {
    Act.DECIDE: _decide,
    Act.REVOKE: _revoke,
}
