"""A film is whole, and tells nothing of whoever made it."""

import pytest

from tests import sample_files as files
from tingban.kit.boxes import BrokenBoxes, check_whole, without_traces


def test_a_whole_film_is_whole():
    check_whole(files.film())


@pytest.mark.parametrize(
    "data",
    [
        files.film()[:-3],
        files.film() + files.HTML,
        files.box(b"ftyp", b"isom") + files.box(b"moov", b""),
        files.box(b"ftyp", b"isom") + files.box(b"mdat", b"x"),
        b"\0\0\0\x04ftyp",
    ],
    ids=["cut off", "a page behind it", "no film", "no table", "a length of nothing"],
)
def test_a_film_that_was_cut_off_is_told(data):
    with pytest.raises(BrokenBoxes):
        check_whole(data)


def test_place_owner_and_time_are_gone_and_nothing_has_moved():
    data = files.film()

    clean = without_traces(data)

    assert len(clean) == len(data)
    assert clean.find(b"the film itself") == data.find(b"the film itself")
    check_whole(clean)
    for trace in (b"+35.0333", files.OWNER.encode(), (3_800_000_000).to_bytes(4, "big")):
        assert trace in data
        assert trace not in clean


def test_the_length_of_the_film_stays():
    clean = without_traces(files.film())
    head = clean.index(b"mvhd") + 4

    assert clean[head + 12 : head + 20] == (1000).to_bytes(4, "big") + (5000).to_bytes(4, "big")


def test_boxes_in_boxes_without_end_are_broken():
    data = b""
    for _ in range(20):
        data = files.box(b"moov", data)

    with pytest.raises(BrokenBoxes):
        without_traces(data)
