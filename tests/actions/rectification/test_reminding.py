"""Limits of problems that press: told once, to those who must act (DESIGN 3.7)."""

from datetime import date, datetime

import pytest

from tests.lives import answered, ordered, signed, with_company
from tests.people import YANHU, ZONE
from tests.stories import a_community, a_problem
from tingban.actions.rectification import clockwork, reminding
from tingban.data.notices.models import Notice

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2024, 6, day, hour, tzinfo=ZONE)


def told() -> list[tuple[str, str, list[str]]]:
    rows = Notice.objects.filter(subject__startswith="problem:").order_by("id")
    return [(kind, area, list(roles)) for kind, area, roles in rows.values_list(
        "kind", "area_code", "roles"
    )]  # fmt: skip


def test_a_term_goes_up_step_by_step_and_the_escalation_has_its_own():
    ordered(a_problem(a_community(), due_on=date(2024, 6, 13)), date(2024, 6, 6))

    counts = [reminding.remind(at=at(12)), reminding.remind(at=at(12, 10))]
    assert counts == [1, 0]
    clockwork.mark_overdue(at=at(14, 0))

    # Overdue the head has five working days of his own: the clock is that of T-P12 now.
    assert [reminding.remind(at=at(day)) for day in (14, 20, 24)] == [0, 1, 1]
    assert told() == [
        ("reminder", YANHU, ["C-OP"]),
        ("overdue", YANHU, ["C-OP", "C-LD"]),
        ("reminder", YANHU, ["C-LD"]),
        ("overdue", YANHU, ["C-LD"]),
    ]


def test_an_order_that_was_signed_presses_the_officers():
    signed(with_company())

    reminding.remind(at=at(14))

    assert ("overdue", YANHU, ["C-ENF"]) in told()


def test_a_term_that_has_passed_is_told_once_by_the_step_that_marks_it():
    ordered(a_problem(a_community(), due_on=date(2024, 6, 13)), date(2024, 6, 6))

    assert reminding.remind(at=at(14, 0)) == 0
    clockwork.mark_overdue(at=at(14, 0))

    assert told() == [("overdue", YANHU, ["C-OP", "C-LD"])]


def test_what_waits_for_a_recheck_presses_the_bureau_and_says_where():
    problem = answered(ordered(a_problem(a_community()), date(2024, 6, 6)), date(2024, 6, 7))

    reminding.remind(at=at(14))

    notice = Notice.objects.get(subject=f"problem:{problem.number}")
    assert notice.link == f"/desk/problems/{problem.number}/"
    assert "锦绣花园：楼道多日无人清扫" in notice.text
