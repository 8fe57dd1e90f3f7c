"""表决票: what a teller reads on one, when two tellers agree, and how agreed ones are counted.

An invalid ballot takes no part: neither its area nor its head is counted, and the tally says how
many there were. The same holds matter by matter for one that is left blank or marked twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.rules.complaints.numbers import check_digit
from tingban.rules.errors import Refused
from tingban.rules.exits.vote import (
    Matter,
    MatterResult,
    Tally,
    Weight,
    majority_of,
)


class Mark(StrEnum):
    """What stands at one matter; the value is the key that a teller presses."""

    FOR = "1"
    AGAINST = "2"
    ABSTAIN = "3"
    SPOILT = "0"


MARK_LABELS: Final[dict[Mark, str]] = {
    Mark.FOR: "赞成",
    Mark.AGAINST: "反对",
    Mark.ABSTAIN: "弃权",
    Mark.SPOILT: "未选或多选",
}


class Flaw(StrEnum):
    """Why a whole ballot is invalid."""

    UNSIGNED = "unsigned"
    ALTERED = "altered"
    MULTIPLE = "multiple"
    BLANK = "blank"
    NOT_OWNER = "not_owner"
    NO_PROXY = "no_proxy"
    NOT_OURS = "not_ours"


FLAW_LABELS: Final[dict[Flaw, str]] = {
    Flaw.UNSIGNED: "没有签名",
    Flaw.ALTERED: "涂改",
    Flaw.MULTIPLE: "一个事项选了多项",
    Flaw.BLANK: "没有填写",
    Flaw.NOT_OWNER: "不是业主本人也不是受托人",
    Flaw.NO_PROXY: "代签没有委托书",
    Flaw.NOT_OURS: "不是本次发出的表决票",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One ballot as one teller read it: a mark a matter, or a flaw and no marks."""

    marks: tuple[Mark, ...] = ()
    flaw: Flaw | None = None
    by_proxy: bool = False

    def check(self, matters: int) -> None:
        """Refuse a reading that says too little or too much."""
        if self.flaw is None and len(self.marks) != matters:
            raise Refused(
                f"这张票有 {matters} 个事项，请每个事项都选一项；整张无效的，请选无效原因。"
            )
        if self.flaw is not None and self.marks:
            raise Refused("整张无效的票不用再选赞成、反对或弃权。请清空选项，或去掉无效原因。")

    @property
    def label(self) -> str:
        """`赞成、反对（受托）` or `无效：涂改`."""
        if self.flaw is not None:
            return f"无效：{FLAW_LABELS[self.flaw]}"
        words = "、".join(MARK_LABELS[mark] for mark in self.marks)
        return f"{words}（受托）" if self.by_proxy else words


class BallotState(StrEnum):
    """How far the counting of one ballot has come."""

    AWAY = "away"
    HALF = "half"
    DIFFERS = "differs"
    AGREED = "agreed"


BALLOT_LABELS: Final[dict[BallotState, str]] = {
    BallotState.AWAY: "未收回",
    BallotState.HALF: "等另一人录入",
    BallotState.DIFFERS: "两人不一致",
    BallotState.AGREED: "已计票",
}


def state_of(readings: Sequence[Reading]) -> BallotState:
    """By what was entered in the latest round; two tellers must read the same."""
    match len(readings):
        case 0:
            return BallotState.AWAY
        case 1:
            return BallotState.HALF
        case _:
            return BallotState.AGREED if readings[0] == readings[1] else BallotState.DIFFERS


@dataclass(frozen=True, slots=True)
class Counted:
    """One ballot ready for the tally; `reading` is None where none came back."""

    weight: Weight
    reading: Reading | None
    was_served: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A matter that is put to the vote."""

    place: int
    matter: Matter
    text: str


def count(
    whole: Weight, ballots: Sequence[Counted], questions: Sequence[Question], *, follow: bool
) -> tuple[MatterResult, ...]:
    """What came of each matter; `follow` lets those served who did not vote go with most."""
    return tuple(
        _count(whole, ballots, question, follow=follow)
        for question in sorted(questions, key=lambda it: it.place)
    )


def _count(
    whole: Weight, ballots: Sequence[Counted], question: Question, *, follow: bool
) -> MatterResult:
    sums = {mark: Weight() for mark in Mark}
    silent = Weight()
    for ballot in ballots:
        if ballot.reading is None:
            silent += ballot.weight if ballot.was_served else Weight()
        elif ballot.reading.flaw is None:
            sums[ballot.reading.marks[question.place - 1]] += ballot.weight
    strict = _tally(whole, sums, question.matter)
    leading = _leading(sums) if follow else None
    if leading is not None:
        sums[leading] += silent
    return MatterResult(
        place=question.place,
        matter=question.matter,
        text=question.text,
        tally=_tally(whole, sums, question.matter),
        against=sums[Mark.AGAINST],
        abstained=sums[Mark.ABSTAIN],
        strict=strict,
    )


def _tally(whole: Weight, sums: Mapping[Mark, Weight], matter: Matter) -> Tally:
    took = sums[Mark.FOR] + sums[Mark.AGAINST] + sums[Mark.ABSTAIN]
    return Tally(whole, took, sums[Mark.FOR], majority_of(matter))


def _leading(sums: Mapping[Mark, Weight]) -> Mark | None:
    """The answer with most area and most heads; None where no answer leads by both."""
    found = [
        mark
        for mark in (Mark.FOR, Mark.AGAINST, Mark.ABSTAIN)
        if all(
            sums[mark].area > sums[other].area and sums[mark].heads > sums[other].heads
            for other in (Mark.FOR, Mark.AGAINST, Mark.ABSTAIN)
            if other is not mark
        )
    ]
    return found[0] if found else None


def flaws(readings: Iterable[Reading]) -> tuple[tuple[str, int], ...]:
    """How many ballots are invalid, by reason."""
    found = Counter(reading.flaw for reading in readings if reading.flaw is not None)
    return tuple((FLAW_LABELS[flaw], found[flaw]) for flaw in Flaw if found[flaw])


# --- numbers ------------------------------------------------------------------------------------

LAST_SERIAL: Final = 99_999
_VOTE_DIGITS, _SERIAL_DIGITS, _SEAL_DIGITS = 6, 5, 10
TOKEN_DIGITS: Final = _VOTE_DIGITS + _SERIAL_DIGITS + _SEAL_DIGITS


def ballot_number(serial: int) -> str:
    """The serial and its check digit: `0012` + `7`, short enough to type."""
    digits = f"{serial:04d}"
    return digits + check_digit(digits)


def token(vote_id: int, serial: int, seal: str) -> str:
    """What the QR code holds: digits only, so that no input method turns a scan into words.

    `seal` is hexadecimal and depends on a key that is not on the paper.
    """
    tail = int(seal[:16], 16) % 10**_SEAL_DIGITS
    return f"{vote_id:0{_VOTE_DIGITS}d}{serial:0{_SERIAL_DIGITS}d}{tail:0{_SEAL_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was scanned or typed: which ballot, and the whole token where it was scanned."""

    serial: int
    token: str = ""


def read_ballot_code(text: str, *, vote_id: int) -> Asked:
    """A scanned token or a typed number; refused with a sentence where it is neither."""
    digits = fold(text).replace("-", "")
    if not digits.isascii() or not digits.isdigit():
        raise Refused("票号只有数字。请扫二维码，或照票上的号码输入。")
    if len(digits) == TOKEN_DIGITS:
        if int(digits[:_VOTE_DIGITS]) != vote_id:
            raise Refused("这是另一次表决的票，不能在这里计票。请放到一边，交业委会核对。")
        return Asked(int(digits[_VOTE_DIGITS : _VOTE_DIGITS + _SERIAL_DIGITS]), digits)
    if not 5 <= len(digits) <= 6 or check_digit(digits[:-1]) != digits[-1]:
        raise Refused(f"票号“{digits[:24]}”不对，请再核对一遍；最后一位是校验码，也要输入。")
    return Asked(int(digits[:-1]))
