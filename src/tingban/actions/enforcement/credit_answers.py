"""What comes back from the platform: receipts of many pushes, and lists to hold ours against."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.enforcement.credit_pushes import take_credit_step
from tingban.actions.rectification.proceedings import Told
from tingban.data.enforcement.models import CreditCheck, CreditPush
from tingban.gateways.files import CREDIT as SHELF
from tingban.kit.csvtable import read_csv
from tingban.kit.workbook import NotAWorkbook, open_workbook
from tingban.reads.enforcement.credit import CREDIT
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.actors import Actor, check_writes
from tingban.rules.enforcement.credit_guards import wording_of
from tingban.rules.enforcement.credit_lists import (
    Answered,
    Cells,
    differences,
    read_penalties,
    read_receipts,
)
from tingban.rules.enforcement.credit_stages import LEAVING, CreditAct, CreditKind, CreditStage
from tingban.rules.errors import Refused

_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_SHOWN: Final = 5
_MOST: Final = 2000
_GONE: Final = (CreditStage.WITHDRAWN, CreditStage.REPAIRED)
_NEVER: Final = (
    CreditStage.DUE, CreditStage.BUILT, CreditStage.DROPPED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """An uploaded file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """How a list of receipts was taken in."""

    acknowledged: int
    refused: int


@transaction.atomic
def take_receipts(*, file: Brought, actor: Actor, at: datetime) -> Taken:
    """A step for each line of the list, or none at all where one does not fit."""
    answers = read_receipts(_cells(file.data))
    if not answers:
        raise Refused("文件里没有回执。")
    if len(answers) > _MOST:
        raise Refused(f"一次最多导入 {_MOST} 条回执，请分几个文件上传。")
    faults, done = [], Taken(0, 0)
    for answer in answers:
        try:
            _take_one(answer, actor, at)
        except Refused as refusal:
            faults.append(f"第 {answer.line} 行：{refusal.sentence}")
            continue
        done = replace(
            done,
            refused=done.refused + answer.is_refused,
            acknowledged=done.acknowledged + (not answer.is_refused),
        )
    if faults:
        more = f"另有 {len(faults) - _SHOWN} 行。" if len(faults) > _SHOWN else ""
        raise Refused(
            f"有 {len(faults)} 行没有导入，一条也没有写入。{''.join(faults[:_SHOWN])}{more}"
        )
    log.record(
        actor=actor, at=at, act="enforcement.credit_receipts_taken", subject="platform:credit",
        note=file.name[:96],
        change=(None, {"count": len(answers), "sm3": SHELF.keep(file.data)}),
    )  # fmt: skip
    return done


def _take_one(answer: Answered, actor: Actor, at: datetime) -> None:
    rows = CreditPush.objects.visible_to(actor).exclude(stage=CreditStage.DROPPED.value)
    if answer.push:
        rows = rows.filter(number=answer.push)
    elif answer.number:
        rows = rows.filter(kind=CreditKind.PENALTY.value, about=answer.number)
    else:
        raise Refused("没有推送编号，也没有文号。")
    row = rows.first()
    if row is None:
        raise Refused(f"没有找到 {answer.push or answer.number} 的推送。")
    if not answer.is_refused and not answer.receipt:
        raise Refused("没有回执编号。")
    act = CreditAct.REFUSE if answer.is_refused else CreditAct.ACKNOWLEDGE
    told = {} if answer.is_refused else {"receipt": answer.receipt}
    why = (answer.why or "平台退回，没有写明原因") if answer.is_refused else ""
    take_credit_step(
        number=row.number, act=act, told=Told(timezone.localdate(at), why, told), version=None,
        actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def check_month(*, month: date, file: Brought, actor: Actor, at: datetime) -> int:
    """Hold the month's pushes of the actor's own area against a list that came back; kept."""
    area = actor.area_code
    check_writes(actor, area)
    first = month.replace(day=1)
    if first > timezone.localdate(at):
        raise Refused("这个月还没有到，请核对月份。")
    theirs = read_penalties(_cells(file.data))
    ours, known, ended = _ours(actor, first)
    found = differences(ours, theirs, known=known, ended=ended)
    row = CreditCheck(
        county_id=area,
        month=first,
        name=file.name[:96],
        digest=SHELF.keep(file.data),
        ours=len(ours),
        theirs=len(theirs),
        found=[asdict(it) for it in found],
    )
    entry = log.record(
        actor=actor, at=at, act="enforcement.credit_checked",
        subject=f"credit_check:{area}-{first:%Y-%m}", note=row.name,
        change=(None, {
            "month": first.isoformat(), "ours": row.ours, "theirs": row.theirs,
            "count": len(found), "sm3": row.digest,
        }),
    )  # fmt: skip
    facts.append(row, act=entry)
    return row.pk


def _ours(
    actor: Actor, month: date
) -> tuple[dict[str, dict[str, Any]], frozenset[str], frozenset[str]]:
    """What left in the month as it left; what left at another time; what was taken back."""
    rows = CreditPush.objects.visible_to(actor).filter(kind=CreditKind.PENALTY.value)
    ours: dict[str, dict[str, Any]] = {}
    known, ended = set(), set()
    for row in rows.exclude(stage__in=[stage.value for stage in _NEVER]).order_by("id"):
        course = course_of(CREDIT, row, today=month)
        last = max((at for at, it in enumerate(course.moves) if it.act in LEAVING), default=None)
        if row.stage in _GONE:
            ended.add(row.about)
        elif last is not None and course.moves[last].on.replace(day=1) == month:
            ours[row.about] = wording_of(replace(course, moves=course.moves[: last + 1]))
        elif last is not None:
            known.add(row.about)
    return ours, frozenset(known), frozenset(ended)


def _cells(data: bytes) -> Cells:
    """The first sheet of a workbook, or a csv."""
    try:
        if data.startswith((_ZIP, _COMPOUND)):
            book = open_workbook(data)
            rows: Sequence[Sequence[object]] = book.sheet(book.sheet_names[0]).rows
            return rows
        return read_csv(data)
    except NotAWorkbook as refusal:
        raise Refused(str(refusal)) from refusal
