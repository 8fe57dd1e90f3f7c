"""Users, posts and units as the system administrator sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from tingban.data.accounts.models import Post, SecondFactor, Unit, User
from tingban.data.audit.models import Entry
from tingban.kit.windows import Found, Window
from tingban.reads.accounts import HeldPost, held
from tingban.reads.audit.locks import locked_until
from tingban.rules.actors import Actor, Role
from tingban.rules.audit.acts import act_label
from tingban.rules.errors import NotAllowed, NotFound

_TRAIL: Final = 30
_ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "username": ("username",),
    "name": ("name", "username"),
    "last_login": ("last_login", "username"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which users; `state`: "", "active", "off", "none" (no post on this day)."""

    q: str = ""
    role: str = ""
    area: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class UserLine:
    """A user in the list, with the posts of the day."""

    id: int
    username: str
    name: str
    is_active: bool
    has_second_factor: bool
    last_login: datetime | None
    posts: tuple[HeldPost, ...]


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on the card of its holder; `state`: "held", "coming", "ended"."""

    held: HeldPost
    state: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One entry about the account."""

    at: datetime
    what: str
    who: str
    note: str


@dataclass(frozen=True, slots=True)
class UserCard:
    """Everything of an account but its secrets."""

    id: int
    username: str
    name: str
    is_active: bool
    must_change_password: bool
    password_changed_at: datetime | None
    has_second_factor: bool
    last_login: datetime | None
    locked_until: datetime | None
    posts: tuple[PostLine, ...]
    trail: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and how many hold a post in it."""

    code: str
    name: str
    kind: str
    area: str
    posts: int


def _check_power(actor: Actor) -> None:
    if actor.role is not Role.SYS:
        raise NotAllowed("用户和岗位由系统管理员管理。", rule="DOMAIN 9.2")


def users(actor: Actor, asked: Asked, window: Window, *, on: date) -> Found[UserLine]:
    """One page of users."""
    _check_power(actor)
    rows = _asked(User.objects.all(), asked, on)
    order = window.order(_ORDERS, "username")
    factor = SecondFactor.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
    page = list(rows.annotate(factor=Exists(factor)).order_by(*order)[window.offset : window.until])
    posts = _posts([user.pk for user in page], on)
    lines = [
        UserLine(
            user.pk, user.username, user.name, user.is_active, bool(user.factor),
            user.last_login, tuple(posts.get(user.pk, ())),
        )
        for user in page
    ]  # fmt: skip
    return Found(lines, rows.order_by().count())


def _asked(rows: QuerySet[User], asked: Asked, on: date) -> QuerySet[User]:
    posts = Post.objects.valid_on(on).filter(user=OuterRef("pk"))
    if asked.q:
        rows = rows.filter(Q(username__icontains=asked.q) | Q(name__icontains=asked.q))
    if asked.role or asked.area:
        wanted = posts.filter(role=asked.role) if asked.role else posts
        wanted = wanted.filter(unit__area_id=asked.area) if asked.area else wanted
        rows = rows.filter(Exists(wanted))
    if asked.state == "none":
        return rows.filter(~Exists(posts))
    return rows.filter(is_active=asked.state == "active") if asked.state else rows


def _posts(user_ids: Iterable[int], on: date) -> dict[int, list[HeldPost]]:
    found: dict[int, list[HeldPost]] = {}
    rows = Post.objects.filter(user__in=list(user_ids)).valid_on(on).select_related("unit")
    for post in rows.order_by("id"):
        found.setdefault(post.user_id, []).append(held(post))
    return found


def user(actor: Actor, user_id: int, *, at: datetime) -> UserCard:
    """One account with all its posts and what happened to it."""
    _check_power(actor)
    row = User.objects.filter(pk=user_id).select_related("second_factor").first()
    if row is None:
        raise NotFound("没有这个用户。请从用户列表重新进入。")
    factor = getattr(row, "second_factor", None)
    posts = Post.objects.filter(user=row).select_related("unit").order_by("-valid_from", "-id")
    subject = f"user:{row.username}"
    return UserCard(
        id=row.pk,
        username=row.username,
        name=row.name,
        is_active=row.is_active,
        must_change_password=row.must_change_password,
        password_changed_at=row.password_changed_at,
        has_second_factor=factor is not None and factor.confirmed_at is not None,
        last_login=row.last_login,
        locked_until=locked_until(subject, at),
        posts=tuple(PostLine(held(post), _state(post, at.date())) for post in posts),
        trail=tuple(_trail(subject)),
    )


def _state(post: Post, on: date) -> str:
    if post.valid_from > on:
        return "coming"
    return "ended" if post.valid_to is not None and post.valid_to < on else "held"


def _trail(subject: str) -> list[Trace]:
    rows = Entry.objects.filter(subject=subject).order_by("-id")
    columns = ("at", "act", "actor_name", "note")
    return [
        Trace(at, act_label(act), who, note)
        for at, act, who, note in rows.values_list(*columns)[:_TRAIL]
    ]


def units(actor: Actor, window: Window, *, on: date) -> Found[UnitLine]:
    """One page of units, in the order of 附件1."""
    _check_power(actor)
    valid = Q(posts__valid_from__lte=on) & (
        Q(posts__valid_to__isnull=True) | Q(posts__valid_to__gte=on)
    )
    rows = Unit.objects.select_related("area").annotate(held=Count("posts", filter=valid))
    page = rows.order_by("area__report_order", "code")[window.offset : window.until]
    lines = [UnitLine(row.code, row.name, row.kind, row.area.name, row.held) for row in page]
    return Found(lines, Unit.objects.count())


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    """All units, to choose from."""
    _check_power(actor)
    rows = Unit.objects.order_by("area__report_order", "code").values_list("code", "name")
    return [(code, name) for code, name in rows]
