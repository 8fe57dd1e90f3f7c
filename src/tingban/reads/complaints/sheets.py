"""What the letters to a complainant say (DOMAIN 8.2); of who complained only the mask is read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from tingban.data.complaints.models import Case, CaseMove, CaseReply
from tingban.kit.clock import SHANGHAI
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.complaints import papers
from tingban.rules.complaints.stages import REJECT_LABELS, REJECT_LAW, Act, RejectReason
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import Facts, Template
from tingban.rules.errors import NotFound

_NOT_FOUND: Final = "没有找到这件投诉举报，或者它不在您的辖区内。"
_MASK: Final = re.compile(r"^[\u3400-\u9fff]\*+")
_NOTICE, _TERM, _OPINION, _REVIEW = ("PET-23.2",), ("PET-34",), ("PET-32",), ("PET-35",)


def _case(actor: Actor, number: str) -> Case:
    found = Case.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(_NOT_FOUND)
    return found


def _sees(actor: Actor, number: str) -> bool:
    return Case.objects.visible_to(actor).filter(number=number).exists()


def _county(actor: Actor, number: str) -> str:
    row = _case(actor, number)
    return row.county_id or row.unit_id


def _head(row: Case) -> dict[str, Any]:
    named = _MASK.match(row.contact)
    return {
        "主送": named[0] if named else "投诉举报人",
        "受理编号": row.number,
        "收到日期": _day(row.received_at),
        "反映事项": row.summary.strip().rstrip("。"),
    }


def _day(at: Any) -> date | None:
    return at.astimezone(SHANGHAI).date() if at else None


def _last(row: Case, act: Act) -> CaseMove | None:
    moves = CaseMove.objects.standing().filter(case=row, step=act)
    return moves.order_by("-id").first()


def _told(move: CaseMove | None) -> Mapping[str, Any]:
    return move.told if move else {}


def _reason(move: CaseMove | None) -> str:
    return move.reason.strip().rstrip("。") if move else ""


def _accepted(row: Case) -> dict[str, Any]:
    limits = [at for at in (row.due_at, row.later_at) if at is not None]
    return {
        "受理日期": _day(row.accepted_at),
        "受理单位": f"{AREA_BY_CODE[row.unit_id].full_name}住房和城乡建设局",
        "办结期限": last_day_of(max(limits)) if limits and row.accepted_at else None,
        "依据": (*_NOTICE, *_TERM),
    }


def _rejected(row: Case) -> dict[str, Any]:
    move = _last(row, Act.REJECT)
    if move is None:
        return {}
    why = RejectReason(move.told["why"])
    law = REJECT_LAW.get(why)
    return {
        "不予受理原因": REJECT_LABELS[why],
        "去向": f"{_reason(move)}。" if _reason(move) else "",
        "依据": (*_NOTICE, *((law,) if law else ())),
    }


def _extended(row: Case) -> dict[str, Any]:
    move = _last(row, Act.EXTEND)
    until = _told(move).get("until")
    return {
        "延期至": date.fromisoformat(until) if until else None,
        "延期理由": _reason(move),
        "依据": _TERM,
    }


def _transferred(row: Case) -> dict[str, Any]:
    move = _last(row, Act.TRANSFER)
    return {
        "转送日期": _day(move.at) if move else None,
        "转送单位": _told(move).get("to", ""),
        "转送理由": _reason(move),
        "依据": _NOTICE,
    }


def _reply(row: Case) -> str:
    """What the complainant is told; nothing before it was approved."""
    if _last(row, Act.APPROVE) is None and _last(row, Act.CLOSE) is None:
        return ""
    found = CaseReply.objects.standing().filter(case=row).order_by("-id").first()
    return found.text.strip() if found else ""


def _feedback(row: Case) -> dict[str, Any]:
    return {"办理结果": _reply(row)}


def _opinion(row: Case) -> dict[str, Any]:
    return {"处理意见": _reply(row), "依据": _OPINION, "救济依据": _REVIEW}


def _sheet(template: Template, told: Callable[[Case], dict[str, Any]]) -> Sheet:
    def facts(actor: Actor, number: str) -> Facts:
        row = _case(actor, number)
        return _head(row) | told(row)

    return Sheet(template, facts, _sees, "case", county_of=_county)


SHEETS: Final = (
    _sheet(papers.ACCEPTED, _accepted),
    _sheet(papers.REJECTED, _rejected),
    _sheet(papers.EXTENDED, _extended),
    _sheet(papers.TRANSFERRED, _transferred),
    _sheet(papers.FEEDBACK, _feedback),
    _sheet(papers.OPINION, _opinion),
)
