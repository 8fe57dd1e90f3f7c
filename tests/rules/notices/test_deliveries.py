"""The ways out of the house: which, how often, how long, and whose they are."""

from datetime import timedelta

import pytest

from tests.people import NOW
from tingban.rules.actors import ENABLED, Actor, Role
from tingban.rules.errors import NotAllowed
from tingban.rules.notices import (
    CHANNEL_LABELS,
    DELIVERY_LABELS,
    MOST_TRIES,
    UNDER_WAY,
    Addresses,
    Channel,
    DeliveryState,
    Kind,
    RecipientKind,
    check_keeps,
    is_too_old,
    next_try,
    ways_out,
)
from tingban.rules.notices.deliveries import LONGEST

ALL = tuple(Channel)


def test_every_word_is_there():
    assert set(CHANNEL_LABELS) == set(Channel)
    assert set(DELIVERY_LABELS) == set(DeliveryState)


@pytest.mark.parametrize(("to", "ways"), [
    (RecipientKind.USER, set()),
    (RecipientKind.POST, {Channel.MAIL}),
    (RecipientKind.UNIT, {Channel.MAIL}),
    (RecipientKind.OFFICE, {Channel.MAIL}),
    (RecipientKind.CASE, {Channel.SMS, Channel.WECHAT, Channel.MAIL}),
])  # fmt: skip
def test_each_recipient_has_its_ways_of_those_switched_on(to, ways):
    assert set(ways_out(to, Kind.REMINDER, on=ALL)) == ways
    assert set(ways_out(to, Kind.REMINDER, on=("mail",))) == ways & {Channel.MAIL}
    assert ways_out(to, Kind.REMINDER, on=()) == ()


@pytest.mark.parametrize("to", RecipientKind)
def test_what_the_house_says_of_itself_stays_in_the_house(to):
    assert ways_out(to, Kind.SYSTEM, on=ALL) == ()


def test_pauses_grow_and_end_within_a_day():
    at, pauses = NOW, []
    for tries in range(1, MOST_TRIES):
        then = next_try(tries, asked_at=NOW, at=at)
        pauses.append(then - at)
        at = then

    assert pauses == sorted(set(pauses))
    assert pauses[0] <= timedelta(minutes=1)
    assert at - NOW < LONGEST
    assert next_try(MOST_TRIES, asked_at=NOW, at=at) is None


def test_nothing_is_tried_again_after_a_day():
    late = NOW + LONGEST - timedelta(seconds=30)

    assert next_try(1, asked_at=NOW, at=late) is None
    assert not is_too_old(NOW, at=NOW + LONGEST)
    assert is_too_old(NOW, at=NOW + LONGEST + timedelta(seconds=1))


def test_mail_goes_to_the_mailbox_and_the_rest_to_the_mobile():
    addresses = Addresses(mobile="13800138000", mail="a@example.org")

    assert [addresses.on(channel) for channel in ALL] == [
        "a@example.org", "13800138000", "13800138000",
    ]  # fmt: skip
    assert repr(addresses) == "Addresses()"


def test_the_house_sees_to_three_states_by_itself():
    assert set(DeliveryState) - set(UNDER_WAY) == {
        DeliveryState.DELIVERED, DeliveryState.STUCK, DeliveryState.NOWHERE,
        DeliveryState.DROPPED,
    }  # fmt: skip


@pytest.mark.parametrize("role", sorted(ENABLED))
def test_the_city_office_and_the_administrator_keep_the_outbox(role):
    actor = Actor(1, "王", role, "zj-140800", "市局", "140800")
    if role in {Role.M_OP, Role.M_LD, Role.SYS}:
        check_keeps(actor)
        return

    with pytest.raises(NotAllowed, match="市级经办、市级负责人、系统管理员"):
        check_keeps(actor)
