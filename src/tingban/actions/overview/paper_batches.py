"""Many papers at once: asked on the desk, worked off by a job; killed, it goes on where it was."""

import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import once
from tingban.actions.documents import papers
from tingban.data.documents.models import PaperBatch, PaperBatchItem
from tingban.gateways import queue
from tingban.gateways.files import PAPERS, Missing
from tingban.kit.clock import SHANGHAI
from tingban.kit.file_names import clean_file_name
from tingban.reads import accounts
from tingban.reads.documents import paper_batches as reads
from tingban.reads.documents.papers import paper_card
from tingban.reads.overview.sheets import sheet_of
from tingban.reads.rectification.order_papers import signed_paper
from tingban.reports.documents.paper_docx import paper_docx
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.reports.rectification import order_text
from tingban.reports.rectification.order_files import ORDER_FILES
from tingban.rules.actors import Actor, Role
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents.batches import (
    KEPT_DAYS,
    MOST_ATTEMPTS,
    UNFINISHED,
    BatchKind,
    BatchState,
    ItemState,
    check_count,
)
from tingban.rules.documents.templates import thaw
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused

_ACT: Final = "documents.batch_asked"
_GIVEN_UP: Final = "这个批次一再中断，已停止。已办的有效，其余请重新提交；仍不行请联系系统管理员。"
_FORMS: Final = (("pdf", paper_pdf), ("docx", paper_docx))
_POST_LOST: Final = "您提交之后岗位已变动，剩下的没有办理。"
_log: Final = logging.getLogger(__name__)


@transaction.atomic
def start_batch(
    *,
    kind: BatchKind,
    seen: Mapping[str, str],
    on: date | None,
    actor: Actor,
    at: datetime,
    form: str,
) -> int:
    """Queue it; the answer is its number. `seen` are the papers by their keys, each as it was seen
    (`Filled.mark`): no other is signed; where they are only printed the marks are empty."""
    check_count(len(seen))
    if kind is BatchKind.SIGN:
        check_day(on or date.min, today=at.astimezone(SHANGHAI).date(), what="签发日期")
    if actor.user_id is None:
        raise NotAllowed("批量办理须由登录的人员提交。", rule="DOMAIN 0.3")

    def write() -> str:
        row = PaperBatch.objects.create(
            owner_id=actor.person_id,
            owner_name=actor.name,
            role=actor.role.value,
            unit_code=actor.unit_code,
            ip=actor.ip,
            kind=kind.value,
            on=on,
            asked_at=at,
        )
        PaperBatchItem.objects.bulk_create(
            PaperBatchItem(batch=row, place=place, key=key, seen=mark)
            for place, (key, mark) in enumerate(seen.items(), 1)
        )
        told = {"kind": kind.value, "count": len(seen), "form": form}
        log.record(actor=actor, at=at, act=_ACT, subject=f"batch:{row.pk}", change=(None, told))
        queue.defer("documents.batch", batch=row.pk)
        return str(row.pk)

    return int(once(form, act=_ACT, actor=actor, at=at, write=write))


def work_off(*, batch_id: int, now: Callable[[], datetime]) -> None:
    """Do what is left of a batch, each at its own moment; called by the job, safe twice."""
    at = now()
    batch = _begin(batch_id, at)
    if batch is None:
        return
    try:
        actor = _asked_by(batch, at)
        if batch.kind == BatchKind.SIGN:
            _each(batch, lambda item: _sign(item, batch, actor, now()))
        else:
            _print(batch, actor)
    except Refused as refusal:
        _end(batch, now(), BatchState.FAILED, refusal.sentence)
    else:
        _end(batch, now(), BatchState.DONE)


def _begin(batch_id: int, at: datetime) -> PaperBatch | None:
    """Count the attempt; one that has killed its worker again and again is given up."""
    with transaction.atomic():
        batch = PaperBatch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None or batch.state not in UNFINISHED:
            return None
        batch.attempts += 1
        batch.state = BatchState.WORKING.value
        batch.save(update_fields=["attempts", "state"])
    if batch.attempts > MOST_ATTEMPTS:
        _log.error("a batch of papers was given up", extra={"run": batch_id})
        _end(batch, at, BatchState.FAILED, _GIVEN_UP)
        return None
    return batch


def _end(batch: PaperBatch, at: datetime, state: BatchState, note: str = "") -> None:
    batch.state, batch.note, batch.ended_at = state.value, note[:500], at
    batch.save(update_fields=["state", "note", "ended_at"])


def _asked_by(batch: PaperBatch, at: datetime) -> Actor:
    """Whoever asked, in the post then held; for a post that was lost nothing is done."""
    person = accounts.person(batch.owner_id, on=at.astimezone(SHANGHAI).date())
    for post in person.open_posts if person else ():
        if person and (post.unit_code, post.role) == (batch.unit_code, Role(batch.role)):
            return person.acting(post, ip=batch.ip)
    raise NotAllowed(_POST_LOST, rule="DOMAIN 0.3")


def _each(batch: PaperBatch, do: Callable[[PaperBatchItem], str]) -> None:
    """One after the other, each in a transaction with its own mark."""
    for item in batch.items.filter(state=ItemState.WAITING.value).order_by("place"):
        try:
            with transaction.atomic():
                item.note, item.state = do(item)[:1000], ItemState.DONE.value
                item.save(update_fields=["note", "state"])
        except Refused as refusal:
            item.note, item.state = refusal.sentence[:1000], ItemState.REFUSED.value
            item.save(update_fields=["note", "state"])


def _sign(item: PaperBatchItem, batch: PaperBatch, actor: Actor, at: datetime) -> str:
    line = paper_card(actor, item.key).line
    return papers.sign_as_seen(
        paper=line.key,
        sheet=sheet_of(line.template),
        on=batch.on or at.astimezone(SHANGHAI).date(),
        seen=item.seen,
        actor=actor,
        at=at,
    )


def _print(batch: PaperBatch, actor: Actor) -> None:
    """All of them into one file; begun again after a kill, because half a file is none."""
    batch.items.update(state=ItemState.WAITING.value, note="")
    target = BytesIO()
    write = _order_files if batch.kind == BatchKind.ORDERS else _paper_files
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:

        def add(item: PaperBatchItem) -> str:
            name, files = write(actor, item.key)
            for ending, data in files.items():
                archive.writestr(clean_file_name(f"{item.place:03d} {name}", ending), data)
            return name

        _each(batch, add)
    if batch.items.filter(state=ItemState.DONE.value).exists():
        data = target.getvalue()
        batch.digest, batch.size = PAPERS.keep(data), len(data)
        batch.save(update_fields=["digest", "size"])


def _paper_files(actor: Actor, key: str) -> tuple[str, dict[str, bytes]]:
    card = paper_card(actor, key)
    sheet = sheet_of(card.line.template)
    if card.kept is None or card.line.signed_on is None:
        raise NotNow("还没有签发，不能批量打印。")
    if sheet.template.readers and not sheet.sees(actor, card.line.subject_key):
        raise NotFound("所属事项您无权查看。")
    text, on = thaw(card.kept), card.line.signed_on
    name = f"{text.title} {text.number}".strip()
    return name, {ending: write(text, on) for ending, write in _FORMS}


def _order_files(actor: Actor, number: str) -> tuple[str, dict[str, bytes]]:
    """Without the company's link, as whoever only reads gets it."""
    paper = signed_paper(actor, number)
    text = order_text.thaw(paper.kept)
    files = {ending: write(text, paper.issued_on) for ending, write in ORDER_FILES.items()}
    return text.heading, files


@transaction.atomic
def take_printed(*, batch_id: int, actor: Actor, at: datetime) -> tuple[str, bytes]:
    """The printed file, for whoever asked; that it was taken is logged."""
    name, digest = reads.printed_file(actor, batch_id)
    try:
        data = PAPERS.read(digest)
    except Missing as error:
        raise NotFound(reads.FILE_GONE) from error
    log.record(
        actor=actor, at=at, act="documents.batch_taken", subject=f"batch:{batch_id}", note=name
    )
    return name, data


def forget_printed(*, at: datetime) -> int:
    """Drop files that were printed some days ago; how many went."""
    border = at - timedelta(days=KEPT_DAYS)
    PaperBatch.objects.filter(ended_at__lt=border).exclude(digest="").update(digest="")
    gone = 0
    # A file that was just kept waits here for its row.
    for digest in PAPERS.older_than(24 * 3600):
        if not PaperBatch.objects.filter(digest=digest).exists():
            PAPERS.drop(digest)
            gone += 1
    return gone
