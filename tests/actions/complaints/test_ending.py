"""The other ends of a case, and what turns out not to have ended (T-C04, T-C05, T-C20, T-C22)."""

from datetime import datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import YANHU, ZONE, clerk, head, person
from tests.stories import a_case, a_case_in
from tingban.actions.complaints import ending, taking_up
from tingban.data.complaints.models import Case
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    RejectReason,
    Stage,
)
from tingban.rules.errors import NotAllowed, NotNow
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def test_a_case_goes_to_another_office():
    case = a_case()

    case_steps.transfer(case)

    assert (case.stage, case.standing, case.remark) == (
        "transferred", "transferred", "移送市场监管局",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "area", "sees"),
    [
        (Role.C_OP, YANHU, False),
        (Role.C_LD, YANHU, False),
        (Role.M_OP, "140800", False),
        (Role.M_LD, "140800", False),
        (Role.PROV, "140800", False),
        (Role.M_XF, "140800", True),
        (Role.JJ, "140800", True),
    ],
)
def test_a_case_about_officials_is_sealed(role, area, sees):
    case_steps.transfer(a_case(), "市纪委监委", sealed=True)

    assert Case.objects.visible_to(person(role, area)).exists() == sees


def test_anonymity_is_no_reason_and_who_can_be_asked_is_asked():
    case = a_case(contact=NAMED)

    with pytest.raises(NotNow, match="先联系问清"):
        taking_up.reject_case(
            **seen(case, head()), why=RejectReason.UNCLEAR, reason="内容不清，无法核实"
        )


def test_a_case_is_rejected_with_where_to_go_and_restored_by_the_head():
    case = a_case()
    told = {"why": RejectReason.NOT_OURS, "reason": "请向市场监管部门反映"}
    taking_up.reject_case(**seen(case, head()), **told)
    case.refresh_from_db()
    assert (case.stage, case.remark) == ("rejected", "不予受理：不属本部门职权")

    ending.restore_case(**seen(case, head()), reason="经核对属本部门")

    case.refresh_from_db()
    assert (case.stage, case.remark) == ("registered", "")


def test_a_void_case_keeps_its_row_and_can_be_restored_by_the_head():
    case = a_case()
    with pytest.raises(NotAllowed):
        ending.void_case(**seen(case, clerk()), reason="登记错了")

    ending.void_case(**seen(case, head()), reason="登记错了")
    case.refresh_from_db()
    assert (case.standing, case.row_no, case.remark) == ("void", 1, "作废：登记错了")
    ending.restore_case(**seen(case, head()), reason="不该作废")

    case.refresh_from_db()
    assert (case.standing, case.stage) == ("open", "registered")


def test_a_withdrawn_case_says_so():
    case = a_case_in(Stage.INV)

    ending.withdraw_case(**seen(case, clerk()), reason="反映人来电撤回")

    case.refresh_from_db()
    assert (case.stage, case.remark) == ("withdrawn", "已撤回")
