"""移送 (DOMAIN 3.2, branch c; T-X07): handed over, answered, asked after."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tingban.actions.audit.locking import once
from tingban.actions.enforcement.undoing import undo
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Opening, Told, Turn
from tingban.data.enforcement.models import Transfer
from tingban.reads.enforcement import joint_measures
from tingban.reads.enforcement.transfers import TRANSFERS
from tingban.rules.actors import Actor
from tingban.rules.enforcement.joint_guards import KEYS, WORDS
from tingban.rules.enforcement.transfer_clocks import SEND, send_until
from tingban.rules.enforcement.transfer_stages import KEPT, Act, Receiver
from tingban.rules.errors import Refused


@transaction.atomic
def open_transfer(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """提请移送; what goes to 纪检监察 is sealed from its first moment. Its number."""
    is_sealed = opening.answers.get("receiver") == Receiver.DISCIPLINE
    if is_sealed and opening.problems:
        raise Refused(
            "移送纪检监察的线索不关联问题，以免从问题看出去向。请不选问题，重新提请。",
            rule="信访工作条例第三十条",
        )

    opening = replace(opening, answers=_with_words(opening.answers, opening.on))

    def write() -> str:
        turn, _ = proceedings.open_one(TRANSFERS, Act.OPEN, opening, actor=actor, at=at, form=form)
        _transfer(turn).is_sealed = is_sealed
        proceedings.end(turn)
        return turn.row.number

    return once(form, act=proceedings.moved(TRANSFERS), actor=actor, at=at, write=write)


@transaction.atomic
def take_transfer_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """One step of the table."""
    turn = proceedings.begin(TRANSFERS, number=number, actor=actor, at=at)
    if act == Act.PREPARE:
        told = replace(told, answers=_with_words(told.answers, told.on))
    proceedings.step(turn, act, told, version=version)
    proceedings.end(turn)
    if turn.row.due_rule == SEND:
        _to_the_hour(turn, told)


@transaction.atomic
def undo_transfer_step(
    *, number: str, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """Take back the last step; what is with the other organ stays there."""
    turn = proceedings.begin(TRANSFERS, number=number, actor=actor, at=at)
    undo(turn, Act.UNDO, reason=reason, version=version, kept=KEPT)


def _with_words(answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """Beside the measures that are proposed stands what the list said of them that day."""
    told = {name: value for name, value in answers.items() if name != WORDS}
    keys = told.get(KEYS)
    return told | ({WORDS: joint_measures.words(keys, on=on)} if keys else {})


def _transfer(turn: Turn) -> Transfer:
    if not isinstance(turn.row, Transfer):
        raise TypeError("a transfer is moved by its own flow")
    return turn.row


def _to_the_hour(turn: Turn, told: Told) -> None:
    """Hours run from the moment, not to the end of a day (DOMAIN 4.1)."""
    now = turn.course()
    turn.row.due_at = send_until(replace(now, told={**now.told, **told.answers}))
    turn.row.save(update_fields=["due_at"])
