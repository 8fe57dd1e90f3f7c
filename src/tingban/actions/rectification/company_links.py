"""The company's link to an order: given with the signature, revoked by a clerk, opened (ADR 0023).

Neither the token nor what was typed stands in the event log.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tingban.actions.accounts import quotas
from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import lock
from tingban.actions.rectification.orders import NOT_FOUND
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Order, OrderLink
from tingban.data.registry.models import Company
from tingban.reads.rectification import company_links as reads
from tingban.reads.rectification.company_links import Opened
from tingban.rules.actors import FIELD_WRITERS, Actor, check_writes
from tingban.rules.errors import NotNow, Refused
from tingban.rules.rectification.company_links import TAIL, TRIES, fits_tail, link_until

_TOO_OFTEN = "输错的次数太多，请一小时后再试，或打电话给发出通知书的单位。"


@transaction.atomic
def give_link(*, number: str, actor: Actor, at: datetime) -> None:
    """A link for an order that has none: entered from paper, or its link was revoked."""
    order = _held(number, actor)
    if OrderLink.objects.standing().filter(order=order).exists():
        raise NotNow("这份通知书已经有链接。要换新的，请先把它作废。")
    if order.withdrawn_on is not None or not (order.signed_on or order.served_on):
        raise NotNow("这份通知书已经撤回或无效，不能再给企业链接。")
    company = reads.company_of(order)
    if company is None:
        raise Refused("这份通知书的问题没有对应到同一家企业，不知道链接给谁。请先补上企业。")
    if not company.uscc:
        raise Refused(
            f"{company.name}还没有登记统一社会信用代码，企业进入时无法核对。请先在企业档案里补登。"
        )
    entry = log.record(
        actor=actor, at=at, act="rectification.link_given", subject=f"order:{number}",
        change=(None, {"until": link_until(timezone.localdate(at)).isoformat()}),
    )  # fmt: skip
    issue(order, company, entry=entry)


def issue(order: Order, company: Company, *, entry: Entry) -> None:
    """A link within a greater act; a company without a code could not come in by it."""
    if company.uscc:
        until = link_until(timezone.localdate(entry.at))
        facts.append(OrderLink(order=order, company=company, until=until), act=entry)


@transaction.atomic
def revoke_link(*, number: str, reason: str, actor: Actor, at: datetime) -> None:
    """The link opens nothing from now on, also for whoever is inside."""
    order = _held(number, actor)
    link = OrderLink.objects.standing().filter(order=order).first()
    if link is None:
        raise NotNow("这份通知书现在没有企业链接。")
    if not reason.strip():
        raise Refused("请写明作废链接的原因。")
    entry = log.record(
        actor=actor, at=at, act="rectification.link_revoked", subject=f"order:{number}",
        note=reason.strip(), change=({"until": link.until.isoformat()}, None),
    )  # fmt: skip
    facts.retract(link, act=entry)


def _held(number: str, actor: Actor) -> Order:
    order = lock(Order.objects.visible_to(actor), NOT_FOUND, number=number)
    check_writes(actor, order.county_id, by=FIELD_WRITERS)
    return order


def enter(*, link_id: int, tail: str, ip: str, at: datetime) -> Opened:
    """The second piece was told: who comes in. What was told wrong counts, also when refused."""
    about = str(link_id)
    if quotas.spend(TRIES, address="", at=at, about=about) is not None:
        raise Refused(_TOO_OFTEN)
    came = reads.holding(link_id, today=timezone.localdate(at))
    is_right = fits_tail(came.uscc, tail)
    _note(came, "rectification.link_opened" if is_right else "rectification.link_failed", ip, at)
    if not is_right:
        raise Refused(f"与这家企业的统一社会信用代码后 {TAIL} 位不一致，请核对后再填。")
    quotas.forgive(TRIES, address="", about=about)
    return came


@transaction.atomic
def _note(came: Opened, act: str, ip: str, at: datetime) -> None:
    log.record(actor=came.actor(ip), at=at, act=act, subject=f"order:{came.order}")
