"""The clocks of an exit, to the day (DOMAIN 3.3, DL-20…DL-22), and what it is counted as."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.rules.exits.courses import ORDER_58, SAID, done, good, vote
from tingban.kit.clock import SHANGHAI
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.deadlines.clock import ending, start
from tingban.rules.exits import ExitKind, exit_clocks
from tingban.rules.exits.exit_flow import STEPS
from tingban.rules.exits.exit_outcome import TriggerHint, kind_of
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.law import STATUTORY_CALENDAR


def left_by(act: str, to: Stage, *moves, on=date(2024, 9, 25), told=None, **more):
    """The clock that this step leaves."""
    step = next(row for row in STEPS if row.act == act and row.to == to)
    now = good(act, moves=moves, on=on, told=told or {}, **more)
    due = exit_clocks.due(now, step, STATUTORY_CALENDAR)
    return (due.on, due.rule, due.since) if due else None


ANNOUNCED = done("announce", date(2024, 7, 1), **SAID[Act.ANNOUNCE])
KEPT = done("refuse", date(2024, 9, 25), refused=["M3"])
ORDERED_UNTIL_15 = replace(ORDER_58, due_on=date(2024, 10, 15))
ENFORCED = done("enforce", date(2024, 9, 25))
REPORTED = (ENFORCED, done("push_credit"), done("report_market"))
EXPIRING = {"origin": "expiry", "contract_ends_on": "2024-12-31"}
NOTICE = done("serve_notice", date(2024, 7, 26), ends_on="2024-09-24")


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        # Ten working days from 3 June; 10 June is 端午节.
        (left_by("open_trigger", Stage.X0), (date(2024, 6, 18), "X0", date(2024, 6, 3))),
        (left_by("give_opinion", Stage.X0), (date(2024, 6, 18), "X0", date(2024, 6, 3))),
        (left_by("convene", Stage.X2), None),
        (
            left_by("announce", Stage.X2, done("convene", date(2024, 6, 28)), on=date(2024, 7, 1)),
            (date(2024, 7, 17), "DL-20", date(2024, 7, 1)),
        ),
        (
            left_by("open_vote", Stage.X3, ANNOUNCED, on=date(2024, 7, 17)),
            (date(2024, 7, 24), "X3", date(2024, 7, 17)),
        ),
        # Three days to post it, from Wednesday 24 July; the Saturday rolls to Monday.
        (
            left_by("close_vote", Stage.X4, on=date(2024, 7, 24), beside={"vote": None}),
            (date(2024, 7, 29), "X4", date(2024, 7, 24)),
        ),
        (
            left_by("close_vote", Stage.X4, on=date(2024, 7, 24), beside={"vote": vote()}),
            None,
        ),
        (
            left_by("serve_notice", Stage.X6, told={"ends_on": "2024-11-25"}),
            (date(2024, 11, 25), "DL-21", date(2024, 9, 25)),
        ),
        # An act beside leaves the clock of the stage as it runs.
        (
            left_by("check_service", Stage.X6, NOTICE),
            (date(2024, 9, 24), "DL-21", date(2024, 7, 26)),
        ),
        (
            left_by("open_not_renewing", Stage.X7),
            (date(2024, 12, 31), "DL-21b", date(2024, 9, 25)),
        ),
        (left_by("open_abandoned", Stage.X7), None),
        (left_by("open_indefinite", Stage.X6), (date(2024, 11, 25), "DL-21", date(2024, 9, 25))),
        # Thirty days from the end of the contract, or those that it names.
        (
            left_by("terminate", Stage.X8, NOTICE),
            (date(2024, 10, 24), "DL-22", date(2024, 9, 24)),
        ),
        (
            left_by("terminate", Stage.X8, NOTICE, told={"handover_days": 10}),
            (date(2024, 10, 8), "DL-22/agreed", date(2024, 9, 24)),
        ),
        # The contract's own thirty days, not the sixty of the law (946 但书).
        (
            left_by("serve_notice", Stage.X6, told={"ends_on": "2024-10-25", "notice_days": 30}),
            (date(2024, 10, 25), "DL-21/agreed", date(2024, 9, 25)),
        ),
        # A contract that runs out ends on its last day (947Ⅰ).
        (
            left_by(
                "serve_notice",
                Stage.X6,
                done("open_expiry", **EXPIRING),
                told={"ends_on": "2024-12-31", "notice_days": 0},
            ),
            (date(2024, 12, 31), "DL-21/expiry", date(2024, 9, 25)),
        ),
        # Seven days from 25 September end in 国庆节.
        (left_by("refuse", Stage.X10), (date(2024, 10, 8), "X10", date(2024, 9, 25))),
        # Once urged, the term of the order is waited for where it is later (条例 58).
        (
            left_by("urge", Stage.X10, KEPT, beside={"orders_58": (ORDERED_UNTIL_15,)}),
            (date(2024, 10, 15), "X10", date(2024, 9, 25)),
        ),
        (
            left_by("urge", Stage.X10, KEPT, told={"urged_until": "2024-10-11"}),
            (date(2024, 10, 11), "X10", date(2024, 9, 25)),
        ),
        (left_by("urge", Stage.X10, KEPT), (date(2024, 10, 8), "X10", date(2024, 9, 25))),
        # Seven working days; 29 September is worked.
        (left_by("enforce", Stage.X11), (date(2024, 10, 10), "X11", date(2024, 9, 25))),
        (
            left_by("push_credit", Stage.X11, done("enforce", date(2024, 9, 25))),
            (date(2024, 10, 10), "X11", date(2024, 9, 25)),
        ),
        (
            left_by("report_market", Stage.X11, done("enforce"), done("push_credit")),
            None,
        ),
        (left_by("sue", Stage.X12, *REPORTED), (date(2024, 10, 25), "X12", date(2024, 9, 25))),
        # Seven working days for both reports, also while the owners are in court.
        (left_by("sue", Stage.X12, ENFORCED), (date(2024, 10, 10), "X11", date(2024, 9, 25))),
        (
            left_by("diary", Stage.X12, *REPORTED[:2], done("sue", date(2024, 9, 25))),
            (date(2024, 10, 10), "X11", date(2024, 9, 25)),
        ),
        (left_by("judge", Stage.X13, ENFORCED), (date(2024, 10, 10), "X11", date(2024, 9, 25))),
        (
            left_by(
                "diary", Stage.X12, *REPORTED, done("sue", date(2024, 8, 20)), on=date(2024, 9, 20)
            ),
            (date(2024, 10, 21), "X12", date(2024, 9, 20)),
        ),
        (left_by("judge", Stage.X13), None),
        (left_by("complete", Stage.X9), None),
    ],
)
def test_each_stage_has_its_clock(told, wanted):
    assert told == wanted


@pytest.mark.parametrize(
    ("rule", "told", "words"),
    [
        ("DL-21/agreed", {"notice_days": 30, "notice_clause": "合同第二十条"},
            "合同约定 30 日（合同第二十条）"),
        ("DL-22/agreed", {"handover_days": 20, "notice_clause": "合同第二十条"}, "合同约定 20 日"),
        ("X3", {}, "按公告的截止日期"),
        ("DL-21", {}, ""),
        ("X11", {}, ""),
    ],
)  # fmt: skip
def test_a_clock_that_the_contract_sets_says_what_was_counted(rule, told, words):
    now = good(told=told)
    since = datetime(2024, 9, 25, tzinfo=SHANGHAI)
    clock = ending(start(LIMIT_BY_KEY[rule], since, STATUTORY_CALENDAR), date(2024, 10, 25), "按")

    shown = exit_clocks.told(now, clock)

    assert exit_clocks.counted(now, rule) == words
    assert shown.due_on == date(2024, 10, 25)
    assert words in shown.reason


def test_thirty_days_of_the_contract_are_never_told_as_sixty_of_the_law():
    told = {"notice_days": 30, "notice_clause": "合同第二十条", "ends_on": "2024-10-25"}
    since = datetime(2024, 9, 25, tzinfo=SHANGHAI)
    bare = start(LIMIT_BY_KEY["DL-21/agreed"], since, STATUTORY_CALENDAR)

    shown = exit_clocks.told(good(told=told), ending(bare, date(2024, 10, 25), ""))

    assert shown.reason == (
        "解聘通知（提前，按合同约定），民法典第九百四十六条，合同约定 30 日（合同第二十条）"
    )


@pytest.mark.parametrize(
    ("moves", "kind"),
    [
        ((done("open_trigger", origin="trigger"),), ExitKind.DISMISSED),
        ((done("open_owners", origin="owners"),), ExitKind.DISMISSED),
        ((done("open_expiry", origin="expiry", contract_ends_on="2024-12-31"),
            done("serve_notice", date(2024, 11, 1))), ExitKind.NOT_RENEWED),
        # 948: what had run out was ended by the owners.
        ((done("open_expiry", origin="expiry", contract_ends_on="2024-06-30"),
            done("serve_notice", date(2024, 7, 1))), ExitKind.DISMISSED),
        ((done("open_not_renewing", origin="not_renewing"),), ExitKind.NOT_RENEWED),
        ((done("open_indefinite", origin="indefinite"),), ExitKind.WITHDREW),
        ((done("open_replaced", origin="replaced"),), ExitKind.ROUTINE),
        ((done("open_abandoned", origin="abandoned"),), ExitKind.WITHDREW),
        ((done("open_trigger", origin="trigger"), done("judge")), ExitKind.FORCED),
    ],
)  # fmt: skip
def test_an_exit_is_counted_as_what_it_came_about_by(moves, kind):
    assert kind_of(good(moves=moves)) is kind


@pytest.mark.parametrize(
    ("origin", "kind"),
    [
        # CELL C04: normal succession "without any problem record" does not count.
        ("replaced", ExitKind.DISMISSED),
        ("abandoned", ExitKind.WITHDREW),
        ("not_renewing", ExitKind.NOT_RENEWED),
    ],
)
def test_problems_on_record_make_a_succession_an_exit_that_counts(origin, kind):
    now = good(moves=(done(f"open_{origin}", origin=origin),), beside={"has_problems": True})

    assert kind_of(now) is kind


@pytest.mark.parametrize(
    ("escalated", "complainants", "households", "is_met"),
    [
        (1, 10, None, True),
        (1, 9, None, False),
        (0, 30, 100, False),
        # 5 % of 160 households are 8 people.
        (1, 8, 160, True),
        (1, 7, 160, False),
        (2, 0, 0, False),
    ],
)
def test_the_hint_to_assess_needs_an_escalated_problem_and_loud_owners(
    escalated, complainants, households, is_met
):
    hint = TriggerHint(escalated, complainants, 3, households)

    assert hint.is_met is is_met
    assert f"反映的业主 {complainants} 人" in hint.sentence
    assert "另有匿名反映 3 件" in hint.sentence
