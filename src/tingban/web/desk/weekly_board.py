"""The 14 units at a glance: five different facts about noon, and who is where (T-R04…T-R08)."""

from dataclasses import dataclass

from tingban.reads.weekly.boards import Board, UnitLine
from tingban.rules.actors import Actor, Role
from tingban.rules.weekly import checks
from tingban.rules.weekly.cells import CELLS
from tingban.rules.weekly.standing import STANDING_LABELS, ZERO_LABEL, Standing
from tingban.rules.weekly.steps import UNSENT, Act, Offer, State
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
    # What it wrote to the warnings, and the names of the numbers that its head gave (CHK-26).
    notes: tuple[str, ...]
    given: tuple[str, ...]
    accept: Offer | None

    @property
    def falls_text(self) -> str:
        """The first few names, and how many there are."""
        more = f"等 {len(self.falls)} 项" if len(self.falls) > _SHOWN else ""
        return "、".join(self.falls[:_SHOWN]) + more

    @property
    def notes_told(self) -> str:
        """Every note, as the hover shows it."""
        return "；".join(self.notes)

    @property
    def given_told(self) -> str:
        """Every number that was given, as the hover shows it."""
        return "、".join(self.given)

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
        notes=tuple(
            f"{checks.in_words(check)}：{text}" for check, text in sorted(unit.notes.items())
        ),
        given=tuple(cell.title for cell in CELLS if cell.code in unit.overridden),
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


_REVIEWABLE = frozenset({State.SUBMITTED, State.REVIEW})
_LATE = frozenset({Standing.MISSING})
_MISSING = {Standing.MISSING: "未报送", Standing.PENDING: "尚未报送（未到期）"}


def _named(names: tuple[str, ...]) -> str:
    if not names:
        return "没有"
    return "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")


def lead_of(now: Board, actor: Actor) -> str:
    """What is still to be done before the week can be frozen, and by whom."""
    if now.frozen_at is not None or now.week.kind is not Kind.WEEK:
        return ""
    waiting = [unit for unit in now.units if unit.state in _REVIEWABLE]
    unsent = [unit for unit in now.units if unit.state in UNSENT and not unit.is_ready]
    returned = [unit for unit in unsent if unit.state is State.RETURNED]
    told = []
    if waiting:
        how = "：点单位名逐个审核，或勾选后一起接收" if actor.role is Role.M_OP else ""
        told.append(f"{len(waiting)} 个单位已报送，等待市级经办审核{how}。")
    if returned:
        told.append(f"{len(returned)} 个单位已退回，等待重报。")
    if len(unsent) > len(returned):
        told.append(f"{len(unsent) - len(returned)} 个单位还没有报送，到期未报的由系统代报。")
    if not now.unready:
        told.append(f"{len(now.units)} 个单位都已接收或代报，可以由市级负责人冻结。")
    return "".join(told)


def unready_words(now: Board) -> str:
    """Why the week cannot be frozen yet: which units, and what becomes of them."""
    names = "、".join(now.unready)
    return (
        f"还有 {len(now.unready)} 个单位没有接收：{names}。"
        "已报送的由市级经办接收，到期未报的由系统代报，之后才能冻结。"
    )


def tabs_of(week: Week, current: str) -> list[Tab]:
    """The pages of a week; nobody reports for a month's end, so it has no progress."""
    pages = [("weekly_table", "汇总表"), ("weekly_versions", "版次和文件")]
    if week.kind is Kind.WEEK:
        pages.insert(0, ("weekly_week", "报送进度"))
    return [Tab(label, place(f"desk:{name}", week.code), name == current) for name, label in pages]
