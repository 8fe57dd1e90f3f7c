"""Setting a password: strong, not one of the last five, remembered only as a hash."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from tingban.data.accounts.models import PasswordHistory, User
from tingban.rules import accounts as rules
from tingban.rules.errors import Refused


def check_new(user: User, password: str) -> None:
    """Refuse a weak password and one of the last five (DOMAIN 9.2, 3)."""
    rules.check_password(password, username=user.username, name=user.name)
    earlier = PasswordHistory.objects.filter(user=user).order_by("-at", "-id")
    recent = earlier.values_list("password", flat=True)[: rules.PASSWORDS_BARRED]
    if any(check_password(password, old) for old in recent):
        raise Refused(
            f"这个密码您最近用过。最近 {rules.PASSWORDS_BARRED} 次用过的密码不能再用。",
            rule="DOMAIN 9.2",
        )


def newest(user: User) -> int:
    """Which of all passwords the user has now: a number that grows with every change."""
    kept = PasswordHistory.objects.filter(user=user).order_by("-id")
    return kept.values_list("id", flat=True).first() or 0


def keep(
    user: User, password: str, *, at: datetime, must_change: bool, by_owner: bool = False
) -> None:
    """Give the user this password; whoever sits in an open session is out.

    The ninety days run from the owner's own choice, not from what an administrator gave.
    """
    user.password = make_password(password)
    user.password_changed_at = at if by_owner else None
    user.must_change_password = must_change
    user.session_key = ""
    user.save(
        update_fields=["password", "password_changed_at", "must_change_password", "session_key"]
    )
    PasswordHistory.objects.create(user=user, password=user.password, at=at)
