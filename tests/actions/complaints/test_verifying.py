"""What was found on the spot, what follows, and time that stands still or is added (T-C10…14)."""

from datetime import date, datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import ZONE, clerk, head
from tests.stories import a_case, a_case_in, a_community, a_problem, a_visit, an_accepted_case
from tingban.actions.complaints import verifying
from tingban.data.complaints.models import Case
from tingban.data.rectification.models import Problem
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    CaseKind,
    Finding,
    Stage,
    SuspendReason,
)
from tingban.rules.errors import NotNow, Refused
from tingban.rules.inspections import VisitKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def handling() -> tuple[Case, Problem]:
    """Found to be true: a problem follows."""
    place = a_community()
    case = a_case_in(Stage.INV, community_code=place.code)
    visited = date(2024, 6, 12)
    visit = a_visit(place, visited, VisitKind.VERIFY)
    problem = a_problem(place, confirmed_on=visited)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE, [problem.number])
    verifying.verify_case(**seen(case, clerk()), verification=told)
    case.refresh_from_db()
    return case, problem


def test_what_is_true_is_done_only_when_its_problem_is():
    case, problem = handling()
    assert case.stage == "handling"

    with pytest.raises(NotNow, match=f"{problem.number}还没有整改到位"):
        case_steps.report(case)


def test_a_community_is_needed_to_go_there():
    case = a_case_in(Stage.INV)
    place = a_community()
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE)

    with pytest.raises(Refused, match="不是这个小区的"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_one_on_site_is_not_enough():
    place = a_community()
    case = a_case_in(Stage.INV, community_code=place.code)
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    problem = a_problem(place, confirmed_on=date(2024, 6, 12))
    told = verifying.Verification(visit, ("甲", " 甲 "), Finding.TRUE, [problem.number])

    with pytest.raises(NotNow, match="两名工作人员"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_a_problem_of_another_community_is_not_linked():
    place, other = a_community(), a_community("东湖家园")
    case = a_case_in(Stage.INV, community_code=place.code)
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE, [a_problem(other).number])

    with pytest.raises(Refused, match="不在这个小区"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_the_clock_stands_still_while_a_vote_is_awaited():
    case = a_case_in(Stage.HND)
    until = date(2024, 7, 10)
    told = verifying.Suspension(SuspendReason.VOTE, "业主大会投票中", until)

    verifying.suspend_case(**seen(case, head()), suspension=told)
    case.refresh_from_db()
    assert (case.stage, case.due_at) == ("suspended", None)
    back = datetime(2024, 6, 25, 10, tzinfo=ZONE)
    verifying.resume_case(**seen(case, head(), back))

    case.refresh_from_db()
    # Accepted 06-11, five working days, and the five of the pause (06-18 … 06-25).
    assert (case.stage, f"{case.due_at.astimezone(ZONE):%m-%d}") == ("handling", "06-26")


def test_a_pause_is_looked_at_again_within_thirty_days():
    told = verifying.Suspension(SuspendReason.COURT, "法院已立案", date(2024, 7, 19))

    with pytest.raises(NotNow, match="最迟 2024年7月18日"):
        verifying.suspend_case(**seen(a_case_in(Stage.HND), head()), suspension=told)


def test_a_petition_is_extended_once_by_thirty_days():
    case = a_case()
    case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), kind=CaseKind.PETITION)

    until = verifying.extend_case(**seen(case, head()), reason="情况复杂")

    assert f"{until:%Y-%m-%d}" == "2024-09-11"
    with pytest.raises(NotNow, match="已经延期过一次"):
        verifying.extend_case(**seen(case, head()), reason="还是复杂")


def test_nothing_is_extended_after_it_ran_out():
    case = an_accepted_case()
    later = datetime(2024, 6, 20, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="已经届满"):
        verifying.extend_case(**seen(case, head(), later), reason="情况复杂")
