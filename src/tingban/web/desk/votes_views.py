"""业主表决: the list, the card, the plan."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.exits import rolls
from tingban.kit import clock
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Window
from tingban.reads.exits import vote_cards as reads
from tingban.reads.exits.rule_files import rule_files, rules_subject
from tingban.reads.exits.votes import objections_until
from tingban.rules.exits.vote_stages import HANDS, ONLOOKERS, STAGE_LABELS
from tingban.web import doors
from tingban.web.desk import votes_rows as table
from tingban.web.desk.fact_forms import attempt, mark
from tingban.web.desk.step_pages import ShortForm, step_page
from tingban.web.desk.votes_forms import PlanChangeForm, PlanForm, WhyForm, plan_as_typed
from tingban.web.doors import DeskRequest
from tingban.web.ui import listing
from tingban.web.ui.listing import Column, Listing
from tingban.web.ui.rows import Fact

_COLUMNS: Final = (
    Column("title", "表决名称"), Column("community", "小区"), Column("case", "退出案件"),
    Column("on", "开始"), Column("stage", "阶段"),
)  # fmt: skip
_DIGEST: Final = "由计入的清册、表决票和录入记录算出，改动任何一条都会变"


@doors.desk(roles=ONLOOKERS)
def votes(request: DeskRequest) -> HttpResponse:
    """All votes in sight."""
    context = _listed(request, "") | {"crumbs": table.crumbs(), "case": None}
    return render(request, "desk/votes/list.html", context)


@doors.desk(roles=ONLOOKERS)
def votes_of_case(request: DeskRequest, number: str) -> HttpResponse:
    """The votes of one exit, and the way to another."""
    case = reads.case_for_vote(request.actor, number)
    context = _listed(request, number) | {
        "crumbs": table.crumbs(None, number),
        "case": case,
        "may_open": request.actor.role in HANDS,
    }
    return render(request, "desk/votes/list.html", context)


def _listed(request: DeskRequest, case: str) -> dict[str, object]:
    query = listing.asked(request, _COLUMNS, default="-on")
    window = Window(query.sort, query.offset, query.size)
    found = reads.votes(request.actor, window, case=case)
    rows = [(row, STAGE_LABELS[row.stage], table.STAGE_TONES[row.stage]) for row in found.rows]
    return {"listing": Listing(query, _COLUMNS, found.shown_as(rows))}


@doors.desk(roles=ONLOOKERS)
def vote(request: DeskRequest, vote_id: int) -> HttpResponse:
    """One vote: how it is held, how it stands, what comes next."""
    actor = request.actor
    card = reads.card(actor, vote_id)
    count = reads.count(actor, vote_id)
    matters = card.result.matters if card.result else count.matters
    context = table.head(card, "vote") | {
        "crumbs": table.crumbs(card),
        "facts": table.facts(card),
        "matters": card.plan.matter_words,
        "steps": table.steps(card, actor, count),
        "checks": table.checks(
            card, count, clock.today(), has_rules=bool(rule_files(card.row.case_number))
        ),
        "rules_href": reverse("desk:files", args=[rules_subject(card.row.case_number)]),
        "lines": table.matter_lines(matters, is_final=card.result is not None),
        "shows_tally": count.issued > 0,
        "result_facts": _result_facts(card),
        "former": [
            (it, table.matter_lines(it.result.matters, is_final=True))
            for it in reads.former_results(actor, vote_id)
        ],
    }
    return render(request, "desk/votes/card.html", context)


def _result_facts(card: reads.VoteCard) -> list[Fact]:
    found = card.result
    if found is None:
        return []
    told = [
        Fact("计票结束", chinese_day(found.closed_on)),
        Fact("见证人", found.witness),
        Fact("收回有效票", f"{found.counted - found.invalid} 张"),
        Fact("无效票", _invalid(found.invalid, found.reasons)),
        Fact("没有收回", f"{found.not_returned} 张"),
        *([Fact("清册与小区台账", card.gap_told)] if card.gap_told else []),
        Fact("计票依据摘要", found.digest, hint=_DIGEST),
    ]
    if found.posted_on is None or found.annulment_until is None:
        return [*told, Fact("公示", "还没有公示")]
    return [
        *told,
        Fact("公示", f"{chinese_day(found.posted_on)}起，{card.posted_at}"),
        Fact("异议期", f"至 {chinese_day(objections_until(found.posted_on))}"),
        Fact(
            "被诉撤销的风险期", f"至 {chinese_day(found.annulment_until)}",
            hint="业主自知道或者应当知道决定之日起一年内可以请求法院撤销（区分所有权解释第十二条）",
        ),
    ]  # fmt: skip


def _invalid(number: int, reasons: tuple[tuple[str, int], ...]) -> str:
    told = "、".join(f"{label} {count} 张" for label, count in reasons)
    return f"{number} 张（{told}）" if told else f"{number} 张"


# --- the plan -----------------------------------------------------------------------------------


@doors.desk(roles=HANDS)
def vote_open(request: DeskRequest) -> HttpResponse:
    """A vote begins on an exit, which the address names."""
    case = reads.case_for_vote(request.actor, request.GET.get("case", ""))
    initial = {"form": mark(), "matter_1": "dismiss", "text_1": f"解聘{case.company}"}
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: rolls.open_roll(
                case_number=case.number, plan=form.plan, actor=request.actor, at=clock.now(),
                form=form.cleaned_data["form"],
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if made:
            messages.success(request, "表决安排已保存。接着导入业主清册。")
            return redirect("desk:vote_roll", vote_id=made)
    context = {
        "form": form, "title": "组织业主表决", "button": "保存，去导入清册",
        "about": case.label,
        "crumbs": table.crumbs(None, "组织业主表决"),
    }  # fmt: skip
    return render(request, "desk/votes/plan.html", context)


@doors.desk(roles=HANDS)
def plan(request: DeskRequest, vote_id: int) -> HttpResponse:
    """Another plan, while the roll is not frozen."""
    card = reads.card(request.actor, vote_id)
    initial = plan_as_typed(card.plan) | {"version": card.version}
    form = PlanChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if attempt(
            form,
            lambda: rolls.change_plan(
                vote_id=vote_id, plan=form.plan, version=version, actor=request.actor,
                at=clock.now(),
            ),
            fresh=lambda: reads.card(request.actor, vote_id).version,
        ):  # fmt: skip
            messages.success(request, "表决安排已修改。")
            return redirect("desk:vote", vote_id=vote_id)
    context = {
        "form": form, "title": "修改表决安排", "button": "保存表决安排", "about": card.row.title,
        "crumbs": table.crumbs(card, "修改表决安排"),
    }  # fmt: skip
    return render(request, "desk/votes/plan.html", context)


@doors.desk(roles=HANDS)
def drop(request: DeskRequest, vote_id: int) -> HttpResponse:
    """The vote is not held after all."""
    card = reads.card(request.actor, vote_id)
    step = ShortForm(
        "作罢这次表决", "作罢后不能再计票，已经登记的内容留存；要再表决的，另开一次。",
        "作罢这次表决", "这次表决已作罢。", reverse("desk:vote", args=[vote_id]),
        table.crumbs(card, "作罢"), is_grave=True,
    )  # fmt: skip
    return step_page(
        request, WhyForm(request.POST or None), step,
        lambda form: rolls.drop_vote(
            vote_id=vote_id, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
