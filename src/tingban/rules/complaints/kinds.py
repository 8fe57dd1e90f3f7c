"""Kinds of case facts: sources, standings, steps, contacts (DOMAIN 2.1, INTERCHANGE 1)."""

from enum import StrEnum
from typing import Final


class Source(StrEnum):
    """来源 of 附件2."""

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


class AcceptLevel(StrEnum):
    """受理层级."""

    CITY = "city"
    COUNTY = "county"


ACCEPT_LABELS: Final[dict[AcceptLevel, str]] = {
    AcceptLevel.CITY: "市",
    AcceptLevel.COUNTY: "县",
}


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
