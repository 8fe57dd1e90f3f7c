"""Acts on what is stated of a case: register, correct (登记办理台账, DOMAIN 2.1)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, lock, once
from tingban.actions.complaints import vault
from tingban.actions.complaints.moving import allowed, keep_move, settle, take_up
from tingban.actions.complaints.projection import project_cases
from tingban.actions.registry import communities
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseMaterial, CaseMatter
from tingban.data.registry.models import Community
from tingban.kit.text import clean, clean_line
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.audit.machine import Step
from tingban.rules.complaints import (
    AcceptLevel,
    Contact,
    Source,
    Standing,
    case_number,
    check_identity,
    counter_series,
)
from tingban.rules.complaints.flow import CASE_FLOW, Standpoint
from tingban.rules.complaints.guards import Situation
from tingban.rules.complaints.stages import Act, Urgency
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import Refused
from tingban.rules.rectification import CATEGORY_LABELS

SHORTEST_SUMMARY = 10


@dataclass(frozen=True, slots=True)
class CaseStatement:
    """What is stated of a case; without a community it may lie in a county, or nowhere yet."""

    source: Source
    summary: str
    received_at: datetime
    community_code: str = ""
    county_code: str = ""
    office: str = ""
    receiver: str = ""
    remark: str = ""
    category: str = ""
    urgency: Urgency = Urgency.ORDINARY
    is_complex: bool = False
    place: str = ""
    source_ref: str = ""
    sender_due_on: date | None = None
    # The clerk looked at the likely duplicates that the page showed (3.1.1).
    duplicates_seen: bool = False
    # The words as they came, masked, where the summary cannot hold them.
    material: str = ""

    def check(self, *, at: datetime) -> None:
        """Refuse what cannot be."""
        if len(clean(self.summary)) < SHORTEST_SUMMARY:
            raise Refused(f"简要内容请至少写 {SHORTEST_SUMMARY} 个字，说清什么事。", rule="T-C01")
        if self.county_code and self.county_code not in AREA_BY_CODE:
            raise Refused("县(市、区)不在附件1 之中。", rule="DOMAIN 0.2")
        if self.category and self.category not in CATEGORY_LABELS:
            raise Refused("没有这个问题类别。", rule="DOMAIN 1.1")
        check_day(
            timezone.localdate(self.received_at), today=timezone.localdate(at), what="收到时间"
        )

    def as_fact(
        self, case: Case, community: Community | None, standing: CaseFact | None
    ) -> CaseFact:
        """The fact that states this; what the form does not ask stays as it stood."""
        county = community.county_id if community else self.county_code
        return CaseFact(
            case=case,
            # A case without a county belongs to 运城市本级; the city itself is no location.
            county_id=county if county and county != CITY else None,
            community=community,
            level=standing.level if standing else level_of(case.unit_id).value,
            source=self.source.value,
            source_text=standing.source_text if standing else "",
            summary=clean(self.summary),
            office=clean_line(self.office),
            receiver=clean_line(self.receiver),
            remark=clean_line(self.remark),
            standing=standing.standing if standing else Standing.OPEN.value,
            parent_id=standing.parent_id if standing else None,
            received_at=self.received_at,
        )

    def as_matter(self, case: Case, standing: CaseMatter | None = None) -> CaseMatter:
        """What the case is about; its kind is told when it is accepted."""
        return CaseMatter(
            case=case,
            category=self.category,
            kind=standing.kind if standing else "",
            urgency=self.urgency.value,
            is_complex=self.is_complex,
            place=clean_line(self.place)[:120],
            source_ref=clean_line(self.source_ref)[:48],
            sender_due_on=self.sender_due_on,
        )


def level_of(unit_code: str) -> AcceptLevel:
    """受理层级 follows the unit whose ledger holds the case."""
    return AcceptLevel.CITY if unit_code == CITY else AcceptLevel.COUNTY


@transaction.atomic
def register_case(
    *, statement: CaseStatement, contact: Contact, actor: Actor, at: datetime, form: str = ""
) -> str:
    """Put a case into the ledger of the actor's unit; the contact goes to the vault (T-C02)."""
    act = "complaints.case_registered"

    def write() -> str:
        unit = actor.area_code
        statement.check(at=at)
        check_contact(contact)
        step = _may_register(statement, actor, at)
        community = _community(statement, actor, None)
        case = Case(number=next_case_number(unit, at), unit_id=unit, row_no=next_row(unit))
        fact = statement.as_fact(case, community, None)
        case.level, case.source, case.standing = fact.level, fact.source, fact.standing
        create_once(case, documents.TAKEN)
        fact.case = case
        after = facts.stated(fact, without="case") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"case:{case.number}",
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        facts.append(statement.as_matter(case), act=entry)
        if statement.material:
            facts.append(CaseMaterial(case=case, at=at, text=statement.material), act=entry)
        keep_move(case, step, entry)
        vault.keep_contact(case, contact, act=entry)
        project_cases([case.pk])
        return case.number

    return once(form, act=act, actor=actor, at=at, write=write)


def _may_register(statement: CaseStatement, actor: Actor, at: datetime) -> Step:
    """The row of the table for a case that is written straight into the own ledger."""
    own = Standpoint(actor.area_code, "", "", level_of(actor.area_code).value, statement.source)
    now = Situation(
        at=at,
        today=timezone.localdate(at),
        category=statement.category,
        duplicates_seen=statement.duplicates_seen,
    )
    return CASE_FLOW.check(Act.REGISTER, None, actor=actor, sides=own.sides(actor), now=now)


def check_contact(contact: Contact) -> None:
    """A mask is never taken for a person."""
    check_identity(contact.name, " ".join(phone.shown for phone in contact.phones), contact.mail)


def _community(
    statement: CaseStatement, actor: Actor, standing: CaseFact | None
) -> Community | None:
    """The community told; the one that a case has may have been merged since."""
    if not statement.community_code:
        return None
    community = find_community(statement.community_code, actor, standing)
    if statement.county_code and statement.county_code != community.county_id:
        raise Refused("所选小区不在所选的县(市、区)，请核对。")
    return community


def find_community(code: str, actor: Actor, standing: CaseFact | None = None) -> Community:
    """The community in sight, locked; one newly chosen must stand."""
    community = lock(Community.objects.visible_to(actor), communities.NOT_FOUND, code=code)
    if standing is None or standing.community_id != community.pk:
        communities.check_stands(community, "投诉举报")
    return community


def first_case_number(unit: str, at: datetime) -> str:
    """The next number of the unit on this day; whether an import has taken it is not asked."""
    day = timezone.localdate(at)
    return case_number(unit, day, documents.next_number(counter_series(unit, day)))


def next_case_number(unit: str, at: datetime) -> str:
    """The next number of the unit on this day that no import has taken (DOMAIN 6.4)."""
    day = timezone.localdate(at)
    return documents.issue(
        counter_series(unit, day),
        lambda sequence: case_number(unit, day, sequence),
        lambda number: Case.objects.filter(number=number).exists(),
    )


def next_row(unit: str) -> int:
    """The next 序号 of the unit; running since the campaign began, never used twice."""
    highest = Case.objects.filter(unit_id=unit).aggregate(top=Max("row_no"))["top"] or 0
    return documents.next_number(f"row:{unit}", above=highest)


@transaction.atomic
def correct_case(
    *,
    number: str,
    statement: CaseStatement,
    contact: Contact | None,
    version: int,
    actor: Actor,
    at: datetime,
) -> None:
    """State a case anew; a contact is only touched where a new one is told."""
    turn = take_up(number, version, actor=actor, at=at)
    allowed(turn, Act.CORRECT)
    case, standing = turn.case, CaseFact.objects.standing().get(case=turn.case)
    statement.check(at=at)
    if contact is not None:
        check_contact(contact)
    fresh = statement.as_fact(case, _community(statement, actor, standing), standing)
    before, after = (facts.stated(fact, without="case") for fact in (standing, fresh))
    matter = CaseMatter.objects.standing().filter(case=case).first()
    about = statement.as_matter(case, matter)
    told = [facts.stated(one, without="case") or {} for one in (matter, about)]
    keeps = contact is None or not vault.would_change(case, contact)
    if before == after and told[0] == told[1] and keeps:
        return
    change = ((before or {}) | told[0], (after or {}) | told[1])
    entry = _record_correction(case, change, keeps=keeps, actor=actor, at=at)
    facts.restate(standing, fresh, owner="case", act=entry)
    facts.restate(matter, about, owner="case", act=entry)
    if contact is not None:
        vault.keep_contact(case, contact, act=entry)
    settle(case)


def _record_correction(
    case: Case,
    change: tuple[dict[str, object], dict[str, object]],
    *,
    keeps: bool,
    actor: Actor,
    at: datetime,
) -> Entry:
    """The entry names no contact, only that it changed."""
    return log.record(
        actor=actor,
        at=at,
        act="complaints.case_corrected",
        subject=f"case:{case.number}",
        note="" if keeps else "联系方式已更新",
        change=change,
    )
