"""Guards of the steps of a case: each answers with the sentence of its refusal, or with nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.audit.machine import Guard as Ask
from tingban.rules.complaints.kinds import ContactKind
from tingban.rules.complaints.stages import (
    FOUNDED,
    HAS_ANSWER,
    CaseKind,
    Finding,
    RejectReason,
    Stage,
)

SHORTEST_REASON: Final = 4
REOPEN_TIMES: Final = 2
REOPEN_DAYS: Final = 15
ATTEMPTS: Final = 3
ATTEMPT_DAYS: Final = 2
SUSPEND_DAYS: Final = 30
STAFF_ON_SITE: Final = 2


class Guard(StrEnum):
    """What must be so before a step."""

    CATEGORY = "category"
    CHECKED = "checked"
    KIND = "kind"
    REASON = "reason"
    CODE = "code"
    TRACED = "traced"
    RECEIVER = "receiver"
    HANDLER = "handler"
    OBJECTION = "objection"
    FIRST_RETURN = "first_return"
    IMPARTIAL = "impartial"
    PLACE = "place"
    ON_SITE = "on_site"
    FOUNDED = "founded"
    PROBLEM = "problem"
    UNFOUNDED = "unfounded"
    EVIDENCE = "evidence"
    PROBLEMS_DONE = "problems_done"
    REPLY = "reply"
    UNTIL = "until"
    FIRST_EXTENSION = "first_extension"
    IN_TIME = "in_time"
    APART = "apart"
    INFORMED = "informed"
    REOPENABLE = "reopenable"
    TWICE = "twice"
    PARENT = "parent"
    MAIN_ANSWERED = "main_answered"
    UNTOLD = "untold"
    PETITION = "petition"
    APPEAL_TIME = "appeal_time"
    APPEALED = "appealed"


GUARD_LABELS: Final[dict[Guard, str]] = {
    Guard.CATEGORY: "已选问题类别",
    Guard.CHECKED: "已看过疑似重复件",
    Guard.KIND: "已定诉求类型",
    Guard.REASON: "写明原因",
    Guard.CODE: "选定法定情形",
    Guard.TRACED: "确实无法联系，内容无从核实",
    Guard.RECEIVER: "写明移送的单位",
    Guard.HANDLER: "定一个主办单位",
    Guard.OBJECTION: "在收到交办 5 个工作日内提出",
    Guard.FIRST_RETURN: "只能申请退回一次",
    Guard.IMPARTIAL: "承办人声明无须回避",
    Guard.PLACE: "已对应小区",
    Guard.ON_SITE: "有两人到场的线索核查记录",
    Guard.FOUNDED: "结论为属实或部分属实",
    Guard.PROBLEM: "至少关联一个问题",
    Guard.UNFOUNDED: "结论为不属实、查无实据或已答复",
    Guard.EVIDENCE: "写明核查依据",
    Guard.PROBLEMS_DONE: "关联的问题都已销号或依法分流",
    Guard.REPLY: "答复意见已经写好",
    Guard.UNTIL: "中止不超过 30 日，到期再看",
    Guard.FIRST_EXTENSION: "只能延期一次",
    Guard.IN_TIME: "办理期限届满之前",
    Guard.APART: "审核人不是承办人",
    Guard.INFORMED: "已告知投诉举报人，或依规定放上查询页面",
    Guard.REOPENABLE: "不满意并有新情况（15 日内），或督导发现没有解决",
    Guard.TWICE: "至多重新办理两次",
    Guard.PARENT: "主件还在办理",
    Guard.MAIN_ANSWERED: "是重复件，主件已有答复",
    Guard.UNTOLD: "还没有答复过",
    Guard.PETITION: "属于信访事项",
    Guard.APPEAL_TIME: "收到答复 30 日内申请",
    Guard.APPEALED: "有未答复的复查、复核申请",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to tell the complainant."""

    on: date
    reached: bool


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at; an act fills in what its step asks for."""

    at: datetime
    today: date
    category: str = ""
    duplicates_seen: bool = False
    kind: CaseKind | None = None
    reason: str = ""
    reject: RejectReason | None = None
    contact: ContactKind = ContactKind.ANONYMOUS
    receiver: str = ""
    handler: str = ""
    objection_until: date | None = None
    returns: int = 0
    impartial: bool = False
    community: str = ""
    visit_kind: str = ""
    staff: int = 0
    finding: Finding | None = None
    problems: int = 0
    # Numbers of linked problems that are neither complete nor lawfully diverted.
    open_problems: tuple[str, ...] = ()
    report: str = ""
    reply: str = ""
    until: date | None = None
    extensions: int = 0
    due_on: date | None = None
    handler_ids: frozenset[int] = frozenset()
    attempts: tuple[Attempt, ...] = ()
    closed_on: date | None = None
    by_supervision: bool = False
    has_new_facts: bool = False
    reopenings: int = 0
    parent_state: str = ""
    # Of one that was merged: where its main case stands, and when it was answered itself.
    main_stage: Stage | None = None
    is_duplicate: bool = False
    told_on: date | None = None
    answered_on: date | None = None
    open_appeals: int = 0


def as_if_filled(now: Situation, finding: Finding = Finding.TRUE) -> Situation:
    """With the fields of a form that stands still empty on the page."""
    fields: dict[str, object] = {
        "category": now.category or "?", "duplicates_seen": True,
        "kind": now.kind or CaseKind.COMPLAINT, "reason": now.reason or "（待填写）",
        "reject": now.reject or RejectReason.NOT_OURS, "receiver": "?", "handler": "?",
        "impartial": True, "visit_kind": "verify", "staff": STAFF_ON_SITE,
        "problems": max(now.problems, 1), "report": now.report or "?", "reply": now.reply or "?",
        "until": now.today, "has_new_facts": True, "parent_state": "open",
        "finding": finding,
    }  # fmt: skip
    changed = {name: getattr(now, name) for name in now.__dataclass_fields__} | fields
    return Situation(**changed)


def _said(value: object, sentence: str) -> str:
    return "" if value else sentence


def _category(now: Situation, _: Actor) -> str:
    return _said(now.category, "请选择问题类别；拿不准的选“其他违法违规行为”，以后可以改。")


def _checked(now: Situation, _: Actor) -> str:
    return _said(now.duplicates_seen, "请先看过页面列出的疑似重复件，确认不是同一件事。")


def _kind(now: Situation, _: Actor) -> str:
    return _said(now.kind, "请选定诉求类型（求助、投诉、举报、咨询、建议或信访事项）。")


def _reason(now: Situation, _: Actor) -> str:
    enough = len(now.reason.strip()) >= SHORTEST_REASON
    return _said(enough, f"请写明原因，至少 {SHORTEST_REASON} 个字。")


def _code(now: Situation, _: Actor) -> str:
    return _said(now.reject, "请选定不予受理的情形。匿名不是不予受理的理由。")


def _traced(now: Situation, _: Actor) -> str:
    """Whoever can be asked is asked before a case is called unclear."""
    if now.reject is not RejectReason.UNCLEAR or now.attempts:
        return ""
    if now.contact in (ContactKind.NAMED, ContactKind.CONFIDENTIAL):
        return "这件留有联系方式。请先联系问清，并用“记录联系情况”记下，再作“内容不清且无法联系”。"
    return ""


def _receiver(now: Situation, _: Actor) -> str:
    return _said(now.receiver.strip(), "请写明移送到哪个有权处理的单位。")


def _handler(now: Situation, _: Actor) -> str:
    return _said(now.handler, "请选定一个主办单位，协办单位可以不选。")


def _objection(now: Situation, _: Actor) -> str:
    if now.objection_until is None or now.today <= now.objection_until:
        return ""
    return (
        "对交办有异议的，应在收到之日起 5 个工作日内提出，"
        f"期限是 {chinese_day(now.objection_until)}，已经过了。请与交办单位联系。"
    )


def _first_return(now: Situation, _: Actor) -> str:
    return _said(not now.returns, "这件已经申请退回过一次，不能再退。有争议的由共同的上一级决定。")


def _impartial(now: Situation, _: Actor) -> str:
    return _said(
        now.impartial,
        "请声明：本人不是该小区业主，与被反映的企业没有利害关系。有关系的须回避，请换人承办。",
    )


def _place(now: Situation, _: Actor) -> str:
    return _said(now.community, "这件还没有对应到小区，不能到现场核查。请先在“修改”里选定小区。")


def _on_site(now: Situation, _: Actor) -> str:
    if now.visit_kind != "verify":
        return "请先登记一条“线索核查”的检查记录，再选它作为现场核查的依据。"
    return _said(now.staff >= STAFF_ON_SITE, "现场核查须有两名工作人员到场，请写明两人姓名。")


def _founded(now: Situation, _: Actor) -> str:
    return _said(now.finding in FOUNDED, "核查属实或部分属实的才走这一步；不属实的请提交核查报告。")


def _problem(now: Situation, _: Actor) -> str:
    return _said(now.problems, "核查属实的，须登记或关联至少一个问题，由问题清单跟踪整改。")


def _unfounded(now: Situation, _: Actor) -> str:
    is_so = now.finding is not None and now.finding not in FOUNDED
    return _said(is_so, "不属实、查无实据或咨询已答复的才走这一步；属实的请登记问题。")


def _evidence(now: Situation, _: Actor) -> str:
    return _said(now.report.strip(), "请写明怎么核查的、依据是什么。")


def _problems_done(now: Situation, _: Actor) -> str:
    if not now.open_problems:
        return ""
    listed = "、".join(now.open_problems[:3])
    more = f"等 {len(now.open_problems)} 个" if len(now.open_problems) > 3 else ""
    return f"关联的问题 {listed}{more}还没有整改到位，“承诺整改”不算办结。"


def _reply(now: Situation, _: Actor) -> str:
    return _said(now.reply.strip(), "请写好给投诉举报人的答复意见。")


def _until(now: Situation, _: Actor) -> str:
    last = now.today + timedelta(days=SUSPEND_DAYS)
    if now.until is None or not now.today <= now.until <= last:
        return (
            f"请写明再次查看的日期，从今天起不超过 {SUSPEND_DAYS} 日（最迟 {chinese_day(last)}）。"
        )
    return ""


def _first_extension(now: Situation, _: Actor) -> str:
    return _said(not now.extensions, "这件已经延期过一次，不能再延期。")


def _in_time(now: Situation, _: Actor) -> str:
    if now.due_on is None or now.today <= now.due_on:
        return ""
    return f"办理期限 {chinese_day(now.due_on)}已经届满，延期须在届满之前批准。"


def _apart(now: Situation, actor: Actor) -> str:
    is_own = actor.user_id in now.handler_ids
    return _said(not is_own, "这件由您承办，须由另一名有审核权的人员审核。")


def _informed(now: Situation, _: Actor) -> str:
    """Told, or three tries on two days, or nobody there to tell (T-C17)."""
    if any(one.reached for one in now.attempts):
        return ""
    if now.contact not in (ContactKind.NAMED, ContactKind.CONFIDENTIAL):
        return ""
    days = {one.on for one in now.attempts}
    if len(now.attempts) >= ATTEMPTS and len(days) >= ATTEMPT_DAYS:
        return ""
    return (
        f"还没有联系上投诉举报人（已联系 {len(now.attempts)} 次、{len(days)} 天）。"
        f"须联系到本人；联系不上的，至少在 {ATTEMPT_DAYS} 天内联系 {ATTEMPTS} 次并逐次记录。"
    )


def _reopenable(now: Situation, _: Actor) -> str:
    if now.by_supervision:
        return ""
    if not now.has_new_facts:
        return "请说明有什么新情况；没有新情况的，可以告知申请复查。"
    last = now.closed_on and now.closed_on + timedelta(days=REOPEN_DAYS)
    if last is not None and now.today > last:
        return f"办结已超过 {REOPEN_DAYS} 日（{chinese_day(last)}），不再重新办理，请另行登记。"
    return ""


def _twice(now: Situation, _: Actor) -> str:
    return _said(
        now.reopenings < REOPEN_TIMES, f"这件已经重新办理 {REOPEN_TIMES} 次，请按重点件另行处置。"
    )


def _parent(now: Situation, _: Actor) -> str:
    return _said(now.parent_state == "open", "主件须是另一件还在办理的投诉举报，请核对受理编号。")


def _main_answered(now: Situation, _: Actor) -> str:
    if not now.is_duplicate:
        return (
            "同类件在主件审核通过后自己进入“待反馈”，到那时告知本人。"
            "主件没有答复就结束了的，请先撤销并案，单独办理。"
        )
    if now.main_stage is Stage.VOID:
        return "主件已经作废，没有答复。请先撤销并案，单独办理这一件。"
    has_answer = now.main_stage is None or now.main_stage in HAS_ANSWER
    return _said(has_answer, "主件还没有答复。主件审核通过以后，再把结果答复给这一件的来源。")


def _untold(now: Situation, _: Actor) -> str:
    return f"这一件已经在 {chinese_day(now.told_on)}答复过。" if now.told_on else ""


def _petition(now: Situation, _: Actor) -> str:
    return _said(now.kind is CaseKind.PETITION, "只有信访事项可以申请复查、复核。")


def _appeal_time(now: Situation, _: Actor) -> str:
    last = now.answered_on and now.answered_on + timedelta(days=30)
    if last is not None and now.today > last:
        return f"申请复查、复核应在收到答复之日起 30 日内提出，期限是 {chinese_day(last)}。"
    return ""


def _appealed(now: Situation, _: Actor) -> str:
    return _said(now.open_appeals, "没有等待答复的复查、复核申请。")


GUARDS: Final[Mapping[str, Ask[Situation]]] = {
    Guard.CATEGORY: _category, Guard.CHECKED: _checked, Guard.KIND: _kind, Guard.REASON: _reason,
    Guard.CODE: _code, Guard.TRACED: _traced, Guard.RECEIVER: _receiver, Guard.HANDLER: _handler,
    Guard.OBJECTION: _objection, Guard.FIRST_RETURN: _first_return, Guard.IMPARTIAL: _impartial,
    Guard.PLACE: _place, Guard.ON_SITE: _on_site, Guard.FOUNDED: _founded,
    Guard.PROBLEM: _problem, Guard.UNFOUNDED: _unfounded, Guard.EVIDENCE: _evidence,
    Guard.PROBLEMS_DONE: _problems_done, Guard.REPLY: _reply, Guard.UNTIL: _until,
    Guard.FIRST_EXTENSION: _first_extension, Guard.IN_TIME: _in_time, Guard.APART: _apart,
    Guard.INFORMED: _informed, Guard.REOPENABLE: _reopenable, Guard.TWICE: _twice,
    Guard.PARENT: _parent, Guard.MAIN_ANSWERED: _main_answered, Guard.UNTOLD: _untold,
    Guard.PETITION: _petition, Guard.APPEAL_TIME: _appeal_time,
    Guard.APPEALED: _appealed,
}  # fmt: skip
