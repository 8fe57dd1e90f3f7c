"""One case with its history; of who complained only the mask is ever read here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tingban.data.complaints.models import Case, CaseContact, CaseFact, CaseNote, CaseStep
from tingban.reads.audit import history
from tingban.reads.audit.history import Told
from tingban.reads.complaints.cases import CaseRow, last_notes, row_of, with_names
from tingban.reads.law import calendar as read_calendar
from tingban.rules.actors import Actor
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
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这件投诉举报，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """What is stated now, the version it was seen in, and everything ever stated.

    `contact` is the mask; `is_held` tells whether the vault holds an identity behind it.
    """

    row: CaseRow
    remark: str
    contact: str
    contact_kind: str
    is_held: bool
    parent: str
    children: tuple[str, ...]
    version: int
    history: tuple[Told, ...]


def case(actor: Actor, number: str) -> CaseDetail:
    """One case in sight."""
    found = with_names(Case.objects.visible_to(actor)).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    contact = CaseContact.objects.standing().filter(case=found)
    kind, is_held = contact.values_list("kind", "box").first() or (ContactKind.NOT_HELD, None)
    children = found.children.visible_to(actor).filter(standing=Standing.DUPLICATE.value)
    parent = found.parent if found.standing == Standing.DUPLICATE else None
    lines = (*_statements(found), *_steps(found), *_notes(found), *_contacts(found))
    return CaseDetail(
        row=row_of(found, last_notes([found.pk]).get(found.pk), read_calendar()),
        remark=found.remark,
        contact=found.contact,
        contact_kind=str(kind),
        is_held=is_held is not None,
        parent=parent.number if parent else "",
        children=tuple(children.order_by("number").values_list("number", flat=True)),
        version=found.version,
        history=history.newest_first(lines),
    )


def _statements(case: Case) -> Iterator[Told]:
    facts = history.with_acts(CaseFact.objects.filter(case=case))
    facts = facts.select_related("act", "retracted_by", "community", "parent")
    shown = [(fact, _shown(fact)) for fact in facts]
    for fact, what, note in history.statements(shown, first="登记"):
        yield history.told(fact, what, note=note)


def _shown(fact: CaseFact) -> Mapping[str, str]:
    return {
        "情形": STANDING_LABELS[Standing(fact.standing)],
        "来源": SOURCE_LABELS[Source(fact.source)],
        "简要内容": fact.summary,
        "县(市、区)": AREA_BY_CODE[fact.county_id].name if fact.county_id else "",
        "小区": fact.community.name if fact.community else "",
        "收到时间": f"{history.local(fact.received_at):%Y-%m-%d %H:%M}" if fact.received_at else "",
        "承办科室": fact.office,
        "受理人": fact.receiver,
        "备注": fact.remark,
        "主件": fact.parent.number if fact.parent else "",
    }


def _steps(case: Case) -> Iterator[Told]:
    for step in history.with_acts(CaseStep.objects.filter(case=case)):
        label = CASE_STEP_LABELS[CaseStepKind(step.kind)]
        yield history.told(step, label, so_at=step.at)


def _notes(case: Case) -> Iterator[Told]:
    for note in history.with_acts(CaseNote.objects.filter(case=case)):
        yield history.told(note, "办理进展和结果", so_at=note.at, note=note.text)


def _contacts(case: Case) -> Iterator[Told]:
    """That a contact was kept, and of which kind; never whose."""
    rows = CaseContact.objects.filter(case=case).defer("box", "phone_index", "masked")
    for contact in history.with_acts(rows):
        label = CONTACT_LABELS[ContactKind(contact.kind)]
        yield history.told(contact, f"联系方式：{label}", note="")
