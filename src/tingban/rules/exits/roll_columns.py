"""The columns of a 业主清册, how people head them, and what is wrong at a cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.workbook import title_key


class RollColumn(StrEnum):
    """What a column says of a part."""

    BUILDING = "building"
    UNIT = "unit"
    ROOM = "room"
    KIND = "kind"
    AREA = "area"
    SOURCE = "source"
    OWNERS = "owners"
    OWNER_NO = "owner_no"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template: its head, how it is filled, examples, other heads people use."""

    title: str
    hint: str
    examples: tuple[str, str, str]
    also: tuple[str, ...] = ()
    required: bool = False


COLUMNS: Final[Mapping[RollColumn, Column]] = {
    RollColumn.BUILDING: Column(
        "楼栋", "几号楼；没有楼栋的（如地面车位）可以空着", ("1号楼", "1号楼", "2号楼"),
        ("楼号", "幢号", "栋号", "楼幢", "楼座", "楼", "幢", "栋", "楼栋号"),
    ),
    RollColumn.UNIT: Column(
        "单元", "没有单元的空着", ("1单元", "1单元", ""), ("单元号", "门洞"),
    ),
    RollColumn.ROOM: Column(
        "房号", "同一楼栋单元里不能重复", ("101", "102", "商3"),
        ("室号", "房间号", "门牌号", "房屋编号", "室", "房屋号", "户号"), required=True,
    ),
    RollColumn.KIND: Column(
        "用途", "住宅/商铺/办公/车位/储藏室/其他，一格只写一种", ("住宅", "住宅", "商铺"),
        ("房屋用途", "规划用途", "性质", "房屋性质", "类型", "房屋类型", "业态"), required=True,
    ),
    RollColumn.AREA: Column(
        "专有部分面积", "平方米，最多两位小数，大于 0", ("89.57", "89.57", "45.20"),
        ("建筑面积", "面积", "专有面积", "房屋面积", "建筑面积(㎡)", "面积(㎡)", "建筑面积(平方米)",
         "面积(平方米)", "专有部分面积(㎡)", "专有部分面积(平方米)", "产权面积"), required=True,
    ),
    RollColumn.SOURCE: Column(
        "面积来源",
        "登记/测绘/合同：有不动产登记的写登记；还没登记的写测绘；都没有的写合同（解释第八条）",
        ("登记", "登记", "测绘"), ("面积依据", "来源", "面积出处"), required=True,
    ),
    RollColumn.OWNERS: Column(
        "业主姓名", "共有的写全，用顿号分开；建设单位未售或未交付的可以空着",
        ("张某", "李某、王某", "张某"),
        ("业主", "姓名", "产权人", "所有权人", "权利人", "户主", "业主名称", "买受人"),
        required=True,
    ),
    RollColumn.OWNER_NO: Column(
        "业主编号",
        "同一业主的几套房填同一个编号，同名的不同人填不同编号；一人一套的可以空着。不要填身份证号",
        ("A01", "", "A01"), ("业主号", "业主代码", "客户编号", "业主ID"),
    ),
    RollColumn.STOCK: Column(
        "建设单位未售或未交付", "是/否；空着就是否。是的合计按一人计算（解释第九条）",
        ("否", "否", "否"),
        ("未售", "是否未售", "未售或未交付", "是否建设单位", "建设单位未售"),
    ),
}  # fmt: skip
REQUIRED: Final = tuple(it for it, column in COLUMNS.items() if column.required)
TITLES: Final[Mapping[str, str]] = {
    title_key(title): it.value
    for it, column in COLUMNS.items()
    for title in (column.title, *column.also)
}


@dataclass(frozen=True, slots=True)
class RollFault:
    """What is wrong at a cell; `row` counts from 1 as in Excel, 0 where the sheet is at fault.

    No fault repeats a name or what stands in a column of names.
    """

    sheet: str
    row: int
    letter: str
    column: str
    sentence: str

    @property
    def place(self) -> str:
        """工作表“清册” 第 3 行 “房号”（C 列）."""
        parts = [f"工作表“{self.sheet}”"] if self.sheet else []
        parts += [f"第 {self.row} 行"] if self.row else []
        if self.column:
            parts.append(f"“{self.column}”" + (f"（{self.letter} 列）" if self.letter else ""))
        return " ".join(parts)
