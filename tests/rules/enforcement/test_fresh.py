"""A paper speaks of what was entered before its signature, by the moment and by the day (8.2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from tests.rules.enforcement.courses import ZONE, an_actor
from tingban.rules.actors import Role
from tingban.rules.enforcement import (
    credit_guards,
    exposure_guards,
    level_guards,
    penalty_guards,
    transfer_guards,
)
from tingban.rules.exits import exit_guards
from tingban.rules.exits.handover import HandoverList
from tingban.rules.exits.vote import Matter, MatterResult, Tally, VoteResult, Weight
from tingban.rules.rectification.course import Course, Done
from tingban.rules.rectification.fresh import is_fresh

TODAY = date(2024, 6, 18)
YESTERDAY = date(2024, 6, 17)
STEP = datetime(2024, 6, 18, 15, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)
HEARING = {"hearing_at": "2024-07-31T09:00:00+08:00"}
WEIGHTY = {"hearing": "yes", "review": ["public"], "grave": "yes", "kinds": ["warning"]}

# Which guard asks for which paper, and of which step that paper speaks; written from 8.2.
PENALTY = [
    ("filing_signed", "penalty_filing", "open", {}),
    ("recorded", "penalty_inspection", "inspect", {}),
    ("recorded", "penalty_interview", "interview", {}),
    ("keeping_served", "penalty_keeping", "keep", {}),
    ("report_signed", "penalty_report", "conclude", {}),
    ("notice_served", "penalty_notice", "propose", {}),
    ("notice_served", "penalty_hearing_right", "propose", WEIGHTY),
    ("called", "penalty_hearing", "call_hearing", HEARING),
    ("plea_answered", "penalty_plea", "answer_plea", {}),
    ("sparing_signed", "penalty_sparing", "conclude", {}),
    ("sparing_signed", "penalty_sparing", "hold_hearing", {}),
    ("hearing_recorded", "penalty_hearing_record", "hold_hearing", {}),
    ("decision_signed", "penalty_decision", "propose", {}),
    ("decision_signed", "penalty_decision", "review", {}),
    ("decision_signed", "penalty_decision", "answer_plea", {}),
    ("decision_signed", "penalty_decision", "discuss", {}),
    ("decision_signed", "penalty_decision", "waive", {"waived": ["plea"]}),
    ("decision_signed", "penalty_decision", "drop_hearing", {}),
    ("decision_signed", "penalty_decision", "hold_hearing", {}),
    ("spot_handed", "penalty_spot", "punish_on_spot", {}),
    ("urging_served", "penalty_urging", "pay_part", {"amount": 1}),
    ("court_signed", "penalty_court", "urge", {}),
    ("closing_signed", "penalty_closing", "pay_all", {"amount": 1}),
]
OTHERS = [
    (level_guards, "notice", "level_notice", "rate", {}),
    (level_guards, "signed", "level_decision", "draft", {}),
    (level_guards, "letter", "level_letter", "decide", {}),
    (level_guards, "posted", "level_poster", "decide", {}),
    (exposure_guards, "notice", "exposure_notice", "redact", {}),
    (exposure_guards, "notice", "exposure_notice", "write", {}),
    (exposure_guards, "signed", "exposure_case", "redact", {}),
    (transfer_guards, "letter", "transfer_letter", "prepare", {}),
    (transfer_guards, "letter", "crime_letter", "approve", {"matter": "crime"}),
    (transfer_guards, "letter", "joint_letter", "prepare", {"matter": "joint"}),
    (transfer_guards, "letter", "sealed_letter", "prepare", {"receiver": "discipline"}),
    (transfer_guards, "urging", "transfer_urging", "urge", {"way": "letter"}),
]
EXITS = [
    ("assessed", "assessment", "give_opinion"),
    ("meeting_papers", "meeting_notice", "convene"),
    ("meeting_papers", "ballot_form", "convene"),
    ("notice_paper", "dismissal", "decide"),
    ("confirmation", "confirmation", "terminate"),
    ("demand_served", "demand", "refuse"),
    ("suit_paper", "suit_guidance", "refuse"),
    ("conclusion", "conclusion", "diary"),
]


@dataclass(frozen=True)
class APaper:
    """Signed at this moment, and dated on this day."""

    signed_at: datetime
    signed_on: date = TODAY
    served_on: date | None = TODAY
    number: str = "盐建函〔2024〕1号"


def done(act: str, told: dict | None = None, *, on: date = TODAY, at: datetime = STEP) -> Done:
    return Done(act, "", "", on, at, 8, "甲", "C-OP", told or {})


def cases():
    for guard, paper, act, told in PENALTY:
        moves = [done(act, told)]
        others = {}
        if paper == "penalty_hearing_right":
            others = {"enforcement.penalty_notice": APaper(STEP)}
        yield penalty_guards.GUARDS[guard], f"enforcement.{paper}", moves, others
    for rules, guard, paper, act, told in OTHERS:
        yield rules.GUARDS[guard], f"enforcement.{paper}", [done(act, told)], {}
    refusal = done("open_refusal", at=STEP - MINUTE)
    for guard, paper, act in (
        ("slip", "credit_slip", "build"), ("slip", "credit_slip", "review"),
        ("slip", "credit_slip", "amend"), ("letter", "market_letter", "amend"),
    ):  # fmt: skip
        rules = credit_guards.CREDIT_GUARDS
        yield rules[guard], f"enforcement.{paper}", [refusal, done(act)], {}
    for guard, paper, act in EXITS:
        others = {}
        if guard == "meeting_papers":
            others = {f"exits.{it}": APaper(STEP) for it in ("meeting_notice", "ballot_form")}
        yield exit_guards.GUARDS[guard], f"exits.{paper}", [done(act)], others


def asked(ask, key, moves, others, paper: APaper) -> str:
    now = Course(today=TODAY, moves=tuple(moves), papers={**others, key: paper}, on=TODAY)
    return ask(now, an_actor(Role.C_LD))


CASES = [pytest.param(*it, id=f"{it[1]}-{it[2][-1].act}") for it in cases()]


@pytest.mark.parametrize(("ask", "key", "moves", "others"), CASES)
def test_signed_before_the_step_of_the_same_afternoon_it_is_refused(ask, key, moves, others):
    told = asked(ask, key, moves, others, APaper(STEP - MINUTE))

    assert "签发于 2024年6月18日 14:59，之后又办理了“" in told
    assert "（2024年6月18日 15:00）" in told
    assert "出新版本后再签发" in told


@pytest.mark.parametrize(("ask", "key", "moves", "others"), CASES)
def test_signed_after_it_the_step_goes_on(ask, key, moves, others):
    assert asked(ask, key, moves, others, APaper(STEP + MINUTE)) == ""


@pytest.mark.parametrize(("ask", "key", "moves", "others"), CASES)
def test_what_is_entered_late_for_an_earlier_day_is_not_in_the_paper(ask, key, moves, others):
    late = [*moves[:-1], done(moves[-1].act, dict(moves[-1].told), on=YESTERDAY)]

    assert "之后又办理了“" in asked(ask, key, late, others, APaper(STEP - MINUTE))
    assert "又办理了" not in asked(ask, key, late, others, APaper(STEP + MINUTE))


def test_a_paper_does_not_bear_an_earlier_day_than_its_step():
    ask = exposure_guards.GUARDS["signed"]
    backdated = APaper(STEP + MINUTE, signed_on=YESTERDAY)

    told = asked(ask, "enforcement.exposure_case", [done("redact")], {}, backdated)

    assert "签发日期是 2024年6月17日，早于“隐去个人信息”的日期 2024年6月18日" in told


def test_what_is_fresh_is_said_by_the_moment_and_by_the_day():
    paper = APaper(STEP)

    assert is_fresh(paper, STEP, TODAY)
    assert is_fresh(paper, STEP - MINUTE, YESTERDAY)
    assert not is_fresh(paper, STEP + MINUTE, YESTERDAY)
    assert not is_fresh(paper, STEP, TODAY + timedelta(days=1))


def test_a_case_that_was_taken_up_again_needs_its_papers_again():
    """行政处罚法 57: the inquiry, the review and the notice of the first round tell of another."""
    second = [done("resume", at=STEP - MINUTE), done("conclude"), done("propose", WEIGHTY)]
    review = [*second, done("review", {"passed": "yes"})]
    old = APaper(STEP - 2 * MINUTE)

    for guard, key, moves in (
        ("report_signed", "penalty_report", second), ("notice_served", "penalty_notice", second),
        ("reviewed", "penalty_review", review), ("review_passed", "penalty_review", review),
        ("discussed", "penalty_discussion", [*second, done("discuss")]),
    ):  # fmt: skip
        ask = penalty_guards.GUARDS[guard]
        assert "出新版本后再签发" in asked(ask, f"enforcement.{key}", moves, {}, old), guard


def test_a_recount_is_not_in_the_notice_and_a_changed_list_not_in_the_confirmation():
    weight = Weight(10, 10)
    tally = Tally(weight, weight, weight)
    result = MatterResult(1, Matter.DISMISS, "", tally, weight, weight, tally)
    vote = VoteResult(1, (result,), TODAY, "d", counted_at=STEP)
    beside = {"vote": vote, "handover": HandoverList((), STEP)}
    for guard, key, what in (
        ("notice_paper", "exits.dismissal", "计票结果"),
        ("confirmation", "exits.confirmation", "移交清单"),
    ):
        old, new = (
            Course(today=TODAY, papers={key: APaper(at)}, beside=beside)
            for at in (STEP - MINUTE, STEP)
        )
        ask, actor = exit_guards.GUARDS[guard], an_actor(Role.C_OP)
        assert f"签发之后{what}又有变动" in ask(old, actor)
        assert ask(new, actor) == ""
