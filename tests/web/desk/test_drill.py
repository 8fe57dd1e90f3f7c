"""统计下钻 on the desk: any number opens to its list, any difference to its cause."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests import fridays
from tests.fridays import FIVE, TEN, WEEK, moment
from tests.people import YANHU, YONGJI, clerk
from tests.stories import a_community, a_company, a_contract, a_problem, a_visit, an_accepted_case
from tests.web.desk.fridays import city, county, text
from tingban.actions.inspections import visits
from tingban.actions.registry import communities
from tingban.data.audit.models import Entry
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.weekly.cells import CELLS, EXTRAS

pytestmark = pytest.mark.django_db
LIVE = "live:2024-06-21"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(TEN):
        yield


def listed(cell: str, area: str = YANHU, of: str = LIVE, **more: str) -> str:
    told = "&".join(f"{name}={value}" for name, value in more.items())
    return f"/desk/drill/list/?of={of}&area={area}&cell={cell}" + (f"&{told}" if told else "")


def compared(old: str, new: str, tail: str = "") -> str:
    return f"/desk/drill/compare/?old={old}&new={new}{tail}"


def found_on_the_day(name: str, done_on: date) -> None:
    """A community and its visit, recorded at this very moment."""
    told = {"actor": clerk(), "at": clock.now()}
    statement = communities.CommunityStatement(county_code=YANHU, name=name)
    code = communities.add_community(statement=statement, **told)
    visit = visits.VisitStatement(
        community_code=code, kind=VisitKind.SURVEY, level=OrganiserLevel.COUNTY, done_on=done_on
    )
    visits.add_visit(statement=visit, **told)


def test_an_empty_campaign_is_a_table_of_zeros():
    page = text(city().get("/desk/drill/"))

    assert page.count('<span class="tb-zero">0</span></td>') == 15 * len(CELLS)
    assert "/desk/drill/list/" not in page


def test_numbers_link_to_their_lists_and_a_county_sees_its_own_row_only():
    a_visit(a_community())
    a_visit(a_community("永济小区", county=YONGJI))

    page = text(county().get("/desk/drill/?as_of=2024-06-21"))

    assert "of=live%3A2024-06-21&area=140802&cell=A01" in page
    assert "永济市" not in page
    assert "合计</th>" not in page


def test_a_day_before_the_campaign_is_refused_with_its_first_day():
    answer = city().get("/desk/drill/?as_of=2024-04-01")

    assert answer.status_code == 409
    assert "专项行动自 2024年5月1日 起统计" in text(answer)


def test_a_day_that_is_no_day_is_told_and_today_is_counted():
    answer = city().get("/desk/drill/?as_of=2024-13-01")

    assert answer.status_code == 200
    assert "输入一个有效的日期" in text(answer)


def test_as_known_earlier_what_was_recorded_later_does_not_count():
    a_visit(a_community())

    before = text(county().get("/desk/drill/?as_of=2024-06-21&known_at=2024-06-17T08:00"))
    after = text(county().get("/desk/drill/?as_of=2024-06-21&known_at=2024-06-18T12:00"))

    assert "cell=A01" not in before
    assert "of=live%3A2024-06-21%402024-06-18T12%3A00%3A00&area=140802&cell=A01" in after


def test_a_list_names_what_the_number_counts_and_says_in_words_what_that_is():
    a_visit(a_community("锦绣花园", street="中城街道"))

    page = text(county().get(listed("A01")))

    assert "锦绣花园" in page
    assert "中城街道" in page
    assert "主管部门至少到场检查过一次的小区" in page
    assert "2024年6月3日 县级排查" in page
    assert "共 <b>1</b> 个小区" in page


def test_companies_problems_missions_and_cases_have_lists_too():
    community, company = a_community(), a_company("明珠物业服务有限公司")
    a_contract(community, company, date(2024, 1, 1))
    problem = a_problem(community)
    case = an_accepted_case(community_code=community.code)
    browser = county()

    assert "明珠物业服务有限公司" in text(browser.get(listed("A02")))
    assert problem.number in text(browser.get(listed("P01")))
    assert case.number in text(browser.get(listed("E05")))


def test_a_list_is_searched_and_paged():
    for place in range(25):
        a_visit(a_community(f"小区{place:02d}"))
    browser = county()

    found = text(browser.get(listed("A01", q="小区07")))
    second = text(browser.get(listed("A01", size="20", page="2")))

    assert "小区07" in found
    assert "小区08" not in found
    assert "小区24" in second
    assert "小区03" not in second


def test_nothing_found_says_so():
    a_visit(a_community())

    assert "没有符合的" in text(county().get(listed("A01", q="没有这个")))


@pytest.mark.parametrize(
    "address",
    [
        listed("A01", area=YONGJI),
        listed("A01", area="999999"),
        listed("Z99"),
        listed("A01", of="nonsense"),
        listed("A01", of="live:nonsense"),
        listed("A01", of="edition:ZB-140881-2024-W04@1"),
        listed("P01", of="week:2024-W04"),
        "/desk/drill/list/",
    ],
)
def test_what_is_not_there_or_not_ones_own_is_not_found(address):
    a_visit(a_community("永济小区", county=YONGJI))
    fridays.open_week()
    fridays.sent(YONGJI)

    answer = county().get(address)

    assert answer.status_code == 404
    assert "永济小区" not in text(answer)


def test_the_total_of_a_county_is_itself():
    a_visit(a_community("锦绣花园"))
    a_visit(a_community("永济小区", county=YONGJI))

    page = text(county().get(listed("A01", area="total")))

    assert "锦绣花园" in page
    assert "永济小区" not in page


def test_a_number_of_an_edition_keeps_its_list():
    a_visit(a_community("锦绣花园"))
    fridays.open_week()
    fridays.sent()
    with clock.standing_at(moment(21, 11)):
        a_visit(a_community("后来的小区"))

    page = text(county().get(listed("A01", of=f"edition:{fridays.number_of()}@1")))

    assert "锦绣花园" in page
    assert "后来的小区" not in page
    assert "盐湖区第4周（第1版）" in page


def test_a_number_of_the_frozen_table_opens_for_the_city():
    a_visit(a_community("锦绣花园"))
    fridays.open_week()
    fridays.frozen(YANHU)

    with clock.standing_at(FIVE):
        page = text(city().get(listed("A01", area="total", of=f"city:{WEEK}@1")))

    assert "锦绣花园" in page
    assert "第4周全市冻结数（第1版）" in page


def test_a_list_taken_away_holds_the_same_rows_and_is_an_event():
    a_visit(a_community("锦绣花园", street="中城街道"))
    address = listed("A01").replace("/list/", "/list/file/")

    answer = county().get(address)

    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("锦绣花园" in row and "中城街道" in row for row in rows)
    entry = Entry.objects.filter(act="weekly.list_taken").get()
    assert entry.after["rows"] == 1


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
@pytest.mark.parametrize(
    "address", [listed("A01"), "/desk/drill/meanings/", "/desk/drill/compare/"]
)
def test_who_holds_no_business_facts_stays_outside(role, address):
    assert city(role).get(address).status_code == 403


def test_every_number_has_its_meaning_in_words():
    page = text(city(Role.PROV).get("/desk/drill/meanings/"))

    assert all(cell.meaning in page for cell in CELLS)
    assert all(extra.meaning in page for extra in EXTRAS)


def test_without_a_week_there_is_nothing_to_compare_and_the_page_says_what_then():
    assert "还没有可以对比的周报" in text(city().get("/desk/drill/compare/"))


def test_two_tables_side_by_side_name_the_cause_of_each_difference():
    a_visit(a_community("锦绣花园"))
    fridays.open_week()
    fridays.sent()
    with clock.standing_at(moment(21, 11)):
        found_on_the_day("补录的小区", done_on=date(2024, 6, 10))
    edition = f"edition:{fridays.number_of()}@1"

    with clock.standing_at(moment(21, 11, 30)):
        browser = county()
        overview = text(browser.get(compared(edition, LIVE)))
        one = text(browser.get(compared(edition, LIVE, f"&area={YANHU}&cell=A01")))

    assert "排查情况·全面排查小区数" in overview
    assert "补报 1" in overview
    assert "补录的小区" in one
    assert "＋ 进来" in one


def test_the_same_table_twice_has_no_difference():
    a_visit(a_community())

    assert "没有变化" in text(county().get(compared(LIVE, LIVE)))


def test_a_comparison_with_another_countys_edition_is_not_found():
    fridays.open_week()
    fridays.sent(YONGJI)

    answer = county().get(compared(f"edition:{fridays.number_of(YONGJI)}@1", LIVE))

    assert answer.status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    "address", ["/desk/drill/", listed("A01"), listed("A02"), compared("live:2024-05-02", LIVE)]
)
def test_pages_ask_as_much_for_many_rows_as_for_one(rows, address, django_assert_max_num_queries):
    company = a_company()
    for place in range(rows):
        community = a_community(f"小区{place}")
        a_contract(community, company, date(2024, 1, 1))
        a_visit(community)
    browser = county()

    with django_assert_max_num_queries(36):
        assert browser.get(address).status_code == 200
