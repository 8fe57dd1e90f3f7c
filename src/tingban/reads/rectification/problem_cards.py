"""One problem with its orders and its history."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.rectification.models import (
    OrderProblem,
    OrderStep,
    Problem,
    ProblemFact,
    ProblemStep,
)
from tingban.reads.audit import history
from tingban.reads.audit.history import Told
from tingban.reads.rectification.problems import ProblemRow, row_of, with_names
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    ORDER_STEP_LABELS,
    PROBLEM_STEP_LABELS,
    SOURCE_LABELS,
    Category,
    OrderStepKind,
    ProblemSource,
    ProblemStepKind,
)

NOT_FOUND: Final = "没有找到这个问题，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order that speaks of the problem."""

    number: str
    served_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """What is stated now, the version it was seen in, orders, and everything ever stated."""

    row: ProblemRow
    reopened_on: date | None
    annulled_on: date | None
    version: int
    orders: tuple[OrderLine, ...]
    history: tuple[Told, ...]


def problem(actor: Actor, number: str) -> ProblemDetail:
    """One problem in sight."""
    found = with_names(Problem.objects.visible_to(actor)).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    targets = OrderProblem.objects.standing().filter(problem=found).select_related("order")
    orders = [target.order for target in targets.order_by("-order__served_on", "-id")]
    lines = (*_statements(found), *_steps(found), *_orders([order.pk for order in orders]))
    return ProblemDetail(
        row=row_of(found),
        reopened_on=found.reopened_on,
        annulled_on=found.annulled_on,
        version=found.version,
        orders=tuple(OrderLine(o.number, o.served_on, o.withdrawn_on) for o in orders),
        history=history.newest_first(lines),
    )


def _statements(problem: Problem) -> Iterator[Told]:
    facts = history.with_acts(ProblemFact.objects.filter(problem=problem))
    facts = facts.select_related("act", "retracted_by", "community", "company")
    shown = [(fact, _shown(fact)) for fact in facts]
    for fact, what, note in history.statements(shown, first="登记问题"):
        yield history.told(fact, what, note=note)


def _shown(fact: ProblemFact) -> Mapping[str, str]:
    return {
        "小区": fact.community.name,
        "企业": fact.company.name if fact.company else "",
        "问题类别": CATEGORY_LABELS[Category(fact.category)],
        "问题行为": fact.acts,
        "问题描述": fact.description,
        "来源": SOURCE_LABELS[ProblemSource(fact.source)],
        "来源编号": fact.source_ref,
        "整改期限": f"{fact.due_on:%Y-%m-%d}" if fact.due_on else "",
    }


def _steps(problem: Problem) -> Iterator[Told]:
    for step in history.with_acts(ProblemStep.objects.filter(problem=problem)):
        kind = ProblemStepKind(step.kind)
        # The words of the confirmation stand in the statement that came with it.
        note = "" if kind is ProblemStepKind.CONFIRM else None
        yield history.told(step, PROBLEM_STEP_LABELS[kind], so_at=step.on, note=note)


def _orders(ids: list[int]) -> Iterator[Told]:
    steps = OrderStep.objects.filter(order_id__in=ids)
    rows = history.with_acts(steps).select_related("act", "retracted_by", "order")
    for step in rows:
        what = f"责令整改通知书{ORDER_STEP_LABELS[OrderStepKind(step.kind)]}"
        yield history.told(step, f"{what} {step.order.number}", so_at=step.on)
