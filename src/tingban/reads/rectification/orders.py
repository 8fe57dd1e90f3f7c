"""责令整改: the list, and one order with its problems and its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from tingban.data.rectification.models import (
    Order,
    OrderFact,
    OrderLink,
    OrderPlea,
    OrderProblem,
    OrderService,
    OrderStep,
    Problem,
)
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Found, Window
from tingban.reads.audit import history
from tingban.reads.audit.history import Line, Told
from tingban.reads.rectification.problems import ProblemRow, row_of, with_names
from tingban.reads.registry.pages import lean, page
from tingban.reads.registry.search import (
    ANYTHING,
    Bigrams,
    OfOne,
    communities_named,
    companies_named,
    is_searchable,
)
from tingban.rules.actors import Actor
from tingban.rules.documents.service import WAY_LABELS, Way
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import NotFound
from tingban.rules.rectification import ORDER_STEP_LABELS, OrderStepKind
from tingban.rules.rectification.paper_orders import is_whole_pair
from tingban.rules.rectification.stages import Stage

NOT_FOUND: Final = "没有找到这份责令整改通知书，或者它不在您的辖区内。"
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("number",),
    "served": ("served_on", "number"),
    "signed": ("signed_on", "number"),
    "county": ("county__report_order", "number"),
}


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What is wanted; empty means any. `standing`: signed, served, withdrawn, void, all."""

    text: str = ""
    of: OfOne = ANYTHING
    county: str = ""
    standing: str = "all"
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One line: how many problems it speaks of and how many are still open."""

    number: str
    county_code: str
    signed_on: date | None
    served_on: date | None
    withdrawn_on: date | None
    deemed_on: date | None
    problems: int
    open_problems: int
    place: str

    @property
    def standing(self) -> str:
        """signed, served, withdrawn, or void where its service was taken back."""
        if self.withdrawn_on:
            return "withdrawn"
        if self.served_on:
            return "served"
        return "signed" if self.signed_on else "void"


@dataclass(frozen=True, slots=True)
class Signed:
    """The notice as it was signed; one that was entered from paper has none here."""

    signer: str
    company_id: int
    company: str
    due_on: date
    passages: tuple[dict[str, Any], ...]
    way: str
    proof: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What an order says that was signed on paper; `is_whole`: it names two officers."""

    officers: tuple[Officer, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Plea:
    """陈述、申辩 of the company."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order, the version it was seen in, its problems and its history."""

    row: OrderRow
    version: int
    problems: tuple[ProblemRow, ...]
    signed: Signed | None
    on_paper: OnPaper | None
    pleas: tuple[Plea, ...]
    history: tuple[Told, ...]

    @property
    def term(self) -> date | None:
        """The first of the terms of the problems that wait for this order."""
        waiting = (it.due_on for it in self.problems if it.stage == Stage.ORD and it.due_on)
        return min(waiting, default=None)


def ledger(actor: Actor, wanted: OrderFilter, window: Window) -> Found[OrderRow]:
    """The orders in sight that are wanted."""
    rows = chosen(actor, wanted)
    order = window.order(SORTS, "-served")
    keys = page(rows, order, window, is_narrowed=bool(wanted.text or wanted.of))
    by_key = {row.pk: row for row in _counted(Order.objects.filter(pk__in=keys.rows))}
    places = _places(keys.rows)
    return keys.shown_as([_row(by_key[key], places.get(key, "")) for key in keys.rows])


def chosen(actor: Actor, wanted: OrderFilter) -> QuerySet[Order]:
    """The orders that the filter leaves."""
    rows = Order.objects.visible_to(actor)
    rows = {
        "served": rows.filter(served_on__isnull=False, withdrawn_on__isnull=True),
        "withdrawn": rows.filter(withdrawn_on__isnull=False),
        "signed": rows.filter(
            signed_on__isnull=False, served_on__isnull=True, withdrawn_on__isnull=True
        ),
        "void": rows.filter(
            signed_on__isnull=True, served_on__isnull=True, withdrawn_on__isnull=True
        ),
    }.get(wanted.standing, rows)
    exact = {
        "county_id": wanted.county,
        "served_on__gte": wanted.since,
        "served_on__lte": wanted.until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.of:
        rows = rows.filter(id__in=_speaking_of(wanted.of.narrow(Problem.objects.all())))
    return _found(rows, wanted.text) if is_searchable(wanted.text) else rows


def _speaking_of(problems: QuerySet[Problem]) -> QuerySet[OrderProblem, int]:
    """Ids of the orders that name one of these problems."""
    targets = OrderProblem.objects.standing().filter(problem__in=problems.order_by().values("id"))
    return targets.order_by().values_list("order_id", flat=True)


def _found(rows: QuerySet[Order], text: str) -> QuerySet[Order]:
    """By document number, or by the problems it speaks of."""
    told = Problem.objects.filter(
        Q(search=Bigrams(text))
        | Q(community_id__in=communities_named(text))
        | Q(company_id__in=companies_named(text))
    )
    own = Order.objects.filter(number__icontains=text.strip()).order_by().values_list("id")
    return rows.filter(id__in=own.union(_speaking_of(told)))


def _counted(rows: QuerySet[Order]) -> QuerySet[Order]:
    standing = Q(targets__retracted_at__isnull=True)
    return rows.order_by("number").annotate(
        problem_count=Count("targets", filter=standing),
        open_count=Count("targets", filter=standing & Q(targets__problem__state="open")),
    )


def _places(keys: Sequence[int]) -> dict[int, str]:
    """The communities of each order, the first with how many more."""
    rows = OrderProblem.objects.standing().filter(order_id__in=keys).order_by("order_id", "id")
    names: dict[int, list[str]] = {}
    for order, name in rows.values_list("order_id", "problem__community__name"):
        told = names.setdefault(order, [])
        if name not in told:
            told.append(name)
    return {
        order: told[0] + (f" 等 {len(told)} 个小区" if len(told) > 1 else "")
        for order, told in names.items()
    }


def _row(order: Order, place: str) -> OrderRow:
    return OrderRow(
        number=order.number,
        county_code=order.county_id,
        signed_on=order.signed_on,
        served_on=order.served_on,
        withdrawn_on=order.withdrawn_on,
        deemed_on=order.deemed_on,
        problems=getattr(order, "problem_count", 0),
        open_problems=getattr(order, "open_count", 0),
        place=place,
    )


def order(actor: Actor, number: str) -> OrderDetail:
    """One order in sight."""
    found = _counted(Order.objects.visible_to(actor)).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    targets = OrderProblem.objects.standing().filter(order=found)
    problems = Problem.objects.filter(id__in=targets.order_by().values("problem_id"))
    return OrderDetail(
        row=_row(found, _places([found.pk]).get(found.pk, "")),
        version=found.version,
        problems=tuple(row_of(one) for one in with_names(problems).order_by("number")),
        signed=_signed(found),
        on_paper=_on_paper(found),
        pleas=tuple(Plea(it.on, it.text) for it in _pleas(found)),
        history=history.newest_first(_history(found)),
    )


def _signed(order: Order) -> Signed | None:
    fact = OrderFact.objects.standing().filter(order=order).select_related("company").first()
    if fact is None:
        return None
    service = OrderService.objects.standing().filter(order=order).first()
    return Signed(
        signer=fact.signer,
        company_id=fact.company_id,
        company=fact.company.name,
        due_on=fact.due_on,
        passages=tuple(fact.paper["passages"]),
        way=WAY_LABELS[Way(service.way)] if service else "",
        proof=service.proof if service else "",
    )


def _on_paper(order: Order) -> OnPaper | None:
    """As its entry told it; None where it was signed here, or came with a file."""
    named = OrderStep.objects.standing().filter(order=order, officers__isnull=False).first()
    if named is None:
        return None
    officers = tuple(Officer(it["name"], it["certificate"]) for it in named.officers or ())
    return OnPaper(officers, is_whole_pair(officers))


def _pleas(order: Order) -> QuerySet[OrderPlea]:
    return OrderPlea.objects.standing().filter(order=order).order_by("id")


def _history(order: Order) -> Iterator[Line]:
    for step in OrderStep.objects.filter(order=order).order_by("id"):
        label = ORDER_STEP_LABELS[OrderStepKind(step.kind)]
        yield Line(step, label, so_at=step.on)
    for fact in OrderFact.objects.filter(order=order).order_by("id"):
        yield Line(fact, f"签发，{fact.signer}", so_at=fact.signed_on, note="")
    # Where it was served the step tells it already.
    for sent in OrderService.objects.filter(order=order, served_on=None).order_by("id"):
        until = f"，{chinese_day(sent.deemed_on)}期满视为送达" if sent.deemed_on else ""
        yield Line(sent, f"发出：{WAY_LABELS[Way(sent.way)]}{until}", so_at=sent.sent_on)
    for link in OrderLink.objects.filter(order=order).order_by("id"):
        yield Line(link, f"企业链接，{chinese_day(link.until)}前有效", note="")
    for plea in OrderPlea.objects.filter(order=order).order_by("id"):
        yield Line(plea, "企业陈述、申辩", so_at=plea.on)
    targets = OrderProblem.objects.filter(order=order).order_by("id")
    for target in lean(targets, "problem__number"):
        yield Line(target, f"涉及问题 {target.problem.number}", note="")
