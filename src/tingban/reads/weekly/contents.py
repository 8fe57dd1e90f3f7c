"""What reports would contain if they were sent now: figures, 附件2, notes and 简报 (ADR 0009)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tingban.data.weekly.models import Brief, Override, Report, WarningNote
from tingban.kit.clock import SHANGHAI
from tingban.reads.complaints.ledger import annex2_rows
from tingban.reads.weekly.counting import EXTRA_CODES, member_ids
from tingban.reads.weekly.periods import moment_of
from tingban.rules.actors import Actor
from tingban.rules.complaints.annex2 import LedgerLine
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import BriefText, Content, Figure, digest_of_rows
from tingban.rules.weekly.figures import Ids

ALL_CODES = (*CODES, *EXTRA_CODES)


@dataclass(frozen=True, slots=True)
class GivenValue:
    """A value of the head in the place of the count (CHK-26); stale where the count moved on."""

    cell: str
    computed: int
    given: int
    reason: str
    is_stale: bool = False


def live_contents(
    reports: Sequence[Report], *, actor: Actor, known_at: datetime
) -> dict[str, Content]:
    """Contents by area, of reports of one week that the actor has been let see."""
    if not reports:
        return {}
    areas = tuple(report.area_id for report in reports)
    ids = member_ids(areas, moment_of(reports[0].week, known_at), ALL_CODES)
    briefs, notes = _briefs(reports), _notes(reports)
    given = _given(reports)
    contents = {}
    for report in reports:
        rows = annex2_lines(report, actor=actor, known_at=known_at)
        contents[report.area_id] = Content(
            figures=_figures(ids[report.area_id], given[report.pk]),
            annex2_rows=len(rows),
            annex2_digest=digest_of_rows(row.texts for row in rows),
            brief=briefs.get(report.pk, BriefText()),
            notes=notes[report.pk],
        )
    return contents


def live_content(report: Report, *, actor: Actor, known_at: datetime) -> Content:
    """The content of one report."""
    return live_contents([report], actor=actor, known_at=known_at)[report.area_id]


def annex2_lines(report: Report, *, actor: Actor, known_at: datetime) -> tuple[LedgerLine, ...]:
    """附件2 of the report's unit at its cut-off."""
    week = report.week
    since = datetime.combine(week.campaign.starts_on, datetime.min.time(), SHANGHAI)
    return annex2_rows(
        actor=actor, unit=report.area_id, since=since, as_of=week.as_of, known_at=known_at
    )


def _figures(ids: Mapping[str, Ids], given: Iterable[Override]) -> dict[str, Figure]:
    """Every number, the standing overrides put in where the count is still the same."""
    by_cell = {override.cell: override for override in given}
    figures = {}
    for code in ALL_CODES:
        members = ids.get(code, ())
        override = by_cell.get(code)
        if override is None or override.computed != len(members):
            figures[code] = Figure(code, len(members), members)
        else:
            figures[code] = Figure(code, len(members), members, override.given, override.reason)
    return figures


def given_values(report: Report, content: Content) -> tuple[GivenValue, ...]:
    """The overrides that stand, the stale ones marked."""
    return tuple(
        GivenValue(
            cell=override.cell,
            computed=override.computed,
            given=override.given,
            reason=override.reason,
            is_stale=not content.figures[override.cell].is_overridden,
        )
        for override in _given([report])[report.pk]
    )


def _given(reports: Sequence[Report]) -> dict[int, list[Override]]:
    found: dict[int, list[Override]] = defaultdict(list)
    for override in Override.objects.standing().filter(report__in=reports).order_by("cell"):
        found[override.report_id].append(override)
    return found


def _briefs(reports: Sequence[Report]) -> dict[int, BriefText]:
    rows = Brief.objects.filter(report__in=reports).order_by("report_id")
    return {row.report_id: BriefText(row.progress, row.practice, row.cases) for row in rows}


def _notes(reports: Sequence[Report]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = WarningNote.objects.filter(report__in=reports).order_by("report_id", "check_id")
    for report, check, text in rows.values_list("report_id", "check_id", "text"):
        found[report][check] = text
    return found
