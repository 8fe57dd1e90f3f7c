"""Slips come in: brought, their columns told and remembered, looked at, wiped after some days."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import log
from tingban.actions.audit.locking import hold, lock
from tingban.actions.complaints.cases import level_of
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.slip_books import kept_book, open_slips, read_slips
from tingban.actions.exchange.slip_checking import write_slips
from tingban.actions.exchange.slip_comparing import compare_slips
from tingban.data.exchange.models import MappingChoice, Slip, SlipBatch
from tingban.gateways import queue
from tingban.gateways.files import SLIPS, Missing
from tingban.kit.digests import sm3
from tingban.reads.exchange import slips as reads
from tingban.rules.actors import Actor
from tingban.rules.complaints.flow import CASE_FLOW, Standpoint
from tingban.rules.complaints.guards import Situation, as_if_filled
from tingban.rules.complaints.sources import Source
from tingban.rules.complaints.stages import Act
from tingban.rules.errors import Conflict, NotNow
from tingban.rules.exchange.slip_heads import SlipBook, SlipMeaning, check_slip_columns
from tingban.rules.exchange.slip_states import (
    AT_ONCE,
    SLIP_DAYS,
    BatchState,
    SlipState,
    check_sender,
)
from tingban.rules.exchange.slips import sample

GONE: Final = "这份转办件的内容已经清除，请把文件再上传一次；登记过的会自动认出来。"
AT_WORK: Final = "这份转办件正在处理，请等它做完。"
_SAMPLES: Final = 3
_UNFINISHED: Final = (BatchState.WAITING.value, BatchState.WORKING.value)


# --- brought ------------------------------------------------------------------------------------


@transaction.atomic
def bring_slips(*, upload: Upload, source: Source, actor: Actor, at: datetime) -> int:
    """Keep the file sealed and look at its rows where their columns are known.

    The same file of the same sender goes on where it was.
    """
    check_sender(source)
    check_registers(actor, source, at)
    digest = sm3(upload.data)
    hold(f"slips:{actor.area_code}:{source.value}:{digest}")
    begun = (
        SlipBatch.objects.visible_to(actor)
        .filter(source=source.value, digest=digest)
        .exclude(state=BatchState.WIPED.value)
        .order_by("-id")
        .first()
    )
    if begun is not None:
        _touch(begun, at)
        return begun.pk
    book = open_slips(upload.data)
    hold(f"slipfile:{digest}")
    SLIPS.keep(upload.data)
    batch = _new_batch(upload.name, source, book, actor=actor, at=at)
    batch.digest = digest
    batch.save()
    log.record(
        actor=actor, at=at, act="exchange.slips_brought", subject=f"slips:{batch.pk}",
        note=batch.name, change=(None, {"source": source.value, "rows": book.count()}),
    )  # fmt: skip
    columns = reads.remembered_layout(actor, source.value, batch.heads_key)
    if columns is not None:
        _look(batch, book, columns, actor=actor)
    return batch.pk


def check_registers(actor: Actor, source: Source, at: datetime) -> None:
    """Refuse at once whoever could register none of them (T-C02)."""
    level = level_of(actor.area_code).value
    own = Standpoint(actor.area_code, "", "", level, source.value)
    now = as_if_filled(Situation(at=at, today=timezone.localdate(at)))
    CASE_FLOW.check(Act.REGISTER, None, actor=actor, sides=own.sides(actor), now=now)


def _new_batch(
    name: str, source: Source, book: SlipBook, *, actor: Actor, at: datetime
) -> SlipBatch:
    return SlipBatch(
        owner_id=actor.person_id, owner_name=actor.name, role=actor.role.value,
        unit_code=actor.unit_code, ip=actor.ip, area_id=actor.area_code, source=source.value,
        name=name[:200], brought_by=actor.name, brought_at=at, touched_at=at, heads=book.heads,
        heads_key=book.key, guesses=_as_json(book.guesses), samples=_samples(book),
        asides=book.asides,
    )  # fmt: skip


def _as_json(columns: Mapping[int, SlipMeaning]) -> dict[str, str]:
    return {str(place): meaning.value for place, meaning in columns.items()}


def _samples(book: SlipBook) -> list[list[str]]:
    """The first values of each column, as far as they may be seen."""
    found: list[dict[str, None]] = [{} for _ in book.heads]
    for _, cells in book.tables[0].rows():
        for told, cell in zip(found, cells, strict=False):
            if cell != "" and len(told) < _SAMPLES:
                told[sample(cell)] = None
        if all(len(told) == _SAMPLES for told in found):
            break
    return [list(told) for told in found]


def _touch(batch: SlipBatch, at: datetime) -> None:
    batch.touched_at = at
    batch.save(update_fields=["touched_at"])


def _look(
    batch: SlipBatch, book: SlipBook, columns: Mapping[int, SlipMeaning], *, actor: Actor
) -> None:
    """Read every row by these columns, in the place of what was read before."""
    batch.columns = _as_json(columns)
    batch.save(update_fields=["columns"])
    read = read_slips(book, columns, area=batch.area_id, at=batch.brought_at)
    Slip.objects.filter(batch=batch).delete()
    write_slips(batch, list(read), actor=actor)
    if batch.slips.filter(is_compared=False).count() > AT_ONCE:
        queue.defer("exchange.compare_slips", batch=batch.pk)
    else:
        compare_slips(batch, actor)


# --- columns told -------------------------------------------------------------------------------


def open_batch(batch_id: int, actor: Actor, at: datetime) -> SlipBatch:
    """The locked batch, while its content is there and no job has it in hand."""
    batch = lock(SlipBatch.objects.visible_to(actor), reads.NOT_FOUND, pk=batch_id)
    check_registers(actor, Source(batch.source), at)
    if batch.state == BatchState.WIPED:
        raise NotNow(GONE)
    if batch.state in _UNFINISHED:
        raise Conflict(AT_WORK)
    return batch


@transaction.atomic
def choose_slip_columns(
    *, batch_id: int, columns: Mapping[int, SlipMeaning], actor: Actor, at: datetime
) -> None:
    """Say which column means what; remembered for the next file of this sender."""
    batch = open_batch(batch_id, actor, at)
    check_slip_columns(columns)
    if batch.slips.filter(state=SlipState.DONE.value).exists():
        raise NotNow("已经有登记了的行，不能再改列的对应。改好文件再上传，登记过的会自动认出来。")
    _touch(batch, at)
    _remember(batch, columns)
    try:
        _look(batch, kept_book(batch), columns, actor=actor)
    except Missing as error:
        raise NotNow(GONE) from error


def _remember(batch: SlipBatch, columns: Mapping[int, SlipMeaning]) -> None:
    """The whole layout, and each head by itself: next week there may be one column more."""
    layout = _as_json(columns)
    heads = {
        reads.head_key(batch.source, head): layout.get(str(place), "")
        for place, head in enumerate(batch.heads)
        if head
    }
    _keep(batch.area_id, reads.LAYOUT, {reads.layout_key(batch.source, batch.heads_key): layout})
    _keep(batch.area_id, reads.HEAD, heads)


def _keep(area: str, kind: str, told: Mapping[str, object]) -> None:
    MappingChoice.objects.bulk_create(
        [
            MappingChoice(area_id=area, kind=kind, key=key, value=value)
            for key, value in sorted(told.items())
        ],
        update_conflicts=True,
        update_fields=["value"],
        unique_fields=["area", "kind", "key"],
    )


# --- wiped --------------------------------------------------------------------------------------


@transaction.atomic
def drop_slips(*, batch_id: int, actor: Actor, at: datetime) -> str:
    """Wipe a batch that is wanted no longer; cases stay. The answer is its name."""
    batch = open_batch(batch_id, actor, at)
    log.record(
        actor=actor, at=at, act="exchange.slips_dropped", subject=f"slips:{batch.pk}",
        note=batch.name,
    )  # fmt: skip
    _wipe([batch.pk])
    return batch.name


def forget_slips(*, at: datetime) -> int:
    """Wipe batches that nobody has gone on with for a week; how many."""
    border = at - timedelta(days=SLIP_DAYS)
    rows = SlipBatch.objects.filter(touched_at__lt=border).exclude(
        state__in=[*_UNFINISHED, BatchState.WIPED.value]
    )
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        _wipe(ids)
    for digest in SLIPS.older_than(24 * 3600):
        with transaction.atomic():
            _drop_file(digest)
    return len(ids)


def _wipe(ids: Sequence[int]) -> None:
    """Leave nothing of a batch but which number became which case."""
    batches = SlipBatch.objects.filter(pk__in=ids)
    batches.update(state=BatchState.WIPED.value, samples=[])
    slips = Slip.objects.filter(batch__in=ids)
    blank = {"told": "", "contact": "", "spot": ""}
    slips.update(**blank, words=[], notes=[], communities=[], marks=[], alike=[])
    for digest in sorted(set(batches.order_by().values_list("digest", flat=True))):
        _drop_file(digest)


def _drop_file(digest: str) -> None:
    """Keep a file no longer that no batch needs; one that is just brought waits for its row."""
    hold(f"slipfile:{digest}")
    needing = SlipBatch.objects.filter(digest=digest).exclude(state=BatchState.WIPED.value)
    if not needing.exists():
        SLIPS.drop(digest)
