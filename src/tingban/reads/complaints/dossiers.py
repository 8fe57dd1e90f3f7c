"""What stands of one case, read once: its card and its next step both look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import connection

from tingban.data.complaints.models import Case, CaseMatter, CaseMove
from tingban.reads.complaints.answers import answers_to, merged_times
from tingban.reads.law import CALENDAR, understood
from tingban.rules.complaints import CaseStepKind, ContactKind
from tingban.rules.complaints.clocks import MergedTimes
from tingban.rules.complaints.stages import Stage
from tingban.rules.law import Calendar

_MATTER: Final = (
    "category", "kind", "urgency", "is_complex", "place", "source_ref", "sender_due_on",
)  # fmt: skip
# Every step of every case reads this, so all of it is one statement.
_READ: Final = f"""
SELECT
    (SELECT json_agg(json_build_array(m.step, m.at, m.reason, m.told, e.actor_id) ORDER BY m.id)
        FROM complaints_casemove m JOIN audit_entry e ON e.id = m.act_id
        WHERE m.case_id = q.id AND m.retracted_at IS NULL),
    (SELECT json_agg(json_build_array(s.kind, s.at) ORDER BY s.at, s.id)
        FROM complaints_casestep s WHERE s.case_id = q.id AND s.retracted_at IS NULL),
    (SELECT json_agg(json_build_array(a.reached, a.at) ORDER BY a.id)
        FROM complaints_caseattempt a WHERE a.case_id = q.id AND a.retracted_at IS NULL),
    (SELECT json_agg(json_build_array(b.id, b.number, b.description, b.state,
            EXISTS (SELECT FROM rectification_diversion d
                WHERE d.problem_id = b.id AND d.retracted_at IS NULL)) ORDER BY l.id)
        FROM complaints_caseproblem l JOIN rectification_problem b ON b.id = l.problem_id
        WHERE l.case_id = q.id AND l.retracted_at IS NULL),
    (SELECT r.text FROM complaints_casereply r
        WHERE r.case_id = q.id AND r.retracted_at IS NULL ORDER BY r.id DESC LIMIT 1),
    {CALENDAR},
    EXISTS (SELECT FROM complaints_case k WHERE k.parent_id = q.id AND k.stage = 'merged'),
    c.code, v.kind, v.box IS NOT NULL, t.id, {", ".join(f"t.{name}" for name in _MATTER)}
FROM complaints_case q
LEFT JOIN registry_community c ON c.id = q.community_id
LEFT JOIN complaints_casecontact v ON v.case_id = q.id AND v.retracted_at IS NULL
LEFT JOIN complaints_casematter t ON t.case_id = q.id AND t.retracted_at IS NULL
WHERE q.id = %s
"""  # noqa: S608  # all names are ours
_DONE = ("complete", "annulled", "void")


@dataclass(frozen=True, slots=True)
class Linked:
    """A problem that the case led to."""

    id: int
    number: str
    description: str
    state: str
    is_diverted: bool = False

    @property
    def is_open(self) -> bool:
        """Neither put right nor annulled nor lawfully diverted (T-C12)."""
        return self.state not in _DONE and not self.is_diverted


class Moved(NamedTuple):
    """One step that was taken, and whose user took it (`data.complaints.CaseMove`)."""

    step: str
    at: datetime
    reason: str
    told: dict[str, Any]
    actor_id: int | None


class Stepped(NamedTuple):
    """A dated step that cells count."""

    kind: str
    at: datetime


class Tried(NamedTuple):
    """One try to reach the complainant."""

    reached: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """Standing rows only, each kind in the order in which it was recorded."""

    case: Case
    calendar: Calendar
    moves: tuple[Moved, ...]
    steps: tuple[Stepped, ...]
    attempts: tuple[Tried, ...]
    problems: tuple[Linked, ...]
    matter: CaseMatter | None
    reply: str
    community_code: str
    contact_kind: ContactKind
    is_held: bool
    # Others were merged into it and wait for its answer.
    is_main: bool
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
    """One statement, whatever the case has lived through; three more of a merged one."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [case.pk])
        moves, steps, attempts, problems, *told = cursor.fetchone()
    reply, years, days, is_main, community, contact, is_held, matter, *columns = told
    return Dossier(
        case=case,
        calendar=understood(years, days),
        moves=tuple(moves_of(moves)),
        steps=tuple(Stepped(step, _moment(at)) for step, at in steps or ()),
        attempts=tuple(Tried(reached, _moment(at)) for reached, at in attempts or ()),
        problems=tuple(Linked(*row) for row in problems or ()),
        matter=CaseMatter(**dict(zip(_MATTER, columns, strict=True))) if matter else None,
        reply=reply or "",
        community_code=community or "",
        contact_kind=ContactKind(contact or ContactKind.NOT_HELD),
        is_held=is_held,
        is_main=is_main,
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


def moves_of(rows: list[list[Any]] | None) -> Iterator[Moved]:
    """Moves as a statement tells them in JSON."""
    for step, at, *rest in rows or ():
        yield Moved(step, _moment(at), *rest)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
