"""曝光案件: their flow, and what exactly the public will read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tingban.data.enforcement.models import ExposureCase, ExposureCaseMove
from tingban.data.registry.models import Company
from tingban.reads.enforcement import exposure_penalties, grounds, punished
from tingban.reads.law import calendar
from tingban.reads.rectification import proceedings
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Actor
from tingban.rules.enforcement import exposure_text
from tingban.rules.enforcement.exposure_clocks import due_after
from tingban.rules.enforcement.exposure_fields import FIELDS
from tingban.rules.enforcement.exposure_flow import EXPOSURE_FLOW, MAIN
from tingban.rules.enforcement.exposure_guards import GUARD_LABELS, Guard
from tingban.rules.enforcement.exposure_stages import ENDS, Act
from tingban.rules.enforcement.exposure_text import PublicText
from tingban.rules.enforcement.measure_paper_stages import EXPOSURE_DUE
from tingban.rules.enforcement.redaction import Finding
from tingban.rules.enforcement.standing_ground import is_idle
from tingban.rules.rectification.stages import MeasureKind


def company_of(row: ExposureCase) -> Company | None:
    """The company; one that turned out to be another is that one."""
    company = row.company
    return (company.merged_into or company) if company is not None else None


def _beside(row: ExposureCase) -> Mapping[str, Any]:
    company = company_of(row)
    return {
        "uscc": (company.uscc or "") if company else "",
        "persons": grounds.persons_of(company),
        "escalated": grounds.has_escalated(company, row.county_id),
        "penalties": grounds.has_penalties(company, row.county_id),
        "due_on": grounds.due_on(row),
        **exposure_penalties.beside(row),
        **_behind(row),
    }


def _behind(row: ExposureCase) -> Mapping[str, Any]:
    """The problems that are exposed, and what was filed since its text was redacted."""
    subject = f"exposure_case:{row.number}"
    problems = punished.behind(subject)
    # What was annulled meanwhile waits for no penalty while others stand (T-P15).
    open_ones = punished.unpunished(grounds.standing(problems) or problems)
    return {
        "exposed": tuple(it.number for it in problems),
        **grounds.of_problems(problems),
        "unpunished": open_ones,
        "unpunished_why": punished.why_unpunished(open_ones, company_of(row)),
        "proofs": grounds.proofs_after(subject, ExposureCaseMove, Act.REDACT),
    }


EXPOSURES: Final = Flow(
    model=ExposureCase,
    moves=ExposureCaseMove,
    machine=EXPOSURE_FLOW,
    topic="enforcement",
    subject="exposure_case",
    prefix="BG",
    not_found="没有找到这件曝光，或者它不在您的辖区内。",
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=ENDS,
    main=MAIN,
    due=lambda now, step: due_after(now, step, calendar()),
    beside=_beside,
    measure=MeasureKind.EXPOSE,
    papers_due=EXPOSURE_DUE,
    idle={Guard.PROBLEMS_STAND: is_idle},
)


@dataclass(frozen=True, slots=True)
class Preview:
    """The text as the public will read it, and what is hidden in it."""

    number: str
    company: str
    text: PublicText
    hidden: tuple[Finding, ...]


def preview(actor: Actor, number: str, *, today: date) -> Preview:
    """What the public will read, before it does."""
    row = proceedings.found(EXPOSURES, actor, number)
    now = proceedings.course_of(EXPOSURES, row, today=today)
    return Preview(
        number,
        row.company.name if row.company else "",
        exposure_text.public_text(now),
        tuple(exposure_text.found_in(now)),
    )
