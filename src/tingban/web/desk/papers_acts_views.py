"""文书: drafted, edited, sent up, signed, served, filed, void; each step is a page of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from tingban.actions.documents import papers as acts
from tingban.kit import clock
from tingban.reads.documents.papers import papers_of
from tingban.reads.overview.sheets import sheet_of
from tingban.rules.documents.papers import ACT_LABELS, OPEN, PaperAct, posts_of
from tingban.rules.documents.service import WAYS
from tingban.rules.errors import NotFound
from tingban.web import doors
from tingban.web.desk.fact_forms import ReasonForm, attempt
from tingban.web.desk.papers_cards import PAPER_READERS, Seen, bound
from tingban.web.desk.papers_forms import (
    PaperForm,
    PaperServiceForm,
    PaperSignForm,
    PaperStepForm,
)
from tingban.web.desk.papers_views import paper_seen
from tingban.web.doors import DeskRequest


@dataclass(frozen=True, slots=True)
class Step:
    """A page that takes one step: what it asks, what it says, and what it does."""

    form: Callable[..., Any]
    intro: str
    done: str
    take: Callable[[Any, dict[str, Any]], object]


def _reasoned(act: Callable[..., object]) -> Callable[[Any, dict[str, Any]], object]:
    return lambda form, told: act(**told, reason=form.cleaned_data["reason"])


STEPS: Final[dict[str, Step]] = {
    PaperAct.SUBMIT: Step(
        PaperStepForm, "要素齐全后送负责人签发；签发前还可以退回修改。", "已送签。",
        lambda form, told: acts.submit(**told),
    ),
    PaperAct.SEND_BACK: Step(
        ReasonForm, "写明要改什么，起草人改好后再送签。", "已退回修改。", _reasoned(acts.send_back)
    ),
    PaperAct.SIGN: Step(
        PaperSignForm,
        "签发时按最新数据再核对一遍，编上文号，正文从此固定；错了只能作废或出新版本。",
        "已签发。",
        lambda form, told: acts.sign(**told, on=form.cleaned_data["on"]),
    ),
    PaperAct.SERVE: Step(
        PaperServiceForm, "以送达回证、回执上的日期为准。公告送达自公告之日起满法定期限视为送达。",
        "送达情况已登记。", lambda form, told: acts.serve(**told, service=form.service()),
    ),
    PaperAct.FILE: Step(
        PaperStepForm, "归档后不再办理，随时可以查看、下载。", "已归档。",
        lambda form, told: acts.file(**told),
    ),
    PaperAct.REVISE: Step(
        ReasonForm, "原来的一份作废，文号保留不再使用；按原来的文字新起草一份，改好后再签发。",
        "原件已作废，新版本已起草。", _reasoned(acts.revise),
    ),
    PaperAct.VOID: Step(
        ReasonForm, "作废后不再作数；已经编了的文号保留，原因长期保存。", "已作废。",
        _reasoned(acts.void),
    ),
}  # fmt: skip


@doors.desk(roles=PAPER_READERS)
def draft(request: DeskRequest, template: str, about: str) -> HttpResponse:
    """Ask once, then begin the paper; where one stands already, go there."""
    sheet, actor = sheet_of(template), request.actor
    if not sheet.sees(actor, about):
        raise NotFound("没有找到要起草文书的事项，或者它不在您的辖区内。")
    standing = (
        line.key for line in papers_of(actor, sheet.of(about))
        if line.template == template and line.stage in OPEN
    )  # fmt: skip
    if found := next(standing, ""):
        return redirect("desk:paper", key=found)
    form = forms.Form(_sent(request))
    if request.method == "POST" and form.is_valid():
        key = attempt(
            form,
            lambda: acts.draft(
                sheet=sheet, subject_key=about, county=sheet.county_of(actor, about),
                actor=actor, at=clock.now(),
            ),
            fresh=lambda: 0,
        )  # fmt: skip
        if key:
            messages.success(request, "已起草，请核对要素、补齐要填的内容。")
            return redirect("desk:paper", key=str(key))
    kind = sheet.template
    context = {
        "form": form, "template": kind, "title": kind.title.replace("【", "").replace("】", ""),
        "posts": posts_of(kind), "subject": sheet.of(about),
        "musts": list(dict.fromkeys(slot.must for slot in kind.slots if slot.must)),
    }  # fmt: skip
    return render(request, "desk/papers/draft.html", context)


@doors.desk(roles=PAPER_READERS)
def step(request: DeskRequest, key: str, act: str) -> HttpResponse:
    """The page of one step."""
    found, at = paper_seen(request, key), clock.now()
    if act == PaperAct.EDIT:
        return _edit(request, found, at)
    kind = STEPS.get(act)
    if kind is None:
        raise NotFound("没有这个步骤。")
    begin = {"version": found.card.line.version, "on": at.date()}
    form = kind.form(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form, lambda: kind.take(form, _told(request, found, form, at)),
            fresh=lambda: paper_seen(request, key).card.line.version,
        )  # fmt: skip
        if made:
            messages.success(request, kind.done)
            return redirect("desk:paper", key=_where(act, key, made))
    context = {
        "form": form, "label": ACT_LABELS[PaperAct(act)], "step": kind, "paper": found,
        "line": found.card.line, "ways": WAYS if act == PaperAct.SERVE else (),
        "is_grave": act in (PaperAct.VOID, PaperAct.REVISE),
        "lacking": found.filled.lacking if found.filled else (),
    }  # fmt: skip
    return render(request, "desk/papers/step.html", context)


def _where(act: str, key: str, made: object) -> str:
    return str(made) if act == PaperAct.REVISE else key


def _told(request: DeskRequest, found: Seen, form: Any, at: datetime) -> dict[str, Any]:
    return {
        "paper": found.card.line.key, "sheet": found.sheet, "actor": request.actor, "at": at,
        "version": form.cleaned_data["version"],
    }  # fmt: skip


def _edit(request: DeskRequest, found: Seen, at: datetime) -> HttpResponse:
    """The editor: the wording at left, the figures it is bound to beside it."""
    template, card = found.sheet.template, found.card
    form = PaperForm(_sent(request), template=template, initial=_begin(found))
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: acts.edit(**_told(request, found, form, at), wording=form.wording()),
            fresh=lambda: paper_seen(request, card.line.key).card.line.version,
        )
        if saved:
            messages.success(request, "已保存。")
            return redirect("desk:paper", key=card.line.key)
    context = {
        "form": form, "paper": found, "line": card.line, "template": template,
        "bound": bound(found.filled) if found.filled else [],
        "lacking": found.filled.lacking if found.filled else (),
    }  # fmt: skip
    return render(request, "desk/papers/edit.html", context)


def _sent(request: DeskRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _begin(found: Seen) -> dict[str, Any]:
    """The wording as it stands; what a slot knows already is offered where nothing was typed."""
    card, filled = found.card, found.filled
    begin: dict[str, Any] = {"version": card.line.version, "body": card.body}
    for place, slot in enumerate(found.sheet.template.slots):
        if slot.by_hand:
            known = filled.facts.get(slot.label) if filled else None
            begin[f"slot_{place}"] = card.typed.get(slot.label) or _typed(known)
    return begin


def _typed(value: object) -> str:
    """A known value as one would type it."""
    if isinstance(value, tuple):
        return "\n".join(str(it) for it in value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else ""
