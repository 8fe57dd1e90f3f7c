"""What happened on site: visits, problems, orders, cases."""

from typing import Final

from django.db.models import QuerySet

from tingban.data.complaints.models import Case, CaseFact
from tingban.data.inspections.models import Visit, VisitFact
from tingban.data.rectification.models import Order, OrderStep, Problem, ProblemStep
from tingban.kit.dates import chinese_day
from tingban.kit.text import shorten
from tingban.reads.overview.lines import ACT, Line, day_of, first_known, who
from tingban.rules.complaints import STANDING_LABELS, Standing
from tingban.rules.complaints.masking import mask_text
from tingban.rules.inspections import LEVEL_LABELS, VISIT_LABELS, OrganiserLevel, VisitKind
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    ORDER_STEP_LABELS,
    PROBLEM_STEP_LABELS,
    Category,
    OrderStepKind,
    ProblemStepKind,
)

_TEXT: Final = 80
_STEP_TONES = {
    ProblemStepKind.CONFIRM: "late",
    ProblemStepKind.COMPLETE: "good",
    ProblemStepKind.REOPEN: "late",
    ProblemStepKind.ANNUL: "",
}


def visit_lines(visits: QuerySet[Visit], limit: int) -> list[Line]:
    """Visits that stand, known since they were first stated."""
    facts = (
        VisitFact.objects.standing()
        .filter(visit__in=visits.filter(is_void=False).order_by())
        .annotate(first_at=first_known(VisitFact, "visit"))
        .select_related("visit", "community", "act")
        .only("kind", "level", "done_on", "visit__number", "community__name", *ACT)
    )
    return [
        Line(
            on=fact.done_on,
            recorded_at=fact.first_at,
            what=f"{VISIT_LABELS[VisitKind(fact.kind)]} {fact.visit.number}",
            who=who(fact.act),
            note=f"{LEVEL_LABELS[OrganiserLevel(fact.level)]}级组织 · {fact.community.name}",
            topic="visit",
            key=fact.visit.number,
        )
        for fact in facts.order_by("-done_on", "-id")[: limit + 1]
    ]


def problem_lines(problems: QuerySet[Problem], limit: int) -> list[Line]:
    """Problems step by step."""
    steps = (
        ProblemStep.objects.standing()
        .filter(problem__in=problems.order_by())
        .select_related("problem__community", "act")
        .only(
            "kind",
            "on",
            "recorded_at",
            "problem__number",
            "problem__category",
            "problem__description",
            "problem__community__name",
            *ACT,
        )
    )
    return [
        Line(
            on=step.on,
            recorded_at=step.recorded_at,
            what=f"问题{PROBLEM_STEP_LABELS[ProblemStepKind(step.kind)]} {step.problem.number}",
            who=who(step.act),
            note=_problem_note(step.problem),
            topic="problem",
            key=step.problem.number,
            tone=_STEP_TONES[ProblemStepKind(step.kind)],
        )
        for step in steps.order_by("-on", "-id")[: limit + 1]
    ]


def _problem_note(problem: Problem) -> str:
    told = f"：{shorten(problem.description, _TEXT)}" if problem.description else ""
    return f"{problem.community.name} · {CATEGORY_LABELS[Category(problem.category)]}{told}"


def orders_of(problems: QuerySet[Problem]) -> QuerySet[Order]:
    """Orders that speak of these problems; one that speaks of several stands there as often."""
    return Order.objects.filter(
        targets__problem__in=problems.order_by(), targets__retracted_at__isnull=True
    )


def effective(problems: QuerySet[Problem]) -> int:
    """How many orders about these problems are served and stand."""
    orders = orders_of(problems).filter(served_on__isnull=False, withdrawn_on__isnull=True)
    return orders.order_by().values("pk").distinct().count()


def order_lines(orders: QuerySet[Order], limit: int) -> list[Line]:
    """Orders step by step."""
    steps = (
        OrderStep.objects.standing()
        .filter(order__in=orders.order_by())
        .select_related("order", "act")
        .only("kind", "on", "recorded_at", "order__number", *ACT)
    )
    return [
        Line(
            on=step.on,
            recorded_at=step.recorded_at,
            what=f"责令整改{ORDER_STEP_LABELS[OrderStepKind(step.kind)]} {step.order.number}",
            who=who(step.act),
            topic="order",
            key=step.order.number,
        )
        for step in steps.order_by("-on", "-id")[: limit + 1]
    ]


def case_lines(cases: QuerySet[Case], limit: int) -> list[Line]:
    """Cases by number and summary; who complained stays in the vault (DESIGN 3.6)."""
    facts = (
        CaseFact.objects.standing()
        .filter(case__in=cases.exclude(standing=Standing.VOID.value).order_by())
        .annotate(first_at=first_known(CaseFact, "case"))
        .select_related("case", "act")
        .only(
            "recorded_at",
            "case__number",
            "case__standing",
            "case__summary",
            "case__received_at",
            "case__accepted_at",
            "case__closed_at",
            *ACT,
        )
    )
    return [_case_line(fact) for fact in facts.order_by("-received_at", "-id")[: limit + 1]]


def _case_line(fact: CaseFact) -> Line:
    case = fact.case
    began = case.received_at or case.accepted_at or fact.recorded_at
    label = STANDING_LABELS[Standing(case.standing)]
    stands = f"{chinese_day(day_of(case.closed_at))} {label}" if case.closed_at else label
    return Line(
        on=day_of(began),
        recorded_at=fact.first_at,  # type: ignore[attr-defined]  # annotated by case_lines
        what=f"投诉举报 {case.number}（{stands}）",
        who=who(fact.act),
        note=shorten(mask_text(case.summary), _TEXT),
        topic="case",
        key=case.number,
    )
