"""退出移交清单 on the desk, and the guide for 街道 and 业委会 (DOMAIN 3.3)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tingban.actions.exits import evidence_scans, handovers
from tingban.actions.overview import attachments
from tingban.kit import clock
from tingban.kit.dates import chinese_day
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.exits import exit_cases
from tingban.reads.exits.evidence_book import Piece, evidence_book
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import pictures_of
from tingban.reads.rectification.proceedings import course_of, found
from tingban.reports.exits.evidence_pdf import Bound, evidence_pdf
from tingban.reports.exits.scans import Scan, Volume
from tingban.rules.actors import FIELD, READERS, Actor, Role
from tingban.rules.documents.uploads import FileKind
from tingban.rules.errors import NotFound
from tingban.rules.exits.evidence import book_closed
from tingban.rules.exits.exit_stages import HANDING_OVER, Stage
from tingban.rules.exits.guidance import ADVICE, handover_items
from tingban.rules.exits.handover import (
    PARTS,
    PARTY_OF,
    WITHOUT_FILES,
    HandoverList,
    Item,
    Line,
    Party,
    item_label,
    pictures_key,
)
from tingban.web import doors
from tingban.web.desk import downloads
from tingban.web.desk.fact_forms import attempt
from tingban.web.desk.handover_forms import ConfirmForm, LineForm, WithdrawForm, key_from, key_of
from tingban.web.doors import DeskRequest
from tingban.web.ui.handover_rows import line_row
from tingban.web.ui.rows import Crumb

EYES: Final = READERS | FIELD | {Role.STR, Role.OWN}
_WITH_PAGES: Final = frozenset({FileKind.IMAGE, FileKind.PAPER})


@doors.desk(roles=EYES)
def guide(request: DeskRequest) -> HttpResponse:
    """The whole way in plain words."""
    context = {
        "advice": ADVICE,
        "items": handover_items(),
        "crumbs": [Crumb("退出案件", reverse("desk:exit_cases")), Crumb("办理指南")],
    }
    return render(request, "desk/exits/guide.html", context)


@require_safe
@never_cache
@doors.desk(roles=READERS | FIELD | {Role.OWN})
def evidence(request: DeskRequest, number: str) -> HttpResponseBase:
    """证据目录 with the page of each piece, and the signed papers bound behind it; to owners once
    the letter by which they may sue stands (`rules/exits/evidence.py`)."""
    row = found(EXIT, request.actor, number)
    closed = book_closed(request.actor.role, course_of(EXIT, row, today=clock.today()))
    if closed:
        raise NotFound(closed)
    book = evidence_book(request.actor, number, today=clock.today())
    files = [it for piece in book.pieces for it in piece.scans if it.kind in _WITH_PAGES]
    undrawn = evidence_scans.waiting(files)
    if undrawn or "HX-Request" in request.headers:
        return _making(request, number, undrawn, len(files))
    volume = Volume()
    pieces = tuple(_bound(it, request.actor, volume) for it in book.pieces)
    title = f"{book.community}要求{book.company}退出和移交（{book.number}）"
    made = f"{request.actor.name}于 {chinese_day(clock.today())}从平台导出"
    target = downloads.draft()
    target.write(evidence_pdf(title, pieces, made=made, at=clock.now()))
    return downloads.sent(target, f"{book.number} 证据册.pdf")


def _making(
    request: DeskRequest, number: str, undrawn: list[AttachmentLine], total: int
) -> HttpResponse:
    """How far the pages are; alone the part that changes for htmx, which asks for nothing anew."""
    is_part = "HX-Request" in request.headers
    if not is_part:
        evidence_scans.ask(undrawn)
    context = {
        "number": number, "total": total, "done": total - len(undrawn),
        "crumbs": _crumbs(number, "证据册"),
    }  # fmt: skip
    name = "desk/exits/_making.html" if is_part else "desk/exits/making.html"
    return render(request, name, context)


def _bound(piece: Piece, actor: Actor, volume: Volume) -> Bound:
    """With the pages of its stored files, each handed out to this post."""
    files = [_scans(it, actor, volume) for it in piece.scans]
    return Bound(
        piece.line.name, piece.line.source, piece.line.proves, piece.kept,
        scans=tuple(scan for pages in files for scan in pages), is_partial=not all(files),
    )  # fmt: skip


def _scans(line: AttachmentLine, actor: Actor, volume: Volume) -> tuple[Scan, ...]:
    # What goes into no book is handed out to nobody.
    if line.best is None or volume.is_full or line.kind not in _WITH_PAGES:
        return ()
    _, mime, data = attachments.hand_out(
        attachment_id=line.id, copy=line.best, actor=actor, at=clock.now()
    )
    return volume.scans_of(mime, data)


@doors.desk(roles=EYES)
def handover(request: DeskRequest, number: str) -> HttpResponse:
    """The list, and where it is kept now the forms to state and to confirm."""
    row = found(EXIT, request.actor, number)
    found_list = exit_cases.handing_over(request.actor, number, today=clock.today())
    standing = found_list.list
    today = {"version": row.version, "on": clock.today()}
    asked = request.POST.get("do", "")
    stating = LineForm(_of(request, asked, "state"), initial=today, prefix="line")
    confirming = ConfirmForm(_of(request, asked, "confirm"), initial=today, prefix="by")
    confirming.offer(standing, request.actor.role)
    work: dict[str, tuple[forms.Form, Callable[[], object], str]] = {
        "state": (stating, lambda: _state(request, number, stating), "已登记。"),
        "confirm": (confirming, lambda: _confirm(request, number, confirming), "已确认。"),
    }
    if asked in work:
        form, act, done = work[asked]
        if form.is_valid() and attempt(form, act, fresh=lambda: _version(request, number)):
            messages.success(request, done)
            return redirect("desk:exit_case_handover", number=number)
    context = {
        "number": number, "row": row, "rows": _rows(number, standing, request.actor.role),
        "missing": standing.missing,
        "unconfirmed": found_list.unconfirmed, "without_old": found_list.without_old,
        "is_done": row.stage == Stage.X9, "stating": stating,
        "confirming": confirming, "is_open": row.stage in HANDING_OVER,
        "crumbs": _crumbs(number),
    }  # fmt: skip
    return render(request, "desk/exits/handover.html", context)


@doors.desk(roles=EYES)
def withdraw(request: DeskRequest, number: str) -> HttpResponse:
    """Take back a line that was stated by mistake."""
    row = found(EXIT, request.actor, number)
    first = {"version": row.version, "line": request.GET.get("line", "")}
    form = WithdrawForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if attempt(
            form,
            lambda: handovers.withdraw_line(
                number=number, key=key_from(told["line"]), reason=told["reason"],
                version=told["version"], actor=request.actor, at=clock.now(),
            ),
            fresh=lambda: _version(request, number),
        ):  # fmt: skip
            messages.success(request, "已撤回。")
            return redirect("desk:exit_case_handover", number=number)
    context = {"form": form, "number": number, "crumbs": [*_crumbs(number), Crumb("撤回一项")]}
    return render(request, "desk/exits/withdraw.html", context)


def _of(request: DeskRequest, asked: str, name: str) -> QueryDict | None:
    return request.POST if asked == name else None


def _version(request: DeskRequest, number: str) -> int:
    return found(EXIT, request.actor, number).version


def _state(request: DeskRequest, number: str, form: LineForm) -> None:
    handovers.state_line(
        number=number, line=form.line(), version=form.cleaned_data["version"],
        actor=request.actor, at=clock.now(),
    )  # fmt: skip


def _confirm(request: DeskRequest, number: str, form: ConfirmForm) -> None:
    told = form.cleaned_data
    handovers.confirm_lines(
        number=number, party=Party(told["party"]), on=told["on"],
        keys=[key_from(it) for it in told["lines"]], seen=(request.actor, told["version"]),
        at=clock.now(),
    )  # fmt: skip


def _crumbs(number: str, last: str = "移交清单") -> list[Crumb]:
    return [
        Crumb("退出案件", reverse("desk:exit_cases")),
        Crumb(number, reverse("desk:exit_case", args=[number])),
        Crumb(last),
    ]


def _rows(number: str, standing: HandoverList, role: Role) -> list[dict[str, Any]]:
    """The ten items in order, each with its lines; an item without any says what it is about."""
    pictures = pictures_of(number)
    return [
        {
            "label": item_label(item),
            "files": len(pictures.get(item, ())),
            "files_at": _files_at(number, item) if _has_files(item, pictures) else "",
            "parts": "、".join(PARTS[item]),
            "lines": [_line(line, role) for line in standing.of(item)],
        }
        for item in Item
    ]


def _has_files(item: Item, pictures: Mapping[Item, object]) -> bool:
    """Whether files are taken for an item, or some lie there that may be taken away."""
    return item not in WITHOUT_FILES or item in pictures


def _files_at(number: str, item: Item) -> str:
    return reverse("desk:files", args=[f"handover:{pictures_key(number, item)}"])


def _line(line: Line, role: Role) -> dict[str, Any]:
    is_own = PARTY_OF.get(role) is line.stated_by
    return line_row(line) | {"key": key_of(line), "is_own": is_own}
