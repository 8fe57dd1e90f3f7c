"""TV-F: 3 % a day, at most the fine itself, frozen while a review or a suit runs (72, 73Ⅲ)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.enforcement.penalty_values import day, done, good
from tingban.rules.deadlines.clock import Pause
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_levers import WAN, yuan
from tingban.rules.enforcement.penalty_stages import Act, Stage
from tingban.rules.enforcement.penalty_sums import Payment, surcharge

DUE = date(2024, 7, 30)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "more"), [(0, 0), (1, 1_500), (10, 15_000), (33, 49_500), (34, 50_000), (400, 50_000)]
)
def test_a_fine_of_50000_yuan_grows_by_the_day_up_to_itself(days, more):
    assert surcharge(50_000_00, DUE, after(days)) == more * 100


def test_no_day_of_a_review_or_suit_counts_its_first_and_last_included():
    running = (Pause(after(3), after(12)),)

    assert surcharge(50_000_00, DUE, after(12), pauses=running) == 3_000_00
    assert surcharge(50_000_00, DUE, after(13), pauses=running) == 4_500_00
    assert surcharge(50_000_00, DUE, after(99), pauses=(Pause(after(3)),)) == 3_000_00


def test_what_is_paid_bears_nothing_from_that_day_on():
    paid = (Payment(after(5), 30_000_00),)

    assert surcharge(50_000_00, DUE, after(10), payments=paid) == (4 * 1_500 + 6 * 600) * 100


@given(
    fine=st.integers(1, 20 * WAN),
    late=st.integers(0, 60),
    since=st.integers(-5, 40),
    length=st.integers(0, 30),
)
def test_it_is_the_sum_of_its_days(fine, late, since, length):
    pause = Pause(after(since), after(since + length))
    counted = sum(1 for it in range(1, late + 1) if not since <= it <= since + length)

    got = surcharge(fine, DUE, after(late), pauses=(pause,))

    assert got == min(fine * 3 * counted // 100, fine)
    assert got <= fine


def test_what_is_owed_counts_fine_surcharge_and_payments():
    now = good("pay_all", Stage.URGED, on=day(8, 9))  # due 30 July, ten days late
    partly = good("pay_all", Stage.URGED, more=[done("pay_part", day(8, 9), amount=WAN)],
                  on=day(8, 9))  # fmt: skip

    assert seen.owed(now, day(8, 9)) == 6 * WAN + 18_000_00
    assert seen.owed(partly, day(8, 9)) == 6 * WAN + (9 * 1_800 + 1_500) * 100 - WAN


def test_a_deferral_and_a_changed_fine_are_what_is_owed():
    later = done("defer", day(7, 20), deferred_until="2024-12-31")
    changed = done("end_appeal", day(8, 1), outcome="changed", changed_fine=5 * WAN)
    now = good("pay_all", Stage.SERVED, more=[later, changed], on=day(12, 31))

    assert seen.pay_by(now) == day(12, 31)
    assert seen.owed(now, day(12, 31)) == 5 * WAN
    assert seen.owed(now, day(1, 1, 2025)) == 5 * WAN + 1_500_00


@pytest.mark.parametrize(
    ("cents", "words"),
    [(5 * WAN, "5万元"), (3_000_00, "3,000元"), (1_234_50, "1,234.50元"), (0, "0元")],
)
def test_amounts_in_sentences(cents, words):
    assert yuan(cents) == words


def test_the_last_day_to_appeal_is_that_of_the_suit_on_the_spot_that_of_the_review():
    ordinary = good("urge", Stage.SERVED)
    spot = good("report_copy", Stage.SERVED, more=[done(Act.DECIDE_ON_SPOT, day(6, 3))])

    assert seen.appeal_ends_on(ordinary) == day(1, 15, 2025)
    assert seen.appeal_ends_on(spot) == day(8, 2)


def test_after_a_review_there_are_fifteen_days_to_sue_and_after_a_judgment_none():
    def ended(appeal: str):
        moves = [done("appeal", day(7, 20), appeal=appeal), done("end_appeal", day(9, 2),
                                                                 outcome="kept")]  # fmt: skip
        return seen.appeal_ends_on(good("urge", Stage.SERVED, more=moves))

    assert ended("review") == day(9, 18)  # the 17th is 中秋
    assert ended("suit") == day(9, 2)
    running = good("urge", Stage.SERVED, more=[done("appeal", day(7, 20), appeal="suit")])
    assert seen.appeal_ends_on(running) is None


def test_a_deferral_moves_the_three_months_for_the_court():  # 72Ⅱ
    later = done("defer", day(7, 20), deferred_until="2025-03-31")
    now = good("apply_court", Stage.URGED, more=[later])

    assert seen.court_by(now) == day(6, 30, 2025)
