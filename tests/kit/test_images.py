"""Pictures: measured first, read for evidence, copied without a trace."""

import io
from datetime import datetime, timedelta, timezone

import pytest
from PIL import Image

from tests import sample_files as files
from tingban.kit import images
from tingban.kit.images import BrokenImage, Exif, TooManyPixels

MOST = 52_000_000


def look(data: bytes) -> images.Picture:
    return images.look(data, most_pixels=MOST)


def reread(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_what_the_camera_told_is_read():
    seen = look(files.photo())

    taken_at = datetime(2024, 6, 18, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    assert seen.exif == Exif(taken_at, files.LATITUDE, files.LONGITUDE, files.CAMERA)
    assert seen.exif.as_json() == {
        "taken_at": "2024-06-18T09:30:00+08:00", "latitude": files.LATITUDE,
        "longitude": files.LONGITUDE, "camera": files.CAMERA,
    }  # fmt: skip


@pytest.mark.parametrize(
    "data", [files.photo(), files.png(), files.webp()], ids="jpg png webp".split()
)
def test_no_copy_tells_where_when_or_by_whom(data):
    seen = look(data)

    assert files.CAMERA.encode() in data
    for made in (seen.copy, seen.thumb):
        again = reread(made)
        assert not again.getexif()
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for trace in (files.CAMERA, files.OWNER, files.TAKEN_AT, "Exif", "http", "xmp"):
            assert trace.encode() not in made


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_copy_stands_upright(orientation):
    seen = look(files.photo(orientation))

    again = reread(seen.copy)
    is_turned = orientation >= 5
    assert again.size == ((480, 640) if is_turned else (640, 480))
    # Blue was left; where the camera was held says where it belongs.
    corners = {1: (9, 9), 2: (630, 9), 3: (630, 9), 4: (9, 9), 5: (9, 9), 6: (9, 9),
               7: (9, 630), 8: (9, 630)}  # fmt: skip
    assert again.getpixel(corners[orientation])[2] > 200


def test_a_large_picture_gets_a_copy_and_a_small_one_of_their_sizes():
    seen = look(files.written(files.picture((4000, 3000)), "JPEG"))

    assert (seen.width, seen.height) == (4000, 3000)
    assert reread(seen.copy).size == (images.COPY_EDGE, images.COPY_EDGE * 3 // 4)
    assert reread(seen.thumb).size == (images.THUMB_EDGE, images.THUMB_EDGE * 3 // 4)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_to_write_a_png_gets_a_copy(mode):
    seen = look(files.written(Image.new(mode, (30, 20)), "PNG"))

    assert reread(seen.copy).mode == "RGB"


def test_what_was_transparent_is_white():
    seen = look(files.written(Image.new("RGBA", (30, 20)), "PNG"))

    assert reread(seen.copy).getpixel((5, 5)) == (255, 255, 255)


def test_a_bomb_is_measured_and_never_decoded():
    data = files.bomb()

    assert len(data) < 1000
    with pytest.raises(TooManyPixels) as caught:
        look(data)
    assert (caught.value.width, caught.value.height) == (30_000, 30_000)


def test_a_picture_that_is_to_be_decoded_without_end_is_refused():
    reread(files.many_scans(20)).load()

    with pytest.raises(BrokenImage):
        look(files.many_scans())


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_picture_that_was_cut_off_is_refused(form, part):
    noise = Image.effect_noise((200, 200), 60).convert("RGB")
    data = files.written(noise, form)

    with pytest.raises(BrokenImage):
        look(data[: int(len(data) * part)])


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", files.HTML, files.SVG, files.pdf(), files.HEIC]
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(BrokenImage):
        look(data)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_what_a_camera_wrote_wrongly_counts_as_not_told():
    told = files.exif()
    camera = told.get_ifd(0x8769)
    camera[0x9003] = "0000:00:00 00:00:00"
    told.get_ifd(0x8825)[2] = (999.0, 0.0, 0.0)

    seen = look(files.written(files.picture(), "JPEG", exif=told))

    assert seen.exif.taken_at is None
    assert seen.exif.latitude is None
    assert seen.exif.camera == files.CAMERA


def test_without_an_offset_the_hour_is_the_cameras_own():
    told = files.exif()
    del told.get_ifd(0x8769)[0x9011]

    seen = look(files.written(files.picture(), "JPEG", exif=told))

    assert seen.exif.as_json()["taken_at"] == "2024-06-18T09:30:00"


@pytest.mark.parametrize(
    ("size", "fitted"),
    [((4000, 2000), (100, 50)), ((2000, 4000), (50, 100)), ((60, 40), (60, 40))],
)
def test_a_copy_alone_is_fitted_to_the_edge_and_never_made_larger(size, fitted):
    data = files.written(files.picture(size), "JPEG", exif=files.exif())

    made = images.fitted(data, edge=100, quality=80, most_pixels=MOST)

    assert reread(made).size == fitted
    assert files.CAMERA.encode() not in made


@pytest.mark.parametrize(
    ("data", "fault"),
    [(files.many_scans(), BrokenImage), (files.bomb(), TooManyPixels), (b"no", BrokenImage)],
    ids=["scans", "bomb", "nothing"],
)
def test_what_is_unfit_for_a_look_is_unfit_to_be_fitted(data, fault):
    with pytest.raises(fault):
        images.fitted(data, edge=100, quality=80, most_pixels=MOST)
