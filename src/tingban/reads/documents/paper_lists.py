"""文书: the list, and how many wait for a signature."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from tingban.data.documents.models import Paper
from tingban.kit.windows import Found, Window
from tingban.reads.audit import counts
from tingban.reads.documents.papers import PaperLine, line_of
from tingban.rules.actors import Actor
from tingban.rules.documents.papers import IN_FORCE, PaperStage

SORTS: Final[dict[str, tuple[str, ...]]] = {
    "drafted": ("drafted_at", "id"),
    "number": ("number", "id"),
    "signed": ("signed_on", "id"),
    "county": ("county__report_order", "-drafted_at"),
}
MOST_COUNTED: Final = 100


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """What is wanted; empty means any. `stage`: a stage, "living" (all but void),
    "standing" (signed and not void), or "mine" (what waits for this post's signature)."""

    text: str = ""
    stage: str = "living"
    template: str = ""
    county: str = ""
    keys: tuple[str, ...] = ()


def paper_ledger(actor: Actor, wanted: PaperFilter, window: Window) -> Found[PaperLine]:
    """The papers in sight that are wanted."""
    rows = _chosen(actor, wanted).order_by(*window.order(SORTS, "-drafted"))
    found = counts.found(rows, window)
    return found.shown_as([line_of(row) for row in found.rows])


def _chosen(actor: Actor, wanted: PaperFilter) -> QuerySet[Paper]:
    rows = _waiting(actor) if wanted.stage == "mine" else Paper.objects.visible_to(actor)
    if wanted.stage == "standing":
        rows = rows.filter(stage__in=[stage.value for stage in IN_FORCE])
    elif wanted.stage == "living":
        rows = rows.exclude(stage=PaperStage.VOID.value)
    elif wanted.stage not in ("all", "mine"):
        rows = rows.filter(stage=wanted.stage)
    exact = {"template": wanted.template, "county_id": wanted.county}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.keys:
        rows = rows.filter(key__in=wanted.keys)
    text = wanted.text.strip()
    if not text:
        return rows
    named = Q(number__icontains=text) | Q(title__icontains=text) | Q(key__iexact=text)
    return rows.filter(named | Q(subject__icontains=text))


def waiting_for(actor: Actor) -> int:
    """How many papers wait for this post's signature, up to 100."""
    return _waiting(actor).order_by()[:MOST_COUNTED].count()


def _waiting(actor: Actor) -> QuerySet[Paper]:
    rows = Paper.objects.visible_to(actor).filter(area_code=actor.area_code)
    return rows.filter(stage=PaperStage.REVIEW.value, signers__contains=[actor.role.value])
