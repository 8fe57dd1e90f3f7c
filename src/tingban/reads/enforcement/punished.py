"""Which problems have a penalty decision of their own (DOMAIN 1.3, trap 2; 行政处罚法 9).

A decision diverts the problems of its case, and its revocation takes that back: the diversion that
stands is the penalty that stands.
"""

from collections.abc import Iterable, Mapping

from tingban.data.enforcement.models import Penalty, PenaltyCase
from tingban.data.rectification.models import Diversion, Problem, ProblemLink
from tingban.data.registry.models import Company
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement import grounds
from tingban.reads.enforcement.penalty_cases import decision_number
from tingban.rules.rectification.course import DIVERTED_BY_PENALTY


def behind(subject: str) -> tuple[Problem, ...]:
    """The problems that led to a proceeding."""
    return tuple(grounds.linked(subject))


def unpunished(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The numbers of those for which no penalty of their own stands.

    The same conduct seen again is a new problem (T-P14): what was decided before
    does not punish it.
    """
    rows = tuple(problems)
    standing = Diversion.objects.standing().filter(kind=DIVERTED_BY_PENALTY, problem__in=rows)
    own = set(standing.values_list("problem_id", flat=True))
    return tuple(it.number for it in rows if it.pk not in own)


def why_unpunished(numbers: Iterable[str], company: Company | None) -> Mapping[str, str]:
    """By problem, what became of its penalty: none, not decided, revoked, of somebody else."""
    return {number: why for number in numbers if (why := _why(number, company))}


def _why(number: str, company: Company | None) -> str:
    links = ProblemLink.objects.standing().filter(
        problem__number=number, subject__startswith="penalty_case:"
    )
    cases = [subject.partition(":")[2] for subject in links.values_list("subject", flat=True)]
    row = PenaltyCase.objects.filter(number__in=cases).select_related("company").last()
    if row is None:
        return ""
    own = (company.merged_into_id or company.pk) if company else None
    if row.company is not None and own not in (row.company.merged_into_id, row.company_id):
        return f"处罚案件 {row.number} 处罚的是“{row.company.name}”"
    decision = decision_number(row.number)
    revoked = Penalty.objects.filter(number=decision, revoked_on__isnull=False).first()
    if revoked is not None and revoked.revoked_on is not None:
        return f"处罚决定 {decision} 已于 {chinese_day(revoked.revoked_on)}撤销"
    return f"处罚案件 {row.number} 还没有作出决定"
