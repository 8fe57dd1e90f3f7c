"""The identity vault: who complained, sealed apart from the case (DESIGN 3.6, DOMAIN 9.1).

Nothing outside this module opens a box. A masked value that comes in means that the identity is
not held, and never takes the place of one that is.
"""

import json
from functools import lru_cache
from typing import Final, NamedTuple

from django.conf import settings

from tingban.actions.audit import facts
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseContact
from tingban.kit.crypto import Keyring
from tingban.rules.complaints import ContactKind
from tingban.rules.complaints.contacts import Contact
from tingban.rules.registry.contacts import Phone, PhoneKind

_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=1)
def _keyring() -> Keyring:
    """The keys of this installation, from its settings."""
    return Keyring(
        keys={name: bytes.fromhex(secret) for name, secret in settings.CONTACT_KEYS.items()},
        current=settings.CONTACT_KEY_ID,
        index_key=bytes.fromhex(settings.CONTACT_INDEX_KEY),
    )


def contact_to_json(contact: Contact) -> str:
    """A contact as it is sealed; its kind stands beside the box."""
    phones = [[phone.kind.value, phone.number, phone.extension] for phone in contact.phones]
    told = {"name": contact.name, "phones": phones, "mail": contact.mail}
    return _encode(told)


def contact_from_json(kind: ContactKind, text: str) -> Contact:
    """What `contact_to_json` made."""
    told = json.loads(text)
    phones = tuple(Phone(PhoneKind(kind), *rest) for kind, *rest in told["phones"])
    return Contact(kind, told["name"], phones, told["mail"])


class Sealed(NamedTuple):
    """What the vault keeps of a contact, in the order of its columns."""

    kind: str
    masked: str
    box: bytes | None
    key_id: str
    phone_index: list[str]


def seal(contact: Contact, *, case_number: str) -> Sealed:
    """The contact as the vault keeps it; an import writes thousands of them at once."""
    kind, masked = contact.kind.value, contact.masked[:96]
    if not contact.is_held:
        return Sealed(kind, masked, None, "", [])
    keys = _keyring()
    box = keys.seal(contact_to_json(contact), context=case_number)
    return Sealed(kind, masked, box, keys.current, [phone_mark(it) for it in contact.phones])


def seal_contact(case: Case, contact: Contact) -> CaseContact:
    """An unsaved vault row of a case whose number is set; the caller adds act and moment."""
    return CaseContact(case=case, **seal(contact, case_number=case.number)._asdict())


def open_contact(row: CaseContact, *, case_number: str) -> Contact:
    """The contact in clear. Whoever calls this for somebody to see records the look first."""
    kind = ContactKind(row.kind)
    if row.box is None:
        return Contact(kind)
    words = open_words(bytes(row.box), key_id=row.key_id, context=case_number)
    return contact_from_json(kind, words)


def seal_words(words: str, *, context: str) -> tuple[bytes, str]:
    """Any words that hold a contact, for a while, and the id of the key."""
    return _keyring().seal(words, context=context), _keyring().current


def open_words(box: bytes, *, key_id: str, context: str) -> str:
    """What `seal_words` sealed."""
    return _keyring().open(box, key_id=key_id, context=context)


def current_key() -> str:
    """The id of the key that seals."""
    return _keyring().current


def seal_again(row: CaseContact, *, case_number: str) -> tuple[bytes, str]:
    """The box of a row under the current key, and the id of the key; nobody sees what is in it."""
    keys = _keyring()
    plain = keys.open(bytes(row.box or b""), key_id=row.key_id, context=case_number)
    return keys.seal(plain, context=case_number), keys.current


def phone_mark(phone: Phone) -> str:
    """The blind index of a phone, by which its other cases are found."""
    return _keyring().blind_index(phone.number)


def keep_contact(case: Case, contact: Contact, *, act: Entry, origin: str = "") -> bool:
    """Put a contact into the vault in the place of the former; False where nothing changed.

    An identity that is not held never replaces one that is: a mask cannot be saved back.
    """
    standing = CaseContact.objects.standing().filter(case=case).first()
    if standing is not None:
        if not replaces(standing, contact, case_number=case.number):
            return False
        facts.retract(standing, act=act)
    facts.append(seal_contact(case, contact), act=act, origin=origin)
    return True


def would_change(case: Case, contact: Contact) -> bool:
    """Whether `keep_contact` would write anything."""
    standing = CaseContact.objects.standing().filter(case=case).first()
    return standing is None or replaces(standing, contact, case_number=case.number)


def replaces(standing: CaseContact, contact: Contact, *, case_number: str) -> bool:
    """Whether a contact that comes in says something that the standing row does not.

    The mask of a confidential contact is its kind alone: it says nothing of one that is held.
    """
    if contact.kind is ContactKind.NOT_HELD:
        return False
    if contact.kind is ContactKind.CONFIDENTIAL and not contact.is_held and standing.box:
        return False
    return open_contact(standing, case_number=case_number) != contact
