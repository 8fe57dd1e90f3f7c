"""What the card of a paper shows: its pages, what it lacks, its steps, what happened."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from tingban.kit import clock
from tingban.reads.documents.filling import Filled, fill
from tingban.reads.documents.papers import NOT_FOUND, PaperCard
from tingban.reports.documents.paper_pdf import paper_pages
from tingban.rules.actors import BY_UNIT, OF_PLACE, Actor
from tingban.rules.audit.acts import subject_label
from tingban.rules.documents.guards import PaperCase
from tingban.rules.documents.papers import (
    ACT_LABELS,
    OPEN,
    STAGE_LABELS,
    PaperAct,
    flow_of,
    posts_of,
    sides_of,
)
from tingban.rules.documents.service import WAY_LABELS, Way
from tingban.rules.documents.sheets import Sheet
from tingban.rules.documents.templates import LAYOUT_LABELS, PaperText, spell, thaw
from tingban.rules.errors import NotFound, Refused
from tingban.web.desk import fact_lists as lists
from tingban.web.desk.papers_panel import TONES
from tingban.web.ui import days, rows
from tingban.web.ui.places import card as card_place

# In which order buttons stand, and what asks for a reason or a page of its own.
_ORDER: Final = (
    PaperAct.SIGN, PaperAct.SUBMIT, PaperAct.SERVE, PaperAct.FILE, PaperAct.EDIT,
    PaperAct.SEND_BACK, PaperAct.REVISE, PaperAct.VOID,
)  # fmt: skip
_MAIN: Final = frozenset({PaperAct.SIGN, PaperAct.SUBMIT, PaperAct.SERVE})
# 街道 and owners open the papers of their own place, not the list of all.
PAPER_READERS: Final = lists.FIELD_READERS | BY_UNIT | OF_PLACE
UNSIGNED: Final = "（签发时编号）"


@dataclass(frozen=True, slots=True)
class Seen:
    """A paper with its sheet; `filled` what it would say now, None where it is signed or hidden."""

    card: PaperCard
    sheet: Sheet
    filled: Filled | None
    hidden: str = ""

    @property
    def text(self) -> PaperText | None:
        """What is printed: the signed wording, else how it would read now."""
        if self.card.kept is not None:
            return thaw(self.card.kept)
        if self.filled is None:
            return None
        number = UNSIGNED if self.sheet.template.series else ""
        return self.filled.text(number, self.card.line.organ)


def seen(actor: Actor, card: PaperCard, sheet: Sheet) -> Seen:
    """The paper as these eyes have it."""
    key = card.line.subject_key
    sees = sheet.sees(actor, key)
    if sheet.template.readers and not sees:
        raise NotFound(NOT_FOUND)
    if card.kept is not None:
        return Seen(card, sheet, None)
    try:
        if not sees:
            return Seen(card, sheet, None, "它所属的事项不在您的辖区内，或者已经作废。")
        filled = fill(sheet, key, body=card.body, typed=card.typed, actor=actor, on=clock.today())
    except Refused as refusal:
        return Seen(card, sheet, None, refusal.sentence)
    return Seen(card, sheet, filled)


def pictures(paper: Seen) -> list[bytes]:
    """The very pages; none where the server cannot set Chinese, or the subject is hidden."""
    text = paper.text
    if text is None:
        return []
    try:
        return paper_pages(text, is_draft=paper.card.kept is None)
    except Refused:
        return []


def context_of(actor: Actor, paper: Seen) -> dict[str, Any]:
    """All that the card shows."""
    line, filled = paper.card.line, paper.filled
    pages = range(1, len(pictures(paper)) + 1)
    return {
        "paper": paper,
        "line": line,
        "stage": STAGE_LABELS[line.stage],
        "tone": TONES[line.stage],
        "facts": _facts(paper),
        "lacking": filled.lacking if filled else (),
        "is_open": line.stage in OPEN,
        "steps": _steps(actor, paper),
        "pages": [reverse("desk:paper_page", args=[line.key, number]) for number in pages],
        "moments": _moments(paper.card),
    }


def bound(filled: Filled) -> list[rows.Fact]:
    """The figures that the slots are bound to, as they are known now."""
    found = []
    for slot in filled.sheet.template.slots:
        if slot.by_hand:
            continue
        value = filled.facts.get(slot.label)
        told = spell(slot.kind, value, filled.articles)
        found.append(rows.Fact(slot.token, told or "（无）", hint=slot.source))
    return found


def _facts(paper: Seen) -> list[rows.Fact]:
    line, card, template = paper.card.line, paper.card, paper.sheet.template
    kind, _, key = line.subject.partition(":")
    found = [
        rows.Fact("文号", line.number or (UNSIGNED if template.series else "本文书不编号")),
        rows.Fact("所属事项", subject_label(line.subject), card_place(kind, key)),
        rows.Fact("版式", LAYOUT_LABELS[template.layout]),
        rows.Fact("发文机关", line.organ),
        rows.Fact("由谁办理", posts_of(template)),
        rows.Fact("时限", template.limit_note),
        rows.Fact("起草", f"{line.drafter}，{days.in_fact(line.drafted_at.date(), '')}"),
        rows.Fact("签发", _signed(paper)),
        rows.Fact("送达", _served(card)),
        rows.Fact("替换", card.revises, _paper(card.revises)),
        rows.Fact("新版本", card.revised_by, _paper(card.revised_by)),
    ]
    return [fact for fact in found if fact.text]


def _signed(paper: Seen) -> str:
    line = paper.card.line
    if line.signed_on is None:
        return ""
    return f"{line.signer}，{days.in_fact(line.signed_on, '')}"


def _served(card: PaperCard) -> str:
    service = card.service
    if service is None:
        return ""
    day = days.in_fact(service.served_on, "")
    who = f"，{service.receiver}签收" if service.receiver else ""
    return f"{WAY_LABELS[Way(service.way)]}，{day}{who}（{service.proof}）"


def _paper(key: str) -> str:
    return reverse("desk:paper", args=[key]) if key else ""


def _steps(actor: Actor, paper: Seen) -> list[rows.Action]:
    """Buttons from the table; what is asked on the next page counts as told."""
    template, line = paper.sheet.template, paper.card.line
    lacking = paper.filled.lacking if paper.filled else ()
    offers = flow_of(template).offers(
        line.stage,
        actor=actor,
        sides=sides_of(template, actor, line.area_code),
        now=PaperCase(template.name, template.is_served, lacking, reason="—", proof="—"),
        acts=_ORDER,
    )
    return [
        lists.step(
            offer.label, "desk:paper_step", line.key, offer.act, reason=offer.reason,
            tone="accent" if offer.act in _MAIN else "late" if offer.act == PaperAct.VOID else "",
        )
        for offer in offers
        if offer.is_near
    ]  # fmt: skip


def _moments(card: PaperCard) -> list[rows.Moment]:
    """What happened, the newest first; saving the wording again and again is told once."""
    told = [
        rows.Moment(
            move.at,
            ACT_LABELS[PaperAct(move.step)],
            who=move.who,
            note=move.reason,
        )
        for move in reversed(card.moves)
    ]
    return [
        one for place, one in enumerate(told)
        if not (place and one.what == ACT_LABELS[PaperAct.EDIT] == told[place - 1].what)
    ]  # fmt: skip
