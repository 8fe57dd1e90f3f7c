"""核查, 办理报告: what was found and what became of it (T-C10…T-C14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.audit.locking import find
from tingban.actions.complaints.moving import Turn, move, public_text, settle, take_up
from tingban.actions.inspections import visits
from tingban.actions.rectification import problems
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseNote, CaseProblem, CaseReply
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Problem
from tingban.kit.text import clean
from tingban.reads.complaints.timing import times_of
from tingban.reads.law import calendar
from tingban.rules.actors import Actor
from tingban.rules.complaints.clocks import extended_to
from tingban.rules.complaints.stages import FINDING_LABELS, Act, Finding, SuspendReason
from tingban.rules.errors import Refused


@dataclass(frozen=True, slots=True)
class Report:
    """What the handler reports: how it was checked, and what the complainant is to be told.

    `note` is the public-safe line for 附件2; `finding` is asked where nothing was found.
    """

    grounds: str
    reply: str
    note: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """Which visit, who was there, what was found, and the problems that follow from it."""

    visit: str
    staff: Sequence[str]
    finding: Finding
    problem_numbers: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Suspension:
    """What is waited for, why, and when to look again."""

    why: SuspendReason
    reason: str
    until: date


@transaction.atomic
def verify_case(
    *, number: str, verification: Verification, version: int, actor: Actor, at: datetime
) -> None:
    """Seen on the spot by two, and true at least in part: problems follow (T-C10)."""
    turn = take_up(number, version, actor=actor, at=at)
    finding = verification.finding
    seen = _visit(turn, verification.visit)
    names = list(dict.fromkeys(name.strip() for name in verification.staff if name.strip()))
    rows, linked = _problems(turn, verification.problem_numbers), _linked(turn.case)
    turn = turn.told(
        visit_kind=seen.kind,
        staff=len(names),
        finding=finding,
        problems=len(linked | {row.pk for row in rows}),
    )
    told = {
        "visit": seen.number, "staff": names, "finding": finding.value,
        "problems": [row.number for row in rows],
    }  # fmt: skip
    entry = move(turn, Act.VERIFY, told=told)
    for row in rows:
        if row.pk not in linked:
            facts.append(CaseProblem(case=turn.case, problem=row), act=entry)
    words = f"已现场核查，{FINDING_LABELS[finding]}。"
    facts.append(CaseNote(case=turn.case, at=at, text=words), act=entry)
    settle(turn.case)


def _linked(case: Case) -> set[int]:
    links = CaseProblem.objects.standing().filter(case=case)
    return set(links.values_list("problem_id", flat=True))


def _visit(turn: Turn, number: str) -> Visit:
    """A visit to the community of the case, not before the case came in."""
    rows = Visit.objects.visible_to(turn.actor).filter(is_void=False)
    visit = find(rows, visits.NOT_FOUND, number=number)
    if visit.community_id != turn.case.community_id:
        raise Refused("这条检查记录不是这个小区的，请另选。", rule="T-C10")
    return visit


def _problems(turn: Turn, numbers: Sequence[str]) -> list[Problem]:
    """Problems in the community of the case."""
    rows = Problem.objects.visible_to(turn.actor)
    found = [find(rows, problems.NOT_FOUND, number=number) for number in dict.fromkeys(numbers)]
    for row in found:
        if row.community_id != turn.case.community_id:
            raise Refused(f"问题 {row.number} 不在这个小区，不能关联。", rule="T-C10")
        if row.state in ("annulled", "void"):
            raise Refused(f"问题 {row.number} 已撤销或作废，不能关联。", rule="T-C10")
    return found


@transaction.atomic
def report_unfounded(
    *, number: str, report: Report, version: int, actor: Actor, at: datetime
) -> None:
    """Untrue, without evidence, or an enquiry answered: to the reviewer (T-C11)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(finding=report.finding, report=report.grounds, reply=report.reply)
    finding = report.finding.value if report.finding else ""
    _send_up(turn, Act.REPORT_UNFOUNDED, report, {"finding": finding})


@transaction.atomic
def report_done(*, number: str, report: Report, version: int, actor: Actor, at: datetime) -> None:
    """The problems are put right or lawfully diverted; a promise is not enough (T-C12)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(report=report.grounds, reply=report.reply)
    _send_up(turn, Act.REPORT_DONE, report, {})


def _send_up(turn: Turn, act: Act, report: Report, told: dict[str, object]) -> None:
    entry = move(turn, act, told=told | {"grounds": clean(report.grounds)})
    _keep_words(turn.case, report.reply, report.note, entry)
    settle(turn.case)


def _keep_words(case: Case, reply: str, note: str, entry: Entry) -> None:
    facts.append(CaseReply(case=case, at=entry.at, text=clean(reply)), act=entry)
    facts.append(CaseNote(case=case, at=entry.at, text=public_text(note)), act=entry)


@transaction.atomic
def suspend_case(
    *, number: str, suspension: Suspension, version: int, actor: Actor, at: datetime
) -> None:
    """Waiting for a court, a vote or an expert: the clock stands still (T-C13)."""
    turn = take_up(number, version, actor=actor, at=at)
    turn = turn.told(reason=suspension.reason, until=suspension.until)
    told = {"why": suspension.why.value, "until": suspension.until.isoformat()}
    move(turn, Act.SUSPEND, told=told, note=suspension.reason.strip())
    settle(turn.case)


@transaction.atomic
def resume_case(*, number: str, version: int, actor: Actor, at: datetime) -> None:
    """What was waited for is there; the clock goes on (T-C13)."""
    turn = take_up(number, version, actor=actor, at=at)
    move(turn, Act.RESUME)
    settle(turn.case)


@transaction.atomic
def extend_case(*, number: str, reason: str, version: int, actor: Actor, at: datetime) -> date:
    """Once, before it runs out, with a reason that the complainant is told (T-C14)."""
    turn = take_up(number, version, actor=actor, at=at).told(reason=reason)
    until = extended_to(times_of([turn.case.pk])[turn.case.pk], calendar())
    told = {"until": until.isoformat()}
    move(turn, Act.EXTEND, told=told, note=reason.strip())
    settle(turn.case)
    return until
