"""What stands beside a level case or an exposure: problems, complaints, penalties, the clock."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db.models import Q

from tingban.data.complaints.models import Case
from tingban.data.enforcement.models import Penalty
from tingban.data.rectification.models import Problem, ProblemLink
from tingban.data.rectification.proceedings import Proceeding, ProceedingMove
from tingban.data.registry.models import Community, Company
from tingban.reads.documents import attachments
from tingban.rules.areas import CITY
from tingban.rules.complaints.kinds import Standing
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.rectification.stages import Stage

# T-P15: what was annulled, or was none, is nobody's ground any more.
_GONE: Final = (Stage.ANN.value, Stage.VOID.value, Stage.REJ.value)


def linked(subject: str) -> list[Problem]:
    """The problems that led to a proceeding ("level_case:HJ-…")."""
    links = ProblemLink.objects.standing().filter(subject=subject)
    rows = Problem.objects.filter(pk__in=links.values("problem_id"))
    return list(rows.select_related("company", "community").order_by("number"))


def standing(problems: Iterable[Problem]) -> list[Problem]:
    """Those of them that are still somebody's ground."""
    return [it for it in problems if it.stage not in _GONE]


def of_problems(problems: Iterable[Problem]) -> Mapping[str, Any]:
    """What guards ask of the problems that led here: how many stand, which do not."""
    rows = tuple(problems)
    return {
        "problems": len(standing(rows)),
        "gone": tuple(it.number for it in rows if it.stage in _GONE),
    }


def due_on(row: Proceeding) -> date | None:
    """The last day of the clock that runs."""
    return last_day_of(row.due_at) if row.due_at else None


def proofs_after(subject: str, moves: type[ProceedingMove], *acts: str) -> int:
    """Files that came to a proceeding ("level_case:HJ-…") since the last of these acts; 0 before.

    What came earlier proves no answer to what was told by it.
    """
    steps: Any = moves._default_manager
    taken = steps.standing().filter(row__number=subject.partition(":")[2], step__in=acts)
    since = taken.order_by("-id").values_list("recorded_at", flat=True).first()
    return attachments.count_since(subject, since) if since else 0


def has_pressing(place: Community | None) -> bool:
    """Whether a problem of this community is overdue or escalated."""
    stages = [Stage.OVD.value, Stage.ESC.value]
    return place is not None and Problem.objects.filter(_in(place), stage__in=stages).exists()


def has_cases(place: Community | None) -> bool:
    """Whether somebody complained of this community; nobody is told who."""
    gone = [Standing.VOID.value, Standing.TRANSFERRED.value]
    return place is not None and Case.objects.filter(_in(place)).exclude(standing__in=gone).exists()


def has_escalated(company: Company | None, county: str) -> bool:
    """Whether a problem of this company in this county is escalated."""
    if company is None:
        return False
    rows = Problem.objects.filter(_of(company), stage=Stage.ESC.value)
    return (rows if county == CITY else rows.filter(county_id=county)).exists()


def has_penalties(company: Company | None, county: str) -> bool:
    """Whether a penalty against this company stands in this county."""
    if company is None:
        return False
    rows = Penalty.objects.filter(_of(company), decided_on__isnull=False, revoked_on__isnull=True)
    return (rows if county == CITY else rows.filter(county_id=county)).exists()


def persons_of(company: Company | None) -> tuple[str, ...]:
    """Whom the register names beside a company; the public never reads them."""
    return (company.legal_person,) if company is not None and company.legal_person else ()


def _in(place: Community) -> Q:
    return Q(community=place) | Q(community__merged_into=place)


def _of(company: Company) -> Q:
    return Q(company=company) | Q(company__merged_into=company)
