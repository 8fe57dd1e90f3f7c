"""登记办理台账 as rows of the workbook: the ledger of each unit in the order of its 序号."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from tingban.data.complaints.models import Case, CaseContact, CaseFact, CaseNote, CaseStep
from tingban.data.registry.models import Community
from tingban.reads.exchange.extent import Extent, walk
from tingban.rules.complaints import (
    CONTACT_LABELS,
    SOURCE_LABELS,
    CaseStepKind,
    ContactKind,
    Source,
    Standing,
)
from tingban.rules.complaints.annex2 import times_cell
from tingban.rules.complaints.sources import source_by_text
from tingban.rules.exchange.records import LedgerRow


@dataclass(frozen=True, slots=True)
class Held:
    """What the vault keeps of whoever complained; opening it is the caller's affair."""

    kind: str
    masked: str
    box: bytes | None
    key_id: str


_NOT_CARRIED: Final = CONTACT_LABELS[ContactKind.NOT_HELD]
Shown = Callable[[str, Held], str]
_STATED: Final = (
    "case__number", "case__row_no", "summary", "source", "source_text", "office", "receiver",
    "remark", "county_id", "level", "standing", "received_at",
)  # fmt: skip
_HUNG: Final = (
    "place", "parent_number", "accepted", "closed", "reopened", "progress",
    "kind", "masked", "box", "key_id",
)  # fmt: skip


def masked(_: str, held: Held) -> str:
    """What everybody may see (AMB-31), and that the identity stayed behind (INTERCHANGE 1)."""
    return f"{held.masked}（{_NOT_CARRIED}）" if held.box else held.masked


def cases(extent: Extent, shown: Shown = masked) -> Iterator[LedgerRow]:
    """Every case of the ledgers within reach; `shown` writes the contact of a numbered case."""
    stated = extent.facts(CaseFact, "case", Case, "unit_id").filter(
        # What waits to be registered is no row yet; a sealed case stands in no list (T-C05).
        case__row_no__isnull=False,
        case__is_sealed=False,
        **_own_ledger(extent),
    )
    for row in walk(
        _with_what_hangs_on(extent, stated)
        .order_by("case__unit_id", "case__row_no")
        .values_list(*_STATED, *_HUNG)
    ):
        told = dict(zip((*_STATED, *_HUNG), row, strict=True))
        held = Held(told["kind"] or "", told["masked"] or "", told["box"], told["key_id"] or "")
        contact = shown(told["case__number"], held) if held.kind else ""
        yield _row(told, contact)


def contact_rows(extent: Extent) -> int:
    """How many identities in clear the ledgers within reach hold."""
    held = CaseContact.objects.standing().filter(case__in=extent.rows(Case, "unit_id").order_by())
    return held.exclude(box=None).count()


def _own_ledger(extent: Extent) -> dict[str, str]:
    """A county sees cases that lie in it; its ledger holds those that it registered."""
    return {} if extent.own is None else {"case__unit_id": extent.own}


def _with_what_hangs_on(extent: Extent, stated: QuerySet[Any]) -> QuerySet[Any]:
    notes = CaseNote.objects.standing().filter(case=OuterRef("case_id")).order_by("-at", "-id")
    contacts = CaseContact.objects.standing().filter(case=OuterRef("case_id"))
    parents = extent.rows(Case, "unit_id").filter(pk=OuterRef("parent_id"))
    places = Community.objects.filter(pk=OuterRef("community_id"), is_void=False)
    query: QuerySet[Any] = stated.annotate(
        place=Subquery(places.values("code")),
        # The 主件 in another unit's ledger is not in this file; a file names only what it holds.
        parent_number=Subquery(parents.values("number")),
        accepted=_moments(CaseStepKind.ACCEPT),
        closed=_moments(CaseStepKind.CLOSE),
        reopened=_moments(CaseStepKind.REOPEN),
        progress=Subquery(notes.values("text")[:1]),
        **{
            name: Subquery(contacts.values(name)[:1])
            for name in ("kind", "masked", "box", "key_id")
        },
    )
    return query


def _moments(kind: CaseStepKind) -> ArraySubquery:
    steps = CaseStep.objects.standing().filter(case=OuterRef("case_id"), kind=kind.value)
    return ArraySubquery(steps.order_by("at", "id").values("at"))


def _row(told: dict[str, Any], contact: str) -> LedgerRow:
    accepted_at = told["accepted"][0] if told["accepted"] else None
    is_closed = len(told["closed"]) > len(told["reopened"])
    closed_at: datetime | None = told["closed"][-1] if is_closed else None
    return LedgerRow(
        row=0,
        row_no=told["case__row_no"],
        contact=contact,
        summary=told["summary"],
        source=_source(told["source"], told["source_text"]),
        times=times_cell(told["received_at"], accepted_at),
        office=told["office"],
        progress=told["progress"],
        is_closed=is_closed,
        receiver=told["receiver"],
        remark=told["remark"],
        number=told["case__number"],
        county=told["county_id"],
        community=told["place"],
        level=told["level"],
        received_at=told["received_at"],
        accepted_at=accepted_at,
        closed_at=closed_at,
        standing=_standing(told["standing"], is_closed=is_closed),
        parent=told["parent_number"],
    )


def _standing(standing: str, *, is_closed: bool) -> str:
    return Standing.CLOSED.value if standing == Standing.OPEN and is_closed else standing


def _source(source: str, text: str) -> str:
    """The county's own words where they still mean the code, else its label."""
    if text and (source_by_text(text) or Source.OTHER) == source:
        return text
    return SOURCE_LABELS[Source(source)]
