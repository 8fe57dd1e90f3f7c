"""The weekly papers filled from a live count: for any day, no report needed (INTERCHANGE 2).

Nothing here is frozen; each paper says so in the place of an edition's number.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from tingban.reads.complaints.ledger import annex2_rows
from tingban.reads.weekly.counting import Extras, Moment, Values, campaign, count_values, extras
from tingban.reports.weekly.filling import LIVE, annex2_of
from tingban.reports.weekly.shapes import (
    Annex2Form,
    Annex3Form,
    Annex3Row,
    Briefing,
    Edition,
    UnitProgress,
)
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, CITY, PRINTED, TOTAL_NAME
from tingban.rules.weekly.cells import EXTRAS
from tingban.rules.weekly.weeks import midnight

_WEEK: Final = timedelta(days=7)


def edition_of(moment: Moment, at: datetime) -> Edition:
    """What stands in the place of an edition."""
    return Edition(number=LIVE, as_of=moment.as_of, since=campaign().starts_on, made_at=at)


def annex3_form(*, actor: Actor, moment: Moment, area: str | None, at: datetime) -> Annex3Form:
    """附件3 of one unit, or of the city: 13 counties, 运城市本级, 合计."""
    values = count_values(actor=actor, moment=moment)
    rows = tuple(
        Annex3Row(code, AREA_BY_CODE[code].name, values.row(code))
        for code in _printed(values, area)
    )
    total = None if area else Annex3Row("", TOTAL_NAME, values.total_row())
    return Annex3Form(
        unit_name=_unit(area),
        filled_on=at.date(),
        edition=edition_of(moment, at),
        rows=rows,
        total=total,
    )


def _printed(values: Values, area: str | None) -> tuple[str, ...]:
    """In the order of the printed form: 市本级 follows the counties."""
    if area:
        return (area,)
    return tuple(one.code for one in PRINTED if one.code in values.rows)


def _unit(area: str | None) -> str:
    return AREA_BY_CODE[area or CITY].full_name + "住房和城乡建设局"


def annex2_form(*, actor: Actor, moment: Moment, area: str, at: datetime) -> Annex2Form:
    """附件2 of one unit, contacts masked (AMB-31)."""
    lines = annex2_rows(
        actor=actor,
        unit=area,
        since=midnight(campaign().starts_on),
        as_of=midnight(moment.as_of),
        known_at=moment.known_at,
    )
    return annex2_of(area, lines, edition_of(moment, at), filled_by="", filled_on=at.date())


def live_briefing(*, actor: Actor, moment: Moment, area: str | None, at: datetime) -> Briefing:
    """周工作简报 as far as figures make it; what people write stands in a report."""
    values, beside = count_values(actor=actor, moment=moment), extras(actor=actor, moment=moment)
    units = tuple(
        UnitProgress(AREA_BY_CODE[code].name, values.row(code), LIVE)
        for code in _printed(values, None)
    )
    return Briefing(
        edition=edition_of(moment, at),
        area_label=AREA_BY_CODE[area].name if area else "全市",
        issue=max((moment.as_of - campaign().first_report_on).days // 7 + 1, 1),
        publisher=_unit(area),
        issued_on=at.date(),
        figures=_figures(values, beside, area),
        last_figures=_last(actor, moment, area),
        units=() if area else units,
    )


def _last(actor: Actor, moment: Moment, area: str | None) -> Mapping[str, int]:
    """A week earlier, with what is known now; nothing where the campaign had not begun."""
    earlier = Moment(moment.as_of - _WEEK, moment.known_at)
    if earlier.as_of < campaign().starts_on:
        return {}
    return _figures(
        count_values(actor=actor, moment=earlier), extras(actor=actor, moment=earlier), area
    )


def _figures(values: Values, beside: Extras, area: str | None) -> Mapping[str, int]:
    row = values.row(area) if area else values.total_row()
    return row | {
        extra.code: beside.value(area, extra.code) if area else beside.total(extra.code)
        for extra in EXTRAS
    }
