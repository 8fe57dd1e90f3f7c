"""Which clock runs after each step, and until which day (DL-14…DL-19, 26, 27, 33)."""

from dataclasses import replace

import pytest

from tests.rules.enforcement.penalty_values import day, done, good
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.enforcement import penalty_course as seen
from tingban.rules.enforcement.penalty_clocks import due
from tingban.rules.enforcement.penalty_flow import STEPS
from tingban.rules.enforcement.penalty_guards import GUARDS
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage


def row(act: str, start: str):
    return next(step for step in STEPS if step.act == act and step.start == start)


# act, stage before, what else, the clock that runs then and its last day
RUNNING = [
    ("file", Stage.CLUE, {}, "DL-14", day(9, 3)),
    ("conclude", Stage.INQUIRY, {}, "DL-14", day(9, 3)),
    # 56: seven working days, 端午 between
    ("keep", Stage.INQUIRY, {}, "DL-15", day(6, 19)),
    ("release", Stage.INQUIRY, {}, "DL-14", day(9, 3)),
    ("notify", Stage.CONCLUDED, {}, "DL-14", day(9, 3)),
    # the hearing stops it, seventeen days are given back
    ("ask_hearing", Stage.NOTICED, {}, "", None),
    ("hold_hearing", Stage.HEARING, {}, "DL-14", day(9, 20)),
    # 61 and DL-26 end on the same day; service comes first
    ("decide", Stage.HEARD, {}, "DL-17", day(7, 23)),
    ("serve", Stage.DECIDED, {}, "DL-26", day(7, 23)),
    ("publish", Stage.SERVED, {}, "DL-18", day(7, 30)),
    ("pay_all", Stage.SERVED, {}, "", None),
    ("urge", Stage.SERVED, {}, "DL-33/court", day(4, 15, 2025)),
    ("apply_court", Stage.URGED, {}, "", None),
    ("revoke", Stage.PAID, {}, "DL-27", day(7, 25)),
    ("unpublish", Stage.REVOKED, {}, "", None),
    ("decide_on_spot", Stage.SPOT, {}, "DL-26", day(6, 13)),
    ("close", Stage.SPARED, {"gone": ["decide", "serve", "publish"]}, "", None),
]


@pytest.mark.parametrize(("act", "stage", "other", "rule", "on"), RUNNING)
def test_the_nearest_clock_runs_after_a_step(act, stage, other, rule, on):
    found = due(good(act, stage, **other), row(act, stage))

    assert (found.rule if found else "", found.on if found else None) == (rule, on)
    assert not rule or rule in LIMIT_BY_KEY


def test_an_unpublished_decision_keeps_its_clock_to_the_end():
    paid = good("close", Stage.PAID, gone=["publish"])

    found = due(paid, row("close", Stage.PAID))

    assert found is not None
    assert (found.rule, found.since) == ("DL-26", day(7, 12))


def test_a_warning_leaves_nothing_to_pay():
    warned = good("publish", Stage.SERVED, proposal={"kinds": ["warning"], "fine": 0})

    assert due(warned, row("publish", Stage.SERVED)) is None


def test_the_ninety_days_end_after_their_last_day_and_not_before():
    now = good("decide", Stage.NOTICED, gone=["ask_hearing", "hold_hearing"])

    assert seen.decide_by(now) == day(9, 3)
    signed = {PaperKey.DECISION: replace(now.papers[PaperKey.DECISION], signed_on=day(9, 3))}
    assert "第六十条" not in _within(replace(now, papers=now.papers | signed))
    late = {PaperKey.DECISION: replace(now.papers[PaperKey.DECISION], signed_on=day(9, 4))}
    assert "第六十条" in _within(replace(now, papers=now.papers | late))


def _within(now) -> str:
    return GUARDS["within_90"](now, None)


def test_two_hearings_are_both_taken_off():
    moves = [done(Act.ASK_HEARING, day(7, 10)), done(Act.DROP_HEARING, day(7, 13))]

    assert seen.decide_by(good("decide", Stage.NOTICED, more=moves)) == day(9, 23)
