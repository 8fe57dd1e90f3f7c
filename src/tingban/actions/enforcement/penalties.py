"""Acts on 行政处罚 (CELL C03): register a decision, and its revocation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import create_once, find, lock
from tingban.actions.enforcement import credit_sweep
from tingban.actions.enforcement.projection import project_penalties
from tingban.actions.registry import companies
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import Penalty, PenaltyFact, PenaltyStep
from tingban.data.registry.models import Company
from tingban.kit.text import clean_line
from tingban.rules.actors import Actor, check_leads, check_writes
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import check_document_number
from tingban.rules.enforcement import PenaltyOrgan, PenaltyStepKind, is_no_penalty
from tingban.rules.errors import Conflict, NotNow, Refused

_CASE: Final = "penalty_case:"
NOT_FOUND = "没有找到这份处罚决定，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class PenaltyStatement:
    """What is stated of a penalty; it belongs to the county told, wherever the company sits."""

    number: str
    company_id: int
    county_code: str
    organ: PenaltyOrgan
    decided_on: date
    category: str = ""
    fine: Decimal | None = None

    def check(self, *, today: date) -> None:
        """Refuse what cannot be."""
        if self.county_code not in AREA_BY_CODE:
            raise Refused("请选择处罚所属的县(市、区)。", rule="CELL C03")
        check_day(self.decided_on, today=today, what="决定日期")
        if is_no_penalty(self.category):
            raise Refused("责令改正不是行政处罚，请登记为“责令整改”。", rule="DOMAIN 1.3")
        if self.fine is not None and self.fine < 0:
            raise Refused("罚款金额不能小于零。", rule="DOMAIN 7.1")


@transaction.atomic
def record_penalty(*, statement: PenaltyStatement, actor: Actor, at: datetime) -> str:
    """Register a penalty decision under its document number."""
    check_writes(actor, statement.county_code)
    statement.check(today=timezone.localdate(at))
    number = check_document_number(statement.number)
    rows = Company.objects.visible_to(actor).select_related("merged_into")
    company = find(rows, companies.NOT_FOUND, pk=statement.company_id)
    company = company.merged_into or company
    _state(statement, number, company, act=lambda told: _decided(number, told, actor, at))
    return number


def _decided(number: str, told: dict[str, Any], actor: Actor, at: datetime) -> Entry:
    return log.record(
        actor=actor,
        at=at,
        act="enforcement.penalty_decided",
        subject=f"penalty:{number}",
        change=(None, told),
    )


def state_penalty(statement: PenaltyStatement, company: Company, *, entry: Entry) -> None:
    """The counted facts of a decision, under the entry of the step that made it."""
    _state(statement, check_document_number(statement.number), company, act=lambda _: entry)


def _state(
    statement: PenaltyStatement,
    number: str,
    company: Company,
    *,
    act: Callable[[dict[str, Any]], Entry],
) -> None:
    if Penalty.objects.filter(number=number).exists():
        raise Conflict(f"文号 {number} 已经登记过处罚决定。", rule="DOMAIN 6.5")
    penalty = create_once(
        Penalty(
            number=number,
            company=company,
            county_id=statement.county_code,
            organ=statement.organ.value,
        ),
        f"文号 {number} 刚刚被登记，请刷新后核对。",
    )
    fact = PenaltyFact(
        penalty=penalty,
        company=company,
        county_id=statement.county_code,
        organ=statement.organ.value,
        category=clean_line(statement.category),
        fine=statement.fine,
    )
    told = facts.stated(fact, without="penalty") or {}
    entry = act(told | {"decided_on": statement.decided_on.isoformat()})
    facts.append(fact, act=entry)
    step = PenaltyStep(penalty=penalty, kind=PenaltyStepKind.DECIDE.value, on=statement.decided_on)
    facts.append(step, act=entry)
    project_penalties([penalty.pk])


def restate_fine(number: str, fine: Decimal, *, entry: Entry) -> None:
    """A review or a judgment changed the fine; the decision stands."""
    penalty = lock(Penalty.objects.all(), NOT_FOUND, number=number)
    standing = PenaltyFact.objects.standing().get(penalty=penalty)
    fresh = facts.again(standing)
    fresh.fine = fine
    facts.restate(standing, fresh, owner="penalty", act=entry)
    project_penalties([penalty.pk])


@transaction.atomic
def revoke_penalty(*, number: str, on: date, reason: str, actor: Actor, at: datetime) -> None:
    """The decision was revoked on this day; until the day before it counts (CELL C03)."""
    credit_sweep.hold_pushes(number)
    penalty = lock(Penalty.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, penalty.county_id)
    check_leads(actor, "撤销处罚决定")
    if not reason.strip():
        raise Refused("请写明撤销的依据。")
    _check_no_case(number)
    if penalty.decided_on is None:
        raise NotNow("这份处罚决定没有生效或已经撤销。")
    floor = (penalty.decided_on, "决定日期")
    check_day(on, today=timezone.localdate(at), what="撤销日期", not_before=floor)
    entry = log.record(
        actor=actor,
        at=at,
        act="enforcement.penalty_revoked",
        subject=f"penalty:{number}",
        note=reason.strip(),
        change=(None, {"revoked_on": on.isoformat()}),
    )
    _revoke(penalty, on, entry)
    credit_sweep.follow_outcome(number, at=at)


def _check_no_case(number: str) -> None:
    """What a case decided is revoked in the case: its publication and its problems hang on it."""
    found = Paper.objects.filter(number=number, subject__startswith=_CASE)
    subject = found.values_list("subject", flat=True).first()
    if subject:
        raise NotNow(
            f"这份决定由处罚案件 {subject.partition(':')[2]} 作出，请在案件里“撤销处罚决定”。",
            rule="ADR 0028",
        )


def retract_penalty(number: str, on: date, *, entry: Entry) -> None:
    """The decision is revoked by the step of its case; until the day before it counts."""
    _revoke(lock(Penalty.objects.all(), NOT_FOUND, number=number), on, entry)


def _revoke(penalty: Penalty, on: date, entry: Entry) -> None:
    if penalty.decided_on is None or penalty.revoked_on is not None:
        raise NotNow("这份处罚决定没有生效或已经撤销。")
    step = PenaltyStep(penalty=penalty, kind=PenaltyStepKind.REVOKE.value, on=on)
    facts.append(step, act=entry)
    project_penalties([penalty.pk])
