"""What proceedings of the demo share: one estate, a time that goes on, papers on their way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from tingban.actions.documents import papers
from tingban.actions.documents.intake import Upload
from tingban.actions.documents.papers import Service, Wording
from tingban.actions.overview import attachments
from tingban.actions.rectification.proceedings import Opening
from tingban.jobs.demo.daily import ZONE, Daily
from tingban.jobs.demo.pictures import photo
from tingban.jobs.demo.world import Estate
from tingban.reads.documents.papers import paper_card
from tingban.rules.actors import Actor
from tingban.rules.documents.service import Way
from tingban.rules.documents.sharing import Sharing
from tingban.rules.documents.sheets import Sheet

COUNTY: Final = "140802"
_BREAK: Final = timedelta(minutes=2)


@dataclass(slots=True)
class Scene:
    """One proceeding at one estate; a few minutes pass between its steps."""

    daily: Daily
    estate: Estate
    number: str = field(default="", kw_only=True)
    now: datetime = field(default=datetime(2024, 9, 20, 9, tzinfo=ZONE), kw_only=True)

    @property
    def at(self) -> datetime:
        """A little later each time."""
        self.now += _BREAK
        return self.now

    @property
    def clerk(self) -> Actor:
        """县级经办."""
        return self.daily.staff.clerks[COUNTY]

    @property
    def head(self) -> Actor:
        """县级负责人."""
        return self.daily.staff.heads[COUNTY]

    def opening(self, title: str, answers: Mapping[str, Any], *problems: str) -> Opening:
        """Today, at this estate, about its company."""
        return Opening(
            county=COUNTY, title=title, on=self.now.date(), community_code=self.estate.code,
            company_id=self.daily.company(self.estate.uscc), problems=problems,
            answers=dict(answers),
        )  # fmt: skip

    def file(self, subject: str, name: str) -> None:
        """What somebody wrote on paper, filed before it is entered for them."""
        data = photo()
        attachments.add_attachments(
            subject=subject, uploads=[Upload(name, len(data), lambda: data)],
            sharing=Sharing.INTERNAL, actor=self.clerk, at=self.at,
        )  # fmt: skip

    def send(self, draft: "Draft") -> None:
        """Drafted, signed by the head (where the head signs it), and handed over when asked."""
        sheet, drafter = draft.sheet, draft.by or self.clerk
        signer = self.head if self.head.role in sheet.template.signers else drafter
        name = papers.draft(
            sheet=sheet, subject_key=draft.about or self.number, county=COUNTY, actor=drafter,
            at=self.at,
        )  # fmt: skip

        def seen(actor: Actor) -> dict[str, Any]:
            version = paper_card(actor, name).line.version
            return {
                "paper": name, "sheet": sheet, "version": version, "actor": actor, "at": self.at,
            }  # fmt: skip

        typed = {it.label: draft.typed[it.label] for it in sheet.template.slots if it.by_hand}
        if typed:
            papers.edit(**seen(drafter), wording=Wording(sheet.template.body, typed))
        papers.submit(**seen(drafter))
        if draft.waits:
            return
        papers.sign(**seen(signer), on=self.now.date())
        if draft.receiver:
            service = Service(Way.DIRECT, self.now.date(), "送达回证", draft.receiver)
            papers.serve(**seen(drafter), service=service)


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper of a scene: what is typed into it, about which number, by whom, to whom; some wait
    for the head's signature."""

    sheet: Sheet
    typed: Mapping[str, str]
    about: str = ""
    receiver: str = ""
    by: Actor | None = None
    waits: bool = False


S = TypeVar("S", bound=Scene)


def at_its_time(scene: S, play: Callable[[S], None]) -> Callable[[datetime], None]:
    """The act that plays a part of a scene at the moment it is called for."""

    def act(at: datetime) -> None:
        scene.now = at
        play(scene)

    return act
