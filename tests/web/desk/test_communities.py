"""小区台账: who sees what, the list, the card, and the forms."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.people import NOW, YANHU, YONGJI, city_clerk, clerk
from tests.stories import (
    a_case,
    a_community,
    a_company,
    a_contract,
    a_problem,
    a_visit,
    an_accepted_case,
)
from tests.web.visitors import browser_of
from tingban.actions.registry.communities import add_alias
from tingban.actions.registry.merges import merge_community
from tingban.data.registry.models import Community
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.registry.contacts import parse_phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/desk/communities/"
TYPED = {"name": "锦绣花园", "street": "中城街道", "management": "company", "fee_mode": "guided",
         "households": "320", "exclusive_area": "", "owner_count": "", "address": ""}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def here(role: Role = Role.C_OP):
    return browser_of(role, YANHU)


def merge(child: Community, parent: Community) -> None:
    child.refresh_from_db()
    merge_community(code=child.code, into=parent.code, version=child.version, actor=clerk(), at=NOW)


def test_a_county_sees_its_own_communities_and_the_city_all():
    a_community("锦绣花园")
    a_community("西厢花园", county=YONGJI)

    own, city = text(here().get(LIST)), text(browser_of(Role.M_OP).get(LIST))

    assert "锦绣花园" in own
    assert "西厢花园" not in own
    assert "锦绣花园" in city
    assert "西厢花园" in city


@pytest.mark.parametrize("path", ["", "edit/", "merge/", "undo-merge/"])
def test_a_community_of_another_county_does_not_exist(path):
    code = a_community("西厢花园", county=YONGJI).code

    assert here().get(f"{LIST}{code}/{path}").status_code == 404


def test_merging_into_another_county_is_a_404_too():
    own, other = a_community("锦绣花园"), a_community("西厢花园", county=YONGJI)

    answer = here().get(f"{LIST}{own.code}/merge/?into={other.code}")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "word", ["锦绣", "金色港湾", "1408020010001", "学苑路", "明珠物业"], ids=str
)
def test_a_community_is_found_by_name_alias_code_address_and_company(word):
    found = a_community("锦绣花园", street="中城街道", address="学苑路 18 号")
    add_alias(code=found.code, name="金色港湾", actor=clerk(), at=NOW)
    a_contract(found, a_company("明珠物业服务有限公司"), date(2024, 1, 1))
    a_community("东方明月")

    answer = text(here().get(LIST, {"q": word}))

    assert "锦绣花园" in answer
    assert "东方明月" not in answer


def test_the_filter_lives_in_the_address_and_reads_as_a_sentence():
    a_community("锦绣花园", management="company")
    a_community("东方明月", management="none")

    answer = text(here().get(LIST, {"management": "none"}))

    assert "只显示：失管" in answer
    assert "锦绣花园" not in answer


def test_what_lacks_a_street_or_a_contract_is_listed():
    a_community("无街小区", management="self_managed")
    a_community("无约小区", street="中城街道")

    assert "无约小区" not in text(here().get(LIST, {"gap": "street"}))
    assert "无街小区" not in text(here().get(LIST, {"gap": "contract"}))
    assert "街道待补的小区" in text(here().get(f"{LIST}gaps/"))


def test_an_empty_ledger_says_what_to_do():
    assert "还没有登记小区" in text(here().get(LIST))
    assert "没有符合条件的小区" in text(here().get(LIST, {"q": "锦绣"}))


def test_a_strange_address_breaks_nothing():
    a_community("锦绣花园")

    answer = here().get(LIST, {"street": "x", "sort": "drop", "page": "abc", "burden": "?"})

    assert answer.status_code == 200
    assert "锦绣花园" in text(answer)


def test_the_list_asks_no_more_for_more_rows(django_assert_max_num_queries):
    browser = here()
    for number in range(12):
        community = a_community(f"小区{number}")
        a_contract(community, a_company(f"第{number}物业"), date(2024, 1, 1))
        a_problem(community)

    with django_assert_max_num_queries(18):
        browser.get(LIST)


def test_the_workbook_holds_what_the_filter_shows():
    a_community("锦绣花园", management="company", households=320)
    a_community("东方明月", management="none")

    answer = here().get(LIST, {"management": "company", "export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]

    assert [row[1] for row in rows] == ["锦绣花园"]
    assert rows[0][5] == 320


def test_the_card_tells_everything_in_time_order():
    community = a_community("锦绣花园")
    a_contract(community, a_company("明珠物业服务有限公司"), date(2024, 1, 1))
    a_visit(community)
    a_problem(community)
    a_case(community_code=community.code)

    answer = text(here().get(f"{LIST}{community.code}/"))

    places = [answer.index(word) for word in ("投诉举报 TS", "问题确认", "排查 XC", "开始服务")]
    assert places == sorted(places)
    assert "补录" in answer


def test_nobody_learns_from_the_card_who_complained():
    community = a_community("锦绣花园")
    contact = Contact(ContactKind.NAMED, name="张三丰", phones=(parse_phone("13812345678"),))
    an_accepted_case(
        contact=contact, community_code=community.code,
        summary="电梯停运，联系 13812345678",
    )  # fmt: skip

    answer = text(here().get(f"{LIST}{community.code}/"))

    assert "张三丰" not in answer
    assert "13812345678" not in answer


def test_the_card_asks_no_more_for_more_facts(django_assert_max_num_queries):
    browser, community = here(), a_community("锦绣花园")
    for day in range(1, 9):
        a_visit(community, on=date(2024, 6, day))
        a_problem(community, confirmed_on=date(2024, 6, 10))

    with django_assert_max_num_queries(38):
        browser.get(f"{LIST}{community.code}/")


def test_what_merged_into_a_community_counts_as_its_own_and_leads_there():
    child, parent = a_community("锦绣一期"), a_community("锦绣花园")
    a_problem(child)
    merge(child, parent)

    root, leaf = (text(here().get(f"{LIST}{row.code}/")) for row in (parent, child))

    assert "问题确认" in root
    assert "“锦绣一期”并入“锦绣花园”" in root
    assert f'href="/desk/communities/{parent.code}/"' in leaf


def test_a_form_registers_a_community_and_issues_its_code():
    answer = here().post(f"{LIST}add/", TYPED | {"mark": "a"})

    code = Community.objects.get().code
    assert code.startswith("140802001")
    assert answer.headers["Location"] == f"{LIST}{code}/"


def test_the_same_form_sent_twice_makes_one():
    browser = here()
    browser.post(f"{LIST}add/", TYPED | {"mark": "a"})

    browser.post(f"{LIST}add/", TYPED | {"mark": "a", "confirmed": "on"})

    assert Community.objects.count() == 1


def test_namesakes_are_shown_before_a_second_one_is_registered():
    a_community("锦绣花园")
    browser = here()

    answer = text(browser.post(f"{LIST}add/", TYPED | {"mark": "a"}))

    assert "已有同名小区" in answer
    assert 'value="320"' in answer
    assert Community.objects.count() == 1
    browser.post(f"{LIST}add/", TYPED | {"mark": "a", "confirmed": "on"})
    assert Community.objects.count() == 2


def test_the_city_chooses_the_county_first():
    browser = browser_of(Role.M_OP)

    assert "小区在哪个县" in text(browser.get(f"{LIST}add/"))
    browser.post(f"{LIST}add/?county={YONGJI}", TYPED | {"street": "", "mark": "b"})
    assert Community.objects.get().county_id == YONGJI


def test_two_clerks_at_once_the_second_is_told_and_loses_nothing():
    community = a_community("锦绣花园")
    first, edit = here(), f"{LIST}{community.code}/edit/"
    first.post(edit, TYPED | {"households": "400", "version": community.version})

    late = browser_of(Role.C_LD, YANHU)
    answer = text(late.post(edit, TYPED | {"households": "500", "version": community.version}))

    assert "请先核对最新内容" in answer
    assert 'value="500"' in answer
    community.refresh_from_db()
    assert community.households == 400
    assert f'name="version" value="{community.version}"' in answer


def test_an_alias_is_added_and_taken_away():
    community, browser = a_community("锦绣花园"), here()

    browser.post(f"{LIST}{community.code}/alias/", {"name": "金色港湾"})
    assert "锦绣花园" in text(browser.get(LIST, {"q": "港湾"}))

    browser.post(f"{LIST}{community.code}/alias/", {"name": "金色港湾", "remove": "1"})
    assert "锦绣花园" not in text(browser.get(LIST, {"q": "港湾"}))


def test_a_merge_is_previewed_done_and_undone():
    child, parent = a_community("锦绣一期"), a_community("锦绣花园")
    browser, page = here(), f"{LIST}{child.code}/"
    assert "锦绣花园" in text(browser.get(f"{page}merge/"))
    assert "从此计入“锦绣花园”" in text(browser.get(f"{page}merge/?into={parent.code}"))

    browser.post(f"{page}merge/", {"into": parent.code, "version": child.version})
    child.refresh_from_db()
    assert child.merged_into == parent

    browser.post(f"{page}undo-merge/", {"reason": "两处地方", "version": child.version})
    child.refresh_from_db()
    assert child.merged_into is None


def test_a_merge_into_itself_is_refused_in_words():
    community = a_community("锦绣花园")

    answer = here().post(
        f"{LIST}{community.code}/merge/", {"into": community.code, "version": community.version}
    )

    assert "小区不能合并到自己" in text(answer)


def test_only_a_head_voids_and_only_what_nothing_rests_on():
    community = a_community("锦绣花园")
    page, typed = f"{LIST}{community.code}/void/", {"reason": "登记错误"}
    a_visit(community)

    assert here().get(page).status_code == 403
    answer = here(Role.C_LD).post(page, typed | {"version": community.version})

    assert "名下还有 1 次检查" in text(answer)
    assert "登记错误" in text(answer)


def test_readers_look_and_do_not_touch():
    community = a_community("锦绣花园")
    reader = browser_of(Role.PROV)

    answer = text(reader.get(f"{LIST}{community.code}/"))

    assert "修改小区信息" not in answer
    assert reader.get(f"{LIST}{community.code}/edit/").status_code == 403
    assert browser_of(Role.SYS).get(LIST).status_code == 403


def test_the_city_clerk_corrects_a_county_s_community():
    community = a_community("锦绣花园")
    assert city_clerk().sees_whole_city

    browser_of(Role.M_OP).post(
        f"{LIST}{community.code}/edit/", TYPED | {"version": community.version}
    )

    community.refresh_from_db()
    assert community.households == 320


def test_the_card_names_what_is_being_put_right_and_begins_the_next_record():
    community = a_community("锦绣花园")
    problem = a_problem(community)
    browser = here()

    page = text(browser.get(f"{LIST}{community.code}/"))
    case_form = text(browser.get(f"/desk/cases/new/?community={community.code}"))

    assert "正在整改的问题" in page
    assert f"/desk/problems/{problem.number}/" in page
    for form in ("visits", "problems", "cases"):
        assert f"/desk/{form}/new/?community={community.code}" in page
    assert "锦绣花园" in case_form
