"""联合惩戒措施清单: what is on it, since when, what a change would do (DOMAIN 7.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import OuterRef, QuerySet, Subquery

from tingban.data.enforcement.models import JointMeasure as Row
from tingban.data.enforcement.models import JointMeasureEnd, Transfer, TransferMove
from tingban.data.law.models import LawArticle
from tingban.rules.actors import Actor
from tingban.rules.enforcement import joint_measures as rules
from tingban.rules.enforcement.joint_guards import KEYS
from tingban.rules.enforcement.joint_measures import (
    Change,
    Ground,
    JointMeasure,
    MeasureState,
    Text,
    holding,
    state_of,
)
from tingban.rules.enforcement.transfer_stages import Receiver, Stage
from tingban.rules.errors import NotFound

NOT_FOUND: Final = "联合惩戒措施清单上没有这一项。"
# Before it has left the house, a proposal can still be chosen anew.
_OPEN: Final = (Stage.DRAFT.value, Stage.APPROVED.value)
_ORDER: Final = list(MeasureState)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure as it stands on a day. `shown` is the version to read, `ahead` one that comes;
    `ends_on` the day from which it is no longer offered."""

    shown: JointMeasure
    state: MeasureState
    ahead: JointMeasure | None
    ends_on: date | None


def versions() -> tuple[JointMeasure, ...]:
    """All versions, measure by measure, oldest first; the list is the same for everybody."""
    ends = JointMeasureEnd.objects.standing().filter(key=OuterRef("key")).values("ends_on")
    rows = Row.objects.standing().annotate(ends_on=Subquery(ends[:1])).order_by("id")
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(row)
    grounds = grounds_of(key for mine in found.values() for row in mine for key in row.articles)
    return tuple(it for mine in found.values() for it in _spans(mine, grounds))


def _spans(rows: list[Row], grounds: dict[str, Ground]) -> Iterable[JointMeasure]:
    """Each version holds until the next one, the last until the end that was stated."""
    rows.sort(key=lambda row: row.valid_from)
    untils: list[date | None] = [row.valid_from for row in rows[1:]]
    untils.append(rows[0].ends_on)  # type: ignore[attr-defined]  # annotated
    for row, until in zip(rows, untils, strict=True):
        yield version_of(row, grounds, until)


def version_of(row: Row, grounds: dict[str, Ground], until: date | None = None) -> JointMeasure:
    """A row as the rules see it; an article that the book has lost is cited by its key."""
    return JointMeasure(
        key=row.key,
        label=row.label,
        receivers=frozenset(Receiver(it) for it in row.receivers),
        grounds=tuple(grounds.get(key, Ground(key, ())) for key in row.articles),
        basis=row.basis,
        valid_from=row.valid_from,
        valid_until=until,
    )


def grounds_of(keys: Iterable[str]) -> dict[str, Ground]:
    """These articles of the law book with all their versions."""
    found: dict[str, list[Text]] = {}
    for row in LawArticle.objects.filter(key__in=set(keys)).order_by("valid_from", "id"):
        text = Text(f"《{row.law}》{row.article}", row.valid_from, row.valid_to)
        found.setdefault(row.key, []).append(text)
    return {key: Ground(key, tuple(texts)) for key, texts in found.items()}


def words(keys: Iterable[str], *, on: date) -> list[str]:
    """What the list says of these measures on a day; of one that it lacks, nothing."""
    in_force = holding(versions(), on)
    return [in_force[key].words(on) for key in keys if key in in_force]


def measures(actor: Actor, *, today: date, text: str = "", receiver: str = "") -> list[MeasureRow]:
    """The list: what is in force, then what comes, then what has ended."""
    if not actor.sees_facts:
        return []
    rows = [*(_row(mine, today) for mine in _by_key().values()), *_withdrawn()]
    found = [row for row in rows if _is_wanted(row.shown, text.strip(), receiver, today)]
    return sorted(found, key=lambda row: _ORDER.index(row.state))


def measure(actor: Actor, key: str, *, today: date) -> MeasureRow:
    """One of them."""
    if not actor.sees_facts:
        raise NotFound(NOT_FOUND)
    mine = _by_key().get(key)
    if mine:
        return _row(mine, today)
    gone = next((row for row in _withdrawn() if row.shown.key == key), None)
    if gone is None:
        raise NotFound(NOT_FOUND)
    return gone


def _by_key() -> dict[str, list[JointMeasure]]:
    found: dict[str, list[JointMeasure]] = {}
    for it in versions():
        found.setdefault(it.key, []).append(it)
    return found


def _withdrawn() -> list[MeasureRow]:
    """Those that never came into force: nothing that was stated of them stands."""
    standing = Row.objects.standing().values("key")
    rows = {row.key: row for row in Row.objects.exclude(key__in=standing).order_by("id")}
    grounds = grounds_of(key for row in rows.values() for key in row.articles) if rows else {}
    return [
        MeasureRow(version_of(row, grounds), MeasureState.WITHDRAWN, None, None)
        for row in rows.values()
    ]


def _row(mine: list[JointMeasure], today: date) -> MeasureRow:
    begun = [it for it in mine if it.valid_from <= today]
    shown = begun[-1] if begun else mine[0]
    ahead = mine[-1] if begun and mine[-1] is not shown else None
    return MeasureRow(shown, state_of(mine, today), ahead, mine[-1].valid_until)


def _is_wanted(it: JointMeasure, text: str, receiver: str, today: date) -> bool:
    told = "、".join([it.label, it.basis, *(ground.cited_on(today) for ground in it.grounds)])
    return text in told and (not receiver or receiver in it.receivers)


def stated(key: str) -> int:
    """How often something was stated of a measure or taken back: the version that a page saw."""
    rows = [
        model.objects.filter(key=key).values_list("retracted_at", flat=True)
        for model in (Row, JointMeasureEnd)
    ]
    return sum(1 + (at is not None) for told in rows for at in told)


def proposals(actor: Actor, key: str) -> list[str]:
    """Numbers of transfers in sight that propose it and have not left the house."""
    return _proposing(Transfer.objects.visible_to(actor), key)


def proposing(key: str) -> list[Transfer]:
    """All of them, wherever they are prepared: for an act that tells their offices."""
    rows = Transfer.objects.filter(is_sealed=False)
    return list(rows.filter(number__in=_proposing(rows, key)).order_by("number"))


def _proposing(rows: QuerySet[Transfer], key: str) -> list[str]:
    open_ones = rows.filter(stage__in=_OPEN)
    moves = TransferMove.objects.standing().filter(row__in=open_ones, told__has_key=KEYS)
    chosen = dict(moves.order_by("id").values_list("row__number", f"told__{KEYS}"))
    return sorted(number for number, keys in chosen.items() if key in keys)


# What a change would do: asked by the page before it is made, and by the act that makes it.


def check_added(change: Change, *, today: date) -> Change:
    """The new measure with tidy words, or a refusal."""
    told = change.clean()
    _check_words(told, key="")
    rules.check_begins(told.valid_from, today)
    return told


def check_changed(key: str, change: Change, *, today: date) -> Change:
    """The new words of a measure, or a refusal."""
    told = change.clean()
    mine = _known(key)
    rules.check_settled(mine, mine[-1].valid_until, today)
    rules.check_differs(mine[-1].wording, told.wording)
    _check_words(told, key=key)
    rules.check_changes(told.valid_from, today)
    return told


def check_ended(key: str, on: date, reason: str, *, today: date) -> None:
    """Refuse an end that cannot be."""
    mine = _known(key)
    rules.check_settled(mine, mine[-1].valid_until, today)
    rules.check_ends(on, today)
    rules.check_reason(reason)


def check_withdrawn(key: str, on: date) -> None:
    """Refuse to take back what lies ahead from a day on, where that would bring a second of one
    name."""
    rules.check_comes_back(key, versions(), on)


def _known(key: str) -> list[JointMeasure]:
    mine = _by_key().get(key)
    if mine is None:
        raise NotFound(NOT_FOUND)
    return mine


def _check_words(told: Change, *, key: str) -> None:
    rules.check_wording(told.wording)
    rules.check_grounds(grounds_of(told.wording.articles), told.wording, told.valid_from)
    rules.check_unlike(told.wording.label, versions(), told.valid_from, key=key)
    rules.check_reason(told.reason)
