"""Credit pushes: their flow, what is pushed and its faults, what to fill in at first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import CreditPush, CreditPushMove, Penalty
from tingban.data.registry.models import Company
from tingban.reads.law import calendar
from tingban.reads.rectification.proceedings import Flow, course_of, found
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement.credit_clocks import credit_due
from tingban.rules.enforcement.credit_faults import ItemFault, published_as
from tingban.rules.enforcement.credit_fields import (
    CREDIT_FIELDS,
    PENALTY_FIELDS,
    REFUSAL_FIELDS,
)
from tingban.rules.enforcement.credit_flow import CREDIT_FLOW, CREDIT_MAIN
from tingban.rules.enforcement.credit_guards import (
    CREDIT_GUARD_LABELS,
    faults_of,
    kind_of,
    wording_of,
)
from tingban.rules.enforcement.credit_items import LONG_TERM, Party
from tingban.rules.enforcement.credit_publishing import Publishing
from tingban.rules.enforcement.credit_stages import CREDIT_ENDS, WORDING, CreditKind
from tingban.rules.enforcement.kinds import penalty_types
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fields import Field

NOT_FOUND: Final = "没有找到这条信用推送，或者它不在您的辖区内。"


def _beside(row: Any) -> Mapping[str, Any]:
    """How the penalty stands now."""
    if row.kind != CreditKind.PENALTY or not row.about:
        return {}
    return penalty_beside(row.about)


def penalty_beside(number: str) -> Mapping[str, Any]:
    """What guards and clocks ask about a penalty."""
    row = Penalty.objects.filter(number=number).first()
    if row is None:
        return {}
    return {"decided_on": row.decided_on, "revoked_on": row.revoked_on, "organ": row.organ}


CREDIT: Final = Flow(
    model=CreditPush,
    moves=CreditPushMove,
    machine=CREDIT_FLOW,
    topic="enforcement",
    subject="credit_push",
    prefix="XY",
    not_found=NOT_FOUND,
    fields=CREDIT_FIELDS,
    guard_labels=CREDIT_GUARD_LABELS,
    ends=CREDIT_ENDS,
    main=CREDIT_MAIN,
    due=lambda course, step: credit_due(course, step, calendar()),
    beside=_beside,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a push tells at a moment, for the page that writes it and the files that carry it."""

    number: str
    kind: CreditKind
    title: str
    county: str
    version: int
    stage: str
    fields: tuple[Field, ...]
    values: Mapping[str, Any]
    faults: tuple[ItemFault, ...]
    shown: Publishing | None
    is_worded: bool


def wording(actor: Actor, number: str, *, today: date) -> Wording:
    """The newest wording; before the first, what the registers know."""
    row: Any = found(CREDIT, actor, number)
    course = course_of(CREDIT, row, today=today)
    is_worded = any(move.act in WORDING for move in course.moves)
    return _wording(row, course, wording_of(course) if is_worded else _proposed(row, course))


def reworded(actor: Actor, number: str, told: Mapping[str, Any], *, today: date) -> Wording:
    """As it would stand with these answers: every fault before anything is written."""
    row: Any = found(CREDIT, actor, number)
    course = replace(course_of(CREDIT, row, today=today), told=told)
    return _wording(row, course, wording_of(course))


def _wording(row: Any, course: Course, values: Mapping[str, Any]) -> Wording:
    kind = kind_of(course)
    is_penalty = kind is CreditKind.PENALTY
    return Wording(
        number=row.number, kind=kind, title=row.title, county=row.county_id, version=row.version,
        stage=row.stage, fields=PENALTY_FIELDS if is_penalty else REFUSAL_FIELDS, values=values,
        faults=faults_of(replace(course, told=values)),
        shown=published_as(values) if is_penalty else None,
        is_worded=any(move.act in WORDING for move in course.moves),
    )  # fmt: skip


def _proposed(row: Any, course: Course) -> Mapping[str, Any]:
    """What the penalty, its company and the county tell; the rest is asked."""
    if kind_of(course) is CreditKind.REFUSAL:
        return wording_of(course)
    penalty = Penalty.objects.filter(number=row.about).select_related("company__merged_into")
    first = penalty.first()
    told: dict[str, Any] = {"procedure": "ordinary", "field": "general"}
    if first is not None:
        told |= _of_company(first.company.merged_into or first.company) | _of_penalty(first)
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def _of_company(company: Company) -> dict[str, Any]:
    return {
        "CF_XDR_MC": company.name,
        "CF_XDR_LB": Party.BODY.value,
        "CF_XDR_SHXYM": company.uscc or "",
        "CF_FRDB": company.legal_person,
    }


def _of_penalty(row: Penalty) -> dict[str, Any]:
    organ = f"{AREA_BY_CODE[row.county_id].full_name}住房和城乡建设局"
    told: dict[str, Any] = {
        "CF_WSH": row.number,
        "CF_CFLB": list(penalty_types(row.category)),
        "CF_NR_FK": int(row.fine * 100) if row.fine else None,
        "CF_JDRQ": row.decided_on.isoformat() if row.decided_on else "",
        "CF_YXQ": LONG_TERM.isoformat(),
        "CF_CFJG": organ,
        "CF_SJLY": organ,
    }
    shown = published_as(told)
    until = shown.at_most if shown is not None else None
    return told | {"CF_GSJZQ": until.isoformat() if until else ""}
