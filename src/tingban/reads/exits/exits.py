"""企业退出: the list, and one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from tingban.data.exits.models import Exit, ExitFact
from tingban.kit.windows import Found, Window
from tingban.reads.enforcement.sanctions import SanctionFilter
from tingban.reads.registry.pages import in_order, page
from tingban.reads.registry.search import communities_named, companies_named, is_searchable
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "on": ("exited_on", "id"),
    "name": ("community__name", "id"),
    "company": ("company__name", "id"),
    "county": ("county__report_order", "-exited_on", "id"),
}


@dataclass(frozen=True, slots=True)
class ExitRow:
    """A company's exit from a community; without `exited_on` the handover is still to come."""

    id: int
    community_code: str
    community: str
    company_id: int
    company: str
    county_code: str
    kind: str
    exited_on: date | None
    is_void: bool


def exits(actor: Actor, wanted: SanctionFilter, window: Window) -> Found[ExitRow]:
    """Exits in sight; `state`: standing (under way), ended (handed over), void."""
    stated = Exists(_standing())
    rows = wanted.of.narrow(Exit.objects.visible_to(actor))
    rows = rows.filter(~stated if wanted.state == "void" else stated)
    rows = rows.filter(county_id=wanted.county) if wanted.county else rows
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    if wanted.state in ("standing", "ended"):
        rows = rows.filter(exited_on__isnull=wanted.state == "standing")
    if is_searchable(wanted.text):
        rows = rows.filter(
            Q(community_id__in=communities_named(wanted.text))
            | Q(company_id__in=companies_named(wanted.text))
        )
    keys = page(rows, window.order(SORTS, "-on"), window, is_narrowed=False)
    return keys.shown_as([_row(row) for row in in_order(_full(Exit.objects.all()), keys.rows)])


def exit_of(actor: Actor, exit_id: int) -> ExitRow:
    """One exit in sight."""
    row = _full(Exit.objects.visible_to(actor)).filter(pk=exit_id).first()
    if row is None:
        raise NotFound("没有找到这次企业退出，或者它不在您的辖区内。")
    return _row(row)


def _standing() -> QuerySet[ExitFact]:
    """Facts that still state the exit of the outer query."""
    return ExitFact.objects.standing().filter(exit=OuterRef("pk")).order_by()


def _full(rows: QuerySet[Exit]) -> QuerySet[Exit]:
    full = rows.select_related("community", "company__merged_into")
    return full.annotate(stands=Exists(_standing()))


def _row(row: Exit) -> ExitRow:
    company = row.company.merged_into or row.company
    return ExitRow(
        id=row.pk,
        community_code=row.community.code,
        community=row.community.name,
        company_id=company.pk,
        company=company.name,
        county_code=row.county_id,
        kind=row.kind,
        exited_on=row.exited_on,
        is_void=not row.stands,  # type: ignore[attr-defined]  # annotated by _full
    )
