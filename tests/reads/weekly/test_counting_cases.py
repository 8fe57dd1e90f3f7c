"""Cases that count and cases that do not (CELL E01–E04, AMB-10, INTERCHANGE 2)."""

from datetime import date

import pytest

from tests.case_steps import accept, close, merge, reopen, void
from tests.people import NOW, YANHU, YONGJI, city_clerk
from tests.reads.weekly.numbers import (
    FRIDAY,
    a_city_case,
    at,
    restand,
    row,
    tally,
    total,
    value,
)
from tests.stories import a_case, a_community
from tingban.reads.weekly.counting import Moment, extras
from tingban.rules.areas import CITY
from tingban.rules.complaints import Source

pytestmark = pytest.mark.django_db


class TestCases:
    """E01–E06."""

    def test_accepted_by_the_city_it_counts_where_it_lies(self):
        a_city_case(community_code=a_community().code)
        a_city_case(county_code=YONGJI)
        a_city_case()

        assert [value("E01", area) for area in (YANHU, YONGJI, CITY)] == [1, 1, 1]
        assert total("E01") == 3

    def test_accepted_by_a_county_it_is_only_beside(self):
        case = a_case(county_code=YANHU)
        accept(case, at(11))
        close(case, at(12))

        assert row() == {}
        beside = extras(actor=city_clerk(), moment=Moment(FRIDAY, NOW))
        assert [beside.value(YANHU, code) for code in ("E05", "E06")] == [1, 1]

    def test_sent_by_the_province_it_counts_at_any_level_and_never_twice(self):
        accept(a_case(source=Source.PROVINCE, county_code=YANHU), at(11))
        a_city_case(source=Source.PROVINCE, county_code="140830")

        assert row() == {"E03": 1}
        assert row("140830") == {"E03": 1}

    def test_the_second_of_acceptance_and_of_midnight(self):
        case = a_case(city_clerk(), county_code=YANHU)
        accept(case, at(13, 23, 59))
        late = a_case(city_clerk(), county_code=YANHU)
        accept(late, at(14, 0, 0))

        assert tally().ids(YANHU, "E01") == (case.number,)
        assert value("E01", as_of=date(2024, 6, 15)) == 2

    def test_what_is_registered_and_not_accepted_is_no_case_yet(self):
        a_case(city_clerk())

        assert row(CITY) == {}

    def test_closed_and_reopened_it_is_open(self):
        case = a_city_case(county_code=YANHU)
        close(case, at(12))
        reopen(case, at(13), actor=city_clerk())

        closed = {day: value("E02", as_of=date(2024, 6, day)) for day in (12, 13, 14)}
        assert closed == {12: 0, 13: 1, 14: 0}

    def test_transferred_it_was_accepted_and_is_never_closed(self):
        case = a_city_case(county_code=YANHU)
        close(case, at(12))
        restand(case, standing="transferred")

        assert row() == {"E01": 1}

    def test_a_duplicate_counts_at_no_morning_and_its_main_case_does(self):
        main, again = (a_city_case(county_code=YANHU) for _ in range(2))
        assert value("E01") == 2

        merge(again, main)

        assert tally().ids(YANHU, "E01") == (main.number,)
        assert tally(date(2024, 6, 12)).ids(YANHU, "E01") == (main.number,)

    def test_a_voided_case_counts_nowhere(self):
        void(a_city_case())

        assert row(CITY) == {}
