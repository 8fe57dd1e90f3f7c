"""Kinds of communities, companies and contracts (DOMAIN 5.1–5.3, INTERCHANGE 1)."""

from enum import StrEnum
from typing import Final

from tingban.kit.words import Vocabulary


class ContractKind(StrEnum):
    """What a service contract rests on (DOMAIN 5.3)."""

    INITIAL = "initial"
    OWNERS = "owners"
    COMMITTEE = "committee"
    EMERGENCY = "emergency"
    DE_FACTO = "de_facto"


CONTRACT_LABELS: Final[dict[ContractKind, str]] = {
    ContractKind.INITIAL: "前期",
    ContractKind.OWNERS: "业主大会选聘",
    ContractKind.COMMITTEE: "物管会代签",
    ContractKind.EMERGENCY: "应急",
    ContractKind.DE_FACTO: "事实服务",
}
CONTRACT_KINDS: Final = Vocabulary(
    CONTRACT_LABELS,
    also={
        ContractKind.INITIAL: ("前期物业", "前期合同", "前期物业服务合同", "建设单位选聘"),
        ContractKind.OWNERS: (
            "业主大会",
            "选聘",
            "普通",
            "正式",
            "物业服务合同",
            "业主选聘",
            "业主共同决定",
        ),
        ContractKind.COMMITTEE: ("物管会", "代签", "业委会代签", "物管会选聘"),
        ContractKind.EMERGENCY: ("应急服务", "应急物业", "临时", "过渡"),
        ContractKind.DE_FACTO: ("事实", "无合同", "事实服务(无合同)", "未签合同"),
    },
)


class ManagementMode(StrEnum):
    """Who keeps a community (DOMAIN 5.1)."""

    COMPANY = "company"
    SELF_MANAGED = "self_managed"
    COMMUNITY_RUN = "community_run"
    NONE = "none"
    UNKNOWN = "unknown"


MANAGEMENT_LABELS: Final[dict[ManagementMode, str]] = {
    ManagementMode.COMPANY: "专业物业",
    ManagementMode.SELF_MANAGED: "自行管理",
    ManagementMode.COMMUNITY_RUN: "社区代管",
    ManagementMode.NONE: "失管",
    ManagementMode.UNKNOWN: "待查",
}
MANAGEMENT_MODES: Final = Vocabulary(
    MANAGEMENT_LABELS,
    also={
        ManagementMode.COMPANY: ("专业", "物业公司", "物业企业", "物业服务企业", "专业化物业"),
        ManagementMode.SELF_MANAGED: (
            "业主自管",
            "业主自行管理",
            "自管",
            "自治管理",
            "单位自管",
            "业主自治",
        ),
        ManagementMode.COMMUNITY_RUN: (
            "代管",
            "社区管理",
            "街道代管",
            "居委会代管",
            "社区托管",
            "街道办事处(居委会)代管物业",
            "街道办事处(委员会)代管物业",
        ),
        ManagementMode.NONE: (
            "无物业",
            "无",
            "无人管理",
            "无物业管理",
            "无物业管理服务",
            "弃管",
        ),
        ManagementMode.UNKNOWN: ("不详", "未知", "待补", "-", "—", "/", "暂无"),
    },
)


class FeeMode(StrEnum):
    """收费方式: only guided price ties the level to the fee (AMB-35)."""

    GUIDED = "guided"
    MARKET = "market"
    UNKNOWN = "unknown"


FEE_LABELS: Final[dict[FeeMode, str]] = {
    FeeMode.GUIDED: "政府指导价",
    FeeMode.MARKET: "市场调节价",
    FeeMode.UNKNOWN: "待查",
}
FEE_MODES: Final = Vocabulary(
    FEE_LABELS,
    also={
        FeeMode.GUIDED: ("指导价", "政府指导", "政府定价"),
        FeeMode.MARKET: ("市场价", "市场调节", "协商", "协议价"),
        FeeMode.UNKNOWN: ("不详", "未知", "待补", "无", "不收费", "-", "/", "暂无"),
    },
)


class CompanyKind(StrEnum):
    """What kind of body keeps communities; 民法典 937Ⅱ knows others than companies."""

    ENTERPRISE = "enterprise"
    OTHER_MANAGER = "other_manager"
    # Named somewhere, its 统一社会信用代码 not known yet: no 企业 in any count.
    PENDING = "pending"


COMPANY_LABELS: Final[dict[CompanyKind, str]] = {
    CompanyKind.ENTERPRISE: "物业服务企业",
    CompanyKind.OTHER_MANAGER: "其他管理人",
    CompanyKind.PENDING: "待补",
}
