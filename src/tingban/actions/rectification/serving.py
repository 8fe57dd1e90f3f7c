"""T-P05, T-P06: a signed order goes out and reaches the company, by receipt or by lapse of time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock
from tingban.actions.rectification import moving
from tingban.actions.rectification.moving import Said, Turn
from tingban.actions.rectification.orders import NOT_FOUND, begin_fixing, targets_of
from tingban.actions.rectification.projection import project_orders
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Order, OrderService, OrderStep
from tingban.kit.dates import chinese_day
from tingban.kit.text import clean_line
from tingban.reads.law import calendar
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.deadlines.days import check_day
from tingban.rules.documents.service import WAY_LABELS, Way, deemed_on
from tingban.rules.errors import NotNow
from tingban.rules.rectification import OrderStepKind
from tingban.rules.rectification.stages import Act, Stage
from tingban.rules.rectification.terms import check_service_in_term


@dataclass(frozen=True, slots=True)
class ServiceStatement:
    """送达回证: the way, the day, what proves it, and who took it."""

    way: Way
    on: date
    proof: str
    receiver: str = ""


@transaction.atomic
def dispatch_order(*, number: str, statement: ServiceStatement, actor: Actor, at: datetime) -> None:
    """The notice went out by a way whose receipt is awaited, or that serves by lapse of time."""
    order = _open(number, actor)
    _check_day(order, statement.on, at)
    turns = _allow(order, Act.DISPATCH, actor, at, way=statement.way, proof=statement.proof)
    until = deemed_on(statement.way, statement.on, calendar())
    _check_terms(order, turns, until or statement.on)
    entry = _entry(order, "rectification.order_dispatched", statement, actor, at)
    _state(order, statement, entry, deemed=until)
    told = {"order": order.number, "way": statement.way.value, "deemed_on": until}
    for turn in turns:
        moving.move(turn, Said(statement.on, told=told), entry=entry)
    _end(order, turns)


@transaction.atomic
def deliver_order(*, number: str, statement: ServiceStatement, actor: Actor, at: datetime) -> None:
    """The receipt is there: the order is served on its day (CELL C01)."""
    order = _open(number, actor)
    _check_day(order, statement.on, at)
    turns = _allow(order, Act.SERVE, actor, at, way=statement.way, proof=statement.proof)
    _check_terms(order, turns, statement.on)
    entry = _entry(order, "rectification.order_served", statement, actor, at)
    _state(order, statement, entry, served=statement.on)
    _serve(order, turns, statement.on, entry)


@transaction.atomic
def receive_order(*, number: str, actor: Actor, at: datetime) -> None:
    """The company takes the notice at its own door: that is the receipt."""
    order = _open(number, actor)
    turns = _allow(order, Act.RECEIVE, actor, at)
    statement = ServiceStatement(Way.ELECTRONIC, timezone.localdate(at), "企业登录签收", actor.name)
    _check_terms(order, turns, statement.on)
    entry = _entry(order, "rectification.order_received", statement, actor, at)
    _state(order, statement, entry, served=statement.on)
    _serve(order, turns, statement.on, entry)


@transaction.atomic
def deem_served(*, number: str, at: datetime) -> bool:
    """The time after which it counts as served is over; False where that is done or not so."""
    order = lock(Order.objects.all(), NOT_FOUND, number=number)
    until = order.deemed_on
    is_due = until is not None and timezone.localdate(at) > until
    if until is None or not is_due or order.served_on or order.withdrawn_on:
        return False
    turns = _allow(order, Act.DEEM, SYSTEM, at, deemed_on=until)
    standing = OrderService.objects.standing().get(order=order)
    statement = ServiceStatement(Way(standing.way), until, standing.proof)
    entry = _entry(order, "rectification.order_deemed", statement, SYSTEM, at)
    _serve(order, turns, until, entry)
    return True


def _open(number: str, actor: Actor) -> Order:
    """The order, locked: signed, neither served nor withdrawn."""
    order = lock(Order.objects.visible_to(actor), NOT_FOUND, number=number)
    if order.withdrawn_on is not None:
        raise NotNow(f"通知书 {number} 已经撤回。", rule="T-P06")
    if order.served_on is not None:
        raise NotNow(f"通知书 {number} 已于 {chinese_day(order.served_on)}送达。", rule="T-P06")
    return order


def _check_day(order: Order, on: date, at: datetime) -> None:
    floor = (order.signed_on, "签发日期") if order.signed_on else None
    check_day(on, today=timezone.localdate(at), what="送达日期", not_before=floor)


def _check_terms(order: Order, turns: list[Turn], on: date) -> None:
    """An order that comes after its own term orders nothing; it is made anew."""
    for turn in turns:
        check_service_in_term(order.number, turn.problem.due_on, on)


def _allow(order: Order, act: Act, actor: Actor, at: datetime, **told: Any) -> list[Turn]:
    """A turn for each problem that still waits for the order; one annulled meanwhile does not."""
    turns = [moving.turn_on(row, actor, at) for row in targets_of(order)]
    waiting = [turn for turn in turns if turn.problem.stage == Stage.ORD] or turns[:1]
    for turn in waiting:
        moving.allow(turn, act, **told)
    return waiting


def _entry(
    order: Order, event: str, statement: ServiceStatement, actor: Actor, at: datetime
) -> Entry:
    return log.record(
        actor=actor,
        at=at,
        act=event,
        subject=f"order:{order.number}",
        note=f"{WAY_LABELS[statement.way]}：{statement.proof.strip()}",
        change=(
            None,
            {
                "way": statement.way.value,
                "on": statement.on.isoformat(),
                "proof": statement.proof.strip(),
                "receiver": statement.receiver.strip(),
            },
        ),
    )


def _state(
    order: Order,
    statement: ServiceStatement,
    entry: Entry,
    *,
    deemed: date | None = None,
    served: date | None = None,
) -> None:
    """How it was sent, in the place of what was told before; the day it went out stays."""
    standing = OrderService.objects.standing().filter(order=order).first()
    fresh = OrderService(
        order=order,
        way=statement.way.value,
        sent_on=min(standing.sent_on, statement.on) if standing else statement.on,
        deemed_on=deemed,
        served_on=served,
        proof=clean_line(statement.proof),
        receiver=clean_line(statement.receiver),
    )
    facts.restate(standing, fresh, owner="order", act=entry)


def _serve(order: Order, turns: list[Turn], on: date, entry: Entry) -> None:
    step = OrderStep(order=order, kind=OrderStepKind.SERVE.value, on=on)
    facts.append(step, act=entry)
    for turn in turns:
        begin_fixing(turn, order, on, turn.problem.due_on, entry=entry)
    _end(order, turns)


def _end(order: Order, turns: list[Turn]) -> None:
    Order.objects.filter(pk=order.pk).update(version=order.version + 1)
    project_orders([order.pk])
    moving.end(*turns)
