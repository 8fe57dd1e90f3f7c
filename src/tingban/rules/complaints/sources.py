"""来源 of 附件2, and how counties write it (DOMAIN 2.1)."""

import re
from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.kit.words import Vocabulary


class Source(StrEnum):
    """The code table S01…S99."""

    LETTER = "S01"
    VISIT = "S02"
    CALL = "S03"
    PETITION_OFFICE = "S04"
    HOTLINE_12345 = "S05"
    MAIL = "S06"
    WEB = "S07"
    PROVINCE = "S08"
    DISCIPLINE = "S09"
    MEDIA = "S10"
    SUPERVISION = "S11"
    CITY_ASSIGNED = "S12"
    OTHER = "S99"


SOURCE_LABELS: Final[dict[Source, str]] = {
    Source.LETTER: "本领域来信",
    Source.VISIT: "本领域来访",
    Source.CALL: "本领域来电",
    Source.PETITION_OFFICE: "信访部门转办",
    Source.HOTLINE_12345: "12345政务服务热线转办",
    Source.MAIL: "电子邮箱",
    Source.WEB: "网站/微信公众号",
    Source.PROVINCE: "省厅转办",
    Source.DISCIPLINE: "纪检监察/集中整治办转办",
    Source.MEDIA: "媒体舆情",
    Source.SUPERVISION: "督导检查发现",
    Source.CITY_ASSIGNED: "市局交办",
    Source.OTHER: "其他",
}
# Another office sent it on, and waits for the answer.
SENT_ON: Final = frozenset(
    {
        Source.PETITION_OFFICE, Source.HOTLINE_12345, Source.PROVINCE, Source.DISCIPLINE,
        Source.CITY_ASSIGNED,
    }
)  # fmt: skip
# 信访工作条例 20Ⅲ (DOMAIN 3.1.1).
REPRESENTATIVES: Final = 5
SOURCES: Final = Vocabulary(SOURCE_LABELS, also={Source.OTHER: ("其它", "其他来源")})

# The first that fits decides: who sent it on outweighs the way it came.
_HINTS: Final = tuple(
    (re.compile(pattern), source)
    for pattern, source in (
        (r"省厅|省住建|省住房|住建厅|建设厅", Source.PROVINCE),
        (r"纪检|纪委|监委|监察|集中整治", Source.DISCIPLINE),
        (r"12345|政务服务.*热线|市长热线|政府热线|便民热线|市民热线", Source.HOTLINE_12345),
        (r"信访", Source.PETITION_OFFICE),
        (r"市局|市住建|市住房", Source.CITY_ASSIGNED),
        (r"督导|督查|巡查|检查", Source.SUPERVISION),
        (r"舆情|媒体|新闻|抖音|微博|快手|报纸|电视", Source.MEDIA),
        (r"邮箱|邮件|@", Source.MAIL),
        (r"微信|公众号|网站|网上|官网|二维码|小程序|网民|留言", Source.WEB),
        (r"来访|上访|走访|上门|现场反映", Source.VISIT),
        (r"来电|电话|热线|致电", Source.CALL),
        (r"来信|信件|书信|信函|写信", Source.LETTER),
    )
)


def source_by_text(text: str) -> Source | None:
    """The source that a cell means; None where even its words do not tell.

    A cell that names letter, visit and call alike repeats the form's own note and tells nothing.
    """
    exact = SOURCES.find(text)
    if exact:
        return exact
    word = fold(text)
    if sum(way in word for way in ("来信", "来访", "来电")) > 1:
        return None
    return next((source for hint, source in _HINTS if hint.search(word)), None)


def visitors_hint(source: str) -> str:
    """How many of those who come together are received; empty where nobody came."""
    if source != Source.VISIT:
        return ""
    return (
        f"{REPRESENTATIVES} 人以上为同一件事一起来访的，请他们推选代表，"
        f"代表不超过 {REPRESENTATIVES} 人（信访工作条例第二十条第三款）。"
    )
