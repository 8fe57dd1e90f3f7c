"""Old Excel files (.xls) and encrypted ones: the compound file and its record stream.

Read only as far as it takes to refuse: is it encrypted, does it carry macros, where do formulas
stand. The values themselves are read by calamine.
"""

import struct
from dataclasses import dataclass
from typing import Final

from tingban.kit.workbook.refusal import NotAWorkbook
from tingban.kit.workbook.sheetxml import SheetScan

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_SMALL: Final = 4096
_HEADER_PLACES: Final = 109
_BROKEN: Final = "文件已损坏，无法打开。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"
_LOCKED: Final = "工作簿已加密，无法读取。请去掉密码后再试。"
_MACRO: Final = "工作簿带有宏，没有读取。请另存为不含宏的 .xlsx 后再试。"
_MACRO_PARTS: Final = {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"}
_LOCK_PARTS: Final = {"EncryptedPackage", "EncryptionInfo"}

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMULA = 0x0809, 0x000A, 0x002F, 0x0085, 0x0006
# Records that hold one cell: their row and column are the first two words.
_ONE_CELL: Final = {_FORMULA, 0x0203, 0x027E, 0x0204, 0x00FD, 0x0205, 0x00D6}
# Records that hold a run of cells: the last word is the last column.
_RUN: Final = {0x00BD}
_BOOL_OR_ERROR: Final = 0x0205


@dataclass(frozen=True, slots=True)
class _Stream:
    name: str
    start: int
    size: int


class _Compound:
    """The sectors and the directory of a compound file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if not (shift in {9, 12} and small_shift == 6):
            raise NotAWorkbook(_BROKEN)
        self.sector: int = 1 << shift
        self.small_sector: int = 1 << small_shift
        self.sectors = len(data) // self.sector + 1
        (directory, _, _, self._mini_start, _, difat, difats) = struct.unpack_from("<7I", data, 48)
        self.fat = self._fat(difat, difats)
        self.streams = list(self._entries(self._chain(directory, self.fat)))

    def _fat(self, following: int, count: int) -> list[int]:
        places = list(struct.unpack_from(f"<{_HEADER_PLACES}I", self.data, 76))
        per_sector = self.sector // 4
        for _ in range(min(count, self.sectors // per_sector + 1)):
            if following >= _END:
                break
            block = struct.unpack_from(f"<{per_sector}I", self.data, self._offset(following))
            places += block[:-1]
            following = block[-1]
        fat: list[int] = []
        for place in places:
            if place < _END:
                fat += struct.unpack_from(f"<{per_sector}I", self.data, self._offset(place))
            # A table much longer than the file leads in a ring.
            if len(fat) > 2 * self.sectors + _HEADER_PLACES * per_sector:
                raise NotAWorkbook(_BROKEN)
        return fat

    def _offset(self, sector: int) -> int:
        return (sector + 1) * self.sector

    def _chain(self, sector: int, table: list[int]) -> bytes:
        parts: list[bytes] = []
        while sector < _END:
            if len(parts) > self.sectors:
                raise NotAWorkbook(_BROKEN)
            start = self._offset(sector)
            parts.append(self.data[start : start + self.sector])
            sector = table[sector]
        return b"".join(parts)

    def _entries(self, directory: bytes) -> "list[_Stream]":
        found = []
        for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            width, kind = struct.unpack_from("<HB", directory, place + 64)
            if not kind:
                continue
            name = directory[place : place + max(width - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", directory, place + 116)
            found.append(_Stream(name, start, size))
        return found

    def read(self, stream: _Stream) -> bytes:
        """The bytes of a stream; small ones lie in sectors of their own inside the root."""
        if stream.size >= _SMALL:
            return self._chain(stream.start, self.fat)[: stream.size]
        root = self._chain(self.streams[0].start, self.fat)
        table_bytes = self._chain(self._mini_start, self.fat)
        table = struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes)
        parts: list[bytes] = []
        sector = stream.start
        while sector < _END and len(parts) <= len(table):
            start = sector * self.small_sector
            parts.append(root[start : start + self.small_sector])
            sector = table[sector]
        return b"".join(parts)[: stream.size]


def stream_names(data: bytes) -> tuple[str, ...]:
    """What a compound file holds, in its order; or a refusal where it is broken."""
    try:
        return tuple(stream.name for stream in _Compound(data).streams)
    except (struct.error, IndexError, MemoryError, OverflowError) as error:
        raise NotAWorkbook(_BROKEN) from error


def scan_xls(data: bytes) -> list[SheetScan]:
    """One scan for each sheet of an .xls file in its order, or a refusal."""
    try:
        file = _Compound(data)
        names = {stream.name for stream in file.streams}
        if names & _LOCK_PARTS:
            raise NotAWorkbook(_LOCKED)
        book = next((it for it in file.streams if it.name in {"Workbook", "Book"}), None)
        if book is None:
            raise NotAWorkbook("文件不是 Excel 工作簿。请用 Excel 或 WPS 另存为 .xlsx 后再上传。")
        if names & _MACRO_PARTS:
            raise NotAWorkbook(_MACRO)
        return _scan_records(file.read(book))
    except (struct.error, IndexError, MemoryError, OverflowError) as error:
        raise NotAWorkbook(_BROKEN) from error


def _scan_records(stream: bytes) -> list[SheetScan]:
    """Walk the records; each sheet begins where its BOUNDSHEET record points."""
    starts: list[int] = []
    scans: dict[int, SheetScan] = {}
    current: SheetScan | None = None
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _FILEPASS:
            raise NotAWorkbook(_LOCKED)
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, place + 4)[0])
        elif kind == _BOF and place in starts:
            current = scans[place] = SheetScan()
        elif current is not None:
            _note(current, kind, stream[place + 4 : place + 4 + size])
        place += 4 + size
    return [scans.get(start, SheetScan()) for start in starts]


def _note(scan: SheetScan, kind: int, record: bytes) -> None:
    if kind not in _ONE_CELL and kind not in _RUN:
        return
    row, column = struct.unpack_from("<HH", record)
    last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind in _RUN else column
    scan.height = max(scan.height, row + 1)
    scan.width = max(scan.width, last + 1)
    if kind == _FORMULA:
        scan.formulas.add((row, column))
    elif kind == _BOOL_OR_ERROR and len(record) >= 8 and record[7]:
        scan.errors.add((row, column))
