"""A table of the hotline in the demo: most of it is registered, one row waits to be decided."""

import io
import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

import xlsxwriter

from tingban.actions.exchange import slip_batches, slip_registering
from tingban.actions.exchange.intake import Upload
from tingban.actions.exchange.slip_registering import Decision
from tingban.jobs.demo.daily import AFTERNOON, Daily
from tingban.jobs.demo.names import person, phone
from tingban.jobs.demo.scenes import COUNTY
from tingban.jobs.demo.world import Estate
from tingban.kit.windows import Window
from tingban.reads.exchange import slips as reads
from tingban.rules.complaints.sources import Source
from tingban.rules.exchange.slip_states import AT_ONCE, SlipChoice

_DAY: Final = date(2024, 10, 10)
_NAME: Final = "12345转办单10月10日.xlsx"
_HEADS: Final = (
    "工单编号", "来电人", "联系电话", "诉求内容", "小区名称", "派单时间", "办结时限",
)  # fmt: skip
_MATTERS: Final = (
    ("楼道声控灯坏了三层，老人夜里上下楼看不清，希望尽快维修。", "CAT-1"),
    ("电梯上次维保已过期两个月，合格标志没有更换。", "CAT-3"),
    ("物业把小区广场租给商贩，租金收到哪里去了没有公布。", "CAT-6"),
    ("单元门禁失灵，快递外卖随意进出。", "CAT-1"),
    ("地面停车位划给固定的人使用，没有征求过业主意见。", "CAT-5"),
)  # fmt: skip


def plan(daily: Daily, estates: Sequence[Estate]) -> None:
    """The county's clerk registers the table on the day before the demo's present."""
    told = list(zip(estates, _MATTERS, strict=False))

    def act(at: datetime) -> None:
        clerk = daily.staff.clerks[COUNTY]
        upload = Upload(_NAME, table([(estate.name, matter) for estate, (matter, _) in told]))
        batch = slip_batches.bring_slips(
            upload=upload, source=Source.HOTLINE_12345, actor=clerk, at=at
        )
        columns = reads.columns_offered(clerk, reads.batch(clerk, batch))
        slip_batches.choose_slip_columns(batch_id=batch, columns=columns, actor=clerk, at=at)
        rows = reads.slips(clerk, batch, "", Window("row", limit=AT_ONCE)).rows
        decisions = {
            row.place: Decision(SlipChoice.REGISTER, estate.code, category)
            for row, (estate, (_, category)) in zip(rows, told, strict=True)
        }
        # Whoever tries the demo decides the last.
        decisions[rows[-1].place] = Decision(SlipChoice.ASK)
        slip_registering.register_slips(batch_id=batch, decisions=decisions, actor=clerk, at=at)

    daily.stage.at(daily.moment(_DAY, AFTERNOON), act)


def table(rows: Sequence[tuple[str, str]]) -> bytes:
    """The workbook as the hotline sends it, with invented callers."""
    rng = random.Random(12345)  # noqa: S311 -- a story, not a secret
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet("转办")
        page.write_row(0, 0, _HEADS)
        for number, (estate, matter) in enumerate(rows, start=1):
            due = f"{_DAY + timedelta(days=14):%Y-%m-%d}"
            sent = f"{_DAY:%Y-%m-%d} 09:{number:02d}"
            caller = (person(rng), phone(rng))
            mark = f"YH20241010{number:04d}"
            page.write_row(number, 0, (mark, *caller, matter, estate, sent, due))
    return target.getvalue()
