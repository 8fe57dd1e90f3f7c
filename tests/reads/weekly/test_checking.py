"""The checks asked of real rows."""

from datetime import date

import pytest

from tests.people import NOW, city_clerk, clerk
from tests.stories import a_community, a_company, a_problem, a_visit
from tingban.reads.weekly.checking import live_findings
from tingban.reads.weekly.counting import Moment

pytestmark = pytest.mark.django_db
AS_OF = Moment(date(2024, 6, 14), NOW)


def test_an_empty_installation_has_no_findings():
    assert live_findings(actor=city_clerk(), moment=AS_OF) == ()


def test_a_visit_without_a_company_is_a_warning_of_its_county_only():
    a_visit(a_community())

    found = live_findings(actor=clerk(), moment=AS_OF)

    assert [(told.check, told.area) for told in found] == [("CHK-05", "140802")]
    assert live_findings(actor=clerk("140881"), moment=AS_OF) == ()


def test_a_visit_with_its_company_fits():
    company = a_company()
    community = a_community()
    a_visit(community, company_id=company.pk)
    a_problem(community)

    assert live_findings(actor=city_clerk(), moment=AS_OF) == ()
