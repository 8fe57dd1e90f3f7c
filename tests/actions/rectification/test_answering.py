"""More time and the answer, by the company or entered for it (T-P07, T-P08)."""

from datetime import date, datetime

import pytest

from tests.lives import answered, fresh, officer, served, the_company, with_company
from tests.people import NOW, ZONE, clerk, head
from tingban.actions.rectification import answering, clockwork, moving
from tingban.actions.rectification.answering import Answer, Extension
from tingban.data.rectification.models import Problem, ProblemMove, Repayment
from tingban.rules.deadlines.clock import last_day_of
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
TERM, UNTIL = date(2024, 6, 20), date(2024, 7, 5)
ON = date(2024, 6, 17)


def ask(problem, actor=None, at=NOW, **told):
    answering.ask_extension(
        number=problem.number, until=UNTIL, reason=told.pop("reason", "配件未到货"),
        version=fresh(problem).version, actor=actor or the_company(problem.company), at=at,
    )  # fmt: skip
    return fresh(problem)


def grant(problem, actor=None, at=NOW, **told):
    answering.grant_extension(
        number=problem.number, statement=Extension(**({"until": UNTIL} | told)),
        version=fresh(problem).version, actor=actor or head(), at=at,
    )  # fmt: skip
    return fresh(problem)


def test_the_company_asks_and_the_head_grants_fifteen_days():
    problem = ask(served(with_company()))
    assert problem.due_on == TERM

    grant(problem)

    assert (problem.stage, problem.due_on, problem.due_rule) == ("fixing", UNTIL, "T-P07")
    assert problem.due_at == datetime(2024, 7, 6, tzinfo=ZONE)


def test_what_was_asked_on_paper_is_granted_without_the_company():
    problem = grant(served(with_company()), request="企业 6月17日来函，配件未到货")

    assert problem.due_on == UNTIL


def test_nothing_is_granted_that_nobody_asked_for():
    with pytest.raises(NotNow, match="企业没有提出延期申请"):
        grant(served(with_company()))


def test_one_day_more_than_fifteen_is_too_long():
    with pytest.raises(NotNow, match="最多延长 15 日，不能晚于 2024年7月5日"):
        grant(ask(served(with_company())), until=date(2024, 7, 6))


def test_it_is_granted_once():
    problem = grant(ask(served(with_company())))

    with pytest.raises(NotNow, match="已经延期过一次"):
        ask(problem)


def test_safety_is_never_extended():
    with pytest.raises(NotNow, match="安全防范类问题不能延期"):
        ask(served(with_company(category=Category.CAT_3)))


def test_on_the_last_day_it_may_be_asked_the_day_after_not():
    problem = served(with_company())

    with pytest.raises(NotNow, match="6月20日已经届满"):
        ask(problem, at=datetime(2024, 6, 21, 0, 1, tzinfo=ZONE))
    assert ask(problem, at=datetime(2024, 6, 20, 23, 59, tzinfo=ZONE))


def test_a_refusal_answers_the_asking():
    problem = ask(served(with_company()))

    answering.refuse_extension(
        number=problem.number, reason="安排不合理", version=problem.version, actor=head(), at=NOW
    )

    assert fresh(problem).due_on == TERM
    with pytest.raises(NotNow, match="企业没有提出延期申请"):
        grant(problem)


def test_the_clerk_grants_nothing():
    with pytest.raises(NotAllowed):
        grant(ask(served(with_company())), actor=clerk())


def submit(problem, actor=None, at=NOW, **told):
    good = {"on": ON, "report": "已清扫", "after": ("整改后照片",)}
    answering.submit_answer(
        number=problem.number, statement=Answer(**(good | told)),
        version=told.pop("version", fresh(problem).version),
        actor=actor or the_company(problem.company), at=at,
    )  # fmt: skip
    return fresh(problem)


def test_answered_it_waits_for_the_recheck():
    problem = submit(served(with_company()))

    assert (problem.stage, problem.was_late) == ("submitted", False)
    assert (problem.due_rule, last_day_of(problem.due_at)) == ("DL-13", date(2024, 6, 24))


def test_what_came_on_paper_says_so():
    submit(served(with_company()), actor=clerk())

    assert ProblemMove.objects.get(step="submit").told["on_paper"] is True


def test_an_officer_does_not_answer_for_the_company():
    with pytest.raises(NotAllowed):
        submit(served(with_company()), actor=officer())


def test_another_company_sees_no_such_problem():
    problem, other = served(with_company("甲园")), with_company("乙园").company

    with pytest.raises(NotFound):
        submit(problem, actor=the_company(other))


def test_before_it_was_ordered_the_company_sees_nothing():
    problem = with_company()

    with pytest.raises(NotFound):
        submit(problem)


def test_the_company_too_is_told_that_the_page_is_old():
    problem = served(with_company())
    seen = problem.version
    grant(ask(problem))

    with pytest.raises(Conflict):
        answering.submit_answer(
            number=problem.number, statement=Answer(ON, "已清扫", ("照片",)), version=seen,
            actor=the_company(problem.company), at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("category", "told", "sentence"),
    [
        (Category.CAT_1, {"report": " "}, "请写明整改情况"),
        (Category.CAT_1, {"after": (" ",)}, "整改后的照片"),
        (Category.CAT_6, {}, "醒目位置公示的照片"),
        (Category.CAT_7, {}, "应退金额和已退金额"),
        (Category.CAT_7, {"owed": 100, "repaid": 200, "voucher": "回单"}, "不超过应退的"),
        (Category.CAT_7, {"owed": 100, "repaid": 100}, "退款凭证"),
    ],
)
def test_an_answer_without_its_proof_is_none(category, told, sentence):
    with pytest.raises(NotNow, match=sentence):
        submit(served(with_company(category=category)), **told)


def test_amounts_are_kept_to_the_cent():
    submit(
        served(with_company(category=Category.CAT_7)),
        owed=12_345_67, repaid=8_000_00, voucher="工行回单 0617",
    )  # fmt: skip

    assert Repayment.objects.values_list("owed", "repaid", "voucher").get() == (
        1_234_567, 800_000, "工行回单 0617",
    )  # fmt: skip


def test_not_before_it_was_served_nor_tomorrow():
    problem = served(with_company(), date(2024, 6, 12))

    for on in (date(2024, 6, 11), date(2024, 6, 19)):
        with pytest.raises(Refused, match="提交日期"):
            submit(problem, on=on)


def overdue(problem):
    clockwork.mark_overdue(at=datetime(2024, 6, 21, 0, 5, tzinfo=ZONE))
    return fresh(problem)


def test_late_it_is_taken_and_stays_marked_for_ever():
    problem = overdue(served(with_company()))
    assert (problem.stage, problem.was_late) == ("overdue", True)

    at = datetime(2024, 6, 24, 9, tzinfo=ZONE)
    submit(problem, on=date(2024, 6, 24), at=at)

    assert (problem.stage, problem.was_late) == ("submitted", True)
    assert ProblemMove.objects.get(step="submit").rule == "T-P08b"


def test_a_paper_that_came_in_time_and_was_entered_late_was_in_time():
    problem = overdue(served(with_company()))

    submit(problem, on=TERM, actor=clerk(), at=datetime(2024, 6, 24, 9, tzinfo=ZONE))

    assert (problem.stage, problem.was_late) == ("submitted", False)


def test_answered_late_the_flag_outlives_the_completion():
    problem = overdue(served(with_company()))
    at = datetime(2024, 6, 24, 9, tzinfo=ZONE)

    answered(problem, date(2024, 6, 24), at)

    assert problem.was_late


@pytest.mark.parametrize(
    ("due_on", "day", "latest"),
    [
        (date(2024, 10, 25), 24, date(2024, 10, 31)),
        (date(2024, 11, 20), 31, date(2024, 11, 20)),
    ],
)
def test_an_extension_keeps_within_the_campaign_while_it_runs(due_on, day, latest):  # DL-12
    problem = served(with_company())
    Problem.objects.filter(pk=problem.pk).update(due_on=due_on)
    turn = moving.begin(
        number=problem.number, actor=head(), at=datetime(2024, 10, day, 9, tzinfo=ZONE)
    )

    assert answering.latest_extension(turn) == latest


def test_an_extension_after_the_campaign_is_fifteen_days_again():
    problem = served(with_company())
    Problem.objects.filter(pk=problem.pk).update(due_on=date(2024, 11, 20))
    turn = moving.begin(
        number=problem.number, actor=head(), at=datetime(2024, 11, 1, 9, tzinfo=ZONE)
    )

    assert answering.latest_extension(turn) == date(2024, 12, 5)
