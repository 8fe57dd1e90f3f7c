"""How many people complained of a place: numbers alone, never who or what (DOMAIN 3.3)."""

from dataclasses import dataclass
from typing import Final

from django.db import connection

from tingban.data.complaints.models import Case
from tingban.rules.actors import Actor
from tingban.rules.complaints.stages import Stage

_OUT: Final = (Stage.VOID, Stage.REJ, Stage.WDR)
# One person is one blind index of a telephone; a box without one is nobody known.
_COUNT: Final = """
SELECT count(DISTINCT k.phone_index ->> 0),
    count(*) FILTER (WHERE k.phone_index ->> 0 IS NULL)
FROM unnest(%s::bigint[]) AS c(id)
LEFT JOIN complaints_casecontact k ON k.case_id = c.id AND k.retracted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Distinct complainants, and complaints without any way to tell them apart."""

    complainants: int
    unnamed: int


def crowd_of(actor: Actor, community_id: int) -> Crowd:
    """Of the cases in sight that lie in a community and were neither refused nor taken back."""
    rows = Case.objects.visible_to(actor).filter(community_id=community_id)
    ids = list(rows.exclude(stage__in=_OUT).order_by().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [ids])
        complainants, unnamed = cursor.fetchone()
    return Crowd(complainants, unnamed)
