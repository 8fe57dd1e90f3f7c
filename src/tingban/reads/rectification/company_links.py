"""The link of an order: its token, and what it opens.

The token follows from the order, the company, the row of the link and the key of the
installation. It is never stored, so no copy of the database opens an order.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from tingban.data.audit.known import KnownQuerySet
from tingban.data.rectification.models import Order, OrderFact, OrderLink, OrderProblem
from tingban.data.registry.models import Company
from tingban.kit.crypto import blind_index
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.rectification.company_links import LinkStanding, closed_because
from tingban.rules.rectification.stages import OPEN

_PURPOSE: Final = "tingban.company-door"
_LENGTH: Final = 32
NOT_FOUND: Final = "没有找到这个链接。请核对是否完整，或者重新扫描通知书上的二维码。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that holds: the order, and the company that comes in by it."""

    link_id: int
    order: str
    company: str
    uscc: str

    def actor(self, ip: str) -> Actor:
        """The company itself; nobody signs in, so there is no user."""
        return Actor(
            user_id=None,
            name=self.company[:64],
            role=Role.CO,
            unit_code=self.uscc,
            unit_name=self.company[:64],
            area_code="",
            ip=ip,
        )


@dataclass(frozen=True, slots=True)
class GivenLink:
    """The standing link of an order, as a clerk sees it."""

    id: int
    token: str
    until: date
    closed: str


def given(actor: Actor, number: str, *, today: date) -> GivenLink | None:
    """The standing link of an order in sight; None where none was given or it was revoked."""
    order = Order.objects.visible_to(actor).filter(number=number).first()
    link = _links().standing().filter(order=order).first() if order else None
    if link is None:
        return None
    return GivenLink(
        link.pk, token_of(link), link.until, closed_because(_standing(link), today=today)
    )


def opened(link_id: int, token: str, *, today: date) -> Opened:
    """What an address opens; a wrong token and a link that never was are told alike."""
    link = _links().filter(pk=link_id).first()
    known = token_of(link) if link else ""
    if link is None or not hmac.compare_digest(known, token):
        raise NotFound(NOT_FOUND)
    return _opened(link, today)


def holding(link_id: int, *, today: date) -> Opened:
    """What a link whose address was shown before opens now."""
    link = _links().filter(pk=link_id).first()
    if link is None:
        raise NotFound(NOT_FOUND)
    return _opened(link, today)


def _opened(link: OrderLink, today: date) -> Opened:
    closed = closed_because(_standing(link), today=today)
    if closed:
        raise NotNow(closed)
    company = present(link.company)
    return Opened(link.pk, link.order.number, company.name, company.uscc or "")


def token_of(link: OrderLink) -> str:
    """The unguessable part of the address."""
    told = f"{_PURPOSE}:{link.pk}:{link.order.number}:{link.company.uscc}"
    return blind_index(bytes.fromhex(settings.CONTACT_INDEX_KEY), told)[:_LENGTH]


def company_of(order: Order) -> Company | None:
    """Whom an order speaks to: as it was signed, else the one company of its problems."""
    fact = OrderFact.objects.standing().filter(order=order).select_related("company__merged_into")
    signed = fact.first()
    if signed is not None:
        return present(signed.company)
    targets = OrderProblem.objects.standing().filter(order=order)
    rows = targets.select_related("problem__company__merged_into")
    found = {present(it.problem.company) for it in rows if it.problem.company}
    return found.pop() if len(found) == 1 else None


def present(company: Company) -> Company:
    """The company, or the one it turned out to be."""
    return company.merged_into or company


def _links() -> KnownQuerySet[OrderLink]:
    return OrderLink.objects.select_related("order", "company__merged_into")


def _standing(link: OrderLink) -> LinkStanding:
    targets = OrderProblem.objects.standing().filter(order=link.order)
    return LinkStanding(
        until=link.until,
        is_revoked=link.retracted_at is not None,
        is_withdrawn=link.order.withdrawn_on is not None,
        has_open_problem=targets.filter(problem__stage__in=OPEN).exists(),
    )
