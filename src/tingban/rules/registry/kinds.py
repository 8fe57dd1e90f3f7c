"""Kinds of communities, companies and contracts (INTERCHANGE 1)."""

from enum import StrEnum
from typing import Final


class ContractKind(StrEnum):
    """What a service contract rests on."""

    INITIAL = "initial"
    REGULAR = "regular"
    INTERIM = "interim"
    DE_FACTO = "de_facto"


CONTRACT_LABELS: Final[dict[ContractKind, str]] = {
    ContractKind.INITIAL: "前期物业服务合同",
    ContractKind.REGULAR: "物业服务合同",
    ContractKind.INTERIM: "临时物业服务合同",
    ContractKind.DE_FACTO: "事实服务",
}


class ManagementMode(StrEnum):
    """Who keeps a community."""

    COMPANY = "company"
    OTHER_MANAGER = "other_manager"
    SELF_MANAGED = "self_managed"
    COMMUNITY_RUN = "community_run"
    NONE = "none"
    UNKNOWN = "unknown"


MANAGEMENT_LABELS: Final[dict[ManagementMode, str]] = {
    ManagementMode.COMPANY: "物业企业服务",
    ManagementMode.OTHER_MANAGER: "其他管理人",
    ManagementMode.SELF_MANAGED: "业主自行管理",
    ManagementMode.COMMUNITY_RUN: "社区代管",
    ManagementMode.NONE: "无物业管理",
    ManagementMode.UNKNOWN: "待查",
}


class FeeMode(StrEnum):
    """How the service fee is set."""

    GUIDED = "guided"
    MARKET = "market"
    NONE = "none"
    UNKNOWN = "unknown"


FEE_LABELS: Final[dict[FeeMode, str]] = {
    FeeMode.GUIDED: "政府指导价",
    FeeMode.MARKET: "市场调节价",
    FeeMode.NONE: "不收费",
    FeeMode.UNKNOWN: "待查",
}


class CompanyKind(StrEnum):
    """What kind of body a company of the register is."""

    ENTERPRISE = "enterprise"
    OTHER_MANAGER = "other_manager"
    PENDING = "pending"


COMPANY_LABELS: Final[dict[CompanyKind, str]] = {
    CompanyKind.ENTERPRISE: "企业",
    CompanyKind.OTHER_MANAGER: "其他管理人",
    CompanyKind.PENDING: "待补",
}
