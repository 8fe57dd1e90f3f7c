"""What a file really is, told by its content; its name is the word of whoever sent it.

The library `filetype` knows the signatures. What it passes over (html, svg, scripts) or takes too
easily (two bytes make an mp3, any zip may carry a document's first entry) is looked at here.
"""

import io
import re
import zipfile
from typing import Final

import filetype

from tingban.kit.workbook import NotAWorkbook
from tingban.kit.workbook.compound import MAGIC as COMPOUND
from tingban.kit.workbook.compound import stream_names

_HEAD: Final = 4096
_PAGE: Final = re.compile(rb"<\s*(!doctype\s+html|html|head|body|script|iframe|meta|\?php)", re.I)
_DRAWING: Final = re.compile(rb"<\s*svg[\s>]", re.I)
_SCRIPT: Final = re.compile(
    rb"\A\s*(#!\s*/|@echo\b|<%|<\?php|function\b|var\s|import\s|set-executionpolicy)", re.I
)
_FAMILIES: Final = {
    "apng": "png",
    **dict.fromkeys(("exe", "elf", "wasm", "swf", "crx", "deb", "rpm"), "program"),
    **dict.fromkeys(("rar", "7z", "tar", "gz", "bz2", "xz", "cab", "zst", "lz4"), "archive"),
}
# By which part a zip is known: an office paper, or something that hides in the same wrapping.
_PACKAGES: Final = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
}
_MACROS: Final = {"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"}
_LOCKS: Final = {"EncryptedPackage", "EncryptionInfo"}
_STREAMS: Final = {
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
}
_LOCKED_ENTRY: Final = 0x1
_MOST_PARTS: Final = 5_000
_MOST_INFLATED: Final = 512 * 1024 * 1024
_PDF_TAIL: Final = 64 * 1024
# Kilobits a second and samples a second of MPEG-1 and MPEG-2 layer III, by their codes.
_RATES: Final = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_SAMPLES: Final = (44_100, 48_000, 32_000)


def true_kind(data: bytes) -> str:
    """A short word for the content: "jpg", "docx", "html", "zip", "macro" …; empty if unknown.

    "locked" is an office file with a password, "macro" one with a program inside, "broken" one
    that begins rightly and then does not hold, "double" one that is a zip besides.
    """
    guessed = filetype.guess(data[:8192]) if data else None
    kind = "" if guessed is None else guessed.extension
    if data.startswith(COMPOUND):
        return _compound_kind(data)
    if data.startswith(b"PK"):
        return _package_kind(data)
    kind = _checked(kind, data)
    # A picture or a paper with a zip behind it opens as the one or the other.
    return "double" if kind in {"jpg", "png", "webp", "pdf", "mp3"} and _is_zip(data) else kind


def _checked(kind: str, data: bytes) -> str:
    """The guess, looked at more closely."""
    if kind in {"mp4", "m4v", "mov", "m4a", "heic", "avif", "3gp"} or data[4:8] == b"ftyp":
        return _brand(kind, data)
    if kind == "pdf":
        is_whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-_PDF_TAIL:]
        return "pdf" if is_whole else "broken"
    if kind == "mp3":
        return "mp3" if _has_frames(data) else ""
    return _FAMILIES.get(kind, kind) or _text_kind(data)


def _brand(kind: str, data: bytes) -> str:
    """MP4 and its relatives tell their brand after `ftyp`."""
    brand = data[8:12]
    if brand == b"qt  ":
        return "mov"
    if brand.startswith(b"M4A"):
        return "m4a"
    if brand.startswith(b"3g"):
        return "3gp"
    if brand in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"} or kind in {"heic", "avif"}:
        return "heic"
    return "mp4" if kind in {"mp4", "m4v"} else ""


def _text_kind(data: bytes) -> str:
    """Pages, drawings and scripts are text: browsers and shells run them, whatever their name."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _DRAWING.search(head):
        return "svg"
    if _PAGE.search(head):
        return "html"
    return "script" if _SCRIPT.search(head) else ""


def _compound_kind(data: bytes) -> str:
    try:
        names = stream_names(data)
    except NotAWorkbook:
        return "broken"
    if _LOCKS.intersection(names):
        return "locked"
    if _MACROS.intersection(names):
        return "macro"
    # One may lie inside the other; the outer one comes first.
    return next((_STREAMS[name] for name in names if name in _STREAMS), "ole")


def _package_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "broken"
    names = {entry.filename for entry in entries}
    kind = next((kind for name, kind in _PACKAGES.items() if name in names), "archive")
    if kind == "archive":
        return kind
    if any(entry.flag_bits & _LOCKED_ENTRY for entry in entries):
        return "locked"
    if any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names):
        return "macro"
    inflated = sum(entry.file_size for entry in entries)
    is_bomb = len(entries) > _MOST_PARTS or inflated > _MOST_INFLATED
    return "bomb" if is_bomb or len(names) < len(entries) else kind


def _is_zip(data: bytes) -> bool:
    """Whether a zip reader would open it, too."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


def _has_frames(data: bytes) -> bool:
    """Whether two frames of sound follow one another, behind the tag if there is one."""
    place = 0
    if data.startswith(b"ID3") and len(data) >= 10:
        # Seven bits a byte, or the size would look like a frame.
        sizes = zip(data[6:10], (21, 14, 7, 0), strict=True)
        place = 10 + sum((byte & 0x7F) << shift for byte, shift in sizes)
    first = _frame_length(data[place : place + 4])
    return bool(first and _frame_length(data[place + first : place + first + 4]))


def _frame_length(head: bytes) -> int:
    """The length of the MPEG layer III frame with this head; 0 where it is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sample = (head[1] >> 3) & 3, head[2] >> 4, (head[2] >> 2) & 3
    if version == 1 or rate in {0, 15} or sample == 3:
        return 0
    is_first = version == 3
    kilobits = _RATES[0 if is_first else 1][rate]
    hertz = _SAMPLES[sample] // (1 if is_first else 2 if version == 2 else 4)
    return (144 if is_first else 72) * kilobits * 1000 // hertz + ((head[2] >> 1) & 1)
