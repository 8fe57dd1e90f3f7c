"""The register's penalty on which an exposure rests: offered, looked at again, shown (T-X02)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from tingban.data.enforcement.models import CreditPush, ExposureCase, ExposureCaseMove, Penalty
from tingban.data.registry.models import Company
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.penalty_cases import decided_by_cases
from tingban.reads.rectification.company_problems import of_company
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, CITY
from tingban.rules.enforcement.credit_stages import CreditKind, CreditStage
from tingban.rules.enforcement.exposure_penalty import (
    REGISTER,
    REGISTER_CHOICES,
    RegisterPenalty,
    why_it_does_not_carry,
)
from tingban.rules.enforcement.exposure_stages import Act
from tingban.rules.enforcement.kinds import ORGAN_LABELS, PenaltyOrgan, penalty_types
from tingban.rules.rectification.course import Course

_FINE: Final = "罚款"
_REPAIRED: Final = (CreditStage.RESTORED.value, CreditStage.REPAIRED.value)


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What the card shows of it; `hindrance` says why it does not carry the exposure now."""

    penalty_id: int | None
    number: str
    words: str
    hindrance: str


def beside(row: ExposureCase) -> Mapping[str, Any]:
    """All of the company while it is chosen; afterwards the one that was chosen, as it is now."""
    company = row.company
    if row.pk is None:
        rows = _of(company, row.county_id) if company else Penalty.objects.none()
        return {
            REGISTER: _seen(rows, company, row.county_id),
            REGISTER_CHOICES: tuple((it.number, _label(it)) for it in rows),
        }
    number = _named(row)
    found = Penalty.objects.filter(number=number) if number else Penalty.objects.none()
    return {REGISTER: _seen(found, company, row.county_id) if number else {}}


def choices(actor: Actor, company_id: int, county: str) -> tuple[tuple[str, str], ...]:
    """The decisions of a company in sight, for the form that chooses one."""
    company = Company.objects.visible_to(actor).filter(pk=company_id).first()
    if company is None:
        return ()
    return tuple((it.number, _label(it)) for it in _of(company, county))


def handling(actor: Actor, number: str) -> str:
    """What the register tells of a decision, as the text of a case begins with it."""
    row = Penalty.objects.visible_to(actor).filter(number=number, decided_on__isnull=False).first()
    return f"{_words(row)}。" if row is not None else ""


def rests_on(row: ExposureCase, now: Course) -> RestsOn | None:
    """The decision by which a company is exposed without a problem; None where there is none."""
    number = now.text("penalty")
    if not number:
        return None
    found = Penalty.objects.filter(number=number).first()
    words = _words(found) if found is not None else number
    served = now.day("penalty_served_on")
    if served is not None:
        words = f"{words}；{chinese_day(served)}送达"
    return RestsOn(found.pk if found else None, number, words, why_it_does_not_carry(now))


def _named(row: ExposureCase) -> str:
    moves = ExposureCaseMove.objects.standing().filter(row=row, step=Act.OPEN.value)
    told = moves.values_list("told", flat=True).first() or {}
    return str(told.get("penalty") or "")


def _of(company: Company, county: str) -> QuerySet[Penalty]:
    rows = Penalty.objects.filter(of_company(company), decided_on__isnull=False)
    rows = rows if county == CITY else rows.filter(county_id=county)
    # What a case here decided has its problem: it is chosen from there, for that conduct.
    rows = rows.exclude(number__in=decided_by_cases())
    return rows.order_by("-decided_on", "number")


def _seen(
    rows: QuerySet[Penalty], company: Company | None, county: str
) -> Mapping[str, RegisterPenalty]:
    """As the rule looks at them; what a merge joined is one company."""
    own = (company.merged_into_id or company.pk) if company else None
    found = {}
    for it in rows.select_related("company__merged_into"):
        firm = it.company.merged_into or it.company
        found[it.number] = RegisterPenalty(
            it.number, firm.name, firm.pk == own, county in (CITY, it.county_id),
            it.decided_on, it.revoked_on, _is_repaired(it.number),
        )  # fmt: skip
    return found


def _is_repaired(number: str) -> bool:
    rows = CreditPush.objects.filter(kind=CreditKind.PENALTY.value, about=number)
    return rows.filter(stage__in=_REPAIRED).exists()


def _label(row: Penalty) -> str:
    gone = f"；{chinese_day(row.revoked_on)}已撤销" if row.revoked_on else ""
    return f"{row.number}（{_day(row)}作出，{_content(row)}{gone}）"


def _words(row: Penalty) -> str:
    """盐湖区住建部门 2024年6月3日作出处罚决定（文号）：罚款 20,000.00 元."""
    place, organ = AREA_BY_CODE[row.county_id].full_name, ORGAN_LABELS[PenaltyOrgan(row.organ)]
    organ = "有关" if row.organ == PenaltyOrgan.OTHER else organ
    return f"{place}{organ}部门 {_day(row)}作出处罚决定（{row.number}）：{_content(row)}"


def _day(row: Penalty) -> str:
    return chinese_day(row.decided_on) if row.decided_on else "没有日期，"


def _content(row: Penalty) -> str:
    """警告，罚款 2,000.00 元; what the register does not tell is said to be missing."""
    kinds = [it for it in penalty_types(row.category) if it != _FINE or not row.fine]
    told = "、".join(kinds)
    fine = f"罚款 {row.fine:,.2f} 元" if row.fine else ""
    return "，".join(part for part in (told, fine) if part) or "处罚内容没有登记"
