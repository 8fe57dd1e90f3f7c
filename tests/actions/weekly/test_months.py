"""月末数: kept once, and the first week of the next month does not fall below (CHK-25)."""

import pytest

from tests import fridays
from tests.fridays import moment
from tests.people import YANHU, clerk, head
from tests.stories import a_community, a_problem
from tingban.actions.weekly import drafting, months, opening
from tingban.actions.weekly.drafting import OverrideStatement
from tingban.data.weekly.models import Report
from tingban.reads.weekly import editions, reports
from tingban.reads.weekly.periods import planned_month_ends
from tingban.rules.weekly.contents import Origin

pytestmark = pytest.mark.django_db
JULY = moment(1, month=7)


@pytest.fixture(autouse=True)
def _june(db) -> None:
    a_problem(a_community())
    months.take_month_end(month=planned_month_ends()[1], at=JULY)


def test_every_unit_and_the_city_are_kept_at_one_cut_off():
    kept = editions.latest_editions(actor=fridays.reviewer(), week_code="2024-M06")

    assert len(kept) == 14
    assert {edition.origin for edition in kept.values()} == {Origin.MONTH}
    assert {edition.as_of for edition in kept.values()} == {JULY}
    assert kept[YANHU].label == "KZ-140802-2024-M06-v1"
    city = editions.city_edition(actor=fridays.reviewer(), week_code="2024-M06")
    assert city.label == "KZ-1408-2024-M06-v1"


def test_the_next_month_end_is_another_one():
    again = months.take_month_ends(at=moment(1, month=8))

    assert again == ("2024-M07",)
    assert Report.objects.filter(number=f"KZ-{YANHU}-2024-M07", state="frozen").exists()


def test_a_hard_figure_below_the_month_end_blocks_the_first_week_after():
    opening.open_due_weeks(at=moment(4, month=7))
    number = fridays.number_of(week="2024-W06")
    statement = OverrideStatement("A01", 1, 0, "误登记一个小区")
    at = moment(5, 9, month=7)
    drafting.override_value(number=number, version=1, statement=statement, actor=head(), at=at)

    page = reports.report(actor=clerk(), number=number, at=at)

    assert "CHK-25" in {found.check for found in page.errors}
