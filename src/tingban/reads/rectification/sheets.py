"""What the papers of a problem say of it (DOMAIN 8.2), from its facts and steps as they stand."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tingban.data.inspections.models import VisitRecord
from tingban.data.rectification.models import OrderProblem, Problem, ProblemMove
from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import Facts
from tingban.rules.errors import NotFound
from tingban.rules.rectification import CATEGORY_LABELS, SUB_ACT_BY_CODE, Category
from tingban.rules.rectification.papers import CLOSING, ESCALATION, EXTENSION
from tingban.rules.rectification.stages import MEASURE_LABELS, Act, MeasureKind

_NOT_FOUND: Final = "没有找到这个问题，或者它不在您的辖区内。"


def _problem(actor: Actor, number: str) -> Problem:
    rows = Problem.objects.visible_to(actor).filter(number=number).exclude(state="void")
    found = rows.select_related("community", "company", "company__merged_into").first()
    if found is None:
        raise NotFound(_NOT_FOUND)
    return found


def _sees(actor: Actor, number: str) -> bool:
    rows = Problem.objects.visible_to(actor).filter(number=number)
    return rows.exclude(state="void").exists()


def _county(actor: Actor, number: str) -> str:
    return _problem(actor, number).county_id


def _place(row: Problem) -> dict[str, Any]:
    """What every paper of a problem says first."""
    company = row.company.merged_into or row.company if row.company else None
    standing = OrderProblem.objects.standing().filter(problem=row, order__withdrawn_on=None)
    order = standing.order_by("order__signed_on", "id").values_list("order__number", flat=True)
    return {
        "小区": row.community.name,
        "企业": company.name if company else "",
        "主送": company.name if company else "",
        "问题编号": row.number,
        "查明的问题": _found(row),
        "通知书文号": order.last() or "",
        "整改期限": row.due_on,
    }


def _found(row: Problem) -> str:
    acts = (
        SUB_ACT_BY_CODE[code].label if code in SUB_ACT_BY_CODE else code
        for code in row.acts.split("、")
        if code
    )
    told = "；".join(acts)
    head = CATEGORY_LABELS[Category(row.category)]
    return "：".join(part for part in (head, told) if part) + (
        f"。{row.description.strip()}" if row.description.strip() else ""
    )


def _last(row: Problem, *acts: Act) -> ProblemMove | None:
    """The newest of these steps that stands."""
    moves = ProblemMove.objects.standing().filter(problem=row, step__in=acts)
    return moves.select_related("act", "visit").order_by("-id").first()


def _told(move: ProblemMove | None) -> Mapping[str, Any]:
    return move.told if move else {}


def _closing(actor: Actor, number: str) -> Facts:
    """On the spot the same step tells before and after; else the report and the recheck do."""
    row = _problem(actor, number)
    at_once = _last(row, Act.FIX_ON_SPOT)
    confirmed, answered = _last(row, Act.CONFIRM), _last(row, Act.SUBMIT)
    cleared = _last(row, Act.CLEAR, Act.FIX_ON_SPOT)
    before = _told(at_once).get("before") or _told(confirmed).get("evidence") or ()
    after = _told(at_once).get("after") or _told(answered).get("after") or ()
    return _place(row) | {
        "整改前照片": tuple(before),
        "整改情况": _told(answered).get("report", ""),
        "整改后照片": tuple(after),
        "复核日期": cleared.on if cleared else None,
        "复核人": _reviewers(cleared),
        "街道业委会意见": _told(cleared).get("opinion", ""),
        "复核结论": _conclusion(cleared),
    }


def _reviewers(move: ProblemMove | None) -> str:
    """Whoever was there, as the record made on the spot has it; else whoever recorded the step."""
    if move is None:
        return ""
    named = _told(move).get("staff") or ()
    record = VisitRecord.objects.standing().filter(visit=move.visit).first() if move.visit else None
    if record is not None:
        named = [
            str(it.get("name", "")) if isinstance(it, dict) else str(it) for it in record.staff
        ]
    return "、".join(name for name in named if name) or move.act.actor_name


def _conclusion(move: ProblemMove | None) -> str:
    if move is None:
        return ""
    said = move.reason.strip().rstrip("。")
    return f"{said or '经复核，整改到位'}，同意销号。"


def _escalation(actor: Actor, number: str) -> Facts:
    row = _problem(actor, number)
    step = _last(row, Act.ESCALATE)
    measures = _told(step).get("measures") or ()
    return _place(row) | {
        "升级原因": step.reason if step else "",
        "处置措施": tuple(MEASURE_LABELS[MeasureKind(kind)] for kind in measures),
    }


def _extension(actor: Actor, number: str) -> Facts:
    row = _problem(actor, number)
    asked = _last(row, Act.ASK_EXTENSION)
    decided = _last(row, Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
    reason = asked.reason if asked else str(_told(decided).get("request", ""))
    return _place(row) | {
        "申请理由": reason,
        "整改期限": _former_term(row, decided),
        "批复意见": _answer(decided),
    }


def _former_term(row: Problem, decided: ProblemMove | None) -> date | None:
    """The term before it was extended."""
    if decided is None or decided.step != Act.GRANT_EXTENSION:
        return row.due_on
    return decided.due_since


def _answer(decided: ProblemMove | None) -> str:
    if decided is None:
        return ""
    why = decided.reason.strip().rstrip("。")
    if decided.step == Act.REFUSE_EXTENSION:
        return f"不同意延期。理由是：{why}。原整改期限不变。"
    until = chinese_day(date.fromisoformat(str(decided.told["until"])))
    return f"同意将整改期限延长至{until}。" + (f"{why}。" if why else "")


SHEETS: Final = tuple(
    Sheet(template, facts, _sees, "problem", county_of=_county)
    for template, facts in (
        (CLOSING, _closing),
        (ESCALATION, _escalation),
        (EXTENSION, _extension),
    )
)
