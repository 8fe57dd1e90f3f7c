"""Acts on 联合惩戒措施清单: a measure is added, changed from a day on, ended, or what lies ahead is
withdrawn (DOMAIN 7.3, ADR 0032). Whoever was faster is told to the other.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tingban.actions.audit import facts, log
from tingban.actions.audit.locking import check_seen, hold, once
from tingban.actions.enforcement import joint_telling
from tingban.data.enforcement.models import JointMeasure, JointMeasureEnd
from tingban.kit.text import clean
from tingban.reads.enforcement import joint_measures
from tingban.rules.actors import Actor
from tingban.rules.enforcement import joint_measures as rules
from tingban.rules.enforcement.joint_measures import Change
from tingban.rules.errors import NotNow

_LIST: Final = "joint_measures"
_ADDED: Final = "enforcement.joint_measure_added"
Plain = Mapping[str, Any]


@transaction.atomic
def add_measure(*, change: Change, actor: Actor, at: datetime, form: str = "") -> str:
    """Put a measure on the list, from today or a later day on. Its key."""
    rules.check_keeper(actor)

    def write() -> str:
        hold(_LIST)
        told = joint_measures.check_added(change, today=timezone.localdate(at))
        key = _next_key()
        entry = log.record(
            actor=actor, at=at, act=_ADDED, subject=f"joint_measure:{key}", note=told.reason,
            change=(None, _plain(told) | ({"form": form} if form else {})),
        )  # fmt: skip
        facts.append(_row(key, told), act=entry)
        return key

    return once(form, act=_ADDED, actor=actor, at=at, write=write)


@transaction.atomic
def change_measure(*, key: str, change: Change, version: int, actor: Actor, at: datetime) -> None:
    """Give it other words from a day on; those of before hold until then."""
    before = _begin(key, version, actor)
    told = joint_measures.check_changed(key, change, today=timezone.localdate(at))
    entry = log.record(
        actor=actor, at=at, act="enforcement.joint_measure_changed",
        subject=f"joint_measure:{key}", note=told.reason, change=(before, _plain(told)),
    )  # fmt: skip
    facts.append(_row(key, told), act=entry)
    joint_telling.tell_changed(key, before["label"], told.wording.label, told.valid_from, entry)


@transaction.atomic
def end_measure(
    *, key: str, on: date, reason: str, version: int, actor: Actor, at: datetime
) -> None:
    """Offer it no longer from this day on."""
    before = _begin(key, version, actor)
    joint_measures.check_ended(key, on, reason, today=timezone.localdate(at))
    entry = log.record(
        actor=actor, at=at, act="enforcement.joint_measure_ended",
        subject=f"joint_measure:{key}", note=clean(reason),
        change=(None, {"ends_on": on.isoformat()}),
    )  # fmt: skip
    facts.append(JointMeasureEnd(key=key, ends_on=on), act=entry)
    joint_telling.tell_ended(key, before["label"], on, entry)


@transaction.atomic
def withdraw_change(*, key: str, reason: str, version: int, actor: Actor, at: datetime) -> None:
    """Take back what was entered for a day that has not come."""
    _begin(key, version, actor)
    rules.check_reason(reason)
    today = timezone.localdate(at)
    ahead = JointMeasureEnd.objects.standing().filter(key=key, ends_on__gt=today).first() or (
        JointMeasure.objects.standing().filter(key=key, valid_from__gt=today).first()
    )
    if ahead is None:
        raise NotNow(
            "没有尚未施行的改动可以撤销；已经施行的，请用修改或者停用办理。", rule=rules.RULE
        )
    on = ahead.ends_on if isinstance(ahead, JointMeasureEnd) else ahead.valid_from
    joint_measures.check_withdrawn(key, on)
    entry = log.record(
        actor=actor, at=at, act="enforcement.joint_measure_withdrawn",
        subject=f"joint_measure:{key}", note=clean(reason), change=(_stated(ahead), None),
    )  # fmt: skip
    facts.retract(ahead, act=entry)
    if (row := _last(key)) is not None:
        joint_telling.tell_withdrawn(key, row.label, entry)


def _begin(key: str, version: int, actor: Actor) -> Plain:
    """Nobody else changes the list meanwhile; what the page showed still stands. Its last words."""
    rules.check_keeper(actor)
    hold(_LIST)
    row = _last(key)
    before = {} if row is None else _stated(row)
    check_seen(joint_measures.stated(key), version, subject=f"joint_measure:{key}")
    return before


def _last(key: str) -> JointMeasure | None:
    return JointMeasure.objects.standing().filter(key=key).order_by("-valid_from").first()


def _next_key() -> str:
    """Keys are given once; one that was withdrawn is not given again."""
    return f"m{JointMeasure.objects.values('key').distinct().count() + 1}"


def _row(key: str, told: Change) -> JointMeasure:
    wording = told.wording
    return JointMeasure(
        key=key, label=wording.label, receivers=sorted(wording.receivers),
        articles=list(wording.articles), basis=wording.basis, valid_from=told.valid_from,
    )  # fmt: skip


def _stated(row: JointMeasure | JointMeasureEnd) -> dict[str, Any]:
    if isinstance(row, JointMeasureEnd):
        return {"ends_on": row.ends_on.isoformat()}
    grounds = joint_measures.grounds_of(row.articles)
    version = joint_measures.version_of(row, grounds)
    return _plain(Change(version.wording, version.valid_from, ""))


def _plain(told: Change) -> dict[str, Any]:
    """As the log reads it."""
    wording = told.wording
    grounds, on = joint_measures.grounds_of(wording.articles), told.valid_from
    cited = [grounds[key].cited_on(on) if key in grounds else key for key in wording.articles]
    return {
        "label": wording.label,
        "receivers": rules.receivers_told(wording.receivers),
        "articles": cited,
        "basis": wording.basis,
        "valid_from": told.valid_from.isoformat(),
    }
