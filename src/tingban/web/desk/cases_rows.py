"""Lines of 登记办理台账: as 附件2 prints them, and with the columns one works by."""

from typing import Any, Final

from tingban.reads.complaints.case_rows import CaseRow
from tingban.reports.lists import ListColumn
from tingban.reports.weekly.wording import ANNEX_2_COLUMNS
from tingban.rules.complaints import ACCEPT_LABELS, SOURCE_LABELS, AcceptLevel, Source
from tingban.rules.complaints.annex2 import LedgerLine
from tingban.rules.complaints.stages import STAGE_LABELS, Stage
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.web.desk.fact_lists import area_name
from tingban.web.ui.listing import Column

# 附件2 on the screen: the ten columns word for word, in its order.
_SORTED: Final = {"序号": "row", "受理和收到时间": "received"}
ANNEX: Final = tuple(
    Column(_SORTED.get(label, f"c{place}"), label, sort=label in _SORTED)
    for place, label in enumerate(ANNEX_2_COLUMNS)
)
WORK: Final = (
    Column("number", "受理编号", sort=True),
    Column("due", "期限", sort=True),
    Column("state", "阶段"),
    Column("community", "小区"),
    Column("summary", "简要内容"),
    Column("source", "来源"),
    Column("received", "收到", sort=True),
    Column("accepted", "受理", sort=True),
    Column("office", "承办科室"),
    Column("unit", "登记单位", sort=True),
)
_WIDTHS: Final = (7, 20, 44, 16, 22, 14, 44, 10, 12, 20)
BOOK_ANNEX: Final = tuple(
    ListColumn(label, width) for label, width in zip(ANNEX_2_COLUMNS, _WIDTHS, strict=True)
)
BOOK_WORK: Final = (
    ListColumn("受理编号", 24), ListColumn("登记单位", 12), ListColumn("受理层级", 10),
    ListColumn("县(市、区)", 12), ListColumn("小区编码", 16), ListColumn("小区", 22),
    ListColumn("简要内容", 44), ListColumn("来源", 18), ListColumn("收到时间", 17),
    ListColumn("受理时间", 17), ListColumn("办结时间", 17), ListColumn("承办科室", 14),
    ListColumn("受理人", 12), ListColumn("期限", 12), ListColumn("情形", 10),
)  # fmt: skip
# What waits for somebody is marked; the tone never stands without its word.
TONES: Final = {
    Stage.NEW: "soon", Stage.REG: "soon", Stage.RET: "soon", Stage.REV: "soon",
    Stage.ACC: "accent", Stage.ASG: "accent", Stage.INV: "accent", Stage.HND: "accent",
    Stage.FBK: "accent", Stage.CLS: "good", Stage.VOID: "late",
}  # fmt: skip


def shown(row: CaseRow) -> dict[str, Any]:
    """The line in words."""
    # The place has a column of its own.
    matter = row.summary.removeprefix(f"{row.community}：") if row.community else row.summary
    return {
        "row": row,
        "matter": matter,
        "unit": area_name(row.unit_code),
        "county": area_name(row.county_code),
        "source": SOURCE_LABELS[Source(row.source)],
        "times": row.line.times.split("；"),
        "level": ACCEPT_LABELS[AcceptLevel(row.level)],
        "state": STAGE_LABELS[Stage(row.state)],
        "tone": TONES.get(Stage(row.state), "still"),
        "category": CATEGORY_LABELS[Category(row.category)] if row.category else "",
    }


def annex_cells(row: CaseRow) -> tuple[object, ...]:
    """The ten columns, the contact masked."""
    return _annex(row.line)


def _annex(line: LedgerLine) -> tuple[object, ...]:
    return (
        line.row_no, line.contact, line.summary, line.source, line.times, line.office,
        line.progress, "是" if line.is_closed else "否", line.receiver, line.remark,
    )  # fmt: skip


def printed(line: LedgerLine) -> list[tuple[str, object]]:
    """The ten columns of 附件2 with their heads, as one reads a single line."""
    return list(zip(ANNEX_2_COLUMNS, _annex(line), strict=True))


def work_cells(row: CaseRow) -> tuple[object, ...]:
    """The working columns; no contact at all."""
    words = shown(row)
    return (
        row.number, words["unit"], words["level"], words["county"], row.community_code,
        row.community, row.summary, words["source"], row.received_at, row.accepted_at,
        row.closed_at, row.office, row.receiver, row.due.on if row.due else None, words["state"],
    )  # fmt: skip
