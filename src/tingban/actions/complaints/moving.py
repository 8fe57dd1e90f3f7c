"""What every step of a case shares: the locked row, the question to the table, the move."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, lock
from tingban.actions.complaints import telling
from tingban.actions.complaints.projection import project_cases
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseFact, CaseMove
from tingban.kit.text import clean
from tingban.reads.complaints.dossiers import Dossier, dossier
from tingban.reads.complaints.situations import situation, standpoint
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Side, Step
from tingban.rules.complaints import personal_traces
from tingban.rules.complaints.flow import CASE_FLOW
from tingban.rules.complaints.guards import Situation
from tingban.rules.complaints.stages import Act
from tingban.rules.errors import Refused

NOT_FOUND: Final = "没有找到这件投诉举报，或者它不在您的辖区内。"


# How the event log calls each step.
EVENTS: Final = {
    Act.REROUTE: "complaints.case_rerouted",
    Act.REGISTER: "complaints.case_registered",
    Act.ACCEPT: "complaints.case_accepted",
    Act.REJECT: "complaints.case_rejected",
    Act.TRANSFER: "complaints.case_transferred",
    Act.ASSIGN: "complaints.case_assigned",
    Act.SEND_BACK: "complaints.case_sent_back",
    Act.REASSIGN: "complaints.case_reassigned",
    Act.SIGN_IN: "complaints.case_signed_in",
    Act.VERIFY: "complaints.case_verified",
    Act.REPORT_UNFOUNDED: "complaints.case_unfounded",
    Act.REPORT_DONE: "complaints.case_reported",
    Act.SUSPEND: "complaints.case_suspended",
    Act.RESUME: "complaints.case_resumed",
    Act.EXTEND: "complaints.case_extended",
    Act.APPROVE: "complaints.case_approved",
    Act.SEND_FOR_REWORK: "complaints.case_sent_for_rework",
    Act.ATTEMPT: "complaints.contact_tried",
    Act.CLOSE: "complaints.case_closed",
    Act.REOPEN: "complaints.case_reopened",
    Act.MERGE: "complaints.case_merged",
    Act.UNMERGE: "complaints.case_unmerged",
    Act.ANSWER_RECEIPT: "complaints.receipt_answered",
    Act.WITHDRAW: "complaints.case_withdrawn",
    Act.APPEAL: "complaints.appeal_filed",
    Act.ANSWER_APPEAL: "complaints.appeal_answered",
    Act.NOTE: "complaints.progress_noted",
    Act.CORRECT: "complaints.case_corrected",
    Act.RESTORE: "complaints.case_restored",
    Act.VOID: "complaints.case_void",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A case in the hand of somebody who wants to move it; `now` is what the guards look at."""

    # As it stands before the step.
    before: Dossier
    actor: Actor
    at: datetime
    sides: frozenset[Side]
    now: Situation

    @property
    def case(self) -> Case:
        """The locked row."""
        return self.before.case

    def told(self, **filled: Any) -> "Turn":
        """With what the form of the step says."""
        return replace(self, now=replace(self.now, **filled))

    @property
    def subject(self) -> str:
        """How the event log calls the case."""
        return f"case:{self.case.number}"


def take_up(number: str, version: int, *, actor: Actor, at: datetime) -> Turn:
    """The locked case as the actor saw it."""
    case = lock(Case.objects.visible_to(actor), NOT_FOUND, number=number)
    check_seen(case.version, version, subject=f"case:{number}")
    return turn_on(case, standpoint(case).sides(actor), actor=actor, at=at)


def turn_on(case: Case, sides: frozenset[Side], *, actor: Actor, at: datetime) -> Turn:
    """A turn on a case that is locked already."""
    before = dossier(case)
    return Turn(before, actor, at, sides, situation(before, at))


def allowed(turn: Turn, act: Act) -> Step:
    """The row by which the act goes on, or a refusal."""
    return CASE_FLOW.check(act, turn.case.stage, actor=turn.actor, sides=turn.sides, now=turn.now)


def move(
    turn: Turn,
    act: Act,
    *,
    told: Mapping[str, Any] | None = None,
    note: str = "",
    on: datetime | None = None,
    to: str = "",
) -> Entry:
    """Ask the table, then write the entry and the move.

    `told` is plain JSON and holds no contact; `on` is when it was so, where that is not now; `to`
    where the end depends on the past.
    """
    step = allowed(turn, act)
    entry = log.record(
        actor=turn.actor,
        at=turn.at,
        act=EVENTS[act],
        subject=turn.subject,
        note=note,
        change=(None, dict(told or {}) or None),
    )
    row = append_move(turn.case, step, entry, to=to, told=told, on=on)
    telling.tell(turn.case, row, entry, is_reachable=turn.before.is_held)
    return entry


def append_move(
    case: Case,
    step: Step,
    entry: Entry,
    *,
    to: str = "",
    told: Mapping[str, Any] | None = None,
    on: datetime | None = None,
) -> CaseMove:
    """The move of a step whose entry is written; whoever is next is still to be told."""
    row = CaseMove(
        case=case,
        rule=step.rule,
        step=step.act,
        start=step.start or "",
        to=to or step.to,
        at=on or entry.at,
        reason=entry.note,
        told=dict(told or {}),
    )
    return facts.append(row, act=entry)


def keep_move(
    case: Case,
    step: Step,
    entry: Entry,
    *,
    told: Mapping[str, Any] | None = None,
    on: datetime | None = None,
) -> None:
    """Append the move of a step, and tell whoever is next."""
    row = append_move(case, step, entry, told=told, on=on)
    telling.tell(case, row, entry, is_reachable=telling.holds_contact(case))


def settle(case: Case) -> None:
    """Count the version up and refresh the projection."""
    project_cases([case.pk], turns=1)


def restated(standing: CaseFact, /, **changes: Any) -> CaseFact:
    """An unsaved statement like the standing one, but for these columns."""
    fresh = CaseFact(case=standing.case)
    for name, value in (facts.attributes(standing, without="case") | changes).items():
        field = CaseFact._meta.get_field(name)
        setattr(fresh, getattr(field, "attname", name), value)
    return fresh


def public_text(text: str) -> str:
    """The words of a note, or a refusal where they name somebody's phone, card or plate."""
    told = clean(text)
    if not told:
        raise Refused("请写明办理进展或结果。", rule="DOMAIN 2.1")
    kinds = sorted({trace.kind for trace in personal_traces(told)})
    if kinds:
        raise Refused(
            f"办理进展会印在台账上，不能写个人的{'、'.join(kinds)}。请删去后再保存。",
            rule="DOMAIN 2.1",
        )
    return told
