"""The time line of a case: everything ever stated, moved, tried and answered."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tingban.data.complaints.models import (
    Case,
    CaseAttempt,
    CaseContact,
    CaseFact,
    CaseMove,
    CaseNote,
    CaseRating,
    CaseReply,
    CaseStep,
)
from tingban.kit.dates import chinese_day, chinese_moment
from tingban.reads.audit import history
from tingban.reads.audit.history import Told
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.complaints import (
    CASE_STEP_LABELS,
    CONTACT_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    CaseStepKind,
    ContactKind,
    Source,
    Standing,
)
from tingban.rules.complaints.stages import (
    ACT_LABELS,
    ANSWERED_TO_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    MERGE_LABELS,
    RATING_LABELS,
    REJECT_LABELS,
    SUSPEND_LABELS,
    WAY_LABELS,
    Act,
    AnsweredTo,
    AnswerWay,
    CaseKind,
    Finding,
    MergeKind,
    Rating,
    RejectReason,
    SuspendReason,
)

# Told by their own facts already.
_TOLD: Final = {
    Act.REGISTER.value, Act.ACCEPT.value, Act.CLOSE.value, Act.REOPEN.value, Act.ATTEMPT.value,
}  # fmt: skip


def lines_of(case: Case) -> Iterator[Told]:
    """In no order; the card sorts them."""
    yield from _statements(case)
    yield from _moves(case)
    yield from _steps(case)
    yield from _notes(case)
    yield from _answers(case)
    yield from _contacts(case)


def _statements(case: Case) -> Iterator[Told]:
    facts = history.with_acts(CaseFact.objects.filter(case=case))
    facts = facts.select_related("act", "retracted_by", "community", "parent")
    shown = [(fact, _shown(fact)) for fact in facts]
    for fact, what, note in history.statements(shown, first="收到"):
        yield history.told(fact, what, note=note)


def _shown(fact: CaseFact) -> Mapping[str, str]:
    return {
        "情形": STANDING_LABELS[Standing(fact.standing)],
        "来源": SOURCE_LABELS[Source(fact.source)],
        "简要内容": fact.summary,
        "县(市、区)": AREA_BY_CODE[fact.county_id].name if fact.county_id else "",
        "小区": fact.community.name if fact.community else "",
        "收到时间": chinese_moment(history.local(fact.received_at)) if fact.received_at else "",
        "承办科室": fact.office,
        "受理人": fact.receiver,
        "备注": fact.remark,
        "主件": fact.parent.number if fact.parent else "",
    }


def _moves(case: Case) -> Iterator[Told]:
    for move in history.with_acts(CaseMove.objects.filter(case=case)):
        if move.step not in _TOLD:
            words = "；".join(part for part in (*_words(move.told), move.reason) if part)
            yield history.told(move, ACT_LABELS[Act(move.step)], so_at=move.at, note=words)


def _words(told: Mapping[str, object]) -> Iterator[str]:
    """What a move keeps, in words."""
    for name, label, say in _SAID:
        if told.get(name):
            yield f"{label}{say(str(told[name]))}"


def _area(code: str) -> str:
    return AREA_BY_CODE[code].name if code in AREA_BY_CODE else code


def _either(code: str) -> str:
    """The kind of a case, or of a merge."""
    if code in set(MergeKind):
        return MERGE_LABELS[MergeKind(code)]
    return KIND_LABELS[CaseKind(code)]


def _why(code: str) -> str:
    if code in set(SuspendReason):
        return SUSPEND_LABELS[SuspendReason(code)]
    return REJECT_LABELS[RejectReason(code)]


_SAID: Final = (
    ("area", "主办：", _area),
    ("office", "科室：", str),
    ("kind", "", _either),
    ("why", "", _why),
    ("to", "移送：", str),
    ("visit", "检查记录：", str),
    ("finding", "结论：", lambda code: FINDING_LABELS[Finding(code)]),
    ("grounds", "依据：", str),
    ("until", "到：", lambda told: chinese_day(date.fromisoformat(told))),
    ("parent", "主件：", str),
    ("opinion", "意见：", str),
    ("answered_to", "答复", lambda code: ANSWERED_TO_LABELS[AnsweredTo(code)]),
    ("way", "方式：", lambda code: WAY_LABELS[AnswerWay(code)]),
)


def _steps(case: Case) -> Iterator[Told]:
    for step in history.with_acts(CaseStep.objects.filter(case=case)):
        label = CASE_STEP_LABELS[CaseStepKind(step.kind)]
        yield history.told(step, label, so_at=step.at)


def _notes(case: Case) -> Iterator[Told]:
    for note in history.with_acts(CaseNote.objects.filter(case=case)):
        yield history.told(note, "办理进展和结果", so_at=note.at, note=note.text)


def _answers(case: Case) -> Iterator[Told]:
    """The answer, every try to tell it, and what the complainant thinks of it."""
    for reply in history.with_acts(CaseReply.objects.filter(case=case)):
        yield history.told(reply, "答复意见", so_at=reply.at, note=reply.text)
    for tried in history.with_acts(CaseAttempt.objects.filter(case=case)):
        came = "联系上了" if tried.reached else "没有联系上"
        what = f"{WAY_LABELS[AnswerWay(tried.way)]}联系，{came}"
        yield history.told(tried, what, so_at=tried.at, note=tried.note)
    for rating in history.with_acts(CaseRating.objects.filter(case=case)):
        label = RATING_LABELS[Rating(rating.rating)]
        yield history.told(rating, f"评价：{label}", so_at=rating.at, note=rating.reason)


def _contacts(case: Case) -> Iterator[Told]:
    """That a contact was kept, and of which kind; never whose."""
    rows = CaseContact.objects.filter(case=case).defer("box", "phone_index", "masked")
    for contact in history.with_acts(rows):
        label = CONTACT_LABELS[ContactKind(contact.kind)]
        yield history.told(contact, f"联系方式：{label}", note="")
