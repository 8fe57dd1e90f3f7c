"""What people change of their own account: the password and the second factor."""

from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction

from tingban.actions.accounts import factors, passwords
from tingban.actions.audit.log import record
from tingban.actions.audit.sign_in import subject_of
from tingban.data.accounts.models import SecondFactor, User
from tingban.kit import one_time
from tingban.rules.actors import Actor
from tingban.rules.errors import Refused

ISSUER = "听办"


def _self(actor: Actor) -> User:
    return User.objects.select_for_update().get(pk=actor.person_id)


def _check_own(user: User, password: str) -> None:
    """Changing what guards the account asks for the password once more (DOMAIN 9.2, 9)."""
    if not check_password(password, user.password):
        raise Refused("现在的密码不对，请重新输入。")


@transaction.atomic
def change_password(*, actor: Actor, old: str, new: str, session_key: str, at: datetime) -> None:
    """Change one's password; this session goes on, any other is out."""
    user = _self(actor)
    _check_own(user, old)
    passwords.check_new(user, new)
    passwords.keep(user, new, at=at, must_change=False, by_owner=True)
    User.objects.filter(pk=user.pk).update(session_key=session_key)
    record(actor=actor, at=at, act="accounts.password_changed", subject=subject_of(user.username))


@transaction.atomic
def begin_second_factor(*, actor: Actor) -> tuple[str, str]:
    """A secret to enrol: the address for the QR code, and the same to type.

    An unconfirmed secret is kept until it is confirmed, so that a reloaded page shows the same.
    """
    user = _self(actor)
    factor = SecondFactor.objects.filter(user=user).first()
    if factor is not None and factor.confirmed_at is not None:
        raise Refused("动态口令已经启用。要换手机，请先停用再重新启用。")
    secret = factors.secret_of(factor) if factor else factors.begin(user)
    address = one_time.address(secret, account=user.username, issuer=ISSUER)
    return address, one_time.base32(secret)


@transaction.atomic
def confirm_second_factor(
    *, actor: Actor, code: str, at: datetime, shown_at: datetime
) -> list[str]:
    """Enable the second factor with a first code; the answer is the recovery codes, once."""
    user = _self(actor)
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None or factor.confirmed_at is not None:
        raise Refused("没有待启用的动态口令，请从“启用动态口令”重新开始。")
    if not factors.take_code(factor, code, shown_at=shown_at):
        raise Refused("这 6 位数字不对。请输入手机上当前显示的数字；若总是不对，请检查手机时间。")
    factor.confirmed_at = at
    factor.save(update_fields=["confirmed_at"])
    record(
        actor=actor, at=at, act="accounts.second_factor_enabled", subject=subject_of(user.username)
    )
    return factors.new_recovery_codes(user)


@transaction.atomic
def drop_second_factor(*, actor: Actor, password: str, at: datetime) -> None:
    """Disable one's second factor."""
    user = _self(actor)
    _check_own(user, password)
    factors.drop(user)
    record(
        actor=actor, at=at, act="accounts.second_factor_dropped", subject=subject_of(user.username)
    )


@transaction.atomic
def renew_recovery_codes(*, actor: Actor, password: str, at: datetime) -> list[str]:
    """Ten fresh recovery codes; the earlier ones are void."""
    user = _self(actor)
    _check_own(user, password)
    if factors.confirmed(user.pk) is None:
        raise Refused("还没有启用动态口令，不需要恢复码。")
    record(
        actor=actor, at=at, act="accounts.recovery_codes_renewed", subject=subject_of(user.username)
    )
    return factors.new_recovery_codes(user)
