"""Notices leave the house: taken up, addressed at the last moment, carried, settled (ADR 0019).

Who knows an address is asked by the kind of recipient (`RESOLVERS`), who carries by the channel
(`carrier_of`). Neither the outbox nor a job's arguments ever hold an address.
"""

import logging
from collections.abc import Mapping
from typing import Final, Protocol
from uuid import UUID

from django.conf import settings

from tingban.actions.complaints import identity
from tingban.actions.notices import delivering
from tingban.actions.notices.delivering import Parcel
from tingban.gateways.mail import SmtpCarrier
from tingban.gateways.messages import Carrier, FileCarrier, Outgoing, Undelivered
from tingban.jobs.app import every, task
from tingban.kit import clock
from tingban.reads.notices import offices
from tingban.rules.notices import (
    CHANNEL_LABELS,
    Addresses,
    Channel,
    RecipientKind,
)

_log: Final = logging.getLogger(__name__)
_SIGNED: Final = "听办\n这封邮件由系统发出，请不要回复。"


class Resolver(Protocol):
    """Knows where one kind of recipient is reached."""

    def __call__(self, parcel: Parcel) -> Addresses:
        """The addresses, asked when the message is about to leave."""


def _complainant(parcel: Parcel) -> Addresses:
    return identity.address_for_notice(
        number=parcel.to.case_number, notice_key=parcel.key, at=clock.now()
    )


def _office(parcel: Parcel) -> Addresses:
    return Addresses(mail=offices.mail_of_area(parcel.to.area_code))


def _unit(parcel: Parcel) -> Addresses:
    return Addresses(mail=offices.mail_of_unit(parcel.to.unit_code))


RESOLVERS: Final[Mapping[RecipientKind, Resolver]] = {
    RecipientKind.CASE: _complainant,
    RecipientKind.OFFICE: _office,
    RecipientKind.POST: _unit,
    RecipientKind.UNIT: _unit,
}


def carrier_of(channel: Channel) -> Carrier | None:
    """Who carries by this channel; None where it is switched off."""
    if channel.value not in settings.NOTICE_CHANNELS:
        return None
    if channel is Channel.MAIL:
        server = settings.SMTP_SERVER
        return SmtpCarrier(server, settings.MAIL_FROM) if server else None
    return FileCarrier(settings.OUTBOX_ROOT / channel.value)


@task("notices.deliver", queue="notices")
def deliver(*, delivery: str) -> None:
    """Try one delivery; once, however many workers are told of it."""
    parcel = delivering.take(delivery_id=UUID(delivery), at=clock.now())
    if parcel is None:
        return
    try:
        _carry(parcel)
    except Undelivered as fault:
        delivering.failed(parcel=parcel, words=fault.words, is_final=fault.is_final, at=clock.now())
        facts = {"delivery": delivery, "channel": parcel.channel.value, "reason": fault.words}
        _log.warning("a notice was not taken", extra=facts)


def _carry(parcel: Parcel) -> None:
    label = CHANNEL_LABELS[parcel.channel]
    carrier = carrier_of(parcel.channel)
    if carrier is None:
        raise Undelivered(f"{label}没有开通")
    address = RESOLVERS[parcel.to.kind](parcel).on(parcel.channel)
    if not address:
        delivering.nowhere(parcel=parcel, words=f"没有可用的{label}地址", at=clock.now())
        return
    receipt = carrier.carry(Outgoing(parcel.id, address, parcel.title, _text(parcel), clock.now()))
    delivering.delivered(parcel=parcel, receipt=receipt, at=clock.now())


def _text(parcel: Parcel) -> str:
    if parcel.channel is not Channel.MAIL:
        return parcel.text
    origin = next(iter(settings.CSRF_TRUSTED_ORIGINS), "")
    way = f"\n\n{origin}{parcel.link}" if origin and parcel.link else ""
    return f"{parcel.text}{way}\n\n{_SIGNED}\n"


@every("* * * * *", "notices.take_up", queue="notices")
def take_up() -> None:
    """Queue what is due again, and what a dead worker has left behind."""
    delivering.take_up_due(at=clock.now())
