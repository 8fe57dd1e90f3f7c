"""What a paper of a kind is: its layout, its slots, its body, who drafts and who signs it.

A template is data of the topic it belongs to; this column only knows how one is read. The body is
plain text, one paragraph a line, with slots as 【label】:
`一、…` begins a head and `（一）…` a lesser one, where no sentence ends on the line;
LINES and TABLE slots stand on a line of their own;
lines such as `案由｜【案由】｜案号｜【案号】` are rows of a form.

Some labels have a place on the page and need not stand in the body: `PLACED`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tingban.rules.actors import Role
from tingban.rules.documents.slots import Slot

# 主送 above the body, 附件 (LINES) and 附注 below it, 抄送 in the 版记, 落款 in the place of the
# organ's name, 数据来源 in small print at the foot (the frozen snapshot that figures come from).
ADDRESSEE: Final = "主送"
ANNEXES: Final = "附件"
REMARK: Final = "附注"
COPIES: Final = "抄送"
SIGNATURE: Final = "落款"
SOURCE: Final = "数据来源"
PLACED: Final = frozenset({ADDRESSEE, ANNEXES, REMARK, COPIES, SIGNATURE, SOURCE})
# The checks that hang on a label.
USCC: Final = "统一社会信用代码"
BAR: Final = "｜"


class Layout(StrEnum):
    """How it is set (GB/T 9704, DOMAIN 8.1)."""

    FILE = "file"
    LETTER = "letter"
    WRIT = "writ"
    FORM = "form"
    OWNERS = "owners"


LAYOUT_LABELS: Final[Mapping[Layout, str]] = MappingProxyType(
    {
        Layout.FILE: "文件",
        Layout.LETTER: "信函",
        Layout.WRIT: "执法文书",
        Layout.FORM: "表格",
        Layout.OWNERS: "业主一侧的文书",
    }
)


_SLOT: Final = re.compile(r"【[^】]*】")


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of paper. `key` reads topic.name ("enforcement.decision").

    `series` is the ending of the 机关代字 ("罚决字"; none: the paper bears no number),
    `readers` narrows who finds it (none: whoever sees facts of the county), `limit_note` says by
    when it is due.
    """

    key: str
    title: str
    layout: Layout
    slots: tuple[Slot, ...]
    body: str
    series: str = ""
    drafters: frozenset[Role] = frozenset()
    signers: frozenset[Role] = frozenset()
    has_seal: bool = True
    is_served: bool = False
    limit_note: str = ""
    readers: frozenset[Role] = frozenset()

    @property
    def name(self) -> str:
        """What it is called apart from any case: 关于移送……的函."""
        return _SLOT.sub("……", self.title)

    @property
    def slot_by_label(self) -> Mapping[str, Slot]:
        """The slots by what they are called."""
        return {slot.label: slot for slot in self.slots}
