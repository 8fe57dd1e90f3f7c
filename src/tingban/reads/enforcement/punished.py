"""Which problems have a penalty decision of their own (DOMAIN 1.3, trap 2; 行政处罚法 9).

A decision diverts the problems of its case, and its revocation takes that back: the diversion that
stands is the penalty that stands.
"""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from tingban.data.rectification.models import Diversion, Problem, ProblemLink
from tingban.rules.rectification.course import DIVERTED_BY_PENALTY

_APART: Final = "、"


def behind(subject: str) -> tuple[Problem, ...]:
    """The problems that led to a proceeding."""
    links = ProblemLink.objects.standing().filter(subject=subject).values("problem_id")
    rows = Problem.objects.filter(pk__in=links).select_related("company", "community")
    return tuple(rows.order_by("number"))


def unpunished(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The numbers of those for which no penalty stands."""
    return tuple(it.number for it in problems if not is_punished(it))


def is_punished(problem: Problem) -> bool:
    """Whether a penalty stands for it, or for the same conduct of the company in the same place."""
    standing = Diversion.objects.standing().filter(kind=DIVERTED_BY_PENALTY)
    if standing.filter(problem=problem).exists():
        return True
    if problem.company is None:
        return False
    company = problem.company.merged_into_id or problem.company_id
    own = Q(company_id=company) | Q(company__merged_into_id=company)
    same = Problem.objects.filter(
        own, community_id=problem.community_id, category=problem.category,
        pk__in=standing.values("problem_id"),
    )  # fmt: skip
    wanted = _acts(problem.acts)
    return bool(wanted) and any(
        wanted <= _acts(acts) for acts in same.values_list("acts", flat=True)
    )


def _acts(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split(_APART) if part)
