"""A visit written down on the spot: the 检查记录 that is counted, and the record of how it went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import hold
from tingban.actions.inspections import visits
from tingban.actions.inspections.visits import VisitStatement
from tingban.data.inspections.models import Visit, VisitFact, VisitRecord
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean, clean_line, clean_name
from tingban.rules.actors import FIELD_WRITERS, Actor
from tingban.rules.errors import Conflict, NotNow, Refused
from tingban.rules.inspections import (
    Inspector,
    OrganiserLevel,
    Position,
    VisitKind,
    check_course,
    check_mends,
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
        where = self.position
        return VisitRecord(
            visit=visit,
            started_at=self.started_at,
            ended_at=self.ended_at,
            place=clean_line(self.place),
            staff=staff_of(self.staff),
            latitude=where.latitude if where else None,
            longitude=where.longitude if where else None,
            accuracy=where.accuracy if where else None,
            found_nothing=self.found_nothing,
            notes=clean(self.notes),
            reduced=self.reduced,
            mark=mark,
        )


# Where the telephone was stays with the record: the log is read by others.
_LOGGED: Final = ("started_at", "ended_at", "place", "staff", "found_nothing", "notes")


@transaction.atomic
def record_visit(*, statement: FieldVisit, actor: Actor, at: datetime, form: str = "") -> str:
    """Register a visit together with its record, and give it its number."""
    if earlier := sent_before(form, actor):
        return earlier
    statement.check(at=at)
    number = visits.add_visit(statement=statement.as_visit(), actor=actor, at=at)
    fact = statement.as_fact(Visit.objects.get(number=number), form)
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.visit_recorded",
        subject=f"visit:{number}",
        change=(None, _logged(fact) | ({"form": form} if form else {})),
    )
    facts.append(fact, act=entry)
    return number


def staff_of(people: Iterable[Inspector]) -> list[list[str]]:
    """Who went, as the record keeps it."""
    told = (Inspector(clean_name(it.name), clean_line(it.certificate)) for it in people)
    return [[it.name, it.certificate] for it in told if it.name]


def _logged(record: VisitRecord) -> dict[str, object]:
    stated = facts.stated(record, without="visit") or {}
    return {name: stated[name] for name in _LOGGED}


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody may have written down wrong. The position was measured, and stays."""

    started_at: datetime
    ended_at: datetime
    staff: tuple[Inspector, ...]
    place: str
    notes: str
    reason: str

    def with_seconds_of(self, record: VisitRecord) -> "Correction":
        """A form shows no seconds: the same minute is the same moment."""
        return replace(
            self,
            started_at=_to_the_minute(record.started_at, self.started_at),
            ended_at=_to_the_minute(record.ended_at, self.ended_at),
        )

    def check(self, counted: VisitFact, *, at: datetime) -> None:
        """Refuse what cannot be, and what would no longer agree with what is counted."""
        if not all(one.name.strip() for one in self.staff):
            raise Refused("有执法证号的一行没有写姓名，请补上姓名，或清空证号。", rule="DOMAIN 3.1")
        check_staff(VisitKind(counted.kind), self.staff)
        check_course(self.started_at, self.ended_at, at=at)
        check_place(self.place)
        if timezone.localdate(self.started_at) != counted.done_on:
            raise Refused(
                f"这次检查登记在 {chinese_day(counted.done_on)}，开始时间应在同一天。"
                "日期登记错了的，请作废后重新登记。",
                rule="DOMAIN 2.3",
            )
        if not self.reason.strip():
            raise Refused("请写明更正原因。")


@transaction.atomic
def correct_record(
    *, number: str, statement: Correction, version: int, actor: Actor, at: datetime
) -> bool:
    """State anew what was written down on the spot; False where it says the same.

    The former record stays, struck.
    """
    visit, counted = visits.open_visit(number, version, actor, by=FIELD_WRITERS)
    standing = VisitRecord.objects.standing().filter(visit=visit).first()
    if standing is None:
        raise NotNow("这条检查记录没有现场记录，没有可以更正的。")
    check_mends(actor, wrote=_wrote(actor, visit))
    statement = statement.with_seconds_of(standing)
    statement.check(counted, at=at)
    fresh = _corrected(standing, statement)
    if _logged(standing) == _logged(fresh):
        return False
    course = ("staff", "started_at", "ended_at")
    if any(getattr(standing, name) != getattr(fresh, name) for name in course):
        visits.check_no_step_rests(visit, "更正时间和人员")
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.record_corrected",
        subject=f"visit:{number}",
        note=clean(statement.reason),
        change=(_logged(standing), _logged(fresh)),
    )
    facts.restate(standing, fresh, owner="visit", act=entry)
    visits.touch(visit)
    return True


def _wrote(actor: Actor, visit: Visit) -> bool:
    first = VisitRecord.objects.filter(visit=visit).order_by("id").select_related("act")[0]
    return first.act.actor_id == actor.user_id


def _corrected(record: VisitRecord, told: Correction) -> VisitRecord:
    """The mark of the form stays with the first record: it is used up for ever."""
    return VisitRecord(
        visit=record.visit,
        started_at=told.started_at,
        ended_at=told.ended_at,
        place=clean_line(told.place),
        staff=staff_of(told.staff),
        latitude=record.latitude,
        longitude=record.longitude,
        accuracy=record.accuracy,
        found_nothing=record.found_nothing,
        notes=clean(told.notes),
        reduced=record.reduced,
    )


def _to_the_minute(was: datetime, told: datetime) -> datetime:
    return was if was.replace(second=0, microsecond=0) == told else told


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
