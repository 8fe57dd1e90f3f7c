"""文书 of a subject on its card: what exists, and what this post may draft."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.urls import reverse

from tingban.reads.documents.papers import PaperLine, papers_of
from tingban.rules.actors import Actor
from tingban.rules.documents.composing import to_be_called
from tingban.rules.documents.papers import OPEN, STAGE_LABELS, PaperStage, posts_of
from tingban.rules.documents.sheets import Sheet

TONES: Final = {
    PaperStage.DRAFT: "still",
    PaperStage.REVIEW: "soon",
    PaperStage.SIGNED: "accent",
    PaperStage.SERVED: "good",
    PaperStage.FILED: "good",
    PaperStage.VOID: "still",
}


@dataclass(frozen=True, slots=True)
class PanelLine:
    """A paper that exists."""

    line: PaperLine
    href: str
    stage: str
    tone: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A paper that may be drafted; `note` says by when it is due and who signs."""

    title: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class PapersPanel:
    """For the template `desk/papers/_panel.html`."""

    papers: tuple[PanelLine, ...]
    drafts: tuple[Begun, ...]
    # Of other stages; they stand behind.
    others: tuple[Begun, ...] = ()


def papers_panel(
    actor: Actor, subject: str, sheets: Iterable[Sheet], *, first: Collection[str] | None = None
) -> PapersPanel:
    """What stands about this subject ("problem:WT-…"), and what can be begun from these sheets.

    `first` are the templates that are due now; all are where none is told.
    """
    found = papers_of(actor, subject)
    running = {line.template for line in found if line.stage in OPEN}
    key = subject.partition(":")[2]
    # Some papers are about one sort of a subject only; each way of seeing is asked once.
    sees = cache(lambda look: look(actor, key))
    mine = (
        sheet
        for sheet in sheets
        if actor.role in sheet.template.drafters
        and sheet.template.key not in running
        and sees(sheet.sees)
    )
    drafts: list[Begun] = []
    others: list[Begun] = []
    for sheet in mine:
        is_due = first is None or sheet.template.key in first
        (drafts if is_due else others).append(_begun(sheet, key, actor))
    return PapersPanel(tuple(panel_line(line) for line in found), tuple(drafts), tuple(others))


def panel_line(line: PaperLine) -> PanelLine:
    """A paper in words."""
    href = reverse("desk:paper", args=[line.key])
    return PanelLine(line, href, STAGE_LABELS[line.stage], TONES[line.stage])


def _begun(sheet: Sheet, key: str, actor: Actor) -> Begun:
    template = sheet.template
    title = to_be_called(template, sheet.names(actor, key))
    parts = (template.limit_note, posts_of(template) if actor.sees_facts else "")
    href = reverse("desk:paper_draft", args=[template.key, key])
    return Begun(title, href, "；".join(part for part in parts if part))
