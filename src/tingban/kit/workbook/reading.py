"""Opening a workbook that anybody may have made.

`open_workbook` either gives a workbook whose every part was inflated, counted and scanned, or
raises `NotAWorkbook` with a sentence. Values come from calamine, which is fast but shows a
formula as its last result; the scan of the XML tells where formulas stand.
"""

import io
import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from tingban.kit.workbook.cells import Block, Cell, address
from tingban.kit.workbook.compound import MAGIC as COMPOUND
from tingban.kit.workbook.compound import scan_xls
from tingban.kit.workbook.package import Limits, Package
from tingban.kit.workbook.refusal import NotAWorkbook
from tingban.kit.workbook.sheetxml import SheetScan, elements, scan_sheet

T = TypeVar("T")
_ZIP: Final = b"PK\x03\x04"
_TYPES: Final = "[Content_Types].xml"
_BOOK: Final = "xl/workbook.xml"
_NOT_ONE: Final = "文件不是 Excel 工作簿。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传。"
_BROKEN: Final = "文件已损坏，无法打开。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: rows from the first on, and what the reader hides."""

    name: str
    rows: list[list[Cell]] = field(repr=False)
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[Block, ...] = ()
    is_hidden: bool = False


class Workbook:
    """A checked workbook; sheets are laid out in memory one at a time."""

    def __init__(self, book: CalamineWorkbook, scans: dict[str, SheetScan], limits: Limits) -> None:
        self._book = book
        self._scans = scans
        self._limits = limits
        self.sheet_names: Final = tuple(scans)
        self._hidden: Final = {
            it.name for it in book.sheets_metadata if it.visible is not SheetVisibleEnum.Visible
        }

    def sheet(self, name: str) -> Sheet:
        """Read one sheet."""
        scan = self._scans[name]
        self._check_size(name, scan)
        source = _guarded(lambda: self._book.get_sheet_by_name(name))
        return Sheet(
            name=name,
            rows=_guarded(lambda: list(_rows(source))),
            formulas=frozenset(scan.formulas),
            errors=frozenset(scan.errors),
            merged=_guarded(lambda: _merged(source)),
            is_hidden=name in self._hidden,
        )

    def __iter__(self) -> Iterator[Sheet]:
        return (self.sheet(name) for name in self.sheet_names)

    def _check_size(self, name: str, scan: SheetScan) -> None:
        limits = self._limits
        if scan.height > limits.rows or scan.height * scan.width > limits.cells:
            raise NotAWorkbook(
                f"工作表“{name}”用到了单元格 {address(scan.height - 1, scan.width - 1)}，"
                "范围过大。请删除数据区以外的多余行列后重新保存。"
            )


def open_workbook(data: bytes, limits: Limits | None = None) -> Workbook:
    """Open a file, or raise `NotAWorkbook`."""
    limits = limits or Limits()
    if not data:
        raise NotAWorkbook("文件是空的。")
    if len(data) > limits.file_bytes:
        size = limits.file_bytes // (1024 * 1024)
        raise NotAWorkbook(f"文件超过 {size} MB，没有读取。请分成几个文件上传。")
    if data.startswith(_ZIP):
        return _open_xlsx(data, limits)
    if data.startswith(COMPOUND):
        return _open_xls(data, limits)
    raise NotAWorkbook(_NOT_ONE)


def _open_xlsx(data: bytes, limits: Limits) -> Workbook:
    package = Package.of(data, limits)
    _check_kind(package)
    parts = dict(_worksheets(package))
    scans = {name: scan_sheet(package.chunks(part)) for name, part in parts.items()}
    for part in package.parts.keys() - set(parts.values()):
        package.drain(part)
    if not scans:
        raise NotAWorkbook("工作簿里没有工作表。")
    return Workbook(_calamine(data), scans, limits)


def _open_xls(data: bytes, limits: Limits) -> Workbook:
    scans = scan_xls(data)
    book = _calamine(data)
    if len(scans) != len(book.sheet_names):
        raise NotAWorkbook(_BROKEN)
    return Workbook(book, dict(zip(book.sheet_names, scans, strict=True)), limits)


def _check_kind(package: Package) -> None:
    """Only a plain workbook: no Word file, no binary workbook, no macros."""
    names = package.parts.keys()
    if any(name.endswith("vbaProject.bin") or "/macrosheets/" in name for name in names):
        raise NotAWorkbook("工作簿带有宏，没有读取。请另存为不含宏的 .xlsx 后再试。")
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise NotAWorkbook("这种表格格式不能读取。请用 Excel 或 WPS 另存为 .xlsx 后再试。")
    if _TYPES not in names or _BOOK not in names:
        raise NotAWorkbook(_NOT_ONE)
    overrides = elements(package.chunks(_TYPES), "Override")
    if any("macroEnabled" in entry.get("ContentType", "") for entry in overrides):
        raise NotAWorkbook("工作簿带有宏，没有读取。请另存为不含宏的 .xlsx 后再试。")


def _worksheets(package: Package) -> Iterator[tuple[str, str]]:
    """Name and part of every worksheet, in the order of the workbook."""
    relations = f"{posixpath.dirname(_BOOK)}/_rels/{posixpath.basename(_BOOK)}.rels"
    if relations not in package.parts:
        raise NotAWorkbook(_BROKEN)
    targets = {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in elements(package.chunks(relations), "Relationship")
        if entry.get("Type", "").endswith("/worksheet")
    }
    for entry in elements(package.chunks(_BOOK), "sheet"):
        target = targets.get(entry.get("id", ""))
        if target is None:
            continue
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part not in package.parts:
            raise NotAWorkbook(_BROKEN)
        yield entry.get("name", ""), part


def _calamine(data: bytes) -> CalamineWorkbook:
    return _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _guarded(read: Callable[[], T]) -> T:
    """Run the reader; what it cannot read, and where it panics, is a refusal."""
    try:
        return read()
    except CalamineError as error:
        raise NotAWorkbook(_BROKEN) from error
    except BaseException as error:
        # A panic of the Rust reader derives from BaseException and has no importable name.
        if type(error).__name__ == "PanicException" or isinstance(error, OSError | ValueError):
            raise NotAWorkbook(_BROKEN) from error
        raise


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """All rows from the first row and column of the sheet on."""
    if sheet.start is None:
        return
    yield from sheet.to_python(skip_empty_area=False)


def _merged(sheet: CalamineSheet) -> tuple[Block, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(Block(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
