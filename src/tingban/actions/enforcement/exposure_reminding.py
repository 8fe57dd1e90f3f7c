"""A county without a 典型案例 in the month is told, once before its end and once after (DL-31)."""

from datetime import datetime

from tingban.actions.notices import outbox
from tingban.reads.enforcement.exposure_months import counties_with_a_case
from tingban.rules.actors import Role
from tingban.rules.areas import CITY, COUNTIES, Area
from tingban.rules.enforcement.exposure_month import Month, MonthCall, due_now
from tingban.rules.notices import Kind, Message, Recipient

_LINK = "/desk/exposure-cases/"


def remind(*, at: datetime) -> int:
    """What is due now and was not told yet; how many were told. Safe twice."""
    told = 0
    for month, due in due_now(at):
        done = counties_with_a_case(month)
        late = (county for county in COUNTIES if county.code not in done)
        told += sum(_tell(county, month, due, at) for county in late)
    return told


def _tell(county: Area, month: Month, due: MonthCall, at: datetime) -> int:
    posts = [(county.code, (Role.C_OP, Role.C_LD))]
    if due is MonthCall.OVERDUE:
        posts.append((CITY, (Role.M_OP, Role.M_LD)))
    return sum(
        outbox.tell(
            key=f"exposure_month:{due}:{county.code}:{month.first:%Y%m}:{area}",
            subject=f"area:{county.code}",
            to=Recipient.office(area, *roles),
            message=_message(county, month, due),
            at=at,
        )
        for area, roles in posts
    )


def _message(county: Area, month: Month, due: MonthCall) -> Message:
    last = f"{month.last.month}月{month.last.day}日"
    if due is MonthCall.REMIND:
        return Message(
            Kind.REMINDER,
            f"{month.word}还没有曝光典型案例",
            f"{county.full_name}这个月还没有发布典型案例。每县每月至少曝光一批，"
            f"{last} 24:00 前发布；企业陈述要 3 个工作日，请尽早选题。",
            link=_LINK,
        )
    return Message(
        Kind.OVERDUE,
        f"{county.full_name}{month.word}没有曝光典型案例",
        f"每县每月至少曝光一批，{county.full_name}到 {last} 24:00 没有发布典型案例。"
        "请说明情况，尽快补上。",
        link=_LINK,
    )
