"""Who somebody is: a user with the posts of a day (DOMAIN 0.3). Asked once per request."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from tingban.data.accounts.models import Post, Unit
from tingban.rules import accounts as rules
from tingban.rules.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as its holder sees it."""

    id: int
    role: Role
    unit_code: str
    unit_name: str
    unit_kind: str
    area_code: str
    valid_from: date
    valid_to: date | None

    @property
    def is_open(self) -> bool:
        """Whether this release has a workplace for the role."""
        return rules.is_enabled(self.role)

    @property
    def label(self) -> str:
        """盐湖区住房和城乡建设局 · 县级经办"""
        return f"{self.unit_name} · {rules.role_label(self.role)}"


@dataclass(frozen=True, slots=True)
class Person:
    """An active user with the posts held today."""

    user_id: int
    username: str
    name: str
    session_key: str
    must_change_password: bool
    password_changed_at: datetime | None
    has_second_factor: bool
    posts: tuple[HeldPost, ...]

    @property
    def open_posts(self) -> tuple[HeldPost, ...]:
        """Posts whose workplace is open."""
        return tuple(post for post in self.posts if post.is_open)

    @property
    def company_posts(self) -> tuple[HeldPost, ...]:
        """Posts at a company: they open the company's door, never the desk."""
        return tuple(it for it in self.posts if it.role is Role.CO and it.unit_kind == "企业")

    def post(self, post_id: int | None) -> HeldPost | None:
        """The open post with this id, else the first open one."""
        chosen = (post for post in self.open_posts if post.id == post_id)
        return next(chosen, next(iter(self.open_posts), None))

    def acting(self, post: HeldPost | None, *, ip: str) -> Actor:
        """The person in a post; without one, somebody for whom no business facts exist."""
        return Actor(
            user_id=self.user_id,
            name=self.name,
            role=post.role if post else Role.PUB,
            unit_code=post.unit_code if post else "",
            unit_name=post.unit_name if post else "",
            area_code=post.area_code if post else "",
            ip=ip,
        )


def held(post: Post) -> HeldPost:
    """A post row, its unit loaded, as a value."""
    return HeldPost(
        id=post.id,
        role=Role(post.role),
        unit_code=post.unit_id,
        unit_name=post.unit.name,
        unit_kind=post.unit.kind,
        area_code=post.unit.area_id,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
    )


# Every page of the desk asks this first: one statement, a row for each post valid on the day.
_PERSON: Final = """
SELECT u.id, u.username, u.name, u.session_key, u.must_change_password, u.password_changed_at,
       f.confirmed_at IS NOT NULL,
       p.id, p.role, n.code, n.name, n.kind, n.area_id, p.valid_from, p.valid_to
FROM accounts_user u
LEFT JOIN accounts_secondfactor f ON f.user_id = u.id
LEFT JOIN accounts_post p
    ON p.user_id = u.id AND p.valid_from <= %(on)s AND coalesce(p.valid_to, %(on)s) >= %(on)s
LEFT JOIN accounts_unit n ON n.code = p.unit_id
WHERE u.id = %(user)s AND u.is_active
ORDER BY p.id
"""


def person(user_id: int, *, on: date) -> Person | None:
    """The active user with this id; None for whoever is gone or deactivated."""
    with connection.cursor() as cursor:
        cursor.execute(_PERSON, {"user": user_id, "on": on})
        rows = cursor.fetchall()
    if not rows:
        return None
    posts = tuple(_post(*row[7:]) for row in rows if row[7] is not None)
    user, username, name, session_key, must_change, changed_at, has_factor = rows[0][:7]
    return Person(user, username, name, session_key, must_change, changed_at, has_factor, posts)


def _post(post_id: int, role: str, *rest: Any) -> HeldPost:
    return HeldPost(post_id, Role(role), *rest)


def streets_of(area_code: str) -> list[tuple[str, str]]:
    """Code and name of the streets and townships of a county that have a workplace here."""
    rows = Unit.objects.filter(area_id=area_code, kind="街道").order_by("code")
    return list(rows.values_list("code", "name"))
