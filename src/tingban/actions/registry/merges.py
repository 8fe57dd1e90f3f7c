"""合并至: two registrations turn out to be one community (DOMAIN 2.3, 5.1)."""

from datetime import datetime

from django.db import transaction

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, hold, lock_together
from tingban.actions.registry.communities import NOT_FOUND, touch
from tingban.data.registry.models import Community, CommunityMerge
from tingban.rules.actors import Actor, check_writes
from tingban.rules.errors import NotNow, Refused
from tingban.rules.registry.merging import check_merge

NOT_MERGED = "这个小区没有并入别的小区，可能已被撤销。"


@transaction.atomic
def merge_community(
    *, code: str, into: str, version: int, actor: Actor, at: datetime, note: str = ""
) -> None:
    """Let the facts of one community count for another from now on, at any as_of."""
    rows = _locked(actor, code, into)
    child, parent = rows[code], rows[into]
    check_writes(actor, child.county_id)
    check_seen(child.version, version, subject=f"community:{code}")
    _check_pair(child, parent)
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.community_merged",
        subject=f"community:{code}",
        note=note,
        change=(None, {"into": into, "into_name": parent.name}),
    )
    facts.append(CommunityMerge(community=child, into=parent), act=entry)
    touch(child)
    touch(parent)


def _locked(actor: Actor, *codes: str) -> dict[str, Community]:
    rows = Community.objects.visible_to(actor)
    return lock_together(rows, NOT_FOUND, field="code", keys=codes)


def _check_pair(child: Community, parent: Community) -> None:
    """Both stand, in one county, and no ring comes about."""
    if child.is_void or parent.is_void:
        raise NotNow("已作废的小区不能合并。", rule="DOMAIN 5.1")
    if child.merged_into_id is not None:
        raise NotNow("这个小区已经并入别的小区。要改并，请先撤销原来的合并。", rule="DOMAIN 5.1")
    if child.county_id != parent.county_id:
        raise Refused("两个小区不在同一个县(市、区)，不能合并。", rule="DOMAIN 2.3")
    # Two merges of four different communities may close a ring together.
    hold(f"merges:{child.county_id}")
    standing = CommunityMerge.objects.standing().filter(community__county_id=child.county_id)
    check_merge(
        child.code,
        parent.code,
        dict(standing.order_by("id").values_list("community__code", "into__code")),
    )


def undo(*, child: Community, into: Community, reason: str, actor: Actor, at: datetime) -> None:
    """Believe no longer that the two locked communities are one; part of a greater act."""
    if not reason.strip():
        raise Refused("请写明撤销合并的原因。")
    merge = CommunityMerge.objects.standing().filter(community=child).first()
    if merge is None or merge.into_id != into.pk:
        raise NotNow(NOT_MERGED)
    entry = log.record(
        actor=actor,
        at=at,
        act="registry.merge_undone",
        subject=f"community:{child.code}",
        note=reason.strip(),
        change=({"into": into.code, "into_name": into.name}, None),
    )
    facts.retract(merge, act=entry)
    touch(child)
    touch(into)
