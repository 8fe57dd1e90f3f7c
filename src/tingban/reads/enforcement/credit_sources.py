"""What a push of a penalty is filled in with at first: the register, and the file of its case."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import Penalty, PenaltyCase
from tingban.data.registry.models import Company
from tingban.reads.enforcement.penalty_cases import PENALTY, decision_number
from tingban.reads.enforcement.penalty_words import case_words
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.credit_faults import published_as
from tingban.rules.enforcement.credit_items import LONG_TERM, Party
from tingban.rules.enforcement.kinds import penalty_types
from tingban.rules.enforcement.penalty_levers import KIND_LABELS, Kind
from tingban.rules.law import cite
from tingban.rules.rectification.course import Course
from tingban.rules.rectification.fields import spell_money

_LOCAL: Final = "LOCAL"


def first_values(actor: Actor, number: str, *, today: date) -> Mapping[str, Any]:
    """All that is known of a registered penalty; what nobody knows is left out and asked."""
    row = Penalty.objects.filter(number=number).select_related("company__merged_into").first()
    told: dict[str, Any] = {"procedure": "ordinary", "field": "general"}
    if row is not None:
        told |= _of_company(row.company.merged_into or row.company) | _of_penalty(row)
        told |= _of_case(actor, row, today)
        told |= _until(told)
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
    return {
        "CF_WSH": row.number,
        "CF_CFLB": list(penalty_types(row.category)),
        "CF_NR_FK": int(row.fine * 100) if row.fine else None,
        "CF_JDRQ": row.decided_on.isoformat() if row.decided_on else "",
        "CF_YXQ": LONG_TERM.isoformat(),
        "CF_CFJG": organ,
        "CF_SJLY": organ,
    }


def _until(told: Mapping[str, Any]) -> dict[str, Any]:
    """As long as the rule allows."""
    shown = published_as(told)
    until = shown.at_most if shown is not None else None
    return {"CF_GSJZQ": until.isoformat() if until else ""}


def _of_case(actor: Actor, row: Penalty, today: date) -> dict[str, Any]:
    """What the file of the case says of facts, law and procedure; nothing where there is none."""
    cases = PenaltyCase.objects.visible_to(actor).filter(county_id=row.county_id)
    own = cases.filter(company_id__in={row.company_id, row.company.merged_into_id})
    case = next((it for it in own if decision_number(it.number) == row.number), None)
    if case is None:
        return {}
    course = course_of(PENALTY, case, today=today)
    told = seen.proposal(course)
    known = {
        "CF_FRDB": course.text("party_head"),
        "CF_WFXW": case.title,
        "CF_SY": case_words(course)["违法事实"],
        "CF_YJ": _basis(course, told),
        "CF_NR": _content(told),
        "CF_NR_WFFF": int(told.get("gains") or 0),
        "procedure": "simple" if seen.is_spot(course) else "ordinary",
    }
    return {name: value for name, value in known.items() if value}


def _basis(course: Course, told: Mapping[str, Any]) -> str:
    keys = [key for key in told.get("articles", ()) if key != _LOCAL]
    return "、".join(it for it in (cite(*keys), course.text("local_law").strip()) if it)


def _content(told: Mapping[str, Any]) -> str:
    """警告；罚款 50,000.00 元."""
    sums = {Kind.FINE: told.get("fine"), Kind.GAINS: told.get("gains")}
    chosen = [kind for kind in Kind if kind in seen.kinds(told)]
    parts = (
        KIND_LABELS[kind] + (f" {spell_money(int(sums[kind] or 0))}" if sums.get(kind) else "")
        for kind in chosen
    )
    return "；".join(parts) + "。" if chosen else ""
