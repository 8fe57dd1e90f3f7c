"""What a county's clerk has in her Excel file by a Friday: the rows as they were known then."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from tingban.jobs.demo.world import Row


@dataclass(frozen=True, slots=True)
class Story:
    """Which column says that a row begins, and which ones come to it later."""

    begins: str
    later: tuple[str, ...] = ()


STORIES: Final[dict[str, Story]] = {
    "督导任务": Story("开展日期"),
    "检查记录": Story("检查日期"),
    "问题清单": Story("确认日期", ("完成日期", "重开日期", "再次完成日期", "撤销日期")),
    "责令整改": Story("送达日期", ("撤回日期",)),
    "等级核定": Story("决定日期"),
    "行政处罚": Story("决定日期", ("撤销日期",)),
    "企业退出": Story("交接确认日期"),
    "媒体曝光": Story("发布日期", ("撤下日期",)),
    "登记办理台账": Story("收到时间", ("受理时间", "办结时间")),
}
_LEDGER: Final = "登记办理台账"
_LATE: Final = timedelta(days=7)


def day_of(value: object) -> date | None:
    """The day in a cell, or None where it is empty."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


class Telling:
    """Rows as told week by week; a few endings reach the file a week late."""

    def __init__(self, rng: random.Random, ends_on: date) -> None:
        self._rng = rng
        self._ends_on = ends_on
        self._lags: dict[tuple[int, str], timedelta] = {}
        self._told: dict[int, tuple[object, ...]] = {}

    def news(self, sheet: str, rows: list[Row], until: date) -> list[Row]:
        """The rows that are new or say something else than in the file before."""
        found = []
        for row in rows:
            told = self._as_known(sheet, row, until)
            if told is None:
                continue
            values = tuple(told.values())
            if self._told.get(id(row)) != values:
                self._told[id(row)] = values
                found.append(told)
        return found

    def _as_known(self, sheet: str, row: Row, until: date) -> Row | None:
        story = STORIES[sheet]
        begun = day_of(row[story.begins])
        if begun is None or begun >= until:
            return None
        told = dict(row)
        for column in story.later:
            if not self._is_known(row, column, until):
                told[column] = ""
        return _unfinished(told) if sheet == _LEDGER else told

    def _is_known(self, row: Row, column: str, until: date) -> bool:
        day = day_of(row[column])
        return day is not None and day + self._lag(row, column, day) < until

    def _lag(self, row: Row, column: str, day: date) -> timedelta:
        """What happened in the last days of the files is told in time: no file follows."""
        key = (id(row), column)
        if key not in self._lags:
            late = self._rng.random() < 0.04 and day + 2 * _LATE < self._ends_on
            self._lags[key] = _LATE if late and column != "受理时间" else timedelta(0)
        return self._lags[key]


def _unfinished(row: Row) -> Row:
    """A case that is not closed yet says so in all its columns."""
    if row["状态"] == "办结" and not row["办结时间"]:
        row |= {"状态": "办理中", "是否办结": "否", "办理进展和结果": "正在办理。"}
    return row
