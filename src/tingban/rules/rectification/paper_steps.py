"""For which step of a proceeding a paper is signed, and what is still open before it (DOMAIN 8.2).

A paper that decides or reaches somebody is signed when its step is ready but for the paper: the
guards of the step are asked as if it, and the other papers of the same step, were signed and
served. So a guard that asks for the paper itself never stands in its way, nor do two papers of
one step in each other's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from tingban.rules.actors import SYSTEM, Actor
from tingban.rules.audit.machine import Machine, Step
from tingban.rules.rectification.course import Course, Paper

# Whatever was entered so far stands in a paper that is signed now.
_AFTER_ALL: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SignedFor:
    """The act, and which of its guards say something before the paper is signed.

    What the form of the act answers is not asked of the paper, but for `also`, which earlier steps
    answered and which must still hold; `told` is what the form will answer. `without` are guards
    of the day on which the act is done. `is_record`: the act does not wait for the paper, which
    may be signed behind it too.
    """

    act: str
    also: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    told: Mapping[str, Any] = field(default_factory=dict)
    is_record: bool = False


@dataclass(frozen=True, slots=True)
class _Assumed:
    """A paper as if it were signed and served already."""

    signed_on: date
    served_on: date
    signed_at: datetime = _AFTER_ALL
    number: str = ""


Table = Mapping[str, SignedFor]


def too_early(
    machine: Machine[Course], table: Table, key: str, now: Course, actor: Actor, on: date
) -> str:
    """Why a paper of this kind is not signed on this day; empty where it may be."""
    wanted = table.get(key)
    if wanted is None or (wanted.is_record and now.count(wanted.act)):
        return ""
    rows = (it for it in machine.rows if it.act == wanted.act and it.start == now.stage)
    row = next(rows, None)
    if row is None:
        return (
            f"{machine.not_now(wanted.act, now.stage)}这份文书为“{_label(machine, wanted)}”签发。"
        )
    fellows = [other for other, it in table.items() if it.act == wanted.act]
    ready = replace(now, on=on, told=wanted.told)
    assumed = _assuming(ready, fellows)
    for guard in _guards(machine, row, wanted):
        sentence = machine.guards[guard](assumed, actor)
        if sentence:
            return f"“{_label(machine, wanted)}”的条件还不齐，不能签发这份文书：{sentence}"
    if len(fellows) > 1 and not _is_called_for(machine, row, ready, key, fellows):
        return f"“{_label(machine, wanted)}”用不到这份文书，不能签发。请核对文书的种类。"
    return ""


def _guards(machine: Machine[Course], row: Step, wanted: SignedFor) -> Iterator[str]:
    """Those of the row that no form answers, then those that must still hold."""
    left_out = machine.asked | wanted.without
    yield from (guard for guard in row.guards if guard not in left_out)
    yield from wanted.also


def _is_called_for(
    machine: Machine[Course], row: Step, now: Course, key: str, fellows: list[str]
) -> bool:
    """Some guard is silent with this paper and speaks without it, beside its fellows or alone."""
    others = [it for it in fellows if it != key]
    bare = replace(now, papers={it: paper for it, paper in now.papers.items() if it not in fellows})
    found = [
        [_silent(machine, guard, _assuming(bare, told)) for guard in row.guards]
        for told in (fellows, others, [key], [])
    ]
    return any(
        whole and (not rest or (alone and not none))
        for whole, rest, alone, none in zip(*found, strict=True)
    )


def _silent(machine: Machine[Course], guard: str, now: Course) -> bool:
    return not machine.guards[guard](now, SYSTEM)


def _assuming(now: Course, keys: Iterable[str]) -> Course:
    on = now.day_now
    papers: dict[str, Paper] = {**now.papers, **{key: _Assumed(on, on) for key in keys}}
    return replace(now, papers=papers)


def _label(machine: Machine[Course], wanted: SignedFor) -> str:
    return machine.label(wanted.act)
