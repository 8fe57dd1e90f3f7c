"""Whom an id names: what a list behind a number shows of each of its rows.

Ids stay as they were counted; names are those of today, and only of what the actor may see.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tingban.data.complaints.models import Case
from tingban.data.inspections.models import Mission
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community, Company
from tingban.kit.dates import chinese_day
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE
from tingban.rules.inspections import OrganiserLevel
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.rules.weekly.cells import Unit

_SUMMARY_LENGTH: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """One row of a list. `key` opens its card; None where it is out of sight."""

    id: str
    name: str
    area_code: str
    detail: str = ""
    key: object = None

    @property
    def area_name(self) -> str:
        """盐湖区; nothing for what lies in no county."""
        area = AREA_BY_CODE.get(self.area_code)
        return area.name if area else ""

    def fits(self, text: str) -> bool:
        """Whether this is searched for: a piece of its id, name, county or detail."""
        return any(text in told for told in (self.id, self.name, self.area_name, self.detail))


def named(*, actor: Actor, unit: Unit, ids: Sequence[str]) -> tuple[Named, ...]:
    """Every id with its name, in the order of county and name; those out of sight last."""
    known = {one.id: one for one in _READERS[unit](actor, ids)}
    rows = [known.get(key) or Named(key, "", "") for key in ids]
    return tuple(sorted(rows, key=_place))


def _place(row: Named) -> tuple[bool, int, str, str]:
    area = AREA_BY_CODE.get(row.area_code)
    return not row.name, area.order if area else 99, row.name, row.id


def _communities(actor: Actor, ids: Sequence[str]) -> Iterable[Named]:
    rows = Community.objects.visible_to(actor).filter(code__in=ids).order_by("code")
    columns = ("code", "name", "county_id", "street", "merged_into__name", "is_void")
    for code, name, county, street, merged, is_void in rows.values_list(*columns):
        now = f"，已合并到{merged}" if merged else "，已作废" if is_void else ""
        yield Named(code, name, county, f"{street}{now}".lstrip("，"), code)


def _companies(actor: Actor, ids: Sequence[str]) -> Iterable[Named]:
    rows = Company.objects.visible_to(actor).filter(uscc__in=ids).order_by("uscc")
    for key, uscc, name in rows.values_list("pk", "uscc", "name"):
        yield Named(str(uscc), name, "", "", key)


def _missions(actor: Actor, ids: Sequence[str]) -> Iterable[Named]:
    rows = Mission.objects.visible_to(actor).filter(number__in=ids).order_by("number")
    for number, level, county, on in rows.values_list("number", "level", "county_id", "started_on"):
        who = "市级督导" if level == OrganiserLevel.CITY else "县级督导"
        yield Named(number, f"{chinese_day(on)} {who}", county, "", number)


def _cases(actor: Actor, ids: Sequence[str]) -> Iterable[Named]:
    rows = Case.objects.visible_to(actor).filter(number__in=ids).order_by("number")
    columns = ("number", "summary", "county_id", "community__name")
    for number, summary, county, community in rows.values_list(*columns):
        short = summary[:_SUMMARY_LENGTH] + ("…" if len(summary) > _SUMMARY_LENGTH else "")
        yield Named(number, short, county or "", community or "", number)


def _problems(actor: Actor, ids: Sequence[str]) -> Iterable[Named]:
    rows = Problem.objects.visible_to(actor).filter(number__in=ids).order_by("number")
    columns = ("number", "community__name", "county_id", "category")
    for number, community, county, category in rows.values_list(*columns):
        yield Named(number, community, county, CATEGORY_LABELS[Category(category)], number)


_READERS: Final[dict[Unit, Callable[[Actor, Sequence[str]], Iterable[Named]]]] = {
    Unit.COMMUNITY: _communities,
    Unit.COMPANY: _companies,
    Unit.MISSION: _missions,
    Unit.CASE: _cases,
    Unit.PROBLEM: _problems,
}
