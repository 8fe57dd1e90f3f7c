"""移送: their flow."""

from typing import Final

from tingban.data.enforcement.models import Transfer, TransferMove
from tingban.reads.enforcement import grounds
from tingban.reads.law import calendar
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.enforcement.transfer_clocks import due_after
from tingban.rules.enforcement.transfer_fields import FIELDS
from tingban.rules.enforcement.transfer_flow import MAIN, RESTS_ON, TRANSFER_FLOW
from tingban.rules.enforcement.transfer_guards import GUARD_LABELS
from tingban.rules.enforcement.transfer_stages import ENDS
from tingban.rules.rectification.stages import MeasureKind

TRANSFERS: Final = Flow(
    model=Transfer,
    moves=TransferMove,
    machine=TRANSFER_FLOW,
    topic="enforcement",
    subject="transfer",
    prefix="YS",
    not_found="没有找到这件移送，或者它不在您的辖区内。",
    fields=FIELDS,
    guard_labels=GUARD_LABELS,
    ends=ENDS,
    main=MAIN,
    due=lambda now, step: due_after(now, step, calendar()),
    beside=lambda row: {"due_on": grounds.due_on(row), "has_company": row.company_id is not None},
    measure=MeasureKind.TRANSFER,
    rests_on=RESTS_ON,
)
