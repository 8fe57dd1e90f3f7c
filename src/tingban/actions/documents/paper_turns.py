"""One paper in hand: locked, asked whether the step is open, moved on (ADR 0029)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, lock
from tingban.actions.documents.projection import project_papers
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Paper, PaperMove, PaperWording
from tingban.reads.documents.filling import Filled, fill
from tingban.reads.documents.papers import NOT_FOUND
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Step
from tingban.rules.documents.guards import PaperCase
from tingban.rules.documents.papers import PaperAct, flow_of, sides_of
from tingban.rules.documents.sheets import Sheet
from tingban.rules.errors import NotFound


@dataclass(frozen=True, slots=True)
class Turn:
    """The paper, its sheet, and who acts when."""

    paper: Paper
    sheet: Sheet
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act."""
        return timezone.localdate(self.at)

    @property
    def key(self) -> str:
        """What the subject is called behind the colon."""
        return self.paper.subject.partition(":")[2]

    def wording(self) -> PaperWording:
        """The body as it stands."""
        return PaperWording.objects.standing().get(paper=self.paper)

    def filled(self, on: date) -> Filled:
        """What the paper would say on this day, from facts read anew."""
        said = self.wording()
        return fill(self.sheet, self.key, body=said.body, typed=said.typed, actor=self.actor, on=on)

    def allow(self, act: PaperAct, **told: Any) -> Step:
        """The row of the table, or a refusal."""
        template = self.sheet.template
        return flow_of(template).check(
            act,
            self.paper.stage,
            actor=self.actor,
            sides=sides_of(template, self.actor, self.paper.area_code),
            now=PaperCase(template.name, template.is_served, **told),
        )


def take(paper: str, sheet: Sheet, version: int | None, actor: Actor, at: datetime) -> Turn:
    """Lock a paper in sight, in the state that was seen; None where that is told otherwise."""
    row = lock(Paper.objects.visible_to(actor), NOT_FOUND, key=paper)
    if row.template != sheet.template.key:
        raise LookupError(f"{row.template} is not drafted from {sheet.template.key}")
    turn = Turn(row, sheet, actor, at)
    if not sheet.sees(actor, turn.key):
        raise NotFound(NOT_FOUND)
    if version is not None:
        check_seen(row.version, version, subject=f"paper:{paper}")
    return turn


def record(turn: Turn, event: str, *, note: str = "", told: dict[str, Any] | None = None) -> Entry:
    """The entry of the event log."""
    return log.record(
        actor=turn.actor,
        at=turn.at,
        act=event,
        subject=f"paper:{turn.paper.key}",
        note=note or turn.paper.title,
        change=(None, told),
    )


def move(turn: Turn, step: Step, entry: Entry, *, on: date | None = None, reason: str = "") -> None:
    """Append the step and show it."""
    facts.append(
        PaperMove(
            paper=turn.paper,
            step=step.act,
            start=step.start or "",
            to=step.to,
            on=on or turn.today,
            reason=reason.strip(),
        ),
        act=entry,
    )
    project_papers([turn.paper.pk], turns=1)
