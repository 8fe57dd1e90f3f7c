"""The present state of the registers, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.registry.search import index_communities, index_companies

COMMUNITY: Final = """
UPDATE registry_community p SET
    county_id = coalesce(f.county_id, p.county_id),
    street = coalesce(f.street, p.street), name = coalesce(f.name, p.name),
    address = coalesce(f.address, p.address), management = coalesce(f.management, p.management),
    fee_mode = coalesce(f.fee_mode, p.fee_mode),
    households = CASE WHEN f.id IS NULL THEN p.households ELSE f.households END,
    exclusive_area = CASE WHEN f.id IS NULL THEN p.exclusive_area ELSE f.exclusive_area END,
    owner_count = CASE WHEN f.id IS NULL THEN p.owner_count ELSE f.owner_count END,
    township_id = t.code, merged_into_id = m.into_id, is_void = f.id IS NULL
FROM registry_community q
LEFT JOIN registry_communityfact f ON f.community_id = q.id AND f.retracted_at IS NULL
LEFT JOIN registry_communitymerge m ON m.community_id = q.id AND m.retracted_at IS NULL
LEFT JOIN areas_township t ON t.county_id = coalesce(f.county_id, q.county_id)
    AND t.name = coalesce(f.street, q.street)
WHERE p.id = q.id AND {where}
"""
COMPANY: Final = """
UPDATE registry_company p SET
    uscc = f.uscc, name = f.name, legal_person = f.legal_person, phone = f.phone, kind = f.kind,
    merged_into_id = m.into_id
FROM registry_company q
JOIN registry_companyfact f ON f.company_id = q.id AND f.retracted_at IS NULL
LEFT JOIN registry_companymerge m ON m.company_id = q.id AND m.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""
CONTRACT: Final = """
UPDATE registry_contract p SET
    ends_on = CASE WHEN f.id IS NULL THEN p.ends_on ELSE f.ends_on END,
    kind = coalesce(f.kind, p.kind), fee = coalesce(f.fee, p.fee),
    level = coalesce(f.level, p.level), is_void = f.id IS NULL, county_id = c.county_id
FROM registry_contract q
JOIN registry_community c ON c.id = q.community_id
LEFT JOIN registry_contractfact f ON f.contract_id = q.id AND f.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""


def project_communities(ids: list[int] | None = None) -> None:
    """Bring the columns of these communities (all, where None) in line with their facts."""
    run_projection(COMMUNITY, ids)
    index_communities(ids)


def project_companies(ids: list[int] | None = None) -> None:
    """Bring the columns of these companies (all, where None) in line with their facts."""
    run_projection(COMPANY, ids)
    index_companies(ids)


def project_contracts(ids: list[int] | None = None) -> None:
    """Bring the columns of these contracts (all, where None) in line with their facts."""
    run_projection(CONTRACT, ids)
