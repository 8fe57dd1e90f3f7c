"""How long a company's link to an order holds, and how often its second piece may be told wrong.

The link stands in the notice. Whoever opens it is asked once for the last four signs of the
company's 统一社会信用代码 (ADR 0023).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tingban.kit.text import fold
from tingban.rules.accounts import Quota

LINK_DAYS: Final = 180
TAIL: Final = 4
# Counted by the link, from whatever address: whoever holds the link alone gets no further.
TRIES: Final = Quota("company-link", 5, timedelta(hours=1), locks=True)
# Between the link and the second piece; then the visit itself.
HALFWAY_LIMIT: Final = timedelta(minutes=15)
VISIT_LIMIT: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class LinkStanding:
    """What the answer depends on."""

    until: date
    is_revoked: bool
    is_withdrawn: bool
    has_open_problem: bool


def closed_because(link: LinkStanding, *, today: date) -> str:
    """Why a link no longer opens anything; empty where it does."""
    if link.is_revoked:
        return "这个链接已经作废。请向发出通知书的单位索取新的链接。"
    if link.is_withdrawn:
        return "这份通知书已经撤回，不用再答复。"
    if today > link.until:
        return "这个链接已经过期。请向发出通知书的单位索取新的链接。"
    if not link.has_open_problem:
        return "这份通知书的问题都已办结，链接不再使用。要查看的，请用企业账号登录。"
    return ""


def link_until(given_on: date) -> date:
    """The last day of a link."""
    return given_on + timedelta(days=LINK_DAYS)


def fits_tail(uscc: str, told: str) -> bool:
    """Whether these are the last signs of the code, however they were typed."""
    typed = fold(told).upper()
    return len(typed) == TAIL and len(uscc) > TAIL and uscc.upper().endswith(typed)
