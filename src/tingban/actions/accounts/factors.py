"""The second factor: its sealed secret, its codes, the recovery codes."""

from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Count

from tingban.data.accounts.models import RecoveryCode, SecondFactor, User
from tingban.kit import one_time
from tingban.kit.crypto import Keyring
from tingban.rules import accounts as rules


@lru_cache(maxsize=1)
def _keyring() -> Keyring:
    return Keyring(
        keys={name: bytes.fromhex(secret) for name, secret in settings.CONTACT_KEYS.items()},
        current=settings.CONTACT_KEY_ID,
        index_key=bytes.fromhex(settings.CONTACT_INDEX_KEY),
    )


def _context(user_id: int) -> str:
    return f"second-factor:{user_id}"


def confirmed(user_id: int) -> SecondFactor | None:
    """The factor that guards this user's sign-in, locked until the act ends."""
    factors = SecondFactor.objects.select_for_update().filter(confirmed_at__isnull=False)
    return factors.filter(user_id=user_id).first()


def begin(user: User) -> bytes:
    """A fresh unconfirmed secret, in the place of an older unconfirmed one."""
    SecondFactor.objects.filter(user=user, confirmed_at__isnull=True).delete()
    secret = one_time.new_secret()
    keys = _keyring()
    box = keys.seal(one_time.base32(secret), context=_context(user.pk))
    SecondFactor.objects.create(user=user, secret=box, key_id=keys.current)
    return secret


def secret_of(factor: SecondFactor) -> bytes:
    """The secret in clear."""
    text = _keyring().open(
        bytes(factor.secret), key_id=factor.key_id, context=_context(factor.user_id)
    )
    return one_time.from_base32(text)


def reseal() -> int:
    """Seal with the current key what is sealed with another; how many there were."""
    keys = _keyring()
    rows = SecondFactor.objects.exclude(key_id=keys.current).select_for_update().order_by("pk")
    for factor in rows:
        factor.secret = keys.seal(
            one_time.base32(secret_of(factor)), context=_context(factor.user_id)
        )
        factor.key_id = keys.current
        factor.save(update_fields=["secret", "key_id"])
    return len(rows)


def keys_used() -> dict[str, int]:
    """How many secrets are sealed with each key."""
    rows = SecondFactor.objects.order_by().values_list("key_id").annotate(many=Count("pk"))
    return dict(rows)


def take_code(factor: SecondFactor, code: str, *, shown_at: datetime) -> bool:
    """Whether this is the authenticator's code; it is then spent.

    `shown_at` is the moment outside, not that of the installation.
    """
    step = one_time.matching_step(
        secret_of(factor), code.replace(" ", ""), at=shown_at, after=factor.last_step
    )
    if step is None:
        return False
    factor.last_step = step
    factor.save(update_fields=["last_step"])
    return True


def take_recovery_code(user_id: int, text: str, *, at: datetime) -> bool:
    """Whether this is an unused recovery code; it is then spent."""
    code = one_time.plain_recovery_code(text)
    held = RecoveryCode.objects.filter(user_id=user_id, mark=_mark(code), used_at__isnull=True)
    return held.update(used_at=at) == 1


def new_recovery_codes(user: User) -> list[str]:
    """Ten fresh codes in the place of all earlier ones; shown once, kept as marks."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [one_time.new_recovery_code() for _ in range(rules.RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, mark=_mark(one_time.plain_recovery_code(code))) for code in codes
    )
    return codes


def _mark(code: str) -> str:
    return _keyring().blind_index(f"recovery:{code}")


def drop(user: User) -> None:
    """Take the factor and its recovery codes away."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
