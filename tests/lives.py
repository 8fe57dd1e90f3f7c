"""Short ways through the life of a problem, by the acts that people do (DOMAIN 3.2)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from tests.people import NOW, YANHU, clerk, head, person
from tests.stories import a_community, a_company, a_contract, a_problem
from tingban.actions.inspections import visits
from tingban.actions.rectification import (
    answering,
    clockwork,
    escalating,
    ordering,
    orders,
    rechecking,
    serving,
)
from tingban.actions.rectification.answering import Answer
from tingban.actions.rectification.ordering import OrderStatement
from tingban.actions.rectification.rechecking import Recheck, Relapse
from tingban.actions.rectification.serving import ServiceStatement
from tingban.data.rectification.models import Order, Problem
from tingban.data.registry.models import Company
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category
from tingban.rules.rectification.stages import MeasureKind, Stage

_serial = count(501)


def fresh(problem: Problem) -> Problem:
    problem.refresh_from_db()
    return problem


def reviewer(problem: Problem) -> Actor:
    """Somebody else than whoever found it (T-P09)."""
    return clerk(problem.county_id, name="复核员")


def ordered(problem: Problem, on: date, at: datetime = NOW) -> Problem:
    """Told to put it right, by an order entered afterwards."""
    orders.serve_order(
        number=f"测试责改字〔2024〕{next(_serial)}号",
        problem_numbers=[problem.number],
        served_on=on,
        due_on=max(problem.due_on, on) if problem.due_on else None,
        actor=clerk(problem.county_id),
        at=at,
    )
    return fresh(problem)


def answered(problem: Problem, on: date, at: datetime = NOW) -> Problem:
    """The company's answer, which came on paper."""
    amounts = {"owed": 100_00, "repaid": 100_00, "voucher": "银行回单 0001"}
    answering.submit_answer(
        number=problem.number,
        statement=Answer(
            on,
            "已整改到位",
            after=("整改后照片",),
            publication=("公示照片",),
            **(amounts if problem.category == Category.CAT_7 else {}),
        ),
        version=fresh(problem).version,
        actor=clerk(problem.county_id),
        at=at,
    )
    return fresh(problem)


def seen_again(problem: Problem, on: date, at: datetime = NOW) -> str:
    """A recheck in its community."""
    statement = visits.VisitStatement(
        problem.community.code, VisitKind.RECHECK, OrganiserLevel.COUNTY, on
    )
    return visits.add_visit(statement=statement, actor=reviewer(problem), at=at)


def completed(problem: Problem, on: date, at: datetime = NOW) -> Problem:
    """Ordered before, answered, seen by somebody else, and ticked off on this day."""
    if fresh(problem).stage == Stage.CFM:
        ordered(problem, problem.confirmed_on)
    answered(problem, on, at)
    seen = seen_again(problem, on, at)
    rechecking.clear_problem(
        number=problem.number,
        statement=Recheck(seen, "现场复核，已整改到位。"),
        version=problem.version,
        actor=reviewer(problem),
        at=at,
    )
    return fresh(problem)


def reopened(problem: Problem, on: date, at: datetime = NOW) -> Problem:
    """Seen again on a look back (T-P14)."""
    seen = seen_again(problem, on, at)
    rechecking.reopen_relapsed(
        number=problem.number,
        statement=Relapse(seen, tuple(problem.acts.split("、")), "回头看发现反弹"),
        version=fresh(problem).version,
        actor=clerk(problem.county_id),
        at=at,
    )
    return fresh(problem)


def the_company(company: Company) -> Actor:
    """Somebody of the company at its own door: the unit bears the company's code."""
    return replace(person(Role.CO, YANHU, name=company.name), unit_code=company.uscc)


def officer(county: str = YANHU) -> Actor:
    """县级执法人员."""
    return person(Role.C_ENF, county)


def with_company(name: str = "锦绣花园", **told: object) -> Problem:
    """A confirmed problem of a community with a company that can be ordered."""
    place = a_community(name)
    a_contract(place, a_company(f"{name}物业服务有限公司"), date(2024, 1, 1))
    return a_problem(place, **told)


def order_statement(*problems: Problem, **told: object) -> OrderStatement:
    """A notice as it should be."""
    good = {
        "signed_on": date(2024, 6, 6),
        "due_on": date(2024, 6, 20),
        "laws": ("CC-942.1", "PMR-35.1"),
        "officers": (Officer("陈某", "0801"), Officer("吴某", "0802")),
        "demands": "一、当日清扫；\n二、每日保洁。",
        "organ_address": "运城市盐湖区某街1号",
    }
    if any(problem.category == Category.CAT_7 for problem in problems):
        good["amount"] = 100_00
    numbers = tuple(problem.number for problem in problems)
    return OrderStatement(problem_numbers=numbers, **(good | told))


def signed(*problems: Problem, **told: object) -> Order:
    """A notice, signed and not yet served."""
    number = ordering.sign_order(statement=order_statement(*problems, **told), actor=head(), at=NOW)
    return Order.objects.get(number=number)


def served(problem: Problem, on: date = date(2024, 6, 7), **told: object) -> Problem:
    """Signed, and handed over on this day."""
    statement = ServiceStatement(Way.DIRECT, on, "送达回证", "李某")
    serving.deliver_order(
        number=signed(problem, **told).number, statement=statement, actor=officer(), at=NOW
    )
    return fresh(problem)


def escalated(problem: Problem, *measures: MeasureKind, at: datetime = NOW) -> Problem:
    """Served, past its term, and handed up by these branches."""
    found = served(problem)
    clockwork.mark_one_overdue(number=found.number, at=at + timedelta(days=30))
    escalating.escalate_problem(
        number=found.number,
        measures=measures,
        reason="逾期不整改",
        version=fresh(problem).version,
        actor=head(problem.county_id),
        at=at + timedelta(days=30),
    )
    return fresh(problem)
