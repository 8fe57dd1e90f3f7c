"""The demo's first seventeen weeks, told as the counties told them: one file a Friday."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from tingban.actions.exchange.imports import import_files
from tingban.jobs.demo import books
from tingban.jobs.demo.people import Staff
from tingban.jobs.demo.telling import STORIES, Telling
from tingban.jobs.demo.world import Registers, Row
from tingban.rules.areas import AREA_BY_CODE, COUNTIES
from tingban.rules.errors import Refused
from tingban.rules.exchange.outcome import ImportReport

REGISTERS: Final = ("小区台账", "物业企业", "物业服务合同")


class History:
    """Writes the files of the campaign's first weeks and imports them."""

    def __init__(
        self, folder: Path, staff: Staff, sheets: dict[str, list[Row]], last_day: date
    ) -> None:
        self._folder = folder
        self._staff = staff
        self._sheets = sheets
        self._telling = Telling(random.Random(42), last_day)  # noqa: S311 -- no secret

    def registers(self, registers: Registers, at: datetime) -> None:
        """Everything that stood before the campaign: one file with companies, one a county."""
        paths = [self._write("物业企业名录", {"物业企业": registers.companies})]
        for county in COUNTIES:
            codes = {estate.code for estate in registers.of(county.code)}
            sheets: dict[str, Sequence[Row]] = {
                "小区台账": [estate.row for estate in registers.of(county.code)],
                "物业服务合同": [row for row in registers.contracts if row["小区编码"] in codes],
            }
            paths.append(self._write(f"{AREA_BY_CODE[county.code].name}小区台账", sheets))
        self._take(paths, at)

    def week(self, until: date, at: datetime) -> None:
        """What became known in the days before this morning."""
        sheets = {sheet: self._telling.news(sheet, self._sheets[sheet], until) for sheet in STORIES}
        told = {sheet: rows for sheet, rows in sheets.items() if rows}
        if told:
            self._take([self._write(f"数据交换簿{until:%m%d}", told)], at)

    def _write(self, name: str, sheets: Mapping[str, Sequence[Row]]) -> Path:
        return books.write(self._folder / f"{name}.xlsx", sheets)

    def _take(self, paths: list[Path], at: datetime) -> None:
        report = import_files(paths, actor=self._staff.city_clerk, at=at)
        if not report.ok:
            raise Refused(_first_faults(report))


def _first_faults(report: ImportReport) -> str:
    told = [fault.sentence for fault in report.faults[:5]]
    return "演示数据没有导入：" + "；".join(told)
