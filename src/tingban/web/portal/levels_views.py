"""等级核定结果: re-gradings in force, as everybody may read them (DOMAIN 5.6)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tingban.reads.enforcement import level_board
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.web import doors
from tingban.web.portal.calls import call_of


@require_safe
@doors.public
def levels(request: HttpRequest) -> HttpResponse:
    """All that are in force, or those of one county."""
    county = next((it for it in COUNTIES if it.code == request.GET.get("county")), None)
    shown = level_board.in_force(county.code if county else "")
    context = {
        "rows": shown,
        "is_cut": len(shown) == level_board.MOST,
        "most": level_board.MOST,
        "counties": COUNTIES,
        "county": county,
    }
    if county is not None:
        context["call"] = call_of(AREA_BY_CODE[county.code])
    return render(request, "portal/levels.html", context)
