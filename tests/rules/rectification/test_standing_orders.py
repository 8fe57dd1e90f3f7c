"""From which day on an order was not obeyed (物业管理条例 58, 民法典 201Ⅰ)."""

from datetime import date

import pytest

from tingban.rules.rectification.standing_orders import StandingOrder, term_of, why_not_lapsed

SERVED = date(2024, 9, 17)


def order(due_on: date | None, served_on: date = SERVED) -> StandingOrder:
    return StandingOrder("盐建责改字〔2024〕9号", "WT-1", served_on, due_on)


@pytest.mark.parametrize(
    ("orders", "term"),
    [
        ([], None),
        ([order(None)], None),
        ([order(date(2024, 9, 16))], None),  # over when it came
        ([order(SERVED)], SERVED),  # 立即整改
        ([order(date(2024, 9, 24))], date(2024, 9, 24)),
        ([order(date(2024, 9, 24)), order(date(2024, 9, 16))], date(2024, 9, 24)),
        # Told in time once, then once more after its term.
        ([order(SERVED), order(SERVED, date(2024, 9, 20))], SERVED),
    ],
)
def test_a_term_that_was_over_when_the_order_came_never_ran(orders, term):
    assert term_of(orders) == term


def test_without_a_term_that_ran_nobody_is_late_and_the_sentence_says_what_to_do():
    said = why_not_lapsed(term_of([order(date(2024, 9, 16))]), date(2025, 1, 1))

    assert "无从逾期（期限早于送达日期的不算）" in said
    assert "重新签发、送达" in said
