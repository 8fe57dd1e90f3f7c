"""The receipts of one matter as the card lists them: each with its source and its answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tingban.reads.complaints.receipts import Receipt
from tingban.rules.complaints import SOURCE_LABELS, Source
from tingban.rules.complaints.stages import (
    ANSWERED_TO_LABELS,
    STAGE_LABELS,
    WAY_LABELS,
    Act,
    MergeKind,
    Stage,
)
from tingban.web.desk.home_tiles import address

_KINDS = {None: "主件", MergeKind.DUPLICATE: "重复件", MergeKind.ALIKE: "同类件"}


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; `answer` is where its answer is recorded, empty where that is not open."""

    number: str
    kind: str
    source: str
    received_at: datetime | None
    answered_at: datetime | None
    how: str
    waits: bool
    due_on: date | None
    rule: str
    no_limit: str
    stage: str
    answer: str


def lines(receipts: Iterable[Receipt]) -> list[ReceiptLine]:
    """In the order in which they came in, the main one first."""
    return [_line(one) for one in receipts]


def _line(one: Receipt) -> ReceiptLine:
    parts = (SOURCE_LABELS[Source(one.source)], one.source_ref)
    how = (
        ANSWERED_TO_LABELS[one.answered_to] if one.answered_to else "",
        WAY_LABELS[one.way] if one.way else "",
    )
    return ReceiptLine(
        number=one.number,
        kind=_KINDS[one.merged],
        source=" ".join(part for part in parts if part),
        received_at=one.received_at,
        answered_at=one.answered_at,
        how="，".join(part for part in how if part),
        waits=one.waits,
        due_on=one.due.due_on if one.due else None,
        rule=one.due.reason if one.due else "",
        no_limit="没有单独的期限" if one.stage is Stage.MRG else "受理后起算期限",
        stage=STAGE_LABELS[one.stage],
        answer=address("desk:case_step", one.number, Act.ANSWER_RECEIPT) if one.may_answer else "",
    )
