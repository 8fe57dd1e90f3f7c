"""Editions as they were stored: what one unit sent, and the table of the whole city (ADR 0009)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import OuterRef, QuerySet, Subquery

from tingban.data.weekly.models import (
    CityCell,
    CityEdition,
    CityEditionPart,
    Edition,
    EditionCell,
    Report,
    ReportWeek,
)
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.weekly import weeks
from tingban.rules.weekly.contents import BriefText, Content, Figure, Origin, Seal, city_digest
from tingban.rules.weekly.steps import READY_TO_FREEZE, State
from tingban.rules.weekly.weeks import Kind

NO_EDITION = "没有找到这一版报表，或者它不在您的辖区内。"
# What the next week is compared with (CHK-18): accepted, stood in for, or frozen.
_STANDING = sorted(READY_TO_FREEZE | {State.FROZEN, State.CORR})
# Of a cell that is kept: hundreds belong to a week, so no row is made of each.
_CELL = ("edition_id", "cell", "value", "computed", "ids", "reason", "digest")


@dataclass(frozen=True, slots=True)
class StoredEdition:
    """One edition of a unit with everything behind it."""

    key: int
    number: str
    area_code: str
    version: int
    origin: Origin
    made_at: datetime
    as_of: datetime
    known_at: datetime
    signer_name: str
    sender_name: str
    digest: str
    content: Content
    # What was stored as the digest of each list; `content` digests the list anew.
    list_digests: Mapping[str, str]

    @property
    def label(self) -> str:
        """`ZB-140802-2024-W03-v2`."""
        return f"{self.number}-v{self.version}"

    @property
    def is_auto(self) -> bool:
        """系统代报，未经县级确认 (T-R05)."""
        return self.origin is Origin.AUTO

    @property
    def seal(self) -> Seal:
        """What the edition says of itself."""
        return Seal(
            number=self.number,
            version=self.version,
            origin=self.origin,
            as_of=plain_moment(self.as_of),
            known_at=plain_moment(self.known_at),
            signer_name=self.signer_name,
        )

    def faults(self) -> tuple[str, ...]:
        """What no longer fits the digests, in words; empty where all is as it was stored."""
        told = [
            f"{self.label} 的 {code} 名单与摘要不符"
            for code, figure in self.content.figures.items()
            if self.list_digests[code] != figure.digest
        ]
        if self.seal.digest(self.content) != self.digest:
            told.append(f"{self.label} 的内容与总摘要不符")
        return tuple(told)


@dataclass(frozen=True, slots=True)
class CityPart:
    """Which edition of a unit the city's table holds."""

    area_code: str
    label: str
    digest: str
    is_auto: bool


@dataclass(frozen=True, slots=True)
class StoredCity:
    """One version of the frozen table of the whole city."""

    key: int
    number: str
    version: int
    made_at: datetime
    signer_name: str
    digest: str
    parts: tuple[CityPart, ...]
    figures: Mapping[str, Figure]
    list_digests: Mapping[str, str]

    @property
    def label(self) -> str:
        """`KZ-1408-2024-W03-v1`."""
        return f"{self.number}-v{self.version}"

    def faults(self) -> tuple[str, ...]:
        """What no longer fits the digests, in words."""
        told = [
            f"{self.label} 合计 {code} 名单与摘要不符"
            for code, figure in self.figures.items()
            if self.list_digests[code] != figure.digest
        ]
        parts = {part.label: part.digest for part in self.parts}
        if city_digest(self.label, parts, self.figures) != self.digest:
            told.append(f"{self.label} 的内容与总摘要不符")
        return tuple(told)


def plain_moment(moment: datetime) -> str:
    """A moment as digests take it: UTC, however the database returns it."""
    return moment.astimezone(UTC).isoformat()


def edition(*, actor: Actor, number: str, version: int | None = None) -> StoredEdition:
    """One edition of a report, the last one where no version is asked for."""
    rows = Edition.objects.visible_to(actor).filter(report__number=number)
    if version is not None:
        rows = rows.filter(version=version)
    row = rows.select_related("report").order_by("-version").first()
    if row is None:
        raise NotFound(NO_EDITION)
    return _stored([row])[0]


def versions(*, actor: Actor, number: str) -> tuple[StoredEdition, ...]:
    """All editions of a report, the first one first."""
    rows = Edition.objects.visible_to(actor).filter(report__number=number)
    return _stored(rows.select_related("report").order_by("version"))


def latest_rows(reports: QuerySet[Report]) -> QuerySet[Edition]:
    """The last edition of each of these reports."""
    newest = Edition.objects.filter(report=OuterRef("report")).order_by("-version").values("pk")
    return Edition.objects.filter(report__in=reports, pk=Subquery(newest[:1]))


def latest_editions(
    *, actor: Actor, week_code: str, areas: Iterable[str] | None = None
) -> dict[str, StoredEdition]:
    """The last edition of each unit of a week (of some, where `areas` names them), by area.

    Units that sent nothing are not in it.
    """
    reports = Report.objects.visible_to(actor).filter(week__code=week_code)
    if areas is not None:
        reports = reports.filter(area__in=list(areas))
    rows = latest_rows(reports).select_related("report").order_by("report__area")
    return {stored.area_code: stored for stored in _stored(rows)}


def standing_before(
    *, actor: Actor, as_of: datetime, areas: Iterable[str] | None = None
) -> dict[str, int]:
    """Keys of the editions that the next week is compared with (CHK-18), by area.

    The last one accepted, stood in for or frozen before this cut-off, a correction included.
    """
    rows = Edition.objects.visible_to(actor).filter(
        report__week__kind=Kind.WEEK.value,
        report__week__as_of__lt=as_of,
        report__state__in=_STANDING,
    )
    if areas is not None:
        rows = rows.filter(report__area__in=list(areas))
    newest = ("report__area_id", "-report__week__as_of", "-version")
    found = rows.order_by(*newest).distinct("report__area_id")
    return dict(found.values_list("report__area_id", "pk"))


def last_accepted(
    *, actor: Actor, as_of: datetime, areas: Iterable[str] | None = None
) -> dict[str, StoredEdition]:
    """The same editions with everything behind them."""
    keys = standing_before(actor=actor, as_of=as_of, areas=areas).values()
    rows = Edition.objects.filter(pk__in=list(keys)).select_related("report").order_by("pk")
    return {stored.area_code: stored for stored in _stored(rows)}


def values_of(keys: Iterable[int]) -> dict[int, dict[str, int]]:
    """Bare numbers of editions by their keys, without the lists."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = EditionCell.objects.filter(edition__in=list(keys)).order_by("edition_id", "cell")
    for key, cell, value in rows.values_list("edition_id", "cell", "value"):
        found[key][cell] = int(value or 0)
    return found


def city_edition(*, actor: Actor, week_code: str, version: int | None = None) -> StoredCity:
    """The frozen table of the whole city, the last version where none is asked for."""
    rows = CityEdition.objects.filter(week__code=week_code)
    if not actor.sees_whole_city:
        rows = rows.none()
    if version is not None:
        rows = rows.filter(version=version)
    row = rows.select_related("week").order_by("-version").first()
    if row is None:
        raise NotFound("这一期还没有冻结，没有全市汇总表。")
    return stored_city(row)


def city_before(*, actor: Actor, as_of: datetime) -> StoredCity | None:
    """The last frozen table of a week before this cut-off; None where there is none."""
    rows = CityEdition.objects.filter(week__kind=Kind.WEEK.value, week__as_of__lt=as_of)
    row = rows.select_related("week").order_by("-week__as_of", "-version").first()
    return stored_city(row) if row is not None and actor.sees_whole_city else None


def parts_of(city: StoredCity) -> dict[str, StoredEdition]:
    """The editions that a version of the city's table is made of, by area."""
    rows = Edition.objects.filter(city_parts__city=city.key).order_by("pk")
    return {stored.area_code: stored for stored in stored_of(rows)}


def stored_city(row: CityEdition) -> StoredCity:
    """A version of the city's table as a value."""
    parts = CityEditionPart.objects.filter(city=row).select_related("edition__report")
    cells = list(CityCell.objects.filter(city=row).order_by("cell"))
    return StoredCity(
        key=row.pk,
        number=weeks.city_number_of(row.week.code),
        version=row.version,
        made_at=row.made_at,
        signer_name=row.signer_name,
        digest=row.digest,
        parts=tuple(
            CityPart(
                area_code=part.edition.report.area_id,
                label=f"{part.edition.report.number}-v{part.edition.version}",
                digest=part.edition.digest,
                is_auto=part.is_auto,
            )
            for part in parts.order_by("edition__report__area__report_order")
        ),
        figures={
            cell.cell: _figure(cell.cell, int(cell.value or 0), len(cell.ids), cell.ids)
            for cell in cells
        },
        list_digests={cell.cell: cell.digest for cell in cells},
    )


def stored_of(rows: QuerySet[Edition]) -> tuple[StoredEdition, ...]:
    """Editions as values."""
    return _stored(rows.select_related("report"))


def faults_of_week(*, actor: Actor, week_code: str) -> tuple[str, ...]:
    """Everything of a week that no longer fits its digests; empty where nothing was touched."""
    week = ReportWeek.objects.filter(code=week_code).first()
    if week is None:
        raise NotFound("没有找到这一期。")
    rows = Edition.objects.visible_to(actor).filter(report__week=week)
    told = [fault for stored in stored_of(rows.order_by("pk")) for fault in stored.faults()]
    if actor.sees_whole_city:
        for row in CityEdition.objects.filter(week=week).select_related("week").order_by("version"):
            told += stored_city(row).faults()
    return tuple(told)


def first_fault(*, actor: Actor) -> tuple[str, str] | None:
    """The first week with an edition that no longer fits its digests, and which; None is well."""
    codes = ReportWeek.objects.order_by("as_of", "kind").values_list("code", flat=True)
    for code in codes:
        faults = faults_of_week(actor=actor, week_code=code)
        if faults:
            return code, faults[0]
    return None


def _stored(rows: Iterable[Edition]) -> tuple[StoredEdition, ...]:
    editions = list(rows)
    figures: dict[int, dict[str, Figure]] = defaultdict(dict)
    digests: dict[int, dict[str, str]] = defaultdict(dict)
    found = EditionCell.objects.filter(edition__in=editions).order_by("edition_id", "cell")
    told = found.values_list(*_CELL)
    for key, cell, value, computed, ids, reason, digest in told:
        figures[key][cell] = _figure(cell, int(value or 0), int(computed or 0), ids, reason)
        digests[key][cell] = digest
    return tuple(_as_value(row, figures[row.pk], digests[row.pk]) for row in editions)


def _as_value(row: Edition, figures: dict[str, Figure], digests: dict[str, str]) -> StoredEdition:
    content = Content(
        figures=figures,
        annex2_rows=row.annex2_rows,
        annex2_digest=row.annex2_digest,
        brief=BriefText.of(row.brief),
        notes=row.notes,
    )
    return StoredEdition(
        key=row.pk,
        number=row.report.number,
        area_code=row.report.area_id,
        version=row.version,
        origin=Origin(row.origin),
        made_at=row.made_at,
        as_of=row.as_of,
        known_at=row.known_at,
        signer_name=row.signer_name,
        sender_name=row.sender_name,
        digest=row.digest,
        content=content,
        list_digests=digests,
    )


def _figure(cell: str, value: int, computed: int, ids: Iterable[str], reason: str = "") -> Figure:
    given = None if value == computed else value
    return Figure(cell, computed, tuple(ids), given, reason)
