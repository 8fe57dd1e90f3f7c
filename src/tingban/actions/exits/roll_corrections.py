"""A frozen 业主清册 corrected part by part, and taken away with names by the owners alone."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts
from tingban.actions.exits.roll_vault import (
    has_owners,
    head_mark,
    keep_owners,
    keep_same_owner,
    open_owners,
)
from tingban.actions.exits.voting import SHORTEST_REASON, begin, project_votes, record
from tingban.data.audit.models import Entry
from tingban.data.exits.models import RollCorrection, RollPart, Vote
from tingban.reads.exits import votes as reads
from tingban.rules.actors import Actor
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.exits.roll_reading import ReadPart
from tingban.rules.exits.vote import Weight
from tingban.rules.exits.vote_stages import VoteAct, VoteStage, check_sees_names
from tingban.rules.law.articles import cite

# --- corrected ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartStatement:
    """A part as it should stand; without owners it has those it had."""

    part: ReadPart
    keeps_owner: bool = field(default=True)


@transaction.atomic
def correct_roll(
    *, vote_id: int, part_id: int | None, to: PartStatement | None, reason: str,
    actor: Actor, at: datetime,
) -> None:  # fmt: skip
    """Correct, add (no `part_id`) or strike (no `to`) one part of a frozen roll."""
    vote = begin(VoteAct.CORRECT_ROLL, vote_id, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("请写明更正的原因和依据，例如“不动产登记簿面积为 89.75 ㎡”。")
    if part_id is None and to is None:
        raise Refused("请写明要更正哪一套房。")
    plan = reads.plan_of(vote)
    standing = _standing_part(vote, part_id) if part_id is not None else None
    before = reads.whole_now(vote, plan)
    entry = record(
        "exits.roll_corrected", vote, actor=actor, at=at, note=reason.strip(),
        change=(_stated(standing), _told(to)),
    )  # fmt: skip
    if standing is not None:
        facts.retract(standing, act=entry)
    fresh = _put(vote, to, standing, entry) if to is not None else None
    after = reads.whole_now(vote, plan)
    label = reads.part_of(fresh or standing).label  # type: ignore[arg-type]  # one of them is
    _keep_correction(vote, label, reason, (before, after), entry)
    project_votes([vote.pk], turns=1)


def _standing_part(vote: Vote, part_id: int) -> RollPart:
    row = RollPart.objects.filter(vote=vote, pk=part_id).first()
    if row is None:
        raise NotFound("清册里没有这套房。")
    if row.retracted_at is not None:
        raise Conflict("这套房刚刚已经更正过，请打开清册核对最新的内容。")
    return row


def _put(vote: Vote, to: PartStatement, standing: RollPart | None, entry: Entry) -> RollPart:
    part = to.part
    if RollPart.objects.standing().filter(vote=vote, key=part.key).exists():
        raise Refused("清册里已经有这套房。一套房只占一行，请核对楼栋、单元和房号。")
    keeps = to.keeps_owner and standing is not None
    if not keeps and not part.is_stock and not part.owners:
        raise Refused("请填写业主；建设单位未售或未交付的，请勾选。")
    head = head_mark(vote.pk, part.identity)
    row = RollPart(
        vote=vote, key=part.key, building=part.building, unit=part.unit, room=part.room,
        kind=part.kind.value, area=part.area, source=part.source.value,
        head=standing.head if keeps and standing else head,
        is_stock=standing.is_stock if keeps and standing else part.is_stock,
    )  # fmt: skip
    facts.append(row, act=entry)
    if keeps and standing:
        keep_same_owner(row, standing)
    else:
        keep_owners([(row, part.owners)])
    return row


def _stated(row: RollPart | None) -> dict[str, Any] | None:
    if row is None:
        return None
    part = reads.part_of(row)
    return {"room": part.label, "kind": row.kind, "centares": row.area, "source": row.source}


def _told(to: PartStatement | None) -> dict[str, Any] | None:
    if to is None:
        return None
    room = " ".join(filter(None, (to.part.building, to.part.unit, to.part.room)))
    told = {"room": room, "kind": to.part.kind.value, "centares": to.part.area}
    return told | {"source": to.part.source.value, "owner_changed": not to.keeps_owner}


def _keep_correction(
    vote: Vote, label: str, reason: str, wholes: tuple[Weight, Weight], entry: Entry
) -> None:
    before, after = ([it.area, it.heads] for it in wholes)
    row = RollCorrection(
        vote=vote, on=timezone.localdate(entry.at), label=label, reason=reason.strip(),
        before=before, after=after,
    )  # fmt: skip
    facts.append(row, act=entry)


# --- the owners' own copy -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part with the names of its owners, for the owners' own copy."""

    row: RollPart
    owners: tuple[str, ...] = field(repr=False)


@transaction.atomic
def take_names(*, vote_id: int, reason: str, actor: Actor, at: datetime) -> list[NamedPart]:
    """The roll with names; every look is recorded with its reason first."""
    vote = reads.vote_in_sight(actor, vote_id)
    check_sees_names(actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("请写明用途，例如“打印业委会存档清册”。", rule=cite("PIP-6"))
    rows = list(RollPart.objects.standing().filter(vote=vote).order_by("id"))
    if vote.stage == VoteStage.DROPPED:
        raise NotNow("这次表决已经作罢，业主姓名已经清除。", rule=cite("PIP-6"))
    if not rows:
        raise NotNow("清册还是空的。")
    if not has_owners(vote.pk):
        raise NotNow(
            f"业主姓名的保存期限已满，已经销毁（{cite('PIP-19')}）；房号、面积和计票依据仍可查看。",
            rule=cite("PIP-19"),
        )
    record(
        "exits.names_taken", vote, actor=actor, at=at, note=reason.strip(),
        change=(None, {"rows": len(rows)}),
    )  # fmt: skip
    owners = open_owners(vote.pk)
    return [NamedPart(row, owners.get(row.pk, ())) for row in rows]
