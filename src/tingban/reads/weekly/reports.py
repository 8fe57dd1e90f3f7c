"""One unit's report as its page shows it: figures, findings, words, signature, way so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tingban.data.weekly.models import CorrectionRequest, Report, ReportStep, Signature
from tingban.reads.weekly import situations
from tingban.reads.weekly.contents import GivenValue, given_values, live_content
from tingban.reads.weekly.editions import StoredEdition, standing_before, values_of, versions
from tingban.reads.weekly.periods import week_of
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.weekly.checks import Finding
from tingban.rules.weekly.contents import Content, Origin
from tingban.rules.weekly.guards import Situation
from tingban.rules.weekly.standing import STANDING_LABELS, Standing, standing_of
from tingban.rules.weekly.steps import (
    ACT_LABELS,
    AUTO_STATES,
    READY_TO_FREEZE,
    STATE_LABELS,
    UNSENT,
    Act,
    Offer,
    State,
    open_steps,
)
from tingban.rules.weekly.weeks import Kind, Week

NOT_FOUND = "没有找到这期周报，或者它不在您的辖区内。"
# While the county works on it, its page shows figures as they are now (T-R05: also stood in for).
_LIVE = UNSENT | AUTO_STATES


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed last, and what has changed since, in words."""

    signer_name: str
    at: datetime
    digest: str
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the way so far; a return has its cells and reason."""

    act: Act
    label: str
    at: datetime
    who: str
    unit: str
    state_label: str
    rule: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """T-R09: what was asked, and what was decided; `is_granted` None while it waits."""

    asked_at: datetime
    asker_name: str
    # {cell: (old, new)}
    change: Mapping[str, tuple[int, int]]
    reason: str
    edition_version: int
    is_granted: bool | None = None
    decided_at: datetime | None = None
    decider_name: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything a page shows of one unit's report."""

    number: str
    area_code: str
    week: Week
    state: State
    version: int
    due_at: datetime
    at: datetime
    standing: Standing
    submitted_at: datetime | None
    stood_in_at: datetime | None
    returned_at: datetime | None
    accepted_at: datetime | None
    frozen_at: datetime | None
    # What the figures of the page are: counted now, or as they were sent.
    content: Content
    is_live: bool
    findings: tuple[Finding, ...]
    unnoted: tuple[str, ...]
    given: tuple[GivenValue, ...]
    signature: SignatureLine | None
    steps: tuple[StepLine, ...]
    corrections: tuple[Correction, ...]
    editions: tuple[StoredEdition, ...]
    # What stood for the unit before this week, without supplementary cells it had not.
    last_values: Mapping[str, int]
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """The unit as reports print it."""
        return AREA_BY_CODE[self.area_code].name

    @property
    def state_label(self) -> str:
        """The word of the state."""
        return STATE_LABELS[self.state]

    @property
    def standing_label(self) -> str:
        """On time, late, stood in for, missing, or not yet due."""
        return STANDING_LABELS[self.standing]

    @property
    def edition(self) -> StoredEdition | None:
        """What stands for the unit; None before anything was sent."""
        return self.editions[-1] if self.editions else None

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that block."""
        return tuple(found for found in self.findings if found.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that want a note."""
        return tuple(found for found in self.findings if not found.is_error)

    def offer(self, act: Act) -> Offer | None:
        """One act as the page may show it; None where it is not this post's business."""
        return next((offer for offer in self.offers if offer.act is act), None)


def report(*, actor: Actor, number: str, at: datetime) -> ReportPage:
    """One unit's report: live while the county works on it, else as it was sent."""
    row = _row(actor, number)
    editions = versions(actor=actor, number=number)
    found = _shown(row, editions, actor, at)
    is_live = _is_live(row, editions, actor)
    situation = _situation(row, found, is_live, actor, at)
    return ReportPage(
        number=row.number,
        area_code=row.area_id,
        week=week_of(row.week),
        state=State(row.state),
        version=row.version,
        due_at=row.due_at,
        at=at,
        standing=_standing(row, editions, at),
        submitted_at=row.submitted_at,
        stood_in_at=row.stood_in_at,
        returned_at=row.returned_at,
        accepted_at=row.accepted_at,
        frozen_at=row.week.frozen_at,
        content=found.content,
        is_live=is_live,
        findings=found.findings,
        unnoted=found.unnoted,
        given=given_values(row, found.content),
        signature=_signature(row, situation.changed),
        steps=_steps(row),
        corrections=_corrections(row),
        editions=editions,
        last_values=_last_values(row, actor),
        offers=open_steps(
            State(row.state), actor=actor, area_code=row.area_id, situation=situation
        ),
    )


def _standing(row: Report, editions: tuple[StoredEdition, ...], at: datetime) -> Standing:
    return standing_of(
        submitted_at=row.submitted_at,
        was_late=row.is_late,
        is_auto=bool(editions) and editions[-1].origin is Origin.AUTO,
        due_at=row.due_at,
        at=at,
    )


def _row(actor: Actor, number: str) -> Report:
    rows = Report.objects.visible_to(actor).select_related("week__campaign", "area")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def _is_live(row: Report, editions: tuple[StoredEdition, ...], actor: Actor) -> bool:
    """The county sees its work; the city sees what stands, where something does."""
    if not editions:
        return True
    own = actor.area_code == row.area_id
    return State(row.state) in _LIVE and own


def _shown(
    row: Report, editions: tuple[StoredEdition, ...], actor: Actor, at: datetime
) -> situations.Checked:
    if _is_live(row, editions, actor):
        content = live_content(row, actor=actor, known_at=at)
        return situations.checked(row, content, known_at=at)
    last = editions[-1]
    return situations.checked(row, last.content, known_at=last.known_at)


def _situation(
    row: Report, found: situations.Checked, is_live: bool, actor: Actor, at: datetime
) -> Situation:
    """What the guards of the page's buttons look at."""
    told = (
        situations.situation(row, found, at=at) if is_live else situations.bare_situation(row, at)
    )
    if actor.sees_whole_city and State(row.state) in (State.SUBMITTED, State.REVIEW):
        return replace(told, city_errors=situations.city_errors(row, actor=actor, at=at))
    if State(row.state) in AUTO_STATES | {State.ACCEPTED}:
        return replace(told, unready=_unready(row))
    return told


def _unready(row: Report) -> tuple[str, ...]:
    ready = sorted(READY_TO_FREEZE)
    rows = Report.objects.filter(week=row.week).exclude(state__in=ready)
    areas = rows.order_by("area__report_order").values_list("area_id", flat=True)
    return tuple(AREA_BY_CODE[area].name for area in areas)


def _signature(row: Report, changed: tuple[str, ...]) -> SignatureLine | None:
    last = Signature.objects.filter(report=row).order_by("-id").first()
    if last is None:
        return None
    return SignatureLine(last.signer_name, last.at, last.digest, changed)


def _steps(row: Report) -> tuple[StepLine, ...]:
    rows = ReportStep.objects.filter(report=row).select_related("entry").order_by("id")
    return tuple(
        StepLine(
            act=Act(step.act),
            label=ACT_LABELS[Act(step.act)],
            at=step.at,
            who=step.entry.actor_name,
            unit=AREA_BY_CODE[step.entry.area_code].name if step.entry.actor_id else "",
            state_label=STATE_LABELS[State(step.to)],
            rule=step.rule,
            reason=step.reason,
            cells=tuple(step.cells),
        )
        for step in rows
    )


def _corrections(row: Report) -> tuple[Correction, ...]:
    rows = CorrectionRequest.objects.filter(report=row).select_related("decision", "edition")
    found = []
    for request in rows.order_by("id"):
        asked = Correction(
            asked_at=request.asked_at,
            asker_name=request.asker_name,
            change={cell: (old, new) for cell, (old, new) in request.change.items()},
            reason=request.reason,
            edition_version=request.edition.version,
        )
        decision = getattr(request, "decision", None)
        if decision is not None:
            asked = replace(
                asked,
                is_granted=decision.is_granted,
                decided_at=decision.decided_at,
                decider_name=decision.decider_name,
                decision=decision.reason,
            )
        found.append(asked)
    return tuple(found)


def _last_values(row: Report, actor: Actor) -> Mapping[str, int]:
    if row.week.kind != Kind.WEEK:
        return {}
    keys = standing_before(actor=actor, as_of=row.week.as_of, areas=[row.area_id])
    return values_of(keys.values()).get(keys.get(row.area_id, 0), {})
