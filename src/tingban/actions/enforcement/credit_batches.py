"""Files for the platform: made with the step that sends, carried by a job, settled (AMB-29).

The bytes are frozen when the push leaves; a job hands them over and says how it went, each in a
transaction of its own. A worker that dies between the two hands over the same file again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.documents import issue
from tingban.actions.rectification.proceedings import Told, begin, end, step
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import CreditBatch, CreditPush
from tingban.gateways import queue
from tingban.gateways.files import CREDIT as SHELF
from tingban.gateways.files import Missing
from tingban.kit.text import clean_line
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.rectification.proceedings import course_of, standing_moves
from tingban.reports.enforcement.credit_files import write_pushes
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.enforcement.credit_guards import wording_of
from tingban.rules.enforcement.credit_stages import (
    LEAVING,
    CreditAct,
    CreditKind,
    CreditStage,
)
from tingban.rules.errors import NotFound, Refused
from tingban.rules.rectification.course import Done

MOST_AT_ONCE: Final = 200
_GONE: Final = "报送文件的内容丢失，请重新发出"
_LEADS: Final = {CreditStage.REVIEWED: CreditAct.SEND, CreditStage.FAILED: CreditAct.RETRY}


@transaction.atomic
def send_together(*, numbers: Sequence[str], form: str, actor: Actor, at: datetime) -> str:
    """Send several pushes of one kind and county in one file, all or none; its number."""
    wanted = sorted(set(numbers))
    if not wanted:
        raise Refused("请至少选择一条信用推送。")
    if len(wanted) > MOST_AT_ONCE:
        raise Refused(f"一次最多发出 {MOST_AT_ONCE} 条，请分几次办理。")
    told = Told(timezone.localdate(at), answers={"format": form})
    entry, rows = None, []
    for number in wanted:
        turn = begin(CREDIT, number=number, actor=actor, at=at)
        act = _LEADS.get(CreditStage(turn.row.stage), CreditAct.SEND)
        entry = step(turn, act, told)
        end(turn)
        rows.append(turn.row)
    if entry is None or len({(_kind(row), row.county_id) for row in rows}) > 1:
        raise Refused("一份文件只装同一个县、同一类信息，请分开发出。")
    return write_batch(rows, form, act=entry, actor=actor)


def write_batch(rows: Sequence[Any], form: str, *, act: Entry, actor: Actor) -> str:
    """The file of these pushes as they read now, and the job that carries it."""
    first = rows[0]
    head = f"XB-{first.county_id}-{act.at:%Y}"
    number = issue(
        head,
        lambda sequence: f"{head}-{sequence:06d}",
        lambda it: CreditBatch.objects.filter(number=it).exists(),
    )
    data = write_pushes(
        _kind(first), [_values(row, act.at) for row in rows], form=form,
        made_by=actor.unit_name, at=act.at,
    )  # fmt: skip
    row = CreditBatch(
        number=number,
        county_id=first.county_id,
        kind=_kind(first).value,
        pushes=[row.number for row in rows],
        name=f"{number}.{form}",
        digest=SHELF.keep(data),
        size=len(data),
    )
    facts.append(row, act=act)
    queue.defer("enforcement.deliver_credit", batch=number)
    return number


def _kind(row: Any) -> CreditKind:
    return CreditKind(row.kind)


def _values(row: Any, at: datetime) -> dict[str, Any]:
    return wording_of(course_of(CREDIT, row, today=timezone.localdate(at)))


def is_waiting(number: str) -> bool:
    """Whether some push still waits for this file to be carried."""
    return number in waiting_batches()


def file_of(number: str) -> tuple[CreditBatch, bytes]:
    """The batch and its bytes; only for jobs, which act for everybody."""
    row = CreditBatch.objects.get(number=number)
    try:
        return row, SHELF.read(row.digest)
    except Missing:
        raise Refused(_GONE) from None


@transaction.atomic
def delivered(*, batch: str, file: str, at: datetime) -> int:
    """The file lies where the platform's clerk finds it; how many pushes were told so."""
    row = CreditBatch.objects.get(number=batch)
    told = Told(timezone.localdate(at), answers={"file": file, "digest": row.digest})
    return _settle(row, CreditAct.DELIVER, told, at)


@transaction.atomic
def not_delivered(*, batch: str, words: str, at: datetime) -> int:
    """It was not taken; the pushes stand as failed until somebody tries again."""
    row = CreditBatch.objects.get(number=batch)
    told = Told(timezone.localdate(at), reason=clean_line(words))
    return _settle(row, CreditAct.FAIL, told, at)


def _settle(batch: CreditBatch, act: CreditAct, told: Told, at: datetime) -> int:
    """Each push that still waits for this file; safe twice."""
    done = 0
    for number in sorted(batch.pushes):
        turn = begin(CREDIT, number=number, actor=SYSTEM, at=at)
        if turn.row.stage == CreditStage.SENT and _waits(turn.moves) and _is_newest(number, batch):
            step(turn, act, told)
            end(turn)
            done += 1
    return done


def _waits(moves: Sequence[Done]) -> bool:
    """Whether the file that left last has not been carried yet."""
    way = [move.act for move in moves if move.act in (*LEAVING, CreditAct.DELIVER)]
    return bool(way) and way[-1] in (CreditAct.SEND, CreditAct.RETRY)


def _is_newest(number: str, batch: CreditBatch) -> bool:
    newest = CreditBatch.objects.standing().filter(pushes__contains=[number]).latest("id")
    return bool(newest.pk == batch.pk)


@transaction.atomic
def take_batch(*, number: str, actor: Actor, at: datetime) -> tuple[str, bytes]:
    """Name and content of a file that was sent; that it was taken is logged."""
    row = CreditBatch.objects.visible_to(actor).filter(number=number).first()
    if row is None:
        raise NotFound("没有找到这份报送文件，或者它不在您的辖区内。")
    try:
        data = SHELF.read(row.digest)
    except Missing as error:
        raise NotFound(f"{_GONE}。") from error
    log.record(
        actor=actor, at=at, act="enforcement.credit_file_taken", subject=f"credit_batch:{number}",
        note=row.name,
    )  # fmt: skip
    return row.name, data


def waiting_batches() -> list[str]:
    """Files that no job has carried yet; told anew where a worker died."""
    rows = CreditPush.objects.filter(stage=CreditStage.SENT.value)
    numbers = [row.number for row in rows if _waits(standing_moves(CREDIT, row))]
    batches = CreditBatch.objects.standing().filter(pushes__overlap=numbers).order_by("id")
    return [it.number for it in batches if any(_is_newest(one, it) for one in it.pushes)]
