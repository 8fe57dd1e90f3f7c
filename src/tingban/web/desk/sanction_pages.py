"""The lists of facts that end in the cells C02–C05 look alike: one page lays them out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tingban.kit.windows import Found, Window
from tingban.reads.enforcement.sanctions import SanctionFilter
from tingban.reports.lists import ListColumn
from tingban.rules.actors import Actor
from tingban.web.desk.narrowing import OfOneFilter
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Column, Listing


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, where it leads, its tone; `value` is what the workbook gets."""

    text: str
    href: str = ""
    tone: str = ""
    value: object = None

    @property
    def plain(self) -> object:
        """What stands in the workbook."""
        return self.text if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class ListPage:
    """One list: its words, its columns, how a row is shown, and where rows come from."""

    title: str
    unit: str
    columns: Sequence[Column]
    cells: Callable[[Any], Sequence[Cell]]
    rows: Callable[[Actor, SanctionFilter, Window], Found[Any]]
    filters: type[OfOneFilter]
    add: str
    add_label: str
    none: str
    # Pages of the same topic, by their words and names.
    beside: tuple[tuple[str, str], ...] = ()


def list_page(request: DeskRequest, page: ListPage) -> HttpResponse:
    """The list, or its workbook."""
    filters = page.filters(request.GET, actor=request.actor)
    query = listing.asked(request, page.columns, default="-on")
    wanted = SanctionFilter(
        text=filters.text_of("q"),
        county=filters.text_of("county"),
        kind=filters.text_of("kind"),
        state=filters.text_of("state"),
        of=filters.of,
    )
    found = page.rows(request.actor, wanted, list_file.window(query, request))
    if list_file.wanted(request):
        heads = [_head(column) for column in page.columns]
        values = ([cell.plain for cell in page.cells(row)] for row in found.rows)
        return list_file.answer(request, page.title, heads, values)
    lines = [_line(page, row) for row in found.rows]
    context = {
        "page": page,
        "listing": Listing(query, page.columns, found.shown_as(lines)),
        "filters": filters,
        "file_href": query.with_(export="xlsx", page=None, size=None),
        "plain_href": request.path,
    }
    return render(request, "desk/enforcement/list.html", context)


def _line(page: ListPage, row: Any) -> list[tuple[Column, Cell]]:
    return list(zip(page.columns, page.cells(row), strict=True))


def _head(column: Column) -> ListColumn:
    width = 12 if column.numeric or column.key == "on" else 24
    return ListColumn(column.label, width, numeric=column.numeric, unit=column.unit)
