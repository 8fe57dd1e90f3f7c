"""What the event log tells of one subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tingban.data.audit.models import Entry

SIGN_INS: Final[Mapping[str, str]] = {
    "accounts.signed_in": "登录",
    "accounts.sign_in_failed": "登录失败",
    "accounts.signed_out": "退出",
    "accounts.locked": "锁定",
    "accounts.recovery_code_used": "使用恢复码",
    "accounts.unlocked": "解除锁定",
}


@dataclass(frozen=True, slots=True)
class Signing:
    """One sign-in, or one that failed, as its owner sees it."""

    at: datetime
    what: str
    note: str
    tone: str = ""
    who: str = ""
    href: str = ""
    day_only: bool = False


def signings(username: str, *, limit: int) -> list[Signing]:
    """The last sign-ins of an account, the newest first."""
    rows = Entry.objects.filter(subject=f"user:{username}", act__in=list(SIGN_INS))
    columns = ("at", "act", "ip")
    return [
        Signing(at, SIGN_INS[act], f"来自 {ip}" if ip else "", "late" if "failed" in act else "")
        for at, act, ip in rows.order_by("-id").values_list(*columns)[:limit]
    ]
