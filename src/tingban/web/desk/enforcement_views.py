"""等级核定, 行政处罚, 媒体曝光: cards, and what is stated of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.enforcement import exposures, levels, penalties
from tingban.kit import clock
from tingban.reads.enforcement import sanctions
from tingban.reads.enforcement.penalty_cases import case_deciding
from tingban.reads.overview import sanction_histories as histories
from tingban.reads.registry import communities, companies, contracts
from tingban.rules.actors import LEADERS, READERS, WRITERS, Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.enforcement import LEVEL_LABELS, ORGAN_LABELS, LevelKind, PenaltyOrgan
from tingban.web import doors
from tingban.web.desk.enforcement_forms import (
    CaseTitleForm,
    EndForm,
    ExposureForm,
    GroundForm,
    LevelForm,
    PenaltyForm,
)
from tingban.web.desk.picking import Pick, picked
from tingban.web.desk.sanction_cards import Card, card_page
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import days
from tingban.web.ui.rows import Action, Crumb, Fact
from tingban.web.ui.submitting import refusals_on

_BY_HEAD = "须由本单位负责人办理"


def _crumbs(page: str, label: str, *more: Crumb) -> list[Crumb]:
    return [Crumb(label, reverse(f"desk:{page}")), *more]


def _only_heads(actor: Actor) -> str:
    return "" if actor.is_leader else _BY_HEAD


@doors.desk(roles=READERS)
def level(request: DeskRequest, decision_id: int) -> HttpResponse:
    """One level decision."""
    actor = request.actor
    row = sanctions.level(actor, decision_id)
    kind = LEVEL_LABELS[LevelKind(row.kind)]
    facts = [
        Fact("小区", row.community, reverse("desk:community", args=[row.community_code])),
        Fact("县(市、区)", AREA_BY_CODE[row.county_code].name),
        Fact("类型", kind),
        Fact("决定日期", days.in_fact(row.decided_on)),
        Fact("原等级", row.old_level),
        Fact("新等级", row.new_level),
        Fact("文号", row.document),
    ]
    void = Action("作废", reverse("desk:level_void", args=[row.id]), "late", _only_heads(actor))
    steps = [void] if actor.writes(row.county_code) and not row.is_void else []
    title = f"{row.community} {kind}"
    return card_page(
        request,
        Card(
            title, _crumbs("levels", "等级核定", Crumb(title)), facts,
            histories.of_level(actor, row.id), steps, "已作废" if row.is_void else "",
        ),
    )  # fmt: skip


@doors.desk(roles=WRITERS)
def level_add(request: DeskRequest) -> HttpResponse:
    """Choose the community, state the decision."""
    pick = Pick("登记等级核定", reverse("desk:levels"), "等级核定", ("community",))
    chosen = picked(request, pick)
    if isinstance(chosen, HttpResponse):
        return chosen
    detail = communities.community(request.actor, chosen["community"])
    names = contracts.level_names(clock.today())
    form = LevelForm(request.POST or None, initial=chosen, levels=names)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            made = levels.record_level(
                statement=levels.LevelStatement(
                    detail.code, told["decided_on"], LevelKind(told["kind"]), told["old_level"],
                    told["new_level"], told["document"],
                ),
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "等级核定已登记。")
            return redirect("desk:level", decision_id=made)
    context = {"form": form, "title": pick.title, "about": detail.name, "button": "登记等级核定"}
    context["crumbs"] = _crumbs("levels", "等级核定", Crumb(pick.title))
    return render(request, "desk/enforcement/form.html", context)


@doors.desk(roles=LEADERS)
def level_void(request: DeskRequest, decision_id: int) -> HttpResponse:
    """The decision was registered by mistake."""
    row = sanctions.level(request.actor, decision_id)
    back = reverse("desk:level", args=[row.id])
    step = ShortForm(
        f"作废{row.community}的等级核定", "作废表示登记错误，决定从未作出；以后的报表不再计入。",
        "作废", "等级核定已作废。", back,
        _crumbs("levels", "等级核定", Crumb(row.community, back), Crumb("作废")), is_grave=True,
    )  # fmt: skip
    return step_page(
        request, GroundForm(request.POST or None), step,
        lambda form: levels.void_level(
            decision_id=row.id, reason=form.cleaned_data["reason"], actor=request.actor,
            at=clock.now(),
        ),
    )  # fmt: skip


@doors.desk(roles=READERS)
def penalty(request: DeskRequest, penalty_id: int) -> HttpResponse:
    """One penalty decision."""
    actor = request.actor
    row = sanctions.penalty(actor, penalty_id)
    facts = [
        Fact("文号", row.number),
        Fact("企业", row.company, reverse("desk:company", args=[row.company_id])),
        Fact("所属县(市、区)", AREA_BY_CODE[row.county_code].name),
        Fact("处罚机关", ORGAN_LABELS[PenaltyOrgan(row.organ)]),
        Fact("决定日期", days.in_fact(row.decided_on)),
        Fact("处罚类别", row.category),
        Fact("罚款金额", "" if row.fine is None else f"{row.fine:,.2f} 元"),
        Fact("撤销日期", days.in_fact(row.revoked_on, "没有撤销")),
    ]
    revoke = Action(
        "登记撤销", reverse("desk:penalty_revoke", args=[row.id]), "late", _only_heads(actor)
    )
    case = case_deciding(row.number)
    by_case = f"由处罚案件 {case} 作出，请从它的问题选题" if case else ""
    expose = Action("以这份决定选题曝光", _exposing(row), "accent", by_case)
    steps = [expose, revoke] if actor.writes(row.county_code) and not row.revoked_on else []
    return card_page(
        request,
        Card(
            row.number, _crumbs("penalties", "行政处罚", Crumb(row.number)), facts,
            histories.of_penalty(actor, row.id), steps, "已撤销" if row.revoked_on else "",
        ),
    )  # fmt: skip


def _exposing(row: sanctions.PenaltyRow) -> str:
    """The form that chooses a case for the public, for this decision."""
    told = urlencode({"company": row.company_id, "penalty": row.number})
    return f"{reverse('desk:exposure_case_add')}?{told}"


@doors.desk(roles=WRITERS)
def penalty_add(request: DeskRequest) -> HttpResponse:
    """Choose the company, state the decision."""
    pick = Pick("登记行政处罚", reverse("desk:penalties"), "行政处罚", ("company",))
    chosen = picked(request, pick)
    if isinstance(chosen, HttpResponse):
        return chosen
    detail = companies.company(request.actor, int(chosen["company"]))
    form = PenaltyForm(request.POST or None, initial=chosen, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            number = penalties.record_penalty(
                statement=penalties.PenaltyStatement(
                    told["number"], detail.id, form.county_code, PenaltyOrgan(told["organ"]),
                    told["decided_on"], "、".join(told["category"]), told["fine"],
                ),
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "处罚决定已登记。")
            made = sanctions.penalty_numbered(request.actor, number)
            return redirect("desk:penalty", penalty_id=made.id)
    context = {"form": form, "title": pick.title, "about": detail.name, "button": "登记行政处罚"}
    context["crumbs"] = _crumbs("penalties", "行政处罚", Crumb(pick.title))
    return render(request, "desk/enforcement/form.html", context)


@doors.desk(roles=LEADERS)
def penalty_revoke(request: DeskRequest, penalty_id: int) -> HttpResponse:
    """The decision was revoked."""
    row = sanctions.penalty(request.actor, penalty_id)
    back = reverse("desk:penalty", args=[row.id])
    step = ShortForm(
        f"登记撤销：{row.number}",
        "处罚决定被撤销（复议、诉讼或自行纠正）的，填写撤销日期。从这一天起不再计入，此前的报表不变。",
        "登记撤销", "撤销已登记。", back,
        _crumbs("penalties", "行政处罚", Crumb(row.number, back), Crumb("登记撤销")), is_grave=True,
    )  # fmt: skip
    return step_page(
        request, EndForm(request.POST or None), step,
        lambda form: penalties.revoke_penalty(
            number=row.number, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=READERS)
def exposure(request: DeskRequest, exposure_id: int) -> HttpResponse:
    """One exposure."""
    actor = request.actor
    row = sanctions.exposure(actor, exposure_id)
    facts = [
        Fact("企业", row.company, reverse("desk:company", args=[row.company_id])),
        Fact("所属县(市、区)", AREA_BY_CODE[row.county_code].name),
        Fact("媒体", row.media),
        Fact("发布日期", days.in_fact(row.published_on)),
        Fact("典型案例", row.case_title or "没有附典型案例，不计数"),
        Fact("撤下日期", days.in_fact(row.withdrawn_on, "没有撤下")),
    ]
    steps = []
    if actor.writes(row.county_code):
        label = "更换典型案例" if row.case_title else "补附典型案例"
        steps.append(Action(label, reverse("desk:exposure_attach", args=[row.id]), "accent"))
        if not row.withdrawn_on:
            steps.append(Action("登记撤下", reverse("desk:exposure_withdraw", args=[row.id])))
    return card_page(
        request,
        Card(
            row.company, _crumbs("exposures", "媒体曝光", Crumb(row.company)), facts,
            histories.of_exposure(actor, row.id), steps, "已撤下" if row.withdrawn_on else "",
        ),
    )  # fmt: skip


@doors.desk(roles=WRITERS)
def exposure_add(request: DeskRequest) -> HttpResponse:
    """Choose the company, state the exposure."""
    pick = Pick("登记媒体曝光", reverse("desk:exposures"), "媒体曝光", ("company",))
    chosen = picked(request, pick)
    if isinstance(chosen, HttpResponse):
        return chosen
    detail = companies.company(request.actor, int(chosen["company"]))
    form = ExposureForm(request.POST or None, initial=chosen, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            made = exposures.record_exposure(
                statement=exposures.ExposureStatement(
                    detail.id, form.county_code, told["published_on"], told["outlet"],
                    told["case_title"],
                ),
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
            messages.success(request, "媒体曝光已登记。")
            return redirect("desk:exposure", exposure_id=made)
    context = {"form": form, "title": pick.title, "about": detail.name, "button": "登记媒体曝光"}
    context["crumbs"] = _crumbs("exposures", "媒体曝光", Crumb(pick.title))
    return render(request, "desk/enforcement/form.html", context)


@doors.desk(roles=WRITERS)
def exposure_attach(request: DeskRequest, exposure_id: int) -> HttpResponse:
    """Attach the 典型案例."""
    row = sanctions.exposure(request.actor, exposure_id)
    back = reverse("desk:exposure", args=[row.id])
    step = ShortForm(
        "附典型案例", "汇总表注 2：媒体曝光须附典型案例。附上之后这次曝光才计数。", "保存典型案例",
        "典型案例已附上。", back,
        _crumbs("exposures", "媒体曝光", Crumb(row.company, back), Crumb("典型案例")),
        seen=row.version,
    )  # fmt: skip
    seen = {"case_title": row.case_title, "version": row.version}
    form = CaseTitleForm(request.POST or None, initial=seen)
    return step_page(
        request, form, step,
        lambda form: exposures.attach_case(
            exposure_id=row.id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip


@doors.desk(roles=WRITERS)
def exposure_withdraw(request: DeskRequest, exposure_id: int) -> HttpResponse:
    """The exposure was taken down."""
    row = sanctions.exposure(request.actor, exposure_id)
    back = reverse("desk:exposure", args=[row.id])
    step = ShortForm(
        f"登记撤下：{row.company}",
        "报道已撤下的，填写撤下日期。从这一天起不再计入，此前的报表不变。",
        "登记撤下", "撤下已登记。", back,
        _crumbs("exposures", "媒体曝光", Crumb(row.company, back), Crumb("登记撤下")),
    )  # fmt: skip
    return step_page(
        request, EndForm(request.POST or None), step,
        lambda form: exposures.withdraw_exposure(
            exposure_id=row.id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
