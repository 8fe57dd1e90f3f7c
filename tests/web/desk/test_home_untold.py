"""工作台: what was merged waits there until its own source is told (3.1.1)."""

from datetime import datetime

import pytest

from tests import case_steps
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head
from tests.stories import a_case, an_accepted_case
from tests.web.visitors import browser_of
from tingban.data.complaints.models import Case
from tingban.reads.complaints.untold import untold
from tingban.reads.overview.workbench import workbench
from tingban.rules.actors import CITY_CODE, Actor, Role
from tingban.rules.complaints import Source
from tingban.rules.complaints.stages import Act, MergeKind, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
WORDS = "并案了还没答复来源"


def waiting(count: int = 1, kind: MergeKind = MergeKind.DUPLICATE, **told: object) -> list[Case]:
    """Slips of the hotline under one case that is closed by now."""
    main = an_accepted_case()
    slips = [a_case(source=Source.HOTLINE_12345, **told) for _ in range(count)]
    for slip in slips:
        case_steps.merge(slip, main, kind)
    case_steps.close(main, CLOSED)
    return slips


def home(role: Role = Role.C_OP, area: str = YANHU) -> str:
    return browser_of(role, area).get("/desk/").content.decode()


def numbers(actor: Actor | None = None) -> list[str]:
    return [row.number for row in untold(actor or clerk(), unit=YANHU, limit=9).rows]


def step_of(case: Case, act: Act = Act.ANSWER_RECEIPT) -> str:
    return f"/desk/cases/{case.number}/steps/{act.value}/"


def test_nothing_is_said_where_nothing_waits():
    main = an_accepted_case()
    case_steps.merge(a_case(), main)

    assert WORDS not in home()


def test_each_that_waits_leads_to_where_it_is_told():
    slips = waiting(2)

    page = home()

    assert all(step_of(slip) in page for slip in slips)
    assert "主件办结，请答复来文单位" in page


def test_it_waits_until_it_is_told_and_one_told_takes_no_other_with_it():
    first, second = waiting(2)

    case_steps.answer_receipt(first)
    left = numbers()
    case_steps.answer_receipt(second)

    assert left == [second.number]
    assert WORDS not in home()


def test_the_figure_leads_to_the_rows_behind_it():
    slips = waiting(9)
    desk = browser_of(Role.C_OP, YANHU)

    page = desk.get("/desk/").content.decode()
    rows = desk.get(f"/desk/cases/?view=work&state=untold&unit={YANHU}").content.decode()

    assert "看全部 9 件" in page
    assert f"view=work&amp;state=untold&amp;unit={YANHU}" in page
    assert all(slip.number in rows for slip in slips)
    assert slips[0].parent.number not in rows


def test_it_is_the_keepers_alone():
    slip = waiting()[0]

    assert step_of(slip) not in home(Role.C_LD)
    assert f'href="/desk/cases/{slip.number}/"' in home(Role.C_LD)
    assert WORDS not in home(Role.C_OP, YONGJI)
    assert WORDS not in home(Role.M_OP, CITY_CODE)


def test_one_that_has_no_answer_to_wait_for_leads_to_taking_it_apart():
    main, alike, double = a_case(), a_case(), a_case()
    case_steps.merge(alike, main, MergeKind.ALIKE)
    case_steps.merge(double, main)
    case_steps.void(main)

    page = home()

    assert step_of(alike, Act.UNMERGE) in page
    assert step_of(double, Act.UNMERGE) in page
    assert "主件作废，没有可转告的答复，请撤销并案单独办理" in page


def test_those_that_wait_are_late_with_the_others_and_first_in_no_other_list():
    slip = waiting()[0]
    Case.objects.filter(pk=slip.pk).update(due_at=CLOSED)

    bench = workbench(clerk(), now=NOW)

    assert bench.total("late") == 1
    assert bench.total("unclosed") == bench.total("unaccepted") == 0
    assert home().count(slip.number) == 2  # in the address and in the note of its own list


def test_a_case_of_the_city_waits_with_the_city():
    main, slip = an_accepted_case(city_clerk()), a_case(city_clerk())
    case_steps.merge(slip, main)
    case_steps.lead_to(main, Stage.FBK)
    early = WORDS in home(Role.M_OP, CITY_CODE)

    case_steps.tell(main, CLOSED)

    assert (early, WORDS in home(Role.M_OP, CITY_CODE)) == (False, True)
    assert untold(head(), unit=CITY_CODE, limit=9).total == 0
