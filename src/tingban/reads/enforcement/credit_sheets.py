"""What the papers of a push say, from the push itself (DOMAIN 8.2)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import CreditPush
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.rectification.proceeding_papers import hindrances
from tingban.reads.rectification.proceedings import course_of, found
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.slots import Facts
from tingban.rules.enforcement.credit_guards import wording_of
from tingban.rules.enforcement.credit_papers import CREDIT_SLIP, LAW_OF_LEAVING, REPORT_LETTER
from tingban.rules.enforcement.credit_stages import NATURE_LABELS, PLATFORM, CreditKind, Nature
from tingban.rules.enforcement.measure_paper_steps import CREDIT_FOR


def _facts(actor: Actor, number: str) -> dict[str, Any]:
    row: Any = found(CREDIT, actor, number)
    # The day is asked only of faults, and no paper tells any.
    course = course_of(CREDIT, row, today=row.opened_on)
    told = wording_of(course)
    letters, lawsuit = told.get("demand_letters") or (), told.get("lawsuit") or ""
    return {
        "企业": told.get("company", ""),
        "统一社会信用代码": told.get("uscc", ""),
        "小区": told.get("community", ""),
        "解聘和终止": "，".join(_ending(told)) + "。",
        "拒不移交的事项": tuple(told.get("refused_items") or ()),
        "催告情况": "；".join(letters) or "尚未催告",
        "诉讼情况": f"已起诉，案号 {lawsuit}" if lawsuit else "尚未起诉",
        "证据目录": tuple(told.get("evidence") or ()),
        "依据": LAW_OF_LEAVING,
        "联系人": told.get("contact", ""),
        "报送单位": told.get("reporting_unit", ""),
        "信息性质": NATURE_LABELS[Nature(told["nature"])] if told.get("nature") else "",
        "审核意见": course.text("opinion"),
        "推送编号": row.number,
        "市场监管局": f"{AREA_BY_CODE[row.county_id].full_name}市场监督管理局",
    }


def _ending(told: Mapping[str, Any]) -> Iterator[str]:
    """Who ended it and when, as far as anybody did: no day is made up (DOMAIN 7.2)."""
    decided = told.get("decided_on")
    if decided:
        yield f"业主于 {_day(decided)}共同决定解聘"
    else:
        yield f"没有解聘决定（{told.get('no_decision') or '原因待填写'}）"
    if told.get("notice_served_on"):
        who = "解聘通知" if decided else "书面通知"
        yield f"{who}于 {_day(told['notice_served_on'])}送达"
    if told.get("terminates_on"):
        yield f"合同于 {_day(told['terminates_on'])}终止"


def _day(text: str) -> str:
    return chinese_day(date.fromisoformat(text))


def _to(whom: Callable[[dict[str, Any]], str]) -> Callable[[Actor, str], Facts]:
    def facts(actor: Actor, number: str) -> Facts:
        known = _facts(actor, number)
        return known | {"主送": whom(known)}

    return facts


def _sees(actor: Actor, number: str) -> bool:
    rows = CreditPush.objects.visible_to(actor).filter(kind=CreditKind.REFUSAL.value)
    return bool(rows.filter(number=number).exists())


_hinders: Final = hindrances(CREDIT, CREDIT_FOR)
CREDIT_SHEETS: Final = (
    Sheet(
        CREDIT_SLIP,
        _to(lambda _: PLATFORM),
        _sees,
        CREDIT.subject,
        hinders=_hinders(CREDIT_SLIP.key),
    ),
    Sheet(
        REPORT_LETTER,
        _to(lambda known: known["市场监管局"]),
        _sees,
        CREDIT.subject,
        hinders=_hinders(REPORT_LETTER.key),
    ),
)
