"""A report from the field: the visit, its photos and the problems found there, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit.locking import find
from tingban.actions.documents import attachments, intake
from tingban.actions.documents.intake import Examined, Upload
from tingban.actions.inspections import field
from tingban.actions.inspections.field import FieldVisit
from tingban.actions.rectification import finding, problems
from tingban.actions.rectification.finding import OnTheSpot
from tingban.actions.rectification.problems import ProblemStatement
from tingban.actions.registry import communities
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.actors import FIELD_WRITERS, Actor, check_writes
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.sharing import Sharing
from tingban.rules.errors import Refused
from tingban.rules.inspections import VISIT_LABELS, WITNESSED_KINDS
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.rules.rectification.kinds import SOURCE_OF_VISIT

_RULE: Final = "DOMAIN 3.2"


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """What was found of one category; `after` are photos of what was put right on the spot."""

    category: Category
    acts: tuple[str, ...]
    description: str = ""
    photos: tuple[Upload, ...] = ()
    is_mended: bool = False
    after: tuple[Upload, ...] = ()

    @property
    def label(self) -> str:
        """What the category is called."""
        return CATEGORY_LABELS[self.category]


@dataclass(frozen=True, slots=True)
class FieldReport:
    """The whole report. Findings are confirmed at once, or left as clues for the office."""

    visit: FieldVisit
    photos: tuple[Upload, ...] = ()
    findings: tuple[SiteFinding, ...] = ()
    is_confirmed: bool = True
    responsible: str = ""
    sharing: Sharing = Sharing.INTERNAL

    def check(self, *, at: datetime) -> None:
        """Refuse what cannot be, before any photo is looked at."""
        self.visit.check(at=at)
        if self.visit.found_nothing == bool(self.findings):
            raise Refused(
                "已选“没有发现问题”，又写了问题，请只留一样。"
                if self.findings
                else "请选“没有发现问题”，或写下发现的问题。",
                rule=_RULE,
            )
        for one in self.findings:
            if not one.acts:
                raise Refused(f"请至少选一项“{one.label}”的问题行为。", rule=_RULE)
            if one.is_mended and not self.is_confirmed:
                raise Refused(
                    f"“{one.label}”当场改好的，须当场确认为问题，不能只记为线索。", rule="T-P04"
                )
        if self.visit.kind in WITNESSED_KINDS and not any(self.groups):
            label = VISIT_LABELS[self.visit.kind]
            raise Refused(f"{label}请至少附一张现场照片。", rule="T-C10")

    @property
    def groups(self) -> list[tuple[Upload, ...]]:
        """The photos as they belong together: of the visit, then of each finding."""
        of_findings = [group for one in self.findings for group in (one.photos, one.after)]
        return [self.photos, *of_findings]


def report_visit(*, report: FieldReport, actor: Actor, at: datetime, form: str = "") -> str:
    """Register the visit with all that was found, or nothing; the answer is its number.

    The photos are looked at before the transaction begins: that may take long, and locks nothing.
    """
    _check_place(report.visit.community_code, actor)
    if earlier := field.sent_before(form, actor):
        return earlier
    report.check(at=at)
    examined = _examine(report.groups)
    with transaction.atomic():
        if earlier := field.sent_before(form, actor):
            return earlier
        # The whole family first: visit and problems lock it in one order.
        problems.hold_community(report.visit.community_code, actor)
        told = replace(report.visit, reduced=_reduced(examined))
        number = field.record_visit(statement=told, actor=actor, at=at, form=form)
        writing = _Writing(report, number, actor, at)
        writing.keep(f"visit:{number}", examined[0], Sharing.INTERNAL)
        for place, one in enumerate(report.findings):
            writing.write(one, examined[2 * place + 1], examined[2 * place + 2])
    return number


def _check_place(code: str, actor: Actor) -> None:
    community = find(Community.objects.visible_to(actor), communities.NOT_FOUND, code=code)
    check_writes(actor, community.county_id, by=FIELD_WRITERS)


def _reduced(groups: Sequence[Sequence[Examined]]) -> int:
    """How many photos the telephone made smaller, so that it tells itself when they were taken."""
    return sum("told_at" in it.traces for group in groups for it in group)


def _examine(groups: Sequence[Sequence[Upload]]) -> list[list[Examined]]:
    """Each group by itself; what is wrong with any photo of any group is told at once."""
    found: list[list[Examined]] = []
    faults: list[str] = []
    rule = ""
    for group in groups:
        try:
            found.append(intake.examine(group) if group else [])
        except Refused as refusal:
            faults.append(refusal.sentence)
            rule = refusal.rule
    if faults:
        raise Refused("\n".join(faults), rule=rule)
    return found


@dataclass(frozen=True, slots=True)
class _Writing:
    """One report on its way into the tables."""

    report: FieldReport
    number: str
    actor: Actor
    at: datetime

    def write(self, one: SiteFinding, photos: list[Examined], after: list[Examined]) -> None:
        """A finding becomes a problem or a clue; a refusal says which finding it speaks of."""
        try:
            number = self._register(one, photos)
            subject = f"problem:{number}"
            proofs = [it.proving(Purpose.BEFORE) for it in photos]
            proofs += [it.proving(Purpose.AFTER) for it in after]
            self.keep(subject, proofs, self.report.sharing)
            if one.is_mended:
                self._mend(number, photos, after)
        except Refused as refusal:
            sentence = f"“{one.label}”：{refusal.sentence}"
            raise type(refusal)(sentence, rule=refusal.rule) from refusal

    def _register(self, one: SiteFinding, photos: list[Examined]) -> str:
        statement = ProblemStatement(
            community_code=self.report.visit.community_code,
            category=one.category,
            source=SOURCE_OF_VISIT[self.report.visit.kind],
            confirmed_on=self._day,
            acts=one.acts,
            description=one.description,
            source_ref=self.number,
            evidence=tuple(it.name for it in photos) or self._photos_of_the_visit(),
            responsible=self.report.responsible,
        )
        add: Callable[..., str] = (
            problems.add_problem if self.report.is_confirmed else finding.add_clue
        )
        return add(statement=statement, actor=self.actor, at=self.at)

    @property
    def _day(self) -> date:
        return timezone.localdate(self.report.visit.started_at)

    def _photos_of_the_visit(self) -> tuple[str, ...]:
        count = len(self.report.photos)
        return (f"检查记录 {self.number} 的现场照片 {count} 张",) if count else ()

    def _mend(self, number: str, photos: list[Examined], after: list[Examined]) -> None:
        finding.fix_on_spot(
            number=number,
            statement=OnTheSpot(
                on=self._day,
                before=tuple(it.name for it in photos),
                after=tuple(it.name for it in after),
                staff=tuple(it.name for it in self.report.visit.staff),
            ),
            version=Problem.objects.get(number=number).version,
            actor=self.actor,
            at=self.at,
        )

    def keep(self, subject: str, files: list[Examined], sharing: Sharing) -> None:
        """The photos of one row."""
        if files:
            attachments.attach_all(
                subject=subject, uploads=files, sharing=sharing, actor=self.actor, at=self.at
            )
