"""The present state of papers, projected from their moves, signatures and services."""

from typing import Final

from tingban.actions.audit.facts import run_projection

_PAPERS: Final = """
UPDATE documents_paper p SET
    stage = m."to", number = coalesce(s.number, ''), signed_on = s.signed_on,
    signer = coalesce(s.signer, ''), served_on = v.served_on,
    title = coalesce(s.text ->> 'title', p.title), version = p.version + %(turns)s
FROM documents_paper q
JOIN LATERAL (
    SELECT "to" FROM documents_papermove
    WHERE paper_id = q.id AND retracted_at IS NULL ORDER BY id DESC LIMIT 1
) m ON true
LEFT JOIN documents_papersignature s ON s.paper_id = q.id
LEFT JOIN documents_paperservice v ON v.paper_id = q.id AND v.retracted_at IS NULL
WHERE p.id = q.id AND {where}
"""


def project_papers(ids: list[int] | None = None, *, turns: int = 0) -> None:
    """Write the present of these papers, or of all."""
    run_projection(_PAPERS, ids, turns=turns)
