"""联合惩戒措施清单: the desk reads it, 法规科 and the city's head keep it (ADR 0032)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tingban.actions.enforcement import joint_measures as acts
from tingban.kit import clock
from tingban.kit.windows import Found
from tingban.reads.enforcement import joint_measures as reads
from tingban.reads.enforcement.joint_citable import citable
from tingban.reads.enforcement.joint_history import history
from tingban.rules.actors import FIELD, READERS
from tingban.rules.enforcement.joint_measures import KEEPERS, MeasureState, earliest_change
from tingban.web import doors
from tingban.web.desk import joint_measures_words as shown
from tingban.web.desk.fact_histories import lines
from tingban.web.desk.joint_measures_forms import (
    EndForm,
    MeasureFilterForm,
    MeasureForm,
    PreviewedForm,
)
from tingban.web.desk.joint_measures_words import Preview
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.listing import Listing
from tingban.web.ui.rows import Crumb
from tingban.web.ui.submitting import refusals_on

_DESK: Final = READERS | FIELD
_OVER: Final = frozenset({MeasureState.ENDED, MeasureState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Page:
    """A form about the measure `key`; a new one has none yet."""

    title: str
    button: str
    crumbs: list[Crumb]
    key: str = ""
    is_grave: bool = False


@doors.desk(roles=_DESK)
def measures(request: DeskRequest) -> HttpResponse:
    """What is on the list, what is to come, what has ended; or its workbook."""
    filters = MeasureFilterForm(request.GET, actor=request.actor)
    rows = reads.measures(
        request.actor, today=clock.today(), text=filters.text_of("q"),
        receiver=filters.text_of("receiver"),
    )  # fmt: skip
    if list_file.wanted(request):
        file = (shown.file_row(row, clock.today()) for row in rows)
        return list_file.answer(request, shown.TITLE, shown.FILE, file)
    query = listing.asked(request, shown.COLUMNS, default="")
    told = [shown.line(row, clock.today()) for row in rows if row.state not in _OVER]
    over = [shown.line(row, clock.today()) for row in rows if row.state in _OVER]
    context = {
        "listing": Listing(query, shown.COLUMNS, Found(told, len(told))),
        "over": Listing(query, shown.OVER_COLUMNS, Found(over, len(over))),
        "filters": filters,
        "file_href": query.with_(export="xlsx"),
        "may_write": request.actor.role in KEEPERS,
        "crumbs": shown.crumbs(),
    }
    return render(request, "desk/joint/list.html", context)


@doors.desk(roles=_DESK)
def measure(request: DeskRequest, measure: str) -> HttpResponse:
    """One measure: what it says, what comes, how it came to be so, what is proposed on it."""
    actor, today = request.actor, clock.today()
    row = reads.measure(actor, measure, today=today)
    context = {
        "row": row,
        "line": shown.line(row, today),
        "facts": shown.facts(row.shown, today),
        "ahead": shown.facts(row.ahead, today) if row.ahead else [],
        "ahead_grounds": shown.cited(row.ahead, today) if row.ahead else [],
        "actions": shown.actions(row, today) if actor.role in KEEPERS else [],
        "proposals": reads.proposals(actor, measure),
        "lines": lines(actor, history(actor, measure)),
        "crumbs": shown.crumbs(row),
    }
    return render(request, "desk/joint/card.html", context)


@doors.desk(roles=KEEPERS)
def measure_add(request: DeskRequest) -> HttpResponse:
    """Put one on the list."""
    today = clock.today()
    form = MeasureForm(
        request.POST or None, citable=citable(today=today), initial={"valid_from": today}
    )

    def look() -> Preview:
        return shown.added(reads.check_added(form.change, today=today))

    def act() -> str:
        return acts.add_measure(
            change=form.change, actor=request.actor, at=clock.now(),
            form=form.cleaned_data["mark"],
        )  # fmt: skip

    page = Page("增加联合惩戒措施", "增加措施", shown.crumbs(None, "增加措施"))
    return _previewed(request, form, page, look, act)


@doors.desk(roles=KEEPERS)
def measure_change(request: DeskRequest, measure: str) -> HttpResponse:
    """Give it other words from a day on."""
    actor, today = request.actor, clock.today()
    row = reads.measure(actor, measure, today=today)
    first = shown.as_typed(row.shown) | {"version": reads.stated(measure)}
    first["valid_from"] = earliest_change(today)
    form = MeasureForm(request.POST or None, citable=citable(today=today), initial=first)

    def look() -> Preview:
        told = reads.check_changed(measure, form.change, today=today)
        return shown.changed(row.shown, told, reads.proposals(actor, measure))

    def act() -> str:
        acts.change_measure(
            key=measure, change=form.change, version=form.cleaned_data["version"] or 0,
            actor=actor, at=clock.now(),
        )  # fmt: skip
        return measure

    page = Page(f"修改“{row.shown.label}”", "保存改动", shown.crumbs(row, "修改"), measure)
    return _previewed(request, form, page, look, act)


@doors.desk(roles=KEEPERS)
def measure_end(request: DeskRequest, measure: str) -> HttpResponse:
    """Offer it no longer."""
    actor, today = request.actor, clock.today()
    row = reads.measure(actor, measure, today=today)
    first = {"version": reads.stated(measure), "ends_on": earliest_change(today)}
    form = EndForm(request.POST or None, initial=first)

    def look() -> Preview:
        told = form.cleaned_data
        reads.check_ended(measure, told["ends_on"], told["reason"], today=today)
        return shown.ended(row.shown, told["ends_on"], reads.proposals(actor, measure))

    def act() -> str:
        told = form.cleaned_data
        acts.end_measure(
            key=measure, on=told["ends_on"], reason=told["reason"],
            version=told["version"] or 0, actor=actor, at=clock.now(),
        )  # fmt: skip
        return measure

    way = shown.crumbs(row, "停用")
    page = Page(f"停用“{row.shown.label}”", "停用这项措施", way, measure, is_grave=True)
    return _previewed(request, form, page, look, act)


def _previewed(
    request: DeskRequest,
    form: PreviewedForm,
    page: Page,
    look: Callable[[], Preview],
    act: Callable[[], str],
) -> HttpResponse:
    """Show what would change; save what was shown, and nothing else."""
    preview = None
    if request.method == "POST" and form.is_valid():
        fresh = reads.stated(page.key) if page.key else None
        with refusals_on(form, version=fresh, seen=""):
            if form.is_seen:
                key = act()
                messages.success(request, "联合惩戒措施清单已更新。")
                return redirect("desk:transfer_measure", measure=key)
            preview = look()
            form.show(form.digest)
    context = {"form": form, "page": page, "crumbs": page.crumbs, "preview": preview}
    return render(request, "desk/joint/form.html", context, status=422 if form.errors else 200)


@doors.desk(roles=KEEPERS)
def measure_withdraw(request: DeskRequest, measure: str) -> HttpResponse:
    """Take back what was entered for a day that has not come."""
    row = reads.measure(request.actor, measure, today=clock.today())
    step = ShortForm(
        "撤销尚未施行的改动", shown.what_is_withdrawn(row, clock.today()), "撤销改动",
        "尚未施行的改动已撤销。", reverse("desk:transfer_measure", args=[measure]),
        shown.crumbs(row, "撤销改动"), seen=reads.stated(measure),
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: acts.withdraw_change(
            key=measure, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
