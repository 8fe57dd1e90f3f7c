"""评分表 as an Excel workbook: read into the lines of the form, or told what is amiss.

Items stand in rows, raters in columns under their names; what is read fills the form and is
looked at there before anything is kept (DOMAIN 3.2, branch a).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from tingban.kit.text import fold
from tingban.kit.workbook import (
    Cell,
    Limits,
    NotAWorkbook,
    Sheet,
    Workbook,
    column_letters,
    open_workbook,
    title_key,
)
from tingban.rules.enforcement.level_scores import RATERS, SCHEME, figure

ITEM_HEAD, FULL_HEAD = "项目", "满分"
# So many fit the table of the form.
MOST_RATERS, MOST_ITEMS = 5, 30
# With 序号, 备注 and sums to spare; a wider table is another file.
MOST_COLUMNS: Final = 20
# What one page can tell; the rest is counted.
MOST_FAULTS: Final = 50
# A sheet of marks is small; anything large is another file.
LIMITS: Final = Limits(file_bytes=1024 * 1024, inflated_bytes=16 * 1024 * 1024, rows=5_000)
_ITEM_HEADS: Final = frozenset({"项目", "评分项目", "评定项目", "考核项目"})
_FULL_HEADS: Final = frozenset({"满分", "分值", "标准分"})
_SUMS: Final = frozenset({"合计", "总分", "总计", "小计", "平均", "平均分"})
_IDLE: Final = _SUMS | {"序号", "备注"}
_DEPTH: Final = 10
_LONGEST: Final = 60
_TENTH: Final = Decimal("0.1")
PLACEHOLDER: Final = "评定人"


@dataclass(frozen=True, slots=True)
class ScoreFault:
    """What is wrong at a cell; `row` counts from 1 as in Excel, 0 where the sheet is at fault."""

    row: int
    letter: str
    sentence: str

    @property
    def place(self) -> str:
        """第 3 行 D 列."""
        parts = [f"第 {self.row} 行"] if self.row else []
        return " ".join([*parts, f"{self.letter} 列"] if self.letter else parts)


@dataclass(frozen=True, slots=True)
class ScoreBook:
    """Raters and lines as the form has them, or the first faults and how many more there are;
    hints may stand beside lines."""

    raters: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    faults: tuple[ScoreFault, ...] = ()
    hints: tuple[str, ...] = ()
    more_faults: int = 0


def read_file(data: bytes) -> ScoreBook:
    """What a file tells; one that is no workbook is told as a fault of the whole."""
    try:
        return read_book(open_workbook(data, LIMITS))
    except NotAWorkbook as refusal:
        return ScoreBook(faults=(ScoreFault(0, "", str(refusal)),))


def read_book(book: Workbook) -> ScoreBook:
    """The first sheet that is headed 项目 and 满分."""
    for name in book.sheet_names:
        sheet = book.sheet(name)
        if sheet.is_hidden:
            continue
        for row, cells in enumerate(sheet.rows[:_DEPTH]):
            keys = [title_key(cell) for cell in cells]
            if _ITEM_HEADS & set(keys) and _FULL_HEADS & set(keys):
                return _too_wide(sheet, row) or _Reader(sheet, row, keys).read()
    told = f"没有找到表头。表头一行里应有“{ITEM_HEAD}”“{FULL_HEAD}”和各评定人的姓名，请用模板填写。"
    return ScoreBook(faults=(ScoreFault(0, "", told),))


def _too_wide(sheet: Sheet, head: int) -> ScoreBook | None:
    """Told once; cell by cell it would be thousands of faults."""
    for row in range(head, len(sheet.rows)):
        if any(_text(cell) for cell in sheet.rows[row][MOST_COLUMNS:]):
            last = column_letters(MOST_COLUMNS - 1)
            told = f"{last} 列右边还有内容。评分表最多 {MOST_COLUMNS} 列，请用模板填写。"
            return ScoreBook(faults=(ScoreFault(row + 1, "", told),))
    return None


class _Reader:
    """One sheet on its way to the form."""

    def __init__(self, sheet: Sheet, head: int, keys: Sequence[str]) -> None:
        self.sheet, self.head = sheet, head
        self.item = next(place for place, key in enumerate(keys) if key in _ITEM_HEADS)
        self.full = next(place for place, key in enumerate(keys) if key in _FULL_HEADS)
        taken = {self.item, self.full} | {at for at, key in enumerate(keys) if key in _IDLE}
        named = {at: str(sheet.rows[head][at]).strip() for at, key in enumerate(keys) if key}
        heads = {at: "".join(name.split()) for at, name in named.items() if at not in taken}
        # A column of the template that nobody used.
        idle = {at for at, name in heads.items() if _is_placeholder(name) and not self._marks(at)}
        self.raters = {at: name for at, name in heads.items() if at not in idle}
        self.taken = taken | idle
        self.faults: list[ScoreFault] = []
        self.hints: list[str] = []
        self.seen: dict[str, int] = {}

    def read(self) -> ScoreBook:
        self._merged()
        self._raters()
        rows = list(self._told())
        if len(rows) > MOST_ITEMS:
            self._at(0, None, f"有 {len(rows)} 个项目，最多 {MOST_ITEMS} 个，请合并后再上传。")
        lines = [line for row in rows[:MOST_ITEMS] if (line := self._line(row))]
        if not rows and not self.faults:
            self._at(0, None, "表头下面没有项目，请填好再上传。")
        if self.faults:
            in_order = sorted(self.faults, key=lambda it: (it.row, len(it.letter), it.letter))
            more = max(len(in_order) - MOST_FAULTS, 0)
            return ScoreBook(faults=tuple(in_order[:MOST_FAULTS]), more_faults=more)
        return ScoreBook(tuple(self.raters.values()), tuple(lines), (), tuple(self.hints))

    def _merged(self) -> None:
        """A mark stands in a cell of its own; a title above, a note beneath may be merged."""
        last = max(self._told(), default=self.head)
        for block in self.sheet.merged:
            if block.top <= last and block.bottom >= self.head:
                told = f"{block} 是合并的单元格。请取消合并，一格写一个内容。"
                self._at(block.top + 1, block.left, told)

    def _raters(self) -> None:
        for place, name in self.raters.items():
            self._spoilt(self.head, place)
            if _is_placeholder(name):
                self._at(self.head + 1, place, f"“{name}”还没有改成评定人的姓名。")
            if list(self.raters.values()).index(name) != list(self.raters).index(place):
                self._at(self.head + 1, place, f"评定人“{name}”写了两列。")
        count = len(set(self.raters.values()))
        if count < RATERS:
            told = f"缺评定人：现场评定至少 {RATERS} 人，表头里写了 {count} 人的姓名和得分。"
            self._at(self.head + 1, None, f"{told}模板里的“{PLACEHOLDER}1”等改成姓名。")
        if count > MOST_RATERS:
            self._at(self.head + 1, None, f"有 {count} 名评定人，最多 {MOST_RATERS} 名。")

    def _marks(self, place: int) -> bool:
        below = range(self.head + 1, len(self.sheet.rows))
        return any(
            _text(self._cell(row, place))
            for row in below
            if title_key(self._cell(row, self.item)) not in _SUMS
        )

    def _told(self) -> Iterator[int]:
        """Rows with something in them, but for the sums beneath."""
        for row in range(self.head + 1, len(self.sheet.rows)):
            if not any(_text(cell) for cell in self.sheet.rows[row]):
                continue
            if title_key(self._cell(row, self.item)) not in _SUMS:
                yield row

    def _line(self, row: int) -> str:
        before = len(self.faults)
        name = self._item(row)
        full = self._number(row, self.full, "满分")
        if full is not None and full <= 0:
            self._at(row + 1, self.full, "满分应大于零。")
        marks = [self._mark(row, place, who, full) for place, who in self.raters.items()]
        self._unnamed(row)
        if len(self.faults) > before or full is None:
            return ""
        return " ".join([name, str(full), *(str(mark) for mark in marks)])

    def _item(self, row: int) -> str:
        self._spoilt(row, self.item)
        name = "".join(_text(self._cell(row, self.item)).split())
        first = self.seen.setdefault(name or f"#{row}", row)
        if not name and self._is_swallowed(row, self.item):
            return ""
        if not name:
            self._at(row + 1, self.item, "没有写项目名称；不用的行请清空。")
        elif len(name) > _LONGEST:
            self._at(row + 1, self.item, f"项目名称有 {len(name)} 个字，最多 {_LONGEST} 个字。")
        elif first != row:
            self._at(row + 1, self.item, f"“{name}”和第 {first + 1} 行是同一个项目，只留一行。")
        else:
            self._strange(row, name)
        return name

    def _strange(self, row: int, name: str) -> None:
        """The scheme is data (AMB-36): what it does not know is told, not refused."""
        known = [item.name for item in SCHEME]
        if name in known:
            return
        near = get_close_matches(name, known, 1, 0.5)
        more = f"是不是“{near[0]}”？" if near else ""
        self.hints.append(f"第 {row + 1} 行“{name}”不在模板的项目里，已按您的写法读入。{more}")

    def _mark(self, row: int, place: int, who: str, full: Decimal | None) -> Decimal | None:
        mark = self._number(row, place, f"{who}的得分")
        if mark is not None and full is not None and mark > full:
            self._at(row + 1, place, f"{who}给了 {mark} 分，超过满分 {full} 分。")
        return mark

    def _number(self, row: int, place: int, what: str) -> Decimal | None:
        """A figure of marks; None where it was told what is amiss."""
        if self._spoilt(row, place):
            return None
        text = fold(_text(self._cell(row, place))).removesuffix("分")
        if not text:
            if not self._is_swallowed(row, place):
                self._at(row + 1, place, f"没有填{what}。")
            return None
        number = figure(text)
        if number is not None:
            # Excel keeps 17.3 as 17.299999999999997; no mark is told in millionths.
            number = number.quantize(Decimal("0.000001"))
            if number == number.quantize(_TENTH):
                return _short(number)
        self._at(row + 1, place, f"{what}写的是“{text[:12]}”，应为分数，最多一位小数。")
        return None

    def _is_swallowed(self, row: int, place: int) -> bool:
        """Empty because it was merged into another cell, which is told already."""
        return any(
            block.top <= row <= block.bottom
            and block.left <= place <= block.right
            and (row, place) != (block.top, block.left)
            for block in self.sheet.merged
        )

    def _unnamed(self, row: int) -> None:
        """Marks under no name belong to nobody."""
        for place, cell in enumerate(self.sheet.rows[row]):
            if place not in self.raters and place not in self.taken and _text(cell):
                self._at(row + 1, place, "这一列有得分，表头没有写评定人的姓名。")

    def _spoilt(self, row: int, place: int) -> bool:
        """Formulas and error values, whose last result is not to be believed."""
        if (row, place) in self.sheet.formulas:
            told = "单元格是公式，应直接填写分数（可复制后“选择性粘贴—数值”）。"
        elif (row, place) in self.sheet.errors:
            told = "单元格是 Excel 的错误值，应重新填写。"
        else:
            return False
        self._at(row + 1, place, told)
        return True

    def _cell(self, row: int, place: int) -> Cell:
        cells = self.sheet.rows[row]
        return cells[place] if place < len(cells) else ""

    def _at(self, row: int, place: int | None, sentence: str) -> None:
        letter = "" if place is None else column_letters(place)
        self.faults.append(ScoreFault(row, letter, sentence))


def _is_placeholder(name: str) -> bool:
    """评定人1, as the template has it."""
    return name.startswith(PLACEHOLDER) and name[len(PLACEHOLDER) :].isdigit()


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def _short(number: Decimal) -> Decimal:
    """20 rather than 20.000000."""
    return number.quantize(Decimal(1) if number == number.to_integral_value() else _TENTH)
