"""The term that an order has told the company: what people type does not move it (T-P07)."""

from datetime import date

from django.db.models import Q

from tingban.data.rectification.models import Order, OrderProblem, Problem
from tingban.rules.rectification.terms import (
    check_new_term,
    check_ordered_term,
    check_served_term,
)
from tingban.rules.registry.campaign import YUNCHENG_2024


def standing_order(problem: Problem) -> Order | None:
    """The last order that speaks of the problem and was not withdrawn."""
    rows = OrderProblem.objects.standing().filter(problem=problem, order__withdrawn_on=None)
    told = rows.filter(Q(order__signed_on__isnull=False) | Q(order__served_on__isnull=False))
    last = told.select_related("order").order_by("order__served_on", "id").last()
    return last.order if last else None


def corrected_term(problem: Problem, wanted: date | None) -> date | None:
    """The term that a correction leaves: that of the order where one stands.

    Where an import told none, the term that the order names may be entered afterwards.
    """
    order = standing_order(problem)
    if order is None:
        return wanted
    check_ordered_term(order.number, problem.due_on, wanted)
    if problem.due_on is None and order.served_on is not None:
        check_served_term(wanted, order.served_on)
        if wanted is not None:
            _check_new(problem, wanted, order.served_on)
    return problem.due_on or wanted


def entered_term(problem: Problem, wanted: date | None, served_on: date) -> date | None:
    """The term of an order that is entered afterwards; another order may have told it already."""
    before = standing_order(problem)
    if before is not None:
        check_ordered_term(before.number, problem.due_on, wanted)
    term = wanted or problem.due_on
    check_served_term(term, served_on)
    is_told = before is not None and problem.due_on is not None
    if term is not None and not is_told:
        _check_new(problem, term, served_on)
    return term


def _check_new(problem: Problem, term: date, served_on: date) -> None:
    check_new_term(term, served_on, ends_on=YUNCHENG_2024.ends_on)
