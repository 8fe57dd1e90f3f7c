"""Lines of 登记办理台账: the working columns, and the same as 附件2 prints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.db import connection

from tingban.rules.complaints import Standing
from tingban.rules.complaints.annex2 import (
    LedgerLine,
    progress_cell,
    remark_cell,
    source_cell,
    times_cell,
)
from tingban.rules.complaints.duplicates import key_merged
from tingban.rules.complaints.limits import Due, due_of
from tingban.rules.complaints.stages import Stage


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line: what the working columns show, and the same as 附件2 prints it.

    `key_matter`: why it is a 重点件, empty where it is none.
    """

    number: str
    unit_code: str
    county_code: str
    community_code: str
    community: str
    source: str
    summary: str
    state: str
    level: str
    received_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime | None
    office: str
    receiver: str
    due: Due | None
    category: str
    key_matter: str
    line: LedgerLine


class _Stored(NamedTuple):
    """What the statement tells of a case, in its order."""

    number: str
    unit_code: str
    county_code: str
    community_code: str
    community: str
    source: str
    source_text: str
    summary: str
    stage: str
    standing: str
    level: str
    received_at: datetime | None
    accepted_at: datetime | None
    closed_at: datetime | None
    office: str
    receiver: str
    remark: str
    due_at: datetime | None
    due_rule: str
    category: str
    row_no: int | None
    contact: str
    progress: str
    noted_at: datetime | None
    repeats: int
    others: int


# Written out: a page of fifty cases loaded by the mapper took a third of the whole answer. What
# was merged and answered in the meantime stays its main case's own; what was entered by mistake
# not (DOMAIN 3.1.1).
_ROWS: Final = """
SELECT c.number, c.unit_id, coalesce(c.county_id, ''), coalesce(m.code, ''), coalesce(m.name, ''),
       c.source, c.source_text, c.summary, c.stage, c.standing, c.level,
       c.received_at, c.accepted_at, c.closed_at, c.office, c.receiver, c.remark,
       c.due_at, c.due_rule, c.category, c.row_no, c.contact, c.progress, note.at,
       merged.repeats, merged.others
FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS wanted(id, place)
JOIN complaints_case c ON c.id = wanted.id
LEFT JOIN registry_community m ON m.id = c.community_id
LEFT JOIN LATERAL (
    SELECT n.at FROM complaints_casenote n
    WHERE n.case_id = c.id AND n.retracted_at IS NULL
    ORDER BY n.at DESC, n.id DESC LIMIT 1
) note ON TRUE
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE k.standing = %(duplicate)s) AS repeats,
           count(*) FILTER (WHERE k.standing <> %(duplicate)s) AS others
    FROM complaints_case k WHERE k.parent_id = c.id AND k.stage <> %(void)s
) merged
ORDER BY wanted.place
"""


def case_rows(keys: Sequence[int]) -> list[CaseRow]:
    """The lines of these cases in the order of the keys; whoever asks has looked at the scope."""
    if not keys:
        return []
    known = {"duplicate": Standing.DUPLICATE.value, "void": Stage.VOID.value}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"keys": list(keys), **known})
        return [_row(_Stored._make(found)) for found in cursor.fetchall()]


def _row(it: _Stored) -> CaseRow:
    return CaseRow(
        number=it.number, unit_code=it.unit_code, county_code=it.county_code,
        community_code=it.community_code, community=it.community, source=it.source,
        summary=it.summary, state=it.stage, level=it.level, received_at=it.received_at,
        accepted_at=it.accepted_at, closed_at=it.closed_at, office=it.office,
        receiver=it.receiver, due=due_of(it.due_at, it.due_rule), category=it.category,
        key_matter=key_merged(repeats=it.repeats, others=it.others), line=_line(it),
    )  # fmt: skip


def _line(it: _Stored) -> LedgerLine:
    """The ten columns of 附件2; the contact is the mask, nothing else was ever read."""
    return LedgerLine(
        row_no=it.row_no,
        contact=it.contact,
        summary=it.summary,
        source=source_cell(it.source, it.source_text),
        times=times_cell(it.received_at, it.accepted_at),
        office=it.office,
        progress=progress_cell(it.noted_at, it.progress),
        is_closed=it.standing == Standing.CLOSED,
        receiver=it.receiver,
        remark=remark_cell(it.standing, it.remark),
        is_void=it.standing == Standing.VOID,
    )
