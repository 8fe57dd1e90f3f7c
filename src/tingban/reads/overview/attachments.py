"""Whose an attachment is: its subject is looked up through what the actor sees (DESIGN 3.5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tingban.data.complaints.models import Case
from tingban.data.documents.models import Attachment
from tingban.data.inspections.models import Visit
from tingban.data.rectification.models import Order, Problem
from tingban.reads.complaints import case_cards
from tingban.reads.documents import attachments
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.exits.flows import EXIT
from tingban.reads.inspections import visits
from tingban.reads.overview.flows import FLOWS
from tingban.reads.rectification import orders, problem_cards, proceedings
from tingban.rules.actors import BY_UNIT, CASE_WRITERS, CITY_CODE, FIELD_WRITERS, OF_PLACE, Actor
from tingban.rules.complaints import Standing
from tingban.rules.documents.sharing import Copy, Eyes, SubjectKind
from tingban.rules.errors import NotFound
from tingban.rules.exits.exit_stages import HANDING_OVER
from tingban.rules.exits.handover import (
    NAMING_PEOPLE,
    NO_FILES,
    NOBODY_NAMED,
    WITHOUT_FILES,
    from_pictures_key,
    pictures_key,
)
from tingban.rules.inspections import OrganiserLevel

# 街道 and owners add what they have, and see what may be shown outside the bureau.
OUTSIDE: Final = BY_UNIT | OF_PLACE
_ADDED_BY_OUTSIDE: Final = frozenset(
    {SubjectKind.PROCEEDING, SubjectKind.HANDOVER, SubjectKind.RULES}
)

_VOID: Final = "这条记录已作废，不能再增减材料。"
_ENDED: Final = "这件退出案件已经了结，不再增减议事规则的文件。"
_NOT_KEPT: Final = "移交清单从合同终止到退出完成之间登记，照片也在这段时间上传。"


@dataclass(frozen=True, slots=True)
class Owner:
    """The row that a subject names. `handlers` are the areas whose staff works on it; `shut` says
    why nothing may be added or taken away, and is empty while something may; `no_more` why nothing
    may be added; `asks` what whoever adds must have looked for."""

    subject: str
    kind: SubjectKind
    key: str
    handlers: frozenset[str]
    shut: str = ""
    no_more: str = ""
    asks: str = ""

    def eyes_of(self, actor: Actor) -> Eyes:
        """Whoever states facts of this kind for an area that handles it gets the originals."""
        if actor.role in OUTSIDE:
            # The rules of the assembly are the owners' own paper.
            return Eyes.OFFICIAL if self.kind is SubjectKind.RULES else Eyes.OUTSIDE
        is_handler = self._states(actor) and actor.area_code in self.handlers
        return Eyes.HANDLER if is_handler else Eyes.OFFICIAL

    def is_written_by(self, actor: Actor) -> bool:
        """Whether the actor may add to it and take away from it."""
        if self.kind is SubjectKind.ANSWER:
            return False
        if actor.role in OUTSIDE:
            # It came into their sight because it is of their own place.
            return self.kind in _ADDED_BY_OUTSIDE
        return self._states(actor) and any(actor.covers(area) for area in self.handlers)

    def _states(self, actor: Actor) -> bool:
        posts = CASE_WRITERS if self.kind is SubjectKind.CASE else FIELD_WRITERS
        return actor.role in posts or actor.is_system


@dataclass(frozen=True, slots=True)
class Gallery:
    """The files of one row, as the actor may know them."""

    owner: Owner
    lines: tuple[AttachmentLine, ...]
    may_write: bool

    @property
    def may_add(self) -> bool:
        """Whether files are taken here; some rows only let go of those they have."""
        return self.may_write and not self.owner.no_more


def owner_of(actor: Actor, subject: str) -> Owner:
    """The row in the actor's sight that the subject names."""
    kind, _, key = subject.partition(":")
    find = _FINDERS.get(kind)
    if find is not None:
        return find(actor, key)
    flow = next((flow for flow in FLOWS if flow.subject == kind), None)
    if flow is None:
        raise NotFound(attachments.NOT_FOUND)
    row = proceedings.found(flow, actor, key)
    return Owner(subject, SubjectKind.PROCEEDING, key, frozenset({row.county_id}))


def gallery(actor: Actor, subject: str) -> Gallery:
    """The files of the row that the subject names."""
    owner = owner_of(actor, subject)
    lines = attachments.of_subject(subject, owner.eyes_of(actor))
    return Gallery(owner, lines, owner.is_written_by(actor) and not owner.shut)


def attachment(actor: Actor, attachment_id: int) -> tuple[Attachment, Owner]:
    """An attachment whose owner is in sight; of another's it is not said that it exists."""
    row = attachments.standing_attachment(attachment_id)
    try:
        return row, owner_of(actor, row.subject)
    except NotFound as refusal:
        raise NotFound(attachments.NOT_FOUND) from refusal


def copies(actor: Actor, row: Attachment, owner: Owner) -> tuple[Copy, ...]:
    """Which copies of it the actor gets, the fullest first."""
    return attachments.copies_of(row, owner.eyes_of(actor))


def _case(actor: Actor, number: str) -> Owner:
    found = Case.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(case_cards.NOT_FOUND)
    areas = {area for area in (found.unit_id, found.county_id) if area}
    return _owner(SubjectKind.CASE, number, areas, _VOID * (found.standing == Standing.VOID.value))


def _visit(actor: Actor, number: str) -> Owner:
    found = Visit.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(visits.NOT_FOUND)
    # The city's own people took the pictures of the city's visits.
    city = {CITY_CODE} if found.level == OrganiserLevel.CITY.value else set()
    return _owner(SubjectKind.VISIT, number, {found.county_id} | city, _VOID * found.is_void)


def _problem(actor: Actor, number: str) -> Owner:
    found = Problem.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(problem_cards.NOT_FOUND)
    return _owner(SubjectKind.PROBLEM, number, {found.county_id}, _VOID * (found.state == "void"))


def _order(actor: Actor, number: str) -> Owner:
    """The scan of an order on paper, and what proves that it was served."""
    found = Order.objects.visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound(orders.NOT_FOUND)
    return _owner(SubjectKind.ORDER, number, {found.county_id})


def _answer(actor: Actor, number: str) -> Owner:
    """The company's files: whoever handles the problem reads them, and nobody adds to them."""
    owner = _problem(actor, number)
    return replace(owner, subject=f"{SubjectKind.ANSWER.value}:{number}", kind=SubjectKind.ANSWER)


def _handover(actor: Actor, key: str) -> Owner:
    """Pictures of one item of a hand-over; they are added while the list is kept."""
    try:
        number, item = from_pictures_key(key)
    except ValueError as error:
        raise NotFound(attachments.NOT_FOUND) from error
    row = proceedings.found(EXIT, actor, number)
    shut = "" if row.stage in HANDING_OVER else _NOT_KEPT
    owner = _owner(SubjectKind.HANDOVER, pictures_key(number, item), {row.county_id}, shut)
    return replace(
        owner,
        no_more=NO_FILES if item in WITHOUT_FILES else "",
        asks=NOBODY_NAMED if item in NAMING_PEOPLE else "",
    )


def _rules(actor: Actor, number: str) -> Owner:
    """议事规则 of the assembly whose vote an exit rests on; until the exit has ended."""
    row = proceedings.found(EXIT, actor, number)
    shut = _ENDED if row.stage in EXIT.ends else ""
    return _owner(SubjectKind.RULES, number, {row.county_id}, shut)


def _owner(kind: SubjectKind, key: str, areas: set[str], shut: str = "") -> Owner:
    return Owner(f"{kind.value}:{key}", kind, key, frozenset(areas), shut)


# A column that comes to own files names itself here.
_FINDERS: Final[dict[str, Callable[[Actor, str], Owner]]] = {
    SubjectKind.CASE: _case,
    SubjectKind.VISIT: _visit,
    SubjectKind.PROBLEM: _problem,
    SubjectKind.ANSWER: _answer,
    SubjectKind.HANDOVER: _handover,
    SubjectKind.RULES: _rules,
    SubjectKind.ORDER: _order,
}
