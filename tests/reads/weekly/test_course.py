"""CHK-18, 21, 22 and 25 against editions that were really sent and frozen."""

from datetime import date, timedelta

import pytest

from tests import fridays
from tests.fridays import moment
from tests.people import YANHU, clerk, head
from tests.stories import a_community, a_problem, a_visit
from tingban.actions.inspections import visits
from tingban.actions.rectification import problems
from tingban.actions.registry.merges import merge_community
from tingban.actions.weekly import opening
from tingban.data.weekly.models import ReportWeek
from tingban.reads.weekly.checking import live_figures, unit_findings
from tingban.reads.weekly.counting import Moment
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.weekly.checks import Level

pytestmark = pytest.mark.django_db
NEXT = "2024-W05"
SEEN = moment(28, 9)


@pytest.fixture
def frozen(db):
    """盐湖 reported two communities, one of them with a problem; the week is frozen."""
    first, second = a_community("甲园"), a_community("乙园")
    a_problem(first)
    a_visit(second)
    fridays.open_week()
    fridays.accepted(YANHU)
    fridays.all_stood_in()
    fridays.freeze()
    opening.open_due_weeks(at=moment(27))
    return first, second


def findings(known_at=SEEN):
    week = ReportWeek.objects.get(code=NEXT)
    figures = live_figures((YANHU,), Moment(week.as_of.date() + timedelta(days=1), known_at))
    return [
        found
        for found in unit_findings(area=YANHU, week=week, figures=figures[YANHU], known_at=known_at)
        if found.check in {"CHK-18", "CHK-21", "CHK-22"}
    ]


def test_the_same_numbers_without_a_new_fact_are_no_matter(frozen):
    assert findings() == []


def test_a_merge_explains_the_fall_of_a_hard_cell_and_is_named(frozen):
    first, second = frozen
    merge_community(code=second.code, into=first.code, version=1, actor=clerk(), at=moment(25))

    (found,) = findings()

    assert (found.check, found.level, found.cells) == ("CHK-18", Level.WARNING, ("A01",))
    assert "减去的 1 个：合并 1" in found.sentence


def test_a_soft_cell_that_falls_names_its_cause(frozen):
    problem = frozen[0].problems.get()
    problems.void_problem(
        number=problem.number, version=1, reason="录错", actor=head(), at=moment(25)
    )

    told = {found.cells: found for found in findings()}

    assert told[("A03",)].level is Level.WARNING
    assert "减去的 1 个：作废 1" in told[("A03",)].sentence


def test_work_that_moves_no_number_is_asked_about(frozen):
    visits.add_visit(
        statement=visits.VisitStatement(
            community_code=frozen[0].code, kind=VisitKind.RECHECK,
            level=OrganiserLevel.COUNTY, done_on=date(2024, 6, 24),
        ),
        actor=clerk(),
        at=moment(25),
    )  # fmt: skip

    (found,) = findings()

    assert (found.check, found.level) == ("CHK-21", Level.WARNING)
    assert "1 条办理记录" in found.sentence
