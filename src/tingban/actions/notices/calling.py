"""Limits that press are told to those who must act, each call once (DESIGN 3.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tingban.actions.notices import outbox
from tingban.data.notices.models import Notice
from tingban.reads.law import calendar
from tingban.rules.actors import Role
from tingban.rules.areas import CITY
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.calls import CALL_LABELS, Call, Near
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.notices import Kind, Message, Recipient

_KINDS: Final = {
    Call.REMIND: Kind.REMINDER,
    Call.OVERDUE: Kind.OVERDUE,
    Call.LEADER: Kind.ESCALATION,
    Call.CITY: Kind.ESCALATION,
}
# Who is called first, and who where none of these may take the step.
_OF_CITY: Final = ((Role.M_OP, Role.M_XF), Role.M_LD)
_OF_COUNTY: Final = ((Role.C_OP, Role.C_ENF), Role.C_LD)


@dataclass(frozen=True, slots=True)
class Pressing:
    """Something with a limit, in an area's hands; `unit` where one office of it has it.

    `takers` are the roles whose step meets the limit, as the table of steps has them.
    """

    subject: str
    label: str
    what: str
    link: str
    area: str
    rule: str
    late_from: datetime
    takers: frozenset[Role]
    unit: str = ""
    # Since when it runs, where the same limit may run again to the same end.
    since: date | None = None

    def key(self, call: Call) -> str:
        """One for each call of each running of each limit."""
        run = f":{self.since:%Y%m%d%H%M%S}" if self.since else ""
        return f"{call}:{self.subject}:{self.rule}:{self.late_from:%Y%m%d%H%M}{run}"


def call(pressing: Iterable[Pressing], *, at: datetime) -> int:
    """Tell what is due now and was not told yet; how many were told.

    Each is told in a transaction of its own, so one that fails holds up no other.
    """
    days = calendar()
    wanted = [
        (one, due)
        for one in pressing
        for due in Near(LIMIT_BY_KEY[one.rule], one.late_from).calls(at, days)
    ]
    keys = [one.key(due) for one, due in wanted]
    told = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    return sum(_tell(one, due, at) for one, due in wanted if one.key(due) not in told)


def _tell(one: Pressing, due: Call, at: datetime) -> bool:
    limit, last = LIMIT_BY_KEY[one.rule], last_day_of(one.late_from)
    text = f"{one.what}\n期限：{limit.label}，{last.month}月{last.day}日到期。"
    message = Message(_KINDS[due], f"{CALL_LABELS[due]}：{one.label}"[:80], text, link=one.link)
    return outbox.tell(
        key=one.key(due), subject=one.subject, to=_recipient(one, due), message=message, at=at
    )


def _recipient(one: Pressing, due: Call) -> Recipient:
    if due is Call.CITY:
        return Recipient.office(CITY, Role.M_OP, Role.M_LD)
    if due is Call.LEADER:
        return Recipient.office(one.area, Role.M_LD if one.area == CITY else Role.C_LD)
    if one.unit:
        return Recipient.post(one.unit, Role.STR)
    clerks, head = _OF_CITY if one.area == CITY else _OF_COUNTY
    able = [role for role in clerks if role in one.takers]
    # What only the head can do is the head's to hear, from the first call on.
    first, *others = able or ([head] if head in one.takers else clerks)
    return Recipient.office(one.area, first, *others)
