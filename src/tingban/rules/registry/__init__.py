"""Communities, companies, contracts and service levels (DOMAIN 5, 6)."""

from tingban.rules.registry.kinds import (
    COMPANY_LABELS,
    CONTRACT_KINDS,
    CONTRACT_LABELS,
    FEE_LABELS,
    FEE_MODES,
    MANAGEMENT_LABELS,
    MANAGEMENT_MODES,
    CompanyKind,
    ContractKind,
    FeeMode,
    ManagementMode,
)

__all__ = [
    "COMPANY_LABELS",
    "CONTRACT_KINDS",
    "CONTRACT_LABELS",
    "FEE_LABELS",
    "FEE_MODES",
    "MANAGEMENT_LABELS",
    "MANAGEMENT_MODES",
    "CompanyKind",
    "ContractKind",
    "FeeMode",
    "ManagementMode",
]
