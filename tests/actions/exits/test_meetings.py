"""会议公告: planned once, told as planned, with the roll frozen and its papers signed before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.exit_cases import OPENED, SHEET, moment, opened, started, take
from tests.papers import fresh, signed
from tests.people import clerk
from tests.reports.weekly.test_brief import pdf_words, plain
from tests.rules.exits.rolls import roll_file
from tests.votes import owner, three_homes
from tingban.actions.exits import rolls
from tingban.data.documents.models import Paper, PaperSignature
from tingban.data.exits.models import ExitCase, ExitCaseMove
from tingban.reports.documents.paper_pdf import paper_pdf
from tingban.rules.documents.composing import thaw
from tingban.rules.errors import NotNow
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.vote import Matter
from tingban.rules.exits.vote_stages import Convener, Plan, Way

pytestmark = pytest.mark.django_db
MEETING, UNTIL = date(2024, 7, 5), date(2024, 7, 12)
PLAN = Plan(
    "解聘、选聘表决", Convener.COMMITTEE, Way.WRITTEN, OPENED, MEETING, UNTIL,
    ((Matter.DISMISS, "解聘明珠物业"), (Matter.HIRE, "选聘安居物业")),
)  # fmt: skip
TOLD = {"committee_told_on": str(OPENED), "posted_where": "各单元入口"}
MATTERS = (("解聘", "明珠"), ("选聘", "安居"))
NOT_FROZEN = r"清册（面积和人数）还没有冻结.*第八条、第九条"
ORIGINAL = {"meeting_original": "会议通知和表决票样，存业委会"}


@pytest.fixture
def case() -> ExitCase:
    """X2: called together."""
    found = started(opened(), OPENED)
    return take(found, Act.CONVENE, OPENED, actor=owner(found), convener="committee")


def planned(case: ExitCase, plan: Plan = PLAN) -> int:
    at = moment(OPENED)
    vote = rolls.open_roll(case_number=case.number, plan=plan, actor=clerk(), at=at)
    rolls.import_roll(
        vote_id=vote, name="清册.xlsx", data=roll_file(three_homes()), actor=clerk(), at=at
    )
    return vote


def frozen(case: ExitCase, plan: Plan = PLAN, on: date = OPENED) -> int:
    vote = planned(case, plan)
    rolls.freeze_roll(vote_id=vote, names_checked=True, actor=clerk(), at=moment(on))
    return vote


def announce(case: ExitCase, on: date = OPENED, **told) -> ExitCase:
    return take(case, Act.ANNOUNCE, on, actor=owner(case), **(TOLD | ORIGINAL | told))


def test_what_is_announced_is_what_was_planned_and_stays_with_the_step(case):
    frozen(case)

    announce(case)

    move = ExitCaseMove.objects.standing().get(row=case, step=Act.ANNOUNCE)
    days = [move.told[name] for name in ("notified_on", "meeting_on", "votes_until")]
    assert days == ["2024-06-18", "2024-07-05", "2024-07-12"]
    assert (case.due_rule, case.due_since) == ("DL-20", OPENED)


def test_without_a_frozen_roll_nothing_is_announced(case):
    with pytest.raises(NotNow, match=NOT_FROZEN):
        announce(case)
    planned(case)
    with pytest.raises(NotNow, match=NOT_FROZEN):
        announce(case)

    assert not ExitCaseMove.objects.filter(row=case, step=Act.ANNOUNCE).exists()


def test_the_day_of_the_notice_is_the_last_one_to_freeze_the_roll(case):
    vote = planned(case)
    late = {"vote_id": vote, "names_checked": True, "actor": clerk()}

    with pytest.raises(NotNow, match="会议通知日是 2024年6月18日，现在冻结清册晚于会议通知"):
        rolls.freeze_roll(**late, at=moment(OPENED + timedelta(days=1)))

    rolls.freeze_roll(**late, at=moment(OPENED))
    announce(case)


def test_another_day_than_the_planned_one_is_refused(case):
    frozen(case)
    next_day = OPENED + timedelta(days=1)

    with pytest.raises(NotNow, match="两处必须是同一天（《物业管理条例》第十四条）"):
        announce(case, next_day)


def test_nobody_types_the_days_a_second_time(case):
    frozen(case)

    announce(case, votes_until="2024-07-20")

    move = ExitCaseMove.objects.standing().get(row=case, step=Act.ANNOUNCE)
    assert move.told["votes_until"] == "2024-07-12"


def test_a_vote_that_was_dropped_and_planned_anew_is_announced_anew(case):
    vote = frozen(case)
    announce(case)
    rolls.drop_vote(vote_id=vote, reason="延后一周", actor=clerk(), at=moment(OPENED))
    begins = replace(PLAN, votes_from=date(2024, 7, 8), votes_until=date(2024, 7, 15))
    frozen(case, begins)

    with pytest.raises(NotNow, match="请按表决安排重新公告"):
        take(case, Act.OPEN_VOTE, date(2024, 7, 8), actor=owner(case))
    announce(case)
    take(case, Act.OPEN_VOTE, date(2024, 7, 8), actor=owner(case))

    assert case.stage == Stage.X3


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("exits.meeting_notice", {"落款": "本小区业主委员会", "投票地点": "业委会办公室"}),
        ("exits.ballot_form", {"落款": "本小区业主委员会"}),
    ],
)
def test_the_papers_of_the_meeting_say_what_the_plan_says(case, key, typed):
    own = owner(case)
    frozen(case)

    name = signed(SHEET[key], case.number, by=own, signer=own, at=moment(OPENED), **typed)

    text = PaperSignature.objects.get(paper__key=name).text
    words = plain(pdf_words(paper_pdf(thaw(text), OPENED)))
    for part in (
        "解聘物业服务企业：解聘明珠物业",
        "选聘物业服务企业：选聘安居物业",
        "2024年7月12日",
    ):
        assert part in words
    if key == "exits.ballot_form":
        # A row of three boxes for each of the two matters.
        assert words.count("□□□") == 2
        assert "赞成反对弃权" in words
    else:
        assert "2024年7月5日" in words
        assert "书面征求意见" in words
        assert "总面积300.00平方米，业主3人" in words
    assert fresh(name).stage == "signed"


def test_a_ballot_form_is_not_signed_before_the_roll_is_frozen(case):
    own = owner(case)
    planned(case)

    with pytest.raises(NotNow, match=NOT_FROZEN):
        signed(SHEET["exits.ballot_form"], case.number, by=own, signer=own, at=moment(OPENED),
               落款="业委会")  # fmt: skip

    assert Paper.objects.get(template="exits.ballot_form").stage == "review"
