"""One row by its key: the same row, seen by the same eyes, as a query put together anew finds."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import YANHU, YONGJI, city_clerk, clerk, person
from tests.stories import a_case, a_community, a_company, a_problem
from tingban.data.areas import by_key
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


def state(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("area", [YANHU, YONGJI])
def test_it_finds_what_the_queryset_finds_for_every_post(role, area):
    case = a_case()
    actor = person(role, area)

    found = by_key.find(Case, actor, "number", case.number)

    expected = Case.objects.visible_to(actor).filter(number=case.number).first()
    assert (found and state(found)) == (expected and state(expected))


def test_of_two_keys_each_finds_its_own_row():
    first, second = a_community("甲园"), a_community("乙园")

    names = [by_key.find(Community, clerk(), "code", one.code).name for one in (first, second)]

    assert names == ["甲园", "乙园"]
    assert by_key.find(Community, clerk(), "code", "1408020010999") is None


def test_rows_beside_it_come_along():
    problem, actor = a_problem(a_community(), company_id=a_company().pk), clerk()

    with CaptureQueriesContext(connection) as asked:
        found = by_key.find(
            Problem, actor, "number", problem.number, beside=("company__merged_into",)
        )
        assert found.company.merged_into is None

    assert len(asked) == 1
    assert found.company.name == problem.company.name


def test_whoever_has_another_name_shares_the_statement_and_no_more():
    case, by_city = a_case(), city_clerk()
    by_key.find(Case, clerk(), "number", case.number)

    assert by_key.find(Case, replace(by_city, name="别人"), "number", case.number) == case
    assert by_key.find(Case, clerk(YONGJI), "number", case.number) is None


def test_a_locked_row_is_asked_for_without_its_keys():
    case, actor = a_case(), clerk()

    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        by_key.find(Case, actor, "number", case.number, locked=True)

    assert "FOR NO KEY UPDATE OF" in asked.captured_queries[-1]["sql"]
