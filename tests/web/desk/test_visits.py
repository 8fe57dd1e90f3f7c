"""检查记录 on the desk: list, card, form."""

from datetime import date

import pytest

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.stories import a_community, a_company, a_contract, a_problem, a_visit
from tests.web.visitors import Browser, browser_of
from tingban.actions.inspections import missions
from tingban.actions.registry import communities
from tingban.data.inspections.models import Mission, Visit
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.inspections import OrganiserLevel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def told(community: Community, /, **more: str) -> dict[str, str]:
    return {
        "form": "mark-1",
        "community_text": community.name,
        "community": community.code,
        "done_on": "2024-06-10",
        "kind": "survey",
        "level": "county",
    } | more


def text(response) -> str:
    return response.content.decode()


def test_an_empty_list_says_what_to_do(desk):
    page = text(desk.get("/desk/visits/"))

    assert "还没有检查记录" in page
    assert "登记第一次检查" in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_as_much_for_many_rows_as_for_one(desk, rows, django_assert_max_num_queries):
    for place in range(rows):
        a_visit(a_community(f"小区{place}号院"))

    with django_assert_max_num_queries(13):
        response = desk.get("/desk/visits/")

    assert f"共 <b>{rows}</b> 条" in text(response)


@pytest.mark.parametrize("word", ["XC-140802-2024-000001", "锦绣", "锦花苑", "明珠物业"])
def test_it_is_found_by_number_name_alias_and_company(desk, word):
    community, company = a_community(), a_company()
    communities.add_alias(code=community.code, name="锦花苑", actor=clerk(), at=NOW)
    a_contract(community, company, date(2024, 1, 1))
    number = a_visit(community)
    a_visit(a_community("东湖家园"))

    page = text(desk.get("/desk/visits/", {"q": word}))

    assert number in page
    assert "东湖家园" not in page


def test_the_filter_stands_in_the_address_and_reads_as_a_sentence(desk):
    a_visit(a_community(), date(2024, 6, 3))

    page = text(desk.get("/desk/visits/?kind=survey&since=2024-06-04&sort=-done"))

    assert "排查，自 2024年6月4日" in page
    assert "没有符合条件的检查记录" in page


def test_the_workbook_holds_the_same_rows(desk):
    a_visit(a_community())

    response = desk.get("/desk/visits/?export=xlsx&kind=survey")

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response.content[:2] == b"PK"


def test_the_card_shows_both_clocks(desk):
    number = a_visit(a_community(), date(2024, 6, 3))

    page = text(desk.get(f"/desk/visits/{number}/"))

    assert "6月3日 周一" in page
    assert "补登" in page
    assert "盐湖C-OP 于" in page


def test_a_visit_is_registered_once(desk):
    community = a_community()

    first = desk.post("/desk/visits/new/", told(community))
    second = desk.post("/desk/visits/new/", told(community))

    assert first.status_code == second.status_code == 302
    assert first.url == second.url == f"/desk/visits/{Visit.objects.get().number}/"


def test_a_name_alone_is_enough_where_only_one_bears_it(desk):
    community = a_community()

    desk.post("/desk/visits/new/", told(community, community=""))

    assert Visit.objects.get().community == community


def test_of_namesakes_one_must_be_chosen(desk):
    a_community("幸福里")
    a_community("幸福里", street="140802001000")

    page = text(desk.post("/desk/visits/new/", told(Community(name="幸福里"), community="")))

    assert "找到 2 个小区，请在下面选定一个。" in page
    assert page.count('type="radio" name="community"') == 2


def test_looking_for_a_community_judges_nothing_and_keeps_what_was_typed(desk):
    a_community()

    page = text(
        desk.post(
            "/desk/visits/new/",
            {"look": "community", "community_text": "锦绣", "kind": "recheck", "form": "m"},
        )
    )

    assert "锦绣花园" in page
    assert "需要改正" not in page
    assert 'value="recheck" required class="form-check-input" id="id_kind_4" checked' in page or (
        'value="recheck"' in page and "checked" in page
    )


def test_a_refusal_keeps_what_was_typed(desk):
    page = text(desk.post("/desk/visits/new/", told(a_community(), done_on="2024-06-19")))

    assert "晚于今天" in page
    assert 'value="2024-06-19"' in page
    assert not Visit.objects.exists()


def test_a_correction_is_told_on_the_time_line(desk):
    community = a_community()
    number = a_visit(community)

    desk.post(f"/desk/visits/{number}/edit/", told(community, version="1", done_on="2024-06-04"))

    page = text(desk.get(f"/desk/visits/{number}/"))
    assert "检查日期：2024年6月3日 → 2024年6月4日" in page
    assert "<del>" in page
    assert "已改正：盐湖C-OP 于" in page


def test_the_slower_of_two_clerks_is_told_and_may_then_save(desk):
    community = a_community()
    number = a_visit(community)
    desk.post(f"/desk/visits/{number}/edit/", told(community, version="1", kind="verify"))

    page = text(
        desk.post(f"/desk/visits/{number}/edit/", told(community, version="1", kind="recheck"))
    )

    assert "已由 盐湖C-OP 于 10:30 修改" in page
    assert 'name="version" value="2"' in page
    assert Visit.objects.get().kind == "verify"


def test_voiding_needs_a_reason_and_strikes_the_line(desk):
    number = a_visit(a_community())

    refused = desk.post(f"/desk/visits/{number}/void/", {"version": "1", "reason": ""})
    desk.post(f"/desk/visits/{number}/void/", {"version": "1", "reason": "登记错了小区"})

    assert refused.status_code == 200
    assert 'class="tb-void"' in text(desk.get("/desk/visits/?standing=void"))
    assert "原因：登记错了小区" in text(desk.get(f"/desk/visits/{number}/"))


def test_a_visit_that_a_problem_rests_on_stays(desk):
    problem = a_problem(a_community())
    number = Visit.objects.get().number

    page = text(desk.post(f"/desk/visits/{number}/void/", {"version": "1", "reason": "错"}))

    assert problem.number in page
    assert "CHK" not in page


def test_another_countys_visit_does_not_exist(desk):
    number = a_visit(a_community(county=YONGJI))

    answers = [desk.get(f"/desk/visits/{number}/{tail}") for tail in ("", "edit/", "void/")]
    answers += [
        desk.post(f"/desk/visits/{number}/{tail}", {"version": "1", "reason": "x"})
        for tail in ("edit/", "void/")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert number not in text(desk.get("/desk/visits/"))


def test_whoever_only_reads_gets_no_buttons_and_no_forms():
    number = a_visit(a_community())
    reader = browser_of(Role.PROV)

    page = text(reader.get(f"/desk/visits/{number}/"))

    assert "下一步" not in page
    assert reader.get("/desk/visits/new/").status_code == 403
    assert reader.post(f"/desk/visits/{number}/void/").status_code == 403


def test_suggestions_follow_the_typing(desk):
    a_community()
    a_community("锦绣新村", county=YONGJI)

    page = text(desk.get("/desk/pick/community/", {"community_text": "锦绣"}))

    assert "锦绣花园" in page
    assert "锦绣新村" not in page


def a_mission(level: OrganiserLevel = OrganiserLevel.COUNTY) -> str:
    statement = missions.MissionStatement(level, YANHU, date(2024, 6, 10))
    actor = clerk() if level is OrganiserLevel.COUNTY else city_clerk()
    return missions.add_mission(statement=statement, actor=actor, at=NOW)


def test_a_mission_is_registered_and_takes_its_visits(desk):
    desk.post(
        "/desk/missions/new/",
        {"form": "m", "level": "county", "county": YANHU, "started_on": "2024-06-10"},
    )
    number = Mission.objects.get().number
    desk.post("/desk/visits/new/", told(a_community(), kind="supervise", mission=number))

    page = text(desk.get(f"/desk/missions/{number}/"))

    assert "锦绣花园" in page
    assert "下面还有 1 条检查记录" in page


def test_a_mission_is_corrected_with_its_former_day_on_the_time_line(desk):
    number = a_mission()
    page = text(desk.get(f"/desk/missions/{number}/edit/"))
    version = page.split('name="version" value="')[1].split('"')[0]

    desk.post(
        f"/desk/missions/{number}/edit/",
        {"version": version, "level": "county", "county": YANHU, "started_on": "2024-06-11"},
    )

    assert "开展日期：2024年6月10日 → 2024年6月11日" in text(desk.get(f"/desk/missions/{number}/"))


def test_a_mission_with_visits_keeps_its_day(desk):
    number = a_mission()
    a_visit(a_community(), date(2024, 6, 10), mission_number=number)
    page = text(desk.get(f"/desk/missions/{number}/edit/"))
    version = page.split('name="version" value="')[1].split('"')[0]

    page = text(
        desk.post(
            f"/desk/missions/{number}/edit/",
            {"version": version, "level": "county", "county": YANHU, "started_on": "2024-06-11"},
        )
    )

    assert "这次督导任务下有 1 条检查记录" in page


def test_a_county_only_looks_at_the_citys_missions(desk):
    number = a_mission(OrganiserLevel.CITY)

    page = text(desk.get(f"/desk/missions/{number}/"))

    assert "市级督导任务由市局登记、改正和作废" in page


@pytest.mark.parametrize("rows", [1, 14])
def test_the_missions_ask_as_much_for_many_as_for_one(desk, rows, django_assert_max_num_queries):
    for _ in range(rows):
        a_mission()

    with django_assert_max_num_queries(13):
        response = desk.get("/desk/missions/")

    assert f"共 <b>{rows}</b> 次" in text(response)


def test_a_mission_is_voided_with_a_reason(desk):
    number = a_mission()

    desk.post(f"/desk/missions/{number}/void/", {"version": "0", "reason": "重复登记"})

    assert Mission.objects.get().is_void
    assert number in text(desk.get("/desk/missions/?standing=void"))
