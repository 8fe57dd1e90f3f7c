"""Cards: as many statements for twenty of everything as for one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.lives import completed, reopened
from tests.people import NOW, YANHU, clerk, head
from tests.stories import (
    VISITED,
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_accepted_case,
    an_owner_body,
)
from tests.web.visitors import browser_of
from tingban.actions.complaints import answering
from tingban.actions.enforcement import exposures, levels, penalties
from tingban.actions.exits import exits
from tingban.actions.rectification import orders
from tingban.actions.registry.communities import add_alias
from tingban.actions.registry.company_merges import merge_company
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Community, Company
from tingban.rules.actors import Role
from tingban.rules.enforcement import LevelKind, PenaltyOrgan
from tingban.rules.exits import ExitKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
BEGAN, DAY = date(2024, 1, 1), date(2024, 6, 10)


def by() -> dict[str, object]:
    return {"actor": clerk(), "at": NOW}


def asked(address: str) -> int:
    browser = browser_of(Role.C_OP, YANHU)
    with CaptureQueriesContext(connection) as told:
        assert browser.get(address).status_code == 200
    return len(told)


def registered_of_a_community(community: Community, number: int) -> None:
    add_alias(code=community.code, name=f"别名{number}", **by())
    merged = a_community(f"并入的小区{number}")
    community.refresh_from_db()
    merge_community(code=merged.code, into=community.code, version=merged.version, **by())
    an_owner_body(community, term=f"第{number}届")
    levels.record_level(
        statement=levels.LevelStatement(
            community.code, DAY - timedelta(days=number), LevelKind.REASSESS
        ), **by(),
    )  # fmt: skip


def done_on_site(community: Community, company: Company, number: int) -> None:
    """A visit, a problem under order, a complaint, an exit."""
    a_visit(community, on=VISITED - timedelta(days=number))
    problem = a_problem(community, company_id=company.pk)
    orders.serve_order(
        number=f"运盐住建责〔2024〕{number}号",
        problem_numbers=[problem.number],
        served_on=DAY,
        **by(),
    )
    an_accepted_case(community_code=community.code)
    leaving = exits.record_exit(
        community_code=community.code, company_id=company.pk, kind=ExitKind.DISMISSED, **by()
    )
    exits.confirm_exit(exit_id=leaving, on=DAY, actor=head(), at=NOW)


def punished(company: Company, number: int) -> None:
    penalties.record_penalty(
        statement=penalties.PenaltyStatement(
            f"运盐住建罚〔2024〕{number}号", company.pk, YANHU, PenaltyOrgan.HOUSING, DAY
        ), **by(),
    )  # fmt: skip
    exposures.record_exposure(
        statement=exposures.ExposureStatement(company.pk, YANHU, DAY, f"运城日报{number}版"), **by()
    )
    merged = a_company(f"并入的物业{number}", code="")
    company.refresh_from_db()
    merge_company(
        company_id=merged.pk, into=company.pk, version=merged.version, actor=clerk(), at=NOW
    )


def test_the_card_of_a_community_asks_as_much_for_twenty_of_everything_as_for_one():
    community = a_community(fee_mode="guided")
    counts = []
    for number in range(1, 21):
        company = a_company(f"第{number}物业")
        day = BEGAN + timedelta(days=number)
        a_contract(community, company, day, ends_on=day)
        registered_of_a_community(community, number)
        done_on_site(community, company, number)
        counts.append(asked(f"/desk/communities/{community.code}/") if number in (1, 20) else 0)

    assert counts[-1] == counts[0] <= 31


def test_the_card_of_a_company_asks_as_much_for_twenty_of_everything_as_for_one():
    company = a_company()
    counts = []
    for number in range(1, 21):
        community = a_community(f"小区{number}")
        a_contract(community, company, BEGAN)
        done_on_site(community, company, number)
        punished(company, number)
        counts.append(asked(f"/desk/companies/{company.pk}/") if number in (1, 20) else 0)

    assert counts[-1] == counts[0] <= 28


def test_a_card_does_not_ask_for_what_its_community_has_none_of():
    community = a_community()

    assert asked(f"/desk/communities/{community.code}/") <= 16


def test_the_card_of_a_problem_asks_as_much_for_twenty_of_everything_as_for_one():
    problem = a_problem(a_community())
    counts = []
    for number in range(1, 21):
        orders.serve_order(
            number=f"运盐住建责〔2024〕{number}号", problem_numbers=[problem.number],
            served_on=DAY, **by(),
        )  # fmt: skip
        problem.refresh_from_db()
        reopened(completed(problem, DAY), DAY)
        counts.append(asked(f"/desk/problems/{problem.number}/") if number in (1, 20) else 0)

    assert counts[-1] == counts[0] <= 25


def test_the_card_of_a_case_asks_as_much_for_twenty_of_everything_as_for_one():
    case = an_accepted_case(community_code=a_community().code)
    counts = []
    for number in range(1, 21):
        case.refresh_from_db()
        answering.note_progress(
            number=case.number, text=f"第{number}次到场查看", version=case.version, **by()
        )
        a_case()
        counts.append(asked(f"/desk/cases/{case.number}/") if number in (1, 20) else 0)

    assert counts[-1] == counts[0] <= 20
