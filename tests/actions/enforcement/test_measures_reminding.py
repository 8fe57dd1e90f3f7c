"""The clock tells whoever must act: the fee, the answer of another organ, the hours of a crime."""

from datetime import date, datetime, timedelta

import pytest

from tests.measures import CRIME, a_level_case, a_transfer, an_exposure
from tests.people import NOW, ZONE, head, person
from tests.stories import a_community, a_company
from tingban.actions.rectification import proceeding_reminding
from tingban.data.notices.models import Notice
from tingban.reads.overview.flows import FLOWS
from tingban.rules.actors import CITY_CODE, Role

pytestmark = pytest.mark.django_db


def reminded(on: date) -> list[tuple[str, list[str]]]:
    """What is told on this morning: the kind and the posts."""
    before = set(Notice.objects.values_list("pk", flat=True))
    proceeding_reminding.remind(FLOWS, at=datetime(on.year, on.month, on.day, 9, tzinfo=ZONE))
    rows = Notice.objects.exclude(pk__in=before).order_by("id")
    return [(row.kind, sorted(row.roles)) for row in rows]


def test_an_answer_that_does_not_come_is_asked_for():
    a_transfer().sent()

    assert reminded(date(2024, 6, 20)) == []
    (told,) = reminded(date(2024, 7, 4))
    assert told[0] == "overdue"
    assert "C-OP" in told[1]


def test_the_fee_is_asked_for_after_30_days():
    a_level_case(a_community(fee_mode="guided"), a_company()).posted()

    assert reminded(date(2024, 6, 20)) == []
    (told,) = reminded(date(2024, 7, 19))
    assert (told[0], "C-OP" in told[1]) == ("overdue", True)


def test_the_companys_days_are_nobodys_duty():
    a_level_case(a_community(fee_mode="guided"), a_company()).told()
    an_exposure(a_company()).told()

    assert reminded(date(2024, 7, 31)) == []


def test_a_crime_presses_within_its_hours():
    walk = a_transfer(answers=CRIME)
    walk.step("approve", by=head(), approved_at=NOW.isoformat())

    late = NOW + timedelta(hours=25)
    (told,) = reminded(late.date() + timedelta(days=1))
    assert told[0] == "overdue"


def test_of_what_is_sealed_nobody_is_told():
    sealed = CRIME | {"matter": "clue", "receiver": "discipline", "office": "市纪委监委"}
    chief = person(Role.M_LD)
    walk = a_transfer(answers=sealed, by=chief, county=CITY_CODE)
    walk.step("approve", by=chief)

    assert walk.row.due_at is None
    assert reminded(date(2024, 7, 31)) == []
