"""移交清单 for the companies of both sides: the list as it stands, with its pictures."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tingban.actions.exits import handovers
from tingban.kit import clock
from tingban.reads.exits import company_handover as reads
from tingban.reads.exits.company_handover import SideList
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents.sharing import Copy
from tingban.rules.errors import NotFound
from tingban.rules.exits.handover import PARTS, Item, item_label
from tingban.web import doors
from tingban.web.company import order_views
from tingban.web.doors import CompanyRequest
from tingban.web.portal.calls import call_of
from tingban.web.ui.handover_rows import line_row


@require_safe
@doors.company
def handover(request: CompanyRequest, number: str) -> HttpResponse:
    """The ten items; of the exit itself nothing."""
    found = reads.handover(request.sight, number, today=clock.today())
    context = {
        "about": found.about,
        "items": [_item(item, found) for item in Item],
        "missing": len(found.list.missing),
        "call": call_of(AREA_BY_CODE[found.about.county_code]),
    }
    return order_views.page(request, "company/handover.html", context)


def _item(item: Item, found: SideList) -> dict[str, Any]:
    return {
        "label": item_label(item),
        "parts": "、".join(PARTS[item]),
        "lines": [line_row(line) for line in found.list.of(item)],
        "pictures": found.pictures.get(item, ()),
    }


@require_safe
@never_cache
@doors.company
def picture(request: CompanyRequest, number: str, file: int, copy: str) -> HttpResponse:
    """A picture of the list, without the traces of its camera."""
    if copy not in (Copy.STRIPPED, Copy.THUMB):
        raise NotFound(reads.NOT_FOUND)
    told = handovers.hand_out_picture(
        number=number,
        attachment_id=file,
        copy=Copy(copy),
        sight=request.sight,
        today=clock.today(),
    )
    return order_views.picture(*told)
