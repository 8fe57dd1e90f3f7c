"""企业退出 (CELL C04)."""

from datetime import date

import pytest

from tests.people import NOW, YONGJI, clerk, head
from tests.stories import a_community, a_company
from tingban.actions.exits.exits import confirm_exit, record_exit, undo_handover, void_exit
from tingban.data.exits.models import Exit
from tingban.rules.errors import Conflict, NotAllowed, NotFound, NotNow, Refused
from tingban.rules.exits import ExitKind

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 14)


def begin(community=None, company=None) -> int:
    return record_exit(
        community_code=(community or a_community()).code,
        company_id=(company or a_company()).pk,
        kind=ExitKind.DISMISSED,
        actor=clerk(),
        at=NOW,
    )


def test_it_counts_from_the_confirmed_handover():
    leaving = begin()
    assert Exit.objects.get(pk=leaving).exited_on is None

    confirm_exit(exit_id=leaving, on=DAY, actor=clerk(), at=NOW)

    assert Exit.objects.get(pk=leaving).exited_on == DAY
    with pytest.raises(NotNow, match="2024年6月14日确认"):
        confirm_exit(exit_id=leaving, on=DAY, actor=clerk(), at=NOW)


def test_nobody_leaves_tomorrow():
    with pytest.raises(Refused, match="晚于今天"):
        confirm_exit(exit_id=begin(), on=date(2024, 6, 19), actor=clerk(), at=NOW)


def test_one_company_leaves_a_community_once():
    community, company = a_community(), a_company()
    begin(community, company)

    with pytest.raises(Conflict):
        begin(community, company)


def test_a_handover_confirmed_by_mistake_is_taken_back_by_the_head():
    leaving = begin()
    confirm_exit(exit_id=leaving, on=DAY, actor=clerk(), at=NOW)
    with pytest.raises(NotAllowed):
        undo_handover(exit_id=leaving, reason="错", actor=clerk(), at=NOW)

    undo_handover(exit_id=leaving, reason="尚有资料未移交", actor=head(), at=NOW)

    assert Exit.objects.get(pk=leaving).exited_on is None
    with pytest.raises(NotNow):
        undo_handover(exit_id=leaving, reason="再次", actor=head(), at=NOW)


def test_a_void_exit_can_begin_again():
    community, company = a_community(), a_company()
    leaving = begin(community, company)
    confirm_exit(exit_id=leaving, on=DAY, actor=clerk(), at=NOW)

    void_exit(exit_id=leaving, reason="录错企业", actor=head(), at=NOW)

    assert Exit.objects.get(pk=leaving).exited_on is None
    assert begin(community, company) == leaving


def test_another_countys_exit_does_not_exist():
    with pytest.raises(NotFound):
        confirm_exit(exit_id=begin(), on=DAY, actor=clerk(YONGJI), at=NOW)
