"""查询码: shown once, kept as a keyed digest (DOMAIN 6.4)."""

import hmac
import secrets

from django.conf import settings

from tingban.data.complaints.models import Case, CaseCode
from tingban.kit.crypto import blind_index
from tingban.rules.complaints import new_query_code, normalise_query_code


def fresh() -> str:
    """A new code."""
    return new_query_code(secrets.choice)


def keep(case: Case, mark: str) -> None:
    """Keep the mark of the code of a case."""
    CaseCode.objects.create(case=case, mark=mark)


def fits(number: str, code: str) -> bool:
    """Whether this is the code of this case; an unknown case takes as long to tell."""
    kept = CaseCode.objects.filter(case__number=number).values_list("mark", flat=True).first()
    given = mark_of(number, normalise_query_code(code))
    return hmac.compare_digest(kept or "", given)


def mark_of(number: str, code: str) -> str:
    """What is kept of a code."""
    return blind_index(_key(), f"{number}:{code}")


def _key() -> bytes:
    return bytes.fromhex(settings.CONTACT_INDEX_KEY)
