"""小区台账: the list, and one community for its forms."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Q

from tingban.data.registry.models import Community, CommunityAlias
from tingban.reads.registry.pages import lean
from tingban.reads.registry.search import Bigrams, communities_kept_by, is_searchable
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这个小区，或者它不在您的辖区内。"


def streets(actor: Actor, county: str) -> list[str]:
    """The streets that communities of a county are registered under, for the filter."""
    rows = Community.objects.visible_to(actor).filter(county_id=county, is_void=False)
    return list(
        rows.exclude(street="").order_by("street").values_list("street", flat=True).distinct()
    )


@dataclass(frozen=True, slots=True)
class CommunityDetail:
    """Everything a form asks of a community, and the version that it was seen in."""

    id: int
    code: str
    county_code: str
    name: str
    street: str
    address: str
    management: str
    fee_mode: str
    households: int | None
    exclusive_area: Decimal | None
    owner_count: int | None
    standing: str
    merged_into: str
    merged_into_name: str
    version: int
    aliases: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether new facts may be stated of it."""
        return self.standing == "standing"


def community(actor: Actor, code: str) -> CommunityDetail:
    """One community in sight."""
    rows = lean(Community.objects.visible_to(actor), "merged_into__code", "merged_into__name")
    row = rows.filter(code=code).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    aliases = CommunityAlias.objects.standing().filter(community=row).order_by("id")
    into = row.merged_into
    return CommunityDetail(
        id=row.pk,
        code=row.code,
        county_code=row.county_id,
        name=row.name,
        street=row.street,
        address=row.address,
        management=row.management,
        fee_mode=row.fee_mode,
        households=row.households,
        exclusive_area=row.exclusive_area,
        owner_count=row.owner_count,
        standing="void" if row.is_void else "merged" if into else "standing",
        merged_into=into.code if into else "",
        merged_into_name=into.name if into else "",
        version=row.version,
        aliases=tuple(aliases.values_list("name", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A community to choose in a form."""

    code: str
    name: str
    county_code: str
    street: str

    @property
    def label(self) -> str:
        """Name and where, to tell namesakes apart."""
        return f"{self.name}（{self.street or '街道待补'}）"


def suggest(actor: Actor, text: str, *, county: str = "", limit: int = 20) -> list[Suggestion]:
    """Standing communities by name, alias, street or company, the nearest names first."""
    if not is_searchable(text):
        return []
    rows = Community.objects.visible_to(actor).filter(is_void=False, merged_into__isnull=True)
    rows = rows.filter(Q(search=Bigrams(text)) | Q(id__in=communities_kept_by(text)))
    rows = rows.filter(county_id=county) if county else rows
    columns = ("code", "name", "county_id", "street")
    found = [Suggestion(*row) for row in rows.order_by("name", "code").values_list(*columns)[:200]]
    found.sort(key=lambda one: (text not in one.name, len(one.name)))
    return found[:limit]


def roll(actor: Actor, county: str) -> list[Suggestion]:
    """Every standing community of a county, by name."""
    rows = Community.objects.visible_to(actor).filter(
        county_id=county, is_void=False, merged_into__isnull=True
    )
    columns = ("code", "name", "county_id", "street")
    return [Suggestion(*row) for row in rows.order_by("name", "code").values_list(*columns)]


def namesakes(actor: Actor, county: str, name_key: str, *, besides: str = "") -> list[Suggestion]:
    """Communities of the same name in the county: a warning, never a refusal (DOMAIN 5.1)."""
    rows = Community.objects.visible_to(actor).filter(
        county_id=county, name_key=name_key, is_void=False
    )
    columns = ("code", "name", "county_id", "street")
    found = rows.exclude(code=besides).order_by("code").values_list(*columns)[:10]
    return [Suggestion(*row) for row in found]


def by_codes(actor: Actor, codes: Collection[str]) -> dict[str, str]:
    """Names of communities in sight by code."""
    rows = Community.objects.visible_to(actor).filter(code__in=codes)
    return dict(rows.order_by().values_list("code", "name"))
