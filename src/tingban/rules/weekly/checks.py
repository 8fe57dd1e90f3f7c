"""CHK-01…CHK-26 as one table (DOMAIN 2.5).

A row names what must hold, how bad it is where it does not, and who is asked: the unit about its
own row, or the city office about all of them. `unit_findings` and `city_findings` walk the
table; the reading of what they need stands in `reads.weekly.checking`.
"""

import re
from typing import Final

from tingban.rules.weekly import city_checks as city
from tingban.rules.weekly import course_checks as course
from tingban.rules.weekly import row_checks as row
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.findings import (
    LEVEL_LABELS,
    TOTAL,
    City,
    CityCheck,
    Earlier,
    Evidence,
    Fall,
    Finding,
    Ledger,
    Level,
    Reach,
    Row,
    UnitCheck,
)

__all__ = [
    "CHECKS",
    "CITY_CHECKS",
    "LEVEL_LABELS",
    "TOTAL",
    "UNIT_CHECKS",
    "City",
    "Earlier",
    "Evidence",
    "Fall",
    "Finding",
    "Ledger",
    "Level",
    "Reach",
    "Row",
    "city_findings",
    "in_words",
    "unit_findings",
]
_E: Final = (Level.ERROR,)
_W: Final = (Level.WARNING,)
_EW: Final = (Level.ERROR, Level.WARNING)

UNIT_CHECKS: Final[tuple[UnitCheck, ...]] = (
    UnitCheck("CHK-01", _E, "每格都是不小于 0 的整数，没有空格", row.whole_numbers),
    UnitCheck("CHK-02", _E, "A03 ≤ A01", row.problems_are_surveyed),
    UnitCheck("CHK-03", _E, "max(A04…A11) ≤ A03 ≤ ΣA04…A11", row.categories_make_the_total),
    UnitCheck("CHK-04", _W, "A02 ≤ A01", row.companies_within_communities),
    UnitCheck("CHK-05", _W, "A01 > 0 时 A02 > 0，全部自行管理的除外", row.surveyed_have_companies),
    UnitCheck("CHK-06", _E, "B01 ≤ A03，B02…B09 不大于对应的 A04…A11", row.rectified_within_found),
    UnitCheck("CHK-07", _E, "max(A−B) ≤ A03−B01 ≤ Σ(A−B)", row.unfinished_fit),
    UnitCheck("CHK-08", _E, "B01 ≤ ΣB02…B09", row.finished_have_categories),
    UnitCheck("CHK-09", _W, "C01 ≤ A03", row.orders_have_problems),
    UnitCheck("CHK-10", _W, "C02 ≤ C01", row.regraded_were_ordered),
    UnitCheck("CHK-11", _E, "C03 ≤ 有已确认问题的企业数", row.punished_have_problems),
    UnitCheck("CHK-12", _EW, "C04 ≤ A01；C04 ≤ A03", row.exits_were_surveyed),
    UnitCheck("CHK-13", _E, "C05 等于附有典型案例的曝光企业数", row.exposures_have_cases),
    UnitCheck("CHK-14", _EW, "D04 ≤ D03 ≤ D02；D01 与 D02 同为 0 或同不为 0", row.missions_fit),
    UnitCheck("CHK-15", _E, "D03 ≤ A03", row.supervision_enters_the_ledger),
    UnitCheck("CHK-16", _E, "E02 ≤ E01；E04 ≤ E03", row.closed_within_accepted),
    UnitCheck("CHK-18", _EW, "不低于上一次已接收的数，减少的逐个有原因", course.does_not_fall),
    UnitCheck("CHK-19", _E, "A01 ≤ 在册小区数", row.surveyed_are_registered),
    UnitCheck("CHK-21", _W, "有新登记的，33 个数不应与上一次完全相同", course.work_shows),
    UnitCheck("CHK-22", _W, "一次增加不超过 10 和上一次的 50%", course.does_not_jump),
    UnitCheck("CHK-23", _W, "排查 20 个以上小区应有问题", row.silence_is_strange),
    UnitCheck("CHK-24", _W, "全部办结且中位时间不足 1 天的应核实", row.speed_is_strange),
    UnitCheck("CHK-25", _EW, "月末数 ≤ 次月首期（只增不减的指标）", course.month_is_kept),
    UnitCheck("CHK-26", _E, "改填的数须有负责人的理由", row.given_equals_computed),
)  # fmt: skip
CITY_CHECKS: Final[tuple[CityCheck, ...]] = (
    CityCheck("CHK-15", _E, "D03 ≤ 全市 A03", city.city_supervision_enters_the_ledger),
    CityCheck("CHK-17", _E, "附件2 的市级受理、省厅转办件与 E01…E04 一致", city.ledgers_agree),
    CityCheck("CHK-20", _E, "合计与各行相符", city.total_fits),
    CityCheck("CHK-26", _EW, "改填的数由市局审核", city.overrides_are_seen),
)  # fmt: skip
CHECKS: Final[tuple[UnitCheck | CityCheck, ...]] = (*UNIT_CHECKS, *CITY_CHECKS)
_RULES: Final = {check.id: check.rule for check in reversed(CHECKS)}
_CODE: Final = re.compile("|".join(CELL_BY_CODE))


def in_words(check: str) -> str:
    """What a check asks for, the cells by their names: `涉及企业数 ≤ 全面排查小区数`."""
    told = _RULES.get(check, check)
    return _CODE.sub(lambda found: CELL_BY_CODE[found[0]].label, told)


def unit_findings(unit: Row) -> tuple[Finding, ...]:
    """Everything that does not fit in one unit's row, in the order of the checks."""
    return tuple(
        Finding(check.id, said.level, unit.area, said.cells, said.sentence)
        for check in UNIT_CHECKS
        for said in check.find(unit)
    )


def city_findings(table: City) -> tuple[Finding, ...]:
    """Everything that does not fit between the rows."""
    return tuple(
        Finding(check.id, said.level, area, said.cells, said.sentence)
        for check in CITY_CHECKS
        for area, said in check.find(table)
    )
