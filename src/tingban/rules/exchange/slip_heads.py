"""Slips of other offices (12345, 信访, 省厅): where the heads stand, and which column means what.

Every sender has a layout of his own: titles above, heads of one to three rows, merged cells. What
a column means is guessed from its words, corrected by hand, and remembered (DOMAIN 11, pain 7).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tingban.kit import workbook
from tingban.kit.digests import sm3
from tingban.kit.text import clean_name, fold
from tingban.kit.workbook import Block, Cell, title_key
from tingban.rules.complaints.masking import is_public_safe
from tingban.rules.errors import Refused
from tingban.rules.exchange.cells import as_text
from tingban.rules.exchange.tables import is_aside

LARGEST: Final = 5_000
# How deep under titles and notes the heads may begin, and how many rows they may take.
_DEPTH: Final = 30
_TALLEST: Final = 3
_WIDEST: Final = 120
_LABEL: Final = 24
# A row that names fewer columns we know may as well be a slip, with a person's name in it.
_LEAST: Final = 2
_NO_HEADS: Final = (
    "没有认出表头。表头应有“编号”“内容”“联系电话”这类列名；没有表头的，请先在文件里加上一行。"
)


class SlipMeaning(StrEnum):
    """What a column of a sender's table may mean."""

    REF = "ref"
    TITLE = "title"
    TEXT = "text"
    COMMUNITY = "community"
    COUNTY = "county"
    PLACE = "place"
    NAME = "name"
    PHONE = "phone"
    CONTACT = "contact"
    CONFIDENTIAL = "confidential"
    TOLD = "told"
    SENT = "sent"
    DUE = "due"
    URGENCY = "urgency"
    REMARK = "remark"


SLIP_LABELS: Final[dict[SlipMeaning, str]] = {
    SlipMeaning.REF: "来文编号",
    SlipMeaning.TITLE: "标题",
    SlipMeaning.TEXT: "内容",
    SlipMeaning.COMMUNITY: "小区名称",
    SlipMeaning.COUNTY: "县(市、区)",
    SlipMeaning.PLACE: "地址",
    SlipMeaning.NAME: "投诉(举报)人姓名",
    SlipMeaning.PHONE: "联系电话",
    SlipMeaning.CONTACT: "姓名和电话写在一格的",
    SlipMeaning.CONFIDENTIAL: "是否要求保密",
    SlipMeaning.TOLD: "群众反映的时间",
    SlipMeaning.SENT: "转到本单位的时间",
    SlipMeaning.DUE: "要求办结的期限",
    SlipMeaning.URGENCY: "紧急程度",
    SlipMeaning.REMARK: "备注",
}
PERSONAL: Final = frozenset({SlipMeaning.NAME, SlipMeaning.PHONE, SlipMeaning.CONTACT})
_WHO: Final = "来电人|来访人|来信人|诉求人|信访人|投诉人|举报人|反映人|市民|群众|客户|联系人"
_WHOM: Final = rf"(?:{_WHO}|投诉\(举报\)人)"
_ABOUT: Final = "(?:诉求|来电|来信|来访|反映|信访|投诉|举报|工单|主要|问题|事项|简要|概况|舆情)"
_DAY: Final = "(?:时间|日期|日)$"
# Others who stand in such tables: clerks, companies. Nothing of theirs is read.
_OTHERS: Final = re.compile(
    r"承办|经办|(?:办理|处理)(?!时限|期限)|坐席|话务|受理(?:人|员)|派单(?:人|员)|回访|审核|企业"
    r"|物业公司|物业单位|责任|人数|户籍|住址|身份证|满意"
    r"|(?<!要求)(?<!应)(?<!限)办结(?:时间|日期|情况|结果)$"
    rf"|(?:{_WHO}).*(?:地址|住所)"
)
# The first that fits decides.
_WORDS: Final = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (
            rf"(?:{_WHOM}|姓名).*(?:及|和|与|、|/).*(?:电话|手机|号码|联系方式)|^姓名电话$",
            SlipMeaning.CONTACT,
        ),
        (r"保密", SlipMeaning.CONFIDENTIAL),
        (r"时限|期限|截止|到期|限办|限期|应办结|应反馈|要求.*办结.*|要求.*反馈.*", SlipMeaning.DUE),
        (rf"(?:转办|派单|派发|交办|转送|转交|下派|下发|分派|来文|批转|接收|签收).*{_DAY}",
         SlipMeaning.SENT),
        (rf"(?:来电|来访|来信|诉求|登记|信访|受理|反映|创建|投诉|举报|收到|提交|发生).*{_DAY}",
         SlipMeaning.TOLD),
        (r"电话|手机|主叫|来电号码|联系方式|联系号码", SlipMeaning.PHONE),
        (rf"^(?:{_WHOM}(?:姓名|名称)?|姓名|名字)$", SlipMeaning.NAME),
        (r"^(?:.*(?:工单|事项|诉求|信访|来文|转办|交办|投诉|举报|受理|登记|件|单|编|文|流水)号码?|编码)$",
         SlipMeaning.REF),
        (r"小区|楼盘|物业项目|项目名称", SlipMeaning.COMMUNITY),
        (r"区县|县区|属地|行政区|县\(市、区\)|所属区域|所在区域", SlipMeaning.COUNTY),
        (r"地址|地点|位置", SlipMeaning.PLACE),
        (r"标题|主题|事由", SlipMeaning.TITLE),
        (rf"{_ABOUT}.*(?:内容|问题|描述|情况|详情|信息|诉求|概况|摘要)$|^(?:内容(?:摘要|描述)?|诉求|概况|摘要)$",
         SlipMeaning.TEXT),
        (r"紧急|缓急|加急", SlipMeaning.URGENCY),
        (r"^备注$", SlipMeaning.REMARK),
    )
)  # fmt: skip


def _meaning(words: str) -> SlipMeaning | None:
    key = title_key(words)
    if not key or len(key) > _LABEL or _OTHERS.search(key):
        return None
    return next((meaning for pattern, meaning in _WORDS if pattern.search(key)), None)


@dataclass(frozen=True, slots=True)
class SlipTable:
    """One sheet of slips: the place of the first row under the heads, and the sheet itself."""

    name: str
    first: int
    source: workbook.Sheet = field(repr=False)
    heads: frozenset[tuple[str, ...]] = frozenset()

    def rows(self) -> Iterable[tuple[int, Sequence[Cell]]]:
        """Rows that state something, with their numbers in Excel; merged cells told downwards."""
        source = _told_downwards(self.source, self.first)
        for place in range(self.first, len(source)):
            row = source[place]
            if not is_aside(row, {}) and _words(row) not in self.heads:
                yield place + 1, row


@dataclass(frozen=True, slots=True)
class SlipBook:
    """A file of slips: its heads, the sheets that bear them, and the sheets that do not."""

    heads: tuple[str, ...]
    guesses: Mapping[int, SlipMeaning]
    tables: tuple[SlipTable, ...]
    asides: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for every file with these heads."""
        return sm3("\x1f".join(title_key(head) for head in self.heads).encode())

    def count(self) -> int:
        """How many rows there are."""
        return sum(1 for table in self.tables for _ in table.rows())


@dataclass(frozen=True, slots=True)
class _Heads:
    """The rows of heads of a sheet, from 0, and each column's words from above to below."""

    top: int
    bottom: int
    parts: tuple[tuple[str, ...], ...]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(" ".join(part) for part in self.parts)

    def guesses(self) -> dict[int, SlipMeaning]:
        """By all words of a column, else by its lowest ones; of two with one meaning the first."""
        found: dict[int, SlipMeaning] = {}
        for place, part in enumerate(self.parts):
            ways = ("".join(part), *reversed(part))
            meaning = next(filter(None, map(_meaning, ways)), None)
            if meaning is not None and meaning not in found.values():
                found[place] = meaning
        return found


def lay_out(sheets: Iterable[workbook.Sheet]) -> SlipBook:
    """Find the heads; sheets with the same heads as the fullest one are read with it."""
    found = [(sheet, _heads_of(sheet)) for sheet in sheets if sheet.rows]
    if not found:
        raise Refused("表里没有内容，请检查是不是选错了文件。", rule="INTERCHANGE 1")
    shown = [(sheet, heads) for sheet, heads in found if heads and not sheet.is_hidden]
    if not shown:
        raise Refused(_NO_HEADS, rule="INTERCHANGE 1")
    _, main = max(shown, key=lambda it: (len(it[1].guesses()), len(it[0].rows)))
    if not all(is_public_safe(head) for head in main.heads):
        raise Refused(_NO_HEADS, rule="INTERCHANGE 1")
    tables, asides = [], []
    for sheet, heads in found:
        if heads and not sheet.is_hidden and _keys(heads) == _keys(main):
            tables.append(_table(sheet, heads))
        else:
            asides.append(_aside(sheet, main))
    book = SlipBook(main.heads, main.guesses(), tuple(tables), tuple(asides))
    count = book.count()
    if not count:
        raise Refused("表头下面没有数据行，请检查是不是选错了文件。", rule="INTERCHANGE 1")
    if count > LARGEST:
        raise Refused(f"一次最多登记 {LARGEST} 行，这份有 {count} 行。请分成几个文件上传。")
    return book


def _keys(heads: _Heads) -> tuple[str, ...]:
    return tuple(title_key(head) for head in heads.heads)


def _aside(sheet: workbook.Sheet, main: _Heads) -> str:
    if sheet.is_hidden:
        return f"工作表“{sheet.name}”是隐藏的，没有读。要登记的请取消隐藏再上传。"
    named = "、".join(f"“{head}”" for head in main.heads[:4] if head)
    return (
        f"工作表“{sheet.name}”的表头与其他表（{named}等列）不同，没有读。要登记的请另存成一个文件。"
    )


def _table(sheet: workbook.Sheet, heads: _Heads) -> SlipTable:
    repeated = {_words(row) for row in sheet.rows[heads.top : heads.bottom + 1]}
    first = heads.bottom + 1
    while first < len(sheet.rows) and _counts(sheet.rows[first]):
        first += 1
    return SlipTable(sheet.name, first, sheet, frozenset(repeated))


def _heads_of(sheet: workbook.Sheet) -> _Heads | None:
    """The row that names most columns, with the rows that belong to it above and below."""
    texts = _spread(sheet)
    best = max(range(len(texts)), key=lambda row: _score(texts[row]), default=None)
    if best is None or _score(texts[best])[0] < _LEAST:
        return None
    top = best
    while top and best - top + 1 < _TALLEST and _is_upper(sheet, texts, top - 1):
        top -= 1
    bottom = best
    while bottom - top + 1 < _TALLEST and _is_lower(sheet, texts, bottom + 1):
        bottom += 1
    width = min(_WIDEST, max(len(texts[row]) for row in range(top, bottom + 1)))
    rows = texts[top : bottom + 1]
    columns = [
        tuple(dict.fromkeys(filter(None, (_at(row, place) for row in rows))))
        for place in range(width)
    ]
    while columns and not columns[-1]:
        columns.pop()
    return _Heads(top, bottom, tuple(columns))


def _score(row: Sequence[str]) -> tuple[int, int]:
    """Rows that name columns we know come first, then rows that are full."""
    known = {meaning for text in row if (meaning := _meaning(text))}
    return len(known), len({text for text in row if text})


def _spread(sheet: workbook.Sheet) -> list[list[str]]:
    """The first rows as texts, each merged cell told in all its places."""
    texts = [[clean_name(as_text(cell)) for cell in row] for row in sheet.rows[:_DEPTH]]
    for block in sheet.merged:
        if block.top >= len(texts):
            continue
        told = _at(texts[block.top], block.left)
        for row in range(block.top, min(block.bottom + 1, len(texts))):
            line = texts[row]
            line += [""] * (block.right + 1 - len(line))
            line[block.left : block.right + 1] = [told] * (block.right + 1 - block.left)
    return texts


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _is_label(text: str) -> bool:
    return len(text) <= _LABEL and not any(sign.isdigit() or sign in ":：" for sign in text)


def _is_upper(sheet: workbook.Sheet, texts: list[list[str]], row: int) -> bool:
    """Group heads above: several labels, one of them merged to the right or downwards."""
    told = {text for text in texts[row] if text}
    if len(told) < 2 or not all(map(_is_label, told)):
        return False
    return any(_joins(block, row) for block in sheet.merged if block.top <= row <= block.bottom)


def _joins(block: Block, row: int) -> bool:
    return block.right > block.left or block.bottom > row


def _is_lower(sheet: workbook.Sheet, texts: list[list[str]], row: int) -> bool:
    """Lower heads: a cell of the row above reaches down, or nothing but names of columns."""
    if row >= len(texts):
        return False
    if any(block.top < row <= block.bottom for block in sheet.merged):
        # A cell that reaches down through data is no head.
        return all(map(_is_label, texts[row]))
    told = [text for text in texts[row] if text]
    return bool(told) and all(_meaning(text) and _is_label(text) for text in told)


def _counts(row: Sequence[Cell]) -> bool:
    """1, 2, 3 … under the heads, as forms print them."""
    told = [fold(as_text(cell)).strip("()栏") for cell in row if cell != ""]
    return len(told) > 2 and told == [str(number) for number in range(1, len(told) + 1)]


def _words(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(fold(as_text(cell)) for cell in row if cell != "")


def _told_downwards(sheet: workbook.Sheet, first: int) -> list[list[Cell]]:
    """Rows in which a cell merged over several rows stands in each of them."""
    tall = [it for it in sheet.merged if it.bottom > it.top and it.bottom >= first]
    if not tall:
        return sheet.rows
    rows = [list(row) for row in sheet.rows]
    for block in tall:
        if block.top < first or block.left >= len(rows[block.top]):
            continue
        for place in range(block.top + 1, min(block.bottom + 1, len(rows))):
            rows[place] += [""] * (block.left + 1 - len(rows[place]))
            rows[place][block.left] = rows[block.top][block.left]
    return rows


def check_slip_columns(columns: Mapping[int, SlipMeaning]) -> None:
    """Each meaning once, and something that says what it is about."""
    told = list(columns.values())
    twice = sorted({SLIP_LABELS[meaning] for meaning in told if told.count(meaning) > 1})
    if twice:
        raise Refused(f"“{twice[0]}”选了两列，每种含义只能对应一列。")
    if not {SlipMeaning.TEXT, SlipMeaning.TITLE} & set(told):
        raise Refused("请指出哪一列是内容（或标题），没有内容不能登记。", rule="T-C01")
