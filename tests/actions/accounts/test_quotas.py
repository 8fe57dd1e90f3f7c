"""One address does one thing only so often."""

from datetime import timedelta

import pytest

from tests.at_once import at_once
from tests.people import NOW
from tingban.actions.accounts import quotas
from tingban.data.accounts.models import Tally
from tingban.rules.accounts import Quota

HERE, THERE = "203.0.113.7", "203.0.113.8"
RATE = Quota("test.rate", most=3, within=timedelta(hours=1))
LOCK = Quota("test.lock", most=3, within=timedelta(minutes=15), locks=True)


def _spend(quota: Quota, times: int = 1, *, address: str = HERE, about: str = "", after: int = 0):
    """What the last of so many tries was told, `after` minutes."""
    at = NOW + timedelta(minutes=after)
    told = [quotas.spend(quota, address=address, at=at, about=about) for _ in range(times)]
    return told[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("quota", [RATE, LOCK])
def test_the_last_that_is_allowed_passes_and_the_next_is_told_until_when(quota):
    assert _spend(quota, 3) is None
    assert _spend(quota, 1) == NOW + quota.within


@pytest.mark.django_db
def test_another_address_or_another_thing_has_a_count_of_its_own():
    assert _spend(LOCK, 4, about="a") is not None
    assert _spend(LOCK, about="b") is None
    assert _spend(LOCK, about="a", address=THERE) is None


@pytest.mark.django_db
def test_a_rate_runs_from_the_first_and_begins_anew_after_its_time():
    _spend(RATE, 2)

    assert _spend(RATE, 2, after=59) == NOW + timedelta(hours=1)
    assert _spend(RATE, 1, after=60) is None


@pytest.mark.django_db
def test_a_lock_runs_from_the_last_try_that_was_allowed_and_is_not_renewed_by_refused_ones():
    _spend(LOCK, 2)
    _spend(LOCK, 1, after=10)

    assert _spend(LOCK, 5, after=20) == NOW + timedelta(minutes=25)
    assert _spend(LOCK, 1, after=25) is None


@pytest.mark.django_db
def test_whoever_was_right_begins_anew():
    _spend(LOCK, 3)

    quotas.forgive(LOCK, address=HERE)

    assert _spend(LOCK, 3) is None


@pytest.mark.django_db(transaction=True)
def test_eight_tries_at_once_are_eight_tries():
    told = at_once(*[lambda: quotas.spend(LOCK, address=HERE, at=NOW)] * 8)

    assert sorted(answer is None for answer in told) == [False] * 5 + [True] * 3


@pytest.mark.django_db
def test_no_address_can_be_read_from_what_is_kept():
    _spend(RATE, address=HERE, about="TS-1")

    kept = " ".join(Tally.objects.values_list("mark", flat=True))
    assert HERE not in kept
    assert "TS-1" not in kept
    assert HERE not in quotas.veiled(HERE)


def test_the_log_knows_one_address_again():
    assert quotas.veiled(HERE) == quotas.veiled(HERE) != quotas.veiled(THERE)
    assert quotas.veiled("2001:db8:1:2::1") == quotas.veiled("2001:db8:1:2:ffff::9")


@pytest.mark.django_db
def test_counts_that_no_longer_count_are_dropped():
    _spend(RATE)
    _spend(LOCK, after=60 * 24)

    assert quotas.forget(at=NOW + timedelta(days=1, minutes=1)) == 1
    assert Tally.objects.count() == 1
