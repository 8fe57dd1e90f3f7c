"""Every act on problems and orders × every post, against a table written from DOMAIN 3.2 by hand.

The acts are read from the modules, so a new one without a line here fails. Each is first done by
whoever it is for: a refusal then comes from the guard alone.
"""

import inspect
import pkgutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

import pytest
from django.db import transaction

from tests import sample_files
from tests.attached import upload
from tests.field_visits import a_field_visit, a_finding
from tests.lives import (
    answered,
    completed,
    fresh,
    order_statement,
    ordered,
    seen_again,
    signed,
    the_company,
    with_company,
)
from tests.people import NOW, YANHU, YONGJI, clerk, head, person
from tests.stories import a_community, a_problem, problem_statement
from tingban.actions import rectification
from tingban.actions.rectification import answering, escalating, finding
from tingban.actions.rectification.answering import Answer, Extension
from tingban.actions.rectification.company_answers import Report
from tingban.actions.rectification.field_visits import FieldReport
from tingban.actions.rectification.finding import OnTheSpot
from tingban.actions.rectification.orders import PaperOrder
from tingban.actions.rectification.proofs import Chosen
from tingban.actions.rectification.rechecking import Failure, Recheck, Relapse, fail_recheck
from tingban.actions.rectification.serving import ServiceStatement
from tingban.actions.registry.merges import merge_community
from tingban.data.audit.models import Entry
from tingban.data.rectification.models import Order, Problem
from tingban.rules.actors import CITY_CODE, CITY_WIDE, Actor, Role
from tingban.rules.documents.purposes import Purpose
from tingban.rules.documents.service import Way
from tingban.rules.errors import NotAllowed, NotFound
from tingban.rules.rectification.stages import MeasureKind

pytestmark = pytest.mark.django_db
ON = date(2024, 6, 14)
CLERKS, HEADS = "C-OP C-LD M-OP M-LD", "C-LD M-LD"
OFFICERS = f"C-ENF {HEADS}"
FIELD = f"C-ENF {CLERKS}"
SERVICE = ServiceStatement(Way.DIRECT, ON, "送达回证")
ANSWER = Answer(ON, "已清扫", ("照片",))
PHOTO = {Purpose.AFTER: Chosen((upload(sample_files.photo()),))}


@dataclass
class World:
    """A problem at each place of its way, and the people of its company."""

    clue: Problem
    doubted: Problem
    confirmed: Problem
    spotted: Problem
    order: Order
    fixing: Problem
    asked: Problem
    waiting: Problem
    recheck: str
    failing: Problem
    stubborn: Problem
    escalated: Problem
    done: Problem
    parted: str
    company: Actor


def seen(row: Problem, **told: object) -> dict[str, object]:
    return {"number": row.number, "version": Problem.objects.get(pk=row.pk).version} | told


def clue_of(place) -> Problem:
    statement = problem_statement(place, confirmed_on=ON, evidence=(), responsible="")
    number = finding.add_clue(statement=statement, actor=clerk(), at=NOW)
    return Problem.objects.get(number=number)


@pytest.fixture(scope="module")
def a_world(shared_rows) -> World:
    """All of 盐湖; the company is that of the community where orders go out."""
    first = with_company()
    place = first.community
    own = [first, *(a_problem(place) for _ in range(8))]
    doubted = clue_of(place)
    finding.propose_rejection(
        **seen(doubted), reason="没有", evidence=("照片",), actor=clerk(), at=NOW
    )
    fixing, asked, waiting, failing, stubborn, escalated, done = (
        ordered(it, ON) for it in own[2:9]
    )
    answering.ask_extension(
        **seen(asked), until=date(2024, 6, 25), reason="配件", actor=the_company(first.company),
        at=NOW,
    )  # fmt: skip
    answered(waiting, ON)
    answered(failing, ON)
    twice_failed(stubborn)
    twice_failed(escalated)
    escalating.escalate_problem(
        **seen(escalated), measures=[MeasureKind.EXIT], reason="拒改", actor=head(), at=NOW
    )
    completed(done, ON)
    child = a_community("并入园")
    merge_community(code=child.code, into=place.code, version=1, actor=clerk(), at=NOW)
    return World(
        clue_of(place), doubted, own[0], a_problem(place, confirmed_on=ON), signed(own[1]),
        fixing, asked, waiting, seen_again(waiting, ON), failing, stubborn, escalated, done,
        child.code, the_company(first.company),
    )  # fmt: skip


@pytest.fixture
def world(a_world) -> World:
    return deepcopy(a_world)


def order_number(problem: Problem) -> str:
    return problem.orders.get().order.number


def paper_order(problem: Problem) -> PaperOrder:
    return PaperOrder("盐建责改字〔2024〕98号", (problem.number,), ON)


def twice_failed(problem: Problem) -> None:
    for _ in range(2):
        answered(problem, ON)
        fail_recheck(**seen(problem), statement=Failure(ON, "没改"), actor=clerk(), at=NOW)


# act: (who may, what is told). A reviewer is somebody else than who found it.
ACTS: dict[str, tuple[str, Callable[[World], dict[str, object]]]] = {
    # T-P01, T-P02
    "finding.add_clue": (FIELD, lambda it: {
        "statement": problem_statement(it.clue.community, confirmed_on=ON),
    }),
    "problems.add_problem": (CLERKS, lambda it: {
        "statement": problem_statement(it.clue.community, confirmed_on=ON),
    }),
    "finding.confirm_clue": (CLERKS, lambda it: seen(
        it.clue, statement=problem_statement(it.clue.community, confirmed_on=ON)
    )),
    "field_visits.report_visit": (FIELD, lambda it: {
        "report": FieldReport(
            a_field_visit(it.clue.community, found_nothing=False),
            findings=(a_finding(),), is_confirmed=False,
        ),
    }),
    # T-P03
    "finding.propose_rejection": (CLERKS, lambda it: seen(
        it.clue, reason="没有", evidence=("照片",)
    )),
    "finding.approve_rejection": (HEADS, lambda it: seen(it.doubted)),
    # T-P04
    "finding.fix_on_spot": (CLERKS, lambda it: seen(
        it.spotted, statement=OnTheSpot(ON, ("前",), ("后",), ("甲", "乙"))
    )),
    # T-P05, T-P06
    "ordering.sign_order": (HEADS, lambda it: {
        "statement": order_statement(fresh(it.confirmed), signed_on=ON),
    }),
    "orders.serve_order": (FIELD, lambda it: {
        "number": "盐建责改字〔2024〕99号", "problem_numbers": [it.confirmed.number],
        "served_on": ON,
    }),
    "orders.state_order": (FIELD, lambda it: {"paper": paper_order(it.confirmed)}),
    "paper_orders.enter_paper_order": (FIELD, lambda it: {
        "paper": paper_order(it.confirmed), "names_fewer": True,
        "scans": (upload(sample_files.photo()),),
    }),
    "serving.dispatch_order": (OFFICERS, lambda it: {
        "number": it.order.number, "statement": ServiceStatement(Way.MAIL, ON, "邮单"),
    }),
    "serving.deliver_order": (OFFICERS, lambda it: {
        "number": it.order.number, "statement": SERVICE,
    }),
    "serving.receive_order": ("CO", lambda it: {"number": it.order.number}),
    "orders.withdraw_order": (HEADS, lambda it: {
        "number": it.order.number, "version": 1, "on": ON, "reason": "有误",
    }),
    # T-P07
    "answering.ask_extension": ("CO", lambda it: seen(
        it.fixing, until=date(2024, 6, 25), reason="配件"
    )),
    "answering.grant_extension": (HEADS, lambda it: seen(
        it.asked, statement=Extension(date(2024, 6, 25))
    )),
    "answering.refuse_extension": (HEADS, lambda it: seen(it.asked, reason="不必")),
    # T-P08
    "answering.submit_answer": (f"CO {CLERKS}", lambda it: seen(it.fixing, statement=ANSWER)),
    # The company's link and door (ADR 0023).
    "company_links.give_link": (FIELD, lambda it: {"number": order_number(it.fixing)}),
    "company_links.revoke_link": (FIELD, lambda it: {
        "number": it.order.number, "reason": "发错了人",
    }),
    "company_answers.answer": ("CO", lambda it: seen(
        it.fixing, report=Report("已清扫", (upload(sample_files.photo()),))
    )),
    "company_answers.plead": ("CO", lambda it: {
        "number": order_number(it.fixing), "text": "不归我公司管理",
    }),
    # A step with its files asks for itself too, whatever the step says.
    "proofs.prove": (FIELD, lambda it: {
        "number": it.fixing.number, "chosen": PHOTO, "step": lambda named: None,
    }),
    "proofs.prove_new": (FIELD, lambda it: {
        "chosen": PHOTO, "step": lambda named: it.fixing.number,
    }),
    # T-P09, T-P10
    "rechecking.clear_problem": (CLERKS, lambda it: seen(
        it.waiting, statement=Recheck(it.recheck)
    )),
    "rechecking.fail_recheck": (CLERKS, lambda it: seen(
        it.failing, statement=Failure(ON, "没改")
    )),
    # T-P12, T-P13
    "escalating.escalate_problem": (HEADS, lambda it: seen(
        it.stubborn, measures=[MeasureKind.EXPOSE], reason="拒改"
    )),
    "escalating.add_measure": (HEADS, lambda it: seen(
        it.escalated, measure=MeasureKind.EXPOSE, reason="拒改"
    )),
    "escalating.end_measure": (HEADS, lambda it: seen(
        it.escalated, measure=MeasureKind.EXIT, reason="已退"
    )),
    "escalating.hand_over_problem": (CLERKS, lambda it: seen(
        it.escalated, on=NOW.date(), successor="新企业书面确认"
    )),
    # T-P14
    "rechecking.reopen_relapsed": (CLERKS, lambda it: seen(
        it.done, statement=Relapse(it.recheck, ("1-03",), "又脏了")
    )),
    # T-P15, and what mends the record.
    "progress.annul_problem": (HEADS, lambda it: seen(it.confirmed, on=ON, reason="撤销")),
    "progress.undo_step": (CLERKS, lambda it: seen(it.done, reason="登记错了")),
    "problems.assign_responsible": (CLERKS, lambda it: seen(it.fixing, responsible="赵某")),
    "problems.correct_problem": (CLERKS, lambda it: seen(
        it.confirmed, statement=problem_statement(it.clue.community, description="另有说法")
    )),
    "problems.void_problem": (HEADS, lambda it: seen(it.confirmed, reason="登记错了")),
    "partings.undo_merge": (CLERKS, lambda it: {
        "code": it.parted, "version": 2, "reason": "两处地方",
    }),
}  # fmt: skip


@cache
def public_acts() -> dict[str, Callable[..., object]]:
    """Each public function of the column that is told who acts and when."""
    found = {}
    for module in pkgutil.iter_modules(rectification.__path__):
        inside = import_module(f"{rectification.__name__}.{module.name}")
        for name, act in inspect.getmembers(inside, inspect.isfunction):
            told = inspect.signature(act).parameters
            named = {it for it, how in told.items() if how.kind is how.KEYWORD_ONLY}
            own = act.__module__ == inside.__name__ and not name.startswith("_")
            if own and {"actor", "at"} <= named:
                found[f"{module.name}.{name}"] = act
    return found


def answer(name: str, world: World, actor: Actor) -> object:
    """What the act says to this actor; it leaves no trace. None where it was done."""
    act, told = public_acts()[name], ACTS[name][1](world)
    before = Entry.objects.count()
    try:
        with transaction.atomic():
            act(**told, actor=actor, at=NOW)
            written = Entry.objects.count() > before
            transaction.set_rollback(True)
    except (NotAllowed, NotFound) as refusal:
        return type(refusal)
    return None if written else "nothing written"


def post(role: Role, world: World, county: str = YANHU) -> Actor:
    """Somebody in this post who is neither the finder nor the one who proposed."""
    if role is Role.CO:
        return world.company
    area = CITY_CODE if role in CITY_WIDE or role is Role.M_INS else county
    return person(role, area, name=f"另一位{role.value}")


def test_every_act_has_its_line():
    # `begin` locks a row for whoever takes a step; it does nothing itself. Proceedings are opened
    # and led by the topics on the right, whose matrices try who may.
    parts = {"moving.begin", "proceedings.begin", "proceedings.open_one"}
    assert ACTS.keys() | parts == public_acts().keys()


def test_whoever_the_table_lets_may_and_nobody_else(world):
    said = {(name, role): answer(name, world, post(role, world)) for name in ACTS for role in Role}

    assert {key for key, told in said.items() if told is None} == {
        (name, Role(role)) for name, (who, _) in ACTS.items() for role in who.split()
    }
    assert set(said.values()) == {None, NotAllowed, NotFound}


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD, Role.C_ENF])
def test_another_county_is_told_that_nothing_is_there(world, role):
    stranger = post(role, world, YONGJI)

    assert {name: answer(name, world, stranger) for name in ACTS} == dict.fromkeys(ACTS, NotFound)


def test_another_company_is_told_so_too(world):
    other = the_company(with_company("乙园").company)
    names = [name for name, (who, _) in ACTS.items() if "CO" in who.split()]

    assert {name: answer(name, world, other) for name in names} == dict.fromkeys(names, NotFound)
