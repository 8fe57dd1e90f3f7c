"""等级核定, 行政处罚 and 媒体曝光: their lists, and one of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q, QuerySet

from tingban.data.enforcement.models import Exposure, ExposureFact, LevelDecision, Penalty
from tingban.kit.windows import Found, Window
from tingban.reads.registry.pages import in_order, page
from tingban.reads.registry.search import (
    ANYTHING,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound


@dataclass(frozen=True, slots=True)
class SanctionFilter:
    """What is wanted; empty means any. `state`: standing, ended, void, bare (no 典型案例)."""

    text: str = ""
    county: str = ""
    kind: str = ""
    state: str = ""
    of: OfOne = ANYTHING


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A decision on the service level of a community."""

    id: int
    community_code: str
    community: str
    county_code: str
    decided_on: date
    kind: str
    old_level: str
    new_level: str
    document: str
    is_void: bool


@dataclass(frozen=True, slots=True)
class PenaltyRow:
    """A penalty decision."""

    id: int
    number: str
    company_id: int
    company: str
    county_code: str
    organ: str
    category: str
    fine: Decimal | None
    decided_on: date | None
    revoked_on: date | None


@dataclass(frozen=True, slots=True)
class ExposureRow:
    """An exposure in the media."""

    id: int
    company_id: int
    company: str
    county_code: str
    media: str
    case_title: str
    published_on: date
    withdrawn_on: date | None
    # The fact that stands, on the page of one exposure.
    version: int = 0


LEVEL_SORTS: Final[dict[str, tuple[str, ...]]] = {
    "on": ("decided_on", "id"),
    "name": ("community__name", "id"),
    "county": ("county__report_order", "-decided_on", "id"),
}
PENALTY_SORTS: Final[dict[str, tuple[str, ...]]] = {
    "on": ("decided_on", "number"),
    "name": ("company__name", "number"),
    "number": ("number",),
    "fine": ("fine", "number"),
    "county": ("county__report_order", "-decided_on", "number"),
}
EXPOSURE_SORTS: Final[dict[str, tuple[str, ...]]] = {
    "on": ("published_on", "id"),
    "name": ("company__name", "id"),
    "county": ("county__report_order", "-published_on", "id"),
}


def levels(actor: Actor, wanted: SanctionFilter, window: Window) -> Found[LevelRow]:
    """Level decisions in sight."""
    rows = _narrow(LevelDecision.objects.visible_to(actor), wanted, kind="kind")
    rows = rows.filter(is_void=wanted.state == "void")
    if is_searchable(wanted.text):
        told = Q(document__icontains=wanted.text.strip())
        rows = rows.filter(told | Q(community_id__in=communities_named(wanted.text)))
    full = LevelDecision.objects.select_related("community")
    return _found(rows, full, window.order(LEVEL_SORTS, "-on"), window, _level)


def penalties(actor: Actor, wanted: SanctionFilter, window: Window) -> Found[PenaltyRow]:
    """Penalties in sight; one that no fact states any more is void and left out."""
    rows = _narrow(Penalty.objects.visible_to(actor), wanted, kind="organ")
    rows = rows.filter(decided_on__isnull=False)
    if wanted.state in ("standing", "ended"):
        rows = rows.filter(revoked_on__isnull=wanted.state == "standing")
    if is_searchable(wanted.text):
        told = Q(number__icontains=wanted.text.strip())
        rows = rows.filter(told | Q(company_id__in=companies_named(wanted.text)))
    full = Penalty.objects.select_related("company__merged_into")
    return _found(rows, full, window.order(PENALTY_SORTS, "-on"), window, _penalty)


def exposures(actor: Actor, wanted: SanctionFilter, window: Window) -> Found[ExposureRow]:
    """Exposures in sight."""
    rows = _narrow(Exposure.objects.visible_to(actor), wanted)
    if wanted.state in ("standing", "ended"):
        rows = rows.filter(withdrawn_on__isnull=wanted.state == "standing")
    if wanted.state == "bare":
        rows = rows.filter(case_title="", withdrawn_on__isnull=True)
    if is_searchable(wanted.text):
        text = wanted.text.strip()
        told = Q(media__icontains=text) | Q(case_title__icontains=text)
        rows = rows.filter(told | Q(company_id__in=companies_named(wanted.text)))
    full = Exposure.objects.select_related("company__merged_into")
    return _found(rows, full, window.order(EXPOSURE_SORTS, "-on"), window, _exposure)


def _narrow(rows: QuerySet[Any], wanted: SanctionFilter, *, kind: str = "") -> QuerySet[Any]:
    rows = wanted.of.narrow(rows)
    rows = rows.filter(county_id=wanted.county) if wanted.county else rows
    return rows.filter(**{kind: wanted.kind}) if kind and wanted.kind else rows


def _found(
    rows: QuerySet[Any],
    full: QuerySet[Any],
    order: Sequence[str],
    window: Window,
    shown: Callable[[Any], Any],
) -> Found[Any]:
    keys = page(rows, order, window, is_narrowed=False)
    return keys.shown_as([shown(row) for row in in_order(full, keys.rows)])


def level(actor: Actor, decision_id: int) -> LevelRow:
    """One decision in sight."""
    rows = LevelDecision.objects.visible_to(actor).select_related("community")
    return _level(_only(rows.filter(pk=decision_id)))


def penalty(actor: Actor, penalty_id: int) -> PenaltyRow:
    """One penalty in sight."""
    rows = Penalty.objects.visible_to(actor).select_related("company__merged_into")
    return _penalty(_only(rows.filter(pk=penalty_id)))


def penalty_numbered(actor: Actor, number: str) -> PenaltyRow:
    """The penalty of this document, in sight."""
    rows = Penalty.objects.visible_to(actor).select_related("company__merged_into")
    return _penalty(_only(rows.filter(number=number)))


def exposure(actor: Actor, exposure_id: int) -> ExposureRow:
    """One exposure in sight."""
    rows = Exposure.objects.visible_to(actor).select_related("company__merged_into")
    row = _only(rows.filter(pk=exposure_id))
    standing = ExposureFact.objects.standing().filter(exposure=row).values_list("pk", flat=True)
    return replace(_exposure(row), version=standing.first() or 0)


def _only(rows: QuerySet[Any]) -> Any:
    row = rows.first()
    if row is None:
        raise NotFound("没有找到，或者它不在您的辖区内。")
    return row


def _level(row: LevelDecision) -> LevelRow:
    return LevelRow(
        id=row.pk,
        community_code=row.community.code,
        community=row.community.name,
        county_code=row.county_id,
        decided_on=row.decided_on,
        kind=row.kind,
        old_level=row.old_level,
        new_level=row.new_level,
        document=row.document,
        is_void=row.is_void,
    )


def _penalty(row: Penalty) -> PenaltyRow:
    company = row.company.merged_into or row.company
    return PenaltyRow(
        id=row.pk,
        number=row.number,
        company_id=company.pk,
        company=company.name,
        county_code=row.county_id,
        organ=row.organ,
        category=row.category,
        fine=row.fine,
        decided_on=row.decided_on,
        revoked_on=row.revoked_on,
    )


def _exposure(row: Exposure) -> ExposureRow:
    company = row.company.merged_into or row.company
    return ExposureRow(
        id=row.pk,
        company_id=company.pk,
        company=company.name,
        county_code=row.county_id,
        media=row.media,
        case_title=row.case_title,
        published_on=row.published_on,
        withdrawn_on=row.withdrawn_on,
    )
