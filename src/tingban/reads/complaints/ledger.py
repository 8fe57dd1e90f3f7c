"""附件2 of one unit, from facts, as of any moment and as known at any moment (DOMAIN 2.1)."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case as Choice
from django.db.models import Count, Max, Q, QuerySet, When

from tingban.data.complaints.models import Case, CaseContact, CaseFact, CaseNote, CaseStep
from tingban.rules.actors import Actor
from tingban.rules.complaints import CaseStepKind, Standing
from tingban.rules.complaints.annex2 import (
    LedgerLine,
    progress_cell,
    remark_cell,
    source_cell,
    times_cell,
)


class _Life(NamedTuple):
    """Acceptance, and whether the case was closed at the moment."""

    accepted_at: datetime | None
    is_closed: bool


_UNTOUCHED = _Life(None, False)
_COLUMNS = (
    "case_id", "case__row_no", "summary", "source", "source_text", "office", "receiver",
    "remark", "standing", "received_at",
)  # fmt: skip


def annex2_rows(
    *, actor: Actor, unit: str, since: datetime, as_of: datetime, known_at: datetime
) -> tuple[LedgerLine, ...]:
    """All cases of the unit's ledger since the campaign began, in the order of 序号.

    Contacts are masked here and nowhere unmasked; a unit outside the actor's sight has no rows.
    What waits to be registered has no 序号 yet; a sealed case stands in no list (T-C05).
    """
    cases = _registered(actor, unit)
    lives = _lives(cases, as_of, known_at)
    facts = CaseFact.objects.believed(known_at).filter(case__in=cases)
    facts = facts.filter(Q(received_at__isnull=True) | Q(received_at__lt=as_of))
    rows = facts.order_by("case__row_no").values_list(*_COLUMNS)
    notes = _notes(cases, as_of, known_at)
    contacts = _contacts(cases, known_at)
    lines = []
    for case, row_no, summary, source, own_words, office, receiver, remark, how, received in rows:
        life = lives.get(case, _UNTOUCHED)
        if _is_older(received, life.accepted_at, since):
            continue
        lines.append(
            LedgerLine(
                row_no=row_no,
                contact=contacts.get(case, ""),
                summary=summary,
                source=source_cell(source, own_words),
                times=times_cell(received, life.accepted_at),
                office=office,
                progress=notes.get(case, ""),
                # 是 ⇔ CLS at the cut-off; 重复件, 已移送 and 作废 are not closed (AMB-18).
                is_closed=life.is_closed and how == Standing.OPEN,
                receiver=receiver,
                remark=remark_cell(how, remark),
                is_void=how == Standing.VOID,
            )
        )
    return tuple(lines)


def _registered(actor: Actor, unit: str) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).filter(unit_id=unit)
    return rows.filter(row_no__isnull=False, is_sealed=False)


def _is_older(received: datetime | None, accepted: datetime | None, since: datetime) -> bool:
    """Over before the campaign began: received and accepted earlier."""
    moments = [moment for moment in (received, accepted) if moment]
    return bool(moments) and max(moments) < since


def _lives(cases: QuerySet[Case], as_of: datetime, known_at: datetime) -> dict[int, _Life]:
    rows = (
        CaseStep.objects.believed(known_at)
        .filter(case__in=cases, at__lt=as_of)
        .values("case_id")
        .annotate(
            accepted=Max("at", filter=Q(kind=CaseStepKind.ACCEPT)),
            closings=Count("id", filter=Q(kind=CaseStepKind.CLOSE)),
            reopenings=Count("id", filter=Q(kind=CaseStepKind.REOPEN)),
        )
        .order_by("case_id")
    )
    return {
        row["case_id"]: _Life(row["accepted"], row["closings"] > row["reopenings"]) for row in rows
    }


def _notes(cases: QuerySet[Case], as_of: datetime, known_at: datetime) -> dict[int, str]:
    """The last note of each case before the cut-off; of one told only since then, the first.

    A file brought on Friday dates its texts by its 填报时间: the line must not go up empty.
    """
    before = When(at__lt=as_of, then="at")
    rows = (
        CaseNote.objects.believed(known_at)
        .filter(case__in=cases)
        .order_by("case_id", Choice(before).desc(nulls_last=True), "at", "-id")
        .distinct("case_id")
        .values_list("case_id", "at", "text")
    )
    return {case: progress_cell(at, text) for case, at, text in rows}


def _contacts(cases: QuerySet[Case], known_at: datetime) -> dict[int, str]:
    rows = CaseContact.objects.believed(known_at).filter(case__in=cases).order_by("case_id")
    return dict(rows.values_list("case_id", "masked"))
