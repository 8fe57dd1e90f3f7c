"""Visits and missions: what kind of visit, and whose (DOMAIN 2.3, CELL A01 and D01)."""

from enum import StrEnum
from typing import Final

from tingban.kit.words import Vocabulary
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.errors import NotAllowed


class VisitKind(StrEnum):
    """Why somebody went to a community."""

    SELF = "self"
    SURVEY = "survey"
    VERIFY = "verify"
    SUPERVISE = "supervise"
    RECHECK = "recheck"


VISIT_LABELS: Final[dict[VisitKind, str]] = {
    VisitKind.SELF: "自查",
    VisitKind.SURVEY: "排查",
    VisitKind.VERIFY: "线索核查",
    VisitKind.SUPERVISE: "督导",
    VisitKind.RECHECK: "复核",
}
VISIT_KINDS: Final = Vocabulary(
    VISIT_LABELS,
    also={
        VisitKind.SELF: ("企业自查",),
        VisitKind.SURVEY: ("全面排查",),
        VisitKind.VERIFY: ("核查", "现场核查"),
        VisitKind.SUPERVISE: ("督导检查", "督查"),
        VisitKind.RECHECK: ("回头看", "复查", "复核/回头看"),
    },
)


class OrganiserLevel(StrEnum):
    """Which level of government organised the visit or the mission."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


LEVEL_LABELS: Final[dict[OrganiserLevel, str]] = {
    OrganiserLevel.PROVINCE: "省",
    OrganiserLevel.CITY: "市",
    OrganiserLevel.COUNTY: "县",
    OrganiserLevel.TOWNSHIP: "乡",
}
LEVELS: Final = Vocabulary(
    LEVEL_LABELS,
    also={
        OrganiserLevel.PROVINCE: ("省级", "省厅"),
        OrganiserLevel.CITY: ("市级", "市局"),
        OrganiserLevel.COUNTY: ("县级", "区", "区级", "县(市、区)"),
        OrganiserLevel.TOWNSHIP: ("乡级", "乡镇", "街道", "乡镇(街道)", "街道(乡镇)"),
    },
)
# A mission is the city's or a county's (INTERCHANGE 1, 督导任务).
MISSION_LEVELS: Final = (OrganiserLevel.CITY, OrganiserLevel.COUNTY)


def check_mission_owner(level: OrganiserLevel, *, actor: Actor) -> None:
    """Refuse a county that would touch a mission of the city."""
    if level is OrganiserLevel.CITY and not actor.sees_whole_city:
        raise NotAllowed("市级督导任务由市局登记、改正和作废。", rule="AMB-34")


# CELL A01, CHK-02: what the company says of itself is no inspection.
INSPECTING_KINDS: Final = frozenset(VisitKind) - {VisitKind.SELF}


def mission_number(area_code: str, year: int, sequence: int) -> str:
    """`DD-1408-2024-007` of the city, `DD-140802-2024-007` of a county (DOMAIN 6.4)."""
    where = CITY[:4] if area_code == CITY else area_code
    return f"DD-{where}-{year}-{sequence:03d}"


def visit_number(area_code: str, year: int, sequence: int) -> str:
    """`XC-140802-2024-000123`."""
    return f"XC-{area_code}-{year}-{sequence:06d}"
