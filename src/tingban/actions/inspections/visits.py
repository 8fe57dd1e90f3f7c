"""Acts on 检查记录. A visit holds no target: problems and cases point to it, not it to them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, find, lock, lock_together, once
from tingban.actions.inspections import missions
from tingban.actions.inspections.projection import project_visits
from tingban.actions.registry import communities, companies
from tingban.data.inspections.models import Mission, Visit, VisitFact, VisitRecord
from tingban.data.registry.models import Community, Company, Contract
from tingban.kit.dates import chinese_day
from tingban.rules.actors import FIELD_WRITERS, WRITERS, Actor, Role, check_writes
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotNow, Refused
from tingban.rules.inspections import (
    INSPECTING_KINDS,
    LEVEL_LABELS,
    Inspector,
    OrganiserLevel,
    VisitKind,
    check_staff,
    visit_number,
)

NOT_FOUND = "没有找到这条检查记录，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class VisitStatement:
    """What is stated of a visit; without a company the holder of the contract counts."""

    community_code: str
    kind: VisitKind
    level: OrganiserLevel
    done_on: date
    mission_number: str = ""
    company_id: int | None = None


@transaction.atomic
def add_visit(*, statement: VisitStatement, actor: Actor, at: datetime, form: str = "") -> str:
    """Register a visit and give it its number."""
    act = "inspections.visit_added"

    def write() -> str:
        community = communities.open_community(
            statement.community_code, actor, "检查", by=FIELD_WRITERS
        )
        told = _fact(statement, community, actor=actor, at=at)
        visit = create_once(
            Visit(
                number=next_visit_number(community.county_id, statement.done_on.year),
                community=community,
                county_id=community.county_id,
                kind=told.kind,
                level=told.level,
                done_on=told.done_on,
            ),
            documents.TAKEN,
        )
        told.visit = visit
        after = facts.stated(told, without="visit") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"visit:{visit.number}",
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(told, act=entry)
        project_visits([visit.pk])
        return visit.number

    return once(form, act=act, actor=actor, at=at, write=write)


def next_visit_number(area_code: str, year: int) -> str:
    """The next number that no import has taken."""
    return documents.issue(
        f"visit:{area_code}:{year}",
        lambda sequence: visit_number(area_code, year, sequence),
        lambda number: Visit.objects.filter(number=number).exists(),
    )


def _fact(
    statement: VisitStatement, community: Community, *, actor: Actor, at: datetime
) -> VisitFact:
    """The statement as a fact, or a refusal."""
    check_day(statement.done_on, today=timezone.localdate(at), what="检查日期")
    mission = _mission(statement, community, actor)
    company = None
    if statement.company_id is not None:
        company = find(
            Company.objects.visible_to(actor), companies.NOT_FOUND, pk=statement.company_id
        )
    return VisitFact(
        community=community,
        kind=statement.kind.value,
        level=statement.level.value,
        mission=mission,
        company=company or holder_on(community, statement.done_on),
        done_on=statement.done_on,
    )


def holder_on(community: Community, day: date) -> Company | None:
    """The company that holds the community's contract on a day; the last comer in a handover."""
    contracts = Contract.objects.filter(community=community, is_void=False, starts_on__lte=day)
    holding = contracts.exclude(ends_on__lt=day).select_related("company__merged_into")
    contract = holding.order_by("-starts_on", "-id").first()
    return (contract.company.merged_into or contract.company) if contract else None


def _mission(statement: VisitStatement, community: Community, actor: Actor) -> Mission | None:
    """The mission of the visit, locked: same level, same county, same day (AMB-34)."""
    if not statement.mission_number:
        return None
    rows = Mission.objects.visible_to(actor).filter(is_void=False)
    mission = lock(rows, missions.NOT_FOUND, number=statement.mission_number)
    if mission.level != statement.level.value:
        label = LEVEL_LABELS[OrganiserLevel(mission.level)]
        raise Refused(
            f"督导任务 {mission.number} 是{label}级的，与检查的组织层级不符。", rule="D02"
        )
    if mission.county_id != community.county_id:
        raise Refused("小区不在这次督导任务去的县(市、区)。", rule="D02")
    if mission.started_on != statement.done_on:
        raise Refused(
            f"督导任务 {mission.number} 开展于 {chinese_day(mission.started_on)}，"
            "一次督导是一队、一县、一天，检查日期应是同一天。",
            rule="AMB-34",
        )
    return mission


@transaction.atomic
def correct_visit(
    *, number: str, statement: VisitStatement, version: int, actor: Actor, at: datetime
) -> None:
    """State a visit anew; problems that rest on it must still have one to rest on (CHK-02)."""
    rows = Community.objects.visible_to(actor)
    aimed = find(rows, communities.NOT_FOUND, code=statement.community_code)
    visit, standing = open_visit(number, version, actor, aimed)
    community = communities.open_community(aimed.code, actor, "检查")
    fresh = _fact(statement, community, actor=actor, at=at)
    fresh.visit = visit
    before, after = (facts.stated(fact, without="visit") for fact in (standing, fresh))
    if before == after:
        return
    _check_record_fits(visit, fresh)
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.visit_corrected",
        subject=f"visit:{number}",
        change=(before, after),
    )
    former = visit.community
    if (fresh.kind, fresh.done_on) != (standing.kind, standing.done_on) or community != former:
        check_no_step_rests(visit, "改动")
    facts.restate(standing, fresh, owner="visit", act=entry)
    touch(visit)
    check_problems_still_rest(former, "改动")


@transaction.atomic
def void_visit(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that somebody went there."""
    visit, standing = open_visit(number, version, actor)
    if not reason.strip():
        raise Refused("请写明作废原因。")
    entry = log.record(
        actor=actor,
        at=at,
        act="inspections.visit_voided",
        subject=f"visit:{number}",
        note=reason.strip(),
        change=(facts.stated(standing, without="visit"), None),
    )
    check_no_step_rests(visit, "作废")
    facts.retract(standing, act=entry)
    for record in VisitRecord.objects.standing().filter(visit=visit):
        facts.retract(record, act=entry)
    touch(visit)
    check_problems_still_rest(visit.community, "作废")


def open_visit(
    number: str, version: int, actor: Actor, *aimed: Community, by: frozenset[Role] = WRITERS
) -> tuple[Visit, VisitFact]:
    """The visit as it was seen, held, with the statement that stands."""
    visit = lock(Visit.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, visit.county_id, by=by)
    check_seen(visit.version, version, subject=f"visit:{number}")
    standing = VisitFact.objects.standing().filter(visit=visit).first()
    if standing is None:
        raise NotNow("这条检查记录已作废。")
    lock_families(visit.community, *aimed)
    return visit, standing


def _check_record_fits(visit: Visit, fresh: VisitFact) -> None:
    """What was written down on the spot goes on to agree with what is counted."""
    record = VisitRecord.objects.standing().filter(visit=visit).first()
    if record is None:
        return
    check_staff(VisitKind(fresh.kind), [Inspector(*person) for person in record.staff])
    began_on = timezone.localdate(record.started_at)
    if fresh.done_on != began_on:
        raise Refused(
            f"现场记录写明检查从 {chinese_day(began_on)}开始，检查日期应是同一天。"
            "时间写错了的，请作废后重新登记。",
            rule="DOMAIN 2.3",
        )


def lock_families(*communities: Community) -> None:
    """Hold these communities and what merged with them: whose visits problems rest on (CHK-02)."""
    ids = {key for community in communities for key in family_of(community)}
    rows = Community.objects.all()
    lock_together(rows, NOT_FOUND, field="pk", keys=ids)


def family_of(community: Community) -> list[int]:
    """The community, what it merged into and all that merged with it, as ids."""
    root = community
    while root.merged_into is not None:
        root = root.merged_into
    family, fresh = [root.pk], [root.pk]
    while fresh:
        children = Community.objects.filter(merged_into_id__in=fresh).order_by("id")
        fresh = list(children.values_list("id", flat=True))
        family += fresh
    return family


def first_inspection_on(community: Community) -> date | None:
    """The first visit other than a 自查, of the community or what merged with it (CHK-02)."""
    visits = Visit.objects.filter(
        community_id__in=family_of(community), is_void=False, kind__in=INSPECTING_KINDS
    )
    return visits.order_by("done_on").values_list("done_on", flat=True).first()


def check_problems_still_rest(community: Community, what: str) -> None:
    """Every confirmed problem keeps a visit on or before its confirmation (CHK-02)."""
    first = first_inspection_on(community)
    problems = community.problems.model.objects.filter(
        community_id__in=family_of(community), confirmed_on__isnull=False
    )
    if first is not None:
        problems = problems.filter(confirmed_on__lt=first)
    resting = problems.exclude(state__in=("void", "annulled"))
    earliest = resting.order_by("confirmed_on", "id").first()
    if earliest is not None and earliest.confirmed_on is not None:
        confirmed = f"{chinese_day(earliest.confirmed_on)}确认"
        raise NotNow(
            f"{what}这条检查记录后，问题 {earliest.number}（{confirmed}）"
            "就没有确认之前的检查了。请先改正这个问题，或补登另一次检查。",
            rule="CHK-02",
        )


def check_no_step_rests(visit: Visit, what: str) -> None:
    """A recheck or a look back that a step of a problem names stays as it was (T-P09, T-P14)."""
    moves = visit.moves.filter(retracted_at__isnull=True).order_by("id")
    number = moves.values_list("problem__number", flat=True).first()
    if number is not None:
        raise NotNow(
            f"问题 {number} 的办理以这条检查记录为依据，不能{what}。请先撤回那一步。", rule="T-P09"
        )


def touch(visit: Visit) -> None:
    """Its next version."""
    Visit.objects.filter(pk=visit.pk).update(version=visit.version + 1)
    project_visits([visit.pk])
