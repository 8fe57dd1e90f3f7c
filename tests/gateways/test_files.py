"""Files are kept by digest, sealed, and go when their shelf says so."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings

from tingban.gateways.files import Missing, Shelf
from tingban.kit.digests import sm3

SHELF = Shelf("test")
SECRET = "李某 13800138000".encode()


def on_disk() -> list[Path]:
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_a_file_is_found_by_its_digest():
    digest = SHELF.keep(SECRET)

    assert digest == sm3(SECRET)
    assert SHELF.read(digest) == SECRET


def test_what_was_made_of_a_file_lies_under_its_digest_and_is_replaced():
    digest = sm3(b"a file")
    SHELF.keep_as(digest, b"made of it")
    assert SHELF.read(digest) == b"made of it"

    SHELF.keep_as(digest, b"")

    assert SHELF.read(digest) == b""
    with pytest.raises(Missing):
        SHELF.keep_as("../elsewhere", b"")


def test_nothing_lies_readable_on_the_disk():
    SHELF.keep(SECRET)

    (path,) = on_disk()
    assert b"13800138000" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_equal_contents_are_kept_once_on_a_shelf():
    SHELF.keep(SECRET)
    SHELF.keep(SECRET)
    Shelf("other").keep(SECRET)

    assert len(on_disk()) == 2


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 64])
def test_what_was_never_kept_is_missing(digest):
    with pytest.raises(Missing):
        SHELF.read(digest)


def test_an_altered_file_is_missing():
    digest = SHELF.keep(SECRET)
    (path,) = on_disk()
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(Missing):
        SHELF.read(digest)


def test_a_file_that_is_kept_again_is_young():
    old, young = SHELF.keep(b"old"), SHELF.keep(b"young")
    past = time.time() - 100_000
    for path in on_disk():
        os.utime(path, (past, past))
    SHELF.keep(b"young")

    assert list(SHELF.older_than(1000)) == [old]
    SHELF.drop(old)
    SHELF.drop(old)
    assert SHELF.read(young) == b"young"
