"""登记办理台账: list, card, forms, steps."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tingban.actions.complaints import cases as acts
from tingban.actions.complaints import receiving
from tingban.kit import clock
from tingban.reads.complaints import case_cards
from tingban.reads.complaints import cases as reads
from tingban.reads.complaints.case_cards import CaseDetail
from tingban.reads.complaints.case_rows import CaseRow
from tingban.reads.overview.sheets import sheets_about
from tingban.reads.registry import communities
from tingban.rules.actors import BY_UNIT, CASE_WRITERS, Actor
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import KIND_LABELS, Act, CaseKind
from tingban.web import doors
from tingban.web.desk import cases_receipts
from tingban.web.desk import cases_rows as table_rows
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.complaints_forms import (
    CaseFilterForm,
    CaseForm,
    EditCaseForm,
    NewCaseForm,
    RegisterForm,
)
from tingban.web.desk.complaints_steps import STEPS
from tingban.web.desk.fact_forms import LOOK, attempt, mark, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.papers_panel import papers_panel
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows


@never_cache
@require_POST
@sensitive_post_parameters()
@doors.desk(roles=CASE_WRITERS)
def look_alike(request: DeskRequest) -> HttpResponse:
    """The hints alone, while somebody types; nothing is kept of what was sent."""
    form = NewCaseForm(request.POST, actor=request.actor)
    form.besides = request.POST.get("besides", "")[:32]
    return render(request, "desk/complaints/_hints.html", {"form": form, "hints": form.hints})


@doors.desk(roles=CASE_WRITERS)
def register(request: DeskRequest, number: str) -> HttpResponse:
    """Put into the ledger what came in through the portal."""
    actor, detail = request.actor, case_cards.case(request.actor, number, at=clock.now())
    context = {"detail": detail, "registers": True} | table_rows.shown(detail.row)
    closed = lists.closed_because(detail.offers(actor), Act.REGISTER)
    if request.method != "POST" and closed:
        return back(request, number, closed)
    if request.method != "POST":
        begin = _present(detail) | {"receiver": actor.name}
        return _page(request, RegisterForm(initial=begin, actor=actor), **context)
    form = RegisterForm(request.POST, actor=actor)
    if _looks(request):
        form = RegisterForm(initial=_looked(request, form), actor=actor)
    elif form.is_valid() and attempt(
        form,
        lambda: receiving.register_received(
            number=number, statement=form.statement(),
            version=form.cleaned_data["version"], actor=actor, at=clock.now(),
        ),
        fresh=lambda: case_cards.case(actor, number, at=clock.now()).version,
    ):  # fmt: skip
        messages.success(request, "已登记到台账。")
        _warn(request, form)
        return redirect("desk:case", number=number)
    return _page(request, form, **context)


# The steps that lead on; they stand out on the card.
_FORWARD: Final = {
    Act.ACCEPT, Act.ASSIGN, Act.SIGN_IN, Act.VERIFY, Act.REPORT_DONE, Act.APPROVE, Act.CLOSE,
    Act.ANSWER_RECEIPT,
}  # fmt: skip


@doors.desk(roles=lists.READERS | BY_UNIT)
def cases(request: DeskRequest) -> HttpResponseBase:
    """附件2 on the screen, or the working columns; or their workbook."""
    is_work = request.GET.get("view") == "work"
    columns = table_rows.WORK if is_work else table_rows.ANNEX
    form = CaseFilterForm(request.GET, actor=request.actor)
    wanted = form.wanted(clock.now(), is_registered=not is_work)
    query = listing.asked(request, columns, default="-received")
    found = reads.ledger(request.actor, wanted, list_file.window(query, request))
    if list_file.wanted(request):
        return _file(request, found.rows, is_work=is_work)
    shown = [table_rows.shown(row) for row in found.rows]
    table = listing.Listing(query, columns, found.shown_as(shown))
    context = {
        "listing": table, "filters": form, "is_work": is_work, "tabs": _tabs(query, is_work),
        "may_bring_slips": request.actor.role in CASE_WRITERS,
    }  # fmt: skip
    return render(request, "desk/complaints/cases.html", context)


def _file(request: DeskRequest, found: Sequence[CaseRow], *, is_work: bool) -> HttpResponse:
    if is_work:
        cells = map(table_rows.work_cells, found)
        return list_file.answer(request, "登记办理台账（办理）", table_rows.BOOK_WORK, cells)
    cells = map(table_rows.annex_cells, found)
    return list_file.answer(request, "登记办理台账", table_rows.BOOK_ANNEX, cells)


def _tabs(query: listing.Query, is_work: bool) -> list[rows.Tab]:
    return [
        rows.Tab("按附件2", query.with_(view=None, sort=None, page=None), not is_work),
        rows.Tab("按办理", query.with_(view="work", sort=None, page=None), is_work),
    ]


@doors.desk(roles=lists.READERS | BY_UNIT)
def case(request: DeskRequest, number: str) -> HttpResponse:
    """The card; of who complained only the mask."""
    detail = case_cards.case(request.actor, number, at=clock.now())
    context = (
        table_rows.shown(detail.row)
        | _steps(request.actor, detail)
        | {
            "detail": detail,
            "lines": lines(request.actor, detail.history),
            "kind": KIND_LABELS[CaseKind(detail.matter.kind)] if detail.matter.kind else "",
            "handler": detail.handler,
            "receipts": cases_receipts.lines(detail.receipts),
            "may_look": detail.is_held and detail.may_know,
            "papers": papers_panel(request.actor, f"case:{number}", sheets_about("case")),
            "printed": table_rows.printed(detail.row.line) if detail.is_printed else [],
        }
    )
    return render(request, "desk/complaints/case.html", context)


def _steps(actor: Actor, detail: CaseDetail) -> dict[str, list[rows.Action]]:
    """What can be done now, the step that leads on first; and what belongs to other stages."""
    number = detail.row.number
    offers = sorted(
        detail.offers(actor), key=lambda one: (not one.is_open, one.act not in _FORWARD)
    )
    near: list[rows.Action] = []
    far: list[rows.Action] = []
    for one in offers:
        action = _action(number, one.act, one.label, one.reason)
        (near if one.is_near else far).append(action)
    return {"steps": near, "later": far}


def _action(number: str, act: str, label: str, reason: str) -> rows.Action:
    if act == Act.CORRECT:
        return lists.step(label, "desk:case_edit", number, reason=reason)
    if act == Act.REGISTER:
        return lists.step(label, "desk:case_register", number, reason=reason, tone="accent")
    tone = "accent" if act in _FORWARD else ""
    tone = "late" if STEPS[act].tone == "late" else tone
    return lists.step(label, "desk:case_step", number, act, reason=reason, tone=tone)


@never_cache
@sensitive_post_parameters()
@doors.desk(roles=CASE_WRITERS)
def new(request: DeskRequest) -> HttpResponse:
    """Register a case."""
    actor = request.actor
    if request.method != "POST":
        return _page(request, NewCaseForm(initial=_begin(request), actor=actor))
    form = NewCaseForm(request.POST, actor=actor)
    if _looks(request):
        return _page(request, NewCaseForm(initial=_looked(request, form), actor=actor))
    if form.is_valid() and (number := _register(form, actor)):
        messages.success(request, f"已登记，受理编号 {number}。")
        _warn(request, form)
        return redirect("desk:case", number=number)
    return _page(request, form)


def _begin(request: DeskRequest) -> dict[str, object]:
    """What stands in an empty form; the address may name a community."""
    told: dict[str, object] = {
        "form": mark(),
        "received_at": clock.now().replace(second=0, microsecond=0),
        "receiver": request.actor.name,
    }
    code = request.GET.get("community", "")
    names = communities.by_codes(request.actor, [code]) if code else {}
    return told | {"community": code, "community_text": names[code]} if code in names else told


def _warn(request: DeskRequest, form: CaseForm) -> None:
    """What is still unsafe or unclear in the content."""
    for warning in form.warnings:
        messages.warning(request, f"{warning}。可以在“修改”里改。")


def _register(form: NewCaseForm, actor: Actor) -> object:
    return attempt(
        form,
        lambda: acts.register_case(
            statement=form.statement(),
            contact=form.contact() or Contact(ContactKind.ANONYMOUS),
            actor=actor, at=clock.now(), form=form.cleaned_data["form"],
        ),
        fresh=lambda: 0,
    )  # fmt: skip


def _looks(request: DeskRequest) -> bool:
    """Whether a button was pressed that only looks for something."""
    return any(name in request.POST for name in (LOOK, "proposal", "suggested"))


def _looked(request: DeskRequest, form: CaseForm) -> dict[str, object]:
    """What was typed; what was pressed is taken over."""
    told = typed(form)
    proposal, category = request.POST.get("proposal", ""), request.POST.get("suggested", "")
    if proposal:
        told |= {"community_text": proposal, "community": ""}
    return told | {"category": category} if category else told


def _page(request: DeskRequest, form: CaseForm, **more: object) -> HttpResponse:
    detail = more.get("detail")
    if isinstance(detail, CaseDetail):
        form.besides = detail.row.number
    return render(request, "desk/complaints/case_form.html", {"form": form} | more)


@never_cache
@sensitive_post_parameters()
@doors.desk(roles=CASE_WRITERS)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a case; the contact is never shown here."""
    actor, detail = request.actor, case_cards.case(request.actor, number, at=clock.now())
    words, closed = table_rows.shown(detail.row), _closed_to_edit(actor, detail)
    if request.method != "POST" and closed:
        return back(request, number, closed)
    if request.method != "POST":
        form = EditCaseForm(initial=_present(detail), actor=actor)
        return _page(request, form, detail=detail, **words)
    form = EditCaseForm(request.POST, actor=actor)
    if _looks(request):
        form = EditCaseForm(initial=_looked(request, form), actor=actor)
    elif form.is_valid() and attempt(
        form,
        lambda: acts.correct_case(
            number=number, statement=form.statement(), contact=form.contact(),
            version=form.cleaned_data["version"], actor=actor, at=clock.now(),
        ),
        fresh=lambda: case_cards.case(actor, number, at=clock.now()).version,
    ):  # fmt: skip
        messages.success(request, "已修改，修改前的内容留在时间线上。")
        _warn(request, form)
        return redirect("desk:case", number=number)
    return _page(request, form, detail=detail, **words)


def _closed_to_edit(actor: Actor, detail: CaseDetail) -> str:
    offers = detail.offers(actor)
    if not any(one.act == Act.CORRECT for one in offers):
        return "这件由别的单位登记，请由登记单位修改。您可以“记录进展”。"
    return lists.closed_because(offers, Act.CORRECT)


def back(request: DeskRequest, number: str, reason: str) -> HttpResponse:
    """To the card, with the reason why the step is closed."""
    messages.error(request, reason)
    return redirect("desk:case", number=number)


def _present(detail: CaseDetail) -> dict[str, object]:
    row = detail.row
    matter = detail.matter
    return {
        "category": matter.category, "urgency": matter.urgency or "ordinary",
        "is_complex": matter.is_complex, "place": matter.place, "source_ref": matter.source_ref,
        "sender_due_on": matter.sender_due_on,
        "version": detail.version, "source": row.source, "received_at": row.received_at,
        "summary": row.summary, "community": row.community_code,
        "community_text": row.community, "county": row.county_code, "office": row.office,
        "receiver": row.receiver, "remark": detail.remark,
    }  # fmt: skip
