"""Against earlier reports: what fell and why, and what was recorded since (CHK-18, 21, 22, 25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tingban.data.weekly.models import Edition
from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.counting import Moment, rows_of
from tingban.reads.weekly.differences import Move, moves_of
from tingban.reads.weekly.editions import StoredEdition, last_accepted, stored_of
from tingban.reads.weekly.sides import moment_at
from tingban.rules.actors import SYSTEM
from tingban.rules.weekly.causes import NO_EXPLANATION
from tingban.rules.weekly.cells import CELL_BY_CODE, CODES
from tingban.rules.weekly.contents import Figure, Origin
from tingban.rules.weekly.findings import Earlier, Fall
from tingban.rules.weekly.weeks import Kind, midnight

Figures = Mapping[str, Figure]
_WEEK: Final = timedelta(days=7)
# Dated facts of each county that became known between two moments. That none is older than the
# `first` of them, and whose they are, is said beside: it holds in each branch before it is joined.
_RECORDED: Final = """
SELECT recorded.area, count(*) FROM (
    SELECT v.county_id AS area, f.recorded_at, f.done_on AS day
    FROM inspections_visitfact f JOIN inspections_visit v ON v.id = f.visit_id
    UNION ALL
    SELECT f.county_id, f.recorded_at, f.started_on FROM inspections_missionfact f
    UNION ALL
    SELECT p.county_id, s.recorded_at, s."on"
    FROM rectification_problemstep s JOIN rectification_problem p ON p.id = s.problem_id
    UNION ALL
    SELECT o.county_id, s.recorded_at, s."on"
    FROM rectification_orderstep s JOIN rectification_order o ON o.id = s.order_id
    UNION ALL
    SELECT d.county_id, f.recorded_at, d.decided_on
    FROM enforcement_levelfact f JOIN enforcement_leveldecision d ON d.id = f.decision_id
    UNION ALL
    SELECT p.county_id, s.recorded_at, s."on"
    FROM enforcement_penaltystep s JOIN enforcement_penalty p ON p.id = s.penalty_id
    UNION ALL
    SELECT e.county_id, s.recorded_at, s."on"
    FROM enforcement_exposurestep s JOIN enforcement_exposure e ON e.id = s.exposure_id
    UNION ALL
    SELECT e.county_id, s.recorded_at, s."on"
    FROM exits_exitstep s JOIN exits_exit e ON e.id = s.exit_id
    UNION ALL
    SELECT coalesce(k.county_id, k.unit_id), s.recorded_at,
        (s."at" AT TIME ZONE 'Asia/Shanghai')::date
    FROM complaints_casestep s JOIN complaints_case k ON k.id = s.case_id
) AS recorded
JOIN unnest(%(areas)s::text[], %(sinces)s::timestamptz[]) AS asked (area, since) USING (area)
WHERE recorded_at > since AND recorded_at <= %(known_at)s AND day < %(as_of)s
    AND recorded_at > %(first)s AND recorded.area = ANY(%(areas)s::text[])
GROUP BY recorded.area
"""


@dataclass(frozen=True, slots=True)
class Course:
    """The earlier reports of one unit, as its checks want them."""

    last: Earlier | None = None
    recorded: int = 0
    month: Earlier | None = None


def courses_of(rows: Mapping[str, Figures], moment: Moment) -> dict[str, Course]:
    """For each row its last accepted report, and the month's end before the first week after."""
    as_of = midnight(moment.as_of)
    last = last_accepted(actor=SYSTEM, as_of=as_of, areas=rows)
    before = _earlier(last, rows, moment)
    months = _earlier(_month_ends(as_of, tuple(rows)), rows, moment)
    recorded = _recorded({area: stored.known_at for area, stored in last.items()}, moment)
    return {
        area: Course(before.get(area), recorded.get(area, 0), months.get(area)) for area in rows
    }


def _month_ends(as_of: datetime, areas: tuple[str, ...]) -> dict[str, StoredEdition]:
    """月末数 that the week with this cut-off is the first to follow (CHK-25)."""
    rows = Edition.objects.filter(
        report__week__kind=Kind.MONTH.value,
        report__week__as_of__lte=as_of,
        report__week__as_of__gt=as_of - _WEEK,
        report__area__in=areas,
    )
    rows = rows.order_by("report__area_id", "-version").distinct("report__area_id")
    return {stored.area_code: stored for stored in stored_of(rows)}


def _recorded(since: Mapping[str, datetime], moment: Moment) -> dict[str, int]:
    """How many facts of each county became known after its last report."""
    if not since:
        return {}
    asked = {
        "areas": list(since),
        "sinces": list(since.values()),
        "first": min(since.values()),
        "known_at": moment.known_at,
        "as_of": moment.as_of,
    }
    return {area: int(number) for area, number in rows_of(_RECORDED, asked)}


def _earlier(
    stored: Mapping[str, StoredEdition], rows: Mapping[str, Figures], moment: Moment
) -> dict[str, Earlier]:
    """Earlier editions by area, and why numbers are lower now, all areas asked together."""
    fallen = {area: _fallen(one.content.figures, rows[area]) for area, one in stored.items()}
    pairs = [
        (area, code, key, False)
        for area, codes in fallen.items()
        for code in codes
        for key in sorted(set(stored[area].content.figures[code].ids) - set(rows[area][code].ids))
    ]
    moments = {area: moment_at(one.as_of, one.known_at) for area, one in stored.items()}
    moves = moves_of(pairs, moments, dict.fromkeys(stored, moment)) if pairs else {}
    return {
        area: Earlier(
            label=_label(one),
            values={
                code: figure.value
                for code, figure in one.content.figures.items()
                if code in CELL_BY_CODE
            },
            falls={
                code: _fall(
                    moves.get((area, code), ()), one.content.figures[code], rows[area][code]
                )
                for code in fallen[area]
            },
        )
        for area, one in stored.items()
    }


def _fallen(before: Figures, now: Figures) -> tuple[str, ...]:
    return tuple(
        code
        for code in CODES
        if code in before and code in now and now[code].value < before[code].value
    )


def _label(stored: StoredEdition) -> str:
    kind = "月末数" if stored.origin is Origin.MONTH else "上一次已接收的数"
    day = stored.as_of.astimezone(SHANGHAI)
    return f"{kind}（截至{day.month}月{day.day}日 0 时）"


def _fall(moves: tuple[Move, ...], before: Figure, now: Figure) -> Fall:
    explained = [move for move in moves if move.cause not in NO_EXPLANATION]
    known = {move.id for move in explained}
    return Fall(
        causes=tuple((move.id, move.cause_label) for move in explained),
        unexplained=tuple(move.id for move in moves if move.id not in known),
        lifted=max(before.difference, 0),
        lowered=max(-now.difference, 0),
    )
