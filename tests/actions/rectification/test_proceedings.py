"""The substrate of proceedings (ADR 0028), tried with a small table of its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.at_once import at_once
from tests.lives import escalated
from tests.people import NOW, YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.audit.locking import once
from tingban.actions.rectification import problems, proceedings, progress
from tingban.actions.rectification.proceedings import Opening, Told
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import LevelCase, LevelCaseMove
from tingban.data.rectification.models import Diversion, ProblemLink
from tingban.reads.rectification import proceeding_lists as lists
from tingban.reads.rectification import proceedings as reads
from tingban.reads.rectification.proceedings import Flow
from tingban.rules.actors import Role
from tingban.rules.audit.machine import Machine, Side, Step, seats
from tingban.rules.deadlines import LIMIT_BY_KEY
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.law import STATUTORY_CALENDAR
from tingban.rules.rectification.clocks import Due
from tingban.rules.rectification.fields import Ask, Field
from tingban.rules.rectification.stages import MeasureKind

CLERKS = seats(Side.KEEPER, Role.C_OP, Role.C_LD)
HEADS = seats(Side.KEEPER, Role.C_LD)
TODAY = date(2024, 6, 18)


def _paid(now, _):
    return "" if now.number("fine") else "请先写明金额。"


MACHINE = Machine(
    what="试案",
    states={"begun": "开始", "told": "已告知", "done": "办结"},
    acts={"begin": "登记", "tell": "告知", "finish": "办结"},
    guards={"paid": _paid},
    rows=(
        Step("X-1", "begin", None, "begun", CLERKS),
        Step("X-2", "tell", "begun", "told", CLERKS, deadline="DL-18"),
        Step("X-3", "finish", "told", "done", HEADS, guards=("paid",)),
    ),
)


def _due(now, step):
    limit = LIMIT_BY_KEY["DL-18"]
    if step.to != "told":
        return None
    return Due(limit.due_on(now.day_now, STATUTORY_CALENDAR), limit.key, now.day_now)


FLOW = Flow(
    model=LevelCase, moves=LevelCaseMove, machine=MACHINE, topic="enforcement",
    subject="level_case", prefix="HJ", not_found="没有找到。",
    fields={"tell": (Field("fine", "金额", Ask.MONEY, is_required=False),)},
    guard_labels={"paid": "写明金额"}, ends=frozenset({"done"}), main={"told": "finish"},
    due=_due, measure=MeasureKind.REGRADE,
)  # fmt: skip
pytestmark = pytest.mark.django_db


def opened(*problems, on=TODAY, form="") -> str:
    opening = Opening(county=YANHU, title="核定等级", on=on, problems=problems)
    with transaction.atomic():
        turn, _ = proceedings.open_one(FLOW, "begin", opening, actor=clerk(), at=NOW, form=form)
        proceedings.end(turn)
    return turn.row.number


def took(number, act, *, version=None, actor=None, on=TODAY, at=NOW, **answers):
    with transaction.atomic():
        turn = proceedings.begin(FLOW, number=number, actor=actor or clerk(), at=at)
        proceedings.step(turn, act, Told(on, answers=answers), version=version)
        proceedings.end(turn)


def row(number) -> LevelCase:
    return LevelCase.objects.get(number=number)


def test_numbers_of_a_county_and_a_year_follow_each_other():
    assert [opened(), opened()] == ["HJ-140802-2024-000001", "HJ-140802-2024-000002"]


def test_a_step_leads_on_and_leaves_its_clock():
    number = opened()

    took(number, "tell", version=1)

    found = row(number)
    assert (found.stage, found.due_rule, found.due_since) == ("told", "DL-18", TODAY)
    assert reads.running_clock(found).due_on == date(2024, 7, 3)
    assert (found.version, found.closed_on) == (2, None)


def test_the_end_stops_the_clock_and_closes_it():
    number = opened()
    took(number, "tell", fine=100_00)

    took(number, "finish", actor=head(), at=NOW + timedelta(days=3))

    assert (row(number).closed_on, row(number).due_at, row(number).due_rule) == (TODAY, None, "")


def test_an_answer_of_an_earlier_step_holds_until_it_is_given_anew():
    number = opened()
    took(number, "tell", fine=100_00)

    course = reads.course_of(FLOW, row(number), today=TODAY)

    assert (course.number("fine"), course.day_of("tell"), course.count("tell")) == (
        100_00,
        TODAY,
        1,
    )
    assert replace(course, told={"fine": 5}).number("fine") == 5


def test_a_guard_refuses_and_nothing_is_written():
    number = opened()
    took(number, "tell")
    before = Entry.objects.count()

    with pytest.raises(NotNow, match="请先写明金额"):
        took(number, "finish", actor=head())

    assert (row(number).stage, Entry.objects.count()) == ("told", before)


def test_an_answer_of_another_kind_is_refused():
    number = opened()

    with pytest.raises(Refused, match="金额"):
        took(number, "tell", fine="一百元")


def test_an_answer_that_nobody_asked_for_is_a_bug():
    number = opened()

    with pytest.raises(LookupError):
        took(number, "tell", colour="red")


def test_whoever_is_slower_is_told():
    number = opened()
    took(number, "tell", version=1, fine=100_00)

    with pytest.raises(Conflict):
        took(number, "finish", actor=head(), version=1)


def test_another_county_finds_nothing():
    number = opened()

    with pytest.raises(NotFound):
        took(number, "tell", actor=clerk(YONGJI))


def test_a_clerk_does_not_take_the_step_of_the_head():
    number = opened()
    took(number, "tell", fine=100_00)

    with pytest.raises(NotAllowed, match="负责人"):
        took(number, "finish")


def test_no_step_lies_in_the_future_or_before_the_one_that_led_here():
    number = opened()
    with pytest.raises(Refused, match="晚于今天"):
        took(number, "tell", on=TODAY + timedelta(days=1))

    with pytest.raises(Refused, match="登记"):
        took(number, "tell", on=TODAY - timedelta(days=1))


def take_back(number, *, reason="登记错了", version=None, kept=frozenset(), actor=None):
    with transaction.atomic():
        turn = proceedings.begin(FLOW, number=number, actor=actor or clerk(), at=NOW)
        seen = row(number).version if version is None else version
        proceedings.take_back(turn, reason=reason, version=seen, kept=kept)


def test_the_last_step_is_taken_back_and_stays_on_record():
    number = opened()
    took(number, "tell")

    take_back(number)

    assert (row(number).stage, row(number).due_at) == ("begun", None)
    assert LevelCaseMove.objects.filter(row__number=number, retracted_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("kept", "reason", "words"),
    [
        (frozenset({"tell"}), "错", "已经对外生效"),
        (frozenset(), "  ", "请写明撤回的原因"),
    ],
)
def test_what_went_out_is_not_taken_back(kept, reason, words):
    number = opened()
    took(number, "tell")

    with pytest.raises(Refused, match=words):
        take_back(number, kept=kept, reason=reason)


def test_the_first_step_is_not_taken_back():
    with pytest.raises(NotNow, match="第一步"):
        take_back(opened())


def test_a_problem_is_linked_with_the_branch_it_was_escalated_by():
    place, company = a_community(fee_mode="guided"), a_company()
    a_contract(place, company, date(2023, 1, 1))
    problem = escalated(a_problem(place), MeasureKind.REGRADE, MeasureKind.EXPOSE)

    number = opened(problem.number, on=problem.confirmed_on)

    link = ProblemLink.objects.standing().get(subject=f"level_case:{number}")
    assert (link.problem, link.measure.kind) == (problem, "regrade")
    assert [it.number for it in lists.problems_of(FLOW, clerk(), number)] == [problem.number]


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (lambda it: progress.annul_problem(on=TODAY, reason="复议撤销", **it), "2024年6月18日撤销"),
        (lambda it: problems.void_problem(reason="登记错了", **it), "已经作废"),
    ],
)
def test_what_was_annulled_or_void_opens_nothing(end, sentence):  # T-P15
    problem = a_problem(a_community())
    end({"number": problem.number, "version": problem.version, "actor": head(), "at": NOW})

    with pytest.raises(NotNow, match=f"{sentence}，不能再以它启动") as told:
        opened(problem.number)

    assert told.value.rule == "T-P15"
    assert not LevelCase.objects.exists()


def test_a_problem_out_of_sight_opens_nothing():
    other = a_problem(a_community(county=YONGJI))

    with pytest.raises(Refused, match="没有找到问题"):
        opened(other.number)

    assert not LevelCase.objects.exists()


def test_a_diversion_is_stated_once_and_taken_back():
    problem = a_problem(a_community())
    number = opened(problem.number)
    with transaction.atomic():
        turn = proceedings.begin(FLOW, number=number, actor=clerk(), at=NOW)
        entry = proceedings.step(turn, "tell", Told(TODAY))
        proceedings.divert(turn, "penalty", TODAY, entry=entry)
        proceedings.divert(turn, "penalty", TODAY, entry=entry)
        assert Diversion.objects.standing().count() == 1
        proceedings.undivert(turn, "penalty", entry=entry)

    assert not Diversion.objects.standing().exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_step_is_taken():
    number = opened()

    told = at_once(lambda: took(number, "tell", version=1), lambda: took(number, "tell", version=1))

    assert sorted(type(it).__name__ for it in told) == ["NoneType", "NotNow"]


def test_a_repeated_form_opens_one():
    act = proceedings.moved(FLOW)

    numbers = [
        once("f1", act=act, actor=clerk(), at=NOW, write=lambda: opened(form="f1"))
        for _ in range(2)
    ]

    assert numbers == ["HJ-140802-2024-000001"] * 2
    assert LevelCase.objects.count() == 1


def test_a_company_or_owner_sees_none_where_no_stage_is_told():
    opened()

    for role in (Role.CO, Role.OWN, Role.STR):
        assert not LevelCase.objects.visible_to(replace(clerk(), role=role)).exists()
