"""Keeping an edition: every number with its ids and digests, never to change (ADR 0009)."""

from dataclasses import dataclass
from datetime import datetime

from tingban.data.audit.models import Entry
from tingban.data.weekly.models import (
    CityCell,
    CityEdition,
    CityEditionPart,
    Edition,
    EditionCell,
    Report,
    ReportWeek,
)
from tingban.reads.weekly.editions import StoredEdition, plain_moment
from tingban.rules.actors import Actor
from tingban.rules.weekly import weeks
from tingban.rules.weekly.contents import Content, Origin, Seal, city_digest, city_figures


@dataclass(frozen=True, slots=True)
class Making:
    """Where an edition comes from, as known when, and whose names stand under it."""

    origin: Origin
    known_at: datetime
    signer_name: str = ""
    sender_name: str = ""


def keep_edition(
    report: Report, content: Content, making: Making, *, entry: Entry, at: datetime
) -> Edition:
    """Write the next edition of a report."""
    version = Edition.objects.filter(report=report).count() + 1
    seal = Seal(
        number=report.number,
        version=version,
        origin=making.origin,
        as_of=plain_moment(report.week.as_of),
        known_at=plain_moment(making.known_at),
        signer_name=making.signer_name,
    )
    edition = Edition.objects.create(
        report=report,
        version=version,
        origin=making.origin.value,
        made_at=at,
        as_of=report.week.as_of,
        known_at=making.known_at,
        signer_name=making.signer_name,
        sender_name=making.sender_name,
        brief=content.brief.parts,
        notes=dict(content.notes),
        annex2_rows=content.annex2_rows,
        annex2_digest=content.annex2_digest,
        digest=seal.digest(content),
        entry=entry,
    )
    _keep_cells(edition, content)
    return edition


def _keep_cells(edition: Edition, content: Content) -> None:
    EditionCell.objects.bulk_create(
        EditionCell(
            edition=edition,
            cell=code,
            value=figure.value,
            computed=figure.computed,
            ids=list(figure.ids),
            digest=figure.digest,
            reason=figure.reason,
        )
        for code, figure in content.figures.items()
    )


def keep_city(
    week: ReportWeek,
    editions: dict[str, StoredEdition],
    auto: frozenset[str],
    *,
    actor: Actor,
    entry: Entry,
    at: datetime,
) -> CityEdition:
    """Write the next version of the city's table: the union of the frozen lists (T-R08)."""
    version = CityEdition.objects.filter(week=week).count() + 1
    figures = city_figures({area: stored.content.figures for area, stored in editions.items()})
    label = f"{weeks.city_number_of(week.code)}-v{version}"
    parts = {stored.label: stored.digest for stored in editions.values()}
    city = CityEdition.objects.create(
        week=week,
        version=version,
        made_at=at,
        signer_name=actor.name,
        digest=city_digest(label, parts, figures),
        entry=entry,
    )
    CityEditionPart.objects.bulk_create(
        CityEditionPart(city=city, edition_id=stored.key, is_auto=area in auto)
        for area, stored in editions.items()
    )
    CityCell.objects.bulk_create(
        CityCell(
            city=city,
            cell=code,
            value=figure.value,
            ids=list(figure.ids),
            digest=figure.digest,
        )
        for code, figure in figures.items()
    )
    return city
