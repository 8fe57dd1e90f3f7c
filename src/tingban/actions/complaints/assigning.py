"""交办, 退回, 签收: who has the case in hand (T-C06…T-C09)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tingban.actions.audit.locking import find
from tingban.actions.complaints.moving import Turn, move, settle, take_up
from tingban.data.accounts.models import Unit
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.complaints.stages import Act
from tingban.rules.errors import Refused

_STREET = "街道"


@dataclass(frozen=True, slots=True)
class Handing:
    """Who gets the case: one 主办 (an area's bureau, or a unit in it), and who helps."""

    area: str
    unit: str = ""
    office: str = ""
    helping: Sequence[str] = ()

    @property
    def told(self) -> dict[str, object]:
        """As the move keeps it."""
        helping = [clean_line(name) for name in self.helping if name.strip()]
        return {
            "area": self.area, "unit": self.unit, "office": clean_line(self.office),
            "helping": helping,
        }  # fmt: skip


@transaction.atomic
def assign_case(*, number: str, handing: Handing, version: int, actor: Actor, at: datetime) -> None:
    """The city hands it to a county, the county to a department or a street (T-C06)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(handler=_handler(turn, handing))
    move(turn, Act.ASSIGN, told=handing.told)
    settle(turn.case)


@transaction.atomic
def reassign_case(
    *, number: str, handing: Handing, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """What was sent back goes to another unit, or back with the reason (T-C08)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(handler=_handler(turn, handing), reason=reason)
    move(turn, Act.REASSIGN, told=handing.told, note=reason.strip())
    settle(turn.case)


def _handler(turn: Turn, handing: Handing) -> str:
    """The name of the unit, or a refusal: a county hands nothing to another county."""
    if not handing.area:
        return ""
    if handing.area not in AREA_BY_CODE:
        raise Refused("请选择主办的县(市、区)或市局。", rule="T-C06")
    if turn.actor.area_code not in (CITY, handing.area):
        raise Refused(
            "县级只能交办本县的科室或街道(乡镇)。属于别的县(市、区)的，请报市局。", rule="T-C06"
        )
    if not handing.unit:
        return AREA_BY_CODE[handing.area].name
    units = Unit.objects.filter(area_id=handing.area, kind=_STREET)
    return find(units, "请选择本县的街道(乡镇)。", code=handing.unit).name


@transaction.atomic
def send_back_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Not ours: once, in writing, within five working days (T-C07)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    move(turn, Act.SEND_BACK, note=reason.strip())
    settle(turn.case)


@transaction.atomic
def sign_in_case(*, number: str, impartial: bool, version: int, actor: Actor, at: datetime) -> None:
    """Somebody takes it in hand and says that nothing binds them (T-C09, 3.1.4)."""
    turn = take_up(number, version, actor=actor, at=at).told(impartial=impartial)
    move(turn, Act.SIGN_IN, told={"impartial": impartial})
    settle(turn.case)
