"""Lines of 问题清单 in words, on the screen and in the workbook."""

from typing import Any, Final

from tingban.kit import clock
from tingban.reads.rectification.problems import ProblemRow
from tingban.reports.lists import ListColumn
from tingban.rules.rectification import (
    CATEGORY_LABELS,
    SOURCE_LABELS,
    SUB_ACT_BY_CODE,
    Category,
    ProblemSource,
)
from tingban.rules.rectification.clocks import TERM_LABEL, clock_label
from tingban.rules.rectification.lanes import is_late
from tingban.rules.rectification.stages import STAGE_LABELS, Stage
from tingban.web.desk.fact_lists import area_name
from tingban.web.ui.listing import Column

COLUMNS: Final = (
    Column("number", "问题编号", sort=True),
    Column("due", "期限", sort=True, hint="现在这个阶段的期限"),
    Column("state", "状态"),
    Column("community", "小区", sort=True),
    Column("county", "县(市、区)", sort=True),
    Column("category", "问题类别", sort=True),
    Column("description", "问题描述"),
    Column("confirmed", "确认", sort=True, hint="确认日期"),
    Column("order", "责令整改"),
)
# Whoever sees one county needs no column for it.
COUNTY_COLUMNS: Final = tuple(column for column in COLUMNS if column.key != "county")
BOOK: Final = (
    ListColumn("问题编号", 22), ListColumn("县(市、区)", 12), ListColumn("小区编码", 16),
    ListColumn("小区", 24), ListColumn("企业", 30), ListColumn("问题类别", 28),
    ListColumn("问题行为", 40), ListColumn("问题描述", 44), ListColumn("来源", 10),
    ListColumn("来源编号", 24), ListColumn("确认日期", 12), ListColumn("整改期限", 12),
    ListColumn("完成日期", 12), ListColumn("责令整改文号", 24), ListColumn("责任人", 16),
    ListColumn("状态", 12), ListColumn("曾逾期", 8),
)  # fmt: skip
# A stage is told by a word; the colour only repeats it.
TONES: Final = {
    Stage.ORD: "accent", Stage.FIX: "accent", Stage.SUB: "soon", Stage.CMP: "good",
    Stage.OVD: "late", Stage.ESC: "late", Stage.ANN: "still", Stage.VOID: "still",
    Stage.REJ: "still",
}  # fmt: skip


def shown(row: ProblemRow) -> dict[str, Any]:
    """The line in words."""
    return _clocks(row) | {
        "row": row,
        "county": area_name(row.county_code),
        "category": CATEGORY_LABELS[Category(row.category)],
        "acts": [SUB_ACT_BY_CODE[code].label for code in row.acts if code in SUB_ACT_BY_CODE],
        "source": SOURCE_LABELS[ProblemSource(row.source)],
        "state": STAGE_LABELS[row.stage],
        "tone": TONES.get(Stage(row.stage), "plain"),
        "is_late_once": row.was_late and row.stage != Stage.OVD,
    }


def _clocks(row: ProblemRow) -> dict[str, Any]:
    """What is late by its term says how late; the clock of the bureau stands beside by its name."""
    label = clock_label(row.due_rule)
    if not is_late(row.state, row.stage, row.due_on, clock.today()):
        return {"clock_on": row.clock_on, "clock_rule": label}
    other = row.clock_on if row.clock_on != row.due_on else None
    return {
        "clock_on": row.due_on, "clock_rule": TERM_LABEL, "other_on": other, "other_rule": label,
    }  # fmt: skip


def cells(row: ProblemRow) -> tuple[object, ...]:
    """The line as the workbook has it."""
    words = shown(row)
    return (
        row.number, words["county"], row.community_code, row.community, row.company,
        words["category"], "；".join(words["acts"]), row.description, words["source"],
        row.source_ref, row.confirmed_on, row.due_on, row.completed_on, row.order,
        row.responsible, words["state"], "是" if row.was_late else "",
    )  # fmt: skip
