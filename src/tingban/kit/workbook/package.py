"""The zip package of an .xlsx file, inflated with distrust.

Every part is inflated here once, before any reader sees the file, and the bytes that really come
out are counted: the sizes written in a zip are the word of whoever made it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tingban.kit.workbook.refusal import NotAWorkbook

_CHUNK: Final = 1 << 18
_LOCAL_HEADER: Final = 30
_ENCRYPTED: Final = 0x1
_KNOWN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may be; a county's ledger of 20,000 rows is a tenth of it."""

    file_bytes: int = 40 * 1024 * 1024
    inflated_bytes: int = 320 * 1024 * 1024
    # A large part that shrinks more than this was made to burst.
    ratio: int = 300
    ratio_from_bytes: int = 4 * 1024 * 1024
    parts: int = 2000
    rows: int = 200_000
    # The area a reader lays out in memory, empty cells included.
    cells: int = 6_000_000


_BOMB: Final = "文件展开后过大，疑似压缩炸弹，没有读取。请另存为普通的 .xlsx 后再试。"
_BROKEN: Final = "文件已损坏，无法打开。请用 Excel 或 WPS 打开后另存为 .xlsx 再试。"


@dataclass(slots=True)
class Package:
    """A checked zip: its parts by name, each readable as a stream of chunks."""

    data: bytes
    limits: Limits
    parts: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    inflated: int = 0

    @classmethod
    def of(cls, data: bytes, limits: Limits) -> "Package":
        """Open the zip and check what its directory promises."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise NotAWorkbook(_BROKEN) from error
        package = cls(data, limits)
        package._take(entries)
        return package

    def _take(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > self.limits.parts:
            raise NotAWorkbook(_BOMB)
        if sum(entry.file_size for entry in entries) > self.limits.inflated_bytes:
            raise NotAWorkbook(_BOMB)
        for entry in entries:
            if entry.flag_bits & _ENCRYPTED:
                raise NotAWorkbook("文件已加密，无法读取。请去掉密码后再试。")
            if entry.compress_type not in _KNOWN or entry.filename in self.parts:
                raise NotAWorkbook(_BROKEN)
            self.parts[entry.filename] = entry

    def chunks(self, name: str) -> Iterator[bytes]:
        """The part, inflated; refused where it bursts or is not what the directory says."""
        entry = self.parts[name]
        came = 0
        for chunk in self._inflate(entry):
            came += len(chunk)
            self.inflated += len(chunk)
            if came > entry.file_size or self.inflated > self.limits.inflated_bytes:
                raise NotAWorkbook(_BOMB)
            if came > self.limits.ratio_from_bytes and came > self.limits.ratio * max(
                entry.compress_size, 1
            ):
                raise NotAWorkbook(_BOMB)
            yield chunk
        if came != entry.file_size:
            raise NotAWorkbook(_BROKEN)

    def read(self, name: str) -> bytes:
        """The whole part."""
        return b"".join(self.chunks(name))

    def drain(self, name: str) -> None:
        """Inflate a part only to see that it is harmless."""
        for _ in self.chunks(name):
            pass

    def _inflate(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = entry.header_offset
        header = self.data[start : start + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise NotAWorkbook(_BROKEN)
        start += _LOCAL_HEADER
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = memoryview(self.data)[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            yield bytes(packed)
            return
        try:
            yield from _deflated(packed)
        except zlib.error as error:
            raise NotAWorkbook(_BROKEN) from error


def _deflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-15)
    for place in range(0, len(packed), _CHUNK):
        rest = bytes(packed[place : place + _CHUNK])
        while rest:
            yield stream.decompress(rest, _CHUNK)
            rest = stream.unconsumed_tail
    # A part that ends before its stream does is broken; the length check tells.
    yield stream.flush()
