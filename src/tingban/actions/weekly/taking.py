"""Taking one step of a report: lock it, ask the table, write step and entry, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tingban.actions.audit import log
from tingban.actions.audit.locking import check_seen, lock
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import Report, ReportStep
from tingban.rules.actors import Actor
from tingban.rules.weekly.guards import Situation
from tingban.rules.weekly.steps import Act, State, Step, check_step

NOT_FOUND = "没有找到这期周报，或者它不在您的辖区内。"
VERBS: dict[Act, str] = {
    Act.OPEN: "weekly.report_opened",
    Act.EDIT: "weekly.draft_saved",
    Act.OVERRIDE: "weekly.value_overridden",
    Act.CHECK: "weekly.report_checked",
    Act.REWORK: "weekly.report_reworked",
    Act.SIGN: "weekly.report_signed",
    Act.SUBMIT: "weekly.report_submitted",
    Act.STAND_IN: "weekly.report_stood_in",
    Act.REVIEW: "weekly.review_begun",
    Act.RETURN: "weekly.report_returned",
    Act.ACCEPT: "weekly.report_accepted",
    Act.FREEZE: "weekly.report_frozen",
    Act.ASK: "weekly.correction_asked",
    Act.GRANT: "weekly.correction_granted",
    Act.REFUSE: "weekly.correction_refused",
    Act.EXPORT: "weekly.edition_exported",
    Act.SNAPSHOT: "weekly.month_end_taken",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said with a step: why, of which cells, and what the log shall keep of it."""

    reason: str = ""
    cells: tuple[str, ...] = ()
    after: Mapping[str, Any] = field(default_factory=dict)


def subject_of(report: Report) -> str:
    """The report in the event log."""
    return f"report:{report.number}"


def locked(number: str, actor: Actor) -> Report:
    """The report within the actor's sight, locked until the act ends."""
    rows = Report.objects.visible_to(actor).select_related("week")
    return lock(rows, NOT_FOUND, number=number)


def seen(report: Report, version: int) -> None:
    """Refuse an act that was begun on an older state of the report."""
    check_seen(report.version, version, subject=subject_of(report))


def allowed(act: Act, report: Report, *, actor: Actor, situation: Situation) -> Step:
    """The row of the table by which the act goes on, or its refusal."""
    return check_step(
        act, State(report.state), actor=actor, area_code=report.area_id, situation=situation
    )


def take(report: Report, step: Step, turn: Turn, *, actor: Actor, at: datetime) -> Entry:
    """Write entry and step, and move the report; its other columns are the caller's to set.

    What the clock does, and an export, leaves the version alone: it changes nothing that a clerk
    has open.
    """
    change = {"state": step.to.value, **turn.after}
    if turn.cells:
        change["cells"] = list(turn.cells)
    entry = log.record(
        actor=actor,
        at=at,
        act=VERBS[step.act],
        subject=subject_of(report),
        note=turn.reason,
        change=({"state": step.start.value if step.start else ""}, change),
    )
    ReportStep.objects.create(
        report=report,
        act=step.act.value,
        start=step.start.value if step.start else "",
        to=step.to.value,
        at=at,
        rule=step.rule,
        entry=entry,
        reason=turn.reason,
        cells=list(turn.cells),
    )
    report.state = step.to.value
    if not step.is_timer and step.act is not Act.EXPORT:
        report.version += 1
    report.save()
    return entry
