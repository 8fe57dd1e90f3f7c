"""A 业主清册 read from any workbook: every fault at once, by sheet, row and column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from tingban.kit.text import clean_name, code_text, fold
from tingban.kit.words import Vocabulary, yes_or_no
from tingban.kit.workbook import (
    Cell,
    Header,
    Sheet,
    Workbook,
    column_letters,
    find_header,
)
from tingban.rules.exits.roll import (
    AREA_SOURCES,
    LARGEST,
    PART_KINDS,
    AreaSource,
    PartKind,
    part_key,
)
from tingban.rules.exits.roll_columns import COLUMNS, REQUIRED, TITLES, RollColumn, RollFault

W = TypeVar("W", bound=StrEnum)
MOST: Final = 30_000
# The marks under which heads are told apart before they are sealed.
STOCK: Final = "stock"
_LENGTHS: Final = {RollColumn.BUILDING: 24, RollColumn.UNIT: 24, RollColumn.ROOM: 32}
_NAMES: Final = re.compile(r"[、,，;；/\n]|\s+和\s*|及")
_UNIT_OF_AREA: Final = re.compile(r"(?:㎡|m2|m²|平方米|平米|平方)$", re.IGNORECASE)
_SUMS: Final = frozenset({"合计", "总计", "小计", "共计"})
_ID_NUMBER: Final = re.compile(r"\d{17}[\dXx]|\d{15}")


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One row taken apart; `identity` tells owners apart and is never kept in clear."""

    row: int
    building: str
    unit: str
    room: str
    kind: PartKind
    area: int
    source: AreaSource
    is_stock: bool
    owners: tuple[str, ...] = field(repr=False)
    identity: str = field(repr=False)

    @property
    def key(self) -> str:
        """By which a doubled room is found."""
        return part_key(self.building, self.unit, self.room, self.kind)


@dataclass(frozen=True, slots=True)
class ReadRoll:
    """All parts, or all faults; `warnings` may stand beside parts."""

    sheet: str = ""
    parts: tuple[ReadPart, ...] = ()
    faults: tuple[RollFault, ...] = ()
    warnings: tuple[str, ...] = ()
    # Rows of owners of the same name whom no number tells apart.
    same_names: tuple[tuple[int, ...], ...] = ()


def read_roll(book: Workbook) -> ReadRoll:
    """The first sheet that has the columns of a roll."""
    best: tuple[Sheet, Header] | None = None
    for name in book.sheet_names:
        sheet = book.sheet(name)
        header = find_header(sheet.rows, TITLES, REQUIRED)
        if header is None or sheet.is_hidden:
            continue
        if not header.missing(REQUIRED):
            return _Reader(sheet, header).read()
        if best is None or len(header.columns) > len(best[1].columns):
            best = (sheet, header)
    return ReadRoll(faults=(_no_header(best),))


def _no_header(best: tuple[Sheet, Header] | None) -> RollFault:
    if best is None:
        wanted = "、".join(COLUMNS[it].title for it in REQUIRED)
        return RollFault("", 0, "", "", f"没有找到清册的表头。表头一行里应有：{wanted}。")
    sheet, header = best
    missing = "、".join(f"“{COLUMNS[RollColumn(it)].title}”" for it in header.missing(REQUIRED))
    sentence = f"表头里缺{missing}一列。可以下载模板，把内容贴进去再上传。"
    return RollFault(sheet.name, header.row + 1, "", "", sentence)


class _Reader:
    """One sheet on its way to a roll."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self.sheet, self.header = sheet, header
        self.places = {RollColumn(name): place for place, name in header.columns.items()}
        self.faults: list[RollFault] = []
        self.parts: list[ReadPart] = []
        self.first: dict[str, int] = {}

    def read(self) -> ReadRoll:
        for place in self.header.repeated:
            self._at(self.header.row + 1, place, "这一列和前面的列是同一个意思，请只留一列。")
        for number in range(self.header.row + 1, len(self.sheet.rows)):
            if len(self.parts) >= MOST:
                self._sheet_fault(f"一份清册最多 {MOST} 行，请核对是不是放错了文件。")
                break
            self._row(number + 1, self._cells(number))
        if not self.parts and not self.faults:
            self._sheet_fault("表头下面没有房屋，请填好再上传。")
        if self.faults:
            return ReadRoll(self.sheet.name, faults=tuple(self.faults))
        same = tuple(_same_names(self.parts))
        warnings = (*_warnings(self.parts, same), *self._unread())
        return ReadRoll(self.sheet.name, tuple(self.parts), (), warnings, same)

    def _cells(self, number: int) -> dict[RollColumn, Cell]:
        """The values of a row; a merged cell stands for all the rows that it spans."""
        row = self.sheet.rows[number]
        told: dict[RollColumn, Cell] = {}
        for column, place in self.places.items():
            cell = row[place] if place < len(row) else ""
            told[column] = self._merged(number, place) if cell == "" else cell
        return told

    def _merged(self, number: int, place: int) -> Cell:
        for block in self.sheet.merged:
            if block.top <= number <= block.bottom and block.left <= place <= block.right:
                above = self.sheet.rows[block.top]
                return above[block.left] if block.left < len(above) else ""
        return ""

    def _row(self, row: int, cells: Mapping[RollColumn, Cell]) -> None:
        own = [str(self.sheet.rows[row - 1][it]).strip() for it in self.places.values()
               if it < len(self.sheet.rows[row - 1])]  # fmt: skip
        if not any(own) or (
            _SUMS & set(map(fold, own)) and not str(cells[RollColumn.ROOM]).strip()
        ):
            return
        before = len(self.faults)
        self._spoilt(row)
        building, unit, room = (self._name(row, it, cells) for it in _LENGTHS)
        kind = self._word(row, RollColumn.KIND, cells, PART_KINDS)
        area = self._area(row, cells[RollColumn.AREA])
        source = self._word(row, RollColumn.SOURCE, cells, AREA_SOURCES)
        is_stock = self._stock(row, cells)
        owners, identity = self._owners(row, cells, is_stock=is_stock)
        if room and kind is not None:
            self._doubled(row, part_key(building, unit, room, kind))
        if len(self.faults) == before and kind is not None and source is not None:
            self.parts.append(
                ReadPart(row, building, unit, room, kind, area, source, is_stock, owners, identity)
            )

    def _says_nothing(self, row: int, cells: Mapping[RollColumn, Cell]) -> bool:
        """An empty line, or the sum beneath a table."""
        line = self.sheet.rows[row - 1]
        own = {fold(str(line[place])) for place in self.places.values() if place < len(line)}
        is_sum = bool(_SUMS & own) and not str(cells[RollColumn.ROOM]).strip()
        return is_sum or not any(own)

    def _spoilt(self, row: int) -> None:
        """Formulas and error values, whose last result is not to be believed."""
        for place in self.places.values():
            if (row - 1, place) in self.sheet.formulas:
                self._at(row, place, "单元格是公式，应直接填写内容（可复制后“选择性粘贴—数值”）。")
            elif (row - 1, place) in self.sheet.errors:
                self._at(row, place, "单元格是 Excel 的错误值，应重新填写。")

    def _name(self, row: int, column: RollColumn, cells: Mapping[RollColumn, Cell]) -> str:
        text = clean_name(_text(cells.get(column, "")))
        if not text and column is RollColumn.ROOM:
            self._fault(row, column, "没有填。每一行都要有房号。")
        elif len(text) > _LENGTHS[column]:
            self._fault(row, column, f"有 {len(text)} 个字，最多 {_LENGTHS[column]} 个字。")
        return text

    def _word(
        self, row: int, column: RollColumn, cells: Mapping[RollColumn, Cell], words: Vocabulary[W]
    ) -> W | None:
        text = clean_name(_text(cells[column]))
        found = words.find(text)
        if found is None:
            told = f"读到“{text[:12]}”，应为" if text else "没有填，应为"
            self._fault(row, column, f"{told}{words.expected}中的一种。")
        return found

    def _area(self, row: int, cell: Cell) -> int:
        sentence, area = read_area(cell)
        if sentence:
            self._fault(row, RollColumn.AREA, sentence)
        return area

    def _stock(self, row: int, cells: Mapping[RollColumn, Cell]) -> bool:
        text = fold(_text(cells.get(RollColumn.STOCK, "")))
        if not text:
            return False
        told = True if text in {"未售", "未交付", "未售未交付"} else yes_or_no(text)
        if told is None:
            self._fault(row, RollColumn.STOCK, "应为是或否。")
        return bool(told)

    def _owners(
        self, row: int, cells: Mapping[RollColumn, Cell], *, is_stock: bool
    ) -> tuple[tuple[str, ...], str]:
        """The names, and by what this owner is told from others."""
        owners = owner_names(_text(cells.get(RollColumn.OWNERS, "")))
        number = code_text(cells.get(RollColumn.OWNER_NO, "")).upper()
        if _ID_NUMBER.search(number):
            self._fault(row, RollColumn.OWNER_NO, "像是身份证号。请改用自己编的短编号，如 A01。")
        elif len(number) > 24:
            self._fault(row, RollColumn.OWNER_NO, "太长，最多 24 个字。")
        if is_stock:
            return owners, STOCK
        if not owners:
            self._fault(row, RollColumn.OWNERS, _NO_OWNER)
        return owners, identity_of(owners, number, is_stock=False)

    def _doubled(self, row: int, key: str) -> None:
        first = self.first.setdefault(key, row)
        if first != row:
            sentence = f"和第 {first} 行是同一套房。一套房只占一行，共有人写在同一格里。"
            self._fault(row, RollColumn.ROOM, sentence)

    def _unread(self) -> Iterator[str]:
        if self.header.unknown:
            columns = "、".join(f"“{head[:12]}”" for head in self.header.unknown[:8])
            yield f"这些列没有读取：{columns}。"

    def _fault(self, row: int, column: RollColumn, sentence: str) -> None:
        place = self.places.get(column)
        letter = "" if place is None else column_letters(place)
        title = COLUMNS[column].title
        self.faults.append(RollFault(self.sheet.name, row, letter, title, sentence))

    def _at(self, row: int, place: int, sentence: str) -> None:
        head = str(self.sheet.rows[self.header.row][place]).strip()
        self.faults.append(RollFault(self.sheet.name, row, column_letters(place), head, sentence))

    def _sheet_fault(self, sentence: str) -> None:
        self.faults.append(RollFault(self.sheet.name, 0, "", "", sentence))


_TOLD: Final = 20
_NO_OWNER: Final = "没有填。建设单位未售或未交付的，请在“建设单位未售或未交付”一列写是。"


def read_area(cell: Cell) -> tuple[str, int]:
    """What is wrong with an area, and the area in 0.01 m²; 0 where something is."""
    text = _UNIT_OF_AREA.sub("", fold(_text(cell)).replace(",", "").replace("，", ""))
    if not text:
        return "没有填。请填平方米数，如 89.57。", 0
    try:
        # Excel keeps 89.57 as 89.56999999999999; no area is told in millionths.
        number = Decimal(text).quantize(Decimal("0.000001"))
    except InvalidOperation:
        number = Decimal("nan")
    centares = number * 100
    if not number.is_finite():
        sentence = "不是数字。请只填平方米数，如 89.57。"
    elif number <= 0:
        sentence = f"是 {text[:16]}，应大于 0。"
    elif centares != centares.to_integral_value():
        sentence = f"是 {text[:16]}，最多两位小数。请按登记簿或测绘报告上的数填写。"
    elif centares > LARGEST:
        sentence = f"是 {text[:16]}，超过一百万平方米，请核对小数点。"
    else:
        return "", int(centares)
    return sentence, 0


def identity_of(owners: Sequence[str], number: str, *, is_stock: bool) -> str:
    """By what an owner is told from others: stock together, else a number, else the names."""
    if is_stock:
        return STOCK
    told = code_text(number).upper()
    return f"no:{told}" if told else "names:" + "|".join(sorted(owners))


def owner_names(text: str) -> tuple[str, ...]:
    """Each co-owner once, in the order written."""
    names = (clean_name(name) for name in _NAMES.split(text.strip()))
    return tuple(dict.fromkeys(name for name in names if name))


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def _same_names(parts: Sequence[ReadPart]) -> Iterator[tuple[int, ...]]:
    rows: dict[str, list[int]] = {}
    for part in parts:
        if part.identity.startswith("names:"):
            rows.setdefault(part.identity, []).append(part.row)
    return (tuple(found) for found in rows.values() if len(found) > 1)


def _warnings(parts: Sequence[ReadPart], same: Sequence[tuple[int, ...]]) -> Iterator[str]:
    for rows in same[:_TOLD]:
        yield (
            f"第 {_listed(rows)} 行业主姓名相同，又没有业主编号，已按同一业主计 1 人。"
            "如果不是同一人，请在“业主编号”里填不同的编号再上传。"
        )
    if len(same) > _TOLD:
        yield f"还有 {len(same) - _TOLD} 组业主同名，也按同一业主计算，请一并核对。"
    by_number: dict[str, list[ReadPart]] = {}
    for part in parts:
        if part.identity.startswith("no:"):
            by_number.setdefault(part.identity, []).append(part)
    for found in by_number.values():
        if len({tuple(sorted(part.owners)) for part in found}) > 1:
            shown = _listed([part.row for part in found])
            yield f"第 {shown} 行业主编号相同，姓名却不一样，已按同一业主计 1 人，请核对。"


def _listed(rows: Sequence[int]) -> str:
    return "、".join(map(str, rows[:10])) + ("…" if len(rows) > 10 else "")
