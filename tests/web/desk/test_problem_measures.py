"""The card of an escalated problem says which branches run and what came of them (T-P12)."""

import html
from datetime import date, datetime

import pytest

from tests.lives import fresh, served, with_company
from tests.people import NOW, YANHU, ZONE, clerk, person
from tests.web.visitors import browser_of
from tingban.actions.enforcement import exposures, penalties
from tingban.actions.exits import exits
from tingban.actions.rectification import clockwork, escalating
from tingban.data.enforcement.models import Penalty
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.actors import Role
from tingban.rules.enforcement import PenaltyOrgan
from tingban.rules.exits import ExitKind
from tingban.rules.rectification.stages import MEASURE_LABELS, MeasureKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LATER = datetime(2024, 7, 2, 9, tzinfo=ZONE)
BEFORE, AFTER = date(2024, 6, 10), date(2024, 6, 28)


@pytest.fixture
def escalated() -> Problem:
    problem = served(with_company())
    Community.objects.filter(pk=problem.community_id).update(fee_mode="guided")
    clockwork.mark_overdue(at=datetime(2024, 6, 21, tzinfo=ZONE))
    escalating.escalate_problem(
        number=problem.number, measures=tuple(MeasureKind), reason="拒不整改",
        version=fresh(problem).version, actor=person(Role.C_LD, YANHU, "局长郑某"),
        at=datetime(2024, 6, 24, 9, tzinfo=ZONE),
    )  # fmt: skip
    return fresh(problem)


def panel(problem: Problem) -> str:
    page = browser_of(Role.C_OP, YANHU).get(f"/desk/problems/{problem.number}/")
    told = html.unescape(page.content.decode())
    return told.partition("升级处置措施")[2].partition("</ul>")[0]


def penalty(problem: Problem, number: str, on: date, *, company: int = 0) -> str:
    statement = penalties.PenaltyStatement(
        number, company or problem.company_id, YANHU, PenaltyOrgan.HOUSING, on
    )
    penalties.record_penalty(statement=statement, actor=clerk(), at=LATER)
    return f"/desk/penalties/{Penalty.objects.get(number=number).pk}/"


def test_each_branch_says_since_when_by_whom_and_why(escalated):
    told = panel(escalated)

    assert [label for label in MEASURE_LABELS.values() if label not in told] == []
    assert told.count("进行中") == told.count("还没有登记结果") == len(MeasureKind)
    assert "6月24日" in told
    assert "局长郑某 决定：拒不整改" in told


def test_what_came_of_it_leads_to_its_card(escalated):
    first = penalty(escalated, "运盐住建罚〔2024〕5号", AFTER)
    statement = exposures.ExposureStatement(escalated.company_id, YANHU, AFTER, "运城日报")
    shown = exposures.record_exposure(statement=statement, actor=clerk(), at=LATER)
    leaving = exits.record_exit(
        community_code=escalated.community.code, company_id=escalated.company_id,
        kind=ExitKind.DISMISSED, actor=clerk(), at=LATER,
    )  # fmt: skip

    told = panel(escalated)

    assert f'<a href="{first}">运盐住建罚〔2024〕5号</a>' in told
    assert f'<a href="/desk/exposures/{shown}/">运城日报</a>' in told
    assert f'<a href="/desk/exits/{leaving}/">企业退出</a>' in told
    assert "交接还没有确认" in told
    assert told.count("还没有登记结果") == 3


def test_what_was_decided_before_or_of_another_company_came_of_something_else(escalated):
    other = with_company("乙园").company_id
    penalty(escalated, "运盐住建罚〔2024〕4号", BEFORE)
    penalty(escalated, "运盐住建罚〔2024〕6号", AFTER, company=other)

    assert "运盐住建罚" not in panel(escalated)


def test_a_branch_that_the_head_ended_says_so_and_stands_last(escalated):
    escalating.end_measure(
        number=escalated.number, measure=MeasureKind.REGRADE, reason="不属政府指导价项目",
        version=escalated.version, actor=person(Role.C_LD, YANHU, "局长郑某"),
        at=NOW.replace(month=7, day=1),
    )  # fmt: skip

    told = panel(escalated)

    assert told.rindex("<li>") < told.index(MEASURE_LABELS[MeasureKind.REGRADE])
    assert "7月1日" in told
    assert "由 局长郑某 结束：不属政府指导价项目" in told
    assert told.count("进行中") == len(MeasureKind) - 1


def test_a_problem_without_branches_has_no_such_panel():
    problem = served(with_company())

    assert panel(problem) == ""


def test_a_level_case_is_barred_with_its_reason_where_the_fee_is_not_guided():  # AMB-35
    problem = served(with_company())
    clockwork.mark_overdue(at=datetime(2024, 6, 21, tzinfo=ZONE))
    chief = browser_of(Role.C_LD, YANHU)
    place = f"/desk/problems/{problem.number}/steps/escalate/"
    told = {"version": str(fresh(problem).version), "reason": "拒改"}

    page = html.unescape(chief.get(place).content.decode())
    refused = chief.post(place, told | {"measures": "regrade"}).content.decode()
    stage = fresh(problem).stage
    Community.objects.filter(pk=problem.community_id).update(fee_mode="guided")
    guided = html.unescape(chief.get(place).content.decode())
    chief.post(place, told | {"measures": "regrade"})

    assert 'value="regrade"' not in page
    assert "不能选“重新核定服务等级”：这个小区的收费方式没有登记为政府指导价" in page
    assert 'value="penalty"' in page
    assert "没有登记为政府指导价" in refused
    assert stage == "overdue"
    assert 'value="regrade"' in guided
    assert "没有登记为政府指导价" not in guided
    assert fresh(problem).stage == "escalated"
