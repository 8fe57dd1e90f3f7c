"""Who acts: roles of DOMAIN 0.3 and the value that every act and every query begins with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.rules.errors import NotAllowed


class Role(StrEnum):
    """Roles of DOMAIN 0.3; a post binds one of them to a unit."""

    PUB = "PUB"
    OWN = "OWN"
    CO = "CO"
    COMM = "COMM"
    STR = "STR"
    C_OP = "C-OP"
    C_LD = "C-LD"
    C_ENF = "C-ENF"
    M_OP = "M-OP"
    M_LD = "M-LD"
    M_XF = "M-XF"
    M_LAW = "M-LAW"
    M_FIRE = "M-FIRE"
    M_INS = "M-INS"
    EXT = "EXT"
    PROV = "PROV"
    JJ = "JJ"
    SYS = "SYS"
    SEC = "SEC"
    AUD = "AUD"
    DPO = "DPO"
    ARC = "ARC"


ROLE_LABELS: Final[dict[Role, str]] = {
    Role.PUB: "投诉举报人",
    Role.OWN: "业主及业主组织代表",
    Role.CO: "物业服务企业",
    Role.COMM: "居(村)委会",
    Role.STR: "街道(乡镇)",
    Role.C_OP: "县级经办",
    Role.C_LD: "县级负责人",
    Role.C_ENF: "县级执法人员",
    Role.M_OP: "市级经办",
    Role.M_LD: "市级负责人",
    Role.M_XF: "市局信访办",
    Role.M_LAW: "市局法规科",
    Role.M_FIRE: "消防工程建设服务中心",
    Role.M_INS: "督导组成员",
    Role.EXT: "外部单位",
    Role.PROV: "省厅",
    Role.JJ: "纪检监察",
    Role.SYS: "系统管理员",
    Role.SEC: "安全管理员",
    Role.AUD: "审计管理员",
    Role.DPO: "个人信息保护负责人",
    Role.ARC: "档案员",
}

CITY_WIDE: Final = frozenset({Role.M_OP, Role.M_LD, Role.M_XF, Role.PROV, Role.JJ})
COUNTY: Final = frozenset({Role.C_OP, Role.C_LD})
# Whoever all business facts of their area exist for (三权分立, DOMAIN 9.2).
READERS: Final = CITY_WIDE | COUNTY
# Complaints are need-to-know (信访工作条例 30): these see registers, visits and problems of their
# county (法规科: of every county), no case and no ledger.
OFFICERS: Final = frozenset({Role.C_ENF})
COUNSEL: Final = frozenset({Role.M_LAW})
FIELD: Final = OFFICERS | COUNSEL
# These see what was handed to their own unit, and nothing else.
BY_UNIT: Final = frozenset({Role.STR})
# These see the exit of the company of their own community, and nothing else.
OF_PLACE: Final = frozenset({Role.OWN})
# Roles with a workplace on the desk; a company has a door of its own.
ENABLED: Final = READERS | FIELD | BY_UNIT | OF_PLACE | {Role.AUD, Role.SYS}
# Who states facts: the county of its own area, the city office of all; the others only read.
WRITERS: Final = frozenset({Role.C_OP, Role.C_LD, Role.M_OP, Role.M_LD})
# Visits are also an enforcement officer's; cases also the petition office's.
FIELD_WRITERS: Final = WRITERS | {Role.C_ENF}
CASE_WRITERS: Final = WRITERS | {Role.M_XF}
LEADERS: Final = frozenset({Role.C_LD, Role.M_LD})
CITY_CODE: Final = "140800"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one post. `area_code` is the six-digit code of the unit's area."""

    user_id: int | None
    name: str
    role: Role
    unit_code: str
    unit_name: str
    area_code: str
    ip: str = ""

    @property
    def person_id(self) -> int:
        """The id of the person who acts; timers have none and never get here."""
        if self.user_id is None:
            raise TypeError("the system is no person")
        return self.user_id

    @property
    def is_system(self) -> bool:
        """Whether a timer or the command line acts; a visitor of the portal is no user either."""
        return self.user_id is None and self.role is Role.SYS

    @property
    def sees_whole_city(self) -> bool:
        """City office and the two readers above it see all 13 counties."""
        return self.role in CITY_WIDE | COUNSEL or self.is_system

    @property
    def sees_cases(self) -> bool:
        """Whether complaints exist for this post at all."""
        return self.role in READERS or self.is_system

    @property
    def sees_facts(self) -> bool:
        """System and audit administrators hold no business facts (三权分立, DOMAIN 9.2)."""
        return self.sees_whole_city or self.role in COUNTY | FIELD

    def covers(self, area_code: str) -> bool:
        """Whether facts of this area exist for the actor."""
        return self.sees_facts and (self.sees_whole_city or self.area_code == area_code)

    @property
    def is_writer(self) -> bool:
        """Whether this post states facts at all."""
        return self.role in WRITERS or self.is_system

    @property
    def is_field_writer(self) -> bool:
        """Whether this post states what was seen on the spot: visits, clues, service."""
        return self.role in FIELD_WRITERS or self.is_system

    @property
    def is_leader(self) -> bool:
        """Whether this post may annul and void (T-P15, T-C22)."""
        return self.role in LEADERS or self.is_system

    def writes(self, area_code: str) -> bool:
        """Whether the actor may state facts of this area."""
        return self.is_writer and self.covers(area_code)


def check_writes(actor: Actor, area_code: str, *, by: frozenset[Role] = WRITERS) -> None:
    """Refuse whoever may only read, or writes for another area."""
    if actor.role not in by and not actor.is_system:
        raise NotAllowed(
            f"您的岗位（{ROLE_LABELS[actor.role]}）只能查看，登记和修改由县(市、区)及市局经办人员办理。",
            rule="DOMAIN 0.3",
        )
    if not actor.covers(area_code):
        raise NotAllowed("这是其他县(市、区)的事项，请由当地经办人员办理。", rule="DOMAIN 0.3")


def check_leads(actor: Actor, what: str) -> None:
    """Refuse whoever is no head of the county or city office."""
    if not actor.is_leader:
        raise NotAllowed(f"{what}须由本单位负责人办理，请交负责人登录后操作。", rule="DOMAIN 3")


# Timers and migrations act as nobody in particular; `user_id` None marks them in the event log.
SYSTEM: Final = Actor(
    user_id=None,
    name="系统",
    role=Role.SYS,
    unit_code="system",
    unit_name="系统",
    area_code=CITY_CODE,
)


# Somebody at the portal: nobody knows who, and nothing of the city exists for them.
def visitor(ip: str = "") -> Actor:
    """投诉举报人 before the portal, without an account."""
    return Actor(
        user_id=None,
        name=ROLE_LABELS[Role.PUB],
        role=Role.PUB,
        unit_code="",
        unit_name="",
        area_code="",
        ip=ip,
    )
