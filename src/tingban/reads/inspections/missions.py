"""督导任务: the list, and one mission with its visits and its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from tingban.data.inspections.models import Mission, MissionFact, Visit
from tingban.kit.dates import chinese_day
from tingban.kit.windows import Found, Window
from tingban.reads.audit import history
from tingban.reads.audit.history import Line, Told
from tingban.reads.registry.pages import page
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.errors import NotFound
from tingban.rules.inspections import LEVEL_LABELS, OrganiserLevel

NOT_FOUND: Final = "没有找到这次督导任务，或者它不在您的辖区内。"
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "number": ("number",),
    "started": ("started_on", "number"),
    "county": ("county__report_order", "number"),
}


@dataclass(frozen=True, slots=True)
class MissionFilter:
    """What is wanted; empty means any. `standing`: standing, void, all."""

    text: str = ""
    county: str = ""
    level: str = ""
    since: date | None = None
    until: date | None = None
    standing: str = "standing"


@dataclass(frozen=True, slots=True)
class MissionRow:
    """One line of 督导任务; `visits` and `communities` count what stands."""

    number: str
    started_on: date
    level: str
    county_code: str
    visits: int
    communities: int
    is_void: bool


@dataclass(frozen=True, slots=True)
class MissionDetail:
    """One mission and everything ever stated of it; `version` is its last statement."""

    row: MissionRow
    version: int
    history: tuple[Told, ...]


def ledger(actor: Actor, wanted: MissionFilter, window: Window) -> Found[MissionRow]:
    """The missions in sight that are wanted."""
    rows = chosen(actor, wanted)
    keys = page(rows, window.order(SORTS, "-started"), window, is_narrowed=False)
    by_key = {row.pk: row for row in _counted(Mission.objects.filter(pk__in=keys.rows))}
    return keys.shown_as([_row(by_key[key]) for key in keys.rows])


def chosen(actor: Actor, wanted: MissionFilter) -> QuerySet[Mission]:
    """The missions that the filter leaves."""
    rows = Mission.objects.visible_to(actor)
    if wanted.standing != "all":
        rows = rows.filter(is_void=wanted.standing == "void")
    exact = {
        "county_id": wanted.county,
        "level": wanted.level,
        "number__icontains": wanted.text.strip(),
        "started_on__gte": wanted.since,
        "started_on__lte": wanted.until,
    }
    return rows.filter(**{name: value for name, value in exact.items() if value})


def _counted(rows: QuerySet[Mission]) -> QuerySet[Mission]:
    standing = Q(visits__is_void=False)
    return rows.order_by("number").annotate(
        visit_count=Count("visits", filter=standing),
        community_count=Count("visits__community", filter=standing, distinct=True),
    )


def _row(mission: Mission) -> MissionRow:
    return MissionRow(
        number=mission.number,
        started_on=mission.started_on,
        level=mission.level,
        county_code=mission.county_id,
        visits=getattr(mission, "visit_count", 0),
        communities=getattr(mission, "community_count", 0),
        is_void=mission.is_void,
    )


def mission(actor: Actor, number: str) -> MissionDetail:
    """One mission in sight."""
    found = _counted(Mission.objects.visible_to(actor)).filter(number=number).first()
    if found is None:
        raise NotFound(NOT_FOUND)
    facts = MissionFact.objects.filter(mission=found).order_by("id")
    shown = [(fact, _shown(fact)) for fact in facts]
    days = {fact.pk: fact.started_on for fact, _ in shown}
    lines = history.newest_first(
        Line(fact, what, so_at=days[fact.pk], note=note)
        for fact, what, note in history.statements(shown, first="开展督导")
    )
    return MissionDetail(_row(found), max(days, default=0), lines)


def _shown(fact: MissionFact) -> Mapping[str, str]:
    return {
        "组织层级": LEVEL_LABELS[OrganiserLevel(fact.level)],
        "县(市、区)": AREA_BY_CODE[fact.county_id].name,
        "开展日期": chinese_day(fact.started_on),
    }


def open_on(actor: Actor, *, county: str, on: date | None) -> list[tuple[str, str]]:
    """Numbers and labels of the missions to choose for a visit in this county on this day."""
    rows = Mission.objects.visible_to(actor).filter(is_void=False)
    rows = rows.filter(county_id=county) if county else rows
    rows = rows.filter(started_on=on) if on else rows
    columns = ("number", "level", "county_id", "started_on")
    found = rows.order_by("-started_on", "number").values_list(*columns)[:60]
    return [(number, _label(level, where, day)) for number, level, where, day in found]


def _label(level: str, county: str, day: date) -> str:
    return (
        f"{LEVEL_LABELS[OrganiserLevel(level)]}级，{AREA_BY_CODE[county].short}，{chinese_day(day)}"
    )


def visits(actor: Actor, number: str) -> list[tuple[str, str, str]]:
    """Number, community code and community name of the visits of a mission."""
    rows = Visit.objects.visible_to(actor).filter(mission__number=number, is_void=False)
    columns = ("number", "community__code", "community__name")
    return list(rows.order_by("number").values_list(*columns)[:200])
