"""One case with its history; of who complained only the mask is ever read here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.complaints.models import Case, CaseMaterial, CaseMatter
from tingban.reads.audit import history
from tingban.reads.audit.history import Told
from tingban.reads.complaints.case_lines import lines_of
from tingban.reads.complaints.case_rows import CaseRow, case_rows
from tingban.reads.complaints.dossiers import Dossier, Linked, dossier
from tingban.reads.complaints.receipts import Receipt, answer_of_main, receipts
from tingban.reads.complaints.situations import situation, standpoint
from tingban.reads.complaints.timing import times_in
from tingban.reads.registry.pages import lean
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.audit.machine import Side
from tingban.rules.audit.offers import Offer
from tingban.rules.complaints.clocks import clocks
from tingban.rules.complaints.flow import CASE_FLOW
from tingban.rules.complaints.guards import Situation, as_if_filled
from tingban.rules.complaints.stages import Act, Finding, Stage
from tingban.rules.deadlines import Alert
from tingban.rules.deadlines.clock import Clock
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这件投诉举报，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class Running:
    """A limit that runs, and how near it is."""

    clock: Clock
    alert: Alert


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about, as the clerk classed it."""

    category: str = ""
    kind: str = ""
    urgency: str = ""
    is_complex: bool = False
    place: str = ""
    source_ref: str = ""
    sender_due_on: str = ""


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """What is stated now, the version it was seen in, and everything ever stated.

    `contact` is the mask; `is_held` tells whether the vault holds an identity behind it, and
    `is_printed` whether 附件2 has a line for it (T-C05: none for what is sealed).
    """

    row: CaseRow
    matter: Matter
    remark: str
    contact: str
    contact_kind: str
    is_held: bool
    may_know: bool
    handler: str
    parent: str
    receipts: tuple[Receipt, ...]
    problems: tuple[Linked, ...]
    materials: tuple[tuple[datetime, str], ...]
    reply: str
    main_reply: str
    running: tuple[Running, ...]
    sides: frozenset[Side]
    is_printed: bool
    now: Situation
    version: int
    history: tuple[Told, ...]

    def offers(self, actor: Actor) -> tuple[Offer, ...]:
        """The steps that are this person's business, open or with the reason why not."""
        state, sides = self.row.state, self.sides
        found = CASE_FLOW.offers(state, actor=actor, sides=sides, now=as_if_filled(self.now))
        # The form of this one asks for the opposite finding.
        untrue = CASE_FLOW.offers(
            state, actor=actor, sides=sides, now=as_if_filled(self.now, Finding.UNTRUE),
            acts=(Act.REPORT_UNFOUNDED,),
        )  # fmt: skip
        by_act = {one.act: one for one in untrue}
        return tuple(by_act.get(one.act, one) for one in found)


def case(actor: Actor, number: str, *, at: datetime) -> CaseDetail:
    """One case in sight."""
    found = (
        lean(Case.objects.visible_to(actor), "parent__number", "handler_unit__name")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise NotFound(NOT_FOUND)
    told = dossier(found)
    parent = found.parent if found.stage == Stage.MRG else None
    return CaseDetail(
        row=case_rows([found.pk])[0],
        matter=_matter(told.matter),
        remark=found.remark,
        contact=found.contact,
        contact_kind=told.contact_kind.value,
        is_held=told.is_held,
        may_know=standpoint(found).may_know(actor),
        handler=_handler(found),
        parent=parent.number if parent else "",
        receipts=receipts(actor, found),
        problems=told.problems,
        materials=_materials(found),
        reply=told.reply,
        main_reply=answer_of_main(found),
        running=_running(told, at),
        sides=standpoint(found).sides(actor),
        is_printed=found.row_no is not None and not found.is_sealed,
        now=situation(told, at),
        version=found.version,
        history=history.newest_first(lines_of(found)),
    )


def _matter(row: CaseMatter | None) -> Matter:
    if row is None:
        return Matter()
    return Matter(
        category=row.category, kind=row.kind, urgency=row.urgency, is_complex=row.is_complex,
        place=row.place, source_ref=row.source_ref,
        sender_due_on=f"{row.sender_due_on:%Y-%m-%d}" if row.sender_due_on else "",
    )  # fmt: skip


def _handler(case: Case) -> str:
    """Who has it in hand; empty where nobody was named."""
    if case.handler_unit:
        return case.handler_unit.name
    return AREA_BY_CODE[case.handler_area_id].name if case.handler_area_id else ""


def _materials(case: Case) -> tuple[tuple[datetime, str], ...]:
    rows = CaseMaterial.objects.standing().filter(case=case).order_by("id")
    return tuple(rows.values_list("at", "text"))


def _running(told: Dossier, at: datetime) -> tuple[Running, ...]:
    found = clocks(times_in(told), told.calendar)
    return tuple(Running(clock, clock.alert(at, told.calendar)) for clock in found)
