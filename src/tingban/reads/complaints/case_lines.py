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
from tingban.reads.audit.history import Line
from tingban.reads.registry.pages import lean
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


def lines_of(case: Case) -> Iterator[Line]:
    """In no order; the card sorts them."""
    yield from _statements(case)
    yield from _moves(case)
    yield from _steps(case)
    yield from _notes(case)
    yield from _answers(case)
    yield from _contacts(case)


def _statements(case: Case) -> Iterator[Line]:
    facts = lean(CaseFact.objects.filter(case=case), "community__name", "parent__number")
    shown = [(fact, _shown(fact)) for fact in facts.order_by("id")]
    for fact, what, note in history.statements(shown, first="收到"):
        yield Line(fact, what, note=note)


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


def _moves(case: Case) -> Iterator[Line]:
    for move in CaseMove.objects.filter(case=case).order_by("id"):
        if move.step not in _TOLD:
            words = "；".join(part for part in (*_words(move.told), move.reason) if part)
            yield Line(move, ACT_LABELS[Act(move.step)], so_at=move.at, note=words)


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


def _steps(case: Case) -> Iterator[Line]:
    for step in CaseStep.objects.filter(case=case).order_by("id"):
        label = CASE_STEP_LABELS[CaseStepKind(step.kind)]
        yield Line(step, label, so_at=step.at)


def _notes(case: Case) -> Iterator[Line]:
    for note in CaseNote.objects.filter(case=case).order_by("id"):
        yield Line(note, "办理进展和结果", so_at=note.at, note=note.text)


def _answers(case: Case) -> Iterator[Line]:
    """The answer, every try to tell it, and what the complainant thinks of it."""
    for reply in CaseReply.objects.filter(case=case).order_by("id"):
        yield Line(reply, "答复意见", so_at=reply.at, note=reply.text)
    for tried in CaseAttempt.objects.filter(case=case).order_by("id"):
        came = "联系上了" if tried.reached else "没有联系上"
        what = f"{WAY_LABELS[AnswerWay(tried.way)]}联系，{came}"
        yield Line(tried, what, so_at=tried.at, note=tried.note)
    for rating in CaseRating.objects.filter(case=case).order_by("id"):
        label = RATING_LABELS[Rating(rating.rating)]
        yield Line(rating, f"评价：{label}", so_at=rating.at, note=rating.reason)


def _contacts(case: Case) -> Iterator[Line]:
    """That a contact was kept, and of which kind; never whose."""
    rows = CaseContact.objects.filter(case=case).defer("box", "phone_index", "masked")
    for contact in rows.order_by("id"):
        label = CONTACT_LABELS[ContactKind(contact.kind)]
        yield Line(contact, f"联系方式：{label}", note="")
