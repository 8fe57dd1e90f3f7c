"""Proposals of communities that wait for somebody to decide (INTERCHANGE 1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tingban.data.complaints.models import Case
from tingban.data.exchange.models import CommunityProposal
from tingban.kit.windows import Found, Window
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE


@dataclass(frozen=True, slots=True)
class Option:
    """A community that the text seems to name, by the words it rests on."""

    code: str
    name: str
    county: str
    words: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case and the communities proposed for it; `parts` is its text cut around the words."""

    number: str
    row_no: int | None
    unit_name: str
    summary: str
    options: Sequence[Option]


def waiting(actor: Actor, window: Window) -> Found[Waiting]:
    """Cases of the ledgers that the actor writes, oldest row first."""
    open_rows = CommunityProposal.objects.filter(decided=None)
    cases = Case.objects.visible_to(actor).filter(pk__in=open_rows.values("case"))
    if not actor.sees_whole_city:
        cases = cases.filter(unit_id=actor.area_code)
    shown = list(cases.order_by("unit_id", "row_no")[window.offset : window.until])
    options: dict[int, list[Option]] = defaultdict(list)
    rows = open_rows.filter(case__in=shown).select_related("community").order_by("case", "id")
    for row in rows:
        place = row.community
        county = AREA_BY_CODE[place.county_id].name
        options[row.case_id].append(Option(place.code, place.name, county, row.words))
    told = [
        Waiting(it.number, it.row_no, AREA_BY_CODE[it.unit_id].name, it.summary, options[it.pk])
        for it in shown
    ]
    return Found(told, cases.count())


def count_waiting(actor: Actor) -> int:
    """How many cases wait."""
    return waiting(actor, Window(limit=0)).total
