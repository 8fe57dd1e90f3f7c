"""Workbooks of slips as 12345, 信访 and 省厅 send them: titles, merged heads, floats for phones."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

NAME, PHONE = "欧阳密告", "13935912345"
TITLE = "12345政务服务便民热线转办件（2024年6月第3周）"
HEADS = (
    "序号", "工单编号", "来电人信息", "", "诉求内容", "事发地址", "派单时间", "办结时限",
)  # fmt: skip
SUBHEADS = ("", "", "姓名", "联系电话", "", "", "", "")


_FIRST, _LAST = "春夏秋冬梅兰竹菊松柏桂荷", "晓晖明辉泽润和瑞祥安宁康"


def estate(number: int) -> str:
    """A name for each number, so that no slip speaks of another's place."""
    first, last = divmod(number, len(_LAST))
    return f"{_FIRST[first % len(_FIRST)]}{_LAST[last]}花园"


def slip(number: int = 1, **other: Any) -> list[Any]:
    """One row; `other` takes the place of cells by their names."""
    told = {
        "serial": number, "ref": f"GD20240617{number:04d}", "name": "李某",
        "phone": 13800138000.0 + number,
        "text": f"{estate(number)}电梯停运三天无人维修，请尽快处理",
        "spot": "盐湖区红旗街1号", "sent": "2024.6.17", "due": "2024-06-24 18:00",
    } | other  # fmt: skip
    return list(told.values())


def hotline(rows: Iterable[Sequence[Any]], *, sheet: str = "转办") -> bytes:
    """An .xlsx of the hotline: a title, a line of notes, heads of two rows, cells merged."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.merge_range("A1:H1", TITLE)
        page.write("A2", "转办单位：市住建局")
        for place, head in enumerate(HEADS):
            page.write(2, place, head)
            page.write(3, place, SUBHEADS[place])
        page.merge_range("C3:D3", HEADS[2])
        for letter in "ABEFGH":
            page.merge_range(f"{letter}3:{letter}4", HEADS["ABCDEFGH".index(letter)])
        for number, row in enumerate(rows, start=4):
            for place, value in enumerate(row):
                page.write(number, place, value)
    return file.getvalue()


# Heads that nobody foresaw: two say what they are, the others a clerk has to tell.
ODD_HEADS = ("工单编号", "群众说的事", "哪儿的事", "市民电话", "哪天转来", "最晚哪天")
ODD_MEANINGS = {
    "群众说的事": "内容", "哪儿的事": "地址", "哪天转来": "转到本单位的时间",
    "最晚哪天": "要求办结的期限",
}  # fmt: skip


def odd(*rows: Sequence[Any]) -> bytes:
    """An .xlsx under those heads."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet("Sheet1")
        for number, row in enumerate((ODD_HEADS, *rows)):
            page.write_row(number, 0, row)
    return file.getvalue()


def plain(heads: Sequence[str], *rows: Sequence[Any]) -> bytes:
    """A CSV as a web site gives it, in the encoding of Excel here."""
    lines = [heads, *rows]
    return "\r\n".join(",".join(map(str, line)) for line in lines).encode("gb18030")
