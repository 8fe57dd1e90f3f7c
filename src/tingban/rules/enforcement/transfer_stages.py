"""Stages and acts of 移送 (DOMAIN 3.2, branch c; T-X07), with their words."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where a transfer is on its way."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    ACCEPTED = "accepted"
    FILED = "filed"
    DECLINED = "declined"
    NOT_FILED = "not_filed"
    REVIEWING = "reviewing"
    UPHELD = "upheld"
    WATCHED = "watched"
    RESULT = "result"
    CLOSED = "closed"
    KEPT_BACK = "kept_back"
    DROPPED = "dropped"


STAGE_LABELS: Final[Mapping[Stage, str]] = {
    Stage.DRAFT: "待批准",
    Stage.APPROVED: "待移送",
    Stage.SENT: "待对方答复",
    Stage.ACCEPTED: "对方已受理",
    Stage.FILED: "对方已立案",
    Stage.DECLINED: "对方不予受理",
    Stage.NOT_FILED: "公安不立案",
    Stage.REVIEWING: "提请复议中",
    Stage.UPHELD: "复议维持不立案",
    Stage.WATCHED: "检察监督中",
    Stage.RESULT: "有处理结果",
    Stage.CLOSED: "办结",
    Stage.KEPT_BACK: "不批准移送",
    Stage.DROPPED: "撤回",
}
ENDS: Final = frozenset({Stage.CLOSED, Stage.KEPT_BACK, Stage.DROPPED})
# The other side has it and owes an answer.
WITH_THEM: Final = (
    Stage.SENT, Stage.ACCEPTED, Stage.FILED, Stage.REVIEWING, Stage.WATCHED,
)  # fmt: skip


class Act(StrEnum):
    """What may be done with a transfer; the label is the verb on the button."""

    OPEN = "open"
    APPROVE = "approve"
    KEEP_BACK = "keep_back"
    DROP = "drop"
    PREPARE = "prepare"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    FILE = "file"
    NOT_FILE = "not_file"
    REVIEW = "review"
    UPHOLD = "uphold"
    WATCH = "watch"
    RESULT = "result"
    URGE = "urge"
    CLOSE = "close"
    UNDO = "undo"


ACT_LABELS: Final[Mapping[Act, str]] = {
    Act.OPEN: "提请移送",
    Act.APPROVE: "批准移送",
    Act.KEEP_BACK: "不批准移送",
    Act.DROP: "撤回提请",
    Act.PREPARE: "补充移送材料",
    Act.SEND: "登记移送",
    Act.ACCEPT: "登记对方受理",
    Act.DECLINE: "登记对方不予受理",
    Act.FILE: "登记对方立案",
    Act.NOT_FILE: "登记公安不立案",
    Act.REVIEW: "提请公安机关复议",
    Act.UPHOLD: "登记复议维持",
    Act.WATCH: "建议检察机关立案监督",
    Act.RESULT: "登记处理结果",
    Act.URGE: "催询",
    Act.CLOSE: "办结",
    Act.UNDO: "撤回上一步",
}
# What was handed over is with the other organ.
KEPT: Final = frozenset({Act.SEND, Act.REVIEW, Act.WATCH})


class Matter(StrEnum):
    """What is handed over."""

    CLUE = "clue"
    CRIME = "crime"
    JOINT = "joint"


MATTER_LABELS: Final[Mapping[Matter, str]] = {
    Matter.CLUE: "移送案件线索",
    Matter.CRIME: "移送涉嫌犯罪案件",
    Matter.JOINT: "建议联合惩戒",
}


class Receiver(StrEnum):
    """The organs that receive (DOMAIN 3.2)."""

    MARKET = "market"
    PRICE = "price"
    FIRE = "fire"
    POLICE = "police"
    URBAN = "urban"
    DISCIPLINE = "discipline"
    TAX = "tax"


RECEIVER_LABELS: Final[Mapping[Receiver, str]] = {
    Receiver.MARKET: "市场监管部门",
    Receiver.PRICE: "发展改革部门",
    Receiver.FIRE: "消防救援机构",
    Receiver.POLICE: "公安机关",
    Receiver.URBAN: "城市管理部门",
    Receiver.DISCIPLINE: "纪检监察机关",
    Receiver.TAX: "税务机关",
}
# The papers of a transfer, by what they are called in the engine of papers.
LETTER: Final = "enforcement.transfer_letter"
SEALED_LETTER: Final = "enforcement.sealed_letter"
CRIME_LETTER: Final = "enforcement.crime_letter"
JOINT_LETTER: Final = "enforcement.joint_letter"
URGING: Final = "enforcement.transfer_urging"
LETTER_OF: Final[Mapping[Matter, str]] = {
    Matter.CLUE: LETTER,
    Matter.CRIME: CRIME_LETTER,
    Matter.JOINT: JOINT_LETTER,
}
# Of which steps a paper speaks: it is signed after them, or another is (DOMAIN 8.2).
SPEAKS_OF: Final[Mapping[str, tuple[Act, ...]]] = {
    LETTER: (Act.APPROVE, Act.PREPARE),
    SEALED_LETTER: (Act.APPROVE, Act.PREPARE),
    CRIME_LETTER: (Act.APPROVE, Act.PREPARE),
    JOINT_LETTER: (Act.APPROVE, Act.PREPARE),
    # Each time another letter.
    URGING: (Act.SEND, Act.URGE),
}
TITLES: Final[Mapping[str, str]] = {
    LETTER: "移送函",
    SEALED_LETTER: "移送函（密封）",
    CRIME_LETTER: "涉嫌犯罪案件移送书",
    JOINT_LETTER: "联合惩戒建议函",
    URGING: "催询函",
}
