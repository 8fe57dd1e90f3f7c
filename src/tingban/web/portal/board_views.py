"""曝光台: the 典型案例 that stand, as everybody may read them (T-X02, DOMAIN 5.6)."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tingban.kit import clock
from tingban.reads.enforcement import exposure_board
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.web import doors
from tingban.web.portal.calls import call_of

_GONE: Final = 404


@require_safe
@doors.public
def board(request: HttpRequest) -> HttpResponse:
    """All that stand, the newest first."""
    shown = exposure_board.standing(today=clock.today())
    return render(request, "portal/board/list.html", {"cases": shown})


@require_safe
@doors.public
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One that stands; of one that was withdrawn nothing but that."""
    try:
        shown = exposure_board.one(number, today=clock.today())
    except NotFound:
        if not exposure_board.was_withdrawn(number):
            raise
        return render(request, "portal/board/withdrawn.html", status=_GONE)
    context = {"case": shown, "call": call_of(AREA_BY_CODE[shown.county_code])}
    return render(request, "portal/board/case.html", context)
