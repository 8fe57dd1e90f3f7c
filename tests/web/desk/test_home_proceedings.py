"""The proceedings on the page where everybody begins."""

import pytest

from tests.exit_cases import opened
from tests.people import NOW
from tests.web.desk.test_exit_side import visitor
from tingban.data.exits.models import ExitCase
from tingban.kit.clock import standing_at
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("拒不整改，启动退出", "{place}：拒不整改，启动退出"),
        ("{place}企业拒不整改", "{place}企业拒不整改"),
    ],
)
def test_the_place_is_named_once_and_the_line_leads_to_the_card(title, shown):
    case = opened()
    place = case.community.name
    ExitCase.objects.update(title=title.format(place=place))

    with standing_at(NOW):
        page = visitor(Role.STR, case).get("/desk/").content.decode()

    listed = page.partition("本辖区的企业退出")[2]
    assert f">{shown.format(place=place)}<" in listed
    assert f'href="/desk/exit-cases/{case.number}/"' in listed
