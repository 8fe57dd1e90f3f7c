"""Where a batch of slips and each slip in it stand, and what a clerk decides of a slip."""

from enum import StrEnum
from typing import Final

from tingban.rules.complaints.sources import Source
from tingban.rules.complaints.stages import MergeKind
from tingban.rules.errors import Refused


class BatchState(StrEnum):
    """A batch is open to decisions but for the time in which a job works on it.

    Its middle names are those of `RunState`, which the job goes by.
    """

    OPEN = "open"
    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    WIPED = "wiped"


class SlipState(StrEnum):
    """What has become of a slip."""

    OPEN = "open"
    FAULTY = "faulty"
    KNOWN = "known"
    DONE = "done"


class SlipChoice(StrEnum):
    """What the clerk decides of an open slip."""

    ASK = "ask"
    REGISTER = "register"
    DUPLICATE = "duplicate"
    ALIKE = "alike"
    LATER = "later"


BATCH_LABELS: Final[dict[BatchState, str]] = {
    BatchState.OPEN: "待登记",
    BatchState.WAITING: "排队中",
    BatchState.WORKING: "正在登记",
    BatchState.DONE: "已处理",
    BatchState.FAILED: "没有做完",
    BatchState.WIPED: "内容已清除",
}
SLIP_STATE_LABELS: Final[dict[SlipState, str]] = {
    SlipState.OPEN: "待登记",
    SlipState.FAULTY: "有错",
    SlipState.KNOWN: "以前登记过",
    SlipState.DONE: "已登记",
}
CHOICE_LABELS: Final[dict[SlipChoice, str]] = {
    SlipChoice.ASK: "请选择",
    SlipChoice.REGISTER: "登记",
    SlipChoice.DUPLICATE: "并入已有件（重复件）",
    SlipChoice.ALIKE: "并入已有件（同类件）",
    SlipChoice.LATER: "先不登记",
}
# With these the slip becomes a case.
TAKEN: Final = frozenset({SlipChoice.REGISTER, SlipChoice.DUPLICATE, SlipChoice.ALIKE})
MERGES: Final = {
    SlipChoice.DUPLICATE: MergeKind.DUPLICATE,
    SlipChoice.ALIKE: MergeKind.ALIKE,
}
# Who sends slips; what people bring themselves is registered one by one.
SENDERS: Final = (
    Source.HOTLINE_12345, Source.PETITION_OFFICE, Source.PROVINCE, Source.DISCIPLINE,
    Source.CITY_ASSIGNED, Source.OTHER,
)  # fmt: skip
# So many are registered while the clerk waits; more are worked off by a job.
AT_ONCE: Final = 50
# A batch that nobody has gone on with for so many days is wiped; it may carry identities in clear.
SLIP_DAYS: Final = 7


def check_sender(source: Source) -> None:
    """Refuse what no office sends."""
    if source not in SENDERS:
        raise Refused("请选择这份表是哪里转来的。", rule="DOMAIN 2.1")
