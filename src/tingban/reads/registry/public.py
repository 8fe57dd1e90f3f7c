"""What the public may find of the registers: where a community is, and nothing else (DOMAIN 5.6).

No actor stands before these: everybody sees the same, and only the columns named here.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from tingban.data.registry.models import Community, Company, Contract
from tingban.kit.text import clean_name
from tingban.reads.registry.search import Bigrams, is_searchable
from tingban.rules.areas import AREA_BY_CODE

MOST: Final = 8
# One character stands in the names of half a county.
_SHORTEST: Final = 2
_ENOUGH: Final = 100


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A community by name and place."""

    code: str
    name: str
    county_code: str
    street: str

    @property
    def where(self) -> str:
        """County and street, to tell namesakes apart."""
        return f"{AREA_BY_CODE[self.county_code].full_name} {self.street}".strip()


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest ones, and whether there are more than can be shown."""

    places: tuple[PublicPlace, ...]
    has_more: bool


def find_places(text: str) -> Found:
    """Standing communities by name, alias, street or company, the nearest names first."""
    word = clean_name(text)
    if len(word) < _SHORTEST or not is_searchable(word):
        return Found((), has_more=False)
    named = _places(_standing().filter(search=Bigrams(word)))
    found = {place.code: place for place in named}
    if len(found) <= MOST:
        kept = _places(_standing().filter(id__in=_kept_by(word)))
        found |= {place.code: place for place in kept if place.code not in found}
    near = sorted(found.values(), key=lambda place: _distance(word, place.name))
    return Found(tuple(near[:MOST]), has_more=len(near) > MOST)


def _distance(word: str, name: str) -> tuple[bool, bool, int]:
    """Names that begin with the word come first, then those that hold it, short ones first."""
    return not name.startswith(word), word not in name, len(name)


def place_of(code: str) -> PublicPlace | None:
    """The standing community of this code."""
    found = _places(_standing().filter(code=code))
    return found[0] if found else None


def _standing() -> QuerySet[Community]:
    return Community.objects.filter(is_void=False, merged_into__isnull=True)


def _places(rows: QuerySet[Community]) -> list[PublicPlace]:
    columns = rows.order_by("name", "code").values_list("code", "name", "county_id", "street")
    return [PublicPlace(*row) for row in columns[:_ENOUGH]]


def _kept_by(word: str) -> QuerySet[Contract, int]:
    """By the company's name alone; the index also holds persons, whom nobody finds here."""
    companies = Company.objects.filter(search=Bigrams(word), name__contains=word).order_by()
    contracts = Contract.objects.filter(is_void=False, company_id__in=companies.values("id"))
    return contracts.order_by().values_list("community_id", flat=True)
