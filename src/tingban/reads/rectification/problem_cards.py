"""One problem with its orders and its history."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tingban.data.rectification.models import (
    OrderProblem,
    OrderStep,
    Problem,
    ProblemFact,
    ProblemMove,
    ProblemStep,
    Repayment,
)
from tingban.kit.dates import chinese_day
from tingban.reads.audit import history
from tingban.reads.audit.history import Line, Told
from tingban.reads.rectification.move_lines import move_lines
from tingban.reads.rectification.next_steps import NextSteps, following
from tingban.reads.rectification.problems import ProblemRow, row_of, with_names
from tingban.reads.registry.pages import lean
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    ORDER_STEP_LABELS,
    PROBLEM_STEP_LABELS,
    SOURCE_LABELS,
    SUB_ACT_BY_CODE,
    Category,
    OrderStepKind,
    ProblemSource,
    ProblemStepKind,
)

# By which a company is known as the one that owes it.
_OWNERS: Final = (
    "company__uscc", "company__merged_into", "company__merged_into__uscc", "regression_of__number",
)  # fmt: skip
NOT_FOUND: Final = "没有找到这个问题，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order that speaks of the problem."""

    number: str
    signed_on: date | None
    served_on: date | None
    withdrawn_on: date | None

    @property
    def is_waiting(self) -> bool:
        """Signed, and not yet served."""
        return self.signed_on is not None and not (self.served_on or self.withdrawn_on)

    @property
    def is_standing(self) -> bool:
        """Signed or served, and not withdrawn: what it says binds."""
        return bool(self.signed_on or self.served_on) and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """What is stated now, the version it was seen in, orders, and everything ever stated."""

    row: ProblemRow
    reopened_on: date | None
    annulled_on: date | None
    recheck_fails: int
    regression_of: str
    repayment: tuple[int, int] | None
    version: int
    orders: tuple[OrderLine, ...]
    history: tuple[Told, ...]

    @property
    def ordered_by(self) -> OrderLine | None:
        """The order whose term the problem has; None where none stands or no term is told."""
        standing = (it for it in self.orders if it.is_standing)
        return next(standing, None) if self.row.due_on else None

    @property
    def repayment_words(self) -> str:
        """应退 1,200.00 元，已退 800.00 元."""
        if self.repayment is None:
            return ""
        owed, repaid = self.repayment
        return f"应退 {owed / 100:,.2f} 元，已退 {repaid / 100:,.2f} 元"


def problem(actor: Actor, number: str) -> ProblemDetail:
    """One problem in sight."""
    found = _found(actor, number)
    return _detail(found, _moves(found))


def card(actor: Actor, number: str, *, today: date) -> tuple[ProblemDetail, NextSteps]:
    """One problem in sight, with what comes next."""
    found = _found(actor, number)
    moves = _moves(found)
    standing = [move for move in moves if move.retracted_at is None]
    return _detail(found, moves), following(actor, found, standing, today=today)


def _found(actor: Actor, number: str) -> Problem:
    rows = with_names(Problem.objects.visible_to(actor), *_OWNERS).filter(number=number)
    found = rows.first()
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def _moves(found: Problem) -> list[ProblemMove]:
    moves = ProblemMove.objects.filter(problem=found)
    return list(moves.select_related("act").order_by("id"))


def _detail(found: Problem, moves: list[ProblemMove]) -> ProblemDetail:
    targets = OrderProblem.objects.standing().filter(problem=found).select_related("order")
    orders = [target.order for target in targets.order_by("-order__served_on", "-id")]
    acts = {move.act_id for move in moves}
    lines = (
        *_statements(found, acts), *_steps(found, acts), *move_lines(moves),
        *_orders([order.pk for order in orders]),
    )  # fmt: skip
    return ProblemDetail(
        row=row_of(found),
        reopened_on=found.reopened_on,
        annulled_on=found.annulled_on,
        recheck_fails=found.recheck_fails,
        regression_of=found.regression_of.number if found.regression_of else "",
        repayment=_repayment(found),
        version=found.version,
        orders=tuple(OrderLine(o.number, o.signed_on, o.served_on, o.withdrawn_on) for o in orders),
        history=history.newest_first(lines),
    )


def _repayment(problem: Problem) -> tuple[int, int] | None:
    """应退 and 已退, in 0.01 yuan."""
    standing = Repayment.objects.standing().filter(problem=problem)
    return standing.values_list("owed", "repaid").order_by("-id").first()


def _statements(problem: Problem, moved: Collection[int]) -> Iterator[Line]:
    """The first, and what was corrected; what a step restated is told by the step."""
    facts = lean(ProblemFact.objects.filter(problem=problem), "community__name", "company__name")
    shown = [(fact, _shown(fact)) for fact in facts.order_by("id")]
    for place, (fact, what, note) in enumerate(history.statements(shown, first="登记问题")):
        if place == 0 or fact.act_id not in moved:
            # A step that sets a new term states all anew; what was stated before was not wrong.
            yield Line(fact, what, note=note, is_restated=fact.retracted_by_id in moved)


def _shown(fact: ProblemFact) -> Mapping[str, str]:
    return {
        "小区": fact.community.name,
        "企业": fact.company.name if fact.company else "",
        "问题类别": CATEGORY_LABELS[Category(fact.category)],
        "问题行为": _acts(fact.acts),
        "问题描述": fact.description,
        "来源": SOURCE_LABELS[ProblemSource(fact.source)],
        "来源编号": fact.source_ref,
        "整改期限": chinese_day(fact.due_on) if fact.due_on else "",
    }


def _acts(codes: str) -> str:
    """In words; what an import brought may be none of the table."""
    return "；".join(
        SUB_ACT_BY_CODE[code].label if code in SUB_ACT_BY_CODE else code
        for code in codes.split("、")
    )


def _steps(problem: Problem, moved: Collection[int]) -> Iterator[Line]:
    """Days that came without a step of the table: from an import, or before there was one."""
    steps = ProblemStep.objects.filter(problem=problem).exclude(act_id__in=moved)
    for step in steps.order_by("id"):
        kind = ProblemStepKind(step.kind)
        # The words of the confirmation stand in the statement that came with it.
        note = "" if kind is ProblemStepKind.CONFIRM else None
        yield Line(step, PROBLEM_STEP_LABELS[kind], so_at=step.on, note=note)


def _orders(ids: list[int]) -> Iterator[Line]:
    steps = OrderStep.objects.filter(order_id__in=ids)
    for step in lean(steps, "order__number").order_by("id"):
        what = f"责令整改通知书{ORDER_STEP_LABELS[OrderStepKind(step.kind)]}"
        yield Line(step, f"{what} {step.order.number}", so_at=step.on)
