"""T-R09: a frozen number is corrected by a new version; the old one stays (ADR 0009)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit.locking import find
from tingban.actions.weekly.freezing import locked_week
from tingban.actions.weekly.keeping import Making, keep_city, keep_edition
from tingban.actions.weekly.reviewing import known_cells
from tingban.actions.weekly.taking import NOT_FOUND, Turn, allowed, locked, seen, take
from tingban.data.weekly.models import (
    CityEdition,
    CityEditionPart,
    CorrectionDecision,
    CorrectionRequest,
    Report,
)
from tingban.reads.weekly import situations
from tingban.reads.weekly.contents import live_content
from tingban.reads.weekly.editions import StoredEdition, edition, latest_editions
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import Content, Origin
from tingban.rules.weekly.steps import Act

# 附件2 tells the same cases as these cells, so it is corrected with them (CHK-17).
_CASE_CELLS: Final = frozenset({"E01", "E02", "E03", "E04"})
# The registers that the cells are compared with (CHK-11, CHK-19) go along with them.
_BESIDE: Final = ("A02p", "N_c")


@dataclass(frozen=True, slots=True)
class CorrectionStatement:
    """Which cells of the frozen edition are wrong, and why."""

    cells: tuple[str, ...]
    reason: str


def corrected(old: Content, live: Content, cells: tuple[str, ...]) -> Content:
    """The frozen content with these cells as they are counted now."""
    fresh = {code: live.figures[code] for code in (*cells, *_BESIDE)}
    figures = {code: fresh.get(code, figure) for code, figure in old.figures.items()}
    told = replace(old, figures=figures)
    if _CASE_CELLS.isdisjoint(cells):
        return told
    return replace(told, annex2_rows=live.annex2_rows, annex2_digest=live.annex2_digest)


@transaction.atomic
def ask_correction(
    *, number: str, version: int, statement: CorrectionStatement, actor: Actor, at: datetime
) -> None:
    """The county's head asks; the facts themselves have been put right before."""
    report = locked(number, actor)
    seen(report, version)
    cells = known_cells(statement.cells)
    # Who and when come first: only a frozen report has an edition to compare with.
    asked = replace(situations.bare_situation(report, at), cells=cells, reason=statement.reason)
    allowed(Act.ASK, report, actor=actor, situation=asked)
    old = edition(actor=actor, number=number)
    live = live_content(report, actor=actor, known_at=at)
    new = corrected(old.content, live, cells)
    situation = replace(
        asked, unchanged=_unchanged(old.content, new, cells), errors=_errors(report, new, at)
    )
    step = allowed(Act.ASK, report, actor=actor, situation=situation)
    change = {code: [old.content.figures[code].value, new.figures[code].value] for code in cells}
    turn = Turn(reason=statement.reason.strip(), cells=cells, after={"change": change})
    entry = take(report, step, turn, actor=actor, at=at)
    CorrectionRequest.objects.create(
        report=report,
        edition_id=old.key,
        asked_at=at,
        asker_name=actor.name,
        known_at=at,
        cells=list(cells),
        change=change,
        reason=turn.reason,
        entry=entry,
    )


def _unchanged(old: Content, new: Content, cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{code} {CELL_BY_CODE[code].label}"
        for code in cells
        if (old.figures[code].value, old.figures[code].digest)
        == (new.figures[code].value, new.figures[code].digest)
    )


def _errors(report: Report, content: Content, at: datetime) -> tuple[str, ...]:
    return situations.checked(report, content, known_at=at).errors


@transaction.atomic
def grant_correction(*, number: str, version: int, actor: Actor, at: datetime) -> int:
    """A new edition with the asked cells, a new table of the city; the edition's version.

    The numbers are those of the moment of asking: what was asked is what is granted.
    """
    # The week before the report, as freezing does, so that two never wait for each other.
    week = locked_week(_week_code(number, actor), actor)
    report = locked(number, actor)
    seen(report, version)
    situation = situations.bare_situation(report, at)
    step = allowed(Act.GRANT, report, actor=actor, situation=situation)
    request = _request(report)
    old = edition(actor=SYSTEM, number=number)
    content = _granted(report, request, old)
    entry = take(report, step, Turn(cells=tuple(request.cells)), actor=actor, at=at)
    making = Making(
        origin=Origin.CORRECTION,
        known_at=request.known_at,
        signer_name=request.asker_name,
        sender_name=request.asker_name,
    )
    kept = keep_edition(report, content, making, entry=entry, at=at)
    CorrectionDecision.objects.create(
        request=request,
        is_granted=True,
        decided_at=at,
        decider_name=actor.name,
        edition=kept,
        entry=entry,
    )
    editions = latest_editions(actor=SYSTEM, week_code=week.code)
    keep_city(week, editions, _auto_before(week.pk), actor=actor, entry=entry, at=at)
    return kept.version


def _week_code(number: str, actor: Actor) -> str:
    rows = Report.objects.visible_to(actor).select_related("week")
    return find(rows, NOT_FOUND, number=number).week.code


def _request(report: Report) -> CorrectionRequest:
    """What the report waits for; the state says that there is one."""
    return CorrectionRequest.objects.filter(report=report, decision__isnull=True).latest("id")


def _granted(report: Report, request: CorrectionRequest, old: StoredEdition) -> Content:
    live = live_content(report, actor=SYSTEM, known_at=request.known_at)
    return corrected(old.content, live, tuple(request.cells))


def _auto_before(week_key: int) -> frozenset[str]:
    """Correcting some cells does not confirm the others of a return that the system filed."""
    last = CityEdition.objects.filter(week=week_key).order_by("-version").first()
    parts = CityEditionPart.objects.filter(city=last, is_auto=True).order_by("pk")
    return frozenset(parts.values_list("edition__report__area_id", flat=True))


@transaction.atomic
def refuse_correction(
    *, number: str, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """The frozen edition stays, and the county is told why."""
    report = locked(number, actor)
    seen(report, version)
    situation = replace(situations.bare_situation(report, at), reason=reason)
    step = allowed(Act.REFUSE, report, actor=actor, situation=situation)
    request = _request(report)
    entry = take(report, step, Turn(reason=reason.strip()), actor=actor, at=at)
    CorrectionDecision.objects.create(
        request=request,
        is_granted=False,
        decided_at=at,
        decider_name=actor.name,
        reason=reason.strip(),
        entry=entry,
    )
