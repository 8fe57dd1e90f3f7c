"""登记办理台账: list, card, forms, steps."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tingban.actions.complaints import cases as acts
from tingban.kit import clock
from tingban.reads.complaints import case_cards
from tingban.reads.complaints import cases as reads
from tingban.reads.complaints.case_cards import CaseDetail
from tingban.reads.complaints.cases import CaseRow
from tingban.reads.registry import communities
from tingban.rules.actors import Actor
from tingban.rules.audit.moves import Offer
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.moves import CASE_MOVES
from tingban.web import doors
from tingban.web.desk import cases_rows as table_rows
from tingban.web.desk import fact_lists as lists
from tingban.web.desk import fact_steps
from tingban.web.desk.complaints_forms import CaseFilterForm, EditCaseForm, NewCaseForm
from tingban.web.desk.complaints_steps import STEPS
from tingban.web.desk.fact_forms import LOOK, attempt, mark, typed
from tingban.web.desk.fact_histories import lines
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing, rows


@doors.desk(roles=lists.READERS)
def cases(request: DeskRequest) -> HttpResponseBase:
    """附件2 on the screen, or the working columns; or their workbook."""
    is_work = request.GET.get("view") == "work"
    columns = table_rows.WORK if is_work else table_rows.ANNEX
    form = CaseFilterForm(request.GET, actor=request.actor)
    wanted = form.wanted(clock.today())
    query = listing.asked(request, columns, default="-received")
    found = reads.ledger(request.actor, wanted, list_file.window(query, request))
    if list_file.wanted(request):
        return _file(request, found.rows, is_work=is_work)
    shown = [table_rows.shown(row) for row in found.rows]
    table = listing.Listing(query, columns, shown, found.total)
    context = {"listing": table, "filters": form, "is_work": is_work, "tabs": _tabs(query, is_work)}
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


@doors.desk(roles=lists.READERS)
def case(request: DeskRequest, number: str) -> HttpResponse:
    """The card; of who complained only the mask."""
    detail = case_cards.case(request.actor, number)
    context = table_rows.shown(detail.row) | {
        "detail": detail,
        "lines": lines(request.actor, detail.history),
        "steps": _steps(request.actor, detail),
        "may_look": detail.is_held and request.actor.writes(detail.row.unit_code),
    }
    return render(request, "desk/complaints/case.html", context)


def _offers(actor: Actor, detail: CaseDetail) -> tuple[Offer, ...]:
    """All moves for the unit that registered it; the county where it lies adds progress."""
    row = detail.row
    if actor.writes(row.unit_code):
        return CASE_MOVES.offers(state=row.state, actor=actor, area_code=row.unit_code)
    return CASE_MOVES.offers(
        state=row.state, actor=actor, area_code=actor.area_code, acts=("note",)
    )


def _steps(actor: Actor, detail: CaseDetail) -> list[rows.Action]:
    number, offers = detail.row.number, lists.open_first(_offers(actor, detail))
    return [_action(number, one.act, one.label, one.reason) for one in offers]


def _action(number: str, act: str, label: str, reason: str) -> rows.Action:
    if act == "correct":
        return lists.step(label, "desk:case_edit", number, reason=reason)
    tone = "accent" if act in ("accept", "close") else ""
    tone = "late" if STEPS[act].tone == "late" else tone
    return lists.step(label, "desk:case_step", number, act, reason=reason, tone=tone)


@never_cache
@sensitive_post_parameters()
@doors.desk(roles=lists.WRITING)
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


def _warn(request: DeskRequest, form: NewCaseForm | EditCaseForm) -> None:
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
    return LOOK in request.POST or "proposal" in request.POST


def _looked(request: DeskRequest, form: NewCaseForm | EditCaseForm) -> dict[str, object]:
    """What was typed; a proposal that was pressed becomes the community."""
    told = typed(form)
    proposal = request.POST.get("proposal", "")
    return told | {"community_text": proposal, "community": ""} if proposal else told


def _page(request: DeskRequest, form: NewCaseForm | EditCaseForm, **more: object) -> HttpResponse:
    return render(request, "desk/complaints/case_form.html", {"form": form} | more)


@never_cache
@sensitive_post_parameters()
@doors.desk(roles=lists.WRITING)
def edit(request: DeskRequest, number: str) -> HttpResponse:
    """Correct a case; the contact is never shown here."""
    actor, detail = request.actor, case_cards.case(request.actor, number)
    words, closed = table_rows.shown(detail.row), _closed_to_edit(actor, detail)
    if request.method != "POST" and closed:
        return _back(request, number, closed)
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
        fresh=lambda: case_cards.case(actor, number).version,
    ):  # fmt: skip
        messages.success(request, "已修改，修改前的内容留在时间线上。")
        _warn(request, form)
        return redirect("desk:case", number=number)
    return _page(request, form, detail=detail, **words)


def _closed_to_edit(actor: Actor, detail: CaseDetail) -> str:
    if not actor.writes(detail.row.unit_code):
        return "这件由别的单位登记，请由登记单位修改。您可以“记录进展”。"
    return lists.closed_because(_offers(actor, detail), "correct")


def _back(request: DeskRequest, number: str, reason: str) -> HttpResponse:
    """To the card, with the reason why the step is closed."""
    messages.error(request, reason)
    return redirect("desk:case", number=number)


def _present(detail: CaseDetail) -> dict[str, object]:
    row = detail.row
    return {
        "version": detail.version, "source": row.source, "received_at": row.received_at,
        "summary": row.summary, "community": row.community_code,
        "community_text": row.community, "county": row.county_code, "office": row.office,
        "receiver": row.receiver, "remark": detail.remark,
    }  # fmt: skip


@doors.desk(roles=lists.WRITING)
def step(request: DeskRequest, number: str, act: str) -> HttpResponse:
    """A step of the table: ask, then do."""
    actor, row = request.actor, STEPS.get(act)
    detail = case_cards.case(actor, number)
    form = fact_steps.take(
        request, number, row, seen=detail.version,
        fresh=lambda: case_cards.case(actor, number).version,
    )  # fmt: skip
    if form is None:
        return redirect("desk:case", number=number)
    closed = lists.closed_because(_offers(actor, detail), act)
    if request.method != "POST" and closed:
        return _back(request, number, closed)
    context = {"form": form, "step": row, "label": CASE_MOVES.label(act), "detail": detail,
               "number": number}  # fmt: skip
    return render(request, "desk/complaints/case_step.html", context | table_rows.shown(detail.row))
