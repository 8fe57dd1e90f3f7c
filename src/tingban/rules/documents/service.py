"""How a paper reaches whom it is for, as data (T-P05, T-P06): ways, their proof, deemed service.

行政处罚法 61 sends to the rules of 民事诉讼法 on service; the ways are those of 民诉法 88-95.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tingban.rules.deadlines import LIMIT_BY_KEY, Limit
from tingban.rules.law import Calendar


class Way(StrEnum):
    """送达方式."""

    DIRECT = "direct"
    LEFT = "left"
    MAIL = "mail"
    ELECTRONIC = "electronic"
    NOTICE = "notice"
    ENTRUSTED = "entrusted"


@dataclass(frozen=True, slots=True)
class WayOfService:
    """One way: what proves it, and after how long it counts as served without a receipt."""

    way: Way
    label: str
    proof: str
    basis: str
    deemed: Limit | None = None

    @property
    def is_deemed(self) -> bool:
        """Whether it is served by the lapse of time."""
        return self.deemed is not None


WAYS: Final[tuple[WayOfService, ...]] = (
    WayOfService(Way.DIRECT, "直接送达", "受送达人签名或盖章、注明日期的送达回证", "民事诉讼法 88"),
    WayOfService(
        Way.LEFT,
        "留置送达",
        "写明拒收事由、由见证人签名或拍照录像记录过程的送达回证",
        "民事诉讼法 89",
    ),
    WayOfService(Way.MAIL, "邮寄送达", "邮政回执，以回执注明的收件日期为准", "民事诉讼法 91"),
    WayOfService(
        Way.ELECTRONIC, "电子送达", "送达地址确认书和到达受送达人特定系统的记录", "民事诉讼法 90"
    ),
    WayOfService(
        Way.NOTICE,
        "公告送达",
        "公告的载体、日期和照片，并记明原因和经过",
        "民事诉讼法 95",
        LIMIT_BY_KEY["T-P06/notice"],
    ),
    WayOfService(Way.ENTRUSTED, "委托送达", "受托单位的送达回证", "民事诉讼法 91"),
)
WAY_BY_KEY: Final = {row.way: row for row in WAYS}
WAY_LABELS: Final[dict[Way, str]] = {row.way: row.label for row in WAYS}


def deemed_on(way: Way, sent_on: date, calendar: Calendar) -> date | None:
    """The day on which it counts as served; None where only a receipt proves it."""
    limit = WAY_BY_KEY[way].deemed
    return limit.due_on(sent_on, calendar) if limit else None
