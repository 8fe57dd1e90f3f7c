"""Acts on a company: register, correct, give its code, merge."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.registry import companies as acts
from tingban.actions.registry import company_merges as merges
from tingban.kit import clock
from tingban.reads.overview import company_card
from tingban.reads.registry import companies
from tingban.reads.registry.companies import Choice, CompanyDetail
from tingban.rules.actors import WRITERS, Actor
from tingban.rules.registry import uscc
from tingban.rules.registry.names import company_key
from tingban.web import doors
from tingban.web.desk.registry_forms import (
    CompanyCodeForm,
    CompanyEditForm,
    CompanyForm,
    MergeForm,
)
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on


def _crumbs(detail: CompanyDetail, here: str) -> list[Crumb]:
    card = reverse("desk:company", args=[detail.id])
    return [Crumb("物业企业", reverse("desk:companies")), Crumb(detail.name, card), Crumb(here)]


def _alike(form: CompanyForm, actor: Actor, *, besides: int = 0) -> list[Choice]:
    """Companies of the same name; the codes tell them apart (DOMAIN 5.2)."""
    key = company_key(form.cleaned_data["name"])
    return companies.namesakes(actor, key, besides=besides)


def _is_clear(form: CompanyForm, alike: list[Choice]) -> bool:
    """No namesakes, or the clerk has looked at them."""
    if alike and not form.cleaned_data["confirmed"]:
        form.add_error("confirmed", "已有同名企业，请先核对下面列出的登记。")
        return False
    return True


def _warn(request: DeskRequest, code: str) -> None:
    for warning in uscc.warnings(code) if code else ():
        messages.warning(request, f"代码已保存，但{warning}。")


@doors.desk(roles=WRITERS)
def company_add(request: DeskRequest) -> HttpResponse:
    """Register a company for the whole city."""
    form = CompanyForm(request.POST or None)
    alike = _alike(form, request.actor) if form.is_bound and form.is_valid() else []
    if form.is_bound and form.is_valid() and _is_clear(form, alike):
        with refusals_on(form):
            made = acts.add_company(
                statement=form.statement(), actor=request.actor, at=clock.now(),
                form=form.cleaned_data["mark"],
            )  # fmt: skip
            _warn(request, form.cleaned_data["uscc"])
            messages.success(request, "企业已登记，全市可用。")
            return redirect("desk:company", company_id=made)
    crumbs = [Crumb("物业企业", reverse("desk:companies")), Crumb("新增企业")]
    context = {"form": form, "alike": alike, "crumbs": crumbs}
    return render(request, "desk/registry/company_form.html", context)


@doors.desk(roles=WRITERS)
def company_edit(request: DeskRequest, company_id: int) -> HttpResponse:
    """State a company anew."""
    actor = request.actor
    detail = companies.company(actor, company_id)
    known = {name: getattr(detail, name) for name in
             ("name", "uscc", "legal_person", "phone", "version")}  # fmt: skip
    known["kind"] = "other_manager" if detail.kind == "other_manager" else "enterprise"
    form = CompanyEditForm(request.POST or None, initial=known)
    renamed = form.is_bound and form.is_valid() and form.cleaned_data["name"] != detail.name
    alike = _alike(form, actor, besides=company_id) if renamed else []
    if form.is_bound and form.is_valid() and _is_clear(form, alike):
        with refusals_on(form, version=detail.version):
            acts.correct_company(
                company_id=company_id, statement=form.statement(),
                version=form.cleaned_data["version"], actor=actor, at=clock.now(),
            )  # fmt: skip
            _warn(request, form.cleaned_data["uscc"])
            messages.success(request, "企业信息已保存。")
            return redirect("desk:company", company_id=company_id)
    crumbs = _crumbs(detail, "修改企业信息")
    context = {"form": form, "alike": alike, "crumbs": crumbs, "detail": detail}
    return render(request, "desk/registry/company_form.html", context)


@doors.desk(roles=WRITERS)
def company_code(request: DeskRequest, company_id: int) -> HttpResponse:
    """Give a 待补 company its code; a code that is known makes the two one, if so confirmed."""
    detail = companies.company(request.actor, company_id)
    form = CompanyCodeForm(request.POST or None, initial={"version": detail.version})
    known = None
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["uscc"]
        known = companies.by_code(request.actor, code)
        if known and not form.cleaned_data["confirmed"]:
            form.add_error("confirmed", f"这个代码已登记为“{known.name}”。请核对是不是同一家。")
    if form.is_bound and form.is_valid():
        with refusals_on(form, version=detail.version):
            stands = merges.give_code(
                company_id=company_id, code=code, version=form.cleaned_data["version"],
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            _warn(request, code)
            messages.success(
                request, "代码已补登。" if stands == company_id else "两家已并为一家。"
            )
            return redirect("desk:company", company_id=stands)
    crumbs = _crumbs(detail, "补登代码")
    context = {"form": form, "known": known, "detail": detail, "crumbs": crumbs}
    return render(request, "desk/registry/company_code.html", context)


@doors.desk(roles=WRITERS)
def company_merge(request: DeskRequest, company_id: int) -> HttpResponse:
    """Search for the other registration, look at what follows, merge."""
    actor, today = request.actor, clock.today()
    card = company_card.card(actor, company_id, today=today, limit=1)
    into = request.POST.get("into") or request.GET.get("into", "")
    target = int(into) if into.isascii() and into.isdigit() and len(into) < 10 else 0
    form = MergeForm(request.POST or None, initial={"version": card.detail.version, "into": into})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=card.detail.version):
            merges.merge_company(
                company_id=company_id, into=target, version=form.cleaned_data["version"],
                actor=actor, at=clock.now(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, f"“{card.detail.name}”已并入，事实从此计入并入的企业。")
            return redirect("desk:company", company_id=target)
    q = request.GET.get("q", card.detail.name)
    context = {
        "form": form, "card": card, "crumbs": _crumbs(card.detail, "并入其他企业"), "q": q,
        "target": company_card.card(actor, target, today=today, limit=1) if target else None,
        "found": [] if target else companies.suggest(actor, q, besides=company_id),
    }  # fmt: skip
    return render(request, "desk/registry/company_merge.html", context)


@doors.desk(roles=WRITERS)
def company_undo_merge(request: DeskRequest, company_id: int) -> HttpResponse:
    """The two were not one after all."""
    detail = companies.company(request.actor, company_id)
    step = ShortForm(
        f"撤销“{detail.name}”的合并",
        f"这家企业现在并入“{detail.merged_into_name}”。撤销后，两家重新分别计数；"
        "已经冻结的报表不变。",
        "撤销合并", "合并已撤销。", reverse("desk:company", args=[company_id]),
        _crumbs(detail, "撤销合并"), seen=detail.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: merges.undo_company_merge(
            company_id=company_id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
