"""Files that wait for their act come out as they went in."""

import json

import pytest

from tests.attached import upload
from tests.sample_files import pdf, photo
from tingban.actions.documents import held, intake
from tingban.actions.documents.intake import Scan
from tingban.gateways.files import ATTACHMENTS
from tingban.rules.documents.held import Held
from tingban.rules.documents.sharing import Verdict
from tingban.rules.errors import NotFound


def through_json(file: Held) -> Held:
    return Held.from_json(json.loads(json.dumps(file.as_json())))


def test_a_picture_keeps_its_copies_and_what_the_camera_told():
    (examined,) = intake.examine([upload(photo())])

    taken = held.take_up(through_json(held.hold(examined)))

    assert (taken.name, taken.type, taken.size, taken.digest, taken.exif) == (
        examined.name, examined.type, examined.size, examined.digest, examined.exif,
    )  # fmt: skip
    assert taken.load() == photo()
    assert taken.copy() == examined.copy()
    assert taken.thumb == examined.thumb


def test_a_paper_has_no_copy_and_no_picture():
    (examined,) = intake.examine([upload(pdf(), "合同.pdf")])

    taken = held.take_up(through_json(held.hold(examined)))

    assert (taken.copy, taken.thumb, taken.scan) == (None, b"", None)


def test_what_the_scanner_said_is_kept():
    (examined,) = intake.examine([upload(photo())])
    from_scanner = held.hold(examined).as_json() | {"verdict": "clean", "engine": "Test 1"}

    assert held.take_up(Held.from_json(from_scanner)).scan == Scan(Verdict.CLEAN, "Test 1")


def test_what_was_swept_away_is_told_by_its_name():
    (examined,) = intake.examine([upload(photo())])
    file = held.hold(examined)
    ATTACHMENTS.drop(file.thumb)

    with pytest.raises(NotFound, match="IMG_0001"):
        held.take_up(file)
