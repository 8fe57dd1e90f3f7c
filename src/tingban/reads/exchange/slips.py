"""Batches of slips as their own office sees them; of who complained only masks are ever here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet

from tingban.data.complaints.models import Case
from tingban.data.exchange.models import MappingChoice, Slip, SlipBatch
from tingban.kit.clock import SHANGHAI
from tingban.kit.windows import Found, Window
from tingban.kit.workbook import title_key
from tingban.rules.actors import Actor
from tingban.rules.complaints.sources import SOURCE_LABELS, Source
from tingban.rules.complaints.stages import STAGE_LABELS, MergeKind, Stage, Urgency
from tingban.rules.errors import NotFound
from tingban.rules.exchange.slip_heads import SlipMeaning
from tingban.rules.exchange.slip_states import (
    SLIP_DAYS,
    SLIP_STATE_LABELS,
    TAKEN,
    BatchState,
    SlipChoice,
    SlipState,
)

NOT_FOUND: Final = "没有找到这份转办件，或者它不是您单位上传的。"
# Kinds of what is remembered: all columns of a layout, and one column wherever it stands.
LAYOUT, HEAD = "slips", "sliphead"
_KEY: Final = 110
_OPEN: Final = Q(state=SlipState.OPEN.value)
# What a page of a batch may be narrowed to.
SHOWN: Final[Mapping[str, Q]] = {
    "": Q(),
    "ask": _OPEN & (Q(choice=SlipChoice.ASK.value) | ~Q(refusal="")),
    "open": _OPEN & Q(choice__in=sorted(TAKEN), refusal=""),
    "later": _OPEN & Q(choice=SlipChoice.LATER.value),
    "faulty": Q(state=SlipState.FAULTY.value),
    "known": Q(state=SlipState.KNOWN.value),
    "done": Q(state=SlipState.DONE.value),
}


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch in the list."""

    id: int
    name: str
    source: str
    brought_by: str
    brought_at: datetime
    state: BatchState
    total: int
    done: int
    kept_until: date


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as one person sees it; `counts` by what a page may be narrowed to, and others."""

    id: int
    name: str
    source: Source
    brought_by: str
    brought_at: datetime
    touched_at: datetime
    heads: Sequence[str]
    guesses: Mapping[int, SlipMeaning]
    samples: Sequence[Sequence[str]]
    columns: Mapping[int, SlipMeaning] | None
    asides: Sequence[str]
    state: BatchState
    note: str
    counts: Mapping[str, int]
    kept_until: date

    @property
    def is_at_work(self) -> bool:
        """Whether a job has it in hand."""
        return self.state in (BatchState.WAITING, BatchState.WORKING)

    @property
    def is_comparing(self) -> bool:
        """Whether what the slips may double is not all known yet."""
        return not self.is_wiped and self.counts["compared"] < self.counts["all"]

    @property
    def is_wiped(self) -> bool:
        """Whether only its results are left."""
        return self.state is BatchState.WIPED

    @property
    def source_label(self) -> str:
        """Who sent it."""
        return SOURCE_LABELS[self.source]


@dataclass(frozen=True, slots=True)
class Alike:
    """A case in sight that a slip may double, as it is now."""

    number: str
    kind: MergeKind
    stage: Stage
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One slip of a page."""

    place: int
    sheet: str
    row: int
    ref: str
    told: str
    contact: str
    spot: str
    received_at: datetime | None
    due_on: date | None
    is_urgent: bool
    communities: Sequence[tuple[str, str]]
    community: str
    category: str
    words: Sequence[str]
    # Which cell, and what is wrong with it.
    faults: Sequence[tuple[str, str]]
    notes: Sequence[str]
    state: SlipState
    alike: Sequence[Alike]
    is_compared: bool
    choice: SlipChoice
    main: str
    refusal: str
    case: str

    @property
    def is_open(self) -> bool:
        """Whether somebody may still decide."""
        return self.state is SlipState.OPEN


@dataclass(frozen=True, slots=True)
class SlipResult:
    """What became of a slip, to be given back to whoever sent it."""

    ref: str
    number: str
    standing: str
    sheet: str
    row: int
    why: str


def batches(actor: Actor, *, limit: int = 20) -> list[BatchLine]:
    """The last batches of the actor's office."""
    is_done = Q(slips__state__in=[SlipState.DONE.value, SlipState.KNOWN.value])
    rows = SlipBatch.objects.visible_to(actor).annotate(
        total=Count("slips"), done=Count("slips", filter=is_done)
    )
    columns = ("id", "name", "source", "brought_by", "brought_at", "state", "touched_at")
    return [
        BatchLine(
            id_, name, SOURCE_LABELS[Source(source)], who, at, BatchState(state), total, done,
            kept_until(touched),
        )
        for id_, name, source, who, at, state, touched, total, done in rows.order_by(
            "-id"
        ).values_list(*columns, "total", "done")[:limit]
    ]  # fmt: skip


def kept_until(touched_at: datetime) -> date:
    """The last day on which a batch is kept that nobody goes on with."""
    return (touched_at + timedelta(days=SLIP_DAYS)).astimezone(SHANGHAI).date()


def batch(actor: Actor, batch_id: int) -> Batch:
    """One batch of the actor's office."""
    row = SlipBatch.objects.visible_to(actor).filter(pk=batch_id).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    counted = {name or "all": Count("pk", filter=only) for name, only in SHOWN.items() if name}
    return Batch(
        id=row.pk,
        name=row.name,
        source=Source(row.source),
        brought_by=row.brought_by,
        brought_at=row.brought_at,
        touched_at=row.touched_at,
        heads=row.heads,
        guesses=columns_of(row.guesses) or {},
        samples=row.samples,
        columns=columns_of(row.columns),
        asides=row.asides,
        state=BatchState(row.state),
        note=row.note,
        counts=Slip.objects.filter(batch=row)
        .order_by()
        .aggregate(
            all=Count("pk"),
            sheets=Count("sheet", distinct=True),
            compared=Count("pk", filter=Q(is_compared=True)),
            **counted,
        ),
        kept_until=kept_until(row.touched_at),
    )


def columns_of(told: Mapping[str, str] | None) -> dict[int, SlipMeaning] | None:
    """What is kept as JSON, as values."""
    if told is None:
        return None
    return {int(place): SlipMeaning(meaning) for place, meaning in told.items() if meaning}


# --- what is remembered -------------------------------------------------------------------------


def layout_key(source: str, heads_key: str) -> str:
    """Under which a layout of a sender is remembered."""
    return f"{source}:{heads_key}"


def head_key(source: str, head: str) -> str:
    """Under which one column of a sender is remembered, in whatever layout."""
    return f"{source}:{title_key(head)}"[:_KEY]


def remembered_layout(actor: Actor, source: str, heads_key: str) -> dict[int, SlipMeaning] | None:
    """What the office said of these very heads of this sender."""
    rows = _remembered(actor, LAYOUT).filter(key=layout_key(source, heads_key))
    return columns_of(rows.values_list("value", flat=True).first())


def columns_offered(actor: Actor, one: Batch) -> dict[int, SlipMeaning]:
    """For each column what was said of its head before, else what it seems to mean."""
    keys = {head_key(one.source, head): place for place, head in enumerate(one.heads) if head}
    rows = _remembered(actor, HEAD).filter(key__in=list(keys))
    said = {keys[key]: str(value) for key, value in rows.values_list("key", "value")}
    found = {place: SlipMeaning(meaning) for place, meaning in said.items() if meaning}
    for place, meaning in one.guesses.items():
        if place not in said and meaning not in found.values():
            found[place] = meaning
    return found


def _remembered(actor: Actor, kind: str) -> QuerySet[MappingChoice]:
    return MappingChoice.objects.filter(area_id=actor.area_code, kind=kind)


# --- rows ---------------------------------------------------------------------------------------


def slips(actor: Actor, batch_id: int, shown: str, window: Window) -> Found[SlipLine]:
    """A page of the slips of a batch."""
    rows = _rows(actor, batch_id).filter(SHOWN.get(shown, Q()))
    page = list(rows.select_related("case").order_by("place")[window.offset : window.until])
    numbers = {told["number"] for row in page for told in row.alike}
    cases = Case.objects.visible_to(actor).filter(number__in=numbers).order_by()
    known = {case.number: case for case in cases.only("number", "stage", "summary")}
    return Found([_line(row, known) for row in page], rows.count())


def _rows(actor: Actor, batch_id: int) -> QuerySet[Slip]:
    return Slip.objects.filter(batch__in=SlipBatch.objects.visible_to(actor).filter(pk=batch_id))


def _line(row: Slip, known: Mapping[str, Case]) -> SlipLine:
    return SlipLine(
        place=row.place, sheet=row.sheet, row=row.row, ref=row.ref, told=row.told,
        contact=row.contact, spot=row.spot, received_at=row.received_at, due_on=row.due_on,
        is_urgent=row.urgency == Urgency.URGENT,
        communities=[(code, name) for code, name in row.communities],
        community=row.community, category=row.category, words=row.words,
        faults=[(cell, what) for _, cell, what in row.faults],
        notes=row.notes, state=SlipState(row.state), choice=SlipChoice(row.choice),
        alike=[
            _alike(told, known[told["number"]]) for told in row.alike if told["number"] in known
        ],
        is_compared=row.is_compared,
        main=row.main, refusal=row.refusal, case=row.case.number if row.case else "",
    )  # fmt: skip


def _alike(told: Mapping[str, str], case: Case) -> Alike:
    return Alike(case.number, MergeKind(told["kind"]), Stage(case.stage), case.summary, told["why"])


def faults(actor: Actor, batch_id: int, *, limit: int) -> list[str]:
    """What is wrong with the rows, all at once, in the order of the file."""
    rows = _rows(actor, batch_id).filter(SHOWN["faulty"]).order_by("place")
    told = rows.values_list("faults", flat=True)[:limit]
    return [_sentence(fault) for faults in told for fault in faults][:limit]


def _sentence(fault: Sequence[str]) -> str:
    where, cell, what = fault
    return f"{where} {cell}：{what}".strip()


def results(actor: Actor, batch_id: int) -> Iterator[SlipResult]:
    """What became of every slip, in the order of the file."""
    rows = _rows(actor, batch_id).select_related("case__parent").order_by("place")
    for row in rows.iterator(chunk_size=1_000):
        yield SlipResult(
            row.ref, row.case.number if row.case else "", _standing(row), row.sheet, row.row,
            row.refusal or "；".join(f"{cell}：{what}" for _, cell, what in row.faults),
        )  # fmt: skip


def _standing(row: Slip) -> str:
    if row.case is None:
        return "未登记" if row.state == SlipState.OPEN else SLIP_STATE_LABELS[SlipState(row.state)]
    stage = STAGE_LABELS[Stage(row.case.stage)]
    main = f"，主件 {row.case.parent.number}" if row.case.parent else ""
    before = "（以前登记）" if row.state == SlipState.KNOWN else ""
    return f"{stage}{main}{before}"


def registered_before(actor: Actor, source: str, refs: Iterable[str]) -> dict[str, int]:
    """Cases in sight with these numbers of this sender; void ones are none."""
    rows = Case.objects.visible_to(actor).filter(source=source, source_ref__in=set(refs) - {""})
    standing = rows.exclude(stage=Stage.VOID.value).order_by("-id")
    return dict(standing.values_list("source_ref", "id"))
