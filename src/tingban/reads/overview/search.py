"""Search over everything: communities, companies, problems, cases, orders and penalties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import Penalty
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Order, Problem
from tingban.data.registry.models import Community, Company
from tingban.kit.dates import chinese_day
from tingban.kit.text import fold, shorten
from tingban.reads.registry.search import (
    Bigrams,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.complaints import STANDING_LABELS, Standing
from tingban.rules.complaints.masking import mask_text
from tingban.rules.enforcement import ORGAN_LABELS, PenaltyOrgan
from tingban.rules.inspections import VISIT_LABELS, VisitKind
from tingban.rules.rectification import CATEGORY_LABELS, STATE_LABELS, Category, ProblemState

LIMIT: Final = 8
_TEXT: Final = 60
# A number of two signs would match half the ledger.
_SHORTEST_NUMBER: Final = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `key` leads to its card."""

    key: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; `has_more` where the list of that kind holds more."""

    topic: str
    label: str
    hits: Sequence[Hit]
    has_more: bool


def search(actor: Actor, text: str) -> list[Group]:
    """Everything in sight that fits, one statement a kind; kinds without a hit are left out."""
    text = text.strip()
    if not is_searchable(text):
        return []
    groups = (
        _group("community", "小区", _communities(actor, text)),
        _group("company", "物业企业", _companies(actor, text)),
        _group("problem", "问题", _problems(actor, text)),
        _group("order", "责令整改", _orders(actor, text)),
        _group("case", "投诉举报", _cases(actor, text)),
        _group("visit", "检查记录", _visits(actor, text)),
        _group("penalty", "行政处罚", _penalties(actor, text)),
    )
    return [group for group in groups if group.hits]


def only_hit(groups: Sequence[Group]) -> tuple[str, str] | None:
    """Topic and key where exactly one thing was found: whoever typed its number wants it."""
    if len(groups) == 1 and len(groups[0].hits) == 1:
        return groups[0].topic, groups[0].hits[0].key
    return None


def _group(topic: str, label: str, hits: Iterator[Hit]) -> Group:
    found = list(hits)
    return Group(topic, label, found[:LIMIT], len(found) > LIMIT)


def _first(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows[: LIMIT + 1]


def _numbered(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Rows whose number holds what was typed."""
    number = fold(text)
    return rows.filter(number__icontains=number) if _is_number(number) else rows.none()


def _is_number(number: str) -> bool:
    return len(number) >= _SHORTEST_NUMBER and any(sign.isdigit() for sign in number)


def _communities(actor: Actor, text: str) -> Iterator[Hit]:
    rows = Community.objects.visible_to(actor).filter(id__in=communities_named(text))
    rows = rows.filter(is_void=False, merged_into__isnull=True)
    for row in _first(rows.order_by("name", "code")):
        where = " · ".join(part for part in (AREA_BY_CODE[row.county_id].name, row.street) if part)
        yield Hit(row.code, row.name, f"{where} · {row.code}")


def _companies(actor: Actor, text: str) -> Iterator[Hit]:
    rows = Company.objects.visible_to(actor).filter(id__in=companies_named(text))
    for row in _first(rows.filter(merged_into__isnull=True).order_by("name", "id")):
        yield Hit(str(row.pk), row.name, row.uscc or "统一社会信用代码待补")


def _problems(actor: Actor, text: str) -> Iterator[Hit]:
    rows = Problem.objects.visible_to(actor).filter(search=Bigrams(text))
    rows = rows.select_related("community")
    for row in _first(rows.order_by("-confirmed_on", "-id")):
        state = STATE_LABELS.get(row.state, "") if row.state in set(ProblemState) else "已作废"
        category = CATEGORY_LABELS[Category(row.category)]
        yield Hit(row.number, f"{row.number} {row.community.name}", f"{category} · {state}")


def _orders(actor: Actor, text: str) -> Iterator[Hit]:
    rows = _numbered(Order.objects.visible_to(actor), text)
    for row in _first(rows.order_by("-served_on", "number")):
        served = f"{chinese_day(row.served_on)}送达" if row.served_on else "未送达"
        yield Hit(row.number, row.number, f"{AREA_BY_CODE[row.county_id].name} · {served}")


def _cases(actor: Actor, text: str) -> Iterator[Hit]:
    rows = Case.objects.visible_to(actor).filter(search=Bigrams(text))
    for row in _first(rows.order_by("-received_at", "-id")):
        summary = shorten(mask_text(row.summary), _TEXT)
        yield Hit(row.number, row.number, f"{STANDING_LABELS[Standing(row.standing)]} · {summary}")


def _visits(actor: Actor, text: str) -> Iterator[Hit]:
    rows = _numbered(Visit.objects.visible_to(actor).filter(is_void=False), text)
    for row in _first(rows.select_related("community").order_by("-done_on", "number")):
        kind = VISIT_LABELS[VisitKind(row.kind)]
        yield Hit(row.number, row.number, f"{kind} · {row.community.name} · {row.done_on}")


def _penalties(actor: Actor, text: str) -> Iterator[Hit]:
    rows = _numbered(Penalty.objects.visible_to(actor), text).select_related("company")
    for row in _first(rows.order_by("-decided_on", "number")):
        organ = ORGAN_LABELS[PenaltyOrgan(row.organ)]
        yield Hit(str(row.pk), row.number, f"{row.company.name} · {organ}")
