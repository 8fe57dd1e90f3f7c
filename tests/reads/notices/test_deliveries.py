"""What did not get out, for those who look after it; the administrator reads no content."""

from uuid import uuid4

import pytest

from tests.notices import DESK, delivery, message, told
from tests.people import NOW, YANHU, person
from tests.web.visitors import a_unit
from tingban.kit.windows import Window
from tingban.reads.notices import deliveries
from tingban.reads.notices.deliveries import Asked
from tingban.rules.actors import ENABLED, Role
from tingban.rules.errors import NotFound
from tingban.rules.notices import KEEPERS, Channel, DeliveryState, Kind, Recipient

pytestmark = pytest.mark.django_db


def lines(role: Role = Role.M_OP, **asked: str) -> list[deliveries.DeliveryLine]:
    found = deliveries.outgoing(person(role), Asked(**asked), Window())
    assert found.total == len(found.rows)
    return list(found.rows)


@pytest.mark.parametrize("role", sorted(ENABLED))
def test_it_exists_for_its_keepers_alone(role):
    row = delivery()
    seen = (len(lines(role)), deliveries.count_stuck(person(role)))

    assert seen == ((1, 1) if role in KEEPERS else (0, 0))
    if role not in KEEPERS:
        with pytest.raises(NotFound):
            deliveries.delivery(person(role), row.pk)


def test_in_trouble_is_what_is_shown_unless_asked_otherwise():
    for state in DeliveryState:
        delivery(state)

    assert {line.label for line in lines()} == {"停滞", "失败，会再发"}
    assert [line.label for line in lines(state="nowhere")] == ["没有地址"]


def test_one_way_is_shown_alone():
    delivery(channel=Channel.SMS.value)
    delivery()

    assert [line.way for line in lines(channel="sms")] == ["短信"]


def test_the_next_try_is_told_while_there_is_one():
    delivery(DeliveryState.FAILED)
    delivery(DeliveryState.WAITING)

    assert [line.next_at for line in lines()] == [NOW]
    assert [line.next_at for line in lines(state="waiting")] == [None]


@pytest.mark.parametrize(("to", "city", "administrator"), [
    (DESK, "盐湖区 县级经办、县级负责人", "盐湖区 县级经办、县级负责人"),
    (Recipient.unit("zj-140802"), "盐湖区住建局", "盐湖区住建局"),
    (Recipient.post("zj-140802", Role.C_OP), "盐湖区住建局 县级经办", "盐湖区住建局 县级经办"),
    (Recipient.unit("gone"), "gone", "gone"),
    (Recipient.case("TS-1"), "投诉举报人（TS-1）", "投诉举报人"),
])  # fmt: skip
def test_the_recipient_in_words(to, city, administrator):
    a_unit(YANHU)
    row = delivery(notice=told(to))

    assert [lines(role)[0].to_whom for role in (Role.M_OP, Role.SYS)] == [city, administrator]
    assert deliveries.delivery(person(Role.M_OP), row.pk).to_whom == city


def test_the_administrator_reads_what_kind_it_is_and_not_what_it_says():
    delivery(notice=told(message=message("锦绣花园漏水", Kind.OVERDUE)))

    assert [lines(role)[0].title for role in (Role.M_LD, Role.SYS)] == ["锦绣花园漏水", "逾期"]


def test_what_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        deliveries.delivery(person(Role.M_OP), uuid4())


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_asks_as_much_for_many_as_for_one(count, django_assert_num_queries):
    for _ in range(count):
        delivery(notice=told(Recipient.unit(a_unit(YANHU))))
    actor = person(Role.M_OP)

    with django_assert_num_queries(3):
        deliveries.outgoing(actor, Asked(), Window())
