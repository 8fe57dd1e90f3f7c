"""Visits and missions: what kind of visit, and whose (DOMAIN 2.3, CELL A01 and D01)."""

from enum import StrEnum
from typing import Final


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
