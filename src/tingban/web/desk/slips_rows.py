"""How a batch of slips is laid out: its tabs, its columns, its workbook."""

from typing import Final

from tingban.reads.exchange.slips import Batch, SlipLine, SlipResult
from tingban.reports.lists import ListColumn
from tingban.rules.complaints.stages import MERGE_LABELS, RUNNING, STAGE_LABELS
from tingban.rules.exchange.slip_states import (
    CHOICE_LABELS,
    SLIP_STATE_LABELS,
    BatchState,
    SlipChoice,
    SlipState,
)
from tingban.rules.rectification import CATEGORY_LABELS, Category
from tingban.web.ui.listing import Column, Query
from tingban.web.ui.rows import Tab

SLIPS: Final = (
    Column("row", "行号", numeric=True),
    Column("told", "来文和内容"),
    Column("place", "小区、类别"),
    Column("due", "要求办结"),
    Column("choice", "处理"),
)
BOOK: Final = (
    ListColumn("来文编号", 26), ListColumn("受理编号", 26), ListColumn("状态", 26),
    ListColumn("工作表", 12), ListColumn("行号", 8, numeric=True), ListColumn("说明", 60),
)  # fmt: skip
CATEGORIES: Final = [(one.value, label) for one, label in CATEGORY_LABELS.items()]
BATCH_TONES: Final = {
    BatchState.OPEN: "soon", BatchState.WAITING: "still", BatchState.WORKING: "accent",
    BatchState.DONE: "good", BatchState.FAILED: "late", BatchState.WIPED: "plain",
}  # fmt: skip
_TONES: Final = {
    SlipState.OPEN: "accent", SlipState.FAULTY: "late", SlipState.KNOWN: "still",
    SlipState.DONE: "good",
}  # fmt: skip
_TABS: Final = (
    ("全部", "", "all"), ("要您决定", "ask", "ask"), ("将登记", "open", "open"),
    ("有错", "faulty", "faulty"), ("以前登记过", "known", "known"), ("先不登记", "later", "later"),
    ("已登记", "done", "done"),
)  # fmt: skip


def tabs(batch: Batch, query: Query, shown: str) -> list[Tab]:
    """The kinds of rows that there are."""
    return [
        Tab(label, query.with_(show=show or None, page=None), show == shown, batch.counts[key])
        for label, show, key in _TABS
        if batch.counts[key] or show in ("", shown)
    ]


def shown(line: SlipLine) -> dict[str, object]:
    """A row in words, with what may be chosen."""
    is_asked = line.choice is SlipChoice.ASK
    return {
        "slip": line,
        "state": SLIP_STATE_LABELS[line.state],
        "tone": _TONES[line.state],
        "category": CATEGORY_LABELS[Category(line.category)],
        # What is closed takes nothing in any more (T-C19).
        "main": line.main
        or next((one.number for one in line.alike if one.stage in RUNNING), ""),
        "alike": [(one, MERGE_LABELS[one.kind], STAGE_LABELS[one.stage]) for one in line.alike],
        "choices": [(it.value, label) for it, label in CHOICE_LABELS.items()
                    if it is not SlipChoice.ASK or is_asked],
    }  # fmt: skip


def cells(result: SlipResult) -> tuple[object, ...]:
    """A row of the workbook that goes back to the sender; no contact at all."""
    return (result.ref, result.number, result.standing, result.sheet, result.row, result.why)
