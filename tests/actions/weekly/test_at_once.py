"""Two at once: one wins, the other gets a sentence, nothing is lost (DESIGN 3.11)."""

import pytest

from tests import fridays
from tests.at_once import at_once, crossing, refusals
from tests.fridays import AFTER, DUE, FIVE, TEN, THURSDAY, WEEK
from tests.people import YANHU, clerk
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.weekly import (
    correcting,
    drafting,
    freezing,
    months,
    opening,
    reviewing,
    sending,
)
from tingban.actions.weekly.correcting import CorrectionStatement
from tingban.data.notices.models import Notice
from tingban.data.weekly.models import CityEdition, Edition, Report, ReportStep, ReportWeek
from tingban.reads.weekly import editions
from tingban.reads.weekly.periods import planned_month_ends
from tingban.reads.weekly.reminders import REMINDER
from tingban.rules.errors import Overtaken
from tingban.rules.weekly.contents import BriefText, Origin
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _week(transactional_db) -> None:
    a_problem(a_community())
    fridays.open_week()


def test_of_two_clerks_who_save_one_wins_and_the_other_is_told():
    seen = fridays.key()
    clerks = [clerk(name="张三"), clerk(name="李四")]

    def save(who):
        draft = drafting.Draft(BriefText(who.name))
        return lambda: drafting.save_draft(**seen, draft=draft, actor=who, at=TEN)

    answers = at_once(*(save(who) for who in clerks))

    winner = fridays.page().content.brief.progress
    (loser,) = refusals(answers)
    assert winner in {"张三", "李四"}
    assert winner in loser.sentence
    assert ReportStep.objects.filter(act="edit").count() == 1


def test_a_report_sent_twice_at_once_is_sent_once():
    fridays.signed()
    seen = fridays.key()

    answers = at_once(*[lambda: sending.submit_report(**seen, actor=clerk(), at=TEN)] * 2)

    assert len(refusals(answers)) == 1
    assert Edition.objects.count() == 1
    assert fridays.the().state == State.SUBMITTED


def test_one_form_sent_twice_at_once_is_one_submit_and_no_refusal():
    fridays.signed()
    seen = fridays.key()

    answers = at_once(
        *[lambda: sending.submit_report(**seen, actor=clerk(), at=TEN, form="mark")] * 2
    )

    assert refusals(answers) == []
    assert Edition.objects.count() == 1


def test_a_submit_of_the_last_second_and_the_timer_leave_the_countys_return_in_time():
    fridays.signed()
    seen = fridays.key()

    answers = at_once(
        lambda: sending.submit_report(**seen, actor=clerk(), at=DUE),
        lambda: sending.stand_in(number=seen["number"], at=AFTER),
    )

    report = fridays.the()
    assert refusals(answers) == []
    assert (report.state, report.is_late) == (State.SUBMITTED, False)
    last = editions.edition(actor=clerk(), number=report.number)
    assert last.origin is Origin.SUBMITTED


def test_several_workers_file_once_for_each_unit():
    answers = at_once(*[lambda: sending.stand_in_for_silent(at=AFTER)] * 3)

    assert sum(answers) == 14
    assert Edition.objects.count() == 14


def test_several_workers_open_a_week_once():
    week = "2024-W05"
    later = THURSDAY.replace(day=27)

    at_once(*[lambda: opening.open_due_weeks(at=later)] * 3)

    assert ReportWeek.objects.filter(code=week).count() == 1
    assert Report.objects.filter(week__code=week).count() == 14


def test_several_workers_remind_once():
    at_once(*[lambda: opening.remind(at=TEN)] * 3)

    told = Notice.objects.filter(key__startswith=REMINDER, key__endswith=":morning")
    assert told.count() == 14


def test_several_workers_take_a_month_end_once():
    june = planned_month_ends()[1]

    answers = at_once(*[lambda: months.take_month_end(month=june, at=june.as_of)] * 2)

    assert sorted(answers) == [False, True]
    assert CityEdition.objects.filter(week__code="2024-M06").count() == 1


def test_a_return_at_the_moment_of_freezing_either_wins_or_is_told():
    fridays.accepted(YANHU)
    fridays.all_stood_in()
    seen = fridays.key()
    statement = reviewing.ReturnStatement(("A01",), "与台账不符")

    answers = at_once(
        lambda: freezing.freeze_week(week_code=WEEK, actor=fridays.city_head(), at=FIVE),
        lambda: reviewing.return_report(
            **seen, statement=statement, actor=fridays.reviewer(), at=FIVE
        ),
    )

    assert len(refusals(answers)) == 1
    frozen = CityEdition.objects.filter(week__code=WEEK).exists()
    assert fridays.the().state == (State.FROZEN if frozen else State.RETURNED)


def test_two_corrections_of_one_week_are_granted_one_after_the_other():
    fridays.frozen(YANHU)
    late = TEN.replace(day=24)
    for area in (YANHU, "140881"):
        a_visit(a_community("东城花园", county=area))
        correcting.ask_correction(
            **fridays.key(area),
            statement=CorrectionStatement(("A01",), "漏登一个小区"),
            actor=fridays.signer(area),
            at=late,
        )
    head = fridays.city_head()
    keys = [fridays.key(area) for area in (YANHU, "140881")]

    def grant(key):
        return lambda: correcting.grant_correction(**key, actor=head, at=late)

    answers = at_once(*(grant(key) for key in keys))

    assert refusals(answers) == []
    city = editions.city_edition(actor=head, week_code=WEEK)
    assert (city.version, city.figures["A01"].value) == (3, 3)


def test_whoever_asks_for_a_correction_while_the_week_is_frozen_asks_of_the_frozen_one():
    fridays.accepted(YANHU)
    fridays.all_stood_in()
    a_visit(a_community("东城花园"))
    seen, late = fridays.key(), TEN.replace(day=24)
    leader, head = fridays.signer(YANHU), fridays.city_head()
    statement = CorrectionStatement(("A01",), "漏登一个小区")

    answers = crossing(
        lambda: freezing.freeze_week(week_code=WEEK, actor=head, at=FIVE),
        lambda: correcting.ask_correction(**seen, statement=statement, actor=leader, at=late),
    )

    # The page showed a report that was not frozen yet.
    assert [type(answer) for answer in answers] == [int, Overtaken]
    assert CityEdition.objects.filter(week__code=WEEK).count() == 1
    assert fridays.the().state == State.FROZEN


def test_a_week_is_frozen_once_of_two_at_once():
    fridays.all_stood_in()
    head = fridays.city_head()

    def freeze():
        return freezing.freeze_week(week_code=WEEK, actor=head, at=FIVE)

    answers = crossing(freeze, freeze)

    assert len(refusals(answers)) == 1
    assert CityEdition.objects.filter(week__code=WEEK).count() == 1


def test_a_correction_is_decided_once_of_two_at_once():
    fridays.frozen(YANHU)
    late = TEN.replace(day=24)
    a_visit(a_community("东城花园"))
    correcting.ask_correction(
        **fridays.key(),
        statement=CorrectionStatement(("A01",), "漏登一个小区"),
        actor=fridays.signer(YANHU),
        at=late,
    )
    seen, head = fridays.key(), fridays.city_head()

    answers = crossing(
        lambda: correcting.grant_correction(**seen, actor=head, at=late),
        lambda: correcting.refuse_correction(**seen, reason="数字无误", actor=head, at=late),
    )

    assert len(refusals(answers)) == 1
    assert Edition.objects.filter(report=fridays.the()).count() == 2
