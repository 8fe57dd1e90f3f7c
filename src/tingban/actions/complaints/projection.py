"""The present state of cases, projected from their facts."""

from typing import Final

from tingban.actions.audit.facts import run_projection
from tingban.actions.complaints.search import index_cases

# 重复件, 已移送 and 作废 carry no date and outweigh a closing (INTERCHANGE 2).
CASE: Final = """
UPDATE complaints_case p SET
    county_id = f.county_id, community_id = f.community_id, level = f.level,
    source = f.source, source_text = f.source_text, summary = f.summary, office = f.office,
    receiver = f.receiver, remark = f.remark, parent_id = f.parent_id,
    received_at = f.received_at, accepted_at = s.accepted,
    closed_at = CASE WHEN s.closings > s.reopenings THEN s.closed END,
    standing = CASE WHEN f.standing = 'open' AND s.closings > s.reopenings THEN 'closed'
                    ELSE f.standing END,
    progress = coalesce(n.text, ''), contact = coalesce(v.masked, '')
FROM complaints_case q
JOIN complaints_casefact f ON f.case_id = q.id AND f.retracted_at IS NULL
CROSS JOIN LATERAL (
    SELECT max("at") FILTER (WHERE kind = 'accept') AS accepted,
           max("at") FILTER (WHERE kind = 'close') AS closed,
           count(*) FILTER (WHERE kind = 'close') AS closings,
           count(*) FILTER (WHERE kind = 'reopen') AS reopenings
    FROM complaints_casestep WHERE case_id = q.id AND retracted_at IS NULL
) s
LEFT JOIN LATERAL (
    SELECT text FROM complaints_casenote
    WHERE case_id = q.id AND retracted_at IS NULL ORDER BY "at" DESC, id DESC LIMIT 1
) n ON true
LEFT JOIN complaints_casecontact v ON v.case_id = q.id AND v.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""


def project_cases(ids: list[int] | None = None) -> None:
    """Bring the columns of these cases (all, where None) in line with their facts."""
    run_projection(CASE, ids)
    index_cases(ids)
