"""登记办理台账 on the desk: list, card, forms, steps."""

from datetime import date, datetime

import pytest

from tests.people import NOW, YANHU, YONGJI, ZONE, city_clerk, clerk
from tests.stories import a_case, a_community, a_company, a_contract, an_accepted_case
from tests.web.visitors import Browser, browser_of
from tingban.actions.complaints import answering
from tingban.actions.registry import communities
from tingban.data.complaints.models import Case
from tingban.kit import clock
from tingban.reports.weekly.wording import ANNEX_2_COLUMNS
from tingban.rules.actors import CITY_CODE, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def told(**more: str) -> dict[str, str]:
    return {
        "form": "mark-1",
        "source": "S03",
        "received_at": "2024-06-17T09:30",
        "summary": "锦绣花园电梯停运三天无人维修",
        "contact_kind": "anonymous",
        "receiver": "王经办",
        "category": "CAT-1",
        "urgency": "ordinary",
    } | more


def text(response) -> str:
    return response.content.decode()


def post(desk: Browser, case: Case, act: str, **told: str):
    case.refresh_from_db()
    sent = {"version": str(case.version)} | told
    return desk.post(f"/desk/cases/{case.number}/steps/{act}/", sent)


def card(desk: Browser, case: Case) -> str:
    return text(desk.get(f"/desk/cases/{case.number}/"))


def test_an_empty_ledger_says_what_to_do(desk):
    assert "台账还是空的" in text(desk.get("/desk/cases/"))


def test_the_list_is_annex_2_word_for_word(desk):
    a_case()

    page = text(desk.get("/desk/cases/"))

    heads = page[page.index("<thead") : page.index("</thead")]
    places = [heads.index(label) for label in ANNEX_2_COLUMNS]
    assert places == sorted(places)
    assert "收到：2024-06-10" in page


def test_the_same_rows_with_working_columns(desk):
    case = a_case()

    page = text(desk.get("/desk/cases/?view=work"))

    assert case.number in page
    assert "剩 7 天" in page


@pytest.mark.parametrize("view", ["", "&view=work"])
@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_as_much_for_many_rows_as_for_one(
    desk, rows, view, django_assert_max_num_queries
):
    for _ in range(rows):
        a_case()

    with django_assert_max_num_queries(15):
        response = desk.get(f"/desk/cases/?{view}")

    assert f"共 <b>{rows}</b> 件" in text(response)


@pytest.mark.parametrize(
    "word", ["TS-140802-20240618-0001", "锦绣", "锦花苑", "明珠物业", "电梯停运", "已联系维保"]
)
def test_it_is_found_by_number_name_alias_company_and_words(desk, word):
    community, company = a_community(), a_company()
    communities.add_alias(code=community.code, name="锦花苑", actor=clerk(), at=NOW)
    a_contract(community, company, date(2024, 1, 1))
    case = a_case(community_code=community.code)
    answering.note_progress(
        number=case.number, text="已联系维保单位", version=1, actor=clerk(), at=NOW
    )
    a_case(summary="东湖家园门口路灯不亮很久了")

    page = text(desk.get("/desk/cases/", {"q": word}))

    assert case.number in page
    assert "东湖家园" not in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("source=S03", True), ("source=S05", False), ("state=registered", True),
        ("state=closed", False),
        ("state=running", True), ("place=unlocated", True), ("place=located", False),
        ("since=2024-05-20&until=2024-05-20", True), ("since=2024-05-21", False),
        ("due=late", True),
    ],
)  # fmt: skip
def test_each_filter_narrows(desk, query, is_found):
    case = a_case(received_at=datetime(2024, 5, 20, 23, 30, tzinfo=ZONE))

    assert (case.number in text(desk.get(f"/desk/cases/?{query}"))) is is_found


def test_a_case_is_late_from_the_day_after_its_limit(desk):
    a_case(received_at=datetime(2024, 6, 3, 9, tzinfo=ZONE))

    page = text(desk.get("/desk/cases/?view=work&due=late"))

    assert "没有符合条件" in page


def test_a_voided_row_stays_struck_through(desk):
    case = a_case()
    post(browser_of(Role.C_LD, YANHU), case, "void", reason="登记了两遍")

    page = text(desk.get("/desk/cases/"))

    assert 'class="tb-void"' in page
    assert "作废：登记了两遍" in page


def test_a_case_is_registered_once(desk):
    first = desk.post("/desk/cases/new/", told())
    second = desk.post("/desk/cases/new/", told())

    case = Case.objects.get()
    assert first.url == second.url == f"/desk/cases/{case.number}/"
    assert (case.unit_id, case.county_id, case.receiver) == (YANHU, YANHU, "王经办")


def test_a_short_content_is_refused_and_nothing_typed_is_lost(desk):
    page = text(desk.post("/desk/cases/new/", told(summary="电梯坏了", office="物业科")))

    assert "至少写 10 个字" in page
    assert "电梯坏了</textarea>" in page
    assert 'value="物业科"' in page
    assert 'value="2024-06-17T09:30"' in page


def test_the_content_proposes_the_community_it_names(desk):
    community = a_community()

    page = text(desk.post("/desk/cases/new/", told(look="community")))
    desk.post("/desk/cases/new/", told(community_text="锦绣花园"))

    assert 'name="proposal" value="锦绣花园"' in page
    assert Case.objects.get().community == community


def test_a_pressed_proposal_becomes_the_community(desk):
    a_community()

    page = text(desk.post("/desk/cases/new/", told(proposal="锦绣花园")))

    assert 'name="community_text" value="锦绣花园"' in page
    assert not Case.objects.exists()


def test_what_names_people_in_the_content_is_warned_of(desk):
    words = "锦绣花园物业经理电话13812345678推诿不管"

    answer = desk.post("/desk/cases/new/", told(summary=words), follow=True)

    assert "简要内容含有他人的电话，请删去" in text(answer)


def test_the_city_registers_in_its_own_ledger_and_says_where(desk):
    city = browser_of(Role.M_OP)

    city.post("/desk/cases/new/", told(county=YONGJI))

    case = Case.objects.get()
    assert (case.unit_id, case.county_id, case.level) == (CITY_CODE, YONGJI, "city")


def test_its_life_by_the_buttons(desk):
    case, chief = a_case(), browser_of(Role.C_LD, YANHU)
    report = {"grounds": "查看记录", "reply": "电梯已修好", "note": "电梯已修好，恢复运行"}

    post(desk, case, "accept", on="2024-06-11T09:00", kind="complaint")
    post(chief, case, "assign", area=YANHU, office="物业科")
    post(desk, case, "sign_in", impartial="on")
    post(desk, case, "note", text="已约谈企业负责人")
    post(desk, case, "report_unfounded", finding="answered", **report)
    post(chief, case, "approve", reply="电梯已修好，请您放心")
    post(desk, case, "close", on="2024-06-17T17:00", way="phone", result="电梯恢复运行")
    post(chief, case, "reopen", on="2024-06-18T09:00", text="电梯又停了")

    page = card(desk, case)
    for words in ("受理", "已约谈企业负责人", "电梯已修好，请您放心", "重新办理：电梯又停了"):
        assert words in page
    case.refresh_from_db()
    assert case.stage == "handling"


def test_a_phone_in_the_progress_is_refused(desk):
    case = a_case()

    page = text(post(desk, case, "note", text="已回电13812345678"))

    assert "不能写个人的电话" in page
    assert "已回电13812345678</textarea>" in page


def test_a_duplicate_names_its_main_case(desk):
    main, case = an_accepted_case(), a_case()

    post(desk, case, "merge", parent=main.number, kind="duplicate")

    assert main.number in card(desk, case)
    assert case.number in card(desk, main)


def test_an_unknown_main_case_is_told_beside_the_form(desk):
    case = a_case()

    answer = post(desk, case, "merge", parent="TS-0", kind="duplicate")

    assert answer.status_code == 200
    assert "没有找到这件投诉举报" in text(answer)


def test_a_closed_button_says_why(desk):
    page = card(desk, a_case())

    assert "不能反馈并办结。可以反馈并办结的情形：“待反馈”。" in page
    assert "作废" not in page[page.index("下一步") : page.index("时间线")]


def test_a_case_goes_elsewhere_and_comes_back(desk):
    case = a_case()

    chief = browser_of(Role.C_LD, YANHU)
    post(chief, case, "transfer", to="市场监管局", reason="不属本部门职权")
    post(chief, case, "restore", reason="退回本局")

    page = card(desk, case)
    assert "移送市场监管局" in page
    assert "情形：已移送 → 办理中" in page


def test_a_correction_tells_what_changed(desk):
    case = a_case()

    desk.post(
        f"/desk/cases/{case.number}/edit/", told(version="1", contact_kind="keep", office="物业科")
    )

    assert "承办科室：空 → 物业科" in card(desk, case)


def test_the_slower_of_two_clerks_is_told(desk):
    case = a_case()
    post(browser_of(Role.C_LD, YANHU), case, "note", text="负责人先写了一句")
    sent = told(version="1", contact_kind="keep", office="物业科")

    page = text(desk.post(f"/desk/cases/{case.number}/edit/", sent))

    assert "这条记录已由 盐湖C-LD" in page
    assert 'value="物业科"' in page
    assert 'name="version" value="2"' in page


@pytest.mark.parametrize(
    "tail",
    ["", "edit/", "identity/", *(f"steps/{act}/" for act in (
        "accept", "note", "close", "reopen", "merge", "transfer", "restore", "void"))],
)  # fmt: skip
def test_another_countys_case_does_not_exist(desk, tail):
    case = a_case(clerk(YONGJI))
    address = f"/desk/cases/{case.number}/{tail}"

    assert desk.get(address).status_code == 404
    if tail:
        assert desk.post(address, told(version="1", reason="电话回访")).status_code == 404
    assert case.number not in text(desk.get("/desk/cases/"))


def test_the_county_where_it_lies_only_adds_progress():
    community = a_community(county=YONGJI)
    case = a_case(city_clerk(), community_code=community.code)
    county = browser_of(Role.C_OP, YONGJI)

    page = card(county, case)
    post(county, case, "note", text="已到现场查看")

    assert "记录进展" in page
    assert "并案" not in page
    assert "查看联系方式" not in page
    assert "已到现场查看" in card(county, case)


def test_the_workbook_of_each_view(desk):
    a_case()

    for view in ("", "&view=work"):
        response = desk.get(f"/desk/cases/?export=xlsx{view}")
        assert response.content[:2] == b"PK"


def hinted(desk: Browser, **more: str) -> str:
    return text(desk.post("/desk/cases/hints/", told(category="", **more)))


def test_what_is_typed_names_a_place_a_category_and_a_case_that_is_there(desk):
    community = a_community()
    there = a_case(community_code=community.code)

    page = hinted(desk)

    assert "锦绣花园" in page
    assert 'name="suggested" value="CAT-1"' in page
    assert there.number in page
    assert "可能是同一件事" in page


def test_whoever_comes_with_others_is_asked_for_representatives(desk):
    words = "代表不超过 5 人（信访工作条例第二十条第三款）"

    assert words in hinted(desk, source="S02", summary="")
    assert words not in hinted(desk, source="S03")


def test_a_corrected_time_stands_on_the_time_line_in_words(desk):
    case = a_case()
    sent = told(version="1", contact_kind="keep", received_at="2024-06-11T08:05")

    desk.post(f"/desk/cases/{case.number}/edit/", sent)

    assert "收到时间：2024年6月10日 09:00 → 2024年6月11日 08:05" in card(desk, case)


def test_what_may_be_a_double_is_looked_at_before_it_is_registered(desk):
    community = a_community()
    there = a_case(community_code=community.code)
    sent = told(community_text="锦绣花园", community=community.code)

    refused = text(desk.post("/desk/cases/new/", sent))
    assert "请先看过页面列出的疑似重复件" in refused
    assert there.number in refused
    other = a_case(community_code=community.code)
    refused = text(desk.post("/desk/cases/new/", sent | {"duplicates_seen": there.number}))
    assert "请先看过页面列出的疑似重复件" in refused
    assert other.number in refused
    seen = f"{there.number}_{other.number}"
    desk.post("/desk/cases/new/", sent | {"duplicates_seen": seen})

    assert Case.objects.count() == 3


def test_a_category_that_is_pressed_stands_in_the_form(desk):
    page = text(desk.post("/desk/cases/new/", told(category="", suggested="CAT-1")))

    assert '<option value="CAT-1" selected>' in page
    assert not Case.objects.exists()


def test_a_tick_under_the_doubles_outlives_the_next_hint_but_not_another_double(desk):
    community = a_community()
    place = {"community_text": "锦绣花园", "community": community.code}
    there = a_case(community_code=community.code)
    assert " checked" not in hinted(desk, **place)

    assert " checked" in hinted(desk, **place, duplicates_seen=there.number)
    a_case(community_code=community.code)
    assert " checked" not in hinted(desk, **place, duplicates_seen=there.number)


def test_hints_show_no_case_of_another_county(desk):
    other = a_community(county=YONGJI)
    there = a_case(clerk(YONGJI), community_code=other.code)

    assert there.number not in hinted(desk)


def test_a_correction_is_not_its_own_double(desk):
    case = a_case(community_code=a_community().code)

    page = text(desk.get(f"/desk/cases/{case.number}/edit/"))

    assert "可能是同一件事" not in page


@pytest.mark.parametrize("notes", [1, 9])
def test_a_card_needs_a_fixed_number_of_statements(desk, notes, django_assert_num_queries):
    case = an_accepted_case(community_code=a_community().code)
    for _ in range(notes):
        case.refresh_from_db()
        answering.note_progress(
            number=case.number, text="已联系物业", version=case.version, actor=clerk(), at=NOW
        )
    card(desk, case)

    with django_assert_num_queries(20):
        card(desk, case)


@pytest.mark.parametrize("many", [1, 9])
def test_a_list_needs_a_fixed_number_of_statements(desk, many, django_assert_num_queries):
    for _ in range(many):
        a_case()
    text(desk.get("/desk/cases/?view=work"))

    with django_assert_num_queries(7):
        text(desk.get("/desk/cases/?view=work"))
