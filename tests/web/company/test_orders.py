"""What a company reads and does: receipt, report with photos, more time, pleading, its paper."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.encoding import iri_to_uri

from tests import sample_files
from tests.company_door import (
    ADDRESS,
    a_served_problem,
    a_signed_order,
    come_in,
    company_of,
    its_user,
    order_of,
)
from tests.lives import answered, fresh, ordered, reviewer, seen_again, served, with_company
from tests.people import NOW, YANHU, head
from tests.stories import a_company, a_problem
from tests.web.visitors import Browser, browser_of
from tingban.actions.rectification import answering, rechecking
from tingban.actions.rectification.answering import Extension
from tingban.actions.rectification.rechecking import Recheck
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import OrderPlea, Problem, ProblemMove, Repayment
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.rectification import Category
from tingban.rules.rectification.stages import Act, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
REPORT = "楼道已经清扫干净，安排了每日保洁。"


def text(answer) -> str:
    return answer.content.decode()


def photo(name: str = "整改后.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sample_files.photo(), "image/jpeg")


def place_of(problem, what: str = "") -> str:
    base = f"/company/orders/{order_of(problem).number}/"
    return f"{base}problems/{problem.number}/{what}/" if what else base


def told(problem, **more: object) -> dict[str, object]:
    return {"version": fresh(problem).version, "report": REPORT, "after": [photo()]} | more


@pytest.fixture
def problem():
    return a_served_problem()


@pytest.fixture
def door(problem) -> Browser:
    return come_in(order_of(problem), company_of(problem))


def test_the_order_tells_what_was_found_what_is_wanted_and_until_when(problem, door):
    page = text(door.get(place_of(problem)))

    for words in (
        "未按", "未妥善清洁业主共有部分", "楼道多日无人清扫", "当日清扫", "每日保洁",
        "6月25日", "剩 7 天", "民法典", "陈述、申辩期间不停止整改", ADDRESS, problem.number,
    ):  # fmt: skip
        assert words in page


def test_before_the_receipt_only_the_notice_itself_is_known():
    order = a_signed_order()
    company = order.facts.get().company
    browser = Browser().enter(its_user(company))
    place = f"/company/orders/{order.number}/"

    before = text(browser.get(place))
    assert "签收并打开" in before
    assert "楼道" not in before
    assert browser.get(f"{place}paper/docx/").status_code == 404
    assert "楼道" in text(browser.post(f"{place}receive/", follow=True))
    order.refresh_from_db()
    assert order.served_on == NOW.date()


def test_an_order_whose_term_is_over_is_not_offered_for_receipt():  # T-P06
    order = a_signed_order()
    user, place = its_user(order.facts.get().company), f"/company/orders/{order.number}/"

    with clock.standing_at(NOW.replace(month=8)):
        browser = Browser().enter(user)
        late = text(browser.get(place))
        answer = browser.post(f"{place}receive/")

    assert "整改期限已经过了，现在不能在这里签收" in late
    assert "签收并打开" not in late
    assert answer.status_code == 409


def test_the_report_comes_with_photos_and_the_clerk_sees_both(problem, door):
    answer = door.post(place_of(problem, "answer"), told(problem))

    assert answer.status_code == 302
    assert fresh(problem).stage == Stage.SUB
    move = ProblemMove.objects.get(problem=problem, step=Act.SUBMIT)
    assert (move.told["after"], move.told["on_paper"], move.act.role) == (
        ["整改后.jpg"], False, "CO",
    )  # fmt: skip
    card = text(browser_of(Role.C_OP, YANHU).get(f"/desk/problems/{problem.number}/"))
    assert "<h3>整改后</h3>" in card
    assert "整改后.jpg" in card
    assert REPORT.rstrip("。") in card
    mine = text(door.get(place_of(problem)))
    assert "已提交，等待复核" in mine
    picture = f"{place_of(problem)}files/{Attachment.objects.get().pk}/thumb/"
    assert iri_to_uri(picture) in mine
    assert door.get(picture).headers["Content-Type"] == "image/jpeg"
    assert door.get(picture.replace("thumb", "original")).status_code == 404


def test_the_recheck_goes_on_from_the_answer(problem, door):
    door.post(place_of(problem, "answer"), told(problem))
    seen = seen_again(problem, NOW.date())

    rechecking.clear_problem(
        number=problem.number, statement=Recheck(seen, "内部结论不外传"),
        version=fresh(problem).version, actor=reviewer(problem), at=NOW,
    )  # fmt: skip

    page = text(Browser().enter(its_user(company_of(problem))).get(place_of(problem)))
    assert "复核通过，已销号" in page
    assert "内部结论不外传" not in page


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"report": ""}, "请写明整改情况"),
        ({"after": []}, "请选择整改后照片"),
        ({"after": [SimpleUploadedFile("a.jpg", b"<html>")]}, "a.jpg"),
        ({"version": 1}, "您打开页面之后"),
    ],
)
def test_what_is_wrong_with_a_report_is_told_and_the_text_stays(problem, door, more, words):
    page = text(door.post(place_of(problem, "answer"), told(problem, **more)))

    assert words in page
    assert fresh(problem).stage == Stage.FIX
    assert not Attachment.objects.exists()
    if more.get("report", REPORT):
        assert REPORT in page


def test_a_report_sent_twice_is_one(problem, door):
    first = told(problem)
    assert door.post(place_of(problem, "answer"), first).status_code == 302
    again = door.post(place_of(problem, "answer"), first | {"after": [photo()]})

    assert "现在不用提交整改报告" in text(again)
    assert Attachment.objects.count() == 1


def test_public_income_is_asked_with_its_proofs_in_fen():
    problem = a_served_problem(category=Category.CAT_7, laws=("CC-282",))
    door = come_in(order_of(problem), company_of(problem))
    place = place_of(problem, "answer")
    money = {"owed": "1200.50", "repaid": "1200.50", "voucher": "银行回单 0007"}

    assert "金额最多写两位小数" in text(
        door.post(place, told(problem, **money | {"owed": "1.005"}))
    )
    assert "已退的应大于零" in text(door.post(place, told(problem, **money | {"repaid": "1300"})))
    assert door.post(place, told(problem, **money)).status_code == 302

    assert Repayment.objects.values_list("owed", "repaid").get() == (120050, 120050)


def test_a_publication_is_shown_by_its_photo():
    problem = a_served_problem(category=Category.CAT_6, laws=("CC-943",))
    door = come_in(order_of(problem), company_of(problem))
    place = place_of(problem, "answer")

    assert "请选择公示照片" in text(door.post(place, told(problem)))
    more = {"publication": [photo("公示.jpg")]}
    assert door.post(place, told(problem, **more)).status_code == 302
    assert ProblemMove.objects.get(step=Act.SUBMIT).told["publication"] == ["公示.jpg"]


def test_more_time_is_asked_once_and_what_was_decided_is_told(problem, door):
    place = place_of(problem, "extension")
    wish = {"version": fresh(problem).version, "until": "2024-07-05", "reason": "等配件"}

    assert door.post(place, wish).status_code == 302
    assert "正在等待答复" in text(door.get(place_of(problem)))
    answering.grant_extension(
        number=problem.number, statement=Extension(date(2024, 7, 5), note="内部意见"),
        version=fresh(problem).version, actor=head(), at=NOW,
    )  # fmt: skip
    page = text(door.get(place_of(problem)))
    assert "同意延期" in page
    assert "7月5日" in page
    assert "内部意见" not in page
    assert "已经延期过一次" in text(door.get(place))


def test_pleading_is_kept_and_the_clerk_reads_it(problem, door):
    place = f"{place_of(problem)}plea/"

    assert "请写明" in text(door.post(place, {"text": "否"}))
    assert door.post(place, {"text": "3 号楼不归我公司管理，见合同附件。"}).status_code == 302

    assert OrderPlea.objects.get().company == company_of(problem)
    card = text(browser_of(Role.C_OP, YANHU).get(f"/desk/orders/{order_of(problem).number}/"))
    assert "3 号楼不归我公司管理" in card


def test_the_paper_is_the_companys_without_the_key_to_its_door(problem, door):
    answer = door.get(f"{place_of(problem)}paper/docx/")
    paper = docx.Document(io.BytesIO(answer.content))
    words = "\n".join(it.text for it in paper.paragraphs)

    assert "责令限期整改通知书" in words
    assert "/company/go/" not in words


def test_an_order_entered_from_paper_shows_category_and_acts_and_no_clerks_words():
    problem = with_company(description="投诉人王某说楼道脏")
    ordered(problem, problem.confirmed_on)
    page = text(Browser().enter(its_user(company_of(problem))).get(place_of(problem)))

    assert "未妥善清洁业主共有部分" in page
    assert "王某说" not in page
    assert "见贵公司收到的纸质通知书" in page


def test_another_companys_order_does_not_exist(problem, door):
    other = a_served_problem("乙园")
    login = Browser().enter(its_user(company_of(problem)))

    for browser in (door, login):
        for place in (place_of(other), place_of(other, "answer"), place_of(other, "extension"),
                      f"{place_of(other)}plea/", f"{place_of(other)}paper/docx/"):  # fmt: skip
            assert browser.get(place).status_code == 404
        assert browser.post(f"{place_of(other)}receive/").status_code == 404
        # Nor does its problem below an order of one's own.
        mixed = f"{place_of(problem)}problems/{other.number}/answer/"
        assert browser.post(mixed, told(other)).status_code == 404
    assert fresh(other).stage == Stage.FIX


def test_a_link_shows_its_own_order_alone(problem, door):
    second = answered(a_served_problem_of(problem), NOW.date())

    assert door.get(place_of(second)).status_code == 404
    login = Browser().enter(its_user(company_of(problem)))
    page = text(login.get("/company/"))
    assert page.index(order_of(problem).number) < page.index(order_of(second).number)


def a_served_problem_of(problem):
    """Another one of the same company and place."""
    return served(a_problem(problem.community), due_on=date(2024, 6, 25), organ_address=ADDRESS)


def test_where_the_company_was_corrected_neither_reads_what_was_said_to_the_other(problem):
    heir = a_company("接任物业服务有限公司")
    first = company_of(problem)
    Problem.objects.filter(pk=problem.pk).update(company=heir)

    for company, name in ((first, "qiye.li"), (heir, "qiye.sun")):
        browser = Browser().enter(its_user(company, name))
        assert browser.get(place_of(problem)).status_code == 404


def test_a_term_that_was_over_when_it_was_served_is_not_held_against_the_company(problem, door):
    Problem.objects.filter(pk=problem.pk).update(due_on=date(2024, 6, 2))

    listed = text(Browser().enter(its_user(company_of(problem))).get("/company/"))
    card = text(door.get(place_of(problem)))

    for page in (card, listed):
        assert "期限早于送达日，请县住建局核对" in page
        assert "前整改完毕" not in page
        assert "逾期" not in page
    assert "6月2日" in card
