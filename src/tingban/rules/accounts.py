"""Passwords, sessions, locks and posts: the limits of DOMAIN 9.2, items 2-7, 9 and 23."""

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tingban.rules.actors import ENABLED, ROLE_LABELS, Role
from tingban.rules.errors import NotAllowed, Refused

PASSWORD_LENGTH: Final = 10
PASSWORD_DAYS: Final = 90
PASSWORDS_BARRED: Final = 5
FAILURES_ALLOWED: Final = 5
LOCK_TIME: Final = timedelta(minutes=30)
IDLE_LIMIT: Final = timedelta(minutes=30)
ABSOLUTE_LIMIT: Final = timedelta(hours=12)
# Between the password and the code of the second factor.
HALFWAY_LIMIT: Final = timedelta(minutes=5)
# How long a fresh proof of who it is holds for export, decrypt, freeze, un-freeze (item 9).
STEP_UP_LIMIT: Final = timedelta(minutes=10)
RECOVERY_CODES: Final = 10
UNIT_KINDS: Final = (
    "市局", "科室", "县局", "街道", "企业", "业主组织", "纪检", "省厅", "外部单位", "系统",
)  # fmt: skip
# 三权分立: nobody holds two of them, nor one of them beside a post of business.
POWERS: Final = frozenset({Role.SYS, Role.SEC, Role.AUD})

_CLASSES: Final = (
    ("小写字母", re.compile(r"[a-z]")),
    ("大写字母", re.compile(r"[A-Z]")),
    ("数字", re.compile(r"[0-9]")),
    ("符号", re.compile(r"[^A-Za-z0-9\s]")),
)
# What people type when asked for four classes; compared without case and signs.
_COMMON: Final = frozenset(
    "password admin123 qwerty abc123 123456 12345678 1234567890 woaini yuncheng tingban "
    "zhujianju administrator passw0rd p4ssw0rd iloveyou welcome letmein".split()
)


def role_label(role: Role) -> str:
    """What a role is called."""
    return ROLE_LABELS[role]


def is_enabled(role: Role) -> bool:
    """Whether this release has a workplace for the role."""
    return role in ENABLED


def check_password(password: str, *, username: str, name: str) -> None:
    """Refuse a weak password: ten signs, four classes, not one's own name (DOMAIN 9.2, 3)."""
    missing = [word for word, pattern in _CLASSES if not pattern.search(password)]
    if len(password) < PASSWORD_LENGTH:
        raise Refused(
            f"密码只有 {len(password)} 位，至少要 {PASSWORD_LENGTH} 位。请再加长一些。",
            rule="DOMAIN 9.2",
        )
    if missing:
        raise Refused(
            f"密码里还缺{'、'.join(missing)}。大写字母、小写字母、数字、符号都要有。",
            rule="DOMAIN 9.2",
        )
    bare = re.sub(r"[^a-z0-9]", "", password.lower())
    if username.lower() in password.lower() or name in password or _is_common(bare):
        raise Refused(
            "密码里含有登录名、姓名或常见词，容易被猜中。请换一个别人想不到的。",
            rule="DOMAIN 9.2",
        )


def _is_common(bare: str) -> bool:
    """A common word with at most four signs around it, or one sign over and over."""
    return len(set(bare)) < 5 or any(word in bare and len(bare) < len(word) + 4 for word in _COMMON)


def password_is_stale(changed_at: datetime | None, *, now: datetime) -> bool:
    """Whether the password is older than 90 days; one never set by its owner is not judged."""
    return changed_at is not None and now - changed_at > timedelta(days=PASSWORD_DAYS)


def session_is_idle(seen_at: datetime, *, now: datetime) -> bool:
    """Nothing happened for half an hour."""
    return now - seen_at > IDLE_LIMIT


def session_is_over(began_at: datetime, *, now: datetime) -> bool:
    """Twelve hours, however busy."""
    return now - began_at > ABSOLUTE_LIMIT


def step_up_holds(confirmed_at: datetime, *, now: datetime) -> bool:
    """Whether the person showed who he is a moment ago; not so after the clock was set back."""
    return timedelta(0) <= now - confirmed_at <= STEP_UP_LIMIT


def lock_ends(failures: Collection[datetime], *, now: datetime) -> datetime | None:
    """When the lock ends that these failures brought; None where there is none.

    `failures` are those since the last success or unlocking. Five within half an hour lock for
    half an hour from the fifth.
    """
    recent = sorted(at for at in failures if now - at < LOCK_TIME)
    return recent[-1] + LOCK_TIME if len(recent) >= FAILURES_ALLOWED else None


def check_post(role: Role, *, held: Collection[Role]) -> None:
    """Refuse a post that would join powers which stand apart (DOMAIN 9.2, 7)."""
    if not held or held == {role}:
        return
    if role in POWERS or POWERS & set(held):
        others = "、".join(ROLE_LABELS[other] for other in sorted(held))
        raise NotAllowed(
            f"三权分立：系统、安全、审计管理员不能与其他岗位由同一人担任。该用户现任{others}，"
            "请先结束原岗位，或另建用户。",
            rule="DOMAIN 9.2",
        )


def check_term(valid_from: date, valid_to: date | None) -> None:
    """Refuse a term that ends before it begins."""
    if valid_to is not None and valid_to < valid_from:
        raise Refused("任职结束日期早于开始日期，请核对。")


@dataclass(frozen=True, slots=True)
class Quota:
    """So many times, from one address, within a time (DOMAIN 9.2, 23).

    The time runs from the first; where it locks, from the last that was still allowed.
    """

    name: str
    most: int
    within: timedelta
    locks: bool = False

    def is_spent(self, count: int) -> bool:
        """Whether the one just counted is one too many."""
        return count > self.most


def network_of(address: str) -> str:
    """What counts as one address: an IPv6 household holds a whole /64."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.IPv6Network((known, 64), strict=False))
