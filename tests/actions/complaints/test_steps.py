"""A case from receipt to 办结, and its other endings (DOMAIN 3.1)."""

from datetime import date, datetime

import pytest

from tests import case_steps
from tests.case_steps import seen
from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk, head, person
from tests.stories import a_case, a_community, a_problem, a_visit, an_accepted_case
from tingban.actions.complaints import answering, assigning, ending, taking_up, verifying
from tingban.actions.complaints.identity import reveal_contact
from tingban.data.accounts.models import Unit
from tingban.data.complaints.models import Case, CaseReply
from tingban.data.rectification.models import Problem
from tingban.rules.actors import Actor, Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import (
    AnswerWay,
    CaseKind,
    Finding,
    RejectReason,
    Stage,
    SuspendReason,
)
from tingban.rules.errors import NotAllowed, NotFound, NotNow, Refused
from tingban.rules.inspections import VisitKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
CLOSED = datetime(2024, 6, 14, 16, tzinfo=ZONE)
NAMED = Contact(ContactKind.NAMED, "张三", parse_phones("13800138000"))


def in_stage(stage: Stage, **told: object) -> Case:
    case = an_accepted_case(**told)
    case_steps.lead_to(case, stage)
    return case


def handling() -> tuple[Case, Problem]:
    """Found to be true: a problem follows."""
    place = a_community()
    case = in_stage(Stage.INV, community_code=place.code)
    visited = date(2024, 6, 12)
    visit = a_visit(place, visited, VisitKind.VERIFY)
    problem = a_problem(place, confirmed_on=visited)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE, [problem.number])
    verifying.verify_case(**seen(case, clerk()), verification=told)
    case.refresh_from_db()
    return case, problem


def test_the_whole_way_from_acceptance_to_the_answer():
    case = an_accepted_case()

    case_steps.close(case, NOW, "电梯已修复")

    assert (case.stage, case.standing, case.closed_at) == ("closed", "closed", NOW)
    assert case.progress == "电梯已修复"
    assert case.due_at is None


def test_what_is_not_answered_is_not_closed():
    with pytest.raises(NotNow, match="“已登记”，不能反馈并办结"):
        case_steps.tell(a_case(), CLOSED)


def test_nothing_is_accepted_before_it_was_received():
    with pytest.raises(Refused, match="早于收到时间"):
        case_steps.accept(a_case(), datetime(2024, 6, 9, tzinfo=ZONE))


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (datetime(2024, 6, 10, tzinfo=ZONE), "早于受理时间"),
        (datetime(2024, 6, 18, 11, tzinfo=ZONE), "晚于现在"),
    ],
)
def test_a_closing_has_its_place_in_time(on, sentence):
    with pytest.raises(Refused, match=sentence):
        case_steps.tell(in_stage(Stage.FBK), on)


def test_a_closing_says_with_what_result():
    with pytest.raises(Refused, match="结果"):
        case_steps.tell(in_stage(Stage.FBK), CLOSED, " ")


def test_the_printed_progress_names_nobodys_phone():
    case = an_accepted_case()

    with pytest.raises(Refused, match="个人的电话"):
        answering.note_progress(**seen(case, clerk()), text="已致电 13800138000")


def test_what_is_true_is_done_only_when_its_problem_is():
    case, problem = handling()
    assert case.stage == "handling"

    with pytest.raises(NotNow, match=f"{problem.number}还没有整改到位"):
        case_steps.report(case)


def test_a_community_is_needed_to_go_there():
    case = in_stage(Stage.INV)
    place = a_community()
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE)

    with pytest.raises(Refused, match="不是这个小区的"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_one_on_site_is_not_enough():
    place = a_community()
    case = in_stage(Stage.INV, community_code=place.code)
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    problem = a_problem(place, confirmed_on=date(2024, 6, 12))
    told = verifying.Verification(visit, ("甲", " 甲 "), Finding.TRUE, [problem.number])

    with pytest.raises(NotNow, match="两名工作人员"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_a_problem_of_another_community_is_not_linked():
    place, other = a_community(), a_community("东湖家园")
    case = in_stage(Stage.INV, community_code=place.code)
    visit = a_visit(place, date(2024, 6, 12), VisitKind.VERIFY)
    told = verifying.Verification(visit, ("甲", "乙"), Finding.TRUE, [a_problem(other).number])

    with pytest.raises(Refused, match="不在这个小区"):
        verifying.verify_case(**seen(case, clerk()), verification=told)


def test_nobody_reviews_his_own_work():
    case = in_stage(Stage.HND)
    report = verifying.Report("已核查", "已答复", "已核查并答复。")
    leader = Actor(**{**_fields(clerk()), "role": Role.C_LD})
    verifying.report_done(**seen(case, clerk()), report=report)

    with pytest.raises(NotNow, match="由您承办"):
        answering.approve_case(**seen(case, leader), reply="")


def _fields(actor: Actor) -> dict[str, object]:
    return {name: getattr(actor, name) for name in Actor.__dataclass_fields__}


def test_the_reviewer_may_change_the_answer_and_both_stay():
    case = in_stage(Stage.REV)

    answering.approve_case(**seen(case, head()), reply="经核查，电梯已恢复运行。")

    texts = list(CaseReply.objects.standing().order_by("id").values_list("text", flat=True))
    assert texts == ["已答复", "经核查，电梯已恢复运行。"]


def test_a_named_complainant_is_told_or_tried_three_times_on_two_days():
    case = in_stage(Stage.FBK, contact=NAMED)
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
    case = in_stage(Stage.FBK)

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


def test_the_receiving_unit_sends_back_once_and_the_sender_decides():
    case = in_stage(Stage.ASG)
    assigning.send_back_case(**seen(case, clerk()), reason="不属本科室职责")
    own = assigning.Handing(area=YANHU, office="房产科")
    assigning.reassign_case(**seen(case, head()), handing=own, reason="仍由你科办理")

    with pytest.raises(NotNow, match="已经申请退回过一次"):
        assigning.send_back_case(**seen(case, clerk()), reason="还是不属")


def test_an_objection_has_five_working_days():
    case = in_stage(Stage.ASG)
    later = datetime(2024, 6, 26, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="期限是 2024-06-25"):
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
    worker = Actor(**{**_fields(person(Role.STR, YANHU)), "unit_code": street.code})
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
        assigning.sign_in_case(**seen(in_stage(Stage.ASG), clerk()), impartial=False)


def test_the_clock_stands_still_while_a_vote_is_awaited():
    case = in_stage(Stage.HND)
    until = date(2024, 7, 10)
    told = verifying.Suspension(SuspendReason.VOTE, "业主大会投票中", until)

    verifying.suspend_case(**seen(case, head()), suspension=told)
    case.refresh_from_db()
    assert (case.stage, case.due_at) == ("suspended", None)
    back = datetime(2024, 6, 25, 10, tzinfo=ZONE)
    verifying.resume_case(**seen(case, head(), back))

    case.refresh_from_db()
    # Accepted 06-11, five working days, and the five of the pause (06-18 … 06-25).
    assert (case.stage, f"{case.due_at.astimezone(ZONE):%m-%d}") == ("handling", "06-26")


def test_a_pause_is_looked_at_again_within_thirty_days():
    told = verifying.Suspension(SuspendReason.COURT, "法院已立案", date(2024, 7, 19))

    with pytest.raises(NotNow, match="最迟 2024-07-18"):
        verifying.suspend_case(**seen(in_stage(Stage.HND), head()), suspension=told)


def test_a_petition_is_extended_once_by_thirty_days():
    case = a_case()
    case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), kind=CaseKind.PETITION)

    until = verifying.extend_case(**seen(case, head()), reason="情况复杂")

    assert f"{until:%Y-%m-%d}" == "2024-09-11"
    with pytest.raises(NotNow, match="已经延期过一次"):
        verifying.extend_case(**seen(case, head()), reason="还是复杂")


def test_nothing_is_extended_after_it_ran_out():
    case = an_accepted_case()
    later = datetime(2024, 6, 20, 9, tzinfo=ZONE)

    with pytest.raises(NotNow, match="已经届满"):
        verifying.extend_case(**seen(case, head(), later), reason="情况复杂")


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
    case = in_stage(Stage.INV)

    ending.withdraw_case(**seen(case, clerk()), reason="反映人来电撤回")

    case.refresh_from_db()
    assert (case.stage, case.remark) == ("withdrawn", "已撤回")


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


def test_the_county_may_note_progress_on_the_citys_case_but_not_accept_it():
    case = a_case(city_clerk(), county_code=YANHU)

    answering.note_progress(**seen(case, clerk()), text="已到现场核查")

    case.refresh_from_db()
    assert case.progress == "已到现场核查"
    with pytest.raises(NotAllowed):
        case_steps.accept(case, datetime(2024, 6, 11, 9, tzinfo=ZONE), actor=clerk())


def test_a_note_does_not_restart_the_clock():
    case = in_stage(Stage.INV)
    before = case.stage_since
    later = NOW.replace(hour=15)

    answering.note_progress(**seen(case, clerk(), later), text="已联系业委会")
    missed = answering.Contacting(AnswerWay.PHONE, reached=False)
    answering.note_attempt(**seen(case, clerk(), later), contacting=missed, on=later)

    case.refresh_from_db()
    assert case.stage_since == before


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
