"""A visit written down on the spot: the 检查记录 that is counted, and the record of how it went."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import hold
from tingban.actions.inspections import visits
from tingban.actions.inspections.visits import VisitStatement
from tingban.data.inspections.models import Visit, VisitRecord
from tingban.kit.text import clean, clean_line, clean_name
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict
from tingban.rules.inspections import (
    Inspector,
    OrganiserLevel,
    Position,
    VisitKind,
    check_course,
    check_place,
    check_staff,
)


@dataclass(frozen=True, slots=True)
class FieldVisit:
    """现场记录. `reduced` tells how many of its photos the telephone made smaller."""

    community_code: str
    kind: VisitKind
    level: OrganiserLevel
    started_at: datetime
    ended_at: datetime
    staff: tuple[Inspector, ...]
    place: str = ""
    mission_number: str = ""
    position: Position | None = None
    found_nothing: bool = False
    notes: str = ""
    reduced: int = 0

    def check(self, *, at: datetime) -> None:
        """Refuse what cannot be."""
        check_staff(self.kind, self.staff)
        check_course(self.started_at, self.ended_at, at=at)
        check_place(self.place)
        if self.position is not None:
            self.position.check()

    def as_visit(self) -> VisitStatement:
        """What the cells count from."""
        return VisitStatement(
            community_code=self.community_code,
            kind=self.kind,
            level=self.level,
            done_on=timezone.localdate(self.started_at),
            mission_number=self.mission_number,
        )

    def as_fact(self, visit: Visit, mark: str) -> VisitRecord:
        """The fact that states this."""
        staff = (Inspector(clean_name(it.name), clean_line(it.certificate)) for it in self.staff)
        where = self.position
        return VisitRecord(
            visit=visit,
            started_at=self.started_at,
            ended_at=self.ended_at,
            place=clean_line(self.place),
            staff=[[it.name, it.certificate] for it in staff if it.name],
            latitude=where.latitude if where else None,
            longitude=where.longitude if where else None,
            accuracy=where.accuracy if where else None,
            found_nothing=self.found_nothing,
            notes=clean(self.notes),
            reduced=self.reduced,
            mark=mark,
        )


@transaction.atomic
def record_visit(*, statement: FieldVisit, actor: Actor, at: datetime, form: str = "") -> str:
    """Register a visit together with its record, and give it its number."""
    if earlier := sent_before(form, actor):
        return earlier
    statement.check(at=at)
    number = visits.add_visit(statement=statement.as_visit(), actor=actor, at=at)
    fact = statement.as_fact(Visit.objects.get(number=number), form)
    # Where the telephone was stays with the record: the log is read by others.
    told = ("started_at", "ended_at", "place", "staff", "found_nothing", "notes")
    stated = facts.stated(fact, without="visit") or {}
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.visit_recorded",
        subject=f"visit:{number}",
        change=(None, {name: stated[name] for name in told} | ({"form": form} if form else {})),
    )
    facts.append(fact, act=entry)
    return number


def sent_before(form: str, actor: Actor) -> str:
    """The visit that this form has made already; nobody else sends the same until the act ends.

    Looked for among the records, not among the entries of a day as `locking.once` does: a
    telephone may send again after a week, because the first answer was lost on the way.
    """
    if not form:
        return ""
    hold(form)
    made = VisitRecord.objects.filter(mark=form).select_related("visit", "act").first()
    if made is None:
        return ""
    if made.act.actor_id != actor.user_id:
        raise Conflict(
            f"这份现场记录已由{made.act.actor_name}发出，没有重复登记。请从本机删除这一份。"
        )
    return made.visit.number
