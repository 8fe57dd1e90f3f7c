"""Files as people send them, and as nobody should: made here, none of them anybody's."""

import io
import struct
import zipfile
import zlib
from fractions import Fraction
from functools import cache

import docx
import xlsxwriter
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

# A place in the sea, and a camera that nobody makes.
LATITUDE, LONGITUDE = 35.033333, 111.000278
TAKEN_AT = "2024:06:18 09:30:00"
CAMERA, OWNER = "SHIZHI T1", "JIZHU-ZHANGSAN"


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where, when, with what, and whose it is."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.Base.Make] = "Shizhi"
    told[ExifTags.Base.Model] = CAMERA
    told[ExifTags.Base.Artist] = OWNER
    told[ExifTags.Base.DateTime] = TAKEN_AT
    camera = told.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = TAKEN_AT
    camera[ExifTags.Base.OffsetTimeOriginal] = "+08:00"
    place = told.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (Fraction(35), Fraction(2), Fraction(0))
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (Fraction(111), Fraction(0), Fraction(1))
    return told


def picture(size: tuple[int, int] = (640, 480)) -> Image.Image:
    """Left blue, right red, so that its orientation shows."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    return image


def written(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


@cache
def photo(orientation: int = 1) -> bytes:
    """A JPEG as a phone takes it, its place and owner in it, and a comment besides."""
    return written(
        picture(), "JPEG", quality=92, exif=exif(orientation), comment=OWNER.encode(),
        xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{OWNER}</x:xmpmeta>".encode(),
    )  # fmt: skip


@cache
def plain_photo() -> bytes:
    """A JPEG as a page draws it: without a word of the camera's."""
    return written(picture(), "JPEG", quality=85)


@cache
def png() -> bytes:
    words = PngInfo()
    words.add_itxt("Author", OWNER)
    return written(picture(), "PNG", pnginfo=words, exif=exif())


@cache
def webp() -> bytes:
    return written(picture(), "WEBP", exif=exif())


@cache
def pdf() -> bytes:
    return written(picture(), "PDF")


@cache
def paper() -> bytes:
    """A docx."""
    document = docx.Document()
    document.add_paragraph("整改报告")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@cache
def book() -> bytes:
    """An xlsx."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet().write(0, 0, "收支明细")
    return target.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    """A zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one more part."""
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def compound(*names: str, ring: bool = False) -> bytes:
    """An old office file with entries of these names; `ring`: its tables lead in a circle."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    entries = b"".join(
        (name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HB", len(name) * 2 + 2, kind))
        .ljust(116, b"\0") + struct.pack("<IQ", end, 0)
        for name, kind in (("Root Entry", 5), *((name, 2) for name in names))
    )  # fmt: skip
    directory = entries.ljust(-(-len(entries) // 512) * 512, b"\0")
    length = len(directory) // 512
    chain = [table, *(place + 2 for place in range(length - 1)), 1 if ring else end]
    fat = struct.pack("<128I", *(chain + [free] * 128)[:128])
    head = bytes.fromhex("d0cf11e0a1b11ae1").ljust(24, b"\0")
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6).ljust(16, b"\0")
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<109I", 0, *[free] * 108) + fat + directory


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def film(brand: bytes = b"isom") -> bytes:
    """An MP4 whose head tells place, device and time of making."""
    place = box(b"\xa9xyz", struct.pack(">HH", 18, 0x15C7) + b"+35.0333+111.0002/")
    head = box(b"mvhd", bytes(4) + struct.pack(">IIII", 3_800_000_000, 3_800_000_000, 1000, 5000))
    track = box(b"trak", box(b"tkhd", bytes(4) + struct.pack(">II", 3_800_000_000, 1)) + box(
        b"udta", box(b"name", OWNER.encode())
    ))  # fmt: skip
    told = box(b"meta", bytes(4) + box(b"ilst", OWNER.encode()))
    return (
        box(b"ftyp", brand + bytes(4) + brand + b"mp42")
        + box(b"moov", head + track + box(b"udta", place) + told)
        + box(b"mdat", b"the film itself")
    )


def sound() -> bytes:
    """An MP3 of three silent frames behind a tag."""
    frame = bytes.fromhex("fffb9064").ljust(417, b"\0")
    return b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + frame * 3


VOICE = b"#!AMR\n" + (b"\x0c" + bytes(13)) * 20
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
SCRIPT = b"#!/bin/sh\nrm -rf /\n"
PROGRAM = b"MZ" + bytes(200)
HEIC = box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(64)


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it is 900 million points large."""
    small = written(Image.new("1", (8, 8)), "PNG")
    head = b"IHDR" + struct.pack(">II", side, side) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


def many_scans(count: int = 200) -> bytes:
    """A JPEG that makes whoever opens it decode the whole picture again and again."""
    data = written(picture((64, 64)), "JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]
