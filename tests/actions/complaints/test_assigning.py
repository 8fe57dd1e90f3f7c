"""A case is handed out, sent back, signed in, and seen by those alone (T-C06…T-C09)."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.case_steps import seen
from tests.people import YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import a_case, a_case_in, an_accepted_case
from tingban.actions.complaints import assigning
from tingban.data.accounts.models import Unit
from tingban.data.complaints.models import Case
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    Stage,
)
from tingban.rules.errors import NotNow, Refused
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def test_the_receiving_unit_sends_back_once_and_the_sender_decides():
    case = a_case_in(Stage.ASG)
    assigning.send_back_case(**seen(case, clerk()), reason="不属本科室职责")
    own = assigning.Handing(area=YANHU, office="房产科")
    assigning.reassign_case(**seen(case, head()), handing=own, reason="仍由你科办理")

    with pytest.raises(NotNow, match="已经申请退回过一次"):
        assigning.send_back_case(**seen(case, clerk()), reason="还是不属")


def test_an_objection_has_five_working_days():
    case = a_case_in(Stage.ASG)
    later = datetime(2024, 6, 26, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="期限是 2024年6月25日"):
        assigning.send_back_case(**seen(case, clerk(), later), reason="不属本科室职责")


def test_the_city_hands_to_a_county_and_the_county_sees_it():
    case = an_accepted_case(city_clerk())
    stranger = clerk(YONGJI)
    assert not Case.objects.visible_to(stranger).exists()

    assigning.assign_case(**seen(case, city_clerk()), handing=assigning.Handing(area=YONGJI))
    assigning.sign_in_case(**seen(case, stranger), impartial=True)

    case.refresh_from_db()
    assert (case.stage, case.handler_area_id) == ("verifying", YONGJI)
    assert Case.objects.visible_to(stranger).get() == case


def test_a_county_hands_nothing_to_another_county():
    case = an_accepted_case()

    with pytest.raises(Refused, match="只能交办本县"):
        assigning.assign_case(**seen(case, head()), handing=assigning.Handing(area=YONGJI))


def test_a_street_sees_what_it_was_handed_and_nothing_else():
    street = Unit.objects.create(code="jd-1", name="中城街道", kind="街道", area_id=YANHU)
    worker = replace(person(Role.STR, YANHU), unit_code=street.code)
    a_case()
    case = an_accepted_case()

    handing = assigning.Handing(area=YANHU, unit=street.code)
    assigning.assign_case(**seen(case, head()), handing=handing)
    assert Case.objects.visible_to(worker).get() == case
    assigning.sign_in_case(**seen(case, worker), impartial=True)

    case.refresh_from_db()
    assert (case.stage, case.handler_unit_id) == ("verifying", "jd-1")


def test_whoever_is_bound_does_not_sign_in():
    with pytest.raises(NotNow, match="须回避"):
        assigning.sign_in_case(**seen(a_case_in(Stage.ASG), clerk()), impartial=False)
