"""Many papers at once: signed one by one, or printed into one file, by a job."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tingban.rules.errors import Refused

MOST_AT_ONCE: Final = 200
MOST_ATTEMPTS: Final = 5
KEPT_DAYS: Final = 7
# Whoever waits longer than this is told whom to ask.
PATIENCE: Final = timedelta(minutes=10)


class BatchKind(StrEnum):
    """What is done with them."""

    SIGN = "sign"
    PRINT = "print"
    ORDERS = "orders"


class BatchState(StrEnum):
    """Where it stands."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class ItemState(StrEnum):
    """What became of one paper."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


UNFINISHED: Final = (BatchState.WAITING, BatchState.WORKING)
KIND_LABELS: Final[Mapping[BatchKind, str]] = MappingProxyType(
    {
        BatchKind.SIGN: "批量签发",
        BatchKind.PRINT: "批量打印",
        BatchKind.ORDERS: "批量打印责令限期整改通知书",
    }
)
STATE_LABELS: Final[Mapping[BatchState, str]] = MappingProxyType(
    {
        BatchState.WAITING: "排队中",
        BatchState.WORKING: "正在办理",
        BatchState.DONE: "已办完",
        BatchState.FAILED: "没有办完",
    }
)


def check_count(count: int) -> None:
    """Some, and not more than a job should take at once."""
    if not count:
        raise Refused("请先勾选文书。")
    if count > MOST_AT_ONCE:
        raise Refused(f"一次最多 {MOST_AT_ONCE} 份，现有 {count} 份。请缩小筛选范围，分几次办理。")
