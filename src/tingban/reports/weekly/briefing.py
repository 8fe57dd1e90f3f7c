"""周工作简报 filled in from editions: every figure is the edition's own (T-R08)."""

from collections.abc import Mapping
from datetime import date

from tingban.kit.clock import SHANGHAI
from tingban.reads.weekly.boards import Board
from tingban.reads.weekly.editions import StoredCity, StoredEdition
from tingban.reports.weekly.filling import city_mark, edition_mark
from tingban.reports.weekly.shapes import Briefing, Punctuality, UnitProgress
from tingban.rules.areas import AREA_BY_CODE, CITY_AREA, PRINTED
from tingban.rules.weekly.cells import CELL_BY_CODE
from tingban.rules.weekly.contents import Figure
from tingban.rules.weekly.standing import STANDING_LABELS, ZERO_LABEL, Standing
from tingban.rules.weekly.weeks import Week

_UPWARDS = "省住房和城乡建设厅，市集中整治办"


def values_of(figures: Mapping[str, Figure]) -> dict[str, int]:
    """The bare numbers, supplementary ones included."""
    return {code: figure.value for code, figure in figures.items()}


def brief_of_unit(
    stored: StoredEdition, *, week: Week, since: date, last: Mapping[str, int]
) -> Briefing:
    """The 简报 of one unit."""
    area = AREA_BY_CODE[stored.area_code]
    text = stored.content.brief
    return Briefing(
        edition=edition_mark(stored, since=since),
        area_label=area.name,
        issue=week.number,
        publisher=f"{area.full_name}住房和城乡建设局",
        issued_on=stored.made_at.astimezone(SHANGHAI).date(),
        figures=values_of(stored.content.figures),
        last_figures=last,
        progress_note=text.progress,
        practices=text.practice,
        cases=text.cases,
        remarks=remarks_of(stored),
    )


def remarks_of(stored: StoredEdition) -> tuple[str, ...]:
    """What the unit itself said to its figures: notes to warnings, reasons of overrides."""
    content = stored.content
    notes = dict.fromkeys(note.strip() for note in content.notes.values() if note.strip())
    given = (
        f"“{CELL_BY_CODE[code].title}”由负责人填报 {figure.value}，"
        f"系统统计 {figure.computed}：{figure.reason}"
        for code, figure in content.figures.items()
        if figure.is_overridden
    )
    return (*notes, *given)


def brief_of_city(
    stored: StoredCity,
    parts: Mapping[str, StoredEdition],
    *,
    board: Board,
    since: date,
    last: Mapping[str, int],
) -> Briefing:
    """The 简报 of the city: its units, who was in time, and what the counties wrote."""
    own = parts.get(CITY_AREA.code)
    return Briefing(
        edition=city_mark(stored, as_of=board.week.as_of, since=since),
        area_label="全市",
        issue=board.week.number,
        publisher=f"{CITY_AREA.full_name}住房和城乡建设局房产科",
        issued_on=stored.made_at.astimezone(SHANGHAI).date(),
        figures=values_of(stored.figures),
        last_figures=last,
        progress_note=own.content.brief.progress if own else "",
        practices=_gathered(parts, "practice"),
        cases=_gathered(parts, "cases"),
        remarks=tuple(
            f"{area.name}：{remark}"
            for area in PRINTED
            if area.code in parts
            for remark in remarks_of(parts[area.code])
        ),
        units=_units(parts, board),
        punctuality=punctuality_of(board),
        send_to=_UPWARDS,
    )


def _gathered(parts: Mapping[str, StoredEdition], name: str) -> str:
    """What the units wrote, each under its name."""
    told = []
    for area in PRINTED:
        text = parts[area.code].content.brief.parts[name].strip() if area.code in parts else ""
        if text:
            told.append(f"{area.name}：{text}")
    return "\n".join(told)


def _units(parts: Mapping[str, StoredEdition], board: Board) -> tuple[UnitProgress, ...]:
    standing = {unit.area_code: _standing(unit.standing, unit.is_zero) for unit in board.units}
    return tuple(
        UnitProgress(
            area.name, values_of(parts[area.code].content.figures), standing.get(area.code, "")
        )
        for area in PRINTED
        if area.code in parts
    )


def _standing(standing: Standing, is_zero: bool) -> str:
    label = STANDING_LABELS[standing]
    return f"{label}（{ZERO_LABEL}）" if is_zero else label


def punctuality_of(board: Board) -> Punctuality:
    """Five different facts about Friday noon."""
    return Punctuality(
        on_time=board.names(Standing.ON_TIME),
        late=board.names(Standing.LATE),
        auto=board.names(Standing.AUTO),
        zero=board.zero_names,
        missing=board.names(Standing.MISSING),
    )
