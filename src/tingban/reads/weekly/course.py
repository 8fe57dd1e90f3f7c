"""Against earlier reports: what fell and why, and what was recorded since (CHK-18, 21, 22, 25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tingban.data.weekly.models import Edition
from tingban.reads.weekly.counting import Moment, rows_of
from tingban.reads.weekly.differences import Move, moves_of
from tingban.reads.weekly.editions import StoredEdition, last_accepted, stored_of
from tingban.reads.weekly.sides import moment_at
from tingban.rules.actors import SYSTEM
from tingban.rules.weekly.causes import NO_EXPLANATION
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Figure, Origin
from tingban.rules.weekly.findings import Earlier, Fall
from tingban.rules.weekly.weeks import Kind, midnight

Figures = Mapping[str, Figure]
_WEEK: Final = timedelta(days=7)
# Dated facts of each county that became known between two moments.
_RECORDED: Final = """
SELECT area, count(*) FROM (
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
WHERE area = %(area)s AND recorded_at > %(since)s AND recorded_at <= %(known_at)s
    AND day < %(as_of)s
GROUP BY area
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
    months = _month_ends(as_of, tuple(rows))
    courses = {}
    for area, figures in rows.items():
        before, month = last.get(area), months.get(area)
        courses[area] = Course(
            last=_earlier(area, before, figures, moment) if before else None,
            recorded=_recorded(area, before.known_at, moment) if before else 0,
            month=_earlier(area, month, figures, moment) if month else None,
        )
    return courses


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


def _recorded(area: str, since: datetime, moment: Moment) -> int:
    asked = {
        "area": area, "since": since, "known_at": moment.known_at, "as_of": moment.as_of,
    }  # fmt: skip
    found = rows_of(_RECORDED, asked)
    return int(found[0][1]) if found else 0


def _earlier(area: str, stored: StoredEdition, figures: Figures, moment: Moment) -> Earlier:
    before = stored.content.figures
    fallen = tuple(
        code
        for code in CODES
        if code in before and code in figures and figures[code].value < before[code].value
    )
    pairs = [
        (area, code, key, False)
        for code in fallen
        for key in sorted(set(before[code].ids) - set(figures[code].ids))
    ]
    earlier = moment_at(stored.as_of, stored.known_at)
    moves = moves_of(pairs, {area: earlier}, {area: moment})
    return Earlier(
        label=_label(stored),
        values={code: before[code].value for code in CODES if code in before},
        falls={
            code: _fall(moves.get((area, code), ()), before[code], figures[code]) for code in fallen
        },
    )


def _label(stored: StoredEdition) -> str:
    kind = "月末数" if stored.origin is Origin.MONTH else "上一次已接收的数"
    return f"{kind}（{stored.label}）"


def _fall(moves: tuple[Move, ...], before: Figure, now: Figure) -> Fall:
    explained = [move for move in moves if move.cause not in NO_EXPLANATION]
    known = {move.id for move in explained}
    return Fall(
        causes=tuple((move.id, move.cause_label) for move in explained),
        unexplained=tuple(move.id for move in moves if move.id not in known),
        lifted=max(before.difference, 0),
        lowered=max(-now.difference, 0),
    )
