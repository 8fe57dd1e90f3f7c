"""The present state of cases, projected from their facts."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db import connection

from tingban.actions.audit.facts import run_projection
from tingban.actions.audit.indexing import batches, write_columns
from tingban.actions.complaints.clocks import (
    COLUMNS,
    FEW,
    set_clocks,
    write_clocks,
    written_limits,
)
from tingban.actions.complaints.search import (
    SEARCH,
    TEXTS,
    index_all_cases,
    index_cases,
    search_document,
)
from tingban.reads.complaints.timing import columns_of, read, timed
from tingban.reads.law import CALENDAR, understood

# Column and expression. 重复件, 已移送 and 作废 carry no date and outweigh a closing
# (INTERCHANGE 2). The stage is where the last step of the table led, unless the counted facts,
# which an import may state anew, say otherwise.
_COLUMNS: Final = {
    "county_id": "f.county_id",
    "community_id": "f.community_id",
    "level": "f.level",
    "source": "f.source",
    "source_text": "f.source_text",
    "summary": "f.summary",
    "office": "f.office",
    "receiver": "f.receiver",
    "remark": "f.remark",
    "parent_id": "f.parent_id",
    "received_at": "f.received_at",
    "accepted_at": "s.accepted",
    "closed_at": "CASE WHEN s.closings > s.reopenings THEN s.closed END",
    "standing": "CASE WHEN f.standing = 'open' AND s.closings > s.reopenings THEN 'closed' "
    "ELSE f.standing END",
    "progress": "coalesce(n.text, '')",
    "contact": "coalesce(v.masked, '')",
    "stage": """CASE
        WHEN f.standing = 'duplicate' THEN 'merged'
        WHEN f.standing IN ('transferred', 'void') THEN f.standing
        WHEN s.closings > s.reopenings THEN 'closed'
        WHEN m.to IS NULL OR m.to IN ('closed', 'transferred', 'void')
            OR (m.to = 'merged' AND f.parent_id IS NULL)
            THEN CASE WHEN s.accepted IS NULL THEN 'registered' ELSE 'handling' END
        WHEN m.to IN ('new', 'registered', 'rejected') AND s.accepted IS NOT NULL THEN 'handling'
        ELSE m.to END""",
    "stage_since": "coalesce(m.at, s.closed, s.accepted, f.received_at)",
    "category": "coalesce(t.category, '')",
    "kind": "coalesce(t.kind, '')",
    "urgency": "coalesce(t.urgency, '')",
    "source_ref": "coalesce(t.source_ref, '')",
    "handler_area_id": "h.area",
    "handler_unit_id": "h.unit",
    "is_sealed": "coalesce(m.sealed, false)",
}
_FACTS: Final = """
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
LEFT JOIN complaints_casematter t ON t.case_id = q.id AND t.retracted_at IS NULL
LEFT JOIN LATERAL (
    SELECT "to", "at", told ->> 'sealed' = 'true' AS sealed FROM complaints_casemove
    WHERE case_id = q.id AND retracted_at IS NULL AND start <> "to" ORDER BY id DESC LIMIT 1
) m ON true
LEFT JOIN LATERAL (
    SELECT nullif(told ->> 'area', '') AS area, nullif(told ->> 'unit', '') AS unit
    FROM complaints_casemove
    WHERE case_id = q.id AND retracted_at IS NULL AND step IN ('assign', 'reassign')
    ORDER BY id DESC LIMIT 1
) h ON true
"""
_SETS: Final = ", ".join(f"{name} = {told}" for name, told in _COLUMNS.items())
# A row whose words have changed is found by none until they are indexed, in the same act.
_STALE: Final = " OR ".join(f"p.{name} IS DISTINCT FROM {_COLUMNS[name]}" for name in TEXTS)
CASE: Final = f"""
UPDATE complaints_case p SET {_SETS}, version = p.version + %(turns)s,
    search = CASE WHEN {_STALE} THEN NULL ELSE p.search END
FROM complaints_case q {_FACTS}
WHERE p.id = q.id AND {{where}}
"""  # noqa: S608  # all names are ours
_TELLING: Final = (
    f"RETURNING p.search IS NULL, p.id, p.number, {', '.join(f'p.{name}' for name in TEXTS)}"
)
_TOLD: Final = 3 + len(TEXTS)
# An act changes one case or a few: what their clocks look at comes along, the calendar with it,
# and whether other cases were merged into them, whose clocks look at theirs.
_TIMING: Final = f"""{_TELLING}, {columns_of("p")}, {CALENDAR}, EXISTS (
    SELECT FROM complaints_case k WHERE k.parent_id = p.id AND k.stage = 'merged'
)"""
_AFTER: Final = 3
_INSERT: Final = f"""
INSERT INTO complaints_case (id, number, unit_id, row_no, version, search, {", ".join(_COLUMNS)})
SELECT q.id, q.number, q.unit_id, q.row_no, 1, q.search::tsvector, {", ".join(_COLUMNS.values())}
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::int[], %s::text[])
    AS q(id, number, unit_id, row_no, search) {_FACTS}
"""  # noqa: S608  # all names are ours


class NewCase(NamedTuple):
    """A case whose facts are written but whose identity row is not; `search` by `bigrams`."""

    id: int
    number: str
    unit: str
    row_no: int
    search: str


def insert_cases(cases: Sequence[NewCase]) -> None:
    """Insert identity rows of cases as their projection shows them."""
    with connection.cursor() as cursor:
        for batch in batches(cases):
            cursor.execute(_INSERT, [list(column) for column in zip(*batch, strict=True)])
    set_clocks([case.id for case in cases])


def project_cases(ids: list[int], *, turns: int = 0) -> None:
    """Bring the columns of these cases in line with their facts; `turns` counts the version up."""
    if len(ids) > FEW:
        told = run_projection(CASE + _TELLING, ids, turns=turns)
        set_clocks(ids)
        index_cases(row[1:_TOLD] for row in told if row[0])
    elif told := run_projection(CASE + _TIMING, ids, turns=turns):
        _write_made(told)


def _write_made(told: Sequence[tuple[Any, ...]]) -> None:
    """What is made in Python, by rows of `_TIMING`: all of a row at once."""
    *_, years, days, _ = told[0]
    calendar = understood(years, days)
    stale = {row[1]: row[2:_TOLD] for row in told if row[0]}
    cases = read([row[_TOLD:-_AFTER] for row in told])
    write_clocks([case for case in cases if case.id not in stale], calendar)
    write_columns(
        "complaints_case",
        COLUMNS | SEARCH,
        (
            (case.id, *written_limits(case, calendar), search_document(*stale[case.id]))
            for case in cases
            if case.id in stale
        ),
    )
    parents = [row[1] for row in told if row[-1]]
    if parents:
        write_clocks(timed((), into=parents), calendar)


def project_all_cases() -> None:
    """The same for all of them, whatever the columns show."""
    run_projection(CASE, None)
    set_clocks()
    index_all_cases()
