"""What a notice says: plain words, a place to go to, and nobody's contact (AMB-31)."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from tingban.kit.blanking import without_contacts
from tingban.rules.areas import AREA_CODE, AREAS

TITLE_LENGTH: Final = 80
# After so long a notice no longer counts as unread, whoever comes into the post.
UNREAD_FOR: Final = timedelta(days=90)


class Kind(StrEnum):
    """What a notice is about."""

    RECEIPT = "receipt"
    TASK = "task"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    ESCALATION = "escalation"
    FEEDBACK = "feedback"
    SYSTEM = "system"


KIND_LABELS: Final[dict[Kind, str]] = {
    Kind.RECEIPT: "受理告知",
    Kind.TASK: "交办",
    Kind.REMINDER: "到期提醒",
    Kind.OVERDUE: "逾期",
    Kind.ESCALATION: "升级",
    Kind.FEEDBACK: "反馈",
    Kind.SYSTEM: "系统",
}

# The telephones of 附件1 are published: a notice may name them.
_LINES: Final = "|".join(phone for area in AREAS for phone in area.phones)
_PUBLIC: Final = re.compile(rf"(?<!\d)({AREA_CODE}-?(?:{_LINES}))(?!\d)")


@dataclass(frozen=True, slots=True)
class Message:
    """One notice in words. `link` is a path of this installation, empty where there is none."""

    kind: Kind
    title: str
    text: str
    link: str = ""

    def __post_init__(self) -> None:
        if not self.title.strip() or len(self.title) > TITLE_LENGTH or not self.text.strip():
            raise ValueError("a notice has a short title and a text")
        if not self.title.isprintable():
            raise ValueError("the title of a notice is one line")
        if self.link and not re.match(r"/(?![/\\])[!-~]*$", self.link):
            raise ValueError("a notice links to a path of this installation")


def without_persons(text: str) -> str:
    """The text with every contact blanked but the published telephones of 附件1."""
    parts = _PUBLIC.split(text)
    # Every second part is what the pattern kept.
    return "".join(part if at % 2 else without_contacts(part) for at, part in enumerate(parts))
