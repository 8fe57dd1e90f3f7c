"""What papers say is read from the facts of their subject: a problem, a case (DOMAIN 8.2)."""

from datetime import date

import pytest

from tests import case_steps
from tests.lives import answered, completed, fresh, ordered, served, the_company, with_company
from tests.papers import drafted, signed
from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk, head, person
from tests.stories import a_case, a_case_in, an_accepted_case
from tests.web.visitors import browser_of
from tingban.actions.complaints import taking_up, verifying
from tingban.actions.rectification import answering, clockwork, escalating
from tingban.actions.rectification.answering import Extension
from tingban.data.complaints.models import Case
from tingban.kit import clock
from tingban.reads.documents.filling import fill
from tingban.reads.documents.papers import paper_card
from tingban.reads.overview.sheets import SHEET_BY_KEY
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.complaints.stages import CaseKind, RejectReason, Stage
from tingban.rules.errors import NotFound
from tingban.rules.rectification.stages import MeasureKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 14)


def facts(template: str, key: str, actor=None):
    return SHEET_BY_KEY[template].facts(actor or clerk(), key)


def lacking(template: str, key: str, **typed):
    sheet = SHEET_BY_KEY[template]
    body = sheet.template.body
    return fill(sheet, key, body=body, typed=typed, actor=clerk(), on=NOW.date()).lacking


def test_a_problem_that_was_rechecked_has_a_whole_closing_form():
    problem = completed(with_company(), DAY)

    told = facts("rectification.closing", problem.number)

    assert lacking("rectification.closing", problem.number) == ()
    assert told["小区"] == "锦绣花园"
    assert told["复核日期"] == DAY
    assert told["复核结论"] == "现场复核，已整改到位，同意销号。"
    assert told["整改后照片"]
    assert told["复核人"]


def test_before_the_recheck_the_form_says_what_it_waits_for():
    problem = with_company()
    ordered(problem, problem.confirmed_on)
    answered(problem, DAY)

    told = lacking("rectification.closing", problem.number)

    assert any("复核日期" in clause for clause in told)
    assert any("复核结论" in clause for clause in told)
    assert not any("整改后照片" in clause for clause in told)


def test_an_extension_that_was_granted_is_answered_with_its_day():
    problem = served(with_company(), due_on=date(2024, 6, 25))
    answering.ask_extension(
        number=problem.number, until=date(2024, 7, 5), reason="配件未到货",
        version=fresh(problem).version, actor=the_company(problem.company), at=NOW,
    )  # fmt: skip
    answering.grant_extension(
        number=problem.number, statement=Extension(date(2024, 7, 5)),
        version=fresh(problem).version, actor=head(), at=NOW,
    )  # fmt: skip

    told = facts("rectification.extension", problem.number)

    assert told["申请理由"] == "配件未到货"
    assert told["整改期限"] == date(2024, 6, 25)
    assert told["批复意见"] == "同意将整改期限延长至2024年7月5日。"
    assert lacking("rectification.extension", problem.number) == ()


def test_an_extension_that_was_refused_keeps_the_term():
    problem = served(with_company(), due_on=date(2024, 6, 25))
    answering.ask_extension(
        number=problem.number, until=date(2024, 7, 5), reason="配件未到货",
        version=fresh(problem).version, actor=the_company(problem.company), at=NOW,
    )  # fmt: skip
    answering.refuse_extension(
        number=problem.number, reason="可以先行清理", version=fresh(problem).version, actor=head(),
        at=NOW,
    )  # fmt: skip

    told = facts("rectification.extension", problem.number)

    assert told["批复意见"] == "不同意延期。理由是：可以先行清理。原整改期限不变。"
    assert told["整改期限"] == date(2024, 6, 25)


def test_the_escalation_form_knows_the_measures_once_they_are_chosen():
    problem = served(with_company(), due_on=date(2024, 6, 11))
    before = facts("rectification.escalation", problem.number)

    assert before["处置措施"] == ()
    assert any("处置措施" in it for it in lacking("rectification.escalation", problem.number))


def test_another_county_reads_nothing_of_a_problem():
    problem = with_company()

    with pytest.raises(NotFound):
        facts("rectification.closing", problem.number, clerk(YONGJI))
    assert not SHEET_BY_KEY["rectification.closing"].sees(clerk(YONGJI), problem.number)


def test_a_draft_of_the_city_about_a_county_lies_in_that_county():
    problem = with_company()
    sheet = SHEET_BY_KEY["rectification.closing"]

    assert sheet.county_of(city_clerk(), problem.number) == YANHU


def test_a_case_that_was_taken_up_has_a_whole_notice_addressed_to_the_mask():
    contact = Contact(ContactKind.NAMED, "欧阳密告", parse_phones("13935912345"))
    case = an_accepted_case(contact=contact)

    told = facts("complaints.accepted", case.number)

    assert lacking("complaints.accepted", case.number) == ()
    assert told["主送"] == "欧***"
    assert told["受理单位"] == "盐湖区住房和城乡建设局"
    assert told["办结期限"] > told["受理日期"]
    assert not any("密告" in str(value) or "1393" in str(value) for value in told.values())


def test_a_case_without_a_name_is_addressed_to_the_complainant():
    case = an_accepted_case(contact=Contact(ContactKind.ANONYMOUS))

    assert facts("complaints.accepted", case.number)["主送"] == "投诉举报人"


def test_a_case_that_is_not_taken_up_has_no_whole_notice():
    told = lacking("complaints.accepted", a_case().number)

    assert any("受理日期" in clause for clause in told)
    assert any("办结期限" in clause for clause in told)


def test_a_refusal_names_its_reason_its_law_and_where_to_go():
    case = a_case()
    taking_up.reject_case(
        **case_steps.seen(case, head()), why=RejectReason.ALREADY, reason="同一事项已由市局受理"
    )

    told = facts("complaints.rejected", case.number)

    assert told["不予受理原因"] == "同一事项已经受理"
    assert told["依据"] == ("PET-23.2", "PET-19.3")
    assert told["去向"] == "同一事项已由市局受理。"
    assert lacking("complaints.rejected", case.number) == ()


def test_an_extension_of_a_case_tells_the_new_day_and_why():
    case = a_case_in(Stage.INV)
    until = verifying.extend_case(**case_steps.seen(case, head()), reason="需要消防检测")

    told = facts("complaints.extended", case.number)

    assert (told["延期至"], told["延期理由"]) == (until, "需要消防检测")
    assert lacking("complaints.extended", case.number) == ()


def test_a_transfer_tells_where_the_case_went():
    case = a_case()
    taking_up.transfer_case(
        **case_steps.seen(case, head()),
        transfer=taking_up.Transfer("市场监督管理局", "属于收费争议"),
    )

    told = facts("complaints.transferred", case.number)

    assert (told["转送单位"], told["转送理由"]) == ("市场监督管理局", "属于收费争议")
    assert lacking("complaints.transferred", case.number) == ()


def test_nothing_is_told_to_a_complainant_before_the_reply_is_approved():
    waiting, approved = a_case_in(Stage.REV), a_case_in(Stage.FBK)

    assert any("办理结果" in it for it in lacking("complaints.feedback", waiting.number))
    assert lacking("complaints.feedback", approved.number) == ()
    typed = {"诉求": "要求清理楼道", "查明事实": "楼道确有堆物"}
    assert lacking("complaints.opinion", approved.number, **typed) == ()


def test_letters_to_a_complainant_exist_for_those_who_see_cases():
    case = an_accepted_case()
    key = signed(SHEET_BY_KEY["complaints.accepted"], case.number)

    assert paper_card(head(), key).line.number == "盐建访告字〔2024〕1号"
    with pytest.raises(NotFound):
        paper_card(person(Role.C_ENF, YANHU), key)


def test_of_a_case_that_was_sealed_nobody_reads_the_letters_any_more():
    case = an_accepted_case()
    key = drafted(SHEET_BY_KEY["complaints.accepted"], case.number)
    desk = browser_of(Role.C_OP, YANHU)
    with clock.standing_at(NOW):
        assert desk.get(f"/desk/papers/{key}/").status_code == 200
        Case.objects.filter(pk=case.pk).update(is_sealed=True)

        assert desk.get(f"/desk/papers/{key}/").status_code == 404
        assert desk.get(f"/desk/papers/{key}/pdf/").status_code == 404
        listed = desk.get("/desk/papers/").content.decode()
    assert "所属事项您无权查看" in listed
    assert f"/desk/papers/{key}/" not in listed


def test_a_kind_of_complaint_that_is_a_petition_is_answered_the_same_way():
    case = a_case()
    case_steps.accept(case, NOW, kind=CaseKind.PETITION)

    assert facts("complaints.opinion", case.number)["救济依据"] == ("PET-35",)


def test_measures_are_told_in_words():
    problem = with_company()
    served(problem, due_on=date(2024, 6, 14))
    kinds = [MeasureKind.PENALTY, MeasureKind.EXPOSE]
    _overdue(problem)
    escalating.escalate_problem(
        number=problem.number, measures=kinds, reason="逾期未整改",
        version=fresh(problem).version, actor=head(), at=NOW,
    )  # fmt: skip

    told = facts("rectification.escalation", problem.number)

    assert told["处置措施"] == ("立案处罚", "曝光")
    assert told["升级原因"] == "逾期未整改"


def _overdue(problem) -> None:
    assert clockwork.mark_one_overdue(number=problem.number, at=NOW)
