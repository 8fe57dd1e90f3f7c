"""What the company does at its door: it answers with its photos, pleads, takes its own pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock
from tingban.actions.documents import attachments, intake
from tingban.actions.documents.intake import Examined, Upload
from tingban.actions.rectification import answering
from tingban.actions.rectification.answering import Answer
from tingban.actions.rectification.moving import NOT_FOUND
from tingban.data.rectification.models import Order, OrderPlea, Problem
from tingban.kit.text import clean
from tingban.reads.rectification import company_side as reads
from tingban.reads.rectification.company_links import company_of
from tingban.reads.rectification.company_side import Sight
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.sharing import Copy, Sharing
from tingban.rules.documents.uploads import FileKind
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification.stages import OWING

_RULE = "T-P08"
_SHORTEST_PLEA = 5
_PURPOSES = (Purpose.AFTER, Purpose.PUBLICATION, Purpose.VOUCHER)


@dataclass(frozen=True, slots=True)
class Report:
    """整改报告 as it comes through the door; amounts of CAT-7 in 0.01 yuan."""

    text: str
    after: tuple[Upload, ...]
    publication: tuple[Upload, ...] = ()
    owed: int = 0
    repaid: int = 0
    voucher: str = ""
    voucher_files: tuple[Upload, ...] = ()


def answer(*, number: str, report: Report, version: int, actor: Actor, at: datetime) -> None:
    """The company's answer with its files, all or nothing (T-P08).

    The files are looked at before the transaction begins: that may take long, and locks nothing.
    """
    _check_waits(number, actor)
    groups = (report.after, report.publication, report.voucher_files)
    after, publication, vouchers = _examined(groups)
    _check_pictures(after, "整改后照片")
    _check_pictures(publication, "公示照片")
    statement = Answer(
        on=timezone.localdate(at),
        report=report.text,
        after=tuple(it.name for it in after),
        publication=tuple(it.name for it in publication),
        owed=report.owed,
        repaid=report.repaid,
        voucher=report.voucher,
    )
    with transaction.atomic():
        entry = answering.submit_answer(
            number=number, statement=statement, version=version, actor=actor, at=at
        )
        for purpose, files in zip(_PURPOSES, (after, publication, vouchers), strict=True):
            for it in files:
                attachments.attach(
                    subject=reads.answer_subject(number), upload=it.proving(purpose),
                    sharing=Sharing.SHAREABLE, uploaded_by=actor.name, act=entry,
                )  # fmt: skip


def _check_company(actor: Actor) -> None:
    if actor.role is not Role.CO:
        raise NotAllowed("这里只供物业服务企业使用。", rule="DOMAIN 0.3")


def _check_waits(number: str, actor: Actor) -> None:
    """Nobody's files are looked at for a problem that takes no answer."""
    stage = Problem.objects.visible_to(actor).filter(number=number).values_list("stage", flat=True)
    found = stage.first()
    if found is None:
        raise NotFound(NOT_FOUND)
    _check_company(actor)
    if found not in OWING:
        raise NotNow("这个问题现在不用提交整改报告，可能刚刚已经提交过。请回到上一页查看。")


def _examined(groups: Sequence[Sequence[Upload]]) -> list[list[Examined]]:
    """Each group by itself; all faults are told at once."""
    found: list[list[Examined]] = []
    faults: list[str] = []
    for group in groups:
        try:
            found.append(intake.examine(group) if group else [])
        except Refused as refusal:
            faults.append(refusal.sentence)
    if faults:
        raise Refused("\n".join(faults), rule=_RULE)
    return found


def _check_pictures(files: Sequence[Examined], what: str) -> None:
    strange = [it.name for it in files if it.type.kind is not FileKind.IMAGE]
    if strange:
        raise Refused(f"{what}须是照片，“{strange[0]}”不是。", rule=_RULE)


@transaction.atomic
def plead(*, number: str, text: str, actor: Actor, at: datetime) -> None:
    """陈述、申辩 against an order that was received; it stops no term."""
    told = clean(text)
    order = lock(Order.objects.visible_to(actor), reads.NOT_FOUND, number=number)
    _check_company(actor)
    company = company_of(order)
    if company is None or company.uscc != actor.unit_code:
        raise NotFound(reads.NOT_FOUND)
    if order.withdrawn_on is not None or order.served_on is None:
        raise NotNow("请先签收通知书，再提出陈述、申辩。")
    if len(told) < _SHORTEST_PLEA:
        raise Refused("请写明对哪一项有异议，以及事实和理由。")
    entry = log.record(
        actor=actor, at=at, act="rectification.order_pleaded", subject=f"order:{number}",
        change=(None, {"text": told}),
    )  # fmt: skip
    plea = OrderPlea(order=order, company=company, on=timezone.localdate(at), text=told)
    facts.append(plea, act=entry)


def hand_out(
    *, order: str, attachment_id: int, copy: Copy, actor: Actor, only: str = ""
) -> tuple[str, str, bytes]:
    """One copy of a picture of its own: name, content type, bytes."""
    row = reads.file(Sight(actor, only), order, attachment_id)
    if copy not in reads.copies(row):
        raise NotFound(reads.NOT_FOUND)
    return attachments.read_copy(row, copy)
