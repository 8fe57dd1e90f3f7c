"""Photos of a report: looked at when they are brought, kept sealed, attached when it is sent."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW
from tests.sample_files import CAMERA, photo, png
from tests.stories import a_community
from tests.web.portal.walking import CHECK, Citizen, what, where, who
from tingban.data.complaints.models import Arrival, Case
from tingban.data.documents.models import Attachment
from tingban.gateways.files import ATTACHMENTS
from tingban.kit import clock
from tingban.kit.digests import sm3

pytestmark = pytest.mark.django_db
WHAT = "/report/what/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def a_file(data: bytes = b"", name: str = "电梯.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or photo(), "image/jpeg")


@pytest.fixture
def citizen() -> Citizen:
    citizen = Citizen()
    citizen.fill(where(a_community().code))
    return citizen


def bring(citizen: Citizen, *files: SimpleUploadedFile, **told: str):
    return citizen.browser.post(WHAT, what(**told) | {"uploads": list(files)})


def test_they_come_with_the_case_and_stay_inside(citizen):
    bring(citizen, a_file(), a_file(png(), "公示栏.png"))
    citizen.browser.post("/report/who/", who())

    shown = citizen.get(CHECK)
    citizen.send()

    case = Case.objects.get()
    files = Attachment.objects.filter(subject=f"case:{case.number}").order_by("id")
    assert "电梯.jpg、公示栏.png" in shown
    assert [(file.name, file.sharing) for file in files] == [
        ("电梯.jpg", "internal"), ("公示栏.png", "internal"),
    ]  # fmt: skip
    assert files[0].exif["camera"] == CAMERA
    assert ATTACHMENTS.read(files[0].digest) == photo()
    assert ATTACHMENTS.read(files[0].thumb_digest)


def test_they_are_kept_when_the_words_are_refused(citizen):
    text = citizen.refused(WHAT, what("太短") | {"uploads": [a_file()]})

    assert "电梯.jpg" in text
    assert "至少写 10 个字" in text


def test_the_words_are_kept_when_a_file_is_refused(citizen):
    text = citizen.refused(WHAT, what() | {"uploads": [a_file(b"MZ" + b"\0" * 99)]})

    assert "“电梯.jpg”" in text
    assert "三号楼电梯坏了半个月" in text
    assert not list(Path(settings.FILES_ROOT).rglob("??/*"))


def test_one_is_taken_away_again(citizen):
    bring(citizen, a_file(), a_file(png(), "公示栏.png"))

    answer = citizen.browser.post(WHAT, what(drop=sm3(photo())))

    text = citizen.get(answer["Location"])
    assert "公示栏.png" in text
    assert "电梯.jpg" not in text


def test_the_same_one_brought_again_is_there_once(citizen):
    for _ in range(2):
        bring(citizen, a_file())

    assert citizen.get(WHAT).count('name="drop"') == 1


def test_no_more_than_nine_come_together(citizen):
    bring(citizen, a_file())

    text = citizen.refused(WHAT, what() | {"uploads": [a_file(name=f"{n}.jpg") for n in range(9)]})

    assert "一共最多 9 个" in text


def test_who_brings_too_many_sends_the_words_alone(citizen, monkeypatch):
    monkeypatch.setattr("tingban.actions.accounts.quotas.spend", lambda *_, **__: NOW)

    text = citizen.refused(WHAT, what() | {"uploads": [a_file()]})

    assert "上传得太多了" in text


def test_a_file_that_was_swept_away_meanwhile_is_asked_for_again(citizen):
    bring(citizen, a_file())
    citizen.browser.post("/report/who/", who())
    ATTACHMENTS.drop(sm3(photo()))

    text = citizen.refused_to_send()

    assert "“电梯.jpg”放得太久" in text
    assert (Case.objects.count(), Arrival.objects.count()) == (0, 0)
