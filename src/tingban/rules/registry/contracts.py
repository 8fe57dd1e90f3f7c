"""One company per community at a time (条例 33, DOMAIN 5.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.kit.dates import chinese_day
from tingban.rules.errors import Refused

HANDOVER_DAYS: Final = 60
# A successor is found in about three months (DOMAIN 5.4 reminds of elections by the same length).
NOTICE_DAYS: Final = 90


@dataclass(frozen=True, slots=True)
class Term:
    """The validity of one contract; both days belong to it, no end means 不定期."""

    key: str
    company: str
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the contract is in force on this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two companies at once; `days` is None where neither contract ends."""

    first: Term
    second: Term
    days: int | None

    @property
    def is_handover(self) -> bool:
        """Short enough to be a handover: kept and flagged."""
        return self.days is not None and self.days <= HANDOVER_DAYS


def check_term(term: Term) -> None:
    """A contract ends on or after its first day."""
    if term.ends_on is not None and term.ends_on < term.starts_on:
        raise Refused("合同结束日期早于开始日期，请核对。", rule="DOMAIN 5.3")


def overlap_of(first: Term, second: Term) -> Overlap | None:
    """The time in which both hold; a renewal with the same company is no overlap."""
    if first.company == second.company:
        return None
    starts_on = max(first.starts_on, second.starts_on)
    ends = [term.ends_on for term in (first, second) if term.ends_on is not None]
    if not ends:
        return Overlap(first, second, None)
    days = (min(ends) - starts_on).days + 1
    return Overlap(first, second, days) if days > 0 else None


def overlaps(term: Term, others: Iterable[Term]) -> tuple[Overlap, ...]:
    """All overlaps of one contract with the other contracts of its community."""
    found = (overlap_of(term, other) for other in others if other.key != term.key)
    return tuple(overlap for overlap in found if overlap)


def check_overlaps(term: Term, others: Iterable[Term]) -> tuple[Overlap, ...]:
    """The handovers to flag; refused where two companies would hold one community."""
    check_term(term)
    found = overlaps(term, others)
    for overlap in found:
        if not overlap.is_handover:
            raise Refused(overlap_sentence(overlap), rule="物业管理条例 33")
    return found


def overlap_sentence(overlap: Overlap) -> str:
    """What is wrong with an overlap, and what to do."""
    other = overlap.second
    until = chinese_day(other.ends_on) if other.ends_on else "不定期"
    span = f"重叠 {overlap.days} 天" if overlap.days is not None else "长期重叠"
    return (
        f"与已有合同（{chinese_day(other.starts_on)}至{until}）{span}，"
        f"超过 {HANDOVER_DAYS} 天交接期。"
        "一个物业管理区域同时只能由一家企业服务，请先填写原合同的结束日期。"
    )


def holder_on(terms: Iterable[Term], day: date) -> str | None:
    """The company that holds the community on a day; in a handover, the one that came last."""
    holding = [term for term in terms if term.holds_on(day)]
    return max(holding, key=lambda term: (term.starts_on, term.key)).company if holding else None


class ContractState(StrEnum):
    """What a contract is on a day."""

    NOT_YET = "not_yet"
    RUNNING = "running"
    ENDING = "ending"
    ENDED = "ended"
    VOID = "void"


STATE_LABELS: Final[dict[ContractState, str]] = {
    ContractState.NOT_YET: "未开始",
    ContractState.RUNNING: "履行中",
    ContractState.ENDING: "90 天内到期",
    ContractState.ENDED: "已到期",
    ContractState.VOID: "已作废",
}


def state_on(starts_on: date, ends_on: date | None, day: date) -> ContractState:
    """Running, about to end, ended or not begun; both days belong to the contract."""
    if day < starts_on:
        return ContractState.NOT_YET
    if ends_on is None:
        return ContractState.RUNNING
    if day > ends_on:
        return ContractState.ENDED
    return ContractState.ENDING if (ends_on - day).days <= NOTICE_DAYS else ContractState.RUNNING
