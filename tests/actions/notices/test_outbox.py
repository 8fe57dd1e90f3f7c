"""Telling: once a key, in the transaction of the act, without a contact."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.notices import DESK, MESSAGE, told
from tests.people import NOW, YANHU, clerk
from tingban.actions.audit.log import record
from tingban.actions.notices import outbox
from tingban.data.notices.models import Delivery, Notice
from tingban.rules.actors import Role
from tingban.rules.notices import Kind, Message, Recipient

pytestmark = pytest.mark.django_db


def _tell(**changes: object) -> bool:
    defaults = {
        "key": "problem.due:1", "subject": "problem:WT-140802-2024-000001", "to": DESK,
        "message": MESSAGE, "at": NOW,
    }  # fmt: skip
    return outbox.tell(**(defaults | changes))


def test_a_key_is_told_once():
    assert [_tell(), _tell(), _tell(message=Message(Kind.TASK, "别的", "别的内容"))] == [
        True, False, False,
    ]  # fmt: skip
    assert Notice.objects.get().title == MESSAGE.title


def test_what_was_told_in_an_act_that_failed_was_not_told():
    with transaction.atomic():
        _tell()
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert _tell()


def test_the_notice_remembers_the_act_that_told_it():
    entry = record(actor=clerk(), at=NOW, act="rectification.order_served", subject="order:1")

    _tell(act=entry)

    assert Notice.objects.get().act == entry


@pytest.mark.parametrize("to", [
    Recipient.user(0), Recipient.post("zj-140802", Role.C_OP), Recipient.unit("zj-140802"),
    Recipient.office(YANHU, Role.C_OP, Role.C_LD), Recipient.case("TS-140802-2024-000001"),
])  # fmt: skip
def test_every_kind_of_recipient_can_be_told(to):
    if to.user_id is not None:
        to = Recipient.user(clerk().person_id)

    row = told(to)

    kept = (row.user_id, row.unit_code, row.area_code, tuple(row.roles), row.case_number)
    assert kept == (to.user_id, to.unit_code, to.area_code, to.roles, to.case_number)


@pytest.mark.parametrize("to", [
    Recipient(Recipient.case("x").kind),
    Recipient(Recipient.unit("x").kind, unit_code="zj-140802", case_number="TS-1"),
    Recipient(Recipient.unit("x").kind, area_code="140802"),
])  # fmt: skip
def test_the_database_refuses_a_recipient_that_is_none(to):
    with pytest.raises(IntegrityError, match="notices_notice_recipient"):
        _tell(to=to)


def test_the_database_refuses_an_unknown_kind(db):
    row = told()
    row.pk, row.key, row.kind = None, "other", "gossip"

    with pytest.raises(IntegrityError, match="notices_notice_kind"):
        row.save(force_insert=True)


def test_no_contact_is_kept_in_a_notice():
    told(message=Message(Kind.TASK, "回电 13935912345", "或写信 a@163.com"))

    row = Notice.objects.get()
    assert (row.title, row.text) == ("回电 ***", "或写信 ***")


def test_what_was_told_cannot_be_changed():
    row = told()
    row.title = "改过"

    with pytest.raises(DatabaseError, match="append-only"):
        row.save(update_fields=["title"])


@pytest.mark.parametrize(("changes", "constraint"), [
    ({"state": "lost"}, "notices_delivery_state"),
    ({"state": "stuck"}, "notices_delivery_state"),
    ({"next_at": None}, "notices_delivery_state"),
    ({"ended_at": NOW}, "notices_delivery_state"),
    ({"channel": "pigeon"}, "notices_delivery_channel"),
])  # fmt: skip
def test_the_database_refuses_a_delivery_that_is_none(changes, constraint):
    fields = {"notice": told(), "channel": "mail", "asked_at": NOW, "next_at": NOW} | changes

    with pytest.raises(IntegrityError, match=constraint):
        Delivery.objects.create(**fields)


def test_a_notice_goes_one_way_once():
    fields = {"notice": told(), "channel": "mail", "asked_at": NOW, "next_at": NOW}
    Delivery.objects.create(**fields)

    with pytest.raises(IntegrityError, match="notices_delivery_once"):
        Delivery.objects.create(**fields)


def test_a_rolled_back_act_leaves_no_job(settings):
    settings.NOTICE_CHANNELS = ("mail",)

    with transaction.atomic():
        _tell()
        assert ProcrastinateJob.objects.filter(task_name="notices.deliver").count() == 1
        transaction.set_rollback(True)

    assert not ProcrastinateJob.objects.filter(task_name="notices.deliver").exists()
