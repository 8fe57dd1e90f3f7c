"""The present state of the registers, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.registry.search import index_communities, index_companies

COMMUNITY: Final = """
UPDATE registry_community p SET
    county_id = f.county_id, street = f.street, name = f.name, address = f.address,
    management = f.management, fee_mode = f.fee_mode, households = f.households,
    exclusive_area = f.exclusive_area, owner_count = f.owner_count,
    township_id = t.code, merged_into_id = m.into_id, is_void = f.retracted_at IS NOT NULL
FROM registry_community q
JOIN LATERAL (
    SELECT * FROM registry_communityfact l WHERE l.community_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
LEFT JOIN registry_communitymerge m ON m.community_id = q.id AND m.retracted_at IS NULL
LEFT JOIN areas_township t ON t.county_id = f.county_id AND t.name = f.street
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
    ends_on = f.ends_on, kind = f.kind, fee = f.fee, level = f.level,
    is_void = f.retracted_at IS NOT NULL, county_id = c.county_id
FROM registry_contract q
JOIN registry_community c ON c.id = q.community_id
JOIN LATERAL (
    SELECT * FROM registry_contractfact l WHERE l.contract_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
WHERE p.id = q.id AND {where}
"""

OWNER_BODY: Final = """
UPDATE registry_ownerbody p SET
    kind = f.kind, term = f.term, term_starts_on = f.term_starts_on,
    term_ends_on = f.term_ends_on, filed_on = f.filed_on, filing_number = f.filing_number,
    is_void = f.retracted_at IS NOT NULL
FROM registry_ownerbody q
JOIN LATERAL (
    SELECT * FROM registry_ownerbodyfact l WHERE l.body_id = q.id
    ORDER BY l.retracted_at IS NULL DESC, l.id DESC LIMIT 1
) f ON true
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


def project_owner_bodies(ids: list[int] | None = None) -> None:
    """Bring the columns of these owner bodies (all, where None) in line with their facts."""
    run_projection(OWNER_BODY, ids)
