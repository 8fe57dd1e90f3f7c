"""The hand-over list as the companies of both sides have it, and its pictures (DOMAIN 3.3 X8).

The four sides of a hand-over read one list. The old company reads it from the end of the contract
on; the new one where the succession names it and a contract of its own with the community is
registered for the day of the takeover or for today: by a name alone, or by a contract of years
ago, nobody is let in (DOMAIN 5.2). Of the exit itself nothing is told here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef

from tingban.data.documents.models import Attachment
from tingban.data.exits.models import (
    ExitCase,
    HandoverConfirmation,
    HandoverLine,
    HandoverObjection,
)
from tingban.data.registry.models import Company, Contract
from tingban.reads.documents import attachments
from tingban.reads.documents.attachments import AttachmentLine
from tingban.reads.exits.flows import EXIT
from tingban.reads.exits.handover import handover_of, pictures_of
from tingban.reads.rectification.company_papers import names_of
from tingban.reads.rectification.company_side import Sight
from tingban.reads.rectification.proceedings import course_of
from tingban.rules.documents.sharing import Copy, Eyes, SubjectKind
from tingban.rules.errors import NotFound
from tingban.rules.exits.exit_stages import HANDING_OVER, Stage
from tingban.rules.exits.handover import (
    NAMING_PEOPLE,
    PARTY_LABELS,
    WITHOUT_FILES,
    HandoverList,
    Item,
    Line,
    Party,
    from_pictures_key,
    pictures_key,
)

NOT_FOUND: Final = "没有找到这份移交清单，或者它与贵公司无关。"
_STAGES: Final = tuple(stage.value for stage in (*HANDING_OVER, Stage.X9))


@dataclass(frozen=True, slots=True)
class SideHandover:
    """One hand-over, told to a company; `party` is which side it is."""

    number: str
    community: str
    county_code: str
    party: Party
    is_over: bool

    @property
    def side(self) -> str:
        """原物业服务企业, 接管单位."""
        return PARTY_LABELS[self.party]


@dataclass(frozen=True, slots=True)
class SideList:
    """Its list as it stands, and the pictures of each item."""

    about: SideHandover
    version: int
    list: HandoverList
    pictures: dict[Item, tuple[AttachmentLine, ...]]

    @property
    def waiting(self) -> tuple[Line, ...]:
        """What this side may still confirm or object to; nothing where the exit is complete."""
        return () if self.about.is_over else self.list.waiting(self.about.party)

    @property
    def objected(self) -> tuple[Line, ...]:
        """Those of them that it objects to: the next word is not its own."""
        return tuple(it for it in self.waiting if self.about.party in (it.objected or {}))


def handovers(sight: Sight, *, today: date) -> tuple[SideHandover, ...]:
    """Those of a company that signed in, those on the way first."""
    if sight.only:
        return ()
    found = [*_left(sight), *_taken_over(sight, today)]
    return tuple(sorted(found, key=lambda it: it.is_over))


def with_waiting(sight: Sight, *, today: date) -> tuple[tuple[SideHandover, int], ...]:
    """The same, each with how many lines wait for the word of this company."""
    return tuple((it, 0 if it.is_over else _waiting(it)) for it in handovers(sight, today=today))


def _waiting(about: SideHandover) -> int:
    lines = HandoverLine.objects.standing().filter(case__number=about.number)
    for said in (HandoverConfirmation, HandoverObjection):
        of_it = said.objects.standing().filter(line=OuterRef("pk"), party=about.party)
        lines = lines.filter(~Exists(of_it))
    return lines.count()


def has_list(sight: Sight, number: str, *, today: date) -> bool:
    """Whether this company reads a list of this exit now."""
    return any(it.number == number for it in handovers(sight, today=today))


def about(sight: Sight, number: str, *, today: date) -> SideHandover:
    """One of them; another company's does not exist."""
    found = next((it for it in handovers(sight, today=today) if it.number == number), None)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def handover(sight: Sight, number: str, *, today: date) -> SideList:
    """One of them with its list."""
    found = about(sight, number, today=today)
    case = ExitCase.objects.get(number=number)
    return SideList(found, case.version, handover_of(case), dict(_pictures(number)))


def picture(sight: Sight, number: str, attachment_id: int, *, today: date) -> Attachment:
    """A picture of a list that this company reads."""
    found = about(sight, number, today=today)
    row = attachments.standing_attachment(attachment_id)
    kind, _, key = row.subject.partition(":")
    shown = {pictures_key(found.number, item) for item in Item if item not in WITHOUT_FILES}
    if kind != SubjectKind.HANDOVER or key not in shown or not _is_fit(row):
        raise NotFound(attachments.NOT_FOUND)
    return row


def copies(row: Attachment) -> tuple[Copy, ...]:
    """What goes out to a company."""
    return attachments.copies_of(row, Eyes.OUTSIDE)


def _left(sight: Sight) -> Iterator[SideHandover]:
    rows = ExitCase.objects.visible_to(sight.actor).filter(stage__in=_STAGES)
    for row in rows.select_related("community").order_by("-opened_on", "-id"):
        yield _about(row, Party.OLD)


def _taken_over(sight: Sight, today: date) -> Iterator[SideHandover]:
    contracts = list(Contract.objects.own_of(sight.actor).filter(is_void=False))
    company = Company.objects.filter(uscc=sight.actor.unit_code).select_related("merged_into")
    if not contracts or (found := company.first()) is None:
        return
    names = names_of(found)
    rows = ExitCase.objects.filter(
        stage__in=_STAGES, community_id__in={it.community_id for it in contracts}
    ).exclude(id__in=ExitCase.objects.visible_to(sight.actor).order_by().values("id"))
    for row in rows.select_related("community").order_by("-opened_on", "-id"):
        now = course_of(EXIT, row, today=today)
        days = {now.day("takeover_on") or today, today}
        if now.text("successor").strip() in names and any(
            it.community_id == row.community_id and _covers(it, day)
            for it in contracts
            for day in days
        ):
            yield _about(row, Party.NEW)


def _covers(contract: Contract, day: date) -> bool:
    return contract.starts_on <= day and (contract.ends_on is None or day <= contract.ends_on)


def _about(row: ExitCase, party: Party) -> SideHandover:
    return SideHandover(
        number=row.number,
        community=row.community.name if row.community else "",
        county_code=row.county_id,
        party=party,
        is_over=row.stage == Stage.X9,
    )


def _pictures(number: str) -> Iterator[tuple[Item, tuple[AttachmentLine, ...]]]:
    for item in pictures_of(number):
        if item in WITHOUT_FILES:
            continue
        subject = f"{SubjectKind.HANDOVER}:{pictures_key(number, item)}"
        lines = attachments.of_subject(subject, Eyes.OUTSIDE)
        if item in NAMING_PEOPLE and lines:
            fit = _looked_through(subject)
            lines = tuple(line for line in lines if line.id in fit)
        if lines:
            yield item, lines


def _is_fit(row: Attachment) -> bool:
    _, item = from_pictures_key(row.subject.partition(":")[2])
    return item not in NAMING_PEOPLE or row.pk in _looked_through(row.subject)


def _looked_through(subject: str) -> set[int]:
    """Of which pictures whoever brought them said that they name nobody: others, from before it
    was asked, may show the roll of the owners (DOMAIN 3.3 M6)."""
    rows = Attachment.objects.standing().filter(subject=subject)
    return set(rows.filter(act__after__has_key="affirmed").values_list("id", flat=True))
