"""What stands of one case, read once: its card and its next step both look at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tingban.data.complaints.models import (
    Case,
    CaseAttempt,
    CaseContact,
    CaseMatter,
    CaseMove,
    CaseProblem,
    CaseReply,
    CaseStep,
)
from tingban.reads.complaints.answers import answers_to, merged_times
from tingban.reads.law import calendar
from tingban.rules.complaints import CaseStepKind, ContactKind
from tingban.rules.complaints.clocks import MergedTimes
from tingban.rules.complaints.stages import Stage
from tingban.rules.law import Calendar

_DONE = ("complete", "annulled", "void")


@dataclass(frozen=True, slots=True)
class Linked:
    """A problem that the case led to."""

    id: int
    number: str
    description: str
    state: str

    @property
    def is_open(self) -> bool:
        """Neither put right nor annulled (T-C12)."""
        return self.state not in _DONE


@dataclass(frozen=True, slots=True)
class Dossier:
    """Standing rows only, each kind in the order in which it was recorded."""

    case: Case
    calendar: Calendar
    moves: tuple[CaseMove, ...]
    steps: tuple[CaseStep, ...]
    attempts: tuple[CaseAttempt, ...]
    problems: tuple[Linked, ...]
    matter: CaseMatter | None
    reply: str
    contact_kind: ContactKind
    is_held: bool
    # Of one that was merged: its clock, where its main case stands, and its own answer.
    merged: MergedTimes | None = None
    main_stage: Stage | None = None
    answered: CaseMove | None = None

    @property
    def closings(self) -> list[datetime]:
        """When it was closed, the last at the end."""
        return [step.at for step in self.steps if step.kind == CaseStepKind.CLOSE]

    @property
    def reopenings(self) -> int:
        """How often it went on after that."""
        return sum(step.kind == CaseStepKind.REOPEN for step in self.steps)


def dossier(case: Case) -> Dossier:
    """Nine short statements, whatever the case has lived through; three more of a merged one."""
    moves = CaseMove.objects.standing().filter(case=case).select_related("act").order_by("id")
    steps = CaseStep.objects.standing().filter(case=case).order_by("at", "id")
    links = CaseProblem.objects.standing().filter(case=case).order_by("id")
    reply = CaseReply.objects.standing().filter(case=case).order_by("-id")
    contact = CaseContact.objects.standing().filter(case=case).values_list("kind", "box")
    kind, box = contact.first() or (ContactKind.NOT_HELD, None)
    return Dossier(
        case=case,
        calendar=calendar(),
        moves=tuple(moves),
        steps=tuple(steps),
        attempts=tuple(CaseAttempt.objects.standing().filter(case=case).order_by("id")),
        problems=tuple(Linked(*row) for row in links.values_list(*_PROBLEM)),
        matter=CaseMatter.objects.standing().filter(case=case).first(),
        reply=reply.values_list("text", flat=True).first() or "",
        contact_kind=ContactKind(kind),
        is_held=box is not None,
        **_of_merged(case),
    )


def _of_merged(case: Case) -> dict[str, Any]:
    if case.stage != Stage.MRG:
        return {}
    main = Case.objects.filter(children=case).values_list("stage", flat=True).first()
    return {
        "merged": merged_times([case.pk]).get(case.pk),
        "main_stage": Stage(main) if main else None,
        "answered": answers_to([case.pk]).get(case.pk),
    }


_PROBLEM = ("problem_id", "problem__number", "problem__description", "problem__state")
