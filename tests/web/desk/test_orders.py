"""责令整改 on the desk: entered from paper with its scan, listed, withdrawn (T-P05)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import sample_files as files
from tests.lives import fresh, served, signed, with_company
from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_community, a_problem
from tests.web.visitors import Browser, browser_of
from tingban.data.documents.models import Attachment
from tingban.data.law.models import CalendarYear
from tingban.data.rectification.models import Order, Problem
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db
NUMBER = "盐建责改字〔2024〕3号"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def text(response) -> str:
    return response.content.decode()


def scan(name: str = "通知书.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.pdf() if data is None else data)


def serve(desk: Browser, *problems: Problem, **more: object):
    sent = {
        "number": NUMBER,
        "served_on": "2024-06-12",
        "due_on": "2024-06-20",
        "problem": [problem.number for problem in problems],
        "officer_1": "韩甲",
        "certificate_1": "14080212301",
        "officer_2": "韩乙",
        "certificate_2": "14080212302",
        "scans": [scan()],
    }
    return desk.post("/desk/orders/new/", sent | more)


def test_the_card_shows_the_scan_and_the_officers_whom_the_paper_names(desk):
    problem = a_problem(a_community())

    answer = serve(desk, problem, scans=[scan(), scan("送达回证.jpg", files.photo())])

    page = text(desk.get(answer.url))
    assert "韩甲（执法证号 14080212301）、韩乙（执法证号 14080212302）" in page
    assert "通知书.pdf" in page
    assert "送达回证.jpg" in page
    assert "没有写全" not in page
    row = Attachment.objects.get(name="通知书.pdf")
    assert row.subject == f"order:{NUMBER}"
    assert desk.get(f"/desk/files/{row.pk}/original/").status_code == 200
    assert browser_of(Role.C_OP, YONGJI).get(f"/desk/files/{row.pk}/original/").status_code == 404


def test_a_paper_that_names_nobody_is_entered_as_it_is(desk):
    problem = a_problem(a_community())
    nobody = dict.fromkeys(("officer_1", "certificate_1", "officer_2", "certificate_2"), "")

    refused = text(serve(desk, problem, **nobody))
    answer = serve(desk, problem, names_fewer="on", **nobody)

    assert "再勾选“通知书上没有写全执法人员”" in refused
    assert "通知书上没有写全</span>" in text(desk.get(answer.url))


@pytest.mark.parametrize(
    ("scans", "sentence"),
    [
        ([], "请选择通知书扫描件"),
        ([("通知书.docx", files.paper())], "“通知书.docx”不是扫描件"),
        ([("通知书.pdf", files.HTML)], "“通知书.pdf”是网页"),
    ],
)
def test_without_a_scan_of_it_no_order_is_entered(desk, scans, sentence):
    problem = a_problem(a_community())

    page = text(serve(desk, problem, scans=[scan(*it) for it in scans]))

    assert sentence in page
    assert ("扫描件要重新选一次" in page) is bool(scans)
    assert not Order.objects.exists()
    assert not Attachment.objects.exists()
    assert fresh(problem).stage == "confirmed"


def test_a_scan_that_was_taken_away_is_asked_for_again(desk):
    answer = serve(desk, a_problem(a_community()))
    row = Attachment.objects.get()

    desk.post(f"/desk/files/{row.pk}/retract/", {"reason": "传错了"})

    assert "扫描件已经撤回，请重新上传" in text(desk.get(answer.url))


def test_an_order_that_was_signed_here_takes_the_proof_of_its_service_too(desk):
    order = served(with_company()).orders.get().order

    page = text(desk.get(f"/desk/orders/{order.number}/"))
    added = desk.post(
        f"/desk/files/of/order:{order.number}/",
        {"uploads": [scan("送达回证.pdf")], "sharing": "internal", "form": ""},
    )  # fmt: skip

    assert "查看和上传材料" in page
    assert added.status_code == 302
    assert "送达回证.pdf" in text(desk.get(f"/desk/orders/{order.number}/"))


def test_an_order_takes_several_problems(desk):
    community = a_community()
    one, other = a_problem(community), a_problem(community, category=Category.CAT_2, acts=("2-01",))

    answer = serve(desk, one, other)

    page = text(desk.get(answer.url))
    assert one.number in page
    assert other.number in page
    assert "盐建责改字〔2024〕3号" in text(desk.get(f"/desk/problems/{one.number}/"))
    assert one.number in text(desk.get("/desk/problems/?ordered=yes"))


def test_the_term_is_asked_for_and_begins_with_that_of_the_marked_problems(desk):
    problem = a_problem(a_community())

    page = text(desk.get("/desk/orders/new/", {"problem": problem.number}))
    without = text(serve(desk, problem, due_on=""))
    early = text(serve(desk, problem, due_on="2024-06-11"))

    assert 'name="due_on" value="2024-06-20"' in page
    assert "有 1 处需要改正" in without
    assert "整改期限（2024年6月11日）早于送达日期（2024年6月12日）" in early
    assert fresh(problem).stage == "confirmed"


def test_problems_chosen_in_the_list_stand_marked_in_the_form(desk):
    one, other = a_problem(a_community()), a_problem(a_community("东湖家园"))

    page = text(desk.get("/desk/orders/new/", {"problem": one.number}))

    assert f'value="{one.number}" checked' in page
    assert f'value="{other.number}">' in page


def test_a_wrong_document_number_is_told_with_what_was_meant(desk):
    problem = a_problem(a_community())

    page = text(serve(desk, problem, number="盐建责改字[2024]第003号"))

    assert "是否为“盐建责改字〔2024〕3号”" in page
    assert f'value="{problem.number}" checked' in page


def test_another_countys_problem_cannot_be_ordered(desk):
    problem = a_problem(a_community(county=YONGJI))

    page = text(serve(desk, problem))

    assert "有 1 处需要改正" in page
    assert "没有等待责令或正在整改的问题" in page


def test_the_same_order_sent_twice_stays_one(desk):
    problem = a_problem(a_community())

    serve(desk, problem)
    page = text(serve(desk, problem))

    assert "已经登记过责令整改通知书" in page


def test_a_head_withdraws_an_order(desk):
    problem = a_problem(a_community())
    address = f"{serve(desk, problem).url}withdraw/"
    sent = {"version": "1", "on": "2024-06-14", "reason": "送达对象有误"}

    refused = text(desk.post(address, sent))
    browser_of(Role.C_LD, YANHU).post(address, sent)

    assert "须由本单位负责人办理" in refused
    page = text(desk.get("/desk/orders/?standing=withdrawn"))
    assert "盐建责改字〔2024〕3号" in page


def test_another_countys_order_does_not_exist(desk):
    problem = a_problem(a_community(county=YONGJI))
    answer = serve(browser_of(Role.C_OP, YONGJI), problem)

    assert desk.get(answer.url).status_code == 404
    assert desk.post(f"{answer.url}withdraw/", {"version": "1"}).status_code == 404
    assert "〔2024〕3号" not in text(desk.get("/desk/orders/"))


@pytest.mark.parametrize("rows", [1, 14])
def test_the_orders_ask_as_much_for_many_as_for_one(desk, rows, django_assert_max_num_queries):
    for place in range(rows):
        problem = a_problem(a_community(f"小区{place}号院"))
        serve(desk, problem, number=f"盐建责改字〔2024〕{place + 1}号")

    other = browser_of(Role.C_LD, YANHU)
    with django_assert_max_num_queries(13):
        response = other.get("/desk/orders/?q=小区")

    assert f"共 <b>{rows}</b> 份" in text(response)


def test_whoever_serves_is_told_before_the_click_that_the_term_has_run_out():  # T-P06
    order = signed(with_company(), due_on=date(2024, 6, 17))
    officer, place = browser_of(Role.C_ENF, YANHU), f"/desk/orders/{order.number}/"

    card, form = text(officer.get(place)), text(officer.get(f"{place}serve/"))
    with clock.standing_at(NOW.replace(day=17)):
        on_the_last_day = text(officer.get(f"{place}serve/"))
    late = {"way": "direct", "on": "2024-06-18", "proof": "送达回证"}
    refused = text(officer.post(f"{place}serve/", late))
    in_time = officer.post(f"{place}serve/", late | {"on": "2024-06-17"})

    sentence = "通知书写明的整改期限（2024年6月17日）已经过了"
    assert sentence in card
    assert sentence in form
    assert sentence not in on_the_last_day
    assert "企业没有时间整改，不能这样送达" in refused
    assert in_time.status_code == 302
    assert sentence not in text(officer.get(place))


def test_a_public_notice_that_would_run_past_the_term_is_told_beside_its_way():
    order = signed(with_company())

    page = text(browser_of(Role.C_ENF, YANHU).get(f"/desk/orders/{order.number}/dispatch/"))

    assert "今天公告的，到 2024年7月18日期满才算送达" in page
    assert "已经过了：" not in page


def test_where_the_next_year_has_no_holidays_yet_an_order_still_goes_out_by_post():
    order = signed(with_company(), due_on=date(2024, 6, 28))
    officer, place = browser_of(Role.C_ENF, YANHU), f"/desk/orders/{order.number}/dispatch/"
    CalendarYear.objects.filter(year=2024).delete()

    page = officer.get(place)
    sent = officer.post(place, {"way": "mail", "on": "2024-06-14", "proof": "邮单"})

    assert page.status_code == 200
    assert sent.status_code == 302


def test_looking_for_a_problem_tells_that_the_scan_is_to_be_chosen_again(desk):
    a_problem(a_community())

    looked = text(serve(desk, look="problem", q="园"))

    assert "扫描件要重新选一次" in looked
    assert "扫描件要重新选一次" not in text(desk.get("/desk/orders/new/"))


def test_an_order_in_time_has_no_such_warning():
    order = signed(with_company())

    page = text(browser_of(Role.C_ENF, YANHU).get(f"/desk/orders/{order.number}/serve/"))

    assert "已经过了。" not in page
