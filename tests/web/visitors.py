"""Visitors of the pages: a browser signed in to a post, and the way in on foot."""

from datetime import date
from typing import Final

from django.test import Client

from tests.people import NOW
from tingban.actions.audit import staff
from tingban.data.accounts.models import Unit, User
from tingban.kit import clock
from tingban.rules.actors import CITY_CODE, SYSTEM, Role
from tingban.rules.areas import AREA_BY_CODE

PASSWORD: Final = "Zhujian#2024-ok"


def a_unit(area: str = CITY_CODE) -> str:
    """The housing office of an area."""
    code = f"zj-{area}"
    if not Unit.objects.filter(code=code).exists():
        staff.add_unit(
            code=code, name=f"{AREA_BY_CODE[area].full_name}住建局", kind="县局", area_code=area,
            actor=SYSTEM, at=NOW,
        )  # fmt: skip
    return code


def a_user(username: str = "wang", name: str = "王经办", *, must_change: bool = False) -> int:
    """A user without a post."""
    return staff.add_user(
        username=username, name=name, password=PASSWORD, actor=SYSTEM, at=NOW,
        must_change=must_change,
    )  # fmt: skip


def a_post(user_id: int, role: Role, area: str = CITY_CODE) -> int:
    """A post from long ago on."""
    term = staff.Term(a_unit(area), role, date(2024, 1, 1))
    return staff.give_post(user_id=user_id, term=term, actor=SYSTEM, at=NOW)


def staff_member(role: Role, area: str = CITY_CODE, username: str = "") -> User:
    """A user in one post, made when first asked for."""
    username = username or f"{area}-{role.value}".lower()
    known = User.objects.filter(username=username).first()
    if known is None:
        user_id = a_user(username, f"{AREA_BY_CODE[area].short}{role.value}")
        a_post(user_id, role, area)
        known = User.objects.get(pk=user_id)
    return known


class Browser(Client):
    """A browser that can be signed in without the form."""

    def enter(self, user: User) -> "Browser":
        """Open a session of this user, as the sign-in page would."""
        session = self.session
        session["user"] = user.pk
        moments = ("began_at", "seen_at", "confirmed_at")
        session.update(dict.fromkeys(moments, clock.now().isoformat()))
        session.save()
        User.objects.filter(pk=user.pk).update(session_key=session.session_key)
        return self


def browser_of(role: Role, area: str = CITY_CODE) -> Browser:
    """A browser signed in to a post."""
    return Browser().enter(staff_member(role, area))


def anonymous() -> Browser:
    """Nobody is signed in."""
    return Browser()
