"""A case led along its table by the people whose steps they are (DOMAIN 3.1)."""

from datetime import datetime

from tests.people import NOW, head, person
from tingban.actions.complaints import (
    answering,
    assigning,
    ending,
    merging,
    receipts,
    taking_up,
    verifying,
)
from tingban.data.complaints.models import Case
from tingban.rules.actors import CITY_CODE, Actor, Role
from tingban.rules.complaints.stages import (
    AnsweredTo,
    AnswerWay,
    CaseKind,
    Finding,
    MergeKind,
    RejectReason,
    Stage,
)

TOLD = answering.Contacting(AnswerWay.PHONE, reached=True)


def staff(case: Case) -> tuple[Actor, Actor, Actor]:
    """Who hands out, who handles, and who reviews a case of this ledger."""
    if case.unit_id == CITY_CODE:
        office = person(Role.M_OP)
        return office, office, person(Role.M_LD)
    chief = head(case.unit_id)
    return chief, person(Role.C_OP, case.unit_id), chief


def seen(case: Case, actor: Actor, at: datetime = NOW) -> dict[str, object]:
    case.refresh_from_db()
    return {"number": case.number, "version": case.version, "actor": actor, "at": at}


def accept(
    case: Case,
    on: datetime,
    *,
    actor: Actor | None = None,
    kind: CaseKind = CaseKind.COMPLAINT,
    at: datetime = NOW,
) -> None:
    taking_up.accept_case(**seen(case, actor or staff(case)[1], at), kind=kind, on=on)
    case.refresh_from_db()


def hand_out(case: Case, at: datetime = NOW) -> None:
    handing = assigning.Handing(area=case.unit_id, office="物业科")
    assigning.assign_case(**seen(case, staff(case)[0], at), handing=handing)
    case.refresh_from_db()


def sign_in(case: Case, at: datetime = NOW) -> None:
    assigning.sign_in_case(**seen(case, staff(case)[1], at), impartial=True)
    case.refresh_from_db()


def report(case: Case, at: datetime = NOW) -> None:
    words = verifying.Report("已核查", "已答复", "已核查并答复。", finding=Finding.UNTRUE)
    if case.stage == Stage.INV:
        verifying.report_unfounded(**seen(case, staff(case)[1], at), report=words)
    else:
        verifying.report_done(**seen(case, staff(case)[1], at), report=words)
    case.refresh_from_db()


def approve(case: Case, at: datetime = NOW) -> None:
    answering.approve_case(**seen(case, staff(case)[2], at), reply="")
    case.refresh_from_db()


def tell(case: Case, on: datetime, result: str = "已修好", *, at: datetime = NOW) -> None:
    closing = answering.Closing(on, result, TOLD)
    answering.close_case(**seen(case, staff(case)[1], at), closing=closing)
    case.refresh_from_db()


_WAY = (
    (Stage.ACC, hand_out), (Stage.ASG, sign_in), (Stage.INV, report), (Stage.HND, report),
    (Stage.REV, approve),
)  # fmt: skip


def lead_to(case: Case, stage: Stage, at: datetime = NOW) -> None:
    """An accepted case, on from where it stands; to 办理中 over a report that was not enough."""
    case.refresh_from_db()
    if stage == Stage.HND:
        lead_to(case, Stage.REV, at)
        answering.send_for_rework(**seen(case, staff(case)[2], at), reason="还要再核查")
        case.refresh_from_db()
    for start, step in _WAY:
        if case.stage == stage:
            return
        if case.stage == start:
            step(case, at)
    assert case.stage == stage


def close(case: Case, on: datetime, result: str = "已修好", *, at: datetime = NOW) -> None:
    """The whole way from where an accepted case stands."""
    lead_to(case, Stage.FBK, at)
    tell(case, on, result, at=at)


def reopen(
    case: Case, on: datetime, reason: str = "电梯又停了", *, actor: Actor | None = None,
    at: datetime = NOW,
) -> None:  # fmt: skip
    told = answering.Reopening(on, reason)
    answering.reopen_case(**seen(case, actor or staff(case)[2], at), reopening=told)
    case.refresh_from_db()


def merge(
    case: Case,
    main: Case,
    kind: MergeKind = MergeKind.DUPLICATE,
    *,
    actor: Actor | None = None,
    at: datetime = NOW,
) -> None:
    merging.merge_case(**seen(case, actor or staff(case)[1], at), parent=main.number, kind=kind)
    case.refresh_from_db()


def answer_receipt(
    case: Case, words: str = "已修好", *, on: datetime = NOW, actor: Actor | None = None,
    at: datetime = NOW,
) -> None:  # fmt: skip
    """Whoever sent what was merged is told."""
    told = receipts.ReceiptAnswer(on, AnsweredTo.SENDER, AnswerWay.LETTER, words)
    receipts.answer_receipt(**seen(case, actor or staff(case)[1], at), answer=told)
    case.refresh_from_db()


def reject(case: Case, at: datetime = NOW) -> None:
    chief = person(Role.M_LD) if case.unit_id == CITY_CODE else head(case.unit_id)
    taking_up.reject_case(
        **seen(case, chief, at), why=RejectReason.NOT_OURS, reason="请向城管部门反映"
    )
    case.refresh_from_db()


def void(case: Case, at: datetime = NOW) -> None:
    chief = person(Role.M_LD) if case.unit_id == CITY_CODE else head(case.unit_id)
    ending.void_case(**seen(case, chief, at), reason="登记错了")
    case.refresh_from_db()


def transfer(case: Case, to: str = "市场监管局", *, sealed: bool = False) -> None:
    told = taking_up.Transfer(to, "不属本部门职权", sealed=sealed)
    taking_up.transfer_case(**seen(case, head(case.unit_id)), transfer=told)
    case.refresh_from_db()
