"""A county that exposed nothing in the month is told before its end and after it (DL-31)."""

from datetime import date, datetime

import pytest

from tests.actions.enforcement.test_enforcement import expose
from tests.people import NOW, YANHU, YONGJI, ZONE, head
from tests.stories import a_company
from tingban.actions.enforcement import exposures
from tingban.actions.enforcement.exposure_reminding import remind
from tingban.data.notices.models import Notice
from tingban.jobs.exposures import exposure_month
from tingban.kit import clock
from tingban.rules.areas import CITY, COUNTIES

pytestmark = pytest.mark.django_db


def at(*parts: int) -> datetime:
    return datetime(2024, *parts, tzinfo=ZONE)


def told() -> set[tuple[str, str, str]]:
    """Of which county, who was told, and what."""
    rows = Notice.objects.filter(key__startswith="exposure_month:")
    return {(row.subject.partition(":")[2], row.area_code, row.kind) for row in rows}


def test_nobody_is_told_a_second_too_early():
    assert remind(at=at(6, 14, 23, 59, 59)) == 0


def test_from_the_middle_of_the_month_every_county_without_a_case_is_told_once():
    expose(a_company(), published_on=date(2024, 6, 3))

    assert remind(at=at(6, 15)) == len(COUNTIES) - 1
    assert remind(at=at(6, 30, 23, 59, 59)) == 0
    others = {it.code for it in COUNTIES} - {YANHU}
    assert told() == {(code, code, "reminder") for code in others}
    assert not any("DL-" in it.text for it in Notice.objects.all())


def test_after_the_last_second_the_county_and_the_city_are_told_once():
    expose(a_company(), published_on=date(2024, 6, 3))

    assert remind(at=at(7, 1)) == 2 * (len(COUNTIES) - 1)
    assert remind(at=at(7, 1, 0, 5)) == 0
    assert {area for _, area, _ in told()} == {CITY, *(it.code for it in COUNTIES)} - {YANHU}
    row = Notice.objects.get(subject=f"area:{YONGJI}", area_code=CITY)
    assert (row.kind, sorted(row.roles)) == ("overdue", ["M-LD", "M-OP"])
    assert "6月30日 24:00" in row.text
    assert not any("DL-" in it.text for it in Notice.objects.all())


def test_a_case_of_another_month_is_none_of_this_one():
    expose(a_company(), published_on=date(2024, 5, 31))

    remind(at=at(6, 15))
    assert (YANHU, YANHU, "reminder") in told()


def test_withdrawn_later_it_was_a_case_of_its_month():
    row = expose(a_company(), published_on=date(2024, 6, 3))
    exposures.withdraw_exposure(
        exposure_id=row, on=date(2024, 6, 10), reason="已整改", actor=head(), at=NOW
    )

    remind(at=at(6, 15))
    assert YANHU not in {county for county, _, _ in told()}


def test_the_worker_asks_the_clock_of_the_installation():
    with clock.standing_at(at(6, 15)):
        exposure_month()

    assert len(told()) == len(COUNTIES)
