"""The demo's first seventeen weeks, told as the counties told them: by file on a Friday.

At first the counties mailed their files and the city's clerk brought in one for all; once they
had logins, each county's clerk brought her own.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from tingban.actions.exchange.imports import import_files
from tingban.jobs.demo import books
from tingban.jobs.demo.people import Staff
from tingban.jobs.demo.telling import STORIES, Telling
from tingban.jobs.demo.world import Registers, Row
from tingban.rules.actors import Actor
from tingban.rules.areas import AREA_BY_CODE, AREAS, CITY, COUNTIES, area_by_text
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
        companies = self._write("物业企业名录", {"物业企业": registers.companies})
        self._take(companies, self._staff.city_clerk, at)
        for county in COUNTIES:
            codes = {estate.code for estate in registers.of(county.code)}
            sheets: dict[str, Sequence[Row]] = {
                "小区台账": [estate.row for estate in registers.of(county.code)],
                "物业服务合同": [row for row in registers.contracts if row["小区编码"] in codes],
            }
            ledger = self._write(f"{county.name}小区台账", sheets)
            self._take(ledger, self._staff.clerks[county.code], at)

    def week(self, until: date, at: datetime) -> None:
        """What became known in the days before this morning, in one file."""
        told = {sheet: self._telling.news(sheet, self._sheets[sheet], until) for sheet in STORIES}
        if any(told.values()):
            path = self._write(f"数据交换簿{until:%m%d}", told)
            self._take(path, self._staff.city_clerk, at)

    def week_by_unit(self, until: date, at: datetime) -> None:
        """The same in a file of each unit; the city's first, counties answer to its visits."""
        told: dict[str, dict[str, list[Row]]] = {unit.code: {} for unit in AREAS}
        for sheet in STORIES:
            for row in self._telling.news(sheet, self._sheets[sheet], until):
                told[_teller(sheet, row)].setdefault(sheet, []).append(row)
        for place, (unit, sheets) in enumerate(told.items()):
            if sheets:
                path = self._write(f"{AREA_BY_CODE[unit].name}数据交换簿{until:%m%d}", sheets)
                self._take(path, self._staff.clerks[unit], at + timedelta(minutes=place))

    def _write(self, name: str, sheets: Mapping[str, Sequence[Row]]) -> Path:
        return books.write(self._folder / f"{name}.xlsx", sheets)

    def _take(self, path: Path, clerk: Actor, at: datetime) -> None:
        report = import_files([path], actor=clerk, at=at)
        if not report.ok:
            raise Refused(_first_faults(report))


def _teller(sheet: str, row: Row) -> str:
    """The unit whose clerk has this row in her file."""
    if row.get("组织层级") == "市":
        return CITY
    if sheet in ("责令整改", "登记办理台账"):
        return str(row["问题编号" if sheet == "责令整改" else "受理编号"]).split("-")[1]
    if "小区编码" in row:
        return str(row["小区编码"])[:6]
    county = area_by_text(str(row["县(市、区)"]))
    return county.code if county else CITY


def _first_faults(report: ImportReport) -> str:
    told = [fault.sentence for fault in report.faults[:5]]
    return "演示数据没有导入：" + "；".join(told)
