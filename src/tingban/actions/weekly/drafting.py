"""T-R02: a county fills in what no count can tell, gives values their reasons, and checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import facts
from tingban.actions.weekly.taking import Turn, allowed, locked, seen, take
from tingban.data.audit.models import Entry
from tingban.data.weekly.models import Brief, Override, Report, WarningNote
from tingban.reads.weekly import situations
from tingban.reads.weekly.contents import live_content
from tingban.rules.actors import Actor
from tingban.rules.errors import NotNow, Refused
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import BRIEF_PARTS, BriefText
from tingban.rules.weekly.steps import Act

LONGEST_PART: Final = 20_000
LONGEST_NOTE: Final = 2_000
# A cell of the form; greater numbers are slips of the finger.
GREATEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """The human part of a report: 简报, and a note to each warning by the id of its check."""

    brief: BriefText = field(default_factory=BriefText)
    notes: Mapping[str, str] = field(default_factory=dict)

    def check(self) -> None:
        """Refuse what cannot be kept; nobody writes that much by hand."""
        for name, text in self.brief.parts.items():
            if len(text) > LONGEST_PART:
                raise Refused(
                    f"简报“{BRIEF_PARTS[name]}”有 {len(text)} 个字，"
                    f"最多 {LONGEST_PART} 个字，请精简后再保存。",
                    rule="T-R02",
                )
        for check, text in self.notes.items():
            if len(text) > LONGEST_NOTE:
                raise Refused(
                    f"{check} 的说明最多 {LONGEST_NOTE} 个字，请精简后再保存。", rule="T-R02"
                )


@dataclass(frozen=True, slots=True)
class OverrideStatement:
    """A value of the head in the place of the count; `computed` is the count he saw (CHK-26)."""

    cell: str
    computed: int
    given: int
    reason: str


@transaction.atomic
def save_draft(*, number: str, version: int, draft: Draft, actor: Actor, at: datetime) -> None:
    """Keep 简报 and notes as they stand on the page; notes that are not told are dropped."""
    report = locked(number, actor)
    seen(report, version)
    step = allowed(Act.EDIT, report, actor=actor, situation=situations.bare_situation(report, at))
    draft.check()
    Brief.objects.update_or_create(report=report, defaults=draft.brief.parts)
    _keep_notes(report, draft.notes)
    lengths = {name: len(text) for name, text in draft.brief.parts.items()}
    told = {"brief": lengths, "notes": sorted(note for note, text in draft.notes.items() if text)}
    take(report, step, Turn(after=told), actor=actor, at=at)


def _keep_notes(report: Report, notes: Mapping[str, str]) -> None:
    told = {check: text.strip() for check, text in notes.items() if text.strip()}
    WarningNote.objects.filter(report=report).exclude(check_id__in=sorted(told)).delete()
    for check, text in told.items():
        WarningNote.objects.update_or_create(report=report, check_id=check, defaults={"text": text})


@transaction.atomic
def override_value(
    *, number: str, version: int, statement: OverrideStatement, actor: Actor, at: datetime
) -> None:
    """Set another value than the count, with a reason; given again, the earlier one is retracted.

    Where the value told is the count itself, the override that stands is withdrawn.
    """
    report = locked(number, actor)
    seen(report, version)
    cell = statement.cell
    situation = replace(
        situations.bare_situation(report, at),
        cells=(cell,) if cell in CELL_BY_CODE else (),
        reason=statement.reason,
    )
    step = allowed(Act.OVERRIDE, report, actor=actor, situation=situation)
    computed = live_content(report, actor=actor, known_at=at).figures[cell].computed
    _check_override(statement, computed)
    standing = Override.objects.standing().filter(report=report, cell=cell).first()
    if standing is None and statement.given == computed:
        raise Refused("这个数与统计数相同，不需要改值。", rule="CHK-26")
    after = {"computed": computed, "given": statement.given}
    turn = Turn(reason=statement.reason.strip(), cells=(cell,), after=after)
    entry = take(report, step, turn, actor=actor, at=at)
    _restate(report, statement, standing, entry)


def _check_override(statement: OverrideStatement, computed: int) -> None:
    """The head decides about the count that he saw, not about one that has moved on since."""
    label = CELL_BY_CODE[statement.cell].title
    if statement.computed != computed:
        raise NotNow(
            f"“{label}”的统计数已从 {statement.computed} 变为 {computed}，"
            "请先核对新的统计数，再决定是否改值。",
            rule="CHK-26",
        )
    if not 0 <= statement.given <= GREATEST:
        raise Refused(f"“{label}”应填不小于 0 的整数。", rule="CHK-01")


def _restate(
    report: Report, statement: OverrideStatement, standing: Override | None, entry: Entry
) -> None:
    if standing is not None:
        facts.retract(standing, act=entry)
    if statement.given == statement.computed:
        return
    fresh = Override(
        report=report,
        cell=statement.cell,
        computed=statement.computed,
        given=statement.given,
        reason=statement.reason.strip(),
    )
    facts.append(fresh, act=entry)


@transaction.atomic
def check_report(*, number: str, version: int, actor: Actor, at: datetime) -> str:
    """T-R02: the clerk has checked it; no error is left and every warning is answered.

    The answer is the digest of what was checked.
    """
    report = locked(number, actor)
    seen(report, version)
    found = situations.live(report, actor=actor, at=at)
    situation = situations.situation(report, found, at=at)
    step = allowed(Act.CHECK, report, actor=actor, situation=situation)
    take(report, step, Turn(after={"digest": found.content.digest}), actor=actor, at=at)
    return found.content.digest


@transaction.atomic
def rework_report(*, number: str, version: int, reason: str, actor: Actor, at: datetime) -> None:
    """Back to the clerk's desk; the head's signature holds no longer."""
    report = locked(number, actor)
    seen(report, version)
    situation = replace(situations.bare_situation(report, at), reason=reason)
    step = allowed(Act.REWORK, report, actor=actor, situation=situation)
    take(report, step, Turn(reason=reason.strip()), actor=actor, at=at)
