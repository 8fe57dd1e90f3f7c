"""问题清单 on the desk: list, card, forms, steps."""

from datetime import date, datetime
from urllib.parse import unquote

import pytest

from tests.lives import (
    answered,
    completed,
    fresh,
    ordered,
    seen_again,
    served,
    with_company,
)
from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_community, a_company, a_contract, a_problem, a_visit
from tests.web.visitors import Browser, browser_of
from tingban.actions.rectification import clockwork
from tingban.actions.registry import communities
from tingban.data.rectification.models import Problem
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.rectification import Category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def told(community: Community, /, **more: object) -> dict[str, object]:
    return {
        "form": "mark-1",
        "community_text": community.name,
        "community": community.code,
        "confirmed_on": "2024-06-05",
        "category": "CAT-1",
        "acts": ["1-03"],
        "description": "楼道多日无人清扫",
        "source": "survey",
        "evidence": "现场照片 3 张\n检查笔录",
        "responsible": "项目经理 王某",
    } | more


def text(response) -> str:
    return response.content.decode()


def post(desk: Browser, problem: Problem, act: str, **told: str):
    return desk.post(f"/desk/problems/{problem.number}/steps/{act}/", {"version": "1"} | told)


def test_an_empty_list_says_what_comes_first(desk):
    assert "先登记检查记录，再登记检查中确认的问题" in text(desk.get("/desk/problems/"))


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_as_much_for_many_rows_as_for_one(desk, rows, django_assert_max_num_queries):
    for place in range(rows):
        a_problem(a_community(f"小区{place}号院"))

    with django_assert_max_num_queries(13):
        response = desk.get("/desk/problems/")

    assert f"共 <b>{rows}</b> 个" in text(response)


@pytest.mark.parametrize(
    "word", ["WT-140802-2024-000001", "000001", "锦绣", "锦花苑", "明珠物业", "无人清扫", "TS-7"]
)
def test_it_is_found_by_number_name_alias_company_and_words(desk, word):
    community, company = a_community(), a_company()
    communities.add_alias(code=community.code, name="锦花苑", actor=clerk(), at=NOW)
    a_contract(community, company, date(2024, 1, 1))
    problem = a_problem(community, source_ref="TS-7")
    a_problem(a_community("东湖家园"), description="电梯停运")

    page = text(desk.get("/desk/problems/", {"q": word}))

    assert problem.number in page
    assert "东湖家园" not in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("category=CAT-1", True), ("category=CAT-2", False), ("state=open", True),
        ("state=complete", False), ("source=survey", True), ("source=opinion", False),
        ("due=overdue", True), ("due=week", False), ("ordered=no", True), ("ordered=yes", False),
        ("since=2024-06-05&until=2024-06-05", True), ("since=2024-06-06", False),
    ],
)  # fmt: skip
def test_each_filter_narrows(desk, query, is_found):
    problem = a_problem(a_community(), due_on=date(2024, 6, 17))

    assert (problem.number in text(desk.get(f"/desk/problems/?{query}"))) is is_found


def test_what_is_late_says_so(desk):
    ordered(a_problem(a_community(), due_on=date(2024, 6, 15)), date(2024, 6, 6))

    assert "逾期 3 天" in text(desk.get("/desk/problems/"))


def test_an_overdue_line_tells_its_own_lateness_and_names_the_clock_of_the_bureau(desk):
    problem = ordered(a_problem(a_community(), due_on=date(2024, 6, 10)), date(2024, 6, 6))
    clockwork.mark_one_overdue(
        number=problem.number, at=datetime(2024, 6, 12, 0, 5, tzinfo=NOW.tzinfo)
    )

    listed = text(desk.get("/desk/problems/?due=overdue"))
    board = text(desk.get("/desk/problems/board/"))

    for page in (listed, board):
        late, other = page.index("逾期 8 天"), page.index("决定升级处置：")
        assert late < other
        assert "剩 1 天" in page[other : other + 200]


def test_a_paper_stands_in_front_while_it_may_be_signed(desk):
    problem = ordered(a_problem(a_community()), date(2024, 6, 6))
    place = f"/desk/problems/{problem.number}/"

    front, _, behind = text(desk.get(place)).partition("其他文书")
    assert "整改延期申请的批复" in front
    assert "销号单" in behind
    clockwork.mark_one_overdue(
        number=problem.number, at=datetime(2024, 6, 21, 0, 5, tzinfo=NOW.tzinfo)
    )
    with clock.standing_at(datetime(2024, 6, 21, 9, tzinfo=NOW.tzinfo)):
        later = text(browser_of(Role.C_LD, YANHU).get(place))
    front, _, behind = later.partition("其他文书")
    assert "升级处置审批表" in front
    assert "整改延期申请的批复" in behind
    assert "销号单" in behind


def test_fire_safety_is_handed_over_and_not_punished_here():
    problem = ordered(
        a_problem(a_community(), category=Category.CAT_3, due_on=date(2024, 6, 10)),
        date(2024, 6, 6),
    )
    clockwork.mark_one_overdue(
        number=problem.number, at=datetime(2024, 6, 12, 0, 5, tzinfo=NOW.tzinfo)
    )
    chief, version = browser_of(Role.C_LD, YANHU), str(fresh(problem).version)

    page = text(chief.get(f"/desk/problems/{problem.number}/steps/escalate/"))
    refused = text(
        post(chief, problem, "escalate", version=version, measures="penalty", reason="拒改")
    )
    stage = fresh(problem).stage
    post(chief, problem, "escalate", version=version, measures="transfer", reason="拒改")

    assert 'value="penalty"' not in page
    assert 'value="transfer"' in page
    assert "移送消防救援机构" in page
    assert "住建部门不能立案处罚" in refused
    assert (stage, fresh(problem).stage) == ("overdue", "escalated")


def test_the_workbook_holds_the_same_rows(desk):
    a_problem(a_community())

    response = desk.get("/desk/problems/?export=xlsx&q=锦绣")

    assert response.content[:2] == b"PK"


def test_a_problem_is_registered_once_and_gets_the_limit_of_its_category(desk):
    community = a_community()
    a_visit(community)

    first = desk.post("/desk/problems/new/", told(community))
    second = desk.post("/desk/problems/new/", told(community))

    problem = Problem.objects.get()
    assert first.url == second.url == f"/desk/problems/{problem.number}/"
    assert problem.due_on == date(2024, 6, 20)


def test_without_a_visit_it_is_refused_kindly_and_nothing_typed_is_lost(desk):
    community = a_community()

    page = text(desk.post("/desk/problems/new/", told(community)))

    assert "还没有检查记录" in page
    assert f"/desk/visits/new/?community={community.code}" in page
    assert "楼道多日无人清扫</textarea>" in page
    assert 'value="1-03" checked' in page
    assert not Problem.objects.exists()


def test_the_form_lists_the_visits_of_its_community(desk):
    community = a_community()
    number = a_visit(community)

    page = text(desk.get(f"/desk/problems/new/?community={community.code}"))

    assert number in page
    assert 'value="锦绣花园"' in page


def test_sub_acts_of_another_category_are_refused(desk):
    community = a_community()
    a_visit(community)

    page = text(desk.post("/desk/problems/new/", told(community, acts=["2-01"])))

    assert "有 1 处需要改正" in page
    assert not Problem.objects.exists()


def test_it_is_answered_cleared_and_back_again(desk):
    problem = ordered(a_problem(a_community()), date(2024, 6, 6))
    other = browser_of(Role.C_LD, YANHU)

    post(desk, problem, "submit", version="2", on="2024-06-07", report="已清扫", after="照片")
    seen = seen_again(problem, date(2024, 6, 10))
    post(other, problem, "clear", version="3", visit=seen, conclusion="现场复核，已清扫")
    again = seen_again(problem, date(2024, 6, 17))
    post(desk, problem, "relapse", version="4", visit=again, acts="1-03", reason="又有垃圾")

    page = text(desk.get(f"/desk/problems/{problem.number}/"))
    assert "现场复核，已清扫" in page
    assert "又有垃圾" in page
    assert (fresh(problem).state, problem.stage) == ("open", "fixing")


def test_a_step_taken_back_stays_struck(desk):
    problem = completed(a_problem(a_community()), date(2024, 6, 10))

    post(desk, problem, "undo", version=str(problem.version), reason="登错了一件")

    page = text(desk.get(f"/desk/problems/{problem.number}/"))
    assert "<del>复核通过并销号</del>" in page
    assert "已撤回：盐湖C-OP 于" in page
    assert "原因：登错了一件" in page


def test_a_closed_button_says_why_and_others_steps_say_whose_they_are(desk):
    problem = a_problem(a_community())

    page = text(desk.get(f"/desk/problems/{problem.number}/"))

    assert "确认之后还没有别的办理记录可以撤回" in page
    assert "签发责令整改通知书：县级负责人、市级负责人" in page


def test_the_card_tells_what_the_next_step_lacks(desk):
    problem = answered(ordered(a_problem(a_community()), date(2024, 6, 6)), date(2024, 6, 7))

    page = text(desk.get(f"/desk/problems/{problem.number}/"))

    assert "还缺：</span>有复核的检查记录" in page
    assert "复核整改 5 个工作日，内部约定" in page


def test_a_closed_step_leads_back_with_its_reason(desk):
    problem = a_problem(a_community())

    page = text(desk.get(f"/desk/problems/{problem.number}/steps/relapse/", follow=True))

    assert "不能回潮重开。可以回潮重开的情形：“完成(销号)”" in page


def test_only_a_head_annuls(desk):
    problem = a_problem(a_community())
    sent = {"on": "2024-06-12", "reason": "复议撤销"}

    page = text(post(desk, problem, "annul", **sent))
    post(browser_of(Role.C_LD, YANHU), problem, "annul", **sent)

    assert "“撤销问题”由登记单位（县级负责人、市级负责人）办理" in page
    problem.refresh_from_db()
    assert problem.state == "annulled"


def test_a_correction_tells_what_changed(desk):
    problem = a_problem(a_community())

    desk.post(
        f"/desk/problems/{problem.number}/edit/",
        told(problem.community, version="1", description="单元门坏了", due_on="2024-06-25"),
    )

    page = text(desk.get(f"/desk/problems/{problem.number}/"))
    assert "问题描述：楼道多日无人清扫 → 单元门坏了" in page


def test_the_slower_of_two_clerks_is_told(desk):
    problem = a_problem(a_community())
    completed(problem, date(2024, 6, 9), NOW)

    page = text(
        desk.post(
            f"/desk/problems/{problem.number}/edit/",
            told(problem.community, version="1", description="我写的"),
        )
    )

    assert "这条记录已由 复核员" in page
    assert "我写的</textarea>" in page


@pytest.mark.parametrize(
    "tail", ["", "edit/", "steps/clear/", "steps/void/", "steps/annul/", "steps/undo/"]
)
def test_another_countys_problem_does_not_exist(desk, tail):
    problem = a_problem(a_community(county=YONGJI))
    address = f"/desk/problems/{problem.number}/{tail}"

    assert desk.get(address).status_code == 404
    if tail:
        answer = desk.post(address, {"version": "1", "on": "2024-06-10", "reason": "x"})
        assert answer.status_code == 404


def test_an_unknown_step_does_not_exist(desk):
    problem = a_problem(a_community())

    assert desk.get(f"/desk/problems/{problem.number}/steps/burn/").status_code == 404


def edit(desk: Browser, problem: Problem, **more: str):
    sent = told(problem.community, version=str(fresh(problem).version), **more)
    return desk.post(f"/desk/problems/{problem.number}/edit/", sent)


def test_the_form_shows_the_term_of_an_order_as_a_fact_and_refuses_another(desk):
    problem = ordered(a_problem(a_community()), date(2024, 6, 6))
    place = f"/desk/problems/{problem.number}/edit/"

    page = text(desk.get(place))
    refused = text(edit(desk, problem, due_on="2024-06-30"))

    assert 'name="due_on"' not in page
    assert "不在这里修改" in page
    assert f"/desk/orders/{problem.orders.get().order.number}/" in unquote(page)
    assert "不能改为 2024年6月30日" in refused
    assert fresh(problem).due_on == date(2024, 6, 20)


def test_the_head_is_led_from_the_form_to_the_extension(desk):
    problem, fire = served(with_company()), with_company("乙园", category=Category.CAT_3)
    served(fire)
    chief, link = browser_of(Role.C_LD, YANHU), "steps/grant_extension/"
    place = f"/desk/problems/{problem.number}/edit/"

    assert link in text(chief.get(place))
    assert link not in text(desk.get(place))
    assert link not in text(chief.get(f"/desk/problems/{fire.number}/edit/"))


def test_the_form_of_an_extension_asked_for_on_paper_is_open(desk):
    problem = served(with_company())
    chief = browser_of(Role.C_LD, YANHU)

    page = text(chief.get(f"/desk/problems/{problem.number}/steps/grant_extension/"))
    sunday = text(
        post(
            chief, problem, "grant_extension", version=str(problem.version), until="2024-06-23",
            request="企业 6月17日来函",
        )
    )  # fmt: skip

    assert 'name="request"' in page
    assert "2024年6月23日是休息日" in sunday
    assert "请写 2024年6月24日" in sunday
    assert fresh(problem).due_on == date(2024, 6, 20)


def test_under_an_order_the_rest_is_edited_and_the_term_stays(desk):
    problem = ordered(a_problem(a_community()), date(2024, 6, 6))

    answer = edit(desk, problem, description="单元门坏了")

    assert answer.status_code == 302
    assert (fresh(problem).description, problem.due_on) == ("单元门坏了", date(2024, 6, 20))
