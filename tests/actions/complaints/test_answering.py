"""The answer is reviewed and told, and a case comes back (T-C15…T-C18, T-C21)."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import NOW, ZONE, clerk, head, person
from tests.stories import a_case, a_case_in, an_accepted_case
from tingban.actions.complaints import answering, verifying
from tingban.data.complaints.models import CaseReply
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    AnswerWay,
    CaseKind,
    Stage,
)
from tingban.rules.errors import NotNow, Refused
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def test_what_is_not_answered_is_not_closed():
    with pytest.raises(NotNow, match="“已登记”，不能反馈并办结"):
        case_steps.tell(a_case(), CLOSED)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (datetime(2024, 6, 10, tzinfo=ZONE), "早于受理时间"),
        (datetime(2024, 6, 18, 11, tzinfo=ZONE), "晚于现在"),
    ],
)
def test_a_closing_has_its_place_in_time(on, sentence):
    with pytest.raises(Refused, match=sentence):
        case_steps.tell(a_case_in(Stage.FBK), on)


def test_a_closing_says_with_what_result():
    with pytest.raises(Refused, match="结果"):
        case_steps.tell(a_case_in(Stage.FBK), CLOSED, " ")


def test_nobody_reviews_his_own_work():
    case = a_case_in(Stage.HND)
    report = verifying.Report("已核查", "已答复", "已核查并答复。")
    leader = replace(clerk(), role=Role.C_LD)
    verifying.report_done(**seen(case, clerk()), report=report)

    with pytest.raises(NotNow, match="由您承办"):
        answering.approve_case(**seen(case, leader), reply="")


def test_the_reviewer_may_change_the_answer_and_both_stay():
    case = a_case_in(Stage.REV)

    answering.approve_case(**seen(case, head()), reply="经核查，电梯已恢复运行。")

    texts = list(CaseReply.objects.standing().order_by("id").values_list("text", flat=True))
    assert texts == ["已答复", "经核查，电梯已恢复运行。"]


def test_a_named_complainant_is_told_or_tried_three_times_on_two_days():
    case = a_case_in(Stage.FBK, contact=NAMED)
    silent = answering.Closing(CLOSED, "已修好")
    missed = answering.Contacting(AnswerWay.PHONE, reached=False)
    for day, hour in ((12, 9), (12, 15)):
        moment = datetime(2024, 6, day, hour, tzinfo=ZONE)
        answering.note_attempt(**seen(case, clerk()), contacting=missed, on=moment)

    with pytest.raises(NotNow, match="已联系 2 次、1 天"):
        answering.close_case(**seen(case, clerk()), closing=silent)
    third = datetime(2024, 6, 13, 9, tzinfo=ZONE)
    answering.note_attempt(**seen(case, clerk()), contacting=missed, on=third)
    answering.close_case(**seen(case, clerk()), closing=silent)

    case.refresh_from_db()
    assert case.stage == "closed"


def test_an_anonymous_case_is_answered_on_the_page():
    case = a_case_in(Stage.FBK)

    answering.close_case(**seen(case, clerk()), closing=answering.Closing(CLOSED, "已修好"))

    case.refresh_from_db()
    assert case.stage == "closed"


def test_a_closed_case_goes_on_when_reopened():
    case = an_accepted_case()
    case_steps.close(case, NOW)

    case_steps.reopen(case, NOW)

    assert (case.stage, case.standing, case.closed_at) == ("handling", "open", None)
    assert case.progress == "重新办理：电梯又停了"


def test_a_case_is_reopened_twice_at_most():
    case = an_accepted_case()
    case_steps.close(case, CLOSED)
    for _ in range(2):
        case_steps.reopen(case, CLOSED)
        case_steps.close(case, CLOSED)

    with pytest.raises(NotNow, match="已经重新办理 2 次"):
        case_steps.reopen(case, CLOSED)


def test_after_fifteen_days_only_supervision_reopens():
    case = an_accepted_case()
    case_steps.close(case, CLOSED)
    later = datetime(2024, 6, 30, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="已超过 15 日"):
        case_steps.reopen(case, later, at=later)
    told = answering.Reopening(later, "督导发现电梯仍未修复", by_supervision=True)
    answering.reopen_case(**seen(case, head(), later), reopening=told)

    case.refresh_from_db()
    assert case.stage == "handling"


def test_a_petition_is_appealed_and_answered_by_the_city():
    case = a_case()
    case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), kind=CaseKind.PETITION)
    case_steps.close(case, CLOSED)
    answering.file_appeal(**seen(case, clerk()), reason="对答复不服")
    case.refresh_from_db()
    assert (case.due_rule, f"{case.due_at.astimezone(ZONE):%m-%d}") == ("DL-11", "07-19")

    answering.answer_appeal(**seen(case, person(Role.M_XF)), opinion="维持原处理意见。")

    case.refresh_from_db()
    assert case.due_at is None

    with pytest.raises(NotNow, match="没有等待答复"):
        answering.answer_appeal(**seen(case, person(Role.M_XF)), opinion="维持。")


def test_only_a_petition_is_appealed():
    case = an_accepted_case()
    case_steps.close(case, CLOSED)

    with pytest.raises(NotNow, match="只有信访事项"):
        answering.file_appeal(**seen(case, clerk()), reason="对答复不服")
