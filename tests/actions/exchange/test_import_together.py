"""Faults that meet in one row are all told at once, each once, at its cell.

A check that needs a cell that could not be read is left out, and no other check is.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from tests.exchange_books import (
    CODES,
    Formula,
    Page,
    annex_2,
    case,
    community,
    company,
    contract,
    mission,
    page_of,
    problem,
    take,
    told,
    visit,
    workbook,
)
from tests.people import city_clerk
from tests.stories import a_code
from tingban.data.registry.models import Community
from tingban.kit.workbook import column_letters
from tingban.rules.exchange.faults import FaultKind
from tingban.rules.exchange.sheets import SHEET_BY_TITLE, SHEETS

pytestmark = pytest.mark.django_db
BLOCKS = 3
LONG = "长" * 300
NOBODY, NO_FIRM = "1408020018888", a_code(99999)
Cell = tuple[str, str]


def code(n: int) -> str:
    return f"14080200300{n:02d}"


def firm(n: int) -> str:
    return a_code(90100 + n)


def block(n: int) -> dict[str, dict[str, Any]]:
    """One row of every sheet, each without fault; `合同二` is a second contract."""
    place = {"小区编码": code(n)}
    who = {"统一社会信用代码": firm(n)}
    return {
        "小区台账": community(0, **place, 小区名称=f"第{n}花园"),
        "物业企业": company(0, **who, 企业名称=f"第{n}物业有限公司"),
        "物业服务合同": contract(0, **place, **who, 结束日期=date(2021, 12, 31)),
        "合同二": contract(0, **place, 统一社会信用代码=firm(9), 开始日期=date(2022, 1, 1)),
        "督导任务": mission(f"DD-{n}"),
        "检查记录": visit(f"PC-{n}", 0, **place, **who, 类型="督导", 任务编号=f"DD-{n}"),
        "问题清单": problem(f"WT-{n}", 0, **place, **who, 来源="督导检查", 来源编号=f"PC-{n}",
                        问题行为="1-01", 完成日期=date(2024, 6, 12)),
        "责令整改": {"文号": f"责-{n}", "问题编号": f"WT-{n}", "送达日期": date(2024, 6, 6)},
        "等级核定": {**place, "决定日期": date(2024, 6, 13), "类型": "重新核定"},
        "行政处罚": {"文号": f"罚-{n}", **who, "县(市、区)": "盐湖", "处罚机关": "住建",
                    "决定日期": date(2024, 6, 13), "处罚类别": "罚款", "罚款金额(元)": 3000},
        "企业退出": {**place, **who, "退出方式": "解聘", "交接确认日期": date(2024, 6, 15)},
        "媒体曝光": {**who, "县(市、区)": "盐湖", "发布日期": date(2024, 6, 14), "媒体": "日报"},
        "登记办理台账": case(n + 1, **place, 受理编号=f"X-{n}", 状态="办结", 是否办结="是",
                          办结时间=date(2024, 6, 12)) | {"县(市、区)": "盐湖"},
    }  # fmt: skip


@dataclass(frozen=True)
class Plant:
    """A wrong value for one cell, and what the fault needs to be read to be known.

    `row` are cells of the same block, `column` cells of every block.
    """

    kind: str
    sheet: str
    title: str
    wrong: object
    row: frozenset[Cell] = frozenset()
    column: frozenset[Cell] = frozenset()

    @property
    def cell(self) -> Cell:
        return self.sheet, self.title


def plants(sheet: str, *listed: tuple[Any, ...]) -> list[Plant]:
    """`(kind, title, wrong, titles needed in the row, columns needed anywhere)`."""
    found = []
    for kind, title, wrong, *needs in listed:
        row = {it if isinstance(it, tuple) else (sheet, it) for it in (needs or [()])[0]}
        column = set(needs[1]) if len(needs) > 1 else set()
        found.append(Plant(kind, sheet, title, wrong, frozenset(row), frozenset(column)))
    return found


SPOT = ("小区台账", "小区编码")
FIRM = ("物业企业", "统一社会信用代码")
NO_SUCH_SPOT = ("unknown", "小区编码", NOBODY, (), [SPOT])
NO_SUCH_FIRM = ("unknown", "统一社会信用代码", NO_FIRM, (), [FIRM])
OLD = [("物业服务合同", it) for it in ("小区编码", "统一社会信用代码", "开始日期", "结束日期")]
PLANTS = [
    *plants("小区台账", ("value", "小区编码", "14080"), ("value", "县(市、区)", "临汾市"),
            ("required", "小区名称", ""), ("value", "管理方式", "外包"), ("value", "户数", "很多"),
            ("formula", "业主人数", Formula("=1+1", 2)), ("unknown", "合并至", NOBODY, (), [SPOT]),
            ("ring", "合并至", code, ["小区编码"])),
    *plants("物业企业", ("value", "统一社会信用代码", "91140802"), ("required", "企业名称", ""),
            ("value", "联系电话", "无"), ("value", "法定代表人", LONG)),
    *plants("物业服务合同", NO_SUCH_SPOT, NO_SUCH_FIRM, ("value", "合同类型", "口头"),
            ("value", "开始日期", "2020年13月1日"), ("value", "服务等级", LONG),
            ("order", "结束日期", date(2019, 1, 1), ["开始日期"])),
    *plants("合同二", ("overlap", "开始日期", date(2021, 1, 1),
                    ["小区编码", "统一社会信用代码", "结束日期", SPOT, FIRM, *OLD])),
    *plants("督导任务", ("required", "任务编号", ""), ("value", "组织层级", "乡"),
            ("calendar", "开展日期", date(2033, 1, 1)), ("foreign", "县(市、区)", "永济")),
    *plants("检查记录", ("required", "记录编号", ""), NO_SUCH_SPOT, ("value", "类型", "视察"),
            ("value", "组织层级", "村"), ("required", "检查日期", ""),
            ("unknown", "任务编号", "DD-无", (), [("督导任务", "任务编号")]),
            NO_SUCH_FIRM),
    *plants("问题清单", ("value", "问题编号", LONG), ("value", "问题类别", "CAT-10"),
            ("conflict", "问题行为", "2-01", ["问题类别"]), ("value", "来源", "听说"),
            ("unknown", "来源编号", "PC-无", ["来源"], [("检查记录", "记录编号")]),
            ("order", "整改期限", date(2024, 6, 1), ["确认日期"]),
            ("order", "完成日期", date(2024, 6, 4), ["确认日期"]),
            ("order", "重开日期", date(2024, 6, 10), ["完成日期"]),
            ("no_visit", "确认日期", date(2024, 5, 25),
             ["小区编码", SPOT, ("检查记录", "检查日期"), ("检查记录", "类型")],
             [("检查记录", "小区编码"), ("小区台账", "合并至"), SPOT])),
    *plants("责令整改", ("unknown", "问题编号", "WT-无", (), [("问题清单", "问题编号")]),
            ("value", "送达日期", "上月"), ("order", "撤回日期", date(2024, 6, 1), ["送达日期"]),
            ("duplicate", "文号", "责-9")),
    *plants("等级核定", NO_SUCH_SPOT, ("value", "类型", "撤销"), ("value", "决定日期", "近日"),
            ("value", "原等级", LONG)),
    *plants("行政处罚", NO_SUCH_FIRM, ("foreign", "县(市、区)", "永济"),
            ("value", "处罚机关", "公安"),
            ("order", "撤销日期", date(2024, 6, 1), ["决定日期"]), ("duplicate", "文号", "罚-9"),
            ("conflict", "处罚类别", "责令改正"), ("value", "罚款金额(元)", "三万")),
    *plants("企业退出", NO_SUCH_SPOT, NO_SUCH_FIRM, ("value", "退出方式", "跑路"),
            ("value", "交接确认日期", "待定")),
    *plants("媒体曝光", NO_SUCH_FIRM, ("foreign", "县(市、区)", "永济"),
            ("value", "典型案例", LONG),
            ("order", "撤下日期", date(2024, 6, 1), ["发布日期"])),
    *plants("登记办理台账", ("value", "序号", "一"), ("required", "问题和舆情简要内容", ""),
            ("value", "受理和收到时间", "上周三"), ("value", "承办科室", LONG),
            ("order", "受理和收到时间", "收到：2024-06-05；受理：2024-06-04"),
            ("value", "是否办结", "快了"), ("conflict", "是否办结", "否", ["状态"]),
            ("value", "状态", "搁置"), ("value", "备注", LONG),
            ("conflict", "县(市、区)", "永济", ["小区编码", SPOT]), NO_SUCH_SPOT,
            ("order", "办结时间", date(2024, 6, 3), ["状态", "受理和收到时间"]),
            ("required", "办结时间", "", ["状态"]),
            ("unknown", "主件编号", "X-无", (), [("登记办理台账", "受理编号")]),
            ("ring", "主件编号", lambda n: f"X-{n}", ["受理编号"])),
]  # fmt: skip


@dataclass
class Field:
    """The blocks and what was planted in them."""

    sown: list[tuple[int, Plant]] = field(default_factory=list)

    def takes(self, n: int, plant: Plant) -> bool:
        """Whether neither what stands hides the new one, nor the new one what stands."""
        return all(
            not _hides(plant, n, other, m) and not _hides(other, m, plant, n)
            for m, other in self.sown
        )

    def book(self) -> bytes:
        blocks = [*(block(n) for n in range(BLOCKS)), block(9)]
        blocks[-1].pop("物业服务合同")
        for n, plant in self.sown:
            wrong = plant.wrong
            blocks[n][plant.sheet][plant.title] = wrong(n) if callable(wrong) else wrong
        # The block that others repeat comes first.
        blocks.insert(0, blocks.pop())
        pages: dict[str, list] = {sheet.title: [] for sheet in SHEETS}
        for rows in blocks:
            for sheet, row in rows.items():
                pages["物业服务合同" if sheet == "合同二" else sheet].append(row)
        return workbook(pages)

    def expected(self) -> list[tuple[str, str, str]]:
        return sorted(
            (
                plant.kind,
                "物业服务合同" if plant.sheet == "合同二" else plant.sheet,
                _address(n, plant),
            )
            for n, plant in self.sown
        )


def _hides(plant: Plant, n: int, other: Plant, m: int) -> bool:
    """Whether the planted cell is one that the other fault needs, or stands in."""
    own = n == m and (plant.cell == other.cell or plant.cell in other.row)
    return own or plant.cell in other.column


def _address(n: int, plant: Plant) -> str:
    # Under the head and the row of block 9; contracts stand two in a block but for that one.
    row = {"物业服务合同": 3 + 2 * n, "合同二": 4 + 2 * n}.get(plant.sheet, 3 + n)
    sheet = SHEET_BY_TITLE["物业服务合同" if plant.sheet == "合同二" else plant.sheet]
    titles = [column.title for column in sheet.columns]
    return f"{column_letters(titles.index(plant.title))}{row}"


def sow(rng: random.Random, wanted: int, choose: Callable[[], tuple[int, Plant]]) -> Field:
    found = Field()
    for _ in range(wanted * 3):
        n, plant = choose()
        if len(found.sown) < wanted and found.takes(n, plant):
            found.sown.append((n, plant))
    return found


@pytest.fixture
def registered():
    """The company whose contracts stand in every block."""
    assert take(workbook({"物业企业": [company(0, 统一社会信用代码=firm(9))]})).ok


@pytest.mark.parametrize("seed", range(24))
def test_faults_in_the_same_and_in_other_rows_are_all_told_and_no_other(registered, seed):
    rng = random.Random(seed)
    # One sheet is preferred, so that its rows carry several faults each.
    near = [it for it in PLANTS if it.sheet == SHEETS[seed % len(SHEETS)].title]

    def choose() -> tuple[int, Plant]:
        return rng.randrange(BLOCKS), rng.choice(near if rng.random() < 0.5 else PLANTS)

    found = sow(rng, rng.randrange(2, 16), choose)

    report = take(workbook({}) if not found.sown else found.book())

    assert sorted(told(report)) == found.expected()
    assert not Community.objects.exists()


@pytest.mark.parametrize("sheet", [sheet.title for sheet in SHEETS])
def test_every_fault_that_one_row_can_carry_is_told_at_once(registered, sheet):
    rng = random.Random(sheet)
    mine = [it for it in PLANTS if it.sheet == sheet]
    rng.shuffle(mine)
    found = Field()
    for plant in mine:
        if found.takes(1, plant):
            found.sown.append((1, plant))

    report = take(found.book())

    assert len(found.sown) > 2
    assert sorted(told(report)) == found.expected()


def test_the_blocks_are_without_fault(registered):
    assert take(Field().book()).ok


def test_every_kind_of_fault_of_a_row_is_among_the_plants():
    of_more_than_a_row = {"error_value", "merged", "ambiguous", "header", "unit", "file"}

    assert {it.kind for it in PLANTS} | of_more_than_a_row == {it.value for it in FaultKind}


@pytest.mark.parametrize(
    ("sheet", "changes", "found"),
    [
        ("问题清单", {"确认日期": "上月", "整改期限": date(2024, 5, 1)}, {"确认日期"}),
        ("问题清单", {"问题类别": "", "问题行为": "2-01"}, {"问题类别"}),
        ("问题清单", {"完成日期": "快了", "重开日期": date(2024, 6, 20)}, {"完成日期"}),
        ("登记办理台账", {"受理和收到时间": "上周三", "办结时间": date(2024, 6, 1)},
         {"受理和收到时间"}),
        ("登记办理台账", {"状态": "搁置", "是否办结": "否"}, {"状态"}),
        ("登记办理台账", {"受理编号": LONG, "序号": ""}, {"受理编号"}),
        ("小区台账", {"小区编码": "14080"}, {"小区编码"}),
        ("物业企业", {"统一社会信用代码": "911"}, {"统一社会信用代码"}),
        ("督导任务", {"任务编号": ""}, {"任务编号"}),
        ("检查记录", {"小区编码": NOBODY}, {"小区编码"}),
        ("检查记录", {"记录编号": ""}, {"记录编号"}),
        ("问题清单", {"问题编号": ""}, {"问题编号"}),
    ],
)  # fmt: skip
def test_what_follows_from_a_cell_that_was_not_read_is_not_told(registered, sheet, changes, found):
    rows = {name: [row] for name, row in block(1).items() if name != "合同二"}
    rows[sheet][0] |= changes

    report = take(workbook(rows))

    assert {(it.sheet, it.column) for it in report.faults} == {(sheet, title) for title in found}
    assert len(report.faults) == len(found)


def test_a_sheet_without_its_column_does_not_make_every_reference_a_fault(registered):
    rows = {name: [row] for name, row in block(1).items() if name != "合同二"}
    rows["小区台账"] = Page(rows["小区台账"], ["小区编码", "县(市、区)", "户数"])

    assert [it[0] for it in told(take(workbook(rows)))] == ["header"]


def test_a_merged_block_is_told_once_and_the_rows_in_it_are_still_checked():
    book = {
        "小区台账": [community(0)],
        "检查记录": [visit()],
        "问题清单": page_of(
            "问题清单", [problem(), problem("WT-2", 问题类别="CAT-10")], merged=["I2:I3"]
        ),
    }
    assert take(workbook({"物业企业": [company(0)]})).ok

    assert told(take(workbook(book))) == [("merged", "问题清单", "I2"), ("value", "问题清单", "D3")]


def test_another_countys_annex_2_is_one_fault_and_its_rows_are_checked_all_the_same():
    page = annex_2([case(1), case(2, 受理和收到时间="上周三")], unit="单位（盖章）：永济市住建局")

    assert told(take(workbook({"附件2": page}))) == [
        ("unit", "附件2", "A2"),
        ("value", "附件2", "E5"),
    ]


def test_a_row_with_a_fault_repeats_a_number_all_the_same():
    rows = [problem(), problem(问题类别="CAT-10", 确认日期=date(2024, 5, 1), 整改期限="")]
    assert take(workbook({"小区台账": [community(0)], "物业企业": [company(0)],
                          "检查记录": [visit()]})).ok  # fmt: skip

    assert told(take(workbook({"问题清单": rows}))) == [
        ("duplicate", "问题清单", "A3"), ("value", "问题清单", "D3"),
        ("no_visit", "问题清单", "I3"),
    ]  # fmt: skip


def test_a_row_with_a_fault_is_somebody_elses_all_the_same():
    rows = [community(0, 户数="很多", 小区编码="1408811000001") | {"县(市、区)": "永济"}]

    assert [it[0] for it in told(take(workbook({"小区台账": rows})))] == ["foreign", "value"]
    assert [it[0] for it in told(take(workbook({"小区台账": rows}), actor=city_clerk()))] == [
        "value"
    ]


def test_a_contract_whose_end_was_not_read_leaves_the_known_one_out_of_sight(registered):
    assert take(workbook({"小区台账": [community(0)], "物业企业": [company(0)],
                          "物业服务合同": [contract(0, 小区编码=CODES[0])]})).ok  # fmt: skip
    rows = [
        contract(0, 结束日期="未定"),
        contract(0, 统一社会信用代码=firm(9), 开始日期=date(2024, 1, 1)),
    ]

    assert told(take(workbook({"物业服务合同": rows}))) == [("value", "物业服务合同", "E2")]


def test_a_file_says_that_what_it_misses_may_lie_in_one_that_was_refused_with_it():
    registers = workbook({"小区台账": [community(0, 户数="很多")], "物业企业": [company(0)]})

    report = take(registers, workbook({"检查记录": [visit()]}))

    assert [file.taken for file in report.files] == [False, False]
    assert report.files[0].warnings == []
    assert "“第1份.xlsx”" in report.files[1].warnings[0]
