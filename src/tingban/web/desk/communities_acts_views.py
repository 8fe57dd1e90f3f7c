"""Acts on a community: register, correct, name, merge, void."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tingban.actions.rectification import partings
from tingban.actions.registry import communities as acts
from tingban.actions.registry import merges
from tingban.kit import clock
from tingban.reads.overview import community_card
from tingban.reads.registry import communities
from tingban.reads.registry.communities import CommunityDetail, Suggestion
from tingban.rules.actors import LEADERS, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.rules.errors import Refused
from tingban.rules.registry.names import community_key, community_stem
from tingban.web import doors
from tingban.web.desk.registry_forms import AliasForm, CommunityEditForm, CommunityForm, MergeForm
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on

# The first characters of a name that two registrations of one place most likely share.
_STEM = 2


def _crumbs(detail: CommunityDetail, here: str) -> list[Crumb]:
    card = reverse("desk:community", args=[detail.code])
    return [Crumb("小区台账", reverse("desk:communities")), Crumb(detail.name, card), Crumb(here)]


@doors.desk(roles=WRITERS)
def community_add(request: DeskRequest) -> HttpResponse:
    """Register a community; whoever sees the whole city chooses the county first."""
    actor = request.actor
    county = request.GET.get("county", "") if actor.sees_whole_city else actor.area_code
    crumbs = [Crumb("小区台账", reverse("desk:communities")), Crumb("新增小区")]
    if county not in {area.code for area in COUNTIES}:
        return render(
            request, "desk/registry/choose_county.html", {"counties": COUNTIES, "crumbs": crumbs}
        )
    form = CommunityForm(request.POST or None, county=county)
    alike = _alike(form, actor) if request.method == "POST" and form.is_valid() else []
    if form.is_bound and form.is_valid() and _is_clear(form, alike):
        with refusals_on(form):
            code = acts.add_community(
                statement=form.statement(), actor=actor, at=clock.now(),
                form=form.cleaned_data["mark"],
            )  # fmt: skip
            messages.success(request, f"小区已登记，编码 {code}。")
            return redirect("desk:community", code=code)
    context = {"form": form, "alike": alike, "crumbs": crumbs, "county": AREA_BY_CODE[county]}
    return render(request, "desk/registry/community_form.html", context)


def _alike(form: CommunityForm, actor: Actor, *, besides: str = "") -> list[Suggestion]:
    """Communities of the same name: a warning, never a refusal (DOMAIN 5.1)."""
    key = community_key(form.cleaned_data["name"])
    return communities.namesakes(actor, form.county, key, besides=besides)


def _is_clear(form: CommunityForm, alike: list[Suggestion]) -> bool:
    """No namesakes, or the clerk has looked at them."""
    if alike and not form.cleaned_data["confirmed"]:
        form.add_error("confirmed", "本县(市、区)已有同名小区，请先核对下面列出的登记。")
        return False
    return True


@doors.desk(roles=WRITERS)
def community_edit(request: DeskRequest, code: str) -> HttpResponse:
    """State a community anew."""
    actor = request.actor
    detail = communities.community(actor, code)
    fields = (*CommunityForm.base_fields, "version")
    known = {name: getattr(detail, name) for name in fields if hasattr(detail, name)}
    form = CommunityEditForm(request.POST or None, county=detail.county_code, initial=known)
    renamed = form.is_bound and form.is_valid() and form.cleaned_data["name"] != detail.name
    alike = _alike(form, actor, besides=code) if renamed else []
    if form.is_bound and form.is_valid() and _is_clear(form, alike):
        with refusals_on(form, version=detail.version):
            acts.correct_community(
                code=code, statement=form.statement(), version=form.cleaned_data["version"],
                actor=actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "小区信息已保存。")
            return redirect("desk:community", code=code)
    context = {
        "form": form, "alike": alike, "crumbs": _crumbs(detail, "修改小区信息"), "detail": detail,
        "county": AREA_BY_CODE[detail.county_code],
    }  # fmt: skip
    return render(request, "desk/registry/community_form.html", context)


@require_POST
@doors.desk(roles=WRITERS)
def community_alias(request: DeskRequest, code: str) -> HttpResponse:
    """Add another name, or take one away."""
    form = AliasForm(request.POST)
    act = acts.remove_alias if "remove" in request.POST else acts.add_alias
    if not form.is_valid():
        messages.error(request, "请填写别名，不超过 96 个字。")
        return redirect("desk:community", code=code)
    try:
        act(code=code, name=form.cleaned_data["name"], actor=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        done = "删去" if "remove" in request.POST else "添加"
        messages.success(request, f"别名“{form.cleaned_data['name']}”已{done}。")
    return redirect("desk:community", code=code)


@doors.desk(roles=WRITERS)
def community_merge(request: DeskRequest, code: str) -> HttpResponse:
    """Search for the other registration, look at what follows, merge."""
    actor, today = request.actor, clock.today()
    card = community_card.card(actor, code, today=today, limit=1)
    into = request.POST.get("into") or request.GET.get("into", "")
    known = {"version": card.detail.version, "into": into}
    form = MergeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, version=card.detail.version):
            merges.merge_community(
                code=code, into=into, version=form.cleaned_data["version"], actor=actor,
                at=clock.now(), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, f"“{card.detail.name}”已并入，事实从此计入并入的小区。")
            return redirect("desk:community", code=into)
    q = request.GET.get("q", community_stem(card.detail.name)[:_STEM])
    found = [] if into else communities.suggest(actor, q, county=card.detail.county_code)
    context = {
        "form": form, "card": card, "crumbs": _crumbs(card.detail, "并入其他小区"), "q": q,
        "target": community_card.card(actor, into, today=today, limit=1) if into else None,
        "found": [one for one in found if one.code != code],
    }  # fmt: skip
    return render(request, "desk/registry/community_merge.html", context)


@doors.desk(roles=WRITERS)
def community_undo_merge(request: DeskRequest, code: str) -> HttpResponse:
    """The two were not one after all."""
    detail = communities.community(request.actor, code)
    step = ShortForm(
        f"撤销“{detail.name}”的合并",
        f"这个小区现在并入“{detail.merged_into_name}”。撤销后，它的检查、问题、投诉"
        "重新单独计数；已经冻结的报表不变。",
        "撤销合并", "合并已撤销，事实重新计入原来的小区。",
        reverse("desk:community", args=[code]), _crumbs(detail, "撤销合并"), seen=detail.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: partings.undo_merge(
            code=code, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=LEADERS)
def community_void(request: DeskRequest, code: str) -> HttpResponse:
    """Void a registration made by mistake, on which nothing rests."""
    detail = communities.community(request.actor, code)
    step = ShortForm(
        f"作废“{detail.name}”",
        "只有登记错误、名下没有任何事实的小区才能作废。重复登记的小区请用“并入其他小区”。",
        "作废", f"“{detail.name}”已作废。", reverse("desk:community", args=[code]),
        _crumbs(detail, "作废"), is_grave=True, seen=detail.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: acts.void_community(
            code=code, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
