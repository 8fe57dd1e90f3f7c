"""Acts on what is stated of a case: register, correct (登记办理台账, DOMAIN 2.1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, lock, once
from tingban.actions.complaints import vault
from tingban.actions.complaints.projection import project_cases
from tingban.actions.registry import communities
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact
from tingban.data.registry.models import Community
from tingban.kit.text import clean, clean_line
from tingban.rules.actors import Actor, check_writes
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.complaints import (
    AcceptLevel,
    Contact,
    Source,
    Standing,
    case_number,
    check_identity,
    counter_series,
)
from tingban.rules.complaints.moves import CASE_MOVES, case_state
from tingban.rules.deadlines.days import check_day
from tingban.rules.errors import NotAllowed, Refused

NOT_FOUND = "没有找到这件投诉举报，或者它不在您的辖区内。"
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

    def check(self, *, at: datetime) -> None:
        """Refuse what cannot be."""
        if len(clean(self.summary)) < SHORTEST_SUMMARY:
            raise Refused(f"简要内容请至少写 {SHORTEST_SUMMARY} 个字，说清什么事。", rule="T-C01")
        if self.county_code and self.county_code not in AREA_BY_CODE:
            raise Refused("县(市、区)不在附件1 之中。", rule="DOMAIN 0.2")
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
        check_writes(actor, unit)
        statement.check(at=at)
        _check_contact(contact)
        community = _community(statement, actor, None)
        number = next_case_number(unit, at)
        case = Case(number=number, unit_id=unit, row_no=next_row(unit))
        fact = statement.as_fact(case, community, None)
        case.level, case.source, case.standing = fact.level, fact.source, fact.standing
        create_once(case, documents.TAKEN)
        fact.case = case
        after = facts.stated(fact, without="case") or {}
        entry = log.record(
            actor=actor,
            at=at,
            act=act,
            subject=f"case:{number}",
            change=(None, after | ({"form": form} if form else {})),
        )
        facts.append(fact, act=entry)
        vault.keep_contact(case, contact, act=entry)
        project_cases([case.pk])
        return number

    return once(form, act=act, actor=actor, at=at, write=write)


def _check_contact(contact: Contact) -> None:
    """A mask is never taken for a person."""
    check_identity(contact.name, " ".join(phone.shown for phone in contact.phones), contact.mail)


def _community(
    statement: CaseStatement, actor: Actor, standing: CaseFact | None
) -> Community | None:
    """The community told; the one that a case has may have been merged since."""
    if not statement.community_code:
        return None
    rows = Community.objects.visible_to(actor)
    community = lock(rows, communities.NOT_FOUND, code=statement.community_code)
    if standing is None or standing.community_id != community.pk:
        communities.check_stands(community, "投诉举报")
    if statement.county_code and statement.county_code != community.county_id:
        raise Refused("所选小区不在所选的县(市、区)，请核对。")
    return community


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


def open_case(number: str, version: int, act: str, actor: Actor) -> tuple[Case, CaseFact]:
    """The locked case as the actor saw it, the act being open on it."""
    case = lock(Case.objects.visible_to(actor), NOT_FOUND, number=number)
    if act != "note" and not actor.writes(case.unit_id):
        check_writes(actor, actor.area_code)
        raise NotAllowed(
            f"这件由{AREA_BY_CODE[case.unit_id].name}登记，请由登记单位办理。您可以“记录进展”。",
            rule="DOMAIN 3.1",
        )
    state = case_state(case.standing, is_accepted=case.accepted_at is not None)
    area = case.unit_id if actor.writes(case.unit_id) else actor.area_code
    CASE_MOVES.check(act, state=state, actor=actor, area_code=area)
    check_seen(case.version, version, subject=f"case:{number}")
    return case, CaseFact.objects.standing().get(case=case)


def touch(case: Case) -> None:
    """Count the version up and refresh the projection."""
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    project_cases([case.pk])


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
    case, standing = open_case(number, version, "correct", actor)
    statement.check(at=at)
    if contact is not None:
        _check_contact(contact)
    fresh = statement.as_fact(case, _community(statement, actor, standing), standing)
    before, after = (facts.stated(fact, without="case") for fact in (standing, fresh))
    keeps = contact is None or not vault.would_change(case, contact)
    if before == after and keeps:
        return
    entry = _record_correction(case, (before, after), keeps=keeps, actor=actor, at=at)
    facts.restate(standing, fresh, owner="case", act=entry)
    if contact is not None:
        vault.keep_contact(case, contact, act=entry)
    touch(case)


def _record_correction(
    case: Case,
    change: tuple[dict[str, object] | None, dict[str, object] | None],
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
