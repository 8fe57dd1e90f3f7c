"""现场记录: what was written down on a visit; and what a form in the field begins with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.inspections.models import Visit, VisitRecord
from tingban.data.registry.models import Community
from tingban.kit.dates import chinese_moment
from tingban.reads.audit import history
from tingban.reads.audit.history import Line
from tingban.rules.actors import Actor
from tingban.rules.inspections import Inspector, Position

# How far back colleagues are looked for.
_LATELY: Final = 60
# Whoever corrects a record was not there for that.
_WRITTEN: Final = "inspections.visit_recorded"


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `position` is for whoever handles the visit, like what a camera tells."""

    started_at: datetime
    ended_at: datetime
    place: str
    staff: tuple[Inspector, ...]
    position: Position | None
    found_nothing: bool
    notes: str
    reduced: int


@dataclass(frozen=True, slots=True)
class Place:
    """A community to choose on the spot."""

    code: str
    name: str
    street: str


def record(actor: Actor, number: str, *, is_handler: bool) -> Record | None:
    """What stands written down of a visit in sight; None where it was entered at the desk."""
    visits = Visit.objects.visible_to(actor).filter(number=number)
    row = VisitRecord.objects.standing().filter(visit__in=visits).first()
    if row is None:
        return None
    return Record(
        started_at=row.started_at,
        ended_at=row.ended_at,
        place=row.place,
        staff=tuple(Inspector(*person) for person in row.staff),
        position=_position(row) if is_handler else None,
        found_nothing=row.found_nothing,
        notes=row.notes,
        reduced=row.reduced,
    )


def record_lines(written: Sequence[VisitRecord]) -> Iterator[Line]:
    """The record as it was first written down, and what was corrected in it since."""
    shown = [(row, _in_words(row)) for row in written]
    for fact, what, note in history.statements(shown, first="现场记录", later="更正现场记录"):
        yield Line(fact, what, note=note)


def _in_words(row: VisitRecord) -> Mapping[str, str]:
    people = (f"{name}（{card}）" if card else name for name, card in row.staff)
    return {
        "开始时间": chinese_moment(history.local(row.started_at)),
        "结束时间": chinese_moment(history.local(row.ended_at)),
        "检查人员": "、".join(people),
        "具体位置": row.place,
        "备注": row.notes,
    }


def _position(row: VisitRecord) -> Position | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Position(row.latitude, row.longitude, row.accuracy)


def recent_places(actor: Actor, *, limit: int = 6) -> list[Place]:
    """Where the actor himself was last, the newest first."""
    own = VisitRecord.objects.filter(act__actor_id=actor.user_id, act__act=_WRITTEN)
    latest = own.order_by("-id").values_list("visit__community__code", flat=True)
    codes = list(latest[:_LATELY])
    wanted = list(dict.fromkeys(codes))[:limit]
    rows = Community.objects.visible_to(actor).filter(
        code__in=wanted, is_void=False, merged_into__isnull=True
    )
    told = rows.order_by("code").values_list("code", "name", "street")
    found = {code: Place(code, name, street) for code, name, street in told}
    return [found[code] for code in wanted if code in found]


def colleagues(actor: Actor, *, limit: int = 30) -> Sequence[str]:
    """Who went lately from the actor's own office, to pick from while typing."""
    own = VisitRecord.objects.filter(act__area_code=actor.area_code, act__act=_WRITTEN)
    rows = VisitRecord.objects.standing().filter(visit__in=own.values("visit")).order_by("-id")
    names = [name for staff in rows.values_list("staff", flat=True)[:_LATELY] for name, _ in staff]
    return list(dict.fromkeys(names))[:limit]
