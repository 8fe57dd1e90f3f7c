"""Papers as they stand: of a subject, as a list, and word for word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from tingban.data.documents.models import (
    Paper,
    PaperMove,
    PaperService,
    PaperSignature,
    PaperWording,
)
from tingban.rules.actors import Actor
from tingban.rules.documents.papers import IN_FORCE, PaperStage
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "没有找到这份文书，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class PaperState:
    """A signed paper that stands; the guards of other workflows rest on it."""

    key: str
    template: str
    stage: PaperStage
    number: str
    signed_on: date
    signed_at: datetime
    served_on: date | None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper as a list shows it."""

    key: str
    template: str
    title: str
    subject: str
    county: str
    area_code: str
    organ: str
    drafter: str
    drafted_at: datetime
    stage: PaperStage
    number: str
    signed_on: date | None
    signer: str
    served_on: date | None
    version: int

    @property
    def subject_key(self) -> str:
        """The key behind the colon."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """How it reached whom it was for."""

    way: str
    served_on: date
    proof: str
    receiver: str


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A step that was taken."""

    at: datetime
    step: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One paper with its wording; `kept` is what was signed, `revises` the paper it replaces."""

    line: PaperLine
    body: str
    typed: Mapping[str, str]
    kept: Mapping[str, Any] | None
    digest: str
    revises: str
    revised_by: str
    service: ServiceLine | None
    moves: tuple[MoveLine, ...]


def standing_of(subject: str, *, today: date | None = None) -> dict[str, PaperState]:
    """The newest signed paper of each template that is not void."""
    return {it.template: it for it in all_standing(subject, today=today)}


def all_standing(subject: str, *, today: date | None = None) -> tuple[PaperState, ...]:
    """The signed papers of a subject that are not void, as they were signed.

    A 公告 serves on a day to come: told `today`, it is not served before that day.
    """
    stages = [stage.value for stage in IN_FORCE]
    rows = Paper.objects.filter(subject=subject, stage__in=stages).select_related("signature__act")
    found: list[PaperState] = []
    for row in rows.order_by("signature__act__at", "id"):
        if row.signed_on is None:
            continue
        served_on = row.served_on
        if today is not None and served_on is not None and served_on > today:
            served_on = None
        found.append(
            PaperState(
                key=row.key,
                template=row.template,
                stage=PaperStage(row.stage),
                number=row.number,
                signed_on=row.signed_on,
                signed_at=row.signature.act.at,
                served_on=served_on,
            )
        )
    return tuple(found)


def service_of(subject: str, templates: Collection[str]) -> ServiceLine | None:
    """How the newest of these papers that are in force was served."""
    stages = [stage.value for stage in IN_FORCE]
    rows = PaperService.objects.standing().filter(
        paper__subject=subject, paper__template__in=templates, paper__stage__in=stages
    )
    told = rows.order_by("paper__signed_on", "paper_id").last()
    return ServiceLine(told.way, told.served_on, told.proof, told.receiver) if told else None


def typed_of(subject: str, template: str) -> Mapping[str, str]:
    """What was typed into the newest paper of this kind that is in force; nothing without one."""
    stages = [stage.value for stage in IN_FORCE]
    rows = PaperWording.objects.standing().filter(
        paper__subject=subject, paper__template=template, paper__stage__in=stages
    )
    told = rows.order_by("paper__signature__act__at", "paper_id").last()
    return told.typed if told else {}


def papers_of(actor: Actor, subject: str) -> tuple[PaperLine, ...]:
    """All papers of a subject that exist for these eyes, the newest first."""
    rows = Paper.objects.visible_to(actor).filter(subject=subject)
    return tuple(line_of(row) for row in rows.order_by("-id"))


def paper_card(actor: Actor, key: str) -> PaperCard:
    """One paper in sight with all that happened to it."""
    row = _row(actor, key)
    wording = PaperWording.objects.standing().get(paper=row)
    signature = PaperSignature.objects.filter(paper=row).first()
    later = Paper.objects.visible_to(actor).filter(revises=row).order_by("-id").first()
    return PaperCard(
        line=line_of(row),
        body=wording.body,
        typed=wording.typed,
        kept=signature.text if signature else None,
        digest=signature.digest if signature else "",
        revises=row.revises.key if row.revises else "",
        revised_by=later.key if later else "",
        service=_service(row),
        moves=_moves(row),
    )


def _service(row: Paper) -> ServiceLine | None:
    told = PaperService.objects.standing().filter(paper=row).first()
    return ServiceLine(told.way, told.served_on, told.proof, told.receiver) if told else None


def _moves(row: Paper) -> tuple[MoveLine, ...]:
    found = PaperMove.objects.standing().filter(paper=row).select_related("act").order_by("id")
    return tuple(
        MoveLine(move.recorded_at, move.step, move.act.actor_name, move.reason) for move in found
    )


def line_of(row: Paper) -> PaperLine:
    """The row as a value."""
    return PaperLine(
        key=row.key,
        template=row.template,
        title=row.title,
        subject=row.subject,
        county=row.county_id,
        area_code=row.area_code,
        organ=row.organ,
        drafter=row.drafter,
        drafted_at=row.drafted_at,
        stage=PaperStage(row.stage),
        number=row.number,
        signed_on=row.signed_on,
        signer=row.signer,
        served_on=row.served_on,
        version=row.version,
    )


def _row(actor: Actor, key: str) -> Paper:
    row = Paper.objects.visible_to(actor).select_related("revises").filter(key=key).first()
    if row is None:
        raise NotFound(NOT_FOUND)
    return row
