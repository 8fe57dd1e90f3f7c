"""The identity vault: who complained, sealed apart from the case (DESIGN 3.6, DOMAIN 9.1).

Nothing outside this module opens a box. A masked value that comes in means that the identity is
not held, and never takes the place of one that is.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from tingban.actions.audit import facts
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseContact
from tingban.kit.crypto import Keyring
from tingban.rules.complaints import ContactKind


@dataclass(frozen=True, slots=True)
class Identity:
    """A contact as it was told: `plain` in clear, `phones` normalised, `masked` for all eyes."""

    kind: ContactKind
    plain: str = ""
    phones: tuple[str, ...] = ()
    masked: str = ""

    @property
    def is_held(self) -> bool:
        """Whether there is anything to seal."""
        return self.kind in (ContactKind.NAMED, ContactKind.CONFIDENTIAL) and bool(self.plain)


@lru_cache(maxsize=1)
def _keyring() -> Keyring:
    """The keys of this installation, from its settings."""
    return Keyring(
        keys={name: bytes.fromhex(secret) for name, secret in settings.CONTACT_KEYS.items()},
        current=settings.CONTACT_KEY_ID,
        index_key=bytes.fromhex(settings.CONTACT_INDEX_KEY),
    )


def seal_contact(case: Case, identity: Identity) -> CaseContact:
    """An unsaved vault row of a case (its number set); the caller adds act and moment.

    For writing many at once: `CaseContact(**facts)` rows may go into one `bulk_create`.
    """
    row = CaseContact(case=case, kind=identity.kind.value, masked=identity.masked)
    if identity.is_held:
        keys = _keyring()
        row.box = keys.seal(identity.plain, context=case.number)
        row.key_id = keys.current
        row.phone_index = [keys.blind_index(phone) for phone in identity.phones]
    return row


def open_contact(contact: CaseContact, *, case_number: str) -> str:
    """The contact in clear. Whoever calls this records the look first."""
    if contact.box is None:
        return ""
    return _keyring().open(contact.box, key_id=contact.key_id, context=case_number)


def phone_mark(phone: str) -> str:
    """The blind index of a normalised phone, for finding its other cases."""
    return _keyring().blind_index(phone)


def keep_contact(case: Case, identity: Identity, *, act: Entry, origin: str = "") -> bool:
    """Put an identity into the vault in the place of the former; False where nothing changed.

    An identity that is not held never replaces one that is: a mask cannot be saved back.
    """
    standing = CaseContact.objects.standing().filter(case=case).first()
    if standing is not None and not _replaces(standing, identity, case.number):
        return False
    if standing is not None:
        facts.retract(standing, act=act)
    facts.append(seal_contact(case, identity), act=act, origin=origin)
    return True


def _replaces(standing: CaseContact, identity: Identity, case_number: str) -> bool:
    """Whether the identity says something that the standing row does not."""
    if identity.kind is ContactKind.NOT_HELD:
        return False
    if standing.kind != identity.kind.value or standing.masked != identity.masked:
        return True
    return open_contact(standing, case_number=case_number) != identity.plain
