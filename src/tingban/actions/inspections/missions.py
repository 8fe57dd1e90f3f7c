"""Acts on 督导任务: one team, one county, one calendar day (AMB-34)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, lock, once
from tingban.actions.inspections.projection import project_missions
from tingban.data.inspections.models import Mission, MissionFact
from tingban.rules.actors import Actor, check_writes
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotNow, Refused
from tingban.rules.inspections import (
    LEVEL_LABELS,
    MISSION_LEVELS,
    OrganiserLevel,
    check_mission_owner,
    mission_number,
)

NOT_FOUND = "没有找到这次督导任务，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class MissionStatement:
    """Whose mission it is, where it went, and on which day."""

    level: OrganiserLevel
    county_code: str
    started_on: date

    def check(self, *, actor: Actor, today: date) -> None:
        """Refuse what cannot be, or another level's mission."""
        county = AREA_BY_CODE.get(self.county_code)
        if county is None or county.code == CITY:
            raise Refused("请选择督导去了哪个县(市、区)。", rule="DOMAIN 3.4")
        if self.level not in MISSION_LEVELS:
            raise Refused("督导任务的组织层级应为市或县。", rule="AMB-34")
        check_mission_owner(self.level, actor=actor)
        check_day(self.started_on, today=today, what="开展日期")


@transaction.atomic
def add_mission(*, statement: MissionStatement, actor: Actor, at: datetime, form: str = "") -> str:
    """Register a mission and give it its number."""
    act = "inspections.mission_added"

    def write() -> str:
        check_writes(actor, statement.county_code)
        statement.check(actor=actor, today=timezone.localdate(at))
        owner = CITY if statement.level is OrganiserLevel.CITY else statement.county_code
        mission = create_once(
            Mission(
                number=next_mission_number(owner, statement.started_on.year),
                level=statement.level.value,
                county_id=statement.county_code,
                started_on=statement.started_on,
            ),
            documents.TAKEN,
        )
        fact = MissionFact(
            mission=mission,
            level=mission.level,
            county_id=mission.county_id,
            started_on=mission.started_on,
        )
        after = facts.stated(fact, without="mission") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"mission:{mission.number}",
            note=LEVEL_LABELS[statement.level],
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        project_missions([mission.pk])
        return mission.number

    return once(form, act=act, actor=actor, at=at, write=write)


def next_mission_number(area_code: str, year: int) -> str:
    """The next number that no import has taken."""
    return documents.issue(
        f"mission:{area_code}:{year}",
        lambda sequence: mission_number(area_code, year, sequence),
        lambda number: Mission.objects.filter(number=number).exists(),
    )


@transaction.atomic
def correct_mission(
    *, number: str, statement: MissionStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a mission anew; `version` is the id of the statement that was seen.

    Its visits are of the same level, county and day (AMB-34), so they must be taken out before.
    """
    mission, standing = _open_mission(number, actor)
    check_seen(standing.pk, version, subject=f"mission:{number}")
    check_writes(actor, statement.county_code)
    statement.check(actor=actor, today=timezone.localdate(at))
    fresh = MissionFact(
        mission=mission,
        level=statement.level.value,
        county_id=statement.county_code,
        started_on=statement.started_on,
    )
    before, after = (facts.stated(fact, without="mission") for fact in (standing, fresh))
    if before == after:
        return
    visits = mission.visits.filter(is_void=False).count()
    if visits:
        raise NotNow(
            f"这次督导任务下有 {visits} 条检查记录，它们与任务同级、同县、同日。"
            "请先在这些记录中改正日期并去掉督导任务，改好任务后再填回。",
            rule="AMB-34",
        )
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.mission_corrected",
        subject=f"mission:{number}",
        change=(before, after),
    )
    facts.restate(standing, fresh, owner="mission", act=entry)
    project_missions([mission.pk])


def _open_mission(number: str, actor: Actor) -> tuple[Mission, MissionFact]:
    """The locked mission with its standing statement, open to this actor."""
    mission = lock(Mission.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, mission.county_id)
    check_mission_owner(OrganiserLevel(mission.level), actor=actor)
    standing = MissionFact.objects.standing().filter(mission=mission).first()
    if standing is None:
        raise NotNow("这次督导任务已经作废。")
    return mission, standing


@transaction.atomic
def void_mission(*, number: str, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that there was this mission; its visits must be gone first."""
    mission, standing = _open_mission(number, actor)
    if not reason.strip():
        raise Refused("请写明作废原因。")
    visits = mission.visits.filter(is_void=False).count()
    if visits:
        raise NotNow(f"这次督导任务下还有 {visits} 条检查记录，请先作废或改正这些记录。")
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.mission_voided",
        subject=f"mission:{number}",
        note=reason.strip(),
        change=(facts.stated(standing, without="mission"), None),
    )
    facts.retract(standing, act=entry)
    project_missions([mission.pk])
