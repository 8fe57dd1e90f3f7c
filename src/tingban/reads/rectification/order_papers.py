"""The facts of a signed order as the paper that is printed (DOMAIN 8.2).

What the order says was said on its day: description, acts and law are read as they stood then.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet

from tingban.data.rectification.models import (
    Order,
    OrderFact,
    OrderProblem,
    Problem,
    ProblemFact,
    ProblemMove,
)
from tingban.reads.law import calendar
from tingban.reads.rectification.orders import NOT_FOUND
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.rectification.categories import Category
from tingban.rules.rectification.notice import prefix_of
from tingban.rules.rectification.order_paper import Finding, Officer, OrderPaper
from tingban.rules.rectification.stages import Act
from tingban.rules.rectification.sub_acts import SUB_ACT_BY_CODE
from tingban.rules.rectification.terms import default_due_on
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
    officers: tuple[tuple[str, str], ...]
    demands: str
    number: str = ""
    organ_address: str = ""
    amount: int | None = None


def signed_paper(actor: Actor, number: str, *, link: str = "") -> OrderPaper:
    """The paper of a signed order in sight; `link` is the address printed on it."""
    order = Order.objects.visible_to(actor).filter(number=number).first()
    if order is None:
        raise NotFound(NOT_FOUND)
    fact = OrderFact.objects.standing().filter(order=order).select_related("company").first()
    if fact is None:
        raise NotNow(_NO_FACTS)
    draft = Draft(
        problems=_numbers(order),
        company=fact.company.name,
        uscc=fact.company.uscc or "",
        signed_on=fact.signed_on,
        due_on=fact.due_on,
        laws=tuple(fact.laws),
        officers=tuple((it["name"], it["certificate"]) for it in fact.officers),
        demands=fact.demands,
        number=order.number,
        organ_address=fact.organ_address,
        amount=fact.amount,
    )
    rows = Problem.objects.filter(number__in=draft.problems)
    return _paper(draft, list(_named(rows)), order.county_id, fact.recorded_at, link)


def draft_paper(actor: Actor, draft: Draft, *, at: datetime) -> OrderPaper:
    """The paper as it would be; the number of a unit's own series is given with the signature."""
    rows = list(_named(Problem.objects.visible_to(actor).filter(number__in=draft.problems)))
    county = rows[0].county_id if rows else actor.area_code
    return _paper(draft, rows, county, at, "")


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


def _numbers(order: Order) -> tuple[str, ...]:
    targets = OrderProblem.objects.standing().filter(order=order)
    return tuple(targets.order_by("problem__number").values_list("problem__number", flat=True))


def _named(rows: QuerySet[Problem]) -> Iterator[Problem]:
    yield from rows.select_related("community").order_by("number")


def _paper(
    draft: Draft, rows: Sequence[Problem], county: str, at: datetime, link: str
) -> OrderPaper:
    area = AREA_BY_CODE.get(county)
    number = draft.number or f"{prefix_of(county)}〔{draft.signed_on.year}〕1号"
    return OrderPaper(
        number=number,
        issued_on=draft.signed_on,
        organ=f"{area.full_name}住房和城乡建设主管部门" if area else "",
        organ_address=draft.organ_address,
        area_code=county,
        company=draft.company,
        uscc=draft.uscc,
        findings=tuple(_finding(draft, row, rows, at) for row in rows),
        officers=tuple(Officer(name, certificate) for name, certificate in draft.officers),
        link=link,
    )


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
        law_keys=_more_laws(draft, codes),
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


def _more_laws(draft: Draft, codes: Sequence[str]) -> tuple[str, ...]:
    """Articles that were chosen besides the duties of this problem's acts.

    What another problem of the order has as its duty is not laid to this one, unless the acts of
    this one have no duty of their own.
    """
    known = {key for act in SUB_ACT_BY_CODE.values() for key in act.duties}
    own = {key for code in codes if code in SUB_ACT_BY_CODE for key in SUB_ACT_BY_CODE[code].duties}
    return tuple(key for key in draft.laws if key not in own and (key not in known or not own))


def _due_reason(category: Category, found_on: date, due_on: date) -> str:
    usual = default_due_on(category, found_on, calendar(), cap_on=YUNCHENG_2024.ends_on)
    if due_on == usual:
        span = LIMIT_BY_KEY[f"DL-12/{category.value}"].span
        return f"这类问题的整改期限一般为{span.replace(' ', '')}，从查明问题的次日起计算"
    return "由本机关根据整改的难易程度确定"
