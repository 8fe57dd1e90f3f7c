"""Signing in and out; every attempt leaves an entry (DOMAIN 9.2, 2-5 and 10)."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from tingban.actions.accounts import factors, passwords
from tingban.actions.audit.log import record
from tingban.data.accounts.models import User
from tingban.reads.audit.locks import CONFIRMED, FAILED, SIGNED_IN, locked_until
from tingban.rules import accounts as rules
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotNow, Refused

LOCKED = "accounts.locked"
SIGNED_OUT = "accounts.signed_out"
_WRONG = "登录名或密码不对，请核对后重新输入。连续输错 5 次，账号将锁定 30 分钟。"
_WRONG_CODE = "动态口令不对或已用过。请输入手机上当前显示的 6 位数字；手机不在身边时可用恢复码。"
_WRONG_AGAIN = "密码或动态口令不对，没有办理。请重新输入；连续输错 5 次，账号将锁定 30 分钟。"


@dataclass(frozen=True, slots=True)
class Passed:
    """The password was right; `needs_code` where a second factor guards the account.

    `password_id` says which password it was: one that is changed before the person is in,
    lets nobody in any more.
    """

    user_id: int
    needs_code: bool
    password_id: int


def stranger(ip: str) -> Actor:
    """Whoever has not yet shown who he is; only for the log."""
    return Actor(None, "未登录", Role.PUB, "", "", "", ip)


def subject_of(username: str) -> str:
    """The log's key of an account."""
    return f"user:{username[:32]}"


def by_password(*, username: str, password: str, ip: str, at: datetime) -> Passed:
    """Check name and password; refuse with one sentence whatever was wrong."""
    name = username.strip().lower()
    outcome = _try_password(name, password, ip=ip, at=at)
    # Raised after the transaction, or the entry of the failure would be rolled back with it.
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


@transaction.atomic
def _try_password(name: str, password: str, *, ip: str, at: datetime) -> Passed | Refused:
    user = User.objects.select_for_update().filter(username=name).first()
    lock = _lock(name, at)
    if lock:
        return lock
    if user is None:
        make_password(password)  # an unknown name takes as long as a known one
    # Checked first: a deactivated account must not answer sooner than others.
    right = user is not None and check_password(password, user.password) and user.is_active
    if user is None or not right:
        return _failed(name, "登录名或密码不对", ip=ip, at=at) or Refused(_WRONG)
    needs_code = factors.confirmed(user.pk) is not None
    return Passed(user.pk, needs_code, passwords.newest(user))


def by_code(*, user_id: int, code: str, ip: str, at: datetime, shown_at: datetime) -> None:
    """Check the code of the second factor, or a recovery code."""
    outcome = _try_code(user_id, code, ip=ip, at=at, shown_at=shown_at)
    if outcome is not None:
        raise outcome


@transaction.atomic
def _try_code(
    user_id: int, code: str, *, ip: str, at: datetime, shown_at: datetime
) -> Refused | None:
    user = User.objects.select_for_update().get(pk=user_id)
    lock = _lock(user.username, at)
    if lock:
        return lock
    factor = factors.confirmed(user_id)
    if factor is not None and factors.take_code(factor, code, shown_at=shown_at):
        return None
    if factors.take_recovery_code(user_id, code, at=at):
        _note(user.username, "accounts.recovery_code_used", "使用了一个恢复码", ip=ip, at=at)
        return None
    return _failed(user.username, "动态口令不对", ip=ip, at=at) or Refused(_WRONG_CODE)


def confirm_again(
    *, secret: str, what: str, actor: Actor, at: datetime, shown_at: datetime
) -> None:
    """Whoever is signed in shows once more that it is he, by password or one-time code."""
    outcome = _try_again(secret, what, actor=actor, at=at, shown_at=shown_at)
    if outcome is not None:
        raise outcome


@transaction.atomic
def _try_again(
    secret: str, what: str, *, actor: Actor, at: datetime, shown_at: datetime
) -> Refused | None:
    user = User.objects.select_for_update().get(pk=actor.person_id)
    lock = _lock(user.username, at)
    if lock:
        return lock
    factor = factors.confirmed(user.pk)
    by_code = factor is not None and factors.take_code(factor, secret, shown_at=shown_at)
    if by_code or check_password(secret, user.password):
        record(actor=actor, at=at, act=CONFIRMED, subject=subject_of(user.username), note=what)
        return None
    wrong = _failed(user.username, f"再次确认身份不对：{what}", ip=actor.ip, at=at)
    return wrong or Refused(_WRONG_AGAIN, rule="DOMAIN 9.2")


def _failed(name: str, note: str, *, ip: str, at: datetime) -> Refused | None:
    """Leave the entry of a failure; the fifth one locks."""
    _note(name, FAILED, note, ip=ip, at=at)
    lock = _lock(name, at)
    if lock:
        _note(name, LOCKED, "连续失败，账号锁定", ip=ip, at=at)
    return lock


def _note(name: str, act: str, note: str, *, ip: str, at: datetime) -> None:
    record(actor=stranger(ip), at=at, act=act, subject=subject_of(name), note=note)


def _lock(name: str, at: datetime) -> Refused | None:
    """The refusal while the account is locked."""
    until = locked_until(subject_of(name), at)
    if until is None:
        return None
    return NotNow(
        f"这个账号连续输错 {rules.FAILURES_ALLOWED} 次，"
        f"已锁定到 {until.astimezone(at.tzinfo):%H:%M}。"
        "请到时再试；如着急使用，请系统管理员解锁。",
        rule="DOMAIN 9.2",
    )


@transaction.atomic
def open_session(*, actor: Actor, passed: Passed, session_key: str, at: datetime) -> None:
    """The person is in: this session is now the only one (DOMAIN 9.2, 5)."""
    user = User.objects.select_for_update().get(pk=passed.user_id)
    if passwords.newest(user) != passed.password_id:
        raise NotNow("这个账号的密码刚刚更改，请用新密码重新登录。", rule="DOMAIN 9.2")
    replaced = bool(user.session_key)
    user.session_key = session_key
    user.last_login = at
    user.save(update_fields=["session_key", "last_login"])
    note = "原会话同时退出" if replaced else ""
    record(actor=actor, at=at, act=SIGNED_IN, subject=subject_of(user.username), note=note)


@transaction.atomic
def close_session(*, actor: Actor, username: str, session_key: str, at: datetime) -> None:
    """The person leaves."""
    User.objects.filter(pk=actor.person_id, session_key=session_key).update(session_key="")
    record(actor=actor, at=at, act=SIGNED_OUT, subject=subject_of(username))


@transaction.atomic
def switch_post(*, actor: Actor, username: str, before: str, at: datetime) -> None:
    """From now on the person works in another post; `actor` already stands in it."""
    record(
        actor=actor,
        at=at,
        act="accounts.post_switched",
        subject=subject_of(username),
        change=({"post": before}, {"post": f"{actor.unit_name} · {rules.role_label(actor.role)}"}),
    )
