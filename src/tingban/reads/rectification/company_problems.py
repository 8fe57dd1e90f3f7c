"""Problems of one company in one community, and the orders that stand on problems (CELL C01)."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tingban.data.rectification.models import OrderProblem, Problem
from tingban.data.registry.models import Community, Company
from tingban.rules.rectification.stages import OPEN
from tingban.rules.rectification.standing_orders import StandingOrder


def problems_at(community: Community, company: Company) -> QuerySet[Problem]:
    """What was confirmed there of this company and not annulled, merges followed to their root."""
    place, firm = community.merged_into_id or community.pk, company.merged_into_id or company.pk
    return Problem.objects.filter(
        Q(community=place) | Q(community__merged_into=place),
        Q(company=firm) | Q(company__merged_into=firm),
        confirmed_on__isnull=False, annulled_on__isnull=True,
    )  # fmt: skip


def open_with_act(community: Community, company: Company, act: str) -> list[Problem]:
    """Those of them that show this sub-act and are not put right, by number."""
    rows = problems_at(community, company).filter(stage__in=[stage.value for stage in OPEN])
    return [row for row in rows.order_by("number") if act in row.acts.split("、")]


def standing_orders(problems: Iterable[Problem]) -> tuple[StandingOrder, ...]:
    """The orders by which the company was told to put these right, the newest last."""
    rows = OrderProblem.objects.standing().filter(
        problem__in=list(problems), order__served_on__isnull=False,
        order__withdrawn_on__isnull=True,
    )  # fmt: skip
    found = rows.select_related("order", "problem").order_by("order__served_on", "id")
    return tuple(
        StandingOrder(row.order.number, row.problem.number, row.order.served_on, row.problem.due_on)
        for row in found
        if row.order.served_on is not None
    )
