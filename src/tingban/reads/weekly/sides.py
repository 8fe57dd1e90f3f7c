"""A table of numbers to open or to lay beside another: an edition, a week, or a live count.

    live(actor=…, moment=…)                          counted now, as of any day
    of_edition(actor=…, number="ZB-140802-2024-W03", version=None)    what one unit sent
    of_week(actor=…, week_code="2024-W03")           the last edition of each unit in sight
    of_city(actor=…, week_code=…, version=None)      the frozen table of the whole city

Each row knows the moment it was counted at, so that a number of any edition opens to the facts
that made it. `codes` asks for supplementary numbers in the place of the 33.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tingban.data.weekly.models import CityEdition, Edition
from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly import editions
from tingban.reads.weekly.counting import Moment, areas_of, member_ids
from tingban.reads.weekly.editions import StoredEdition
from tingban.rules.actors import Actor
from tingban.rules.errors import NotFound
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Figure, city_figures
from tingban.rules.weekly.figures import in_order
from tingban.rules.weekly.findings import TOTAL


@dataclass(frozen=True, slots=True)
class Side:
    """Rows of Figures by area and cell, the moment of each row, and the last row."""

    label: str
    rows: Mapping[str, Mapping[str, Figure]]
    moments: Mapping[str, Moment]
    total: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def areas(self) -> tuple[str, ...]:
        """The rows in the order of 附件1."""
        return in_order(self.rows)

    def figure(self, area: str, cell: str) -> Figure:
        """One number, of a row or of the total; what is not there is 0."""
        figures = self.total if area == TOTAL else self.rows.get(area, {})
        return figures.get(cell) or Figure(cell, 0, ())


def live(*, actor: Actor, moment: Moment, label: str = "", codes: Sequence[str] = CODES) -> Side:
    """Counted now, for the rows that exist for the actor."""
    areas = areas_of(actor)
    ids = member_ids(areas, moment, codes)
    rows = {
        area: {
            code: Figure(code, len(ids[area].get(code, ())), ids[area].get(code, ()))
            for code in codes
        }
        for area in areas
    }
    day = moment.as_of
    shown = label or f"即时统计（截至{day.year}年{day.month}月{day.day}日0时）"
    return Side(shown, rows, dict.fromkeys(areas, moment), city_figures(rows))


def of_edition(
    *, actor: Actor, number: str, version: int | None = None, codes: Sequence[str] = CODES
) -> Side:
    """What one unit reported."""
    stored = editions.edition(actor=actor, number=number, version=version)
    return of_editions({stored.area_code: stored}, stored.label, codes)


def of_week(*, actor: Actor, week_code: str, codes: Sequence[str] = CODES) -> Side:
    """What the units reported for a week, frozen or not."""
    stored = editions.latest_editions(actor=actor, week_code=week_code)
    return of_editions(stored, week_code, codes)


def of_city(
    *, actor: Actor, week_code: str, version: int | None = None, codes: Sequence[str] = CODES
) -> Side:
    """The frozen table; a county sees its own row of it, and itself as the total."""
    cities = CityEdition.objects.filter(week__code=week_code)
    if version is not None:
        cities = cities.filter(version=version)
    city = cities.order_by("-version").first()
    if city is None:
        raise NotFound("这一期还没有冻结，没有全市汇总表。")
    parts = Edition.objects.visible_to(actor).filter(city_parts__city=city).order_by("pk")
    stored = {one.area_code: one for one in editions.stored_of(parts)}
    return of_editions(stored, f"{week_code} 全市冻结数（第{city.version}版）", codes)


def of_editions(
    stored: Mapping[str, StoredEdition], label: str, codes: Sequence[str] = CODES
) -> Side:
    """Editions as a table; the total is the union of their lists (T-R08)."""
    rows = {area: only(codes, one.content.figures) for area, one in stored.items()}
    moments = {area: moment_at(one.as_of, one.known_at) for area, one in stored.items()}
    return Side(label, rows, moments, city_figures(rows))


def only(codes: Sequence[str], figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Some numbers; an edition from before a supplementary one was thought of has it not."""
    return {code: figures[code] for code in codes if code in figures}


def moment_at(as_of: datetime, known_at: datetime) -> Moment:
    """The stored cut-off as counting asks for it."""
    return Moment(as_of.astimezone(SHANGHAI).date(), known_at)
