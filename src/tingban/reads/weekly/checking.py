"""The checks of DOMAIN 2.5 asked of real numbers: what each needs to know is read here.

    unit_findings(area=…, week=…, figures=…, known_at=…)      one unit's row
    city_findings(week=…, figures_by_area=…, known_at=…)      the table of the city
    live_findings(actor=…, moment=…)                          any day, no report needed

`week` is the stored `ReportWeek`, `figures` are `rules.weekly.contents.Figure` by cell code (the
supplementary ones are counted where they are missing), as `reads.weekly.contents` makes them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from tingban.data.weekly.models import ReportWeek
from tingban.reads.weekly.counting import Moment, areas_of, member_ids
from tingban.reads.weekly.evidence import evidence_of, ledgers
from tingban.reads.weekly.periods import moment_of
from tingban.rules.actors import Actor
from tingban.rules.areas import AREAS
from tingban.rules.weekly import checks
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Figure, city_figures
from tingban.rules.weekly.findings import City, Finding, Row

Figures = Mapping[str, Figure]
_BESIDE = ("N_c", "A02p")
_ALL_AREAS = len(AREAS)


def unit_findings(
    *, area: str, week: ReportWeek, figures: Figures, known_at: datetime
) -> tuple[Finding, ...]:
    """What does not fit in the row of one unit, in the order of the checks."""
    moment = moment_of(week, known_at)
    return _of_rows({area: figures}, moment)


def city_findings(
    *, week: ReportWeek, figures_by_area: Mapping[str, Figures], known_at: datetime
) -> tuple[Finding, ...]:
    """What does not fit between the rows; 附件2 is compared where all 14 units are there.

    Where the rows are editions known at different moments, cases recorded in between make
    CHK-17 speak: it belongs to a table counted at one moment.
    """
    return _of_city(figures_by_area, moment_of(week, known_at))


def live_findings(*, actor: Actor, moment: Moment) -> tuple[Finding, ...]:
    """All checks on the numbers of any day, for the rows that exist for the actor."""
    areas = areas_of(actor)
    rows = live_figures(areas, moment, (*CODES, *_BESIDE))
    found = _of_rows(rows, moment)
    return (*found, *_of_city(rows, moment)) if actor.sees_whole_city else found


def live_figures(
    areas: tuple[str, ...], moment: Moment, codes: Iterable[str] = CODES
) -> dict[str, dict[str, Figure]]:
    """Counted numbers as Figures, by area and cell."""
    wanted = tuple(codes)
    ids = member_ids(areas, moment, wanted)
    return {
        area: {
            code: Figure(code, len(ids[area].get(code, ())), ids[area].get(code, ()))
            for code in wanted
        }
        for area in areas
    }


def _of_rows(rows: Mapping[str, Figures], moment: Moment) -> tuple[Finding, ...]:
    complete = _with_extras(rows, moment)
    evidence = evidence_of(complete, moment)
    return tuple(
        finding
        for area, figures in complete.items()
        for finding in checks.unit_findings(Row(area, figures, evidence[area]))
    )


def _with_extras(rows: Mapping[str, Figures], moment: Moment) -> dict[str, Figures]:
    """With the supplementary numbers that some checks compare with."""
    missing = tuple(area for area, figures in rows.items() if not set(_BESIDE) <= set(figures))
    counted = live_figures(missing, moment, _BESIDE) if missing else {}
    return {area: {**counted.get(area, {}), **figures} for area, figures in rows.items()}


def _of_city(rows: Mapping[str, Figures], moment: Moment) -> tuple[Finding, ...]:
    if not rows:
        return ()
    city = province = None
    if len(rows) == _ALL_AREAS:
        city, province = ledgers(moment)
    only = {area: {code: figures[code] for code in CODES} for area, figures in rows.items()}
    return checks.city_findings(City(only, city_figures(only), city, province))
