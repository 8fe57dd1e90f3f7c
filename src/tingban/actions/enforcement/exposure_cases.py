"""典型案例曝光 (T-X02): what is published is counted in C05 and read on the portal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit.locking import once
from tingban.actions.enforcement import exposures
from tingban.actions.enforcement.exposures import ExposureStatement
from tingban.actions.enforcement.undoing import undo
from tingban.actions.rectification import proceedings
from tingban.actions.rectification.proceedings import Opening, Told, Turn
from tingban.data.enforcement.models import ExposureCase
from tingban.kit.text import shorten
from tingban.reads.enforcement import punished
from tingban.reads.enforcement.exposure_cases import EXPOSURES, company_of
from tingban.rules.actors import Actor
from tingban.rules.enforcement.exposure_guards import LONGEST_TITLE
from tingban.rules.enforcement.exposure_stages import KEPT, Act, Ground
from tingban.rules.enforcement.exposure_text import public_text
from tingban.rules.errors import Refused


@transaction.atomic
def open_exposure_case(*, opening: Opening, actor: Actor, at: datetime, form: str = "") -> str:
    """选题, with the first version of the text; its number."""
    if not opening.community_code:
        raise Refused("请选择事情发生在哪个小区，典型案例要写明小区。", rule="T-X02")

    def write() -> str:
        turn, _ = proceedings.open_one(EXPOSURES, Act.OPEN, opening, actor=actor, at=at, form=form)
        _check_ground(turn, opening)
        proceedings.end(turn)
        return turn.row.number

    return once(form, act=proceedings.moved(EXPOSURES), actor=actor, at=at, write=write)


def _check_ground(turn: Turn, opening: Opening) -> None:
    """Exposed for a penalty, the problems are those that were punished; without a problem it is
    the decision of the register that was chosen, and the guard has looked at it. Never both: each
    would stand in for the other when one of them is annulled."""
    if opening.answers.get("ground") != Ground.PENALTY:
        return
    problems = punished.behind(turn.subject)
    is_named = bool(opening.answers.get("penalty"))
    if problems and is_named:
        raise Refused(
            "关联了问题，又选了处罚台账里的决定，看不出以哪一份处罚曝光。问题受过处罚的，不选台账里的"
            "决定；处罚只登记在台账里的，不关联问题，直接选那份决定。",
            rule="T-X02",
        )
    if not problems and not is_named:
        raise Refused(
            "以行政处罚为理由曝光的，要关联受过处罚的问题，或者选处罚台账里的决定，"
            "否则看不出曝光的是不是受处罚的行为。请从该问题的页面选题，选一份决定，或改选理由。",
            rule="T-X02",
        )
    open_ones = punished.unpunished(problems)
    if open_ones:
        raise Refused(
            f"问题 {'、'.join(open_ones)} 没有受过行政处罚，或处罚已撤销；同一企业因其他行为"
            "受的处罚不能作为曝光它的理由。请改选理由，或去掉这些问题；处罚只登记在台账里的，"
            "不关联问题，直接选那份决定。",
            rule="T-X02",
        )


@transaction.atomic
def take_exposure_step(
    *, number: str, act: str, told: Told, version: int | None, actor: Actor, at: datetime
) -> None:
    """One step of the table."""
    turn = proceedings.begin(EXPOSURES, number=number, actor=actor, at=at)
    proceedings.step(turn, act, told, version=version)
    effect = _EFFECTS.get(act)
    if effect is not None:
        effect(turn, told)
    proceedings.end(turn)


@transaction.atomic
def undo_exposure_step(
    *, number: str, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """Take back the last step; what the public has read is withdrawn instead."""
    turn = proceedings.begin(EXPOSURES, number=number, actor=actor, at=at)
    undo(turn, Act.UNDO, reason=reason, version=version, kept=KEPT)


def _case(turn: Turn) -> ExposureCase:
    if not isinstance(turn.row, ExposureCase):
        raise TypeError("an exposure is moved by its own flow")
    return turn.row


def _publish(turn: Turn, told: Told) -> None:
    """The counted fact, with its 典型案例 (CELL C05)."""
    row = _case(turn)
    company = company_of(row)
    if company is None:
        raise LookupError("an exposure is opened for a company")
    now = replace(turn.course(), told=dict(told.answers))
    statement = ExposureStatement(
        company_id=company.pk,
        county_code=row.county_id,
        published_on=told.on,
        media="、".join(str(it) for it in now.items("media")),
        case_title=shorten(public_text(now).headline, LONGEST_TITLE),
    )
    row.exposure_id = exposures.record_exposure(statement=statement, actor=turn.actor, at=turn.at)


def _withdraw(turn: Turn, told: Told) -> None:
    """It counts no longer, unless that was said in the list of exposures already."""
    exposure = _case(turn).exposure
    if exposure is not None and exposure.withdrawn_on is None:
        exposures.withdraw_exposure(
            exposure_id=exposure.pk, on=told.on, reason=told.reason, actor=turn.actor, at=turn.at
        )


_EFFECTS: Final[Mapping[str, Callable[[Turn, Told], None]]] = {
    Act.PUBLISH: _publish,
    Act.WITHDRAW: _withdraw,
}
