"""What the guards of a report look at, told once for pages and acts alike (DOMAIN 3.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tingban.data.weekly.models import Report, Signature
from tingban.reads.weekly import checking
from tingban.reads.weekly.contents import live_content
from tingban.reads.weekly.editions import latest_editions
from tingban.rules.actors import Actor
from tingban.rules.weekly.checks import TOTAL, Finding
from tingban.rules.weekly.contents import Content, changed_parts
from tingban.rules.weekly.guards import Situation
from tingban.rules.weekly.steps import READY_TO_FREEZE, State

_SIGNED = frozenset({State.SIGNED, State.AUTO_SIGNED})
CITY_GUARDS: Final = frozenset({"CHK-18", "CHK-20", "CHK-26"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A content with what the checks say to it."""

    content: Content
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[str, ...]:
        """What blocks, in words."""
        return tuple(found.sentence for found in self.findings if found.is_error)

    @property
    def unnoted(self) -> tuple[str, ...]:
        """Warnings to which nobody has said anything yet; one note answers one check."""
        notes = self.content.notes
        return tuple(
            found.sentence
            for found in self.findings
            if not found.is_error and not notes.get(found.check, "").strip()
        )


def bare_situation(report: Report, at: datetime) -> Situation:
    """As far as the report itself tells."""
    return Situation(
        at=at,
        submit_from=report.week.submit_from,
        due_at=report.due_at,
        submitter_id=report.submitter_id,
        frozen_at=report.week.frozen_at,
    )


def checked(report: Report, content: Content, *, known_at: datetime) -> Checked:
    """The content of a report, checked as of its week."""
    findings = checking.unit_findings(
        area=report.area_id,
        week=report.week,
        figures=content.figures,
        known_at=known_at,
    )
    return Checked(content, tuple(findings))


def live(report: Report, *, actor: Actor, at: datetime) -> Checked:
    """What would be sent now, checked."""
    return checked(report, live_content(report, actor=actor, known_at=at), known_at=at)


def signed_parts(report: Report) -> Mapping[str, tuple[int, str]]:
    """What the head signed last, part by part; empty where nothing is signed."""
    last = Signature.objects.filter(report=report).order_by("-id").first()
    return {name: (value, digest) for name, (value, digest) in last.parts.items()} if last else {}


def changed_since_signed(report: Report, content: Content) -> tuple[str, ...]:
    """What differs from what stands signed; empty where the report is not signed."""
    if State(report.state) not in _SIGNED:
        return ()
    return changed_parts(signed_parts(report), content.parts)


def situation(report: Report, found: Checked, *, at: datetime) -> Situation:
    """With everything that the steps of a county ask for."""
    return replace(
        bare_situation(report, at),
        errors=found.errors,
        unnoted=found.unnoted,
        missing_parts=found.content.brief.missing,
        changed=changed_since_signed(report, found.content),
    )


def city_errors(report: Report, *, actor: Actor, at: datetime) -> tuple[str, ...]:
    """T-R07: what keeps the city from accepting this edition (CHK-18, 20, 26).

    It is compared with its own past, and with the units that have been accepted before it.
    """
    rows = Report.objects.filter(week=report.week, state__in=sorted(READY_TO_FREEZE))
    ready = {*rows.order_by("pk").values_list("area_id", flat=True), report.area_id}
    editions = latest_editions(actor=actor, week_code=report.week.code, areas=sorted(ready))
    own = editions.get(report.area_id)
    if own is None:
        return ()
    together = checking.city_findings(
        week=report.week,
        figures_by_area={area: stored.content.figures for area, stored in editions.items()},
        known_at=own.known_at,
    )
    alone = checked(report, own.content, known_at=own.known_at).findings
    return tuple(
        found.sentence
        for found in (*alone, *together)
        if found.is_error and found.check in CITY_GUARDS and found.area in (report.area_id, TOTAL)
    )
