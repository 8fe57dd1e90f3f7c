"""One unit's report: the page, its draft, and the steps that a button takes at once."""

from collections.abc import Callable
from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tingban.actions.weekly import correcting, drafting, reviewing, sending, signing
from tingban.actions.weekly.drafting import Draft
from tingban.kit import clock
from tingban.reads.weekly import differences, reports
from tingban.reads.weekly.reports import ReportPage
from tingban.rules.actors import CITY_WIDE, COUNTY, LEADERS, WRITERS, Role
from tingban.rules.errors import Conflict, NotFound, Refused
from tingban.rules.weekly.steps import AUTO_STATES, STATE_LABELS, UNSENT, Act
from tingban.web import doors
from tingban.web.desk import drill_changes, drill_sides, step_up, weekly_report
from tingban.web.desk.drill_changes import ChangeLine
from tingban.web.desk.weekly_forms import DraftForm
from tingban.web.desk.weekly_words import clock_of
from tingban.web.doors import DeskRequest
from tingban.web.ui.submitting import refusals_on

FACTS = COUNTY | CITY_WIDE
OFFICE = frozenset({Role.M_OP, Role.M_LD})
CLERKS = frozenset({Role.C_OP, Role.M_OP})


@doors.desk(roles=FACTS)
def report(request: DeskRequest, number: str) -> HttpResponse:
    """The filled form, what is missing, the checks beside the cells, the next steps."""
    page = reports.report(actor=request.actor, number=number, at=clock.now())
    return _shown(request, page, _draft_form(page))


def _draft_form(page: ReportPage, request: DeskRequest | None = None) -> DraftForm:
    checks = sorted({found.check for found in page.warnings})
    if request is not None:
        return DraftForm(request.POST, checks=checks)
    notes = {f"note-{check}": text for check, text in page.content.notes.items()}
    initial = {"version": page.version, **page.content.brief.parts, **notes}
    return DraftForm(initial=initial, checks=checks)


def _shown(
    request: DeskRequest, page: ReportPage, form: DraftForm, status: int = 200
) -> HttpResponse:
    findings = weekly_report.findings_of(page)
    edit = page.offer(Act.EDIT)
    can_edit = page.is_live and edit is not None and edit.is_open
    context = weekly_report.head_of(page) | {
        "clock": clock_of(page.week, due_at=page.due_at, at=page.at, frozen_at=page.frozen_at),
        "sheet": weekly_report.sheet_of(page, findings),
        "extras": weekly_report.extras_of(page),
        "findings": [(one, form.note(one.finding.check) if can_edit else None) for one in findings],
        "form": form,
        "parts": _parts_of(page, form),
        "can_edit": can_edit,
        "tasks": weekly_report.tasks_of(page),
        "actions": weekly_report.actions_of(page),
        "back": weekly_report.standing_return(page),
        "is_signed": weekly_report.is_signed(page),
        "next": weekly_report.next_of(page),
        "has_tasks": page.state in UNSENT | AUTO_STATES,
        "sign": weekly_report.near(page, Act.SIGN),
        "submit": weekly_report.near(page, Act.SUBMIT),
        "changes": _changes(request, page),
        "history": weekly_report.history_of(page),
        "mark": uuid4().hex,
    }
    return render(request, "desk/weekly/report.html", context, status=status)


def _parts_of(page: ReportPage, form: DraftForm) -> list[tuple[BoundField, str, str]]:
    """Each part of 简报: its field, what is saved, what was typed and refused beside it."""
    saved = page.content.brief.parts
    return [
        (part, saved[part.name], str(part.value()) if _is_other(part, saved[part.name]) else "")
        for part in form.parts
    ]


def _is_other(part: BoundField, saved: str) -> bool:
    typed = str(part.value() or "").replace("\r\n", "\n").strip()
    return bool(part.form.is_bound and typed and typed != saved.strip())


def _changes(request: DeskRequest, page: ReportPage) -> list[ChangeLine]:
    """What the city looks at first: the numbers that moved since the week before, and why."""
    if page.is_live or not page.last_values or not request.actor.sees_whole_city:
        return []
    new = weekly_report.table_of(page)
    old = weekly_report.table_before(page)
    try:
        tables = [drill_sides.side(one, actor=request.actor, at=page.at) for one in (old, new)]
    except NotFound:
        return []  # a unit whose last report lies further back than a week
    found = differences.compare(actor=request.actor, old=tables[0], new=tables[1])
    return [
        line
        for line in drill_changes.lines_of(found, old=old, new=new)
        if line.difference.area == page.area_code
    ]


@require_POST
@doors.desk(roles=WRITERS)
def draft(request: DeskRequest, number: str) -> HttpResponse:
    """Keep the brief and the notes; what was typed stays on the page where it is refused."""
    at, actor = clock.now(), request.actor
    page = reports.report(actor=actor, number=number, at=at)
    form = _draft_form(page, request)
    if not form.is_valid():
        return _shown(request, page, form, status=422)
    with refusals_on(form, version=page.version):
        drafting.save_draft(
            number=number, version=form.cleaned_data["version"],
            draft=Draft(brief=form.brief, notes=form.notes), actor=actor, at=at,
        )  # fmt: skip
        messages.success(request, "简报和说明已保存。")
        return redirect("desk:weekly_report", number=number)
    return _shown(request, page, form, status=409)


def version_of(request: DeskRequest) -> int:
    """The version that the page was made from; none is older than all."""
    text = request.POST.get("version") or request.GET.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


_OVERTAKEN: Final = (
    "您打开页面之后，这份周报已有变化，现在是“{state}”；刚才的操作没有再做一遍。"
    "请看过现在的内容，仍须办理的再办。"
)


def _step(
    request: DeskRequest, number: str, act: Callable[..., object], done: str, **told: object
) -> HttpResponse:
    """One act on the report as the page showed it; a refusal becomes a sentence on the page."""
    try:
        act(number=number, version=version_of(request), actor=request.actor, at=clock.now(), **told)
    except Conflict:
        page = reports.report(actor=request.actor, number=number, at=clock.now())
        messages.error(request, _OVERTAKEN.format(state=STATE_LABELS[page.state]))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("desk:weekly_report", number=number)


@require_POST
@doors.desk(roles=WRITERS)
def check(request: DeskRequest, number: str) -> HttpResponse:
    """T-R02."""
    return _step(request, number, drafting.check_report, "已核对通过，请负责人签字。")


@require_POST
@doors.desk(roles=LEADERS)
def sign(request: DeskRequest, number: str) -> HttpResponse:
    """T-R03: what is signed is what the page showed."""
    digest = request.POST.get("digest", "")
    done = "已签字，请经办报送。签字后数据如有变化，须重新签字。"
    return _step(request, number, signing.sign_report, done, digest=digest)


@require_POST
@doors.desk(roles=CLERKS)
def submit(request: DeskRequest, number: str) -> HttpResponse:
    """T-R04, T-R05b; pressed twice it is sent once."""
    mark = request.POST.get("form", "")[:64]
    return _step(request, number, sending.submit_report, "已报送市局。", form=mark)


@require_POST
@doors.desk(roles=OFFICE)
def review(request: DeskRequest, number: str) -> HttpResponse:
    """T-R06: the others see that somebody is at it."""
    return _step(request, number, reviewing.begin_review, "已标为审核中。")


@require_POST
@doors.desk(roles=OFFICE)
def accept(request: DeskRequest, number: str) -> HttpResponse:
    """T-R07."""
    return _step(request, number, reviewing.accept_report, "已接收。")


@require_POST
@doors.desk(roles={Role.M_LD})
@step_up.before("同意更正", back="desk:weekly_report")
def grant(request: DeskRequest, number: str) -> HttpResponse:
    """T-R09."""
    return _step(request, number, correcting.grant_correction, "已同意更正，产生了新的版次。")
