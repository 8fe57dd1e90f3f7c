"""The second round of the scanner, and what was kept for an act that was not done."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.db import transaction

from tests import sample_files as files
from tests.attached import attached
from tests.people import NOW
from tests.stories import a_community, a_problem
from tingban.actions.documents import attachments, scanning
from tingban.data.audit.models import Entry
from tingban.data.documents.models import Attachment, AttachmentScan
from tingban.gateways import clamd
from tingban.gateways.clamd import Address, Scanned, TooLarge, Unreachable
from tingban.gateways.files import ATTACHMENTS
from tingban.kit.digests import sm3

pytestmark = pytest.mark.django_db
DAY = 24 * 3600


@pytest.fixture
def subject() -> str:
    return f"problem:{a_problem(a_community()).number}"


@pytest.fixture
def scanner(settings, monkeypatch):
    """Turn it on with what it is to say; a refusal is raised."""

    def say(answer: Scanned | Exception) -> list[bytes]:
        seen: list[bytes] = []

        def scan(data: bytes) -> Scanned:
            seen.append(data)
            if isinstance(answer, Exception):
                raise answer
            return answer

        settings.CLAMD = Address(path="/imitated")
        monkeypatch.setattr(clamd, "scan", scan)
        return seen

    return say


def test_what_came_before_the_scanner_is_scanned_once(subject, scanner):
    attached(subject, files.photo())
    seen = scanner(Scanned("", "ClamAV 1"))

    assert scanning.scan_waiting(at=NOW) == 1
    assert scanning.scan_waiting(at=NOW) == 0
    assert seen == [files.photo()]
    told = AttachmentScan.objects.get()
    assert (told.verdict, told.engine, told.recorded_at) == ("clean", "ClamAV 1", NOW)
    assert Entry.objects.get(act="documents.attachment_scanned").subject == subject


def test_a_virus_that_is_found_later_takes_the_file_away(subject, scanner):
    row = attached(subject, files.pdf(), "报告.pdf")
    scanner(Scanned("Bad.Thing", "ClamAV 1"))

    scanning.scan_waiting(at=NOW)

    row.refresh_from_db()
    assert row.retracted_by.note == "查出病毒（Bad.Thing）"
    assert row.retracted_by.act == "documents.attachment_sealed_off"
    assert AttachmentScan.objects.get().virus == "Bad.Thing"


def test_a_silent_scanner_is_asked_again_next_time(subject, scanner):
    attached(subject, files.photo())
    attached(subject, files.png(), "b.png")
    seen = scanner(Unreachable("away"))

    assert scanning.scan_waiting(at=NOW) == 0
    assert len(seen) == 1
    assert not AttachmentScan.objects.exists()


def test_what_is_too_large_for_it_is_not_sent_again_and_again(subject, scanner):
    attached(subject, files.photo())
    seen = scanner(TooLarge("limit"))

    scanning.scan_waiting(at=NOW)
    scanning.scan_waiting(at=NOW)

    assert len(seen) == 1
    assert AttachmentScan.objects.get().verdict == "too_large"


def test_bytes_that_are_missing_stop_nobody_else(subject, scanner):
    gone = attached(subject, files.pdf(), "a.pdf")
    ATTACHMENTS.drop(gone.digest)
    attached(subject, files.photo())
    scanner(Scanned("", "ClamAV 1"))

    assert scanning.scan_waiting(at=NOW) == 1


def test_a_file_that_was_retracted_meanwhile_stays_without_a_verdict(subject, scanner, monkeypatch):
    row = attached(subject, files.photo())
    scanner(Scanned("", "ClamAV 1"))
    original = scanning._state

    def state(*told):
        attachments.retract(row, act="documents.attachment_retracted", reason="传错",
                            actor=scanning.SYSTEM, at=NOW)  # fmt: skip
        return original(*told)

    monkeypatch.setattr(scanning, "_state", state)

    assert scanning.scan_waiting(at=NOW) == 0
    assert not AttachmentScan.objects.exists()


def test_where_no_scanner_is_named_nothing_is_done(subject):
    attached(subject, files.photo())

    assert scanning.scan_waiting(at=NOW) == 0


def _age(seconds: float) -> None:
    past = time.time() - seconds
    for path in Path(conf.FILES_ROOT).rglob("*"):
        if path.is_file():
            os.utime(path, (past, past))


def test_what_an_act_kept_that_was_not_done_is_swept_away(subject):
    attached(subject, files.photo())
    with transaction.atomic():
        attached(subject, files.pdf(), "a.pdf")
        transaction.set_rollback(True)
    _age(2 * DAY)

    assert attachments.sweep() == 1
    row = Attachment.objects.get()
    for digest in (row.digest, row.copy_digest, row.thumb_digest):
        assert ATTACHMENTS.read(digest)


def test_what_was_just_kept_waits_for_its_row(subject):
    ATTACHMENTS.keep(b"fresh")

    assert attachments.sweep() == 0
    assert ATTACHMENTS.read(sm3(b"fresh")) == b"fresh"


def test_the_bytes_of_a_retracted_file_stay_sealed(subject):
    row = attached(subject, files.photo())
    attachments.retract(row, act="documents.attachment_retracted", reason="传错",
                        actor=scanning.SYSTEM, at=NOW)  # fmt: skip
    _age(2 * DAY)

    assert attachments.sweep() == 0
    assert ATTACHMENTS.read(row.digest) == files.photo()
