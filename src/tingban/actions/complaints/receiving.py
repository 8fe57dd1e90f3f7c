"""A case comes in through the portal, waits, and is registered or sent to where it belongs."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models.expressions import RawSQL
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, once
from tingban.actions.complaints import codes, vault
from tingban.actions.complaints.cases import (
    CaseStatement,
    check_contact,
    find_community,
    level_of,
    next_case_number,
    next_row,
)
from tingban.actions.complaints.moving import keep_move, move, restated, settle, take_up
from tingban.actions.complaints.search import search_document
from tingban.data.complaints.models import Case, CaseFact, CaseMaterial, CaseMatter
from tingban.data.registry.models import Community
from tingban.kit.text import clean
from tingban.reads.law import calendar
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.complaints import Contact, Source, Standing, mask_text
from tingban.rules.complaints.clocks import CaseTimes, clocks
from tingban.rules.complaints.flow import CASE_FLOW, OWN_CASE
from tingban.rules.complaints.guards import Situation
from tingban.rules.complaints.ledger import SUMMARY_LIMIT
from tingban.rules.complaints.stages import Act, CaseKind, Stage
from tingban.rules.errors import NotFound, Refused

SHORTEST_TEXT = 10
LONGEST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class ReceivedStatement:
    """What somebody tells the portal; a community by its code, or a county and a place."""

    text: str
    community_code: str = ""
    county_code: str = ""
    place: str = ""
    to_city: bool = False
    # What its author takes it for; the clerk who accepts it decides (T-C03).
    kind: CaseKind | None = None

    def check(self) -> None:
        """Refuse what cannot be."""
        length = len(clean(self.text))
        if length < SHORTEST_TEXT:
            raise Refused(f"请至少写 {SHORTEST_TEXT} 个字，说清什么事。", rule="T-C01")
        if length > LONGEST_TEXT:
            raise Refused(
                f"内容有 {length} 个字，最多 {LONGEST_TEXT} 个字。请说主要的，其余可以附件补充。",
                rule="T-C01",
            )
        if self.county_code and self.county_code not in AREA_BY_CODE:
            raise Refused("请选择小区所在的县(市、区)。", rule="DOMAIN 0.2")


@dataclass(frozen=True, slots=True)
class Receipt:
    """受理回执: number and 查询码; the code is kept nowhere."""

    number: str
    query_code: str = field(repr=False)


@transaction.atomic
def receive_case(
    *, statement: ReceivedStatement, contact: Contact, actor: Actor, at: datetime, form: str
) -> Receipt:
    """Take a report from the portal (T-C01); a repeated submit gets the number of the first."""
    act = "complaints.case_received"
    code = codes.for_form(form)

    def write() -> str:
        statement.check()
        check_contact(contact)
        now = Situation(at=at, today=timezone.localdate(at))
        step = CASE_FLOW.check(Act.RECEIVE, None, actor=actor, sides=OWN_CASE, now=now)
        case = _new_case(statement, _community(statement), contact, at)
        entry = log.record(
            actor=actor, at=at, act=act, subject=f"case:{case.number}",
            change=(None, {"form": form, "unit": case.unit_id, "contact": contact.kind.value}),
        )  # fmt: skip
        facts.append(_fact(case), act=entry)
        place = clean(statement.place)[:120]
        facts.append(CaseMatter(case=case, kind=case.kind, place=place), act=entry)
        facts.append(CaseMaterial(case=case, at=at, text=clean(statement.text)), act=entry)
        facts.append(vault.seal_contact(case, contact), act=entry)
        codes.keep(case, code)
        keep_move(case, step, entry)
        return case.number

    return Receipt(once(form, act=act, actor=actor, at=at, write=write), code)


def _community(statement: ReceivedStatement) -> Community | None:
    """The community that was picked; a visitor sees no register, so the system looks it up."""
    if not statement.community_code:
        return None
    return find_community(statement.community_code, SYSTEM)


def _new_case(
    statement: ReceivedStatement, community: Community | None, contact: Contact, at: datetime
) -> Case:
    """The identity row: in the county's ledger-to-be, or in the city's where nobody knows.

    Written as its projection would show it, in one statement: many send at once.
    """
    county = community.county_id if community else statement.county_code
    unit = CITY if statement.to_city or not county else county
    number, summary = next_case_number(unit, at), _summary(statement, community)
    times = CaseTimes(stage=Stage.NEW, stage_since=at, received_at=at, accepted_at=None)
    due = next(iter(clocks(times, calendar())), None)
    case = Case(
        number=number,
        unit_id=unit,
        county_id=county if county and county != CITY else None,
        community=community,
        level=level_of(unit).value,
        source=Source.WEB.value,
        summary=summary,
        standing=Standing.OPEN.value,
        kind=statement.kind.value if statement.kind else "",
        received_at=at,
        contact=contact.masked[:96],
        stage=Stage.NEW.value,
        stage_since=at,
        due_at=due.late_from if due else None,
        due_rule=due.limit.key if due else "",
        search=RawSQL("%s::tsvector", [search_document(number, summary)]),
    )
    return create_once(case, documents.TAKEN)


def _summary(statement: ReceivedStatement, community: Community | None) -> str:
    name = community.name if community else ""
    words = mask_text(clean(statement.text))
    return (words if words.startswith(name) else f"{name}：{words}")[:SUMMARY_LIMIT]


def _fact(case: Case) -> CaseFact:
    return CaseFact(
        case=case,
        county_id=case.county_id,
        community=case.community,
        level=case.level,
        source=case.source,
        summary=case.summary,
        standing=case.standing,
        received_at=case.received_at,
    )


@transaction.atomic
def register_received(
    *, number: str, statement: CaseStatement, version: int, actor: Actor, at: datetime
) -> None:
    """Put what came in through the portal into the ledger, in the clerk's words (T-C02)."""
    turn = take_up(number, version, actor=actor, at=at)
    statement.check(at=at)
    turn = turn.told(category=statement.category, duplicates_seen=statement.duplicates_seen)
    entry = move(turn, Act.REGISTER, told={"category": statement.category})
    standing = CaseFact.objects.standing().get(case=turn.case)
    community = (
        find_community(statement.community_code, actor) if statement.community_code else None
    )
    fresh = statement.as_fact(turn.case, community, standing)
    facts.restate(standing, fresh, owner="case", act=entry)
    matter = CaseMatter.objects.standing().filter(case=turn.case).first()
    facts.restate(matter, statement.as_matter(turn.case, matter), owner="case", act=entry)
    row_no = next_row(turn.case.unit_id)
    Case.objects.filter(pk=turn.case.pk).update(row_no=row_no)
    settle(turn.case)


@transaction.atomic
def reroute_case(
    *, number: str, unit: str, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """Send what came to the wrong office to the one that registers it; the number stays."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    if unit not in AREA_BY_CODE or unit == turn.case.unit_id:
        raise NotFound("请选择另一个登记单位。")
    entry = move(turn, Act.REROUTE, told={"unit": unit}, note=reason.strip())
    standing = CaseFact.objects.standing().get(case=turn.case)
    facts.restate(standing, restated(standing, level=level_of(unit).value), owner="case", act=entry)
    Case.objects.filter(pk=turn.case.pk).update(unit_id=unit)
    settle(turn.case)
