"""What the system administrator does: units, users, posts (DOMAIN 0.3, 9.2)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tingban.actions.accounts import factors, passwords
from tingban.actions.audit import sign_in
from tingban.actions.audit.locking import create_once, find, lock
from tingban.actions.audit.log import record
from tingban.data.accounts.models import Post, Unit, User
from tingban.reads.audit.locks import UNLOCKED
from tingban.rules import accounts as rules
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import NotAllowed, Refused

_NO_USER = "没有这个用户。"


@dataclass(frozen=True, slots=True)
class Term:
    """A post to give: which role in which unit, from when until when."""

    unit_code: str
    role: Role
    valid_from: date
    valid_to: date | None = None


def _check_power(actor: Actor) -> None:
    """Accounts are the system administrator's; migrations and the command line act as SYSTEM."""
    if actor.role is not Role.SYS:
        raise NotAllowed("用户和岗位由系统管理员管理。", rule="DOMAIN 9.2")


def _told(user: User) -> str:
    return sign_in.subject_of(user.username)


def temporary_password(username: str = "") -> str:
    """A password for the first sign-in: four classes, easy to read aloud, without the name."""
    letters = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(4))
    capitals = "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(3))
    password = f"{capitals}-{letters}-{secrets.randbelow(9000) + 1000}"
    name = username.strip().lower()
    meets = bool(name.strip("-.")) and name in password.lower()
    return temporary_password(name) if meets else password


@transaction.atomic
def add_unit(
    *, code: str, name: str, kind: str, area_code: str, actor: Actor, at: datetime
) -> None:
    """Add an office that posts may belong to."""
    _check_power(actor)
    if not code or not name:
        raise Refused("请填写单位代码和单位名称。")
    if kind not in rules.UNIT_KINDS:
        raise Refused(f"单位类型请从列表中选择：{'、'.join(rules.UNIT_KINDS)}。")
    unit = Unit(code=code, name=name, kind=kind, area_id=area_code)
    create_once(unit, f"单位代码 {code} 已被使用，请换一个。")
    after = {"name": name, "kind": kind, "area": area_code}
    record(
        actor=actor, at=at, act="accounts.unit_added", subject=f"unit:{code}", change=(None, after)
    )


@transaction.atomic
def add_user(
    *, username: str, name: str, password: str, actor: Actor, at: datetime, must_change: bool = True
) -> int:
    """Add a user, without a post yet; the answer is the user's id."""
    _check_power(actor)
    username, name = username.strip().lower(), name.strip()
    if not username.isascii() or not username.replace("-", "").replace(".", "").isalnum():
        raise Refused("登录名只能用英文字母、数字、点和短横，例如 yanhu.wang。")
    if not name:
        raise Refused("请填写姓名。")
    rules.check_password(password, username=username, name=name)
    user = create_once(
        User(username=username, name=name, password="!"),  # noqa: S106 -- unusable until kept
        f"登录名 {username} 已有人使用，请换一个。",
    )
    passwords.keep(user, password, at=at, must_change=must_change)
    after = {"username": username, "name": name}
    record(actor=actor, at=at, act="accounts.user_added", subject=_told(user), change=(None, after))
    return user.pk


def _locked(user_id: int) -> User:
    return lock(User.objects.all(), _NO_USER, pk=user_id)


@transaction.atomic
def set_active(*, user_id: int, is_active: bool, actor: Actor, at: datetime) -> None:
    """Deactivate (out at the next request) or bring back."""
    _check_power(actor)
    if user_id == actor.user_id:
        raise Refused("不能停用自己的账号，请由另一位系统管理员办理。")
    user = _locked(user_id)
    if user.is_active == is_active:
        raise Refused("账号已经是这个状态，没有改动。")
    user.is_active = is_active
    user.session_key = ""
    user.save(update_fields=["is_active", "session_key"])
    act = "accounts.user_activated" if is_active else "accounts.user_deactivated"
    change = ({"is_active": not is_active}, {"is_active": is_active})
    record(actor=actor, at=at, act=act, subject=_told(user), change=change)


@transaction.atomic
def reset_password(*, user_id: int, actor: Actor, at: datetime) -> str:
    """A temporary password, told once, to be changed at the first sign-in; open sessions end."""
    _check_power(actor)
    user = _locked(user_id)
    password = temporary_password()
    passwords.keep(user, password, at=at, must_change=True)
    record(actor=actor, at=at, act="accounts.password_reset", subject=_told(user))
    return password


@transaction.atomic
def unlock(*, user_id: int, actor: Actor, at: datetime) -> None:
    """End a lock before its half-hour."""
    _check_power(actor)
    record(actor=actor, at=at, act=UNLOCKED, subject=_told(_locked(user_id)))


@transaction.atomic
def drop_second_factor(*, user_id: int, actor: Actor, at: datetime) -> None:
    """For whoever lost telephone and recovery codes."""
    _check_power(actor)
    user = _locked(user_id)
    factors.drop(user)
    record(actor=actor, at=at, act="accounts.second_factor_dropped", subject=_told(user))


def _standing(user: User, term: Term) -> list[Post]:
    """Posts of the user whose time meets the term."""
    posts = Post.objects.filter(user=user).select_related("unit")
    if term.valid_to is not None:
        posts = posts.filter(valid_from__lte=term.valid_to)
    return [post for post in posts if post.valid_to is None or post.valid_to >= term.valid_from]


@transaction.atomic
def give_post(*, user_id: int, term: Term, actor: Actor, at: datetime) -> int:
    """Bind a user to a role in a unit; the three powers stay apart (DOMAIN 9.2, 7)."""
    _check_power(actor)
    rules.check_term(term.valid_from, term.valid_to)
    user = _locked(user_id)
    unit = find(Unit.objects.all(), "没有这个单位，请从列表中选择。", pk=term.unit_code)
    meeting = _standing(user, term)
    rules.check_post(term.role, held={Role(post.role) for post in meeting})
    if any(post.unit_id == unit.pk and post.role == term.role.value for post in meeting):
        raise Refused("这个用户在这一时段已有同样的岗位。")
    post = Post.objects.create(
        user=user, unit=unit, role=term.role.value,
        valid_from=term.valid_from, valid_to=term.valid_to,
    )  # fmt: skip
    record(
        actor=actor, at=at, act="accounts.post_given", subject=_told(user),
        change=(None, _stated(post)),
    )  # fmt: skip
    return post.pk


def _stated(post: Post) -> dict[str, Any]:
    return {
        "unit": post.unit.name,
        "role": rules.role_label(Role(post.role)),
        "valid_from": post.valid_from.isoformat(),
        "valid_to": post.valid_to.isoformat() if post.valid_to else None,
    }


@transaction.atomic
def end_post(*, post_id: int, last_day: date, actor: Actor, at: datetime) -> None:
    """End a post after this day; one ended as of yesterday is gone at the next request."""
    _check_power(actor)
    posts = Post.objects.select_related("unit", "user")
    post = lock(posts, "没有这个岗位。", pk=post_id)
    before = _stated(post)
    if last_day < post.valid_from:
        raise Refused("岗位在这一天还没有开始。请把结束日期定在任职开始当天或以后。")
    post.valid_to = last_day
    post.save(update_fields=["valid_to"])
    record(
        actor=actor, at=at, act="accounts.post_ended", subject=_told(post.user),
        change=(before, _stated(post)),
    )  # fmt: skip
