"""Passwords, locks, sessions and posts (DOMAIN 9.2, items 2-7)."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest

from tests.people import NOW
from tingban.rules import accounts
from tingban.rules.accounts import ABSOLUTE_LIMIT, IDLE_LIMIT, POWERS
from tingban.rules.actors import ENABLED, Role
from tingban.rules.errors import NotAllowed, Refused

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("password", ["Ab#3efghij", "盐湖Ab#3efgh", "a B#3 cd ef gh"])
def test_ten_signs_of_four_classes_pass(password):
    accounts.check_password(password, username="wang", name="王经办")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("Ab#3efghi", "只有 9 位"),
        ("ab#3efghij", "还缺大写字母"),
        ("AB#3EFGHIJ", "还缺小写字母"),
        ("Ab#cefghij", "还缺数字"),
        ("Abc3efghij", "还缺符号"),
        ("abcdefghij", "还缺大写字母、数字、符号"),
        ("Wang.li#2024", "登录名"),
        ("Ab#3王经办efgh", "姓名"),
        ("P@ssw0rd!!Password1"[9:] + "#", "常见词"),
        ("Aa1#Aa1#Aa1#", "常见词"),
    ],
)
def test_a_weak_password_is_told_what_it_lacks(password, sentence):
    with pytest.raises(Refused, match=sentence):
        accounts.check_password(password, username="wang.li", name="王经办")


@pytest.mark.parametrize(("days", "stale"), [(90, False), (90.1, True)])
def test_a_password_lasts_ninety_days(days, stale):
    changed = NOW - timedelta(days=days)

    assert accounts.password_is_stale(changed, now=NOW) is stale


def test_a_password_never_set_by_its_owner_is_not_judged():
    assert not accounts.password_is_stale(None, now=NOW)


def test_a_session_is_idle_after_half_an_hour_and_over_after_twelve():
    assert not accounts.session_is_idle(NOW - IDLE_LIMIT, now=NOW)
    assert accounts.session_is_idle(NOW - IDLE_LIMIT - SECOND, now=NOW)
    assert not accounts.session_is_over(NOW - ABSOLUTE_LIMIT, now=NOW)
    assert accounts.session_is_over(NOW - ABSOLUTE_LIMIT - SECOND, now=NOW)


def _failures(*minutes_ago: float):
    return [NOW - timedelta(minutes=ago) for ago in minutes_ago]


@pytest.mark.parametrize(
    ("failures", "ends_in"),
    [
        ((), None),
        ((4, 3, 2, 1), None),
        ((5, 4, 3, 2, 1), 29),
        ((31, 4, 3, 2, 1), None),
        ((29, 28, 27, 26, 25), 5),
    ],
)
def test_five_failures_within_half_an_hour_lock_from_the_last(failures, ends_in):
    expected = NOW + timedelta(minutes=ends_in) if ends_in is not None else None

    assert accounts.lock_ends(_failures(*failures), now=NOW) == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("held", Role)
def test_the_three_powers_stand_apart_from_each_other_and_from_business(role, held):
    apart = role is not held and bool({role, held} & POWERS)

    with pytest.raises(NotAllowed, match="三权分立") if apart else nullcontext():
        accounts.check_post(role, held={held})


@pytest.mark.parametrize("role", Role)
def test_a_first_post_may_be_any(role):
    accounts.check_post(role, held=set())


def test_a_term_ends_after_it_begins():
    accounts.check_term(date(2024, 6, 1), date(2024, 6, 1))
    accounts.check_term(date(2024, 6, 1), None)
    with pytest.raises(Refused, match="早于"):
        accounts.check_term(date(2024, 6, 2), date(2024, 6, 1))


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_word(role):
    assert accounts.role_label(role)
    assert accounts.is_enabled(role) == (role in ENABLED)


@pytest.mark.parametrize(("address", "network"), [
    ("203.0.113.7", "203.0.113.7"),
    ("::ffff:203.0.113.7", "203.0.113.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
    ("", ""),
])  # fmt: skip
def test_a_household_counts_as_one_address(address, network):
    assert accounts.network_of(address) == network


def test_a_quota_is_spent_by_the_one_that_is_too_many():
    quota = accounts.Quota("a", most=10, within=timedelta(hours=1))

    assert [quota.is_spent(count) for count in (1, 10, 11)] == [False, False, True]
