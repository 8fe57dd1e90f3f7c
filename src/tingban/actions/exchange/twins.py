"""Two registrations that may be one community: proposed by the names, decided by a person."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from tingban.actions.audit import log
from tingban.actions.audit.locking import lock
from tingban.actions.registry.merges import merge_community
from tingban.data.exchange.models import TwinProposal
from tingban.data.registry.models import Community
from tingban.reads.exchange.registers_in import estates
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import Conflict, Refused
from tingban.rules.registry.twins import pairs

NOT_FOUND: Final = "没有找到这一对小区，或者它们不在您的辖区内。"


@transaction.atomic
def propose_twins(*, fresh: Collection[str], actor: Actor, at: datetime) -> int:
    """Propose every pair that one of these fresh communities is in; how many there are."""
    listed = estates(actor)
    counties = {one.county for one in listed if one.code in fresh}
    found = [
        pair
        for pair in pairs(one for one in listed if one.county in counties)
        if pair.first.code in fresh or pair.second.code in fresh
    ]
    codes = {side.code for pair in found for side in (pair.first, pair.second)}
    ids = dict(Community.objects.filter(code__in=codes).order_by().values_list("code", "id"))
    earlier = set(
        TwinProposal.objects.filter(first_id__in=ids.values())
        .order_by()
        .values_list("first_id", "second_id")
    )
    proposals = [
        TwinProposal(
            first_id=ids[pair.first.code],
            second_id=ids[pair.second.code],
            reason=pair.reason,
            proposed_at=at,
        )
        for pair in found
        if (ids[pair.first.code], ids[pair.second.code]) not in earlier
    ]
    TwinProposal.objects.bulk_create(proposals, ignore_conflicts=True)
    return len(proposals)


def _open(pair_id: int, actor: Actor) -> TwinProposal:
    pair = lock(
        TwinProposal.objects.visible_to(actor).select_related("first", "second"),
        NOT_FOUND,
        pk=pair_id,
    )
    check_writes(actor, pair.first.county_id)
    if pair.decided_id is not None:
        raise Conflict("这一对小区刚刚已有人判断过，请看下一对。")
    return pair


@transaction.atomic
def merge_twins(*, pair_id: int, keep: str, actor: Actor, at: datetime) -> str:
    """They are one: the other one is merged into the one that is kept; its code is returned."""
    pair = _open(pair_id, actor)
    sides = {pair.first.code: pair.first, pair.second.code: pair.second}
    if keep not in sides:
        raise Refused("请选择保留哪一个小区。", rule="DOMAIN 5.1")
    (gone,) = (side for code, side in sides.items() if code != keep)
    merge_community(
        code=gone.code, into=keep, version=gone.version, actor=actor, at=at, note=pair.reason
    )
    _decide(pair, is_same=True, actor=actor, at=at)
    return gone.code


@transaction.atomic
def part_twins(*, pair_id: int, actor: Actor, at: datetime) -> None:
    """They are two: not proposed again."""
    _decide(_open(pair_id, actor), is_same=False, actor=actor, at=at)


def _decide(pair: TwinProposal, *, is_same: bool, actor: Actor, at: datetime) -> None:
    pair.decided = log.record(
        actor=actor,
        at=at,
        act="exchange.twins_decided",
        subject=f"community:{pair.first.code}",
        note=f"{pair.first.name}、{pair.second.name}：{'同一个小区' if is_same else '两个小区'}",
        change=(None, {"first": pair.first.code, "second": pair.second.code, "is_same": is_same}),
    )
    pair.is_same = is_same
    pair.save(update_fields=["decided", "is_same"])
