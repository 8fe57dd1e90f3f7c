"""Problems of one company in one community, and the orders that stand on problems (CELL C01)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from tingban.data.rectification.models import OrderProblem, Problem
from tingban.data.registry.models import Community, Company
from tingban.rules.rectification.stages import OPEN
from tingban.rules.rectification.standing_orders import StandingOrder


def between(community: Community, company: Company) -> Q:
    """Rows of this community and this company: a merge leaves what was written where it was
    (DOMAIN 5.1), so both are followed to their root."""
    place = community.merged_into_id or community.pk
    return (Q(community=place) | Q(community__merged_into=place)) & of_company(company)


def of_company(company: Company) -> Q:
    """Rows of this company and of what was merged into it."""
    firm = company.merged_into_id or company.pk
    return Q(company=firm) | Q(company__merged_into=firm)


def problems_at(community: Community, company: Company) -> QuerySet[Problem]:
    """What was confirmed there of this company and not annulled."""
    rows = Problem.objects.filter(between(community, company))
    return rows.filter(confirmed_on__isnull=False, annulled_on__isnull=True)


def open_with_act(community: Community, company: Company, act: str) -> list[Problem]:
    """Those of them that show this sub-act and are not put right, by number."""
    rows = problems_at(community, company).filter(stage__in=[stage.value for stage in OPEN])
    return [row for row in rows.order_by("number") if act in row.acts.split("、")]


def ran_out(rows: QuerySet[Problem], on: date) -> QuerySet[Problem]:
    """Those whose term is over on this day, and was not when each order of them came (T-P11).

    A file may bring a service after the term: of such an order nothing was ever to be kept.
    """
    told = OrderProblem.objects.standing().filter(
        problem=OuterRef("pk"), order__served_on__isnull=False, order__withdrawn_on__isnull=True
    )
    in_time = told.filter(order__served_on__lte=OuterRef("due_on"))
    return rows.filter(Exists(in_time) | ~Exists(told), due_on__lt=on)


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
