"""移交清单 for the companies of both sides: the list as it stands, with its pictures; each confirms
or objects for its own side."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tingban.actions.exits import company_handovers, handovers
from tingban.kit import clock
from tingban.reads.exits import company_handover as reads
from tingban.reads.exits.company_handover import SideList
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.documents.sharing import Copy
from tingban.rules.errors import NotFound, NotNow
from tingban.rules.exits.handover import PARTS, Item, Line, item_label
from tingban.web import doors
from tingban.web.company import order_views
from tingban.web.company.forms import accepted, errors_of
from tingban.web.company.handover_forms import ConfirmForm, ObjectionForm
from tingban.web.desk.handover_forms import key_from, key_of
from tingban.web.doors import CompanyRequest
from tingban.web.portal.calls import call_of
from tingban.web.ui.handover_rows import line_row


@doors.company
def handover(request: CompanyRequest, number: str) -> HttpResponse:
    """The ten items, and what this company may confirm of them; of the exit itself nothing."""
    found = reads.handover(request.sight, number, today=clock.today())
    form = ConfirmForm(request.POST if request.method == "POST" else None, waiting=found.waiting)
    if form.is_bound and form.is_valid() and accepted(
        form,
        lambda: company_handovers.confirm(
            number=number, keys=[key_from(it) for it in form.cleaned_data["lines"]],
            version=form.cleaned_data["version"], sight=request.sight, at=clock.now(),
        ),
    ):  # fmt: skip
        return redirect("company:handover", number=number)
    if form.is_bound:
        # As it stands now: after a conflict the next try goes by what is shown.
        found = reads.handover(request.sight, number, today=clock.today())
    return order_views.page(request, "company/handover.html", _list(found, form))


def _list(found: SideList, form: ConfirmForm) -> dict[str, Any]:
    return {
        "about": found.about, "version": found.version, "errors": errors_of(form),
        "items": [_item(item, found, form) for item in Item],
        "asked": len(found.waiting), "objected": len(found.objected),
        "waiting": len(found.waiting) - len(found.objected),
        "missing": len(found.list.missing), "call": call_of(AREA_BY_CODE[found.about.county_code]),
    }  # fmt: skip


def _item(item: Item, found: SideList, form: ConfirmForm) -> dict[str, Any]:
    return {
        "label": item_label(item),
        "parts": "、".join(PARTS[item]),
        "lines": [_line(line, found, form) for line in found.list.of(item)],
        "pictures": found.pictures.get(item, ()),
    }


def _line(line: Line, found: SideList, form: ConfirmForm) -> dict[str, Any]:
    key = key_of(line)
    return line_row(line) | {
        "key": key, "is_asked": line in found.waiting, "is_ticked": key in form.ticked,
        "is_objected": line in found.objected,
    }  # fmt: skip


@doors.company
def object_to(request: CompanyRequest, number: str) -> HttpResponse:
    """What is wrong with one line."""
    asked = request.POST if request.method == "POST" else request.GET
    found, line = _asked(request, number, asked.get("line", ""))
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and accepted(
        form,
        lambda: company_handovers.object_to(
            number=number, key=key_from(form.cleaned_data["line"]),
            text=form.cleaned_data["text"], version=form.cleaned_data["version"],
            sight=request.sight, at=clock.now(),
        ),
    ):  # fmt: skip
        return redirect("company:handover", number=number)
    if form.is_bound:
        found, line = _asked(request, number, asked.get("line", ""))
    context = {
        "about": found.about, "version": found.version, "form": form, "errors": errors_of(form),
        "line": line_row(line) | {"key": key_of(line), "label": item_label(line.item)},
        "call": call_of(AREA_BY_CODE[found.about.county_code]),
    }  # fmt: skip
    return order_views.page(request, "company/handover_object.html", context)


def _asked(request: CompanyRequest, number: str, key: str) -> tuple[SideList, Line]:
    found = reads.handover(request.sight, number, today=clock.today())
    if found.about.is_over:
        raise NotNow("移交已经完成，清单不再改动。")
    line = next((it for it in found.list.lines if key_of(it) == key), None)
    if line is None:
        raise NotFound(handovers.NO_LINE)
    return found, line


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
