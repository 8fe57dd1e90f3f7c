"""Steps of a problem on the desk: clues, notices signed and served, extensions, escalation."""

import html
from datetime import date, datetime
from urllib.parse import unquote

import pytest

from tests.lives import fresh, served, signed, with_company
from tests.people import NOW, YANHU, YONGJI, ZONE
from tests.stories import a_community, a_problem, a_visit
from tests.web.visitors import Browser, browser_of
from tingban.actions.rectification import clockwork
from tingban.data.rectification.models import Measure, Order, Problem, Repayment
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def clerk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


@pytest.fixture
def head() -> Browser:
    return browser_of(Role.C_LD, YANHU)


@pytest.fixture
def officer() -> Browser:
    return browser_of(Role.C_ENF, YANHU)


def text(response) -> str:
    return html.unescape(response.content.decode())


def step(desk: Browser, problem: Problem, act: str, **told: object):
    sent = {"version": str(fresh(problem).version)} | told
    return desk.post(f"/desk/problems/{problem.number}/steps/{act}/", sent)


def a_clue(desk: Browser) -> Problem:
    place = a_community()
    answer = desk.post(
        "/desk/problems/clues/new/",
        {
            "form": "mark", "community_text": place.name, "community": place.code,
            "confirmed_on": "2024-06-12", "category": "CAT-6", "source": "opinion",
            "description": "公示栏空白",
        },
    )  # fmt: skip
    problem = Problem.objects.get()
    assert answer.url == f"/desk/problems/{problem.number}/"
    return problem


def test_the_checklist_asks_what_the_category_asks_and_no_more(clerk):
    income = served(with_company(category=Category.CAT_6, acts=("6-01",)))
    service = served(with_company())

    pages = [text(clerk.get(f"/desk/problems/{it.number}/")) for it in (income, service)]

    assert ["有公示照片" in page for page in pages] == [True, False]
    assert not [page for page in pages if "侵占收益类" in page]


def test_either_of_two_proofs_is_told_as_such_and_not_as_optional(clerk):
    problem = served(with_company())

    page = text(clerk.get(f"/desk/problems/{problem.number}/steps/submit/"))

    assert page.count("（照片、纸质件至少一样）") == 2


def test_what_was_mended_on_the_spot_was_mended_on_the_day_of_the_confirmation(clerk):
    problem = a_problem(a_community(), confirmed_on=date(2024, 6, 12))

    page = text(clerk.get(f"/desk/problems/{problem.number}/steps/fix_on_spot/"))

    assert 'value="2024-06-12"' in page


def test_the_visits_beside_a_step_say_of_which_kind_they_are(clerk):
    problem = a_problem(a_community())

    page = text(clerk.get(f"/desk/problems/{problem.number}/edit/"))

    assert "排查</a><small>XC-" in page


def test_a_corrected_problem_tells_its_acts_and_days_in_words(clerk):
    problem = a_problem(a_community(), acts=("1-01",), due_on=date(2024, 6, 25))
    sent = {
        "version": "1", "confirmed_on": f"{problem.confirmed_on:%Y-%m-%d}", "category": "CAT-1",
        "acts": ["1-02"], "description": "清扫不及时", "source": "survey",
        "due_on": "2024-06-28",
    }  # fmt: skip

    clerk.post(f"/desk/problems/{problem.number}/edit/", sent)

    page = text(clerk.get(f"/desk/problems/{problem.number}/"))
    assert "整改期限：2024年6月25日 → 2024年6月28日" in page
    assert "1-01" not in page


def test_a_clerk_is_told_who_serves_the_notice(clerk, officer):
    order = signed(with_company())
    place = f"/desk/orders/{order.number}/"

    assert "由执法人员或负责人送达后登记" in text(clerk.get(place))
    assert "由执法人员或负责人送达后登记" not in text(officer.get(place))


def test_an_officer_registers_a_clue_and_the_clerk_confirms_it(officer, clerk):
    clue = a_clue(officer)
    a_visit(clue.community, date(2024, 6, 13))
    page = text(clerk.get(f"/desk/problems/{clue.number}/confirm/"))
    assert "公示栏空白</textarea>" in page

    clerk.post(
        f"/desk/problems/{clue.number}/confirm/",
        {
            "version": "1", "confirmed_on": "2024-06-13", "category": "CAT-6", "acts": ["6-01"],
            "description": "公示栏空白", "source": "opinion", "evidence": "照片 2 张",
            "responsible": "项目经理 王某",
        },
    )  # fmt: skip

    assert (fresh(clue).stage, clue.responsible, clue.due_on) == (
        "confirmed", "项目经理 王某", date(2024, 6, 20),
    )  # fmt: skip


def test_what_is_confirmed_already_leads_back_to_its_card(clerk):
    problem = a_problem(a_community())

    page = text(clerk.get(f"/desk/problems/{problem.number}/confirm/", follow=True))

    assert "问题现在是“已确认”，不能确认问题" in page


def test_an_untrue_clue_is_proposed_and_approved(clerk, head):
    clue = a_clue(clerk)

    step(clerk, clue, "propose_rejection", evidence="现场照片", reason="公示栏已有公示")
    step(head, clue, "approve_rejection")

    assert fresh(clue).stage == "untrue"


def test_on_the_spot_needs_photos_and_two_people(clerk):
    problem = a_problem(a_community())
    sent = {"on": "2024-06-05", "before": "前", "after": "后"}

    page = text(step(clerk, problem, "fix_on_spot", staff="甲", **sent))
    step(clerk, problem, "fix_on_spot", staff="甲、乙", **sent)

    assert "须有两名工作人员到场" in page
    assert fresh(problem).stage == "complete"


def sign(desk: Browser, *problems: Problem, **more: object):
    sent = {
        "form": "mark", "problem": [problem.number for problem in problems],
        "signed_on": "2024-06-12", "due_on": "2024-06-28", "laws": ["CC-942.1"],
        "demands": "一、每日清扫", "officer_1": "陈某", "certificate_1": "0801",
        "officer_2": "吴某", "certificate_2": "0802", "organ_address": "某街1号",
    }  # fmt: skip
    return desk.post("/desk/orders/sign/", sent | more)


def test_the_sign_form_marks_the_articles_of_the_problem_and_its_companys_others(head):
    problem = with_company()
    same = a_problem(problem.community, category=Category.CAT_6)
    other = with_company("乙园")

    page = text(head.get("/desk/orders/sign/", {"problem": problem.number}))

    assert 'value="CC-942.1" checked' in page
    assert 'value="CC-943" checked' not in page
    assert same.number in page
    assert other.number not in page


def test_a_notice_is_signed_once_served_and_shown_as_signed(head, officer):
    problem = with_company()

    first, second = sign(head, problem), sign(head, problem)
    order = Order.objects.get()
    assert unquote(first.url) == unquote(second.url) == f"/desk/orders/{order.number}/"
    assert "1.每日清扫。" in text(officer.get(first.url))

    sent = {"way": "direct", "on": "2024-06-13", "proof": "送达回证", "receiver": "李某"}
    officer.post(f"/desk/orders/{order.number}/serve/", sent)

    assert fresh(problem).stage == "fixing"
    assert "应于2024年6月28日前（含当日）整改完毕" in text(officer.get(first.url))


def test_what_the_notice_lacks_is_told_and_nothing_typed_is_lost(head):
    page = text(sign(head, with_company(), organ_address=""))

    assert "通知书还不完整：没有写明机关地址" in page
    assert 'value="陈某"' in page
    assert not Order.objects.exists()


def test_a_letter_is_sent_and_waits(officer):
    order = signed(with_company())

    officer.post(
        f"/desk/orders/{order.number}/dispatch/",
        {"way": "mail", "on": "2024-06-12", "proof": "EMS 1234"},
    )

    page = text(officer.get(f"/desk/orders/{order.number}/"))
    assert "发出：邮寄送达" in page
    assert "待送达" in page
    assert order.number in text(officer.get("/desk/orders/?standing=signed"))


def test_signing_is_the_heads_and_serving_is_not_the_clerks(clerk):
    order = signed(with_company())

    assert clerk.get("/desk/orders/sign/").status_code == 403
    assert clerk.get(f"/desk/orders/{order.number}/serve/").status_code == 403


def test_another_countys_notice_does_not_exist():
    order = signed(with_company())
    stranger = browser_of(Role.C_ENF, YONGJI)

    for tail in ("", "serve/", "dispatch/"):
        assert stranger.get(f"/desk/orders/{order.number}/{tail}").status_code == 404


def test_a_paper_asks_for_time_and_the_head_grants_it(head):
    problem = served(with_company())

    page = text(step(head, problem, "grant_extension", until="2024-07-20", request="来函"))
    step(head, problem, "grant_extension", until="2024-07-05", request="6月17日来函")

    assert "最多延长 15 日，不能晚于 2024年7月5日" in page
    assert fresh(problem).due_on == date(2024, 7, 5)


def test_amounts_are_asked_of_taken_income_alone(clerk):
    plain, taken = (
        served(with_company("甲园")),
        served(with_company("乙园", category=Category.CAT_7)),
    )
    assert "应退金额" not in text(clerk.get(f"/desk/problems/{plain.number}/steps/submit/"))

    step(
        clerk, taken, "submit", on="2024-06-14", report="已退", after="照片", owed="1234.50",
        repaid="1000", voucher="回单",
    )  # fmt: skip

    assert Repayment.objects.values_list("owed", "repaid").get() == (123_450, 100_000)
    assert "应退 1,234.50 元，已退 1,000.00 元" in text(
        clerk.get(f"/desk/problems/{taken.number}/")
    )


def test_overdue_the_head_chooses_measures_and_ends_them():
    problem = served(with_company())
    late = datetime(2024, 6, 21, 0, 5, tzinfo=ZONE)
    clockwork.mark_overdue(at=late)

    with clock.standing_at(late):
        head = browser_of(Role.C_LD, YANHU)
        page = text(head.get(f"/desk/problems/{problem.number}/"))
        step(head, problem, "escalate", measures=["expose", "penalty"], reason="拒不整改")
        form = text(head.get(f"/desk/problems/{problem.number}/steps/end_measure/"))
        step(head, problem, "end_measure", measure="expose", reason="已曝光")

    assert "决定升级处置 5 个工作日" in page
    assert '<option value="expose">' in form
    assert '<option value="transfer">' not in form
    assert fresh(problem).stage == "escalated"
    assert Measure.objects.count() == 2


def test_a_failed_recheck_goes_back_with_its_reason(clerk):
    problem = served(with_company())
    step(clerk, problem, "submit", on="2024-06-14", report="已清扫", after="照片")

    step(clerk, problem, "fail", on="2024-06-17", reason="仍有积水")

    page = text(clerk.get(f"/desk/problems/{problem.number}/"))
    assert "仍有积水" in page
    assert (fresh(problem).stage, problem.recheck_fails) == ("fixing", 1)


def test_the_registration_is_not_struck_by_a_step_that_sets_a_term(clerk):
    problem = served(with_company())

    page = text(clerk.get(f"/desk/problems/{problem.number}/"))

    assert "<del>登记问题</del>" not in page
    assert "登记问题" in page
