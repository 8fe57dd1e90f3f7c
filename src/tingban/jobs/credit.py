"""Credit pushes leave the house, become due, and are taken back (DOMAIN 7.2; AMB-29)."""

import logging
from typing import Final

from django.conf import settings

from tingban.actions.enforcement import credit_batches, credit_sweep
from tingban.gateways.credit import Consignment, NotTaken, platform_of
from tingban.jobs.app import every, task
from tingban.kit import clock
from tingban.rules.errors import Refused

_log: Final = logging.getLogger(__name__)


@task("enforcement.deliver_credit", queue="notices")
def deliver_credit(*, batch: str) -> None:
    """Hand one file over, and say how it went."""
    if not credit_batches.is_waiting(batch):
        return
    platform = platform_of(settings.CREDIT_WAY, settings.CREDIT_ROOT)
    try:
        row, data = credit_batches.file_of(batch)
        consignment = Consignment(
            number=row.number, name=row.name, data=data, pushes=tuple(row.pushes),
            unit=row.act.unit_code, at=row.act.at,
        )  # fmt: skip
        file = platform.hand_over(consignment)
    except (NotTaken, Refused) as fault:
        words = fault.words if isinstance(fault, NotTaken) else fault.sentence
        credit_batches.not_delivered(batch=batch, words=words, at=clock.now())
        _log.warning("a credit file was not taken", extra={"batch": batch, "reason": words})
        return
    credit_batches.delivered(batch=batch, file=file, at=clock.now())


@every("11 * * * *", "enforcement.credit_hour", queue="ledger")
def credit_hour() -> None:
    """Penalties without a push are due, revoked ones are taken back, lost files are told anew."""
    at = clock.now()
    credit_sweep.open_due(at=at)
    credit_sweep.take_back_revoked(at=at)
    credit_sweep.take_back_changed(at=at)
    for batch in credit_batches.waiting_batches():
        deliver_credit(batch=batch)
