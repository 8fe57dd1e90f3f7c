"""材料: the files of a case, a visit or a problem; the way in, and the way out."""

from typing import Final
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tingban.actions.overview import attachments as acts
from tingban.kit import clock
from tingban.reads.documents.attachments import NOT_FOUND
from tingban.reads.overview import attachments as reads
from tingban.reads.overview.attachments import Gallery, Owner
from tingban.rules.actors import BY_UNIT, CASE_WRITERS, FIELD_WRITERS, OF_PLACE
from tingban.rules.audit.acts import subject_label
from tingban.rules.documents.sharing import Copy, SubjectKind
from tingban.rules.errors import NotFound, Refused
from tingban.rules.exits.handover import from_pictures_key, item_label
from tingban.web import doors
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.fact_forms import mark
from tingban.web.desk.files_forms import AddFilesForm, RetractFileForm
from tingban.web.desk.files_rows import attached
from tingban.web.doors import DeskRequest
from tingban.web.ui.places import card
from tingban.web.ui.rows import Crumb
from tingban.web.ui.uploads import uploads_of

# Nothing in a file may run, speak to anybody or show another page, whatever it is.
_READERS: Final = lists.FIELD_READERS | BY_UNIT | OF_PLACE
_NONE: Final = "没有材料。"
_NONE_YET: Final = "还没有材料。照片、文件、录音、视频传上来以后列在这里。"
_SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"


@never_cache
@doors.desk(roles=_READERS)
def files(request: DeskRequest, subject: str) -> HttpResponse:
    """The files of one row, and the form that adds some."""
    gallery = reads.gallery(request.actor, subject)
    owner = gallery.owner
    if request.method != "POST":
        return _page(request, gallery, AddFilesForm(initial={"form": mark()}, owner=owner))
    form = AddFilesForm(request.POST, request.FILES, owner=owner)
    if form.is_valid():
        try:
            count = _add(request, subject, form)
        except Refused as refusal:
            for line in refusal.sentence.splitlines():
                form.add_error("uploads", line)
        else:
            messages.success(request, f"已上传 {count} 个文件。")
            return redirect("desk:files", subject)
    return _page(request, gallery, form)


def _add(request: DeskRequest, subject: str, form: AddFilesForm) -> int:
    return acts.add_attachments(
        subject=subject,
        uploads=uploads_of(form.cleaned_data["uploads"]),
        sharing=form.sharing_told,
        actor=request.actor,
        at=clock.now(),
        sent=acts.Sent(form.cleaned_data["form"], bool(form.cleaned_data.get("affirmed"))),
    )


def _page(request: DeskRequest, gallery: Gallery, form: AddFilesForm) -> HttpResponse:
    context = {
        "form": form,
        "gallery": gallery,
        "files": attached(gallery),
        "none": _NONE if gallery.owner.no_more else _NONE_YET,
        "title": _title(gallery.owner),
        "crumbs": [*_crumbs(gallery.owner), Crumb("材料")],
    }
    return render(request, "desk/files/files.html", context)


def _crumbs(owner: Owner) -> list[Crumb]:
    if owner.kind is SubjectKind.HANDOVER:
        number, _ = from_pictures_key(owner.key)
        return [Crumb(_title(owner), reverse("desk:exit_case_handover", args=[number]))]
    return [Crumb(_title(owner), card(owner.subject.partition(":")[0], owner.key))]


def _title(owner: Owner) -> str:
    if owner.kind is SubjectKind.HANDOVER:
        number, item = from_pictures_key(owner.key)
        return f"{number} 移交：{item_label(item)}"
    return subject_label(owner.subject)


@require_GET
@doors.desk(roles=_READERS)
def file(request: DeskRequest, attachment_id: int, copy: str) -> HttpResponse:
    """One copy of one file, to look at or to take away."""
    if copy not in set(Copy):
        raise NotFound(NOT_FOUND)
    wanted = Copy(copy)
    name, mime, data = acts.hand_out(
        attachment_id=attachment_id, copy=wanted, actor=request.actor, at=clock.now()
    )
    # Only what we have drawn ourselves is shown in the browser.
    is_drawn = wanted is not Copy.ORIGINAL and mime == "image/jpeg"
    way = "inline" if is_drawn else "attachment"
    return HttpResponse(
        data,
        content_type=mime,
        headers={
            "Content-Disposition": f"{way}; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": _SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


@doors.desk(roles=FIELD_WRITERS | CASE_WRITERS | BY_UNIT | OF_PLACE)
def retract(request: DeskRequest, attachment_id: int) -> HttpResponse:
    """Take a file away from its row."""
    row, owner = reads.attachment(request.actor, attachment_id)
    form = RetractFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            subject = acts.retract_attachment(
                attachment_id=attachment_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=clock.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"“{row.name}”已撤回。")
            return redirect("desk:files", subject)
    place = reverse("desk:files", args=[owner.subject])
    context = {
        "form": form,
        "name": row.name,
        "place": place,
        "crumbs": [*_crumbs(owner), Crumb("材料", place), Crumb("撤回")],
    }
    return render(request, "desk/files/retract.html", context)
