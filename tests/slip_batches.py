"""Batches of slips, brought, mapped and registered as a clerk would."""

from tests.people import NOW, clerk
from tests.slip_books import hotline, slip
from tingban.actions.exchange import slip_batches, slip_comparing, slip_registering
from tingban.actions.exchange.intake import Upload
from tingban.data.exchange.models import Slip, SlipBatch
from tingban.reads.exchange import slips as reads
from tingban.rules.complaints import Source

BOOK = hotline([slip(1), slip(2)])
# So many that they are compared and registered by jobs.
MANY = 60


def bring(data=BOOK, *, source=Source.HOTLINE_12345, actor=None, at=NOW, name="转办.xlsx"):
    batch_id = slip_batches.bring_slips(
        upload=Upload(name, data), source=source, actor=actor or clerk(), at=at
    )
    return SlipBatch.objects.get(pk=batch_id)


def mapped(data=BOOK, *, actor=None, columns=None, **how):
    actor = actor or clerk()
    batch = bring(data, actor=actor, **how)
    if batch.columns is None:
        told = columns or reads.columns_offered(actor, reads.batch(actor, batch.pk))
        slip_batches.choose_slip_columns(batch_id=batch.pk, columns=told, actor=actor, at=NOW)
    batch.refresh_from_db()
    return batch


def rows(batch):
    return list(Slip.objects.filter(batch=batch).order_by("place"))


def register(batch, actor=None, **decisions):
    told = {int(place.lstrip("p")): decision for place, decision in decisions.items()}
    return slip_registering.register_slips(
        batch_id=batch.pk, decisions=told, actor=actor or clerk(), at=NOW
    )


def many(actor):
    """So many that they are compared by a job, which has done its work."""
    batch = mapped(hotline([slip(number) for number in range(1, MANY + 1)]), actor=actor)
    slip_comparing.work_off(batch_id=batch.pk, at=NOW)
    batch.refresh_from_db()
    return batch
