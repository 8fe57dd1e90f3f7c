"""The campaign of 运建房字〔2024〕42号 as values (DOMAIN 0.2, AMB-14, AMB-37)."""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase is a label with a range; ranges overlap (AMB-14)."""

    code: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the decree fixes. Facts count from `starts_on`."""

    code: str
    name: str
    short_name: str
    decree: str
    starts_on: date
    ends_on: date
    first_report_on: date
    phases: tuple[Phase, ...]


YUNCHENG_2024: Final = Campaign(
    code="yuncheng-2024-42",
    name=("整治物业服务不履约不到位、侵占业主利益等问题和建立完善物业企业退出机制专项行动"),
    short_name="物业服务专项整治",
    decree="运建房字〔2024〕42号",
    starts_on=date(2024, 5, 1),
    ends_on=date(2024, 10, 31),
    first_report_on=date(2024, 5, 31),
    phases=(
        Phase("PH1", "动员部署阶段", date(2024, 5, 1), date(2024, 5, 20)),
        Phase("PH2", "专项整治阶段", date(2024, 5, 21), date(2024, 10, 31)),
        Phase("PH3", "督导检查阶段", date(2024, 6, 1), date(2024, 10, 31)),
        Phase("PH4", "巩固提高阶段", date(2024, 10, 1), date(2024, 10, 31)),
    ),
)
