"""The forms filled in from what was stored: 附件3 and 附件2 of a unit or of the whole city."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.editions import StoredCity, StoredEdition
from tingban.reports.weekly.shapes import (
    Annex2Form,
    Annex2Row,
    Annex3Form,
    Annex3Row,
    Edition,
    Override,
    Signatures,
)
from tingban.rules.areas import AREA_BY_CODE, CITY_AREA, PRINTED, TOTAL_NAME
from tingban.rules.complaints.annex2 import LedgerLine
from tingban.rules.weekly.cells import CODES
from tingban.rules.weekly.contents import Figure, Origin
from tingban.rules.weekly.weeks import Kind

LIVE = "即时统计，未冻结"


def edition_mark(stored: StoredEdition, *, since: date) -> Edition:
    """What a unit's documents say of themselves at their foot."""
    return Edition(
        number=stored.label,
        as_of=stored.as_of.astimezone(SHANGHAI).date(),
        since=since,
        made_at=stored.made_at,
        digest=stored.digest,
        kind=Kind.MONTH if stored.origin is Origin.MONTH else Kind.WEEK,
    )


def city_mark(stored: StoredCity, *, as_of: datetime, since: date) -> Edition:
    """What the city's documents say of themselves."""
    return Edition(
        number=stored.label,
        as_of=as_of.astimezone(SHANGHAI).date(),
        since=since,
        made_at=stored.made_at,
        digest=stored.digest,
        kind=Kind.MONTH if "-M" in stored.number else Kind.WEEK,
    )


def annex3_row(
    code: str, name: str, figures: Mapping[str, Figure], *, is_auto: bool = False
) -> Annex3Row:
    """One line of 附件3 with its overrides in red (CHK-26)."""
    return Annex3Row(
        code=code,
        name=name,
        cells={cell: figures[cell].value if cell in figures else 0 for cell in CODES},
        is_auto=is_auto,
        overrides={
            cell: Override(figures[cell].computed, figures[cell].value, figures[cell].reason)
            for cell in CODES
            if cell in figures and figures[cell].is_overridden
        },
    )


def annex3_of_unit(stored: StoredEdition, *, since: date) -> Annex3Form:
    """附件3 of one edition of one unit."""
    area = AREA_BY_CODE[stored.area_code]
    row = annex3_row(area.code, area.name, stored.content.figures, is_auto=stored.is_auto)
    return Annex3Form(
        unit_name=f"{area.full_name}住房和城乡建设局",
        filled_on=stored.made_at.astimezone(SHANGHAI).date(),
        edition=edition_mark(stored, since=since),
        rows=(row,),
        signatures=Signatures(head=stored.signer_name, filler=stored.sender_name),
    )


def annex3_of_city(
    stored: StoredCity, parts: Mapping[str, StoredEdition], *, as_of: datetime, since: date
) -> Annex3Form:
    """附件3 of the city: 13 counties, 运城市本级, 合计."""
    auto = {part.area_code for part in stored.parts if part.is_auto}
    return Annex3Form(
        unit_name=f"{CITY_AREA.full_name}住房和城乡建设局",
        filled_on=stored.made_at.astimezone(SHANGHAI).date(),
        edition=city_mark(stored, as_of=as_of, since=since),
        rows=tuple(
            annex3_row(
                area.code,
                area.name,
                parts[area.code].content.figures,
                is_auto=area.code in auto,
            )
            for area in PRINTED
            if area.code in parts
        ),
        total=annex3_row("", TOTAL_NAME, stored.figures),
        signatures=Signatures(head=stored.signer_name),
    )


def annex2_of(
    area_code: str, lines: Sequence[LedgerLine], mark: Edition, *, filled_by: str, filled_on: date
) -> Annex2Form:
    """附件2 of one unit, its contacts masked already (AMB-31)."""
    return Annex2Form(
        unit_name=f"{AREA_BY_CODE[area_code].full_name}住房和城乡建设局",
        filled_by=filled_by,
        filled_on=filled_on,
        edition=mark,
        rows=tuple(
            Annex2Row(
                # A line of the form is registered and so has its 序号.
                row_no=line.row_no or 0,
                contact=line.contact,
                summary=line.summary,
                source=line.source,
                times=line.times,
                office=line.office,
                progress=line.progress,
                is_closed=line.is_closed,
                receiver=line.receiver,
                remark=line.remark,
                is_void=line.is_void,
            )
            for line in lines
        ),
    )
