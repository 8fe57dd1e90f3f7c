"""Pages of proceedings: list, card, opening, steps; one set for every kind (ADR 0028)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from tingban.actions.rectification.proceedings import Opening, Told
from tingban.kit import clock
from tingban.reads.law import law_notes
from tingban.reads.overview import handles
from tingban.reads.rectification import proceeding_lists as lists
from tingban.reads.rectification import proceedings as reads
from tingban.reads.rectification.proceeding_lists import ProceedingFilter
from tingban.reads.registry import communities, companies
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.rectification.fields import Field, offered, worth_asking
from tingban.web import doors
from tingban.web.desk.fact_forms import attempt, mark
from tingban.web.desk.picking import NONE, Pick, picked
from tingban.web.desk.proceeding_cards import (
    columns_of,
    context_of,
    crumbs,
    list_cells,
    list_heads,
    list_line,
)
from tingban.web.desk.proceeding_forms import (
    OpeningForm,
    ProceedingFilterForm,
    ProceedingStepForm,
    answers_of,
    fit,
    must_say_why,
    shown,
)
from tingban.web.desk.proceeding_kinds import Kind
from tingban.web.desk.step_pages import ShortForm, reason_page
from tingban.web.doors import DeskRequest
from tingban.web.ui import list_file, listing
from tingban.web.ui.rows import Crumb


@dataclass(frozen=True, slots=True)
class Views:
    """The pages of one kind, each behind its door."""

    listed: Callable[..., HttpResponse]
    card: Callable[..., HttpResponse]
    add: Callable[..., HttpResponse]
    step: Callable[..., HttpResponse]
    undo: Callable[..., HttpResponse]


def views_of(kind: Kind) -> Views:
    """The pages of a kind."""
    inside, opening = doors.desk(roles=kind.roles), doors.desk(roles=kind.openers)
    return Views(
        inside(_page(_list, kind)),
        inside(_page(_card, kind)),
        opening(_page(_add, kind)),
        inside(_page(_step, kind)),
        inside(_page(_undo, kind)),
    )


def _page(view: Callable[..., HttpResponse], kind: Kind) -> Callable[..., HttpResponse]:
    page = partial(view, kind)
    page.__name__ = f"{kind.name}{view.__name__}"  # type: ignore[attr-defined]  # read by wraps
    page.__module__ = __name__
    return page


def _list(kind: Kind, request: DeskRequest) -> HttpResponse:
    filters = ProceedingFilterForm(request.GET, actor=request.actor)
    stages = [(str(stage), label) for stage, label in kind.flow.machine.states.items()]
    filters.fields["stage"].choices = [("", "全部"), *stages]  # type: ignore[attr-defined]
    wanted = ProceedingFilter(
        text=filters.text_of("q"), county=filters.text_of("county"),
        stage=filters.text_of("stage"), state=filters.text_of("state"), of=filters.of,
    )  # fmt: skip
    columns = columns_of(request.actor)
    query = listing.asked(request, columns, default="-on")
    window = list_file.window(query, request)
    found = lists.listed(kind.flow, request.actor, wanted, window, at=clock.now())
    if list_file.wanted(request):
        rows = (list_cells(kind, row, request.actor) for row in found.rows)
        return list_file.answer(request, kind.title, list_heads(), rows)
    context = {
        "kind": kind,
        "listing": listing.Listing(
            query,
            columns,
            found.shown_as([list_line(kind, row, request.actor) for row in found.rows]),
        ),
        "filters": filters,
        "may_open": request.actor.role in kind.openers,
        "beside": _beside(kind, request),
        "add_href": reverse(f"desk:{kind.name}_add"),
        "file_href": query.with_(export="xlsx", page=None, size=None),
        "plain_href": request.path,
    }
    return render(request, "desk/proceedings/list.html", context)


def _beside(kind: Kind, request: DeskRequest) -> list[tuple[str, str]]:
    """Pages of the same topic, as far as this post may open them."""
    found = [(label, reverse(name)) for label, name in kind.beside]
    return [
        (label, href)
        for label, href in found
        if resolve(href).func.door.lets_in(request.actor.role)  # type: ignore[attr-defined]  # doors
    ]


def _card(kind: Kind, request: DeskRequest, number: str) -> HttpResponse:
    if kind.outside is not None and not request.actor.sees_facts:
        return kind.outside(request, number)
    row = reads.found(kind.flow, request.actor, number)
    return render(request, "desk/proceedings/card.html", context_of(kind, request.actor, row))


def _add(kind: Kind, request: DeskRequest) -> HttpResponse:
    pick = Pick(
        kind.open_label, reverse(f"desk:{kind.plural}"), kind.title, kind.needs, kind.may_lack,
        kind.carries,
    )  # fmt: skip
    told = _from_problem(request)
    if told and request.method != "POST" and "community" not in request.GET:
        return redirect(f"{request.path}?{told}")
    chosen = picked(request, pick)
    if isinstance(chosen, HttpResponse):
        return chosen
    asked = _asked(kind, request.actor, _named(chosen))
    given = request.POST if request.method == "POST" else request.GET
    problems = tuple(given.getlist("problem"))
    form = OpeningForm(request.POST or None, initial=_first(kind, request))
    fit(form, asked)
    if request.method == "POST" and form.is_valid():
        number = attempt(
            form, lambda: _open(kind, request, form.cleaned_data, (chosen, problems)),
            fresh=lambda: 0,
        )  # fmt: skip
        if number:
            messages.success(request, f"{number} 已登记。")
            return redirect(f"desk:{kind.name}", number=str(number))
    context = {
        "kind": kind, "form": form, "chosen": chosen, "problems": problems,
        "about": _about(request, chosen),
        "crumbs": [*crumbs(kind), Crumb(kind.open_label)],
        "intro": kind.intros.get(kind.open_act, ""),
    }  # fmt: skip
    return render(request, "desk/proceedings/open.html", context)


def _asked(kind: Kind, actor: Actor, chosen: dict[str, str]) -> tuple[Field, ...]:
    """The questions of the first step, with what this company gives to choose from."""
    if kind.choices is None:
        return reads.first_questions(
            kind.flow, kind.open_act, county=actor.area_code, on=clock.today()
        )
    fields = kind.flow.fields.get(kind.open_act, ())
    if "company" not in chosen:
        return fields
    found = kind.choices(actor, int(chosen["company"]), _county(actor, chosen))
    return worth_asking(offered(fields, found))


def _first(kind: Kind, request: DeskRequest) -> dict[str, Any]:
    """What the form begins with: today, and what the address names."""
    found = {"form": mark(), "on": clock.today()}
    told = {name: request.GET[name] for name in kind.carries if name in request.GET}
    return found | (shown(kind.begins(request.actor, told)) if kind.begins and told else {})


def _county(actor: Actor, chosen: dict[str, str]) -> str:
    """That of the community; without one that of whoever opens it."""
    code = chosen.get("community")
    return communities.community(actor, code).county_code if code else actor.area_code


def _open(
    kind: Kind,
    request: DeskRequest,
    told: dict[str, Any],
    given: tuple[dict[str, str], tuple[str, ...]],
) -> str:
    chosen, problems = _named(given[0]), given[1]
    actor, at = request.actor, clock.now()
    opening = Opening(
        county=_county(actor, chosen),
        title=told["title"],
        on=told["on"],
        community_code=chosen.get("community", ""),
        company_id=int(chosen["company"]) if chosen.get("company") else None,
        problems=problems,
        answers=answers_of(told, kind.flow.fields.get(kind.open_act, ())),
    )
    return kind.open(opening=opening, actor=actor, at=at, form=told["form"])


def _named(chosen: dict[str, str]) -> dict[str, str]:
    """What was chosen but for what was left out."""
    return {name: value for name, value in chosen.items() if value != NONE}


def _from_problem(request: DeskRequest) -> str:
    """The address that names the community and the company of the problem it came from."""
    number = request.GET.get("problem", "")
    if not number:
        return ""
    place = handles.problem_place(number=number, actor=request.actor)
    query = request.GET.copy()
    query["community"] = place.community_code
    if place.company_id is not None:
        query["company"] = str(place.company_id)
    return query.urlencode()


def _about(request: DeskRequest, chosen: dict[str, str]) -> str:
    parts, chosen = [], _named(chosen)
    if chosen.get("company"):
        parts.append(companies.company(request.actor, int(chosen["company"])).name)
    if chosen.get("community"):
        parts.append(communities.community(request.actor, chosen["community"]).name)
    return "，".join(parts)


def _step(kind: Kind, request: DeskRequest, number: str, act: str) -> HttpResponse:
    actor, flow = request.actor, kind.flow
    if act not in flow.machine.acts or act in (kind.open_act, kind.undo_act):
        raise NotFound("没有这种办理步骤。")
    row = reads.found(flow, actor, number)
    asked = offered(flow.fields.get(act, ()), flow.beside(row), on=clock.today())
    known = flow.told_already(actor, number, act, today=clock.today())
    first = {"version": row.version, "on": clock.today()} | shown(known)
    form = ProceedingStepForm(request.POST or None, initial=first)
    fit(form, asked)
    if flow.machine.asks_for(act, row.stage, "reason"):
        must_say_why(form)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        said = Told(told["on"], told["reason"], answers_of(told, asked))
        if attempt(
            form,
            lambda: kind.take(
                number=number, act=act, told=said, version=told["version"], actor=actor,
                at=clock.now(),
            ),
            fresh=lambda: reads.found(flow, actor, number).version,
        ):  # fmt: skip
            messages.success(request, f"{number} {flow.machine.label(act)}，已办理。")
            return redirect(f"desk:{kind.name}", number=number)
    if request.method != "POST":
        closed = reads.closed_because(flow, actor, number, act, today=clock.today())
        if closed:
            messages.error(request, closed)
            return redirect(f"desk:{kind.name}", number=number)
    return step_answer(kind, request, row, act, form)


def step_answer(
    kind: Kind, request: DeskRequest, row: Any, act: str, form: Form, **more: object
) -> HttpResponse:
    """The page of a step with its form; `more` is what a step shows beside it."""
    label = kind.flow.machine.label(act)
    context = context_of(kind, request.actor, row) | {
        "form": form,
        "label": label,
        "action": reverse(f"desk:{kind.name}_step", args=[row.number, act]),
        "crumbs": [*crumbs(kind, row.number), Crumb(label)],
        "intro": kind.intros.get(act, ""),
        "is_grave": act in kind.grave,
        "laws": law_notes(kind.laws.get(act, ()), on=clock.today()),
        "aside": kind.asides.get(act, ""),
    }
    return render(request, "desk/proceedings/step.html", context | more)


def _undo(kind: Kind, request: DeskRequest, number: str) -> HttpResponse:
    row = reads.found(kind.flow, request.actor, number)
    step = ShortForm(
        "撤回上一步", "上一步登记错的，写明原因后撤回；撤回的内容留在时间线上。", "撤回上一步",
        "上一步已撤回。", reverse(f"desk:{kind.name}", args=[number]),
        [*crumbs(kind, number), Crumb("撤回上一步")], seen=row.version,
    )  # fmt: skip
    return reason_page(
        request, step,
        lambda form: kind.undo(
            number=number, **form.cleaned_data, actor=request.actor, at=clock.now()
        ),
    )  # fmt: skip
