"""A report of the portal becomes a case, waits, and is registered or sent to where it belongs."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions import documents
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once
from tingban.actions.complaints import codes, vault
from tingban.actions.complaints.cases import (
    CaseStatement,
    find_community,
    level_of,
    next_row,
)
from tingban.actions.complaints.moving import keep_move, move, restated, settle, take_up
from tingban.actions.complaints.search import search_document
from tingban.data.complaints.models import Case, CaseFact, CaseMaterial, CaseMatter
from tingban.data.registry.models import Community
from tingban.kit.text import clean
from tingban.reads.law import calendar
from tingban.rules.actors import Actor
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

    @property
    def unit(self) -> str:
        """Whose ledger waits for it; of a community the county has been filled in."""
        return CITY if self.to_city or not self.county_code else self.county_code


@dataclass(frozen=True, slots=True)
class Arrived:
    """A report that was acknowledged under this number at this moment."""

    number: str
    code_mark: str
    at: datetime
    statement: ReceivedStatement
    contact: Contact = field(repr=False)


@transaction.atomic
def receive_case(*, report: Arrived, actor: Actor, at: datetime) -> None:
    """Make the case of a report (T-C01): received when it arrived, known from `at` on."""
    now = Situation(at=at, today=timezone.localdate(at))
    step = CASE_FLOW.check(Act.RECEIVE, None, actor=actor, sides=OWN_CASE, now=now)
    community, place = _place(report.statement)
    case = _new_case(report, community)
    entry = log.record(
        actor=actor, at=at, act="complaints.case_received", subject=f"case:{case.number}",
        change=(None, {"unit": case.unit_id, "contact": report.contact.kind.value}),
    )  # fmt: skip
    facts.append(_fact(case), act=entry)
    facts.append(CaseMatter(case=case, kind=case.kind, place=place), act=entry)
    facts.append(
        CaseMaterial(case=case, at=report.at, text=clean(report.statement.text)), act=entry
    )
    facts.append(vault.seal_contact(case, report.contact), act=entry)
    codes.keep(case, report.code_mark)
    keep_move(case, step, entry, on=report.at)


def _place(statement: ReceivedStatement) -> tuple[Community | None, str]:
    """The community that was picked, or the one it was merged into meanwhile; else a place.

    One that was struck out since is a place: its author has a receipt, so nothing is refused.
    """
    rows = Community.objects.filter(code=statement.community_code)
    row = rows.first() if statement.community_code else None
    while row is not None and row.merged_into is not None:
        row = row.merged_into
    if row is not None and not row.is_void:
        return row, ""
    return None, row.name if row else clean(statement.place)[:120]


def _new_case(report: Arrived, community: Community | None) -> Case:
    """The identity row: in the county's ledger-to-be, or in the city's where nobody knows.

    Written as its projection would show it, in one statement.
    """
    statement, since = report.statement, report.at
    county = community.county_id if community else statement.county_code
    unit, summary = statement.unit, _summary(statement, community)
    times = CaseTimes(stage=Stage.NEW, stage_since=since, received_at=since, accepted_at=None)
    due = next(iter(clocks(times, calendar())), None)
    case = Case(
        number=report.number,
        unit_id=unit,
        county_id=county if county and county != CITY else None,
        community=community,
        level=level_of(unit).value,
        source=Source.WEB.value,
        summary=summary,
        standing=Standing.OPEN.value,
        kind=statement.kind.value if statement.kind else "",
        received_at=since,
        contact=report.contact.masked[:96],
        stage=Stage.NEW.value,
        stage_since=since,
        due_at=due.late_from if due else None,
        due_rule=due.limit.key if due else "",
        search=search_document(report.number, summary),
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
