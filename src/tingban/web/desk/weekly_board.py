"""The 14 units at a glance: five different facts about noon, and who is where (T-R04…T-R08)."""

from dataclasses import dataclass

from tingban.reads.weekly.boards import Board, UnitLine
from tingban.rules.weekly.cells import CELLS
from tingban.rules.weekly.standing import STANDING_LABELS, ZERO_LABEL, Standing
from tingban.rules.weekly.steps import Act, Offer
from tingban.rules.weekly.weeks import Kind, Week
from tingban.web.desk.places import place
from tingban.web.desk.weekly_words import STANDING_TONES, state_tone
from tingban.web.ui.rows import Tab, Tile

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One unit on the board."""

    unit: UnitLine
    tone: str
    state_tone: str
    # Numbers that differ from last week's, and the names of those that fell.
    changes: int | None
    falls: tuple[str, ...]
    accept: Offer | None

    @property
    def falls_text(self) -> str:
        """The first few names, and how many there are."""
        more = f"等 {len(self.falls)} 项" if len(self.falls) > _SHOWN else ""
        return "、".join(self.falls[:_SHOWN]) + more

    @property
    def can_accept(self) -> bool:
        """Whether the row may be ticked for the batch."""
        return self.accept is not None and self.accept.is_open


def line_of(unit: UnitLine) -> BoardLine:
    """One unit with what is to be said beside it."""
    differ = [
        cell
        for cell in CELLS
        if unit.values.get(cell.code, 0) != unit.last_values.get(cell.code, 0)
    ]
    is_compared = bool(unit.values and unit.last_values)
    return BoardLine(
        unit=unit,
        tone=STANDING_TONES[unit.standing],
        state_tone=state_tone(unit.state),
        changes=len(differ) if is_compared else None,
        falls=tuple(
            cell.label
            for cell in differ
            if unit.values.get(cell.code, 0) < unit.last_values.get(cell.code, 0)
        )
        if is_compared
        else (),
        accept=next((offer for offer in unit.offers if offer.act is Act.ACCEPT), None),
    )


def tiles_of(now: Board) -> list[Tile]:
    """On time, late, stood in for, zero, missing: five facts, never one word for two."""
    told = [
        (STANDING_LABELS[standing], now.names(standing), tone)
        for standing, tone in (
            (Standing.ON_TIME, "good"),
            (Standing.LATE, "soon"),
            (Standing.AUTO, "late"),
        )
    ]
    told.append((ZERO_LABEL, now.zero_names, ""))
    missing = Standing.MISSING if now.at > now.week.due_at else Standing.PENDING
    told.append((_MISSING[missing], now.names(missing), "late" if missing in _LATE else ""))
    return [
        Tile(label, len(names), "个", note=_named(names), tone=tone if names else "")
        for label, names, tone in told
    ]


_LATE = frozenset({Standing.MISSING})
_MISSING = {Standing.MISSING: "未报送", Standing.PENDING: "尚未报送（未到期）"}


def _named(names: tuple[str, ...]) -> str:
    if not names:
        return "没有"
    return "、".join(names[:_SHOWN]) + (f"等 {len(names)} 个" if len(names) > _SHOWN else "")


def tabs_of(week: Week, current: str) -> list[Tab]:
    """The pages of a week; nobody reports for a month's end, so it has no progress."""
    pages = [("weekly_table", "汇总表"), ("weekly_versions", "版次和文件")]
    if week.kind is Kind.WEEK:
        pages.insert(0, ("weekly_week", "报送进度"))
    return [Tab(label, place(f"desk:{name}", week.code), name == current) for name, label in pages]
