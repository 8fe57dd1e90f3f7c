"""Visits and missions: what kind of visit, and whose (DOMAIN 2.3, CELL A01 and D01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.kit.words import Vocabulary
from tingban.rules.actors import Actor
from tingban.rules.areas import CITY
from tingban.rules.errors import NotAllowed, Refused


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

# T-C10: what was seen is believed of two; so is what is put right (T-P09).
WITNESSED_KINDS: Final = frozenset({VisitKind.VERIFY, VisitKind.RECHECK})
FEWEST_WITNESSES: Final = 2
MOST_STAFF: Final = 9
LONGEST_NAME: Final = 30
LONGEST_PLACE: Final = 120
LONGEST_VISIT: Final = timedelta(hours=24)
# A telephone's clock runs a little ahead of ours; nobody is refused for that.
CLOCK_SLACK: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who was there; the number of the 执法证 where there is one."""

    name: str
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where the telephone says it was, in degrees; `accuracy` in metres."""

    latitude: float
    longitude: float
    accuracy: int | None = None

    def check(self) -> None:
        """Refuse what is nowhere on earth."""
        if not (abs(self.latitude) <= 90 and abs(self.longitude) <= 180):
            raise Refused("定位的经纬度不对，请重新定位，或不填位置。", rule="DOMAIN 3.1")


def check_staff(kind: VisitKind, staff: Sequence[Inspector]) -> None:
    """Somebody was there; for a 线索核查 and a 复核 two different people."""
    if len(staff) > MOST_STAFF:
        raise Refused(f"检查人员最多写 {MOST_STAFF} 人，其他人请写在备注里。", rule="DOMAIN 3.1")
    if any(len(it.name) > LONGEST_NAME or len(it.certificate) > LONGEST_NAME for it in staff):
        raise Refused(f"检查人员的姓名和证号各不超过 {LONGEST_NAME} 个字。", rule="DOMAIN 3.1")
    count = _different(staff)
    if not count:
        raise Refused("请写明检查人员的姓名。", rule="DOMAIN 3.1")
    if kind in WITNESSED_KINDS and count < FEWEST_WITNESSES:
        raise Refused(
            f"{VISIT_LABELS[kind]}须有两名以上工作人员到场，请写明另一人的姓名。", rule="T-C10"
        )


def may_mend(actor: Actor, *, wrote: bool) -> bool:
    """A 现场记录 is corrected by the office, and by the officer who wrote it (DOMAIN 0.3)."""
    return actor.is_writer or (wrote and actor.is_field_writer)


def check_mends(actor: Actor, *, wrote: bool) -> None:
    """Refuse whoever did not write the record and is not the office."""
    if not may_mend(actor, wrote=wrote):
        raise NotAllowed(
            "只能更正本人写的现场记录；这一条请写的人或经办人员更正。", rule="DOMAIN 0.3"
        )


def _different(staff: Sequence[Inspector]) -> int:
    """How many people these are; namesakes are told apart by their certificates alone."""
    by_name: dict[str, set[str]] = {}
    for person in staff:
        if name := fold(person.name):
            by_name.setdefault(name, set()).add(fold(person.certificate))
    return sum(max(1, len(numbers - {""})) for numbers in by_name.values())


def check_course(started_at: datetime, ended_at: datetime, *, at: datetime) -> None:
    """A visit ends after it began, within a day, and not in the future."""
    if started_at > at + CLOCK_SLACK:
        raise Refused("检查的开始时间晚于现在，请核对手机的日期和时间。", rule="DOMAIN 3.1")
    if ended_at < started_at:
        raise Refused("检查的结束时间早于开始时间，请核对。", rule="DOMAIN 3.1")
    if ended_at > at + CLOCK_SLACK:
        raise Refused("检查的结束时间晚于现在，请核对手机的日期和时间。", rule="DOMAIN 3.1")
    if ended_at - started_at > LONGEST_VISIT:
        raise Refused("一次检查不超过 24 小时。跨几天去的，请每次登记一条。", rule="DOMAIN 2.3")


def check_place(place: str) -> None:
    """A line, not a letter."""
    if len(place) > LONGEST_PLACE:
        raise Refused(
            f"具体位置不超过 {LONGEST_PLACE} 个字，详细情况请写在备注里。", rule="DOMAIN 3.1"
        )


def level_of(actor: Actor) -> OrganiserLevel:
    """Whose visit it is when this post goes: the city's, or the county's."""
    return OrganiserLevel.CITY if actor.sees_whole_city else OrganiserLevel.COUNTY


def mission_number(area_code: str, year: int, sequence: int) -> str:
    """`DD-1408-2024-007` of the city, `DD-140802-2024-007` of a county (DOMAIN 6.4)."""
    where = CITY[:4] if area_code == CITY else area_code
    return f"DD-{where}-{year}-{sequence:03d}"


def visit_number(area_code: str, year: int, sequence: int) -> str:
    """`XC-140802-2024-000123`."""
    return f"XC-{area_code}-{year}-{sequence:06d}"
