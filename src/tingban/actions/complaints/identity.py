"""Looking at who complained: every look is an event with a reason (DESIGN 3.6, DOMAIN 9.1)."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import find
from tingban.actions.complaints import vault
from tingban.actions.complaints.moving import NOT_FOUND
from tingban.data.complaints.models import Case, CaseContact
from tingban.reads.complaints.situations import standpoint
from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.complaints import Contact
from tingban.rules.errors import NotAllowed, NotNow, Refused
from tingban.rules.notices import Addresses
from tingban.rules.registry.contacts import PhoneKind

SHORTEST_REASON = 4


@transaction.atomic
def reveal_contact(*, number: str, reason: str, actor: Actor, at: datetime) -> Contact:
    """The contact in clear for whoever handles the case; the look is recorded first."""
    case = find(Case.objects.visible_to(actor), NOT_FOUND, number=number)
    if not standpoint(case).may_know(actor):
        # 省厅 and 纪检 read without the complainant's identity (DESIGN 1).
        raise NotAllowed(
            "只有登记单位和承办单位的办理人员可以查看投诉举报人的联系方式。",
            rule="信访工作条例 30",
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("请写明查看的用途，例如“电话回访办理结果”。", rule="DOMAIN 9.1")
    row = CaseContact.objects.standing().filter(case=case).first()
    if row is None or row.box is None:
        raise NotNow("这件没有留存联系方式（匿名，或身份未移交）。", rule="DOMAIN 3.1.2")
    log.record(
        actor=actor,
        at=at,
        act="complaints.identity_seen",
        subject=f"case:{number}",
        note=reason.strip(),
    )
    return vault.open_contact(row, case_number=number)


@transaction.atomic
def address_for_notice(*, number: str, notice_key: str, at: datetime) -> Addresses:
    """Where whoever complained is reached, for one notice to be sent now and for nothing else.

    The house itself looks, for nobody's eyes; that it does is recorded first all the same.
    """
    row = CaseContact.objects.standing().filter(case__number=number).first()
    if row is None or row.box is None:
        return Addresses()
    log.record(
        actor=SYSTEM, at=at, act="complaints.identity_used", subject=f"case:{number}",
        note=f"发送通知 {notice_key}",
    )  # fmt: skip
    contact = vault.open_contact(row, case_number=number)
    mobiles = (phone.shown for phone in contact.phones if phone.kind is PhoneKind.MOBILE)
    return Addresses(mobile=next(mobiles, ""), mail=contact.mail)
