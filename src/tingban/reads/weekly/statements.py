"""The SQL of the cells: facts visible at a moment, each block defined once (DOMAIN 2.3, 2.4).

A statement is put together from named parts (`WITH` queries). The first parts resolve merges,
the next ones gather the facts that count, and for every cell one part says which ids it counts:
rows of (cell, area, id), each once. `KNOWN(x)` stands for "this fact was believed at the moment",
`WITHIN(area)` for "one of the rows that are asked for", where these are counties only: the row of
the city counts what lies in all of them.

Only facts are read, and of identity rows only what never changes: codes, numbers and keys.
"""

import re
from functools import lru_cache
from typing import Final

_KNOWN: Final = re.compile(r"KNOWN\((\w+)\)")
_WITHIN: Final = re.compile(r"WITHIN\(([\w.]+)\)")
_BELIEVED: Final = (
    r"\1.recorded_at <= %(known_at)s"
    r" AND (\1.retracted_at IS NULL OR \1.retracted_at > %(known_at)s)"
)

_LISTED: Final = r"\1 = ANY(%(within)s::text[])"

# Merges, as believed at the moment, followed to the root; a ring (there is none) would stay.
_MERGE: Final = """
    SELECT m.community_id AS child, m.into_id AS parent FROM registry_communitymerge m
    WHERE KNOWN(m)
"""
_CHAIN: Final = """
    SELECT child, parent FROM merge
    UNION
    SELECT c.child, m.parent FROM chain c JOIN merge m ON m.child = c.parent
"""
_PLACE: Final = """
    SELECT c.id AS community, r.id AS root, r.code, f.county_id AS area
    FROM registry_community c
    LEFT JOIN chain x ON x.child = c.id AND x.parent NOT IN (SELECT child FROM merge)
    JOIN registry_community r ON r.id = coalesce(x.parent, c.id)
    JOIN registry_communityfact f ON f.community_id = r.id AND KNOWN(f)
    WHERE %(communities)s::bigint[] IS NULL OR c.id = ANY(%(communities)s)
"""
_COMPANY_MERGE: Final = """
    SELECT m.company_id AS child, m.into_id AS parent FROM registry_companymerge m
    WHERE KNOWN(m)
"""
_COMPANY_CHAIN: Final = """
    SELECT child, parent FROM company_merge
    UNION
    SELECT c.child, m.parent FROM company_chain c JOIN company_merge m ON m.child = c.parent
"""
# A company without 统一社会信用代码 is counted nowhere (INTERCHANGE 1).
_FIRM: Final = """
    SELECT c.id AS company, f.uscc
    FROM registry_company c
    LEFT JOIN company_chain x
        ON x.child = c.id AND x.parent NOT IN (SELECT child FROM company_merge)
    JOIN registry_companyfact f ON f.company_id = coalesce(x.parent, c.id) AND KNOWN(f)
    WHERE f.uscc <> ''
        AND (%(companies)s::bigint[] IS NULL OR c.id = ANY(%(companies)s))
"""
_CONTRACT: Final = """
    SELECT k.id, p.root, k.company_id AS company, k.starts_on,
        coalesce(f.ends_on, 'infinity') AS ends_on
    FROM registry_contract k
    JOIN registry_contractfact f ON f.contract_id = k.id AND KNOWN(f)
    JOIN place p ON p.community = k.community_id AND WITHIN(p.area)
"""
_VISIT: Final = """
    SELECT f.visit_id AS visit, p.root, p.code, p.area, f.kind, f.mission_id AS mission,
        f.company_id AS company, f.done_on
    FROM inspections_visitfact f
    JOIN place p ON p.community = f.community_id
    WHERE KNOWN(f) AND f.done_on >= %(since)s AND f.done_on < %(as_of)s
"""
# What the company says of itself is no inspection (CELL A01).
_SURVEY: Final = "SELECT * FROM visit WHERE kind <> 'self' AND WITHIN(area)"
# The company written on the visit, else the holder of the contract on that day; of two
# contracts the one that began last (INTERCHANGE 2).
_ATTENDED: Final = """
    SELECT DISTINCT ON (v.visit) v.visit, v.area, coalesce(v.company, k.company) AS company,
        v.done_on
    FROM survey v
    LEFT JOIN contract k
        ON v.company IS NULL AND k.root = v.root AND v.done_on BETWEEN k.starts_on AND k.ends_on
    ORDER BY v.visit, k.starts_on DESC, k.id DESC
"""
# Confirmed within the campaign and not annulled; open unless completions outnumber reopenings.
_LIFE: Final = """
    SELECT s.problem_id AS problem, min(s."on") FILTER (WHERE s.kind = 'confirm') AS confirmed_on,
        max(s."on") FILTER (WHERE s.kind = 'complete') AS completed_on,
        sum(CASE s.kind WHEN 'complete' THEN 1 WHEN 'reopen' THEN -1 ELSE 0 END) <= 0 AS is_open
    FROM rectification_problemstep s
    WHERE KNOWN(s) AND s."on" < %(as_of)s
    GROUP BY s.problem_id
    HAVING min(s."on") FILTER (WHERE s.kind = 'confirm') >= %(since)s
        AND NOT bool_or(s.kind = 'annul')
"""
_PROBLEM: Final = """
    SELECT f.problem_id AS problem, p.root, p.code, p.area, f.category, f.company_id AS company,
        f.source, f.source_ref, f.due_on, l.confirmed_on, l.completed_on, l.is_open
    FROM rectification_problemfact f
    JOIN life l ON l.problem = f.problem_id
    JOIN place p ON p.community = f.community_id AND WITHIN(p.area)
    WHERE KNOWN(f)
"""
# Who answers for a problem: the company written, else the holder on the day of confirmation.
_ANSWERABLE: Final = """
    SELECT p.problem, p.area, c.uscc
    FROM problem p JOIN firm c ON c.company = p.company
    UNION ALL
    SELECT p.problem, p.area, c.uscc
    FROM problem p
    JOIN contract k ON k.root = p.root AND p.confirmed_on BETWEEN k.starts_on AND k.ends_on
    JOIN firm c ON c.company = k.company
    WHERE p.company IS NULL AND NOT EXISTS (
        SELECT FROM contract n WHERE n.root = p.root
            AND p.confirmed_on BETWEEN n.starts_on AND n.ends_on
            AND (n.starts_on, n.id) > (k.starts_on, k.id)
    )
"""
_AFFECTED: Final = """
    SELECT area, code, category, bool_or(is_open) AS is_open FROM problem
    GROUP BY area, code, category
"""
# An order may outlive an annulled problem (CHK-09), so the problem's own life is not asked.
_ORDERED: Final = """
    SELECT o.order_id AS "order", p.area, p.code, s.served_on
    FROM (
        SELECT s.order_id, min(s."on") FILTER (WHERE s.kind = 'serve') AS served_on
        FROM rectification_orderstep s
        WHERE KNOWN(s) AND s."on" < %(as_of)s
        GROUP BY s.order_id
        HAVING min(s."on") FILTER (WHERE s.kind = 'serve') >= %(since)s
            AND NOT bool_or(s.kind = 'withdraw')
    ) s
    JOIN rectification_orderproblem o ON o.order_id = s.order_id AND KNOWN(o)
    JOIN rectification_problemfact f ON f.problem_id = o.problem_id AND KNOWN(f)
    JOIN place p ON p.community = f.community_id AND WITHIN(p.area)
"""
_GRADED: Final = """
    SELECT d.id AS decision, p.area, p.code, d.decided_on
    FROM enforcement_leveldecision d
    JOIN enforcement_levelfact f ON f.decision_id = d.id AND KNOWN(f)
    JOIN place p ON p.community = d.community_id AND WITHIN(p.area)
    WHERE d.kind = 'reassess' AND d.decided_on >= %(since)s AND d.decided_on < %(as_of)s
"""
# A penalty belongs to the county in its row.
_PUNISHED: Final = """
    SELECT f.penalty_id AS penalty, f.county_id AS area, c.uscc, f.organ, s.decided_on
    FROM (
        SELECT s.penalty_id, min(s."on") FILTER (WHERE s.kind = 'decide') AS decided_on
        FROM enforcement_penaltystep s
        WHERE KNOWN(s) AND s."on" < %(as_of)s
        GROUP BY s.penalty_id
        HAVING min(s."on") FILTER (WHERE s.kind = 'decide') >= %(since)s
            AND NOT bool_or(s.kind = 'revoke')
    ) s
    JOIN enforcement_penaltyfact f
        ON f.penalty_id = s.penalty_id AND KNOWN(f) AND WITHIN(f.county_id)
    JOIN firm c ON c.company = f.company_id
"""
# Handed over, and no normal succession (AMB-32).
_DEPARTED: Final = """
    SELECT e.id AS exit, p.area, p.code, s."on" AS exited_on
    FROM exits_exit e
    JOIN exits_exitfact f ON f.exit_id = e.id AND KNOWN(f)
    JOIN exits_exitstep s ON s.exit_id = e.id AND KNOWN(s) AND s.kind = 'done'
    JOIN place p ON p.community = e.community_id AND WITHIN(p.area)
    WHERE f.kind <> 'routine' AND s."on" >= %(since)s AND s."on" < %(as_of)s
"""
_EXPOSED: Final = """
    SELECT e.id AS exposure, e.county_id AS area, c.uscc, s.published_on
    FROM (
        SELECT s.exposure_id, min(s."on") FILTER (WHERE s.kind = 'publish') AS published_on
        FROM enforcement_exposurestep s
        WHERE KNOWN(s) AND s."on" < %(as_of)s
        GROUP BY s.exposure_id
        HAVING min(s."on") FILTER (WHERE s.kind = 'publish') >= %(since)s
            AND NOT bool_or(s.kind = 'withdraw')
    ) s
    JOIN enforcement_exposure e ON e.id = s.exposure_id AND WITHIN(e.county_id)
    JOIN enforcement_exposurefact f ON f.exposure_id = e.id AND KNOWN(f)
    JOIN firm c ON c.company = e.company_id
    WHERE btrim(f.case_title) <> ''
"""
# A county's mission stands in its row, the city's in 市本级, the province's nowhere (AMB-34).
_MISSION: Final = """
    SELECT f.mission_id AS mission, m.number, f.level, f.started_on,
        CASE f.level WHEN 'city' THEN %(city)s ELSE f.county_id END AS area
    FROM inspections_missionfact f
    JOIN inspections_mission m ON m.id = f.mission_id
    WHERE KNOWN(f) AND f.level IN ('city', 'county')
        AND f.started_on >= %(since)s AND f.started_on < %(as_of)s
"""
_INSPECTED: Final = """
    SELECT v.visit, v.code, m.level, CASE m.level WHEN 'city' THEN %(city)s ELSE v.area END AS area
    FROM visit v JOIN mission m ON m.mission = v.mission
"""
# 来源编号 of a 督导检查 problem is the number of its visit; of D02 only.
_UNCOVERED: Final = """
    SELECT p.problem, p.code, i.area, p.is_open
    FROM problem p
    JOIN inspections_visit n ON n.number = p.source_ref
    JOIN inspected s ON s.visit = n.id
    JOIN (SELECT DISTINCT level, area, code FROM inspected) i
        ON i.level = s.level AND i.code = p.code
    WHERE p.source = 'supervision'
"""
# 重复件 and 作废 count nowhere; 已移送 is accepted and never closed (INTERCHANGE 2). A number is
# looked up only where it is asked for (every case has one), and OFFSET 0 keeps the planner from
# multiplying the cases by their columns before the joins.
_ACCEPTED: Final = """
    SELECT f.case_id AS "case", k.number, s.accepted_at, s.closed_at,
        CASE WHEN f.source = 'S08' THEN 'province' ELSE f.level END AS register,
        w.area,
        f.standing = 'open' AND s.closings > 0 AS is_closed
    FROM complaints_casefact f
    LEFT JOIN complaints_case k ON k.id = f.case_id
    JOIN (
        SELECT s.case_id, min(s."at") FILTER (WHERE s.kind = 'accept') AS accepted_at,
            max(s."at") FILTER (WHERE s.kind = 'close') AS closed_at,
            sum(CASE s.kind WHEN 'close' THEN 1 WHEN 'reopen' THEN -1 ELSE 0 END) AS closings
        FROM complaints_casestep s
        WHERE KNOWN(s) AND s."at" < %(until)s
        GROUP BY s.case_id
        HAVING min(s."at") FILTER (WHERE s.kind = 'accept') >= %(from)s
    ) s ON s.case_id = f.case_id
    LEFT JOIN place p ON p.community = f.community_id
    CROSS JOIN LATERAL (SELECT coalesce(p.area, f.county_id, %(city)s) AS area) w
    WHERE KNOWN(f) AND f.standing NOT IN ('duplicate', 'void')
        AND WITHIN(w.area)
        AND (%(cases)s::bigint[] IS NULL OR f.case_id = ANY(%(cases)s))
    OFFSET 0
"""
# Which columns speak of a category or of a register: as `rules.weekly.cells` has it.
_CASE_COLUMN: Final = """
    SELECT * FROM (VALUES
        ('city', false, 'E01'), ('city', true, 'E02'),
        ('province', false, 'E03'), ('province', true, 'E04'),
        ('county', false, 'E05'), ('county', true, 'E06')
    ) AS k (register, closed, cell)
"""
_COLUMN: Final = """
    SELECT * FROM unnest(%(categories)s::text[], %(found)s::text[], %(rectified)s::text[])
        AS k(category, found, rectified)
"""
PARTS: Final[dict[str, str]] = {
    "merge": _MERGE,
    "chain": _CHAIN,
    "place": _PLACE,
    "company_merge": _COMPANY_MERGE,
    "company_chain": _COMPANY_CHAIN,
    "firm": _FIRM,
    "contract": _CONTRACT,
    "visit": _VISIT,
    "survey": _SURVEY,
    "attended": _ATTENDED,
    "life": _LIFE,
    "problem": _PROBLEM,
    "answerable": _ANSWERABLE,
    "affected": _AFFECTED,
    "category_column": _COLUMN,
    "ordered": _ORDERED,
    "graded": _GRADED,
    "punished": _PUNISHED,
    "departed": _DEPARTED,
    "exposed": _EXPOSED,
    "mission": _MISSION,
    "inspected": _INSPECTED,
    "uncovered": _UNCOVERED,
    "accepted": _ACCEPTED,
    "case_column": _CASE_COLUMN,
}
_SOURCE: Final = re.compile(r"(?:FROM|JOIN)\s+(\w+)")


@lru_cache(maxsize=64)
def compose(select: str, *, narrow: bool = False) -> str:
    """A whole statement: the query with the parts it rests on, in their order.

    A narrow one is asked with the rows `within` which it counts.
    """
    needed: set[str] = set()
    asked = [select]
    while asked:
        fresh = {name for name in _SOURCE.findall(asked.pop()) if name in PARTS} - needed
        needed |= fresh
        asked += [PARTS[name] for name in fresh]
    parts = ",\n".join(f"{name} AS ({query})" for name, query in PARTS.items() if name in needed)
    whole = f"WITH RECURSIVE {parts}\n{select}" if parts else select
    return _KNOWN.sub(_BELIEVED, _WITHIN.sub(_LISTED if narrow else "true", whole))
