"""A case from receipt to 办结, and the notes on its way (DOMAIN 3.1)."""

from datetime import datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import NOW, YANHU, ZONE, city_clerk, clerk
from tests.stories import a_case, a_case_in, an_accepted_case
from tingban.actions.complaints import answering
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    AnswerWay,
    Stage,
)
from tingban.rules.errors import NotAllowed, Refused
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def test_the_whole_way_from_acceptance_to_the_answer():
    case = an_accepted_case()

    case_steps.close(case, NOW, "电梯已修复")

    assert (case.stage, case.standing, case.closed_at) == ("closed", "closed", NOW)
    assert case.progress == "电梯已修复"
    assert case.due_at is None


def test_nothing_is_accepted_before_it_was_received():
    with pytest.raises(Refused, match="早于收到时间"):
        case_steps.accept(a_case(), datetime(2024, 6, 9, tzinfo=ZONE))


def test_the_printed_progress_names_nobodys_phone():
    case = an_accepted_case()

    with pytest.raises(Refused, match="个人的电话"):
        answering.note_progress(**seen(case, clerk()), text="已致电 13800138000")


def test_the_county_may_note_progress_on_the_citys_case_but_not_accept_it():
    case = a_case(city_clerk(), county_code=YANHU)

    answering.note_progress(**seen(case, clerk()), text="已到现场核查")

    case.refresh_from_db()
    assert case.progress == "已到现场核查"
    with pytest.raises(NotAllowed):
        case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), actor=clerk())


def test_a_note_does_not_restart_the_clock():
    case = a_case_in(Stage.INV)
    before = case.stage_since
    later = NOW.replace(hour=15)

    answering.note_progress(**seen(case, clerk(), later), text="已联系业委会")
    missed = answering.Contacting(AnswerWay.PHONE, reached=False)
    answering.note_attempt(**seen(case, clerk(), later), contacting=missed, on=later)

    case.refresh_from_db()
    assert case.stage_since == before
