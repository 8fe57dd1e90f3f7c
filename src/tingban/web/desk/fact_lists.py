"""What the list pages of facts share: who reads, how an area is called, what can be done next."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from tingban.rules.actors import CITY_WIDE, COUNTY, FIELD, WRITERS
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.audit.offers import Offer
from tingban.web.ui import rows

READERS: Final = CITY_WIDE | COUNTY
# Registers, visits and problems are also an enforcement officer's to see; cases are not.
FIELD_READERS: Final = READERS | FIELD
WRITING: Final = WRITERS
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY: Final = 4 << 20


def area_name(code: str) -> str:
    """How an area is called in lists."""
    return AREA_BY_CODE[code].name if code else ""


def closed_because(offers: Iterable[Offer], act: str) -> str:
    """Why an act is closed; empty where it is open."""
    return next((offer.reason for offer in offers if offer.act == act), "")


def step(
    label: str, name: str, *keys: str, reason: str = "", tone: str = "", query: Any = None
) -> rows.Action:
    """A next step on a card that leads to its page."""
    href = reverse(name, args=keys) + (f"?{urlencode(query)}" if query else "")
    return rows.Action(label, href, tone="" if reason else tone, reason=reason)
