"""重点件: the badge on the card and in the lists, with its reason in words (DOMAIN 3.1.1)."""

import pytest

from tests import case_steps
from tests.people import NOW, YANHU
from tests.stories import a_case, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.data.complaints.models import Case
from tingban.rules.actors import Role
from tingban.rules.complaints.stages import MergeKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LISTS = ("/desk/cases/", "/desk/cases/?view=work")


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def joined_by(many: int, kind: MergeKind = MergeKind.ALIKE) -> Case:
    main = an_accepted_case()
    for _ in range(many):
        case_steps.merge(a_case(), main, kind)
    return main


def text(desk: Browser, address: str) -> str:
    return desk.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "many", "reason"),
    [(MergeKind.DUPLICATE, 2, "同一人反映 3 次"), (MergeKind.ALIKE, 4, "5 人反映同一事项")],
)
def test_the_card_and_both_lists_say_that_it_is_one_and_why(desk, kind, many, reason):
    main = joined_by(many, kind)

    for address in (f"/desk/cases/{main.number}/", *LISTS):
        page = text(desk, address)
        # The main case alone, not what was merged into it.
        assert page.count(">重点件</span>") == 1
        assert reason in page


def test_one_less_makes_none(desk):
    main = joined_by(3)

    assert "重点件" not in text(desk, f"/desk/cases/{main.number}/")
    assert not [address for address in LISTS if "重点件" in text(desk, address)]


def test_it_stays_one_when_it_was_answered(desk):
    main = joined_by(4)
    case_steps.close(main, NOW)

    assert "5 人反映同一事项" in text(desk, f"/desk/cases/{main.number}/")


@pytest.mark.parametrize("many", [1, 9])
def test_the_list_asks_no_more_for_it(desk, many, django_assert_num_queries):
    joined_by(many)
    text(desk, LISTS[1])

    with django_assert_num_queries(7):
        text(desk, LISTS[1])
