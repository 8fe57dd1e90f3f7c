"""T-R04, T-R05, T-R05b: the county sends what was signed; at noon the system files for the rest."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from tingban.actions.audit.locking import once
from tingban.actions.weekly.keeping import Making, keep_edition
from tingban.actions.weekly.taking import VERBS, Turn, allowed, locked, seen, take
from tingban.data.weekly.models import Report, Signature
from tingban.reads.weekly import situations
from tingban.reads.weekly.contents import live_content
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.weekly.contents import BriefText, Content, Origin
from tingban.rules.weekly.steps import UNSENT, Act, State
from tingban.rules.weekly.weeks import Kind, is_late, whole_second

_UNCONFIRMED = frozenset({State.OPEN, State.DRAFT, State.RETURNED})


@transaction.atomic
def submit_report(*, number: str, version: int, actor: Actor, at: datetime, form: str = "") -> str:
    """Send the signed content; late by the second. A repeated submit is the same submit."""

    def write() -> str:
        report = locked(number, actor)
        seen(report, version)
        _submit(report, actor, at, form)
        return f"report:{number}"

    return once(form, act=VERBS[Act.SUBMIT], actor=actor, at=at, write=write)


def _submit(report: Report, actor: Actor, at: datetime, form: str) -> None:
    found = situations.live(report, actor=actor, at=at)
    situation = situations.situation(report, found, at=at)
    step = allowed(Act.SUBMIT, report, actor=actor, situation=situation)
    late = is_late(at, report.due_at)
    report.submitted_at, report.submitter_id = at, actor.user_id
    # Once late, late: a return does not wash it off (T-R04).
    report.is_late = report.is_late or late
    after = {"digest": found.content.digest, "late": late, "form": form}
    entry = take(report, step, Turn(after=after), actor=actor, at=at)
    signature = Signature.objects.filter(report=report).order_by("-id").first()
    making = Making(
        origin=Origin.SUBMITTED,
        known_at=at,
        signer_name=signature.signer_name if signature else "",
        sender_name=actor.name,
    )
    keep_edition(report, found.content, making, entry=entry, at=at)


def stand_in_for_silent(*, at: datetime) -> int:
    """File for every unit whose time has passed without a return; how many. Safe to repeat."""
    # A running second is not over yet: noon lasts until 12:00:01 (AMB-01).
    due = Report.objects.filter(
        state__in=sorted(UNSENT), due_at__lt=whole_second(at), week__kind=Kind.WEEK.value
    )
    numbers = due.order_by("week__as_of", "area__report_order").values_list("number", flat=True)
    return sum(stand_in(number=number, at=at) for number in list(numbers))


@transaction.atomic
def stand_in(*, number: str, at: datetime) -> bool:
    """File for one unit what the registers hold; False where it was sent in the meantime.

    The county's work in progress stays where it is (T-R05).
    """
    report = locked(number, SYSTEM)
    if State(report.state) not in UNSENT or not is_late(at, report.due_at):
        return False
    situation = situations.bare_situation(report, at)
    step = allowed(Act.STAND_IN, report, actor=SYSTEM, situation=situation)
    content = _to_file(report, live_content(report, actor=SYSTEM, known_at=at))
    report.stood_in_at = at
    entry = take(report, step, Turn(after={"digest": content.digest}), actor=SYSTEM, at=at)
    making = Making(origin=Origin.AUTO, known_at=at)
    keep_edition(report, content, making, entry=entry, at=at)
    return True


def _to_file(report: Report, content: Content) -> Content:
    """Half-written words are not sent in the county's name; those that it had checked are."""
    if State(report.state) in _UNCONFIRMED:
        return replace(content, brief=BriefText(), notes={})
    return content
