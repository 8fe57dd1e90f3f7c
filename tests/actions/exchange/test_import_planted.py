"""N faults of every kind planted in mangled workbooks: exactly N told, at the right cells.

The marked copy, repaired at those cells alone, is imported.
"""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.exchange_books import (
    CODES,
    FIRMS,
    community,
    company,
    contract,
    problem,
    take,
    told,
    visit,
    whole_book,
    workbook,
)
from tests.people import YONGJI, clerk
from tingban.actions.exchange.intake import Upload
from tingban.data.registry.models import Community
from tingban.kit.workbook import column_letters
from tingban.reports.exchange.marked import mark
from tingban.rules.exchange.faults import FaultKind
from tingban.rules.exchange.sheets import SHEET_BY_TITLE

pytestmark = pytest.mark.django_db
BLOCKS = 6


@dataclass
class Mangled:
    """A workbook with columns in any order, titles above, blank rows between, unknown columns."""

    rng: random.Random
    sheets: dict[str, list[dict]]
    titles: dict[str, list[str]] = field(default_factory=dict)
    above: dict[str, int] = field(default_factory=dict)
    blank: dict[str, set[int]] = field(default_factory=dict)
    formulas: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name, rows in self.sheets.items():
            titles = [it.title for it in SHEET_BY_TITLE[name].columns] + ["备用列", "经办意见"]
            self.rng.shuffle(titles)
            self.titles[name] = titles
            self.above[name] = self.rng.randrange(4)
            self.blank[name] = {self.rng.randrange(len(rows) + 1) for _ in range(2)}

    def row(self, name: str, place: int) -> int:
        """The row in Excel of the n-th row of a sheet."""
        blanks = sum(1 for at in self.blank[name] if at <= place)
        return self.above[name] + 2 + place + blanks

    def cell(self, name: str, place: int, title: str) -> str:
        return f"{column_letters(self.titles[name].index(title))}{self.row(name, place)}"

    def build(self) -> bytes:
        """The file."""
        book = load_workbook(io.BytesIO(workbook({name: [] for name in self.sheets})))
        for name in self.sheets:
            self._fill(book[name], name)
        for (name, cell), formula in self.formulas.items():
            book[name][cell] = formula
        for name, cell in self.errors:
            book[name][cell] = "#N/A"
            book[name][cell].data_type = "e"
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def _fill(self, page, name: str) -> None:
        page.delete_rows(1, 5)
        for line in range(self.above[name]):
            page.cell(line + 1, 1 + line, f"第{line}行说明文字")
        for column, title in enumerate(self.titles[name], start=1):
            spelt = self.rng.choice([title, f" {title}", f"{title[:2]}\n{title[2:]}"])
            page.cell(self.above[name] + 1, column, spelt)
        for place, row in enumerate(self.sheets[name]):
            for title in row:
                if row[title] != "":
                    page[self.cell(name, place, title)] = row[title]


Plant = Callable[[Mangled, int], tuple[str, str, object]]


def _value(name: str, title: str, wrong: object) -> Plant:
    """Put something wrong into a cell; the answer is the cell and what repairs it."""

    def plant(book: Mangled, block: int) -> tuple[str, str, object]:
        # The first penalty stands for itself: another one may repeat its number.
        place = block + (name == "行政处罚")
        right = book.sheets[name][place].get(title, "")
        book.sheets[name][place][title] = wrong(place) if callable(wrong) else wrong
        return name, book.cell(name, place, title), right

    return plant


def _formula(book: Mangled, place: int) -> tuple[str, str, object]:
    cell = book.cell("小区台账", place, "业主人数")
    book.formulas["小区台账", cell] = "=1000+1"
    return "小区台账", cell, 1001


def _error(book: Mangled, place: int) -> tuple[str, str, object]:
    cell = book.cell("小区台账", place, "户数")
    book.errors.add(("小区台账", cell))
    return "小区台账", cell, 900


PLANTS: dict[FaultKind, list[Plant]] = {
    FaultKind.REQUIRED: [
        _value("小区台账", "小区名称", ""), _value("问题清单", "问题类别", ""),
        _value("检查记录", "检查日期", ""),
    ],
    FaultKind.VALUE: [
        _value("小区台账", "管理方式", "不知道"), _value("物业服务合同", "结束日期", "长期有效"),
        _value("问题清单", "来源", "听说"), _value("检查记录", "组织层级", "村"),
        _value("行政处罚", "罚款金额(元)", "三万"),
    ],
    FaultKind.FORMULA: [_formula],
    FaultKind.ERROR_VALUE: [_error],
    FaultKind.ORDER: [
        _value("物业服务合同", "结束日期", date(2019, 1, 1)),
        _value("问题清单", "完成日期", date(2024, 6, 4)),
    ],
    FaultKind.CONFLICT: [
        _value("问题清单", "问题行为", "2-01"), _value("行政处罚", "处罚类别", "责令改正"),
    ],
    FaultKind.UNKNOWN: [
        _value("检查记录", "任务编号", "没有的任务"),
        _value("物业服务合同", "小区编码", "盐湖/无此小区"),
        _value("检查记录", "统一社会信用代码", FIRMS[1]),
    ],
    FaultKind.RING: [
        _value("小区台账", "合并至", lambda place: f"14080200200{place:02d}"),
    ],
    FaultKind.NO_VISIT: [_value("问题清单", "确认日期", date(2024, 5, 25))],
    FaultKind.CALENDAR: [
        _value("检查记录", "检查日期", date(2033, 1, 1)),
        _value("行政处罚", "撤销日期", "2033-1-1"),
    ],
    FaultKind.FOREIGN: [_value("行政处罚", "县(市、区)", "永济市")],
    FaultKind.AMBIGUOUS: [_value("物业服务合同", "小区编码", "盐湖/同名小区")],
    FaultKind.DUPLICATE: [_value("行政处罚", "文号", "罚-同")],
    FaultKind.OVERLAP: [],
    FaultKind.MERGED: [],
    FaultKind.HEADER: [],
    FaultKind.UNIT: [],
    FaultKind.FILE: [],
}  # fmt: skip
# Those told of a whole sheet or file, or of two rows at once, have tests of their own
# (test_import_faults.py).
ELSEWHERE = {FaultKind.OVERLAP, FaultKind.MERGED, FaultKind.HEADER, FaultKind.UNIT, FaultKind.FILE}


def a_world(rng: random.Random) -> Mangled:
    """Blocks of rows that depend on each other but not on those of other blocks."""
    codes = [f"14080200200{place:02d}" for place in range(BLOCKS)]
    return Mangled(rng, {
        "小区台账": [
            community(0, 小区编码=code, 小区名称=f"第{n}花园") for n, code in enumerate(codes)
        ],
        "物业服务合同": [contract(0, 小区编码=code) for code in codes],
        "检查记录": [visit(f"PC-{n}", 0, 小区编码=code) for n, code in enumerate(codes)],
        "问题清单": [problem(f"WT-{n}", 0, 小区编码=code) for n, code in enumerate(codes)],
        "行政处罚": [{
            "文号": number, "统一社会信用代码": FIRMS[0], "县(市、区)": "盐湖",
            "处罚机关": "住建", "决定日期": date(2024, 6, 13), "处罚类别": "罚款",
            "罚款金额(元)": 3000,
        } for number in ["罚-同", *(f"罚-{n}" for n in range(BLOCKS))]],
    })  # fmt: skip


def stand_ready() -> None:
    """What the platform holds before: one company, two communities of one name, one penalty."""
    take(workbook({
        "物业企业": [company(0)],
        "小区台账": [community(0, 小区名称="同名小区"), community(1, 小区名称="同名小区")],
    }))  # fmt: skip


def repair(data: bytes, cells: dict[tuple[str, str], object]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    for (name, cell), right in cells.items():
        book[name][cell] = right if right != "" else None
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_exactly_the_planted_faults_are_told_and_the_repaired_copy_imports(seed):
    stand_ready()
    rng = random.Random(seed)
    book = a_world(rng)
    planted: dict[tuple[str, str], tuple[FaultKind, object]] = {}
    # Each block of rows gets one fault, so that none hides another.
    kinds = rng.sample([kind for kind in PLANTS if PLANTS[kind]], BLOCKS)
    for place, kind in enumerate(kinds):
        sheet, cell, right = rng.choice(PLANTS[kind])(book, place)
        planted[sheet, cell] = (kind, right)
    data = book.build()

    report = take(Upload("乱.xlsx", data))

    wanted = sorted((kind.value, sheet, cell) for (sheet, cell), (kind, _) in planted.items())
    assert sorted(told(report)) == wanted
    assert Community.objects.count() == 2
    copy = mark(data, report.files[0].faults)
    repaired = repair(copy, {where: right for where, (_, right) in planted.items()})
    assert take(Upload("乱（已标错）.xlsx", repaired)).ok


def test_every_kind_of_fault_is_planted_here_or_tested_elsewhere():
    assert {kind for kind, plants in PLANTS.items() if plants} | ELSEWHERE == set(FaultKind)


def test_another_county_cannot_take_a_number_over():
    take(workbook(whole_book()))

    report = take(workbook({"问题清单": [problem(小区编码=CODES[0])]}), actor=clerk(YONGJI))

    assert {it[0] for it in told(report)} == {"foreign"}
