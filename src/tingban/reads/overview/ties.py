"""What belongs together: an exit, its credit push, its penalty case, its orders; both ways.

Each tie is read from where it was said: a push names what it is about, a step of an exit the
penalty case, a link the problem, an order its problems.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from tingban.data.documents.models import Paper
from tingban.data.enforcement.models import CreditPush, PenaltyCase
from tingban.data.exits.models import Exit, ExitCase, ExitCaseMove, ExitFact
from tingban.data.rectification.models import Order, Problem, ProblemLink
from tingban.data.rectification.proceedings import Proceeding
from tingban.data.registry.models import Contract
from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.penalty_cases import decision_number
from tingban.reads.overview.field_lines import orders_of
from tingban.reads.rectification.company_problems import between
from tingban.rules.actors import Actor
from tingban.rules.enforcement.credit_stages import CreditKind
from tingban.rules.exits.exit_stages import Act

_EXIT, _PENALTY, _PUSH, _ORDER = "exit_case", "penalty_case", "credit_push", "order"
_MODELS: Final[Mapping[str, type[Proceeding]]] = {
    _EXIT: ExitCase, _PENALTY: PenaltyCase, _PUSH: CreditPush,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie:
    """Another row by its topic and key; `told` says its days where the key is no number."""

    topic: str
    key: str
    told: str = ""


def ties_of(actor: Actor, topic: str, number: str) -> tuple[Tie, ...]:
    """What a proceeding in sight belongs with, as far as that is in sight too."""
    look = _LOOKS.get(topic)
    return tuple(dict.fromkeys(look(actor, number))) if look else ()


def ties_of_problem(actor: Actor, number: str) -> tuple[Tie, ...]:
    """Proceedings that pursue a problem without a branch of an escalation of their own."""
    links = ProblemLink.objects.standing().filter(measure=None, problem__number=number)
    return tuple(_proceedings(actor, links))


def ties_of_order(actor: Actor, number: str) -> tuple[Tie, ...]:
    """Proceedings that the problems of an order led to."""
    problems = Problem.objects.filter(
        orders__order__number=number, orders__retracted_at__isnull=True
    )
    links = ProblemLink.objects.standing().filter(problem__in=problems.order_by())
    return tuple(_proceedings(actor, links))


def _proceedings(actor: Actor, links: QuerySet[ProblemLink]) -> Iterator[Tie]:
    subjects = dict.fromkeys(links.order_by("id").values_list("subject", flat=True))
    named = [subject.partition(":") for subject in subjects]
    for topic in (_EXIT, _PENALTY):
        wanted = [key for kind, _, key in named if kind == topic]
        if wanted:
            yield from _seen(actor, topic, Q(number__in=wanted))


def _of_exit(actor: Actor, number: str) -> Iterator[Tie]:
    yield from _seen(actor, _PUSH, Q(kind=CreditKind.REFUSAL.value, about=number))
    told = ExitCaseMove.objects.standing().filter(row__number=number, step=Act.LINK_PENALTY)
    cases = [str(it.get("penalty_case", "")).strip() for it in told.values_list("told", flat=True)]
    yield from _seen(actor, _PENALTY, Q(number__in=cases))
    yield from _orders(actor, _EXIT, number)
    yield from _of_both(actor, number)


def _of_both(actor: Actor, number: str) -> Iterator[Tie]:
    """The contracts of the two parties, and the exit as C04 counts it."""
    case = ExitCase.objects.select_related("community", "company").filter(number=number).first()
    if case is None or case.community is None or case.company is None:
        return
    both = between(case.community, case.company)
    contracts = Contract.objects.visible_to(actor).filter(both, is_void=False)
    for signed in contracts.order_by("starts_on"):
        until = f"至{chinese_day(signed.ends_on)}" if signed.ends_on else "起，没有写到期日"
        yield Tie("contract", str(signed.pk), f"{chinese_day(signed.starts_on)}{until}")
    rows = Exit.objects.visible_to(actor).filter(both)
    standing = rows.filter(pk__in=ExitFact.objects.standing().values("exit_id"))
    for row in standing:
        told = f"{chinese_day(row.exited_on)}退出" if row.exited_on else "正在退出"
        yield Tie("exit", str(row.pk), told)


def ties_of_exit(actor: Actor, exit_id: int) -> tuple[Tie, ...]:
    """The cases by which a counted exit came about."""
    rows = Exit.objects.visible_to(actor).select_related("community", "company")
    leaving = rows.get(pk=exit_id)
    return tuple(_seen(actor, _EXIT, between(leaving.community, leaving.company)))


def _of_penalty(actor: Actor, number: str) -> Iterator[Tie]:
    moves = ExitCaseMove.objects.standing().filter(step=Act.LINK_PENALTY, told__penalty_case=number)
    yield from _seen(actor, _EXIT, Q(pk__in=moves.values("row_id")))
    decision = decision_number(number)
    if decision:
        yield from _seen(actor, _PUSH, Q(kind=CreditKind.PENALTY.value, about=decision))
    yield from _orders(actor, _PENALTY, number)


def _of_push(actor: Actor, number: str) -> Iterator[Tie]:
    row = CreditPush.objects.visible_to(actor).filter(number=number).first()
    if row is None or not row.about:
        return
    if row.kind == CreditKind.REFUSAL:
        yield from _seen(actor, _EXIT, Q(number=row.about))
        return
    papers = Paper.objects.filter(number=row.about, subject__startswith=f"{_PENALTY}:")
    cases = [subject.partition(":")[2] for subject in papers.values_list("subject", flat=True)]
    yield from _seen(actor, _PENALTY, Q(number__in=cases))


def _orders(actor: Actor, topic: str, number: str) -> Iterator[Tie]:
    links = ProblemLink.objects.standing().filter(subject=f"{topic}:{number}")
    problems = Problem.objects.filter(pk__in=links.values("problem_id"))
    orders = Order.objects.visible_to(actor).filter(pk__in=orders_of(problems).values("pk"))
    for row in orders.filter(withdrawn_on__isnull=True).order_by("id"):
        yield Tie(_ORDER, row.number)


def _seen(actor: Actor, topic: str, wanted: Q) -> Iterator[Tie]:
    rows = _MODELS[topic].objects.visible_to(actor).filter(wanted)
    for number in rows.order_by("id").values_list("number", flat=True):
        yield Tie(topic, number)


_LOOKS: Final[Mapping[str, Callable[[Actor, str], Iterator[Tie]]]] = {
    _EXIT: _of_exit,
    _PENALTY: _of_penalty,
    _PUSH: _of_push,
}
