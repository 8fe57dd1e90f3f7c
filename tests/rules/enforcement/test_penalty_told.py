"""What the card tells of the ninety days, money and appeals, reckoned by hand (DL-14…DL-19)."""

from dataclasses import replace

import pytest

from tests.rules.enforcement.penalty_values import HISTORY, PENALTY, day, done, good
from tests.rules.enforcement.test_penalty_guards import SPOT_STEP
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import start
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_guards import GUARDS
from tingban.rules.enforcement.penalty_levers import WAN
from tingban.rules.enforcement.penalty_stages import Act, Stage
from tingban.rules.enforcement.penalty_told import IDLE, sums, told_clock


def told(now) -> dict[str, tuple[str, str]]:
    return {it.label: (it.text, it.why) for it in sums(now)}


# --- 90 days ------------------------------------------------------------------------------------


def test_a_hearing_that_runs_says_how_much_was_used_before_it():  # 60
    # Filed on the 5th, asked for on the 21st: the 6th to the 20th counted, fifteen days.
    clock = told_clock(good("call_hearing", Stage.HEARING), None)

    assert clock.is_stopped
    assert "6月21日起听证期间不计，已用 15 天，还剩 75 天" in clock.reason


def test_after_it_the_sum_is_shown_and_meets_the_last_day():
    # 90 days from 5 June end on 3 September; 17 more on the 20th.
    now = good("decide", Stage.HEARD)
    clock = told_clock(now, start(seen.TO_DECIDE, seen.midnight(day(6, 5)), seen.calendar_of(now)))

    assert clock.due_on == seen.decide_by(now) == day(9, 20)
    assert "扣除听证 17 天（6月21日—7月7日）" in clock.reason


def test_the_second_hearing_adds_to_the_first():
    again = [done(Act.ASK_HEARING, day(7, 10)), done(Act.DROP_HEARING, day(7, 13))]
    now = good("decide", Stage.HEARD, more=again)
    clock = told_clock(now, start(seen.TO_DECIDE, seen.midnight(day(6, 5)), seen.calendar_of(now)))
    waiting = replace(now, stage=Stage.HEARING, moves=now.moves[:-1])

    assert "扣除听证 20 天（6月21日—7月7日、7月10日—7月12日）" in clock.reason
    # 15 days before the first, the 8th and 9th of July after it.
    assert "已用 17 天，还剩 73 天" in told_clock(waiting, None).reason


def test_another_limit_is_told_as_it_runs():
    kept = good("release", Stage.INQUIRY)
    clock = start(seen.KEEPING, seen.midnight(day(6, 10)), seen.calendar_of(kept))
    heard = good("serve", Stage.DECIDED)
    service = start(seen.DECISION, seen.midnight(day(7, 12)), seen.calendar_of(heard))

    assert told_clock(kept, clock) is clock
    assert told_clock(heard, service) is service


# --- money, rights ------------------------------------------------------------------------------


def test_before_it_is_late_the_fine_alone_is_owed_until_its_day():
    found = told(good("pay_all", Stage.SERVED))  # 22 July

    assert found["缴款期限"] == (
        "2024年7月30日", "2024年7月15日送达，自收到之日起 15 日（行政处罚法第六十七条）",
    )  # fmt: skip
    assert found["今天应缴"][0] == "60,000.00 元 ＝ 罚款 60,000.00 元"
    assert "到期不缴的，从 2024年7月31日起每日" in found["今天应缴"][1]
    assert "已经缴款" not in found
    assert found["复议期限"][0] == "2024年9月13日"  # sixty days from 15 July
    assert found["起诉期限"][0] == "2025年1月15日"


def test_ten_days_late_and_a_part_paid_the_sum_can_be_followed():
    # 30 July was the last day: nine days of 60,000 and one of 50,000, at 3 %.
    part = done("pay_part", day(8, 9), amount=WAN)
    text, why = told(good("pay_all", Stage.URGED, more=[part], on=day(8, 9)))["今天应缴"]

    assert text == (
        "67,700.00 元 ＝ 罚款 60,000.00 元 ＋ 加处罚款 17,700.00 元 － 已缴 10,000.00 元"
    )
    assert "从 2024年7月31日起每日按没有缴的罚款的百分之三加处（全额未缴时每日 1,800.00 元）" in why
    assert "缴清的当天也计；先缴的一部分从缴款当天起不再计" in why
    found = told(good("pay_all", Stage.URGED, more=[part], on=day(8, 9)))
    assert found["已经缴款"] == ("10,000.00 元", "2024年8月9日 10,000.00 元")


def test_a_day_of_rest_at_the_end_is_said_to_have_moved_it():
    served = [replace(it, on=day(7, 5)) if it.act == Act.SERVE else it for it in HISTORY]
    now = good("pay_all", Stage.SERVED)
    moves = tuple(it for it in served if it.on <= day(7, 12))

    # 20 July is a Saturday.
    assert told(replace(now, moves=moves))["缴款期限"] == (
        "2024年7月22日",
        (
            "2024年7月5日送达，自收到之日起 15 日（行政处罚法第六十七条）"
            "，末日是休息日，顺延到下一个工作日"
        ),
    )  # fmt: skip


def test_days_of_a_review_are_named_as_not_counted():  # 73Ⅲ
    asked = done("appeal", day(8, 2), appeal="review")
    running = told(good("pay_all", Stage.URGED, more=[asked], on=day(8, 9)))
    ended = done("end_appeal", day(8, 6), outcome="kept")
    after = told(good("pay_all", Stage.URGED, more=[asked, ended], on=day(8, 9)))

    assert "2024年8月2日至今" in running["今天应缴"][1]
    assert running["复议、诉讼"][0].startswith("正在进行")
    # 31 July, 1 August, 7, 8 and 9 August.
    assert "加处罚款 9,000.00 元" in after["今天应缴"][0]
    assert "2024年8月2日至2024年8月6日" in after["今天应缴"][1]
    assert after["对复议决定不服的起诉期限"][0] == "2024年8月21日"


def test_paid_off_nothing_is_owed_though_the_day_of_paying_counted():
    late = done("pay_all", day(8, 9), amount=78_000_00)

    assert told(good("close", Stage.PAID, more=[late]))["今天应缴"] == ("已缴清", "")


def test_on_the_spot_a_review_comes_first_and_a_warning_leaves_nothing_to_pay():
    spot = told(good("pay_all", Stage.SERVED, more=[SPOT_STEP]))
    warned = told(good("publish", Stage.SERVED, proposal={"kinds": ["warning"], "fine": 0}))

    assert "先申请行政复议" in spot["起诉期限"][0]
    assert set(warned) == {"复议期限", "起诉期限"}


def test_before_the_decision_and_after_its_end_nothing_is_told():
    assert sums(good("decide", Stage.HEARD)) == ()
    assert sums(good("unpublish", Stage.REVOKED, more=[done("revoke", day(7, 22))])) == ()


# --- lines with nothing to look at --------------------------------------------------------------


@pytest.mark.parametrize(
    ("guard", "without", "proposal"),
    [
        (GuardKey.PLEA_ANSWERED, ["plead", "answer_plea"], {}),
        (GuardKey.PLEA_FOLLOWED, [], {}),
        (GuardKey.HEARING_RECORDED, ["hold_hearing"], {}),
        (GuardKey.HELD_THEN, ["call_hearing"], {}),
        (GuardKey.DISCUSSED, [], {"grave": "no"}),
        (GuardKey.REVIEW_PASSED, ["hold_hearing"], {"review": []}),
        (GuardKey.HEARING_SETTLED, [], {"hearing": "no"}),
        (GuardKey.NOTHING_KEPT, [], {}),
    ],
)
def test_a_line_with_nothing_to_look_at_is_idle_and_its_guard_silent(guard, without, proposal):
    now = good("decide", Stage.HEARD, gone=without, proposal=PENALTY | proposal)

    assert IDLE[guard](now)
    assert not GUARDS[guard](now, None)


@pytest.mark.parametrize(
    ("guard", "more"),
    [
        (GuardKey.PLEA_ANSWERED, []),
        (GuardKey.PLEA_FOLLOWED, [done("answer_plea", day(7, 11), accepted="yes")]),
        (GuardKey.HEARING_RECORDED, []),
        (GuardKey.HELD_THEN, []),
        (GuardKey.DISCUSSED, []),
        (GuardKey.REVIEW_PASSED, []),
        (GuardKey.HEARING_SETTLED, []),
        (GuardKey.NOTHING_KEPT, [done("keep", day(7, 11))]),
    ],
)
def test_it_is_not_idle_once_there_is_something(guard, more):
    assert not IDLE[guard](good("decide", Stage.HEARD, more=more))


def test_every_limit_that_is_told_is_one_of_the_table():
    assert {seen.REVIEW.key, seen.SUIT.key, seen.AFTER_REVIEW.key} <= set(LIMIT_BY_KEY)
