"""联合惩戒措施清单 in words: lines, facts, what a change changes, what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.http import urlencode

from tingban.kit.dates import chinese_day
from tingban.reads.enforcement.joint_history import in_words
from tingban.reads.enforcement.joint_measures import MeasureRow, grounds_of
from tingban.reports.lists import ListColumn
from tingban.rules.enforcement.joint_measures import (
    STATE_LABELS,
    Change,
    JointMeasure,
    MeasureState,
    receivers_told,
)
from tingban.web.desk import fact_lists
from tingban.web.ui import days
from tingban.web.ui.listing import Column
from tingban.web.ui.rows import Action, Crumb, Fact

TITLE: Final = "联合惩戒措施清单"
COLUMNS: Final = (
    Column("label", "措施"),
    Column("receivers", "可以建议的部门"),
    Column("grounds", "依据"),
    Column("from", "施行日期"),
    Column("state", "状态"),
)
OVER_COLUMNS: Final = (*COLUMNS[:4], Column("until", "停用日期"))
FILE: Final = (
    ListColumn("措施", 32), ListColumn("可以建议的部门", 30), ListColumn("依据的条款", 40),
    ListColumn("其他依据", 30), ListColumn("施行日期", 14), ListColumn("停用日期", 14),
    ListColumn("状态", 20),
)  # fmt: skip
_TONES: Final[Mapping[MeasureState, str]] = {
    MeasureState.IN_FORCE: "good", MeasureState.FUTURE: "soon", MeasureState.LAPSED: "late",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cited:
    """What a measure rests on; an article that is law today leads to the law book."""

    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would do: question, before, after; `proposals` would have to choose anew."""

    lead: str
    lines: Sequence[tuple[str, str, str]]
    proposals: Sequence[str] = ()
    is_new: bool = False


def crumbs(row: MeasureRow | None = None, last: str = "") -> list[Crumb]:
    """The way here."""
    found = [Crumb("移送和联合惩戒", reverse("desk:transfers"))]
    found.append(Crumb(TITLE, reverse("desk:transfer_measures") if row or last else ""))
    if row is not None:
        href = reverse("desk:transfer_measure", args=[row.shown.key]) if last else ""
        found.append(Crumb(row.shown.label, href))
    return [*found, Crumb(last)] if last else found


def line(row: MeasureRow, today: date) -> dict[str, Any]:
    """A line of the list."""
    it = row.shown
    return {
        "key": it.key,
        "label": it.label,
        "receivers": receivers_told(it.receivers),
        "grounds": cited(it, today),
        "valid_from": it.valid_from,
        "ends_on": row.ends_on,
        "state": STATE_LABELS[row.state],
        "tone": _TONES.get(row.state, "still"),
        "notes": _coming(row, today),
    }


def _coming(row: MeasureRow, today: date) -> list[str]:
    """What lies ahead of it."""
    found = []
    if row.ahead is not None:
        found.append(f"{chinese_day(row.ahead.valid_from)}起改")
    if row.ends_on is not None and row.ends_on > today:
        found.append(f"{chinese_day(row.ends_on)}起停用")
    return found


def cited(it: JointMeasure, today: date) -> list[Cited]:
    """Articles with their place in the law book, then what else."""
    found = [_cited(ground.cited_on(today), holds=ground.holds_on(today)) for ground in it.grounds]
    return [*found, Cited(it.basis)] if it.basis else found


def _cited(citation: str, *, holds: bool) -> Cited:
    if not holds:
        return Cited(citation, note="今天不是有效的条文")
    return Cited(citation, f"{reverse('desk:law')}?{urlencode({'q': citation})}")


def facts(it: JointMeasure, today: date) -> list[Fact]:
    """One version as a definition list; its grounds stand apart."""
    found = [
        Fact("措施", it.label),
        Fact("可以建议的部门", receivers_told(it.receivers)),
        Fact("施行日期", days.in_fact(it.valid_from, "")),
    ]
    if it.valid_until is not None:
        last = it.valid_until - timedelta(days=1)
        is_used = last >= it.valid_from
        found.append(Fact("用到", days.in_fact(last, "") if is_used else "施行当天就停用"))
    return found


def file_row(row: MeasureRow, today: date) -> list[object]:
    """A line of the workbook."""
    it = row.shown
    return [
        it.label, receivers_told(it.receivers),
        "、".join(ground.cited_on(today) for ground in it.grounds), it.basis, it.valid_from,
        row.ends_on, STATE_LABELS[row.state],
    ]  # fmt: skip


def actions(row: MeasureRow, today: date) -> list[Action]:
    """What its keeper may do now."""
    ahead = row.ends_on if row.ends_on and row.ends_on > today else None
    is_ahead = row.ahead is not None or ahead is not None or row.state is MeasureState.FUTURE
    if row.state in (MeasureState.ENDED, MeasureState.WITHDRAWN):
        return []
    if is_ahead:
        return [_to("撤销尚未施行的改动", "withdraw", row)]
    return [_to("修改", "change", row, "accent"), _to("停用", "end", row, "late")]


def _to(label: str, page: str, row: MeasureRow, tone: str = "") -> Action:
    return fact_lists.step(label, f"desk:transfer_measure_{page}", row.shown.key, tone=tone)


def as_typed(it: JointMeasure) -> dict[str, object]:
    """What stands, as the form begins with it."""
    wording = it.wording
    return {
        "label": wording.label, "receivers": sorted(wording.receivers),
        "articles": list(wording.articles), "basis": wording.basis,
    }  # fmt: skip


def added(told: Change) -> Preview:
    """A new measure."""
    words = in_words(told.wording, grounds_of(told.wording.articles), told.valid_from)
    lines = [(label, "", text) for label, text in words.items()]
    lead = f"自 {chinese_day(told.valid_from)}起，提请联合惩戒建议时可以选用："
    return Preview(lead, lines, is_new=True)


def changed(before: JointMeasure, told: Change, proposals: Sequence[str]) -> Preview:
    """Other words, those that stay among them."""
    grounds = grounds_of({*told.wording.articles, *before.wording.articles})
    on = told.valid_from
    old, new = in_words(before.wording, grounds, on), in_words(told.wording, grounds, on)
    lines = [(label, old[label], new[label]) for label in new]
    lead = f"自 {chinese_day(told.valid_from)}起改成这样，原来的内容用到前一天："
    return Preview(lead, lines, proposals)


def ended(before: JointMeasure, on: date, proposals: Sequence[str]) -> Preview:
    """Offered no longer."""
    lines = [("状态", "现行", f"自 {chinese_day(on)}起停用，不能再选用")]
    lead = f"“{before.label}”停用以后仍然列在清单下面，已经发出的建议函照原来的内容："
    return Preview(lead, lines, proposals)


def what_is_withdrawn(row: MeasureRow, today: date) -> str:
    """The sentence above the form that takes back what lies ahead."""
    if row.ahead is not None:
        return (
            f"撤销自 {chinese_day(row.ahead.valid_from)}起施行的新内容（{row.ahead.label}），"
            "现在的内容继续用下去。"
        )
    if row.ends_on is not None and row.ends_on > today:
        return f"撤销自 {chinese_day(row.ends_on)}起的停用，这项措施继续用下去。"
    if row.state is MeasureState.FUTURE:
        return f"撤销自 {chinese_day(row.shown.valid_from)}起施行的这项措施，它不再列入清单。"
    return "现在没有尚未施行的改动。"
