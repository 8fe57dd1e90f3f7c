"""What the checks need to know besides the 33 numbers (DOMAIN 2.5)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Min, Q

from tingban.data.complaints.models import CaseFact, CaseStep
from tingban.reads.weekly.counting import Moment, parameters, rows_in
from tingban.reads.weekly.course import courses_of
from tingban.rules.complaints import AcceptLevel, CaseStepKind, Source, Standing
from tingban.rules.registry.kinds import ManagementMode
from tingban.rules.weekly.contents import Figure
from tingban.rules.weekly.findings import Evidence, Ledger

_BESIDE: Final = """
SELECT 'cases' AS what, area, count(DISTINCT uscc)::float AS value FROM exposed GROUP BY area
UNION ALL
SELECT 'serviced', s.area, count(DISTINCT s.code)
FROM survey s
JOIN registry_communityfact c ON c.community_id = s.root AND KNOWN(c)
WHERE c.management <> ALL(%(keeperless)s)
GROUP BY s.area
UNION ALL
SELECT 'median', area, percentile_cont(0.5) WITHIN GROUP (
    ORDER BY extract(epoch FROM closed_at - accepted_at) / 86400
)
FROM accepted WHERE is_closed AND register = 'city' GROUP BY area
"""
# Where no company is to be expected (CHK-05).
_KEEPERLESS: Final = (
    ManagementMode.SELF_MANAGED.value,
    ManagementMode.COMMUNITY_RUN.value,
    ManagementMode.NONE.value,
)


def evidence_of(rows: Mapping[str, Mapping[str, Figure]], moment: Moment) -> dict[str, Evidence]:
    """The evidence of each row, by area."""
    beside = _beside(tuple(rows), moment)
    courses = courses_of(rows, moment)
    return {
        area: Evidence(
            registered=figures["N_c"].computed,
            problem_companies=figures["A02p"].computed,
            case_companies=int(beside[area].get("cases", 0)),
            serviced=int(beside[area].get("serviced", 0)),
            median_days=beside[area].get("median"),
            last=courses[area].last,
            recorded=courses[area].recorded,
            month=courses[area].month,
        )
        for area, figures in rows.items()
    }


def _beside(areas: tuple[str, ...], moment: Moment) -> dict[str, dict[str, float]]:
    asked = parameters(moment) | {"keeperless": list(_KEEPERLESS)}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for what, area, value in rows_in(areas, _BESIDE, asked):
        found[area][what] = value
    return found


def ledgers(moment: Moment) -> tuple[Ledger, Ledger]:
    """What 附件2 of all units holds of 市级受理 and of 省厅转办 (CHK-17).

    Read from the ledger's side, without places, so that it can differ from E01…E04.
    """
    asked = parameters(moment)
    lives = _lives(asked["from"], asked["until"], moment.known_at)
    facts = CaseFact.objects.believed(moment.known_at).exclude(
        standing__in=(Standing.DUPLICATE.value, Standing.VOID.value)
    )
    found: dict[bool, tuple[set[str], set[str]]] = {True: (set(), set()), False: (set(), set())}
    rows = facts.order_by("case").values_list("case", "case__number", "source", "level", "standing")
    for case, number, source, level, standing in rows:
        is_province = source == Source.PROVINCE
        if case not in lives or not (is_province or level == AcceptLevel.CITY):
            continue
        accepted, closed = found[is_province]
        accepted.add(number)
        if standing == Standing.OPEN and lives[case]:
            closed.add(number)
    return _ledger(found[False]), _ledger(found[True])


def _ledger(sets: tuple[set[str], set[str]]) -> Ledger:
    return Ledger(frozenset(sets[0]), frozenset(sets[1]))


def _lives(since: datetime, until: datetime, known_at: datetime) -> dict[int, bool]:
    """Cases accepted within the campaign, and whether each is closed."""
    rows: Any = (
        CaseStep.objects.believed(known_at)
        .filter(at__lt=until)
        .values("case_id")
        .annotate(
            accepted=Min("at", filter=Q(kind=CaseStepKind.ACCEPT.value)),
            closings=Count("id", filter=Q(kind=CaseStepKind.CLOSE.value)),
            reopenings=Count("id", filter=Q(kind=CaseStepKind.REOPEN.value)),
        )
        .filter(accepted__gte=since)
        .order_by("case_id")
    )
    return {row["case_id"]: row["closings"] > row["reopenings"] for row in rows}
