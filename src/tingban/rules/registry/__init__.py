"""Communities, companies, contracts and service levels (DOMAIN 6)."""

from tingban.rules.registry.kinds import (
    COMPANY_LABELS,
    CONTRACT_LABELS,
    FEE_LABELS,
    MANAGEMENT_LABELS,
    CompanyKind,
    ContractKind,
    FeeMode,
    ManagementMode,
)

__all__ = [
    "COMPANY_LABELS",
    "CONTRACT_LABELS",
    "FEE_LABELS",
    "MANAGEMENT_LABELS",
    "CompanyKind",
    "ContractKind",
    "FeeMode",
    "ManagementMode",
]
