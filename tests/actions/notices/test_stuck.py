"""What did not get out: sent again or let be, by those who look after it, with an event each."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.at_once import at_once, refusals
from tests.notices import delivery, told
from tests.people import NOW, city_clerk, person
from tingban.actions.notices import stuck
from tingban.data.audit.models import Entry
from tingban.data.notices.models import Delivery
from tingban.rules.actors import ENABLED, Role
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.notices import KEEPERS, UNDELIVERED, DeliveryState

LATER = NOW.replace(day=20)


def resend(row: Delivery, actor=None) -> None:
    stuck.resend(delivery_id=row.pk, actor=actor or city_clerk(), at=LATER)


def drop(row: Delivery, reason: str = "已电话告知", actor=None) -> None:
    stuck.drop(delivery_id=row.pk, reason=reason, actor=actor or city_clerk(), at=LATER)


def jobs() -> list[str]:
    rows = ProcrastinateJob.objects.filter(task_name="notices.deliver")
    return [job.args["delivery"] for job in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNDELIVERED)
def test_it_is_sent_again_from_the_start_under_the_same_id(state):
    row = delivery(state, tries=8)

    resend(row)

    row.refresh_from_db()
    assert (row.state, row.tries, row.note, row.asked_at) == ("waiting", 0, "", LATER)
    assert jobs() == [str(row.pk)]
    entry = Entry.objects.get(act="notices.delivery_resent")
    assert (entry.subject, entry.actor_id) == (f"delivery:{row.pk}", city_clerk().user_id)


@pytest.mark.django_db
@pytest.mark.parametrize("state", UNDELIVERED)
def test_it_is_let_be_with_a_reason(state):
    row = delivery(state)

    drop(row, " 已电话告知 13935912345 ")

    row.refresh_from_db()
    assert (row.state, row.note, row.ended_at) == ("dropped", "已电话告知 ***", LATER)
    entry = Entry.objects.get(act="notices.delivery_dropped")
    assert (entry.note, entry.after["state"]) == ("已电话告知 ***", "不再发送")
    assert jobs() == []


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_it_stays(reason):
    row = delivery()

    with pytest.raises(Refused, match="请写明"):
        drop(row, reason)

    assert Delivery.objects.get().state == "stuck"


@pytest.mark.django_db
@pytest.mark.parametrize("state", sorted(set(DeliveryState) - set(UNDELIVERED)))
@pytest.mark.parametrize("act", [resend, drop])
def test_what_is_under_way_or_settled_is_left(state, act):
    row = delivery(state)

    with pytest.raises(NotNow, match="不用处理"):
        act(row)


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(ENABLED))
@pytest.mark.parametrize("act", [resend, drop])
def test_only_those_who_look_after_it_may(role, act):
    row = delivery()
    if role in KEEPERS:
        act(row, actor=person(role))
        assert Delivery.objects.get().state != "stuck"
        return

    with pytest.raises(NotAllowed):
        act(row, actor=person(role))
    with pytest.raises(NotAllowed):
        stuck.resend_stuck(actor=person(role), at=NOW)


@pytest.mark.django_db
def test_what_does_not_exist_is_not_found():
    row = delivery()
    Delivery.objects.all().delete()

    with pytest.raises(NotFound):
        resend(row)


@pytest.mark.django_db
def test_all_that_are_stuck_are_sent_again_and_nothing_else():
    rows = [delivery(), delivery(), delivery(DeliveryState.FAILED), delivery(DeliveryState.DROPPED)]

    count = stuck.resend_stuck(actor=person(Role.SYS), at=LATER)

    assert count == 2
    assert set(jobs()) == {str(row.pk) for row in rows[:2]}
    assert Entry.objects.filter(act="notices.delivery_resent").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_see_to_the_same_the_second_is_told():
    row, actor = delivery(notice=told()), city_clerk()

    answers = at_once(lambda: resend(row, actor), lambda: drop(row, actor=actor))

    assert len(refusals(answers)) == 1
    assert Entry.objects.filter(subject=f"delivery:{row.pk}").count() == 1
