"""What an order is going to say, and what a signed one says for good (DOMAIN 8.2)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from tingban.data.rectification.models import (
    Order,
    OrderFact,
    Problem,
    ProblemFact,
    ProblemMove,
)
from tingban.reads.law import calendar
from tingban.reads.rectification.orders import NOT_FOUND
from tingban.rules.actors import Actor
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.order_paper import Finding, OrderPaper, prefix_of
from tingban.rules.rectification.stages import Act
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE
from tingban.rules.rectification.terms import default_due_on, rest_day
from tingban.rules.registry.campaign import YUNCHENG_2024

_MARK: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、．]|[（(][一二三四五六七八九十\d]+[)）])\s*"
)
_NO_FACTS: Final = (
    "这份通知书是从表格导入或按纸质件补登的，系统里没有它的正文，不能生成文书。请以纸质原件为准。"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be signed; amounts in 0.01 yuan."""

    problems: tuple[str, ...]
    company: str
    uscc: str
    signed_on: date
    due_on: date
    laws: tuple[str, ...]
    officers: tuple[Officer, ...]
    demands: str
    number: str = ""
    organ_address: str = ""
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The wording as it was signed, for `reports.rectification.order_text.thaw`."""

    issued_on: date
    kept: Mapping[str, Any]


def signed_paper(actor: Actor, number: str) -> SignedPaper:
    """The wording of a signed order in sight."""
    order = Order.objects.visible_to(actor).filter(number=number).first()
    if order is None:
        raise NotFound(NOT_FOUND)
    fact = OrderFact.objects.standing().filter(order=order).first()
    if fact is None:
        raise NotNow(_NO_FACTS)
    return SignedPaper(fact.signed_on, fact.paper)


def draft_paper(actor: Actor, draft: Draft, *, at: datetime) -> OrderPaper:
    """The paper as it would be; the number of a unit's own series is given with the signature.

    The organ is the unit that signs: it is its number, and its government that hears an appeal.
    """
    told = Problem.objects.visible_to(actor).filter(number__in=draft.problems)
    rows = list(told.select_related("community").order_by("number"))
    series = f"{prefix_of(actor.area_code)}〔{draft.signed_on.year}〕1号"
    return OrderPaper(
        number=draft.number or series,
        issued_on=draft.signed_on,
        organ=actor.unit_name,
        organ_address=draft.organ_address,
        area_code=actor.area_code,
        company=draft.company,
        uscc=draft.uscc,
        findings=tuple(_finding(draft, row, rows, at) for row in rows),
        officers=draft.officers,
    )


def company_told(actor: Actor, numbers: Sequence[str]) -> tuple[str, str]:
    """Name and code of the one company of these problems; empty where there are several."""
    rows = Problem.objects.visible_to(actor).filter(number__in=numbers)
    rows = rows.select_related("company__merged_into")
    found = {row.company.merged_into or row.company for row in rows if row.company}
    one = found.pop() if len(found) == 1 else None
    return (one.name, one.uscc or "") if one else ("", "")


def last_address(actor: Actor) -> str:
    """The address of the organ as the last order of the area told it."""
    facts = OrderFact.objects.standing().filter(order__county_id=actor.area_code)
    told = facts.exclude(organ_address="").order_by("-id").values_list("organ_address", flat=True)
    return told.first() or ""


def _finding(draft: Draft, row: Problem, rows: Sequence[Problem], at: datetime) -> Finding:
    stated = ProblemFact.objects.believed(at).filter(problem=row).order_by("-id").first()
    category = Category(stated.category if stated else row.category)
    acts = (stated.acts if stated else row.acts).split("、")
    found_on = row.confirmed_on or draft.signed_on
    codes = tuple(code for code in acts if code)
    return Finding(
        problem=row.number,
        community=row.community.name,
        category=category,
        acts=codes,
        facts=stated.description if stated else row.description,
        found_on=found_on,
        evidence=_evidence(row, at),
        demands=demands_of(draft.demands),
        due_on=draft.due_on,
        due_reason=_due_reason(category, found_on, draft.due_on),
        is_guided=row.community.fee_mode == "guided",
        amount=_amount(draft, category, rows),
        law_keys=_cited(draft, row, rows),
        rest_day=rest_day(draft.due_on, draft.signed_on, category, calendar()),
    )


def _evidence(row: Problem, at: datetime) -> tuple[str, ...]:
    """As it was listed when the problem was confirmed."""
    moves = ProblemMove.objects.believed(at).filter(problem=row, step=Act.CONFIRM)
    found = moves.order_by("-id").first()
    return tuple(found.told.get("evidence", ())) if found else ()


def demands_of(text: str) -> tuple[str, ...]:
    """One demand a line, without the numbers that the paper gives anew."""
    lines = (_MARK.sub("", line).strip().rstrip("；;。") for line in text.splitlines())
    return tuple(line for line in lines if line)


def _amount(draft: Draft, category: Category, rows: Sequence[Problem]) -> Decimal | None:
    """The sum of the order belongs to its one problem of CAT-7; of several it says nothing."""
    taking = [row for row in rows if row.category == Category.CAT_7]
    if category is not Category.CAT_7 or draft.amount is None or len(taking) != 1:
        return None
    return Decimal(draft.amount) / 100


def _cited(draft: Draft, row: Problem, rows: Sequence[Problem]) -> tuple[str, ...]:
    """The chosen articles, without those that only another problem of the order breaks."""
    foreign = {key for other in rows if other != row for key in _duties(other)}
    own = _duties(row)
    return tuple(key for key in draft.laws if key in own or key not in foreign)


def _duties(row: Problem) -> set[str]:
    codes = (code for code in row.acts.split("、") if code in SUB_ACT_BY_CODE)
    return {key for code in codes for key in SUB_ACT_BY_CODE[code].duties}


def _due_reason(category: Category, found_on: date, due_on: date) -> str:
    usual = default_due_on(category, found_on, calendar(), cap_on=YUNCHENG_2024.ends_on)
    if due_on == usual:
        span = LIMIT_BY_KEY[f"DL-12/{category.value}"].span
        return f"这类问题的整改期限一般为{span.replace(' ', '')}，从查明问题的次日起计算"
    return "由本机关根据整改的难易程度确定"
