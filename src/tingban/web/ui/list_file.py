"""A list of the desk as a workbook, with the filter and the order of the page."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tingban.actions.weekly import taking_away
from tingban.kit import clock
from tingban.kit.windows import ALL, Window
from tingban.reports.lists import ListColumn
from tingban.web.doors import DeskRequest
from tingban.web.ui.listing import Query

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def wanted(request: DeskRequest) -> bool:
    """Whether the address asks for the workbook instead of the page."""
    return request.GET.get("export") == "xlsx"


def window(query: Query, request: DeskRequest) -> Window:
    """The part of the list to read: one page, or all of it for the workbook."""
    if wanted(request):
        return Window(query.sort, 0, ALL)
    return Window(query.sort, query.offset, query.size)


def answer(
    request: DeskRequest,
    title: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[object]],
) -> HttpResponse:
    """The workbook as a download that tells who made it and when, and is an event."""
    at, target = clock.now(), BytesIO()
    taking_away.take_list(
        title=title,
        columns=columns,
        rows=rows,
        actor=request.actor,
        at=at,
        target=target,
    )
    name = f"{title}{at:%Y%m%d}.xlsx"
    return HttpResponse(
        target.getvalue(),
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )
