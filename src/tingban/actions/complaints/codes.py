"""查询码: shown once, kept as a keyed digest (DOMAIN 6.4).

The code follows from the mark of the form, which only the complainant's browser holds, and the key
of the installation: whoever sends a form twice is told the same code twice.
"""

import hashlib
import hmac
import random
import secrets
from typing import Final

from django.conf import settings

from tingban.data.complaints.models import Case, CaseCode
from tingban.kit.crypto import blind_index
from tingban.rules.complaints import new_query_code, normalise_query_code

_PURPOSE: Final = b"tingban.query-code:"


def for_form(form: str) -> str:
    """The code of a form; of a form without a mark a fresh one."""
    if not form:
        return new_query_code(secrets.choice)
    seed = hmac.new(_key(), _PURPOSE + form.encode(), hashlib.sha256).digest()
    return new_query_code(random.Random(seed).choice)  # noqa: S311 -- seeded by a keyed digest


def keep(case: Case, code: str) -> None:
    """Keep the mark of the code of a case."""
    CaseCode.objects.create(case=case, mark=_mark(case.number, code))


def fits(number: str, code: str) -> bool:
    """Whether this is the code of this case; an unknown case takes as long to tell."""
    kept = CaseCode.objects.filter(case__number=number).values_list("mark", flat=True).first()
    given = _mark(number, normalise_query_code(code))
    return hmac.compare_digest(kept or "", given)


def _mark(number: str, code: str) -> str:
    return blind_index(_key(), f"{number}:{code}")


def _key() -> bytes:
    return bytes.fromhex(settings.CONTACT_INDEX_KEY)
