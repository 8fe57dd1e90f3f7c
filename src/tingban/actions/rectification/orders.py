"""Acts on 责令整改 as a register: enter an order served on paper, withdraw one (T-P05).

An order is no penalty (DOMAIN 1.3). Signing and serving stand in `ordering` and `serving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, create_once, lock
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.actions.rectification.ordered_terms import entered_term
from tingban.actions.rectification.projection import project_orders, project_problems
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Order, OrderProblem, OrderStep, Problem
from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor, check_leads, check_writes
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents import check_document_number
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.rectification import OrderStepKind
from tingban.rules.rectification.stages import Act

NOT_FOUND = "没有找到这份责令整改通知书，或者它不在您的辖区内。"


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What stands on a paper: without a term of its own it means those of its problems; `officers`
    are those that it names, None where nobody looked."""

    number: str
    problem_numbers: tuple[str, ...]
    served_on: date
    due_on: date | None = None
    officers: tuple[Officer, ...] | None = None


def serve_order(
    *,
    number: str,
    problem_numbers: Sequence[str],
    served_on: date,
    actor: Actor,
    at: datetime,
    due_on: date | None = None,
) -> str:
    """An order that was served before this register began, as a county's file tells it."""
    paper = PaperOrder(number, tuple(problem_numbers), served_on, due_on)
    return state_order(paper, actor=actor, at=at)


@transaction.atomic
def state_order(paper: PaperOrder, *, actor: Actor, at: datetime) -> str:
    """Enter an order that was served on paper, with the problems it speaks of (补登)."""
    number, served_on, due_on = check_document_number(paper.number), paper.served_on, paper.due_on
    rows = locked_problems(paper.problem_numbers, actor)
    check_day(served_on, today=timezone.localdate(at), what="送达日期")
    turns = [moving.turn_on(row, actor, at) for row in rows]
    for turn in turns:
        _check_may_be_ordered(turn, served_on)
    terms = [entered_term(turn.problem, due_on, served_on) for turn in turns]
    order = _register(number, rows[0].county_id)
    named = _named(paper.officers)
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.order_served",
        subject=f"order:{number}",
        change=(None, _told(served_on, due_on, rows) | named),
    )
    for turn, term in zip(turns, terms, strict=True):
        facts.append(OrderProblem(order=order, problem=turn.problem), act=entry)
        if term is not None and term != turn.problem.due_on:
            moving.set_term(turn, term, entry=entry)
        begin_fixing(turn, order, served_on, term, entry=entry)
    step = OrderStep(order=order, kind=OrderStepKind.SERVE.value, on=served_on, **named)
    facts.append(step, act=entry)
    project_orders([order.pk])
    moving.end(*turns)
    return number


def _register(number: str, county_id: str) -> Order:
    """The row of an order; its number is in use once."""
    if Order.objects.filter(number=number).exists():
        raise Conflict(f"文号 {number} 已经登记过责令整改通知书。", rule="DOMAIN 6.5")
    return create_once(
        Order(number=number, county_id=county_id), f"文号 {number} 刚刚被登记，请刷新后核对。"
    )


def _check_may_be_ordered(turn: Turn, served_on: date) -> None:
    """An order speaks of open problems, confirmed on its day or before."""
    moving.allow(turn, Act.RECORD_ORDER)
    confirmed_on = turn.problem.confirmed_on
    if confirmed_on is not None and served_on < confirmed_on:
        raise Refused(
            f"送达日期（{chinese_day(served_on)}）早于问题 {turn.problem.number} 的确认日期"
            f"（{chinese_day(confirmed_on)}）。",
            rule="T-P05",
        )


def _told(served_on: date, due_on: date | None, rows: Sequence[Problem]) -> dict[str, object]:
    term = {"due_on": due_on.isoformat()} if due_on else {}
    return {"served_on": served_on.isoformat(), **term, "problems": [row.number for row in rows]}


def _named(officers: Sequence[Officer] | None) -> dict[str, list[dict[str, str]]]:
    if officers is None:
        return {}
    return {
        "officers": [{"name": it.name, "certificate": it.certificate} for it in officers],
    }  # fmt: skip


def begin_fixing(
    turn: Turn, order: Order, served_on: date, term: date | None, *, entry: Entry
) -> None:
    """From its service on the company owes what the order says, by this term."""
    due = moving.term(turn, term, served_on) if term else None
    said = Said(served_on, told={"order": order.number}, due=due)
    moving.move(turn, said, entry=entry)


def locked_problems(numbers: Sequence[str], actor: Actor) -> list[Problem]:
    """The problems of one county, locked in one order."""
    wanted = sorted(set(numbers))
    if not wanted:
        raise Refused("请选择通知书涉及的问题。", rule="T-P05")
    visible = Problem.objects.visible_to(actor).filter(number__in=wanted)
    rows = list(_locked(visible))
    if len(rows) != len(wanted):
        missing = sorted(set(wanted) - {row.number for row in rows})
        raise NotFound(f"问题 {'、'.join(missing)}：{moving.NOT_FOUND}")
    if len({row.county_id for row in rows}) > 1:
        raise Refused("一份通知书不能涉及两个县(市、区)的问题。", rule="T-P05")
    return rows


def targets_of(order: Order) -> list[Problem]:
    """The problems that an order speaks of, locked in one order."""
    named = OrderProblem.objects.standing().filter(order=order)
    return _locked(Problem.objects.filter(pk__in=named.order_by().values("problem_id")))


def _locked(rows: QuerySet[Problem]) -> list[Problem]:
    named = rows.select_related("company__merged_into", "community")
    return list(named.select_for_update(of=("self",), no_key=True).order_by("number"))


@transaction.atomic
def withdraw_order(
    *, number: str, on: date, version: int, reason: str, actor: Actor, at: datetime
) -> None:
    """The order was withdrawn on this day; until the day before it counts (CELL C01).

    A problem that no other order speaks of has to be ordered anew; the projection tells so.
    """
    order = lock(Order.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, order.county_id)
    check_leads(actor, "撤回责令整改通知书")
    check_seen(order.version, version, subject=f"order:{number}")
    if not reason.strip():
        raise Refused("请写明撤回原因。")
    begun_on = order.served_on or order.signed_on
    begun = "送达日期" if order.served_on else "签发日期"
    if begun_on is None or order.withdrawn_on is not None:
        raise NotNow("这份通知书没有送达或已经撤回。")
    check_day(on, today=timezone.localdate(at), what="撤回日期", not_before=(begun_on, begun))
    targets = targets_of(order)
    entry = log.record(
        actor=actor,
        at=at,
        act="rectification.order_withdrawn",
        subject=f"order:{number}",
        note=reason.strip(),
        change=(None, {"withdrawn_on": on.isoformat()}),
    )
    step = OrderStep(order=order, kind=OrderStepKind.WITHDRAW.value, on=on)
    facts.append(step, act=entry)
    Order.objects.filter(pk=order.pk).update(version=order.version + 1)
    project_orders([order.pk])
    project_problems([row.pk for row in targets], turns=1)
