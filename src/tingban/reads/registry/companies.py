"""物业企业: one company for its forms, and companies to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tingban.data.registry.models import Company
from tingban.reads.registry.pages import lean
from tingban.reads.registry.search import Bigrams, is_searchable
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.registry import CompanyKind

NOT_FOUND: Final = "没有找到这家企业。"


@dataclass(frozen=True, slots=True)
class CompanyDetail:
    """Everything a form asks of a company, and the version that it was seen in."""

    id: int
    uscc: str
    name: str
    legal_person: str
    phone: str
    kind: CompanyKind
    merged_into: int | None
    merged_into_name: str
    version: int

    @property
    def is_open(self) -> bool:
        """Whether new facts may be stated of it."""
        return self.merged_into is None

    @property
    def is_pending(self) -> bool:
        """Whether its code is still to come."""
        return self.is_open and not self.uscc and self.kind is CompanyKind.PENDING


def company(actor: Actor, company_id: int) -> CompanyDetail:
    """One company; companies are the whole city's (DOMAIN 5.2)."""
    rows = lean(Company.objects.visible_to(actor), "merged_into__name")
    row = rows.filter(pk=company_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    into = row.merged_into
    return CompanyDetail(
        id=row.pk,
        uscc=row.uscc or "",
        name=row.name,
        legal_person=row.legal_person,
        phone=row.phone,
        kind=CompanyKind(row.kind),
        merged_into=into.pk if into else None,
        merged_into_name=into.name if into else "",
        version=row.version,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A company to choose in a form."""

    id: int
    name: str
    uscc: str

    @property
    def label(self) -> str:
        """Name and code, to tell namesakes apart."""
        return f"{self.name}（{self.uscc or '代码待补'}）"


def suggest(actor: Actor, text: str, *, besides: int = 0, limit: int = 20) -> list[Choice]:
    """Standing companies that fit what was typed, the nearest names first."""
    if not is_searchable(text):
        return []
    rows = Company.objects.visible_to(actor).filter(merged_into__isnull=True, search=Bigrams(text))
    found = _choices(rows.exclude(pk=besides).order_by("name", "id")[:200])
    found.sort(key=lambda one: (text not in one.name, len(one.name)))
    return found[:limit]


def by_code(actor: Actor, uscc: str) -> Choice | None:
    """The company with this code."""
    return next(iter(_choices(Company.objects.visible_to(actor).filter(uscc=uscc)[:1])), None)


def namesakes(actor: Actor, name_key: str, *, besides: int = 0) -> list[Choice]:
    """Companies of the same name: worth a look before a second one is registered."""
    rows = Company.objects.visible_to(actor).filter(name_key=name_key, merged_into__isnull=True)
    return _choices(rows.exclude(pk=besides).order_by("id")[:10])


def _choices(rows: Iterable[Company]) -> list[Choice]:
    return [Choice(row.pk, row.name, row.uscc or "") for row in rows]
