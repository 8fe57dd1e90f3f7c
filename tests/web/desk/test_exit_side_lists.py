"""Lists of 街道 and owners tell, find and order by the clocks that are told to them, and by no
other: by the sequence of two rows nobody learns a limit of the bureau (DESIGN 1, `TOLD_CLOCKS`)."""

import re
from datetime import timedelta

import pytest

from tests.exit_cases import ABANDONED, OPENED, abandoned, moment, opened, take
from tests.people import NOW, YANHU
from tests.stories import a_company
from tests.web.desk.test_exit_side import visitor
from tests.web.visitors import Browser, browser_of
from tingban.data.exits.models import ExitCase
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.exits.exit_stages import Act, Stage

pytestmark = pytest.mark.django_db
sides = pytest.mark.parametrize("role", [Role.STR, Role.OWN])
LIST = "/desk/exit-cases/"
LATE, LATER = moment(OPENED) - timedelta(days=9), moment(OPENED) - timedelta(days=1)


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


def ending() -> ExitCase:
    return take(abandoned(), Act.TERMINATE, OPENED)


def three() -> list[str]:
    """Three exits of one place, by their numbers."""
    first = ending()
    others = [
        opened(ABANDONED, community=first.community, company=a_company(name))
        for name in ("乙物业", "丙物业")
    ]
    return [case.number for case in (first, *others)]


def set_to(number: str, stage: Stage, due_at) -> None:
    ExitCase.objects.filter(number=number).update(stage=stage, due_at=due_at)


def shown(guest: Browser, address: str) -> list[str]:
    """The numbers on the page, in their order."""
    answer = guest.get(address)
    assert answer.status_code == 200
    return list(dict.fromkeys(re.findall(r"TC-\d{6}-\d{4}-\d{6}", answer.content.decode())))


@pytest.mark.parametrize(("stage", "is_told"), [(Stage.X8, True), (Stage.X10, False)])
def test_lists_tell_them_no_limit_of_the_bureau(stage, is_told):
    case = ending()
    ExitCase.objects.update(stage=stage)
    guest = visitor(Role.OWN, case)

    for address in (LIST, "/desk/"):
        assert ("天</" in guest.get(address).content.decode()) is is_told


@sides
def test_what_is_late_by_a_clock_of_theirs_is_found_and_nothing_else(role):
    mine, other, early = three()
    guest = visitor(role, ExitCase.objects.get(number=mine))
    set_to(mine, Stage.X8, LATE)
    set_to(early, Stage.X8, moment(OPENED) + timedelta(days=9))

    for hidden in (LATE, None):
        set_to(other, Stage.X10, hidden)
        assert shown(guest, f"{LIST}?state=late") == [mine], hidden
    assert set(shown(guest, LIST)) == {mine, other, early}


@sides
def test_they_order_by_the_clocks_that_are_told_to_them(role):
    one, two, three_ = three()
    guest = visitor(role, ExitCase.objects.get(number=one))
    for number, due_at in ((one, LATER), (two, LATE), (three_, None)):
        set_to(number, Stage.X8, due_at)

    assert shown(guest, f"{LIST}?sort=due") == [two, one, three_]
    assert shown(guest, "/desk/") == [two, one, three_]


@sides
@pytest.mark.parametrize("address", [f"{LIST}?sort=due", f"{LIST}?sort=-due", "/desk/"])
def test_a_limit_of_the_bureau_moves_no_row_of_theirs(role, address):
    one, two, told = three()
    guest = visitor(role, ExitCase.objects.get(number=one))
    set_to(told, Stage.X8, moment(OPENED))
    found = []
    for first, second in ((LATE, LATER), (LATER, LATE), (None, LATE), (LATE, None)):
        set_to(one, Stage.X10, first)
        set_to(two, Stage.X12, second)
        found.append(shown(guest, address))

    assert len(found[0]) == 3
    assert found == [found[0]] * 4


def test_the_bureau_orders_by_every_clock():
    one, two, _ = three()
    desk = browser_of(Role.C_OP, YANHU)

    for first, second, order in ((LATE, LATER, [one, two]), (LATER, LATE, [two, one])):
        set_to(one, Stage.X10, first)
        set_to(two, Stage.X12, second)
        assert shown(desk, f"{LIST}?sort=due")[:2] == order
        assert set(shown(desk, f"{LIST}?state=late")) == {one, two}
