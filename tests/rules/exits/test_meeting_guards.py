"""The days of the owners' meeting stand in one place, and the roll is frozen before the notice."""

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.exits.courses import DAYS, ON, PLAN, SAID, SignedPaper, done, good, papers
from tests.rules.rectification.situations import an_actor
from tingban.rules.actors import Role
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_guard_keys import GuardKey
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.meeting_guards import GUARDS, announced
from tingban.rules.exits.vote_stages import check_frozen_in_time

TOLD_ON = PLAN.notice_on


def said(guard: GuardKey, act: Act, **amiss) -> str:
    return GUARDS[guard](good(act, Stage.X2, **amiss), an_actor(Role.OWN))


def test_the_plan_is_what_the_announcement_keeps():
    told = {"notified_on": "2024-07-01", "meeting_on": "2024-07-17", "votes_until": "2024-07-24"}

    assert announced(PLAN) == told
    assert SAID[Act.ANNOUNCE] | told == SAID[Act.ANNOUNCE]


@pytest.mark.parametrize("on", [date(2024, 6, 30), date(2024, 7, 2)])
def test_an_announcement_on_another_day_than_the_plan_says_is_refused(on):
    sentence = said(GuardKey.MEETING_DAY, Act.ANNOUNCE, on=on)

    assert "会议通知日是 2024年7月1日" in sentence
    assert "必须是同一天（《物业管理条例》第十四条）" in sentence
    assert not said(GuardKey.MEETING_DAY, Act.ANNOUNCE, on=ON[Act.ANNOUNCE])


@pytest.mark.parametrize(
    "told", [{"meeting_on": "2024-07-18"}, {"votes_until": "2024-07-25"}]
)  # fmt: skip
def test_days_that_differ_from_the_plan_are_refused(told):
    sentence = said(GuardKey.MEETING_DAY, Act.ANNOUNCE, told=told)

    assert (
        "不一致。表决安排是 2024年7月1日通知、2024年7月17日开始表决、2024年7月24日截止" in sentence
    )
    assert "《物业管理条例》第十四条" in sentence


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAN, notice_on=date(2024, 6, 30)),
        replace(PLAN, votes_from=date(2024, 7, 16)),
        replace(PLAN, votes_until=date(2024, 7, 31)),
    ],
)
def test_a_vote_that_was_planned_anew_after_the_announcement_does_not_begin(other):
    assert not said(GuardKey.ANNOUNCED, Act.OPEN_VOTE)

    assert "请按表决安排重新公告" in said(GuardKey.ANNOUNCED, Act.OPEN_VOTE, beside={"plan": other})
    assert "表决安排作罢了" in said(GuardKey.ANNOUNCED, Act.OPEN_VOTE, beside={"plan": None})


def test_days_that_were_typed_before_they_were_read_from_the_plan_are_compared_too():
    typed = SAID[Act.ANNOUNCE] | {"meeting_on": "2024-07-20"}
    moves = (
        done(Act.CONVENE, DAYS[Act.CONVENE]), done(Act.ANNOUNCE, DAYS[Act.ANNOUNCE], **typed),
    )  # fmt: skip

    assert "不一致" in said(GuardKey.ANNOUNCED, Act.OPEN_VOTE, moves=moves)


@pytest.mark.parametrize(
    ("frozen_on", "fits"),
    [(TOLD_ON, True), (date(2024, 7, 2), False), (date(2024, 6, 28), True), (None, False)],
)
def test_the_roll_is_frozen_on_the_day_of_the_notice_at_the_latest(frozen_on, fits):
    sentence = said(GuardKey.ROLL_FROZEN, Act.ANNOUNCE, beside={"roll_frozen_on": frozen_on})

    assert (sentence == "") is fits
    assert fits or "第八条、第九条计算" in sentence


def test_freezing_itself_is_in_time_on_that_day_and_late_the_day_after():
    check_frozen_in_time(PLAN, TOLD_ON)

    with pytest.raises(
        NotNow, match=r"2024年7月1日，现在冻结清册晚于.*第八条、第九条.*规则"
    ) as told:
        check_frozen_in_time(PLAN, date(2024, 7, 2))
    assert told.value.rule.endswith("第八条、第九条")


def test_papers_from_before_the_roll_was_frozen_are_of_another_vote():
    old = SignedPaper(signed_on=date(2024, 6, 30))
    new = SignedPaper(signed_on=TOLD_ON)

    for stale in ("meeting_notice", "ballot_form"):
        known = {**papers(meeting_notice=new, ballot_form=new), f"exits.{stale}": old}
        told = said(GuardKey.MEETING_PAPERS, Act.ANNOUNCE, papers=known)
        assert "在清册冻结（2024年7月1日）以前签章" in told
        assert "《物业管理条例》第十四条" in told
        on_paper = {"meeting_original": "会议通知原件，存业委会"}
        assert not said(GuardKey.MEETING_PAPERS, Act.ANNOUNCE, papers=known, told=on_paper)
