"""Who owns what in a roll: sealed apart, marked blindly, opened for the owners' own copy alone.

A mark is the same for the same owner within one vote and says nothing in another (DOMAIN 9.1).
"""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import Count

from tingban.actions.complaints.vault import current_key, open_words, seal_words
from tingban.data.exits.models import RollOwner, RollPart
from tingban.kit.crypto import blind_index
from tingban.rules.errors import NotNow
from tingban.rules.law.articles import cite

_MARK: Final = 32
_BATCH: Final = 500


def head_mark(vote_id: int, identity: str) -> str:
    """By which an owner is the same head wherever he stands in this roll."""
    key = bytes.fromhex(settings.CONTACT_INDEX_KEY)
    return blind_index(key, f"roll:{vote_id}:{identity}")[:_MARK]


def keep_owners(owners: Iterable[tuple[RollPart, tuple[str, ...]]]) -> None:
    """Seal the names of these saved parts."""
    rows = []
    for part, names in owners:
        told = json.dumps(names, ensure_ascii=False)
        box, key_id = seal_words(told, context=_context(part.vote_id))
        rows.append(RollOwner(part=part, box=box, key_id=key_id))
    RollOwner.objects.bulk_create(rows, batch_size=_BATCH)


def keep_same_owner(part: RollPart, before: RollPart) -> None:
    """A corrected part has the owners it had."""
    row = RollOwner.objects.filter(part=before).first()
    if row is None:
        raise NotNow(
            f"业主姓名的保存期限已满，已经销毁（{cite('PIP-19')}），房屋的登记不能再更正。",
            rule=cite("PIP-19"),
        )
    RollOwner.objects.create(part=part, box=row.box, key_id=row.key_id)


def forget_owners(vote_id: int) -> int:
    """Keep no name of a roll that is not used any more: replaced before it was frozen, given up,
    or its time is over; how many."""
    return RollOwner.objects.filter(part__vote=vote_id).delete()[0]


def has_owners(vote_id: int) -> bool:
    """Whether any name of this roll is still kept."""
    return RollOwner.objects.filter(part__vote=vote_id).exists()


def open_owners(vote_id: int) -> Mapping[int, tuple[str, ...]]:
    """The names by part, of the parts that stand; whoever calls this has recorded the look."""
    rows = RollOwner.objects.filter(part__vote=vote_id, part__retracted_at__isnull=True)
    return {row.part_id: _opened(row, vote_id) for row in rows}


def _opened(row: RollOwner, vote_id: int) -> tuple[str, ...]:
    told = open_words(bytes(row.box), key_id=row.key_id, context=_context(vote_id))
    return tuple(json.loads(told))


def _context(vote_id: int) -> str:
    """What the seal is bound to."""
    return f"owners of vote {vote_id}"


def reseal_owners() -> int:
    """Seal with the current key whatever another one sealed; in small transactions, how many."""
    done = 0
    while count := _resealed():
        done += count
    return done


@transaction.atomic
def _resealed() -> int:
    rows = RollOwner.objects.exclude(key_id=current_key()).select_related("part")
    batch = list(rows.select_for_update(of=("self",)).order_by("pk")[:_BATCH])
    for row in batch:
        context = _context(row.part.vote_id)
        told = open_words(bytes(row.box), key_id=row.key_id, context=context)
        row.box, row.key_id = seal_words(told, context=context)
    RollOwner.objects.bulk_update(batch, ["box", "key_id"])
    return len(batch)


def owner_keys_used() -> dict[str, int]:
    """How many boxes are sealed with each key."""
    return dict(RollOwner.objects.order_by().values_list("key_id").annotate(many=Count("pk")))
