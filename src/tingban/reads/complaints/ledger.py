"""附件2 of one unit, from facts, as of any moment and as known at any moment (DOMAIN 2.1)."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from tingban.data.complaints.models import Case
from tingban.rules.actors import Actor
from tingban.rules.complaints import CaseStepKind, Standing
from tingban.rules.complaints.annex2 import (
    LedgerLine,
    progress_cell,
    remark_cell,
    source_cell,
    times_cell,
)


class _Row(NamedTuple):
    """A case as the statement tells it."""

    row_no: int
    contact: str
    summary: str
    source: str
    own_words: str
    received_at: datetime | None
    accepted_at: datetime | None
    office: str
    noted_at: datetime | None
    note: str
    is_closed: bool
    receiver: str
    standing: str
    remark: str


def _known(row: str) -> str:
    return (
        f"{row}.recorded_at <= %(known_at)s::timestamptz"
        f" AND ({row}.retracted_at IS NULL OR {row}.retracted_at > %(known_at)s::timestamptz)"
    )


# A unit checks, signs and sends its list, so all its lines are one statement. What was over before
# the campaign began, received and accepted earlier, is left out. Of the notes the last before the
# cut-off is told; of a case told only since then, the first: a file brought on Friday dates its
# texts by its 填报时间, and the line must not go up empty.
_LINES: Final = f"""
SELECT q.row_no, coalesce(v.masked, ''), f.summary, f.source, f.source_text, f.received_at,
    s.accepted, f.office, n."at", coalesce(n.text, ''),
    coalesce(s.closings > s.reopenings, false), f.receiver, f.standing, f.remark
FROM complaints_case q
JOIN complaints_casefact f ON f.case_id = q.id AND {_known("f")}
LEFT JOIN (
    SELECT t.case_id, max(t."at") FILTER (WHERE t.kind = '{CaseStepKind.ACCEPT.value}') AS accepted,
        count(*) FILTER (WHERE t.kind = '{CaseStepKind.CLOSE.value}') AS closings,
        count(*) FILTER (WHERE t.kind = '{CaseStepKind.REOPEN.value}') AS reopenings
    FROM complaints_casestep t
    WHERE t.case_id = ANY(%(cases)s::bigint[]) AND t."at" < %(as_of)s::timestamptz AND {_known("t")}
    GROUP BY t.case_id
) s ON s.case_id = q.id
LEFT JOIN (
    SELECT DISTINCT ON (t.case_id) t.case_id, t."at", t.text
    FROM complaints_casenote t
    WHERE t.case_id = ANY(%(cases)s::bigint[]) AND {_known("t")}
    ORDER BY t.case_id,
        CASE WHEN t."at" < %(as_of)s::timestamptz THEN t."at" END DESC NULLS LAST,
        t."at", t.id DESC
) n ON n.case_id = q.id
LEFT JOIN complaints_casecontact v ON v.case_id = q.id AND {_known("v")}
WHERE q.id = ANY(%(cases)s::bigint[])
    AND (f.received_at IS NULL OR f.received_at < %(as_of)s::timestamptz)
    AND coalesce(greatest(f.received_at, s.accepted) >= %(since)s::timestamptz, true)
ORDER BY q.row_no
"""  # noqa: S608  # all names are ours


def annex2_rows(
    *, actor: Actor, unit: str, since: datetime, as_of: datetime, known_at: datetime
) -> tuple[LedgerLine, ...]:
    """All cases of the unit's ledger since the campaign began, in the order of 序号.

    Contacts are masked here and nowhere unmasked; a unit outside the actor's sight has no rows.
    What waits to be registered has no 序号 yet; a sealed case stands in no list (T-C05).
    """
    asked: dict[str, Any] = {
        "cases": list(_registered(actor, unit).values_list("id", flat=True)),
        "since": since,
        "as_of": as_of,
        "known_at": known_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LINES, asked)
        return tuple(_line(_Row(*row)) for row in cursor.fetchall())


def _line(row: _Row) -> LedgerLine:
    return LedgerLine(
        row_no=row.row_no,
        contact=row.contact,
        summary=row.summary,
        source=source_cell(row.source, row.own_words),
        times=times_cell(row.received_at, row.accepted_at),
        office=row.office,
        progress=progress_cell(row.noted_at, row.note),
        # 是 ⇔ CLS at the cut-off; 重复件, 已移送 and 作废 are not closed (AMB-18).
        is_closed=row.is_closed and row.standing == Standing.OPEN,
        receiver=row.receiver,
        remark=remark_cell(row.standing, row.remark),
        is_void=row.standing == Standing.VOID,
    )


def _registered(actor: Actor, unit: str) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).filter(unit_id=unit)
    return rows.filter(row_no__isnull=False, is_sealed=False).order_by("row_no")
