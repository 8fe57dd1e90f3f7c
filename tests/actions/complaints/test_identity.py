"""Whoever has to reach the complainant may ask who it is, and nobody else (信访工作条例 30)."""

from datetime import datetime

import pytest

from tests.case_steps import seen
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, person
from tests.stories import an_accepted_case
from tingban.actions.complaints import assigning
from tingban.actions.complaints.identity import reveal_contact
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.errors import NotAllowed, NotFound
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        (Role.C_OP, YANHU, True),
        (Role.C_LD, YANHU, True),
        (Role.M_OP, "140800", True),
        (Role.M_XF, "140800", True),
        (Role.C_OP, YONGJI, False),
        (Role.PROV, "140800", False),
        (Role.JJ, "140800", False),
        (Role.C_ENF, YANHU, False),
    ],
)
def test_the_contact_is_for_those_who_keep_or_handle_the_case(role, area, may):
    case = an_accepted_case(city_clerk(), contact=NAMED)
    handing = assigning.Handing(area=YANHU)
    assigning.assign_case(**seen(case, city_clerk()), handing=handing)
    told = {"number": case.number, "reason": "电话回访办理结果", "at": NOW}

    if may:
        assert reveal_contact(**told, actor=person(role, area)).name == "张三"
        return
    with pytest.raises((NotAllowed, NotFound)):
        reveal_contact(**told, actor=person(role, area))


def test_the_city_does_not_look_at_a_countys_complainant():
    case = an_accepted_case(contact=NAMED)

    with pytest.raises(NotAllowed, match="登记单位和承办单位"):
        reveal_contact(number=case.number, reason="电话回访办理结果", actor=city_clerk(), at=NOW)
