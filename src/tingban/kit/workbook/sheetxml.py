"""What the readers hide in a sheet's XML: formulas, error values, and how far the cells reach.

One pass of expat over the inflated stream, without building a tree. A document type declaration
is refused: no spreadsheet program writes one, entity bombs need one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from tingban.kit.workbook.cells import column_number
from tingban.kit.workbook.refusal import NotAWorkbook

_BROKEN: Final = "文件内容不是规范的 Excel 工作簿，无法读取。请用 Excel 或 WPS 另存为 .xlsx 再试。"
_VALUES: Final = frozenset({"v", "is"})
_DIGITS: Final = "0123456789"


@dataclass(slots=True)
class SheetScan:
    """Findings of one sheet; places are (row, column) from zero."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0


class _Scanner:
    """Follows the cells of a sheet; cells may leave out their address."""

    def __init__(self) -> None:
        self.scan = SheetScan()
        self._row = -1
        self._column = -1
        self._letters: set[str] = set()
        self._is_error = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self._cell(attributes)
        elif name in _VALUES:
            self._value()
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "f":
            self.scan.formulas.add((self._row, self._column))

    def _begin_row(self, number: str | None) -> None:
        self._row = int(number) - 1 if number else self._row + 1
        self._column = -1

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip(_DIGITS)
            self._column = column_number(letters)
            # A cell may stand under a row it does not belong to; readers follow the cell.
            self._row = int(place[len(letters) :]) - 1
        else:
            self._column += 1
        self._is_error = attributes.get("t") == "e"

    def _value(self) -> None:
        scan = self.scan
        if self._column >= scan.width:
            scan.width = self._column + 1
        if self._row >= scan.height:
            scan.height = self._row + 1
        if self._is_error:
            scan.errors.add((self._row, self._column))


def scan_sheet(chunks: Iterable[bytes]) -> SheetScan:
    """Scan one worksheet part."""
    scanner = _Scanner()
    _parse(chunks, scanner.start)
    return scanner.scan


def elements(chunks: Iterable[bytes], wanted: str) -> list[dict[str, str]]:
    """The attributes of every element of this local name, prefixes cut off."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == wanted:
            found.append({key.rpartition(":")[2]: text for key, text in attributes.items()})

    _parse(chunks, start)
    return found


def _parse(chunks: Iterable[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        if isinstance(error, NotAWorkbook):
            raise
        raise NotAWorkbook(_BROKEN) from error


def _refuse_doctype(*_: object) -> None:
    raise NotAWorkbook(_BROKEN)
