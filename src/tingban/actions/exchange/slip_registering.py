"""Slips become cases: one act a slip, so that nothing is half done and nothing done twice.

A slip knows its case from the moment of the act that made it. So a run whose worker is killed goes
on where it stood, and a second press finds nothing left to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from tingban.actions.audit import log
from tingban.actions.audit.locking import hold, lock
from tingban.actions.complaints.cases import CaseStatement, register_case
from tingban.actions.complaints.merging import merge_case
from tingban.actions.exchange.asked import asked_by, begin, end
from tingban.actions.exchange.slip_batches import GONE, open_batch
from tingban.actions.exchange.slip_books import kept_book, read_slips
from tingban.actions.exchange.slip_comparing import note_again, note_alike
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import Slip, SlipBatch
from tingban.gateways import queue
from tingban.gateways.files import Missing
from tingban.kit.text import shorten
from tingban.reads.exchange import slips as reads
from tingban.rules.actors import Actor
from tingban.rules.complaints.ledger import SUMMARY_LIMIT
from tingban.rules.complaints.sources import Source
from tingban.rules.complaints.stages import Urgency
from tingban.rules.errors import NotNow, Refused
from tingban.rules.exchange.slip_states import (
    AT_ONCE,
    MERGES,
    TAKEN,
    BatchState,
    SlipChoice,
    SlipState,
)
from tingban.rules.exchange.slips import ReadSlip
from tingban.rules.rectification import CATEGORY_LABELS, Category

_GIVEN_UP: Final = (
    "登记一再中断，已停止。已登记的不受影响，没登记的可以再按一次“登记”；"
    "如仍不行，请联系系统管理员。"
)
_POST_LOST: Final = "您提交之后岗位已变动，其余的没有登记。"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clerk decides of one slip."""

    choice: SlipChoice
    community: str = ""
    category: str = ""
    main: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many slips are to be registered, whether a job does it, and how many have been."""

    count: int
    by_job: bool
    done: int = 0


# --- decided ------------------------------------------------------------------------------------


@transaction.atomic
def decide_slips(
    *, batch_id: int, decisions: Mapping[int, Decision], actor: Actor, at: datetime
) -> int:
    """Keep what is decided, by the place of each slip; how many were still open."""
    batch = open_batch(batch_id, actor, at)
    return _keep_decisions(batch, decisions, at)


def _keep_decisions(batch: SlipBatch, decisions: Mapping[int, Decision], at: datetime) -> int:
    rows = batch.slips.filter(place__in=list(decisions), state=SlipState.OPEN.value)
    slips = list(rows.select_for_update(of=("self",), no_key=True).order_by("place"))
    for slip in slips:
        told = decisions[slip.place]
        offered = {code for code, _ in slip.communities}
        slip.choice, slip.refusal = told.choice.value, ""
        slip.community = told.community if told.community in offered else ""
        slip.main = told.main.strip()[:32] if told.choice in MERGES else ""
        if told.category in CATEGORY_LABELS:
            slip.category = Category(told.category).value
    Slip.objects.bulk_update(slips, ["choice", "refusal", "community", "main", "category"])
    batch.touched_at = at
    batch.save(update_fields=["touched_at"])
    return len(slips)


# --- registered ---------------------------------------------------------------------------------


def register_slips(
    *, batch_id: int, decisions: Mapping[int, Decision], actor: Actor, at: datetime
) -> Asked:
    """Register every slip that is decided: a few at once, many by a job."""
    asked = _ask(batch_id, decisions, actor, at)
    if not asked.by_job:
        batch = SlipBatch.objects.get(pk=batch_id)
        try:
            done = _register_all(batch, actor, at)
        except Missing as error:
            raise NotNow(GONE) from error
        _settle(batch, at)
        asked = replace(asked, done=done)
    return asked


@transaction.atomic
def _ask(batch_id: int, decisions: Mapping[int, Decision], actor: Actor, at: datetime) -> Asked:
    batch = open_batch(batch_id, actor, at)
    _keep_decisions(batch, decisions, at)
    count = _waiting(batch).count()
    asked = Asked(count, by_job=count > AT_ONCE)
    if not count:
        raise NotNow("没有选定要登记的行。请先在“处理”里选“登记”或“并入已有件”。")
    log.record(
        actor=actor, at=at, act="exchange.slips_asked", subject=f"slips:{batch.pk}",
        note=batch.name, change=(None, {"rows": count}),
    )  # fmt: skip
    if asked.by_job:
        batch.owner_id, batch.owner_name, batch.role = actor.person_id, actor.name, actor.role.value
        batch.unit_code, batch.ip = actor.unit_code, actor.ip
        batch.state, batch.note, batch.attempts = BatchState.WAITING.value, "", 0
        batch.save()
        queue.defer("exchange.slips", batch=batch.pk)
    return asked


def work_off(*, batch_id: int, at: datetime) -> None:
    """Register what was asked and is not registered yet; called by the job, safe twice."""
    batch = begin(SlipBatch, batch_id, at=at, given_up=_GIVEN_UP)
    if batch is None:
        return
    try:
        actor = asked_by(batch, at, lost=_POST_LOST)
        _register_all(batch, actor, at)
    except Refused as refusal:
        end(batch, at, BatchState.FAILED, refusal.sentence)
    except Missing:
        end(batch, at, BatchState.FAILED, GONE)
    else:
        _settle(batch, at)


def _settle(batch: SlipBatch, at: datetime) -> None:
    left = batch.slips.filter(state=SlipState.OPEN.value).exists()
    batch.touched_at = at
    batch.save(update_fields=["touched_at"])
    end(batch, at, BatchState.OPEN if left else BatchState.DONE)


def _waiting(batch: SlipBatch) -> QuerySet[Slip]:
    return batch.slips.filter(
        state=SlipState.OPEN.value, choice__in=sorted(TAKEN), refusal=""
    ).order_by("place")


def _register_all(batch: SlipBatch, actor: Actor, at: datetime) -> int:
    """Each slip by itself: one that is refused says why and stops no other. How many are done."""
    columns = reads.columns_of(batch.columns) or {}
    wanted = set(_waiting(batch).values_list("place", flat=True))
    read = read_slips(kept_book(batch), columns, area=batch.area_id, at=batch.brought_at)
    done = 0
    for place, told in enumerate(read, start=1):
        if place not in wanted:
            continue
        try:
            done += _register(batch, place, told, actor, at)
        except Refused as refusal:
            batch.slips.filter(place=place).update(refusal=shorten(refusal.sentence, 300))
    return done


@transaction.atomic
def _register(batch: SlipBatch, place: int, told: ReadSlip, actor: Actor, at: datetime) -> bool:
    """One slip as one case, merged where that was decided, or not at all; whether it is done."""
    slip = lock(Slip.objects.filter(batch=batch), reads.NOT_FOUND, place=place)
    if slip.state != SlipState.OPEN or slip.choice not in TAKEN:
        return False
    if slip.ref:
        # Two clerks with the same file find out here that they have.
        hold(f"slip:{batch.source}:{slip.ref}")
        known = reads.registered_before(actor, batch.source, [slip.ref]).get(slip.ref)
        if known is not None:
            _keep(slip, SlipState.KNOWN, known)
            return True
    # What came in meanwhile, in this very batch perhaps, nobody has seen beside it.
    if slip.choice == SlipChoice.REGISTER and (note_again if slip.alike else note_alike)(
        slip, actor
    ):
        return False
    number = register_case(
        statement=_statement(slip, Source(batch.source), told, actor),
        contact=told.contact, actor=actor, at=at,
    )  # fmt: skip
    choice = SlipChoice(slip.choice)
    if choice in MERGES:
        if not slip.main:
            raise Refused("请写明并入哪一件（它的受理编号）。", rule="3.1.1")
        merge_case(
            number=number, parent=slip.main, kind=MERGES[choice], version=1, actor=actor, at=at
        )
    _keep(slip, SlipState.DONE, Case.objects.values_list("pk", flat=True).get(number=number))
    return True


def _keep(slip: Slip, state: SlipState, case: int) -> None:
    slip.state, slip.case_id, slip.refusal = state.value, case, ""
    slip.save(update_fields=["state", "case", "refusal"])


def _statement(slip: Slip, source: Source, told: ReadSlip, actor: Actor) -> CaseStatement:
    """The slip in the words of the ledger, the community first (DOMAIN 2.1, column 3)."""
    name = next((name for code, name in slip.communities if code == slip.community), "")
    begins = told.told.startswith(name)
    summary = told.told if begins else f"{name}：{told.told}"
    own = "" if actor.sees_whole_city else actor.area_code
    return CaseStatement(
        source=source,
        summary=shorten(summary, SUMMARY_LIMIT),
        received_at=slip.received_at or told.received_at,
        community_code=slip.community,
        county_code="" if slip.community else slip.county or own,
        receiver=actor.name,
        remark=told.remark,
        category=slip.category,
        urgency=Urgency(slip.urgency),
        place=told.spot,
        source_ref=slip.ref,
        sender_due_on=slip.due_on,
        # What the page showed was seen; nothing is registered that was not decided.
        duplicates_seen=True,
        material=told.told if len(summary) > SUMMARY_LIMIT else "",
    )
