"""Which problems have a penalty decision of their own (DOMAIN 1.3, trap 2; 行政处罚法 9).

A decision diverts the problems of its case, and its revocation takes that back: the diversion that
stands is the penalty that stands.
"""

from collections.abc import Iterable

from tingban.data.rectification.models import Diversion, Problem, ProblemLink
from tingban.rules.rectification.course import DIVERTED_BY_PENALTY


def behind(subject: str) -> tuple[Problem, ...]:
    """The problems that led to a proceeding."""
    links = ProblemLink.objects.standing().filter(subject=subject).values("problem_id")
    rows = Problem.objects.filter(pk__in=links).select_related("company", "community")
    return tuple(rows.order_by("number"))


def unpunished(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The numbers of those for which no penalty of their own stands.

    The same conduct seen again is a new problem (T-P14): what was decided before
    does not punish it.
    """
    rows = tuple(problems)
    standing = Diversion.objects.standing().filter(kind=DIVERTED_BY_PENALTY, problem__in=rows)
    own = set(standing.values_list("problem_id", flat=True))
    return tuple(it.number for it in rows if it.pk not in own)
