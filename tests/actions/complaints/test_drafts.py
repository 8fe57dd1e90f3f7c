"""Reports that are being written: opened by their secret alone, sent once, gone after a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.people import NOW, YANHU
from tingban.actions.complaints import drafts
from tingban.actions.complaints.receiving import ReceivedStatement
from tingban.data.complaints.models import Arrival, ReportDraft
from tingban.jobs import portal
from tingban.kit import clock
from tingban.rules.actors import visitor
from tingban.rules.complaints import Contact, ContactKind, is_query_code
from tingban.rules.complaints.drafts import LIFE, Part
from tingban.rules.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
STATEMENT = ReceivedStatement(text="电梯停运半个月没有人修", county_code=YANHU, place="无名小区")
TYPED = {"text": "电梯停运半个月"}


def typed(secret: str, *, is_right: bool = True):
    return drafts.change_draft(
        secret=secret,
        change=lambda draft: draft.with_typed(Part.WHAT, TYPED, is_right=is_right),
        at=NOW,
    )


def send(secret: str, statement: ReceivedStatement = STATEMENT):
    return drafts.send_draft(
        secret=secret, statement=statement, contact=Contact(ContactKind.ANONYMOUS),
        actor=visitor(), at=NOW,
    )  # fmt: skip


def test_what_was_typed_is_found_by_the_secret():
    secret = drafts.open_draft(at=NOW)

    draft = typed(secret)

    assert drafts.find_draft(secret, at=NOW) == draft
    assert draft.told(Part.WHAT) == TYPED
    assert draft.passed == {Part.WHAT}


def test_a_step_that_became_wrong_has_to_be_made_again():
    secret = drafts.open_draft(at=NOW)
    typed(secret)

    assert typed(secret, is_right=False).next_part is Part.WHERE
    assert Part.WHAT.value not in typed(secret, is_right=False).passed


def test_the_database_alone_opens_nothing():
    typed(drafts.open_draft(at=NOW))

    row = ReportDraft.objects.get()

    assert drafts.find_draft(row.mark, at=NOW) is None
    assert "电梯".encode() not in bytes(row.box)


def test_a_box_that_was_put_into_another_row_is_not_opened():
    one, other = drafts.open_draft(at=NOW), drafts.open_draft(at=NOW)
    typed(one)
    first, second = ReportDraft.objects.order_by("kept_at", "mark")
    ReportDraft.objects.filter(pk=first.pk).update(box=second.box)
    ReportDraft.objects.filter(pk=second.pk).update(box=first.box)

    assert drafts.find_draft(one, at=NOW) is None
    assert drafts.find_draft(other, at=NOW) is None


def test_it_is_sent_once_and_the_code_is_kept_until_it_was_shown():
    secret = drafts.open_draft(at=NOW)
    first, second = send(secret), send(secret)

    drafts.take_code(secret=secret, at=NOW)

    assert first == second
    assert is_query_code(first.code)
    assert drafts.find_draft(secret, at=NOW) == replace(first, code="")
    assert Arrival.objects.get().number == first.number


def test_a_refused_report_stays_a_draft():
    secret = drafts.open_draft(at=NOW)

    with pytest.raises(Refused):
        send(secret, replace(STATEMENT, text="太短"))

    assert not drafts.find_draft(secret, at=NOW).is_sent
    assert Arrival.objects.count() == 0


def test_nothing_is_sent_without_a_draft():
    with pytest.raises(NotFound, match="从头再填一次"):
        send("nobody's")


def test_what_nobody_has_touched_for_a_day_is_dropped_by_the_timer():
    old, young = drafts.open_draft(at=NOW), drafts.open_draft(at=NOW + timedelta(hours=1))

    assert drafts.find_draft(old, at=NOW + LIFE) is None
    with clock.standing_at(NOW + LIFE):
        portal.forget()

    assert ReportDraft.objects.count() == 1
    assert drafts.find_draft(young, at=NOW + LIFE) is not None
