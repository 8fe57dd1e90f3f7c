"""The look over a report before it is sent, and the receipt that is shown once (T-C01)."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tingban.actions.accounts import quotas
from tingban.actions.complaints import drafts
from tingban.kit import clock
from tingban.reads import law
from tingban.rules.accounts import Quota
from tingban.rules.areas import AREA_BY_CODE, CITY_AREA, Area
from tingban.rules.complaints import ContactKind, parse_case_number
from tingban.rules.complaints.drafts import LEAST_TIME, PART_LABELS, Draft, Part
from tingban.rules.complaints.questions import new_seed, question
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.errors import NotPublished, Refused
from tingban.web.portal import drafting, passes, visitors
from tingban.web.portal.calls import call_of
from tingban.web.portal.report_forms import (
    HOWS,
    KINDS,
    StepForm,
    WhatForm,
    WhereForm,
    WhoForm,
    contact_of,
    forms_of,
    statement_of,
)
from tingban.web.portal.report_views import private, told_wrong

SENDINGS: Final = Quota("portal.send", most=settings.REPORTS_PER_HOUR, within=timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, and where it is changed."""

    label: str
    text: str
    href: str


@private
def check(request: HttpRequest) -> HttpResponse:
    """All answers, the question, and the button that sends them."""
    draft = drafting.draft_of(request)
    gap = drafting.gap_before(draft, None)
    if gap or draft is None:
        return drafting.go(gap)
    if request.method == "POST":
        return _posted(request, draft)
    told = forms_of(draft.typed)
    wrong = [(part, form) for part, form in zip(Part, told, strict=True) if not form.is_valid()]
    if wrong:
        # What was right when it was typed is so no more: the community was merged meanwhile.
        return _back_to(request, *wrong[0])
    return render(request, "portal/report/check.html", _context(request, draft, told))


Told = tuple[WhereForm, WhatForm, WhoForm]


def _posted(request: HttpRequest, draft: Draft) -> HttpResponse:
    error = _refused(request, draft) or _send(request, draft)
    if not error:
        return drafting.go(drafting.RECEIPT)

    def change(draft: Draft) -> Draft:
        seed = draft.seed
        if error == _WRONG:
            seed = new_seed(secrets.randbelow, other_than=seed)
        return replace(draft, seed=seed, wrong=(("answer", error),))

    drafts.change_draft(secret=drafting.secret_of(request), change=change, at=clock.now())
    return drafting.go(drafting.CHECK)


def _back_to(request: HttpRequest, part: Part, form: StepForm) -> HttpResponse:
    def change(draft: Draft) -> Draft:
        typed = draft.with_typed(part, draft.told(part), is_right=False)
        return replace(typed, wrong=told_wrong(form))

    drafts.change_draft(secret=drafting.secret_of(request), change=change, at=clock.now())
    return drafting.go(drafting.PAGES[part])


def _refused(request: HttpRequest, draft: Draft) -> str:
    """Why a machine is suspected, in words that help a person on."""
    if not question(draft.seed).is_answered_by(request.POST.get("answer", "")):
        return _WRONG
    if request.POST.get(_TRAP):
        return "有一栏本来请您空着，却填了内容。请清空后再提交。"
    if clock.now() - draft.opened_at < LEAST_TIME:
        return "提交得太快了。请核对一遍内容，过几秒再点“提交”。"
    return ""


# A field that people neither see nor fill.
_TRAP: Final = "homepage"
_WRONG: Final = "回答不对，换了一个问题，请再答一次。"


def _asked(request: HttpRequest) -> Draft:
    def change(draft: Draft) -> Draft:
        return replace(draft, seed=new_seed(secrets.randbelow))

    return drafts.change_draft(secret=drafting.secret_of(request), change=change, at=clock.now())


def _send(request: HttpRequest, draft: Draft) -> str:
    """Make a case of it; what is told where that is refused."""
    at = clock.now()
    until = quotas.spend(SENDINGS, address=visitors.address(request), at=at)
    if until is not None:
        return (
            f"从您所在的网络提交的反映，一小时内已有 {SENDINGS.most} 件。"
            f"您填写的内容还在，请在 {until.astimezone(clock.SHANGHAI):%H:%M} 以后再提交；"
            "等不及的，请打下面的电话。"
        )
    try:
        drafts.send_draft(
            secret=drafting.secret_of(request), statement=statement_of(draft.typed),
            contact=contact_of(draft.typed), actor=visitors.actor(request), at=at,
        )  # fmt: skip
    except Refused as refusal:
        return refusal.sentence
    return ""


def _context(request: HttpRequest, draft: Draft, told: Told) -> dict[str, object]:
    if draft.seed < 0:
        draft = _asked(request)
    where = told[0]
    return {
        "trap": _TRAP,
        "lines": _lines(draft, told[0], told[1]),
        "files": draft.files,
        "files_href": reverse(drafting.PAGES[Part.WHAT]),
        "question": question(draft.seed).text,
        "errors": [("answer" if it == _WRONG else "", it) for _, it in draft.wrong],
        "is_misanswered": any(it == _WRONG for _, it in draft.wrong),
        "call": call_of(CITY_AREA if where.is_to_city else where.area),
    }


def _lines(draft: Draft, where: WhereForm, what: WhatForm) -> list[Line]:
    where_href, what_href, who_href = (reverse(drafting.PAGES[part]) for part in Part)
    place = where.chosen
    spot = f"{place.name}（{place.where}）" if place else where.spot_told
    if not place:
        spot = f"{where.area.full_name} {spot}"
    taker = CITY_AREA if where.is_to_city else where.area
    contact = contact_of(draft.typed)
    reach = " ".join((contact.name, *(it.shown for it in contact.phones), contact.mail)).strip()
    how = HOWS[contact.kind.value]
    return [
        Line(PART_LABELS[Part.WHERE], spot, where_href),
        Line("由谁受理", f"{taker.full_name}住建部门", where_href),
        Line(PART_LABELS[Part.WHAT], what.cleaned_data["text"], what_href),
        Line("属于哪一种", KINDS[what.cleaned_data["kind"]], what_href),
        Line(
            PART_LABELS[Part.WHO],
            how if contact.kind is ContactKind.ANONYMOUS else f"{reach}\n{how}",
            who_href,
        ),
    ]


@private
def receipt(request: HttpRequest) -> HttpResponse:
    """受理回执: the code once, the number as long as the draft lives."""
    draft = drafting.draft_of(request)
    if draft is None or not draft.is_sent:
        return drafting.go(drafting.PAGES[Part.WHERE])
    number = parse_case_number(draft.number)
    if number is None:
        raise ValueError("a receipt bears a number of ours")
    area: Area = AREA_BY_CODE[number.area_code]
    context = {
        "number": draft.number,
        "code": draft.code,
        "taker": f"{area.full_name}住建部门",
        "register_by": _by("DL-01", number.on),
        "accept_by": _by("DL-02", number.on),
        "tell": LIMIT_BY_KEY["DL-10"].span,
        "progress_address": request.build_absolute_uri(reverse("portal:progress")),
        "call": call_of(area),
    }
    answer = render(request, "portal/report/receipt.html", context)
    if draft.code and request.method == "GET":
        at = clock.now()
        passes.give(answer, passes.Pass(draft.number, draft.code), at=at)
        # Last of all: what breaks on the way here must not cost anybody the code.
        drafts.take_code(secret=drafting.secret_of(request), at=at)
    return answer


def _by(key: str, on: date) -> date | None:
    """The last day in time; None where its calendar is not published."""
    try:
        return LIMIT_BY_KEY[key].due_on(on, law.calendar())
    except NotPublished:
        return None
