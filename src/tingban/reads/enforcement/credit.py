"""Credit pushes: their flow, what is pushed and its faults, what to fill in at first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import CreditPush, CreditPushMove, Penalty
from tingban.reads.enforcement.credit_sources import first_values
from tingban.reads.enforcement.penalty_cases import changed_on
from tingban.reads.law import calendar
from tingban.reads.rectification.proceedings import Flow, course_of, found
from tingban.rules.actors import Actor
from tingban.rules.enforcement.credit_clocks import credit_due
from tingban.rules.enforcement.credit_faults import ItemFault, published_as
from tingban.rules.enforcement.credit_fields import (
    CREDIT_FIELDS,
    PENALTY_FIELDS,
    REFUSAL_FIELDS,
)
from tingban.rules.enforcement.credit_flow import CREDIT_FLOW, CREDIT_MAIN, CREDIT_RESTS_ON
from tingban.rules.enforcement.credit_guards import (
    CREDIT_GUARD_LABELS,
    faults_of,
    kind_of,
    wording_of,
)
from tingban.rules.enforcement.credit_publishing import Publishing
from tingban.rules.enforcement.credit_stages import CREDIT_ENDS, WORDING, CreditKind
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
    return {
        "decided_on": row.decided_on,
        "revoked_on": row.revoked_on,
        "organ": row.organ,
        "fine": int((row.fine or 0) * 100),
        "changed_on": changed_on(number),
    }


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
    rests_on=CREDIT_RESTS_ON,
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
    is_asked = not is_worded and kind_of(course) is CreditKind.PENALTY
    told = first_values(actor, row.about, today=today) if is_asked else wording_of(course)
    return _wording(row, course, told)


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
