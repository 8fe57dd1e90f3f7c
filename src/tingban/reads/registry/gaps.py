"""What the registers still lack: streets, contracts, codes, successors (DOMAIN 5)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tingban.data.registry.models import Community, Company, Contract
from tingban.rules.actors import Actor
from tingban.rules.registry import CompanyKind, ManagementMode

# Whoever keeps himself, or is kept by the street, needs no contract with a company.
NEEDS_CONTRACT = ("", ManagementMode.COMPANY.value, ManagementMode.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many rows of each kind are still to be completed, as far as the actor sees."""

    without_street: int
    without_contract: int
    lapsed_contracts: int
    pending_companies: int

    @property
    def total(self) -> int:
        """All of them."""
        return (
            self.without_street
            + self.without_contract
            + self.lapsed_contracts
            + self.pending_companies
        )


def lacking(rows: QuerySet[Community], gap: str) -> QuerySet[Community]:
    """Narrow to the communities that lack this."""
    match gap:
        case "street":
            return rows.filter(street="")
        case "contract":
            held = Contract.objects.filter(is_void=False).order_by()
            merged = held.filter(community__merged_into__isnull=False)
            return (
                rows.filter(management__in=NEEDS_CONTRACT)
                .exclude(id__in=held.values("community_id"))
                .exclude(id__in=merged.values("community__merged_into_id"))
            )
    return rows


def lapsed(rows: QuerySet[Contract], today: date) -> QuerySet[Contract]:
    """Contracts that ended and that no other followed: nobody is known to keep the place."""
    follows = Contract.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        community_id=OuterRef("community_id"),
        is_void=False,
    )
    newer = Contract.objects.filter(
        community_id=OuterRef("community_id"), is_void=False, starts_on__gt=OuterRef("starts_on")
    )
    return rows.filter(
        ~Exists(follows.order_by()),
        ~Exists(newer.order_by()),
        is_void=False,
        ends_on__lt=today,
        community__is_void=False,
        community__merged_into__isnull=True,
    )


def gaps(actor: Actor, today: date) -> Gaps:
    """Count what is missing; companies are the whole city's."""
    communities = Community.objects.visible_to(actor).filter(
        is_void=False, merged_into__isnull=True
    )
    companies = Company.objects.visible_to(actor).filter(
        kind=CompanyKind.PENDING.value, merged_into__isnull=True
    )
    return Gaps(
        without_street=lacking(communities, "street").order_by().count(),
        without_contract=lacking(communities, "contract").order_by().count(),
        lapsed_contracts=lapsed(Contract.objects.visible_to(actor), today).order_by().count(),
        pending_companies=companies.order_by().count(),
    )
