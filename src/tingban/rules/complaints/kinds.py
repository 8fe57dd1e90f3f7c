"""Kinds of case facts: standings, steps, contacts (DOMAIN 2.1, INTERCHANGE 1)."""

from enum import StrEnum
from typing import Final

from tingban.kit.text import fold
from tingban.kit.words import Vocabulary, yes_or_no


class Standing(StrEnum):
    """状态 of the ledger sheet: how a case stands for counting."""

    OPEN = "open"
    CLOSED = "closed"
    DUPLICATE = "duplicate"
    TRANSFERRED = "transferred"
    VOID = "void"


STANDING_LABELS: Final[dict[Standing, str]] = {
    Standing.OPEN: "办理中",
    Standing.CLOSED: "办结",
    Standing.DUPLICATE: "重复件",
    Standing.TRANSFERRED: "已移送",
    Standing.VOID: "作废",
}
STANDINGS: Final = Vocabulary(
    STANDING_LABELS,
    also={
        Standing.OPEN: ("在办", "正在办理", "未办结", "已受理"),
        Standing.CLOSED: ("已办结", "办理完毕", "已办理"),
        Standing.DUPLICATE: ("重复", "重复投诉"),
        Standing.TRANSFERRED: ("移送", "已转办", "转办"),
        Standing.VOID: ("已作废", "无效"),
    },
)
# 重复件 and 作废 count nowhere; they carry no date and hold for every `as_of` (INTERCHANGE 2).
UNCOUNTED: Final = frozenset({Standing.DUPLICATE, Standing.VOID})


class AcceptLevel(StrEnum):
    """受理层级, fixed when a case is accepted (T-C03)."""

    CITY = "city"
    COUNTY = "county"


ACCEPT_LABELS: Final[dict[AcceptLevel, str]] = {
    AcceptLevel.CITY: "市",
    AcceptLevel.COUNTY: "县",
}
ACCEPT_LEVELS: Final = Vocabulary(
    ACCEPT_LABELS,
    also={
        AcceptLevel.CITY: ("市级", "市局", "市级受理"),
        AcceptLevel.COUNTY: ("县级", "县(市、区)", "区", "县级受理"),
    },
)


class CaseStepKind(StrEnum):
    """Dated acts in the life of a case that the cells count."""

    ACCEPT = "accept"
    CLOSE = "close"
    REOPEN = "reopen"


CASE_STEP_LABELS: Final[dict[CaseStepKind, str]] = {
    CaseStepKind.ACCEPT: "受理",
    CaseStepKind.CLOSE: "办结",
    CaseStepKind.REOPEN: "重办",
}


class ContactKind(StrEnum):
    """What is held of the one who complained."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"
    NOT_HELD = "not_held"


CONTACT_LABELS: Final[dict[ContactKind, str]] = {
    ContactKind.NAMED: "实名",
    ContactKind.CONFIDENTIAL: "实名（保密）",
    ContactKind.ANONYMOUS: "匿名",
    ContactKind.NOT_HELD: "身份未移交",
}

_CLOSED_WORDS: Final = {
    "已办结": True,
    "办结": True,
    "未办结": False,
    "办理中": False,
    "正在办理": False,
    "在办": False,
}


def is_closed_by_text(text: str) -> bool | None:
    """是否办结 of 附件2; a promise is not done, so anything else is not understood (AMB-18)."""
    answer = yes_or_no(text)
    return _CLOSED_WORDS.get(fold(text)) if answer is None else answer
