"""业主组织 of a community: register, correct, void."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.registry import owner_bodies as acts
from tingban.kit import clock
from tingban.reads.registry import communities, owner_bodies
from tingban.reads.registry.owner_bodies import OwnerBodyRow
from tingban.rules.actors import WRITERS
from tingban.web import doors
from tingban.web.desk.registry_forms import OwnerBodyEditForm, OwnerBodyForm
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on


def _crumbs(code: str, name: str, here: str) -> list[Crumb]:
    card = reverse("desk:community", args=[code])
    return [Crumb("小区台账", reverse("desk:communities")), Crumb(name, card), Crumb(here)]


@doors.desk(roles=WRITERS)
def owner_body_add(request: DeskRequest, code: str) -> HttpResponse:
    """Register the owner body of a community."""
    detail = communities.community(request.actor, code)
    form = OwnerBodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.add_owner_body(
                code=code, statement=form.statement(), actor=request.actor, at=clock.now(),
                form=form.cleaned_data["mark"],
            )  # fmt: skip
            messages.success(request, "业主组织已登记。")
            return redirect("desk:community", code=code)
    context = {
        "form": form, "title": "登记业主组织", "about": detail.name, "button": "登记业主组织",
        "crumbs": _crumbs(code, detail.name, "登记业主组织"),
    }  # fmt: skip
    return render(request, "desk/enforcement/form.html", context)


@doors.desk(roles=WRITERS)
def owner_body_edit(request: DeskRequest, body_id: int) -> HttpResponse:
    """State it anew."""
    row = owner_bodies.owner_body(request.actor, body_id, today=clock.today())
    known = {name: getattr(row, name) for name in (*OwnerBodyForm.base_fields, "version")
             if hasattr(row, name)}  # fmt: skip
    form = OwnerBodyEditForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=row.version):
            acts.correct_owner_body(
                body_id=body_id, statement=form.statement(), version=form.cleaned_data["version"],
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "业主组织已保存。")
            return redirect("desk:community", code=row.community_code)
    context = {
        "form": form, "title": "修改业主组织", "about": row.community, "button": "保存",
        "crumbs": _of(row, "修改业主组织"),
    }  # fmt: skip
    return render(request, "desk/enforcement/form.html", context)


def _of(row: OwnerBodyRow, here: str) -> list[Crumb]:
    return _crumbs(row.community_code, row.community, here)


@doors.desk(roles=WRITERS)
def owner_body_void(request: DeskRequest, body_id: int) -> HttpResponse:
    """There never was such a body."""
    row = owner_bodies.owner_body(request.actor, body_id, today=clock.today())
    step = ShortForm(
        f"作废{row.community}的业主组织：{row.label}",
        "作废表示登记错误、组织从未成立。任期届满的，请修改任期结束日期，再登记新一届。",
        "作废", "业主组织的登记已作废。", reverse("desk:community", args=[row.community_code]),
        _of(row, "作废业主组织"), is_grave=True, seen=row.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: acts.void_owner_body(
            body_id=body_id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
