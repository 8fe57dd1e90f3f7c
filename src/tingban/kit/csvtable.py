"""Reading a CSV that anybody may have made: its encoding and its separator are found out."""

import csv
import io
from typing import Final

from tingban.kit.workbook.refusal import NotAWorkbook

_LARGEST: Final = 20 * 1024 * 1024
_ROWS: Final = 50_000
_CELL: Final = 32_767
# What Excel, WPS and web sites write in China, the stricter first.
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_SEPARATORS: Final = ",\t;|"
_NOT_ONE: Final = "文件不是 CSV 表格。请另存为 .xlsx 或 .csv 后再试。"


def read_csv(data: bytes) -> list[list[str]]:
    """All rows, or `NotAWorkbook` with a sentence."""
    if len(data) > _LARGEST:
        raise NotAWorkbook(
            f"文件超过 {_LARGEST // (1024 * 1024)} MB，没有读取。请分成几个文件上传。"
        )
    text = _decoded(data)
    head = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[list[str]] = []
    try:
        for row in rows:
            if len(found) == _ROWS:
                raise NotAWorkbook(f"表格超过 {_ROWS} 行，没有读取。请分成几个文件上传。")
            found.append([cell[:_CELL] for cell in row])
    except csv.Error as error:
        raise NotAWorkbook(_NOT_ONE) from error
    return found


def _decoded(data: bytes) -> str:
    if b"\x00" in data[:4096]:
        raise NotAWorkbook(_NOT_ONE)
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAWorkbook(_NOT_ONE)
