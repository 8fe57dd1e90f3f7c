"""The papers of a proceeding that were served on its company (行政处罚法 44, 61).

Shown is what was signed, has been served and is addressed to the company in the very wording that
was signed: letters about it to others, forms of the file and drafts never are.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.documents.models import Paper
from tingban.data.rectification.proceedings import Proceeding
from tingban.data.registry.models import Company, CompanyFact
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.documents.templates import PaperText, thaw
from tingban.rules.errors import NotFound

_NOT_FOUND: Final = "没有找到这份文书，或者它不是送达贵公司的。"


@dataclass(frozen=True, slots=True)
class SidePaper:
    """One paper as its company lists it."""

    key: str
    title: str
    number: str
    served_on: date


@dataclass(frozen=True, slots=True)
class SideWording:
    """What was signed, and on which day."""

    paper: SidePaper
    text: PaperText
    signed_on: date


def served_papers(flow: Flow, row: Proceeding, *, today: date) -> tuple[SidePaper, ...]:
    """The newest first; `row` was found in the company's own sight."""
    if row.company is None:
        return ()
    rows = Paper.objects.served_on_addressee(names_of(row.company), by=today)
    rows = rows.filter(subject=flow.subject_of(row.number)).order_by("-served_on", "-id")
    return tuple(_shown(paper) for paper in rows)


def served_wording(flow: Flow, row: Proceeding, key: str, *, today: date) -> SideWording:
    """One of them, word for word."""
    paper = next((it for it in served_papers(flow, row, today=today) if it.key == key), None)
    if paper is None:
        raise NotFound(_NOT_FOUND)
    signature = Paper.objects.select_related("signature").get(key=paper.key).signature
    return SideWording(paper, thaw(signature.text), signature.signed_on)


def names_of(company: Company) -> set[str]:
    """What it is and was called, and what it was merged into."""
    told = {company.name} | ({company.merged_into.name} if company.merged_into else set())
    rows = [company.pk, company.merged_into_id or company.pk]
    facts = CompanyFact.objects.filter(company_id__in=rows)
    return told | set(facts.values_list("name", flat=True))


def _shown(row: Paper) -> SidePaper:
    if row.served_on is None:
        raise ValueError(f"{row.key} is listed as served and has no day of service")
    return SidePaper(row.key, row.title, row.number, row.served_on)
