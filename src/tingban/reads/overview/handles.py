"""What a form carries unseen: the version of a row that is being changed, the id of a company."""

from dataclasses import dataclass
from typing import TypeVar

from tingban.data.accounts.models import Unit
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.rectification import Category

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProblemHandle:
    """A problem as whoever takes its next step must know it."""

    number: str
    stage: str
    version: int
    category: Category
    acts: tuple[str, ...]
    community_code: str


def problem(*, number: str, actor: Actor) -> ProblemHandle:
    """A problem as the actor sees it now."""
    found = Problem.objects.visible_to(actor).filter(number=number)
    row = found.values_list("stage", "version", "category", "acts", "community__code").first()
    if row is None:
        raise NotFound("没有找到，或者它不在您的辖区内。")
    stage, version, category, acts, code = row
    told = tuple(act for act in acts.split("、") if act)
    return ProblemHandle(number, stage, version, Category(category), told, code)


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """Where a problem lies and whose it is."""

    community_code: str
    company_id: int | None


def problem_place(*, number: str, actor: Actor) -> ProblemPlace:
    """For a page that begins with a problem."""
    found = Problem.objects.visible_to(actor).filter(number=number)
    row = found.values_list("community__code", "company__merged_into_id", "company_id").first()
    if row is None:
        raise NotFound("没有找到，或者它不在您的辖区内。")
    code, merged, company = row
    return ProblemPlace(code, merged or company)


def in_stage(*, stage: str, county: str, actor: Actor) -> list[str]:
    """Problems of a county in a stage, those longest due first."""
    rows = Problem.objects.visible_to(actor).filter(stage=stage, county_id=county)
    return list(rows.order_by("due_on", "id").values_list("number", flat=True))


@dataclass(frozen=True, slots=True)
class CaseHandle:
    """A case as whoever takes its next step must know it.

    `handler` is the area whose bureau has it in hand, whoever keeps it where nobody else was
    named; `county` is where it lies, empty where nobody knows.
    """

    number: str
    version: int
    stage: str
    handler: str
    county: str


def case(*, number: str, actor: Actor) -> CaseHandle:
    """A case as the actor sees it now."""
    found = Case.objects.visible_to(actor).filter(number=number)
    row = found.values_list("version", "stage", "handler_area_id", "unit_id", "county_id").first()
    if row is None:
        raise NotFound("没有找到，或者它不在您的辖区内。")
    version, stage, handler, unit, county = row
    return CaseHandle(number, version, stage, handler or unit, county or "")


def _only(row: tuple[T] | None) -> T:
    if row is None:
        raise NotFound("没有找到，或者它不在您的辖区内。")
    return row[0]


def company_ids(*, actor: Actor) -> dict[str, int]:
    """Ids of the companies by 统一社会信用代码; companies are the whole city's (DOMAIN 5.2)."""
    if not actor.sees_facts:
        return {}
    known = Company.objects.exclude(uscc=None).values_list("uscc", "id")
    return {uscc: pk for uscc, pk in known if uscc}


def is_in_use(*, actor: Actor) -> bool:
    """Whether a unit was founded or a community registered yet that the actor can see."""
    return Unit.objects.exists() or Community.objects.visible_to(actor).exists()


def unvisited_community(*, county: str, actor: Actor) -> str:
    """The code of a standing community of a county in which nobody has been yet."""
    rows = Community.objects.visible_to(actor).filter(
        county_id=county, is_void=False, merged_into__isnull=True, visits__isnull=True
    )
    return _only(rows.order_by("code").values_list("code").first())
