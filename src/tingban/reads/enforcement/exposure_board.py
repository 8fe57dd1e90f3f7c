"""曝光台: what the public reads of exposures that stand (DOMAIN 5.6), and nothing else.

No actor stands before these: everybody sees the same. What is not published does not exist here;
what was withdrawn is told to be withdrawn, without a name.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from tingban.data.enforcement.models import ExposureCase
from tingban.reads.enforcement.exposure_cases import EXPOSURES, company_of
from tingban.reads.rectification import proceedings
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement.exposure_stages import Act, Stage
from tingban.rules.enforcement.exposure_text import PublicText, public_text
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这条曝光。请从曝光台重新查找。"
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """One exposure as the public reads it."""

    number: str
    company: str
    community: str
    county: str
    county_code: str
    published_on: date
    media: tuple[str, ...]
    url: str
    text: PublicText

    @property
    def link(self) -> str:
        """The address, where it is one that a browser opens."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


def standing(*, today: date) -> tuple[Shown, ...]:
    """All that stand, the newest first."""
    rows = _standing().order_by("-exposure__published_on", "-id")[:MOST]
    return tuple(_shown(row, today) for row in rows)


def one(number: str, *, today: date) -> Shown:
    """One that stands."""
    row = _standing().filter(number=number).first()
    if row is not None:
        return _shown(row, today)
    raise NotFound(NOT_FOUND)


def was_withdrawn(number: str) -> bool:
    """Whether the public has read it once and does no longer."""
    gone = Q(stage=Stage.WITHDRAWN.value) | Q(exposure__withdrawn_on__isnull=False)
    return ExposureCase.objects.filter(gone, number=number, exposure__isnull=False).exists()


def _standing() -> QuerySet[ExposureCase]:
    rows = ExposureCase.objects.filter(
        stage=Stage.PUBLISHED.value, exposure__isnull=False, exposure__withdrawn_on__isnull=True
    )
    return rows.select_related("community", "company__merged_into", "exposure")


def _shown(row: ExposureCase, today: date) -> Shown:
    now = proceedings.course_of(EXPOSURES, row, today=today)
    company = company_of(row)
    published = now.day_of(Act.PUBLISH) or today
    return Shown(
        number=row.number,
        company=company.name if company else "",
        community=row.community.name if row.community else "",
        county=AREA_BY_CODE[row.county_id].full_name,
        county_code=row.county_id,
        published_on=row.exposure.published_on if row.exposure else published,
        media=tuple(str(it) for it in now.items("media")),
        url=now.text("url"),
        text=public_text(now),
    )
