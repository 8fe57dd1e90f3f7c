"""What may be uploaded, and the kind words for what may not (DOMAIN 9.2, items 12 and 20).

A file is known by its content. The allow-list is short: what an office opens without danger and a
phone makes without being asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tingban.kit.file_names import clean_file_name
from tingban.kit.text import clean_line, shorten
from tingban.rules.errors import Refused

RULE: Final = "DOMAIN 9.2"
MOST_FILES: Final = 9
# Megabytes; the proxy in front lets so much through (README).
MOST_TOGETHER: Final = 200
# The largest phones make 50 million; a larger picture is made to burst, or a map.
MOST_PIXELS: Final = 52_000_000
_MB: Final = 1024 * 1024


class FileKind(StrEnum):
    """Kinds of files, each with its limit."""

    IMAGE = "image"
    PAPER = "paper"
    AUDIO = "audio"
    VIDEO = "video"


KIND_LABELS: Final[dict[FileKind, str]] = {
    FileKind.IMAGE: "图片",
    FileKind.PAPER: "文档",
    FileKind.AUDIO: "录音",
    FileKind.VIDEO: "视频",
}
MOST_BYTES: Final[dict[FileKind, int]] = {
    FileKind.IMAGE: 15 * _MB,
    FileKind.PAPER: 30 * _MB,
    FileKind.AUDIO: 30 * _MB,
    FileKind.VIDEO: 100 * _MB,
}
_SMALLER: Final[dict[FileKind, str]] = {
    FileKind.IMAGE: "请压缩，或截屏后传截图",
    FileKind.PAPER: "请拆成几份，或把里面的图片压缩后再传",
    FileKind.AUDIO: "请截取要紧的一段再传",
    FileKind.VIDEO: "请截取要紧的一段，或降低清晰度后再传",
}


@dataclass(frozen=True, slots=True)
class FileType:
    """One line of the allow-list."""

    ending: str
    mime: str
    kind: FileKind


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
TYPES: Final[dict[str, FileType]] = {
    it.ending: it
    for it in (
        FileType("jpg", "image/jpeg", FileKind.IMAGE),
        FileType("png", "image/png", FileKind.IMAGE),
        FileType("webp", "image/webp", FileKind.IMAGE),
        FileType("pdf", "application/pdf", FileKind.PAPER),
        FileType("docx", f"{_OFFICE}.wordprocessingml.document", FileKind.PAPER),
        FileType("xlsx", f"{_OFFICE}.spreadsheetml.sheet", FileKind.PAPER),
        FileType("doc", "application/msword", FileKind.PAPER),
        FileType("xls", "application/vnd.ms-excel", FileKind.PAPER),
        FileType("mp3", "audio/mpeg", FileKind.AUDIO),
        FileType("amr", "audio/amr", FileKind.AUDIO),
        FileType("m4a", "audio/mp4", FileKind.AUDIO),
        FileType("mp4", "video/mp4", FileKind.VIDEO),
        FileType("mov", "video/quicktime", FileKind.VIDEO),
    )
}
# MP4 and its relatives can be looked into box by box (`kit.boxes`).
BOXED: Final = frozenset({"mp4", "mov", "m4a"})
# For the `accept` of a file input: a help for choosing, never a check.
ACCEPT: Final = ",".join(text for it in TYPES.values() for text in (it.mime, f".{it.ending}"))
WANTED: Final = "图片（JPG、PNG、WebP）、PDF、Word、Excel，或录音、视频（MP3、AMR、M4A、MP4、MOV）"

_RETAKE: Final = "没有传完整或已损坏，打不开。请重新选择原来的文件再传"
_OTHERWISE: Final[dict[str, str]] = {
    "broken": _RETAKE,
    "heic": (
        "是手机的高效格式（HEIC）照片，这里打不开。请在手机“设置—相机—格式”里选“兼容性最佳”再拍，"
        "或截屏后传截图"
    ),
    "locked": "加了密码，打不开。请去掉密码后再传",
    "macro": "带有宏，不能接收。请另存为不含宏的文件后再传",
    "bomb": "展开后过大，不能接收。请另存为普通文件后再传",
    "double": "里面夹带了压缩包，不能接收。请只传原来的图片或文档",
    "archive": "是压缩包。请解开后把里面的文件逐个传上来",
    "program": "是程序，不能接收",
    "script": "是脚本，不能接收",
    "html": "是网页，不能接收。请截屏后传截图，或打印成 PDF",
    "svg": "是矢量图（SVG），不能接收。请另存为 PNG 后再传",
    "ofd": "是 OFD 版式文件，这里打不开。请另存为 PDF 后再传",
    "pptx": "是演示文稿。请另存为 PDF 后再传",
    "ppt": "是演示文稿。请另存为 PDF 后再传",
    "ole": "是少见的办公文件。请另存为 Word、Excel 或 PDF 后再传",
    "rtf": "是少见的办公文件。请另存为 Word 或 PDF 后再传",
    **dict.fromkeys(("odt", "ods", "odp"), "是少见的办公文件。请另存为 Word、Excel 或 PDF 后再传"),
    **dict.fromkeys(
        ("gif", "bmp", "tif", "ico", "psd", "jpx", "jxr", "avif", "cr2"),
        "是少见的图片格式。请另存为 JPG 或 PNG 后再传",
    ),
    **dict.fromkeys(
        ("3gp", "mkv", "avi", "wmv", "mpg", "webm", "flv"),
        "是少见的视频格式。请转成 MP4 后再传",
    ),
    **dict.fromkeys(
        ("wav", "ogg", "flac", "aac", "midi", "aiff"), "是少见的录音格式。请转成 MP3 后再传"
    ),
}


def check_batch(sizes: Sequence[int]) -> None:
    """So many files at once, and no more of them together."""
    if not sizes:
        raise Refused("请先选择要上传的文件。", rule=RULE)
    count, together = len(sizes), sum(sizes) / _MB
    if count > MOST_FILES:
        raise Refused(f"您选了 {count} 个文件，一次最多 {MOST_FILES} 个，请分几次上传。", rule=RULE)
    if together > MOST_TOGETHER:
        raise Refused(
            f"文件合计 {together:.0f} MB，一次最多 {MOST_TOGETHER} MB，请分几次上传。", rule=RULE
        )


def check_size(name: str, size: int) -> None:
    """Neither empty nor larger than anything may be; asked before the file is read."""
    if not size:
        raise refusal(name, "是空文件，里面什么也没有。请重新选择")
    if size > MOST_BYTES[FileKind.VIDEO]:
        raise _too_large(name, size, FileKind.VIDEO)


def check_type(name: str, size: int, content: str) -> FileType:
    """The line of the allow-list, or a refusal; `content` is what the file really is."""
    found = TYPES.get(content)
    if found is None:
        raise refusal(name, _OTHERWISE.get(content, f"不是可以接收的文件。请传{WANTED}"))
    if size > MOST_BYTES[found.kind]:
        raise _too_large(name, size, found.kind)
    return found


def _too_large(name: str, size: int, kind: FileKind) -> Refused:
    most = MOST_BYTES[kind] // _MB
    return refusal(
        name, f"有 {size / _MB:.1f} MB，{KIND_LABELS[kind]}最大 {most} MB。{_SMALLER[kind]}"
    )


def refusal_broken(name: str) -> Refused:
    """The file begins rightly and cannot be read to its end."""
    return refusal(name, _RETAKE)


def refusal_pixels(name: str, width: int, height: int) -> Refused:
    """The picture has too many points."""
    most = MOST_PIXELS // 10_000
    return refusal(name, f"有 {width}×{height} 个点，超过 {most} 万。请缩小后再传")


def refusal_infected(name: str, virus: str) -> Refused:
    """The scanner knows it."""
    return refusal(name, f"被查出病毒（{virus}），没有接收。请用杀毒软件检查您的设备")


def kept_name(name: str, found: FileType) -> str:
    """The name under which a file is kept and handed out."""
    return clean_file_name(name, found.ending)


def refusal(name: str, why: str) -> Refused:
    """A sentence that names the file as its sender knows it."""
    shown = shorten(clean_line("".join(sign for sign in name if sign.isprintable())), 60)
    return Refused(f"“{shown or '未命名'}”{why}。", rule=RULE)
