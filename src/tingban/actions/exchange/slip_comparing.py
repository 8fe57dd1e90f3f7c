"""Slips beside the cases that are there: which may be the same matter; a person decides (3.1.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.exchange.asked import asked_by
from tingban.data.exchange.models import Slip, SlipBatch
from tingban.reads.complaints.duplicates import proposals
from tingban.rules.actors import Actor
from tingban.rules.complaints.duplicates import Proposal, Sought
from tingban.rules.complaints.stages import MergeKind
from tingban.rules.errors import Refused
from tingban.rules.exchange.slip_states import BatchState, SlipChoice, SlipState

_SHOWN: Final = 3
_POST_LOST: Final = "上传的人岗位已变动，没有比对疑似重复；登记时会再看。"


def work_off(*, batch_id: int, at: datetime) -> None:
    """Compare what is not compared yet; called by the job, safe twice.

    Where it is given up nothing is lost: whoever registers an uncompared slip is asked then.
    """
    batch = SlipBatch.objects.exclude(state=BatchState.WIPED.value).filter(pk=batch_id).first()
    if batch is None:
        return
    try:
        actor = asked_by(batch, at, lost=_POST_LOST)
    except Refused as refusal:
        SlipBatch.objects.filter(pk=batch_id, note="").update(note=refusal.sentence)
    else:
        compare_slips(batch, actor)


def compare_slips(batch: SlipBatch, actor: Actor) -> None:
    """Note for every open slip what it may double; each by itself, while clerks decide."""
    rows = batch.slips.filter(state=SlipState.OPEN.value, is_compared=False)
    for place in rows.order_by("place").values_list("place", flat=True):
        _compare(batch, place, actor)


@transaction.atomic
def _compare(batch: SlipBatch, place: int, actor: Actor) -> None:
    rows = batch.slips.filter(state=SlipState.OPEN.value, is_compared=False, place=place)
    slip = rows.select_for_update(of=("self",), no_key=True).first()
    if slip is not None:
        note_alike(slip, actor)


def note_alike(slip: Slip, actor: Actor) -> bool:
    """Note what a slip may double; whether that asks for somebody's decision."""
    found = proposals(actor, _sought(slip, actor), limit=_SHOWN)
    _note(slip, found, asks=bool(found))
    return bool(found)


def note_again(slip: Slip, actor: Actor) -> bool:
    """Look once more at what a clerk has decided to register; whether that is asked anew.

    Only for a 重复件 that nobody saw beside it: 同类件 of a large community would ask for ever.
    """
    shown = {one["number"] for one in slip.alike}
    found = proposals(actor, _sought(slip, actor), limit=_SHOWN)
    is_new = any(
        one.kind is MergeKind.DUPLICATE and one.candidate.number not in shown for one in found
    )
    if is_new:
        _note(slip, found, asks=True)
    return is_new


def _note(slip: Slip, found: Sequence[Proposal], *, asks: bool) -> None:
    slip.alike, slip.is_compared = [_told(one) for one in found], True
    if asks and slip.choice == SlipChoice.REGISTER:
        slip.choice = SlipChoice.ASK.value
    slip.save(update_fields=["alike", "is_compared", "choice"])


def _sought(slip: Slip, actor: Actor) -> Sought:
    received_at = slip.received_at or slip.batch.brought_at
    own = "" if actor.sees_whole_city else actor.area_code
    return Sought(
        text=f"{slip.spot}，{slip.told}" if slip.spot else slip.told,
        day=timezone.localdate(received_at),
        community=slip.community,
        county=slip.county or own,
        # The residual category that nobody chose says nothing of the matter.
        category=slip.category if slip.words else "",
        marks=tuple(slip.marks),
    )


def _told(one: Proposal) -> dict[str, str]:
    return {
        "number": one.candidate.number, "kind": one.kind.value, "why": "；".join(one.reasons),
    }  # fmt: skip
