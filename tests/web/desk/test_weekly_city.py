"""The city's Friday on the desk: 14 units, review, return, batch accept, freeze (T-R06…T-R08)."""

from datetime import datetime

import pytest

from tests import fridays
from tests.fridays import AFTER, FIVE, TEN, moment
from tests.people import YANHU, YONGJI, clerk, head
from tests.stories import a_community, a_visit
from tests.web.desk.fridays import city, county, hidden, report, said, text, week
from tingban.actions.inspections import visits
from tingban.actions.registry import communities
from tingban.actions.weekly import drafting, months, opening, sending, signing
from tingban.data.weekly.models import CityEdition, Report, ReportStep
from tingban.kit import clock
from tingban.reads.weekly import reports
from tingban.rules.actors import Role
from tingban.rules.areas import CITY
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.weekly.steps import State

pytestmark = pytest.mark.django_db
READERS = (Role.PROV, Role.JJ)
JISHAN, PINGLU = "140824", "140829"


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(TEN):
        yield


@pytest.fixture
def opened():
    a_visit(a_community())
    fridays.open_week()


def tile(page: str, label: str) -> str:
    """What a tile of the board says."""
    return page.split(f'tb-tile-label">{label}</p>')[1].split("</li>", maxsplit=1)[0]


def test_before_the_first_week_the_city_is_told_what_will_come():
    page = text(city().get("/desk/weekly/"))

    assert "还没有开启的报送周期" in page
    assert "/desk/drill/" in page


def test_a_week_that_is_not_opened_is_not_found():
    assert city().get(week(code="2024-W20")).status_code == 404


def test_five_facts_are_told_apart(opened):
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    fridays.all_stood_in()
    fridays.sent(JISHAN, at=moment(21, 13))

    with clock.standing_at(moment(21, 14)):
        page = text(city().get(week()))

    assert "盐湖区、永济市" in tile(page, "按时报送")
    assert "稷山县" in tile(page, "迟报")
    assert "11" in tile(page, "系统代报")
    assert "永济市、稷山县" in tile(page, "零报告")
    assert "没有" in tile(page, "未报送")


def test_before_noon_nobody_is_missing(opened):
    page = text(city().get(week()))

    assert "14" in tile(page, "尚未报送（未到期）")
    assert "距报送" in page


def test_after_noon_those_for_whom_nobody_filed_are_missing(opened):
    with clock.standing_at(AFTER):
        page = text(city().get(week()))

    assert "14" in tile(page, "未报送")


def test_a_county_is_led_to_its_own_report(opened):
    answer = county().get(week())

    assert answer.headers["Location"] == report()


@pytest.mark.parametrize("page", ["table/", "editions/", "v1/", "v1/annex3/"])
def test_the_table_of_all_is_not_a_countys_business(opened, page):
    assert county().get(week(page)).status_code == 403


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
@pytest.mark.parametrize(
    "address", ["/desk/weekly/", week(), week("table/"), report(), "/desk/drill/"]
)
def test_who_holds_no_business_facts_stays_outside(opened, role, address):
    assert city(role).get(address).status_code == 403


@pytest.mark.parametrize("role", READERS)
def test_readers_see_the_board_and_press_nothing(opened, role):
    fridays.sent()
    browser = city(role)

    assert "接收勾选的单位" not in text(browser.get(week()))
    assert "退回县级" not in text(browser.get(report()))
    assert browser.post(week("accept/"), {"reports": "x:1"}).status_code == 403
    assert browser.post(report(page="accept/")).status_code == 403


def test_several_units_are_accepted_at_once_and_the_rest_say_why(opened):
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    ticked = [
        f"{fridays.number_of(YANHU)}:{fridays.the(YANHU).version}",
        f"{fridays.number_of(YONGJI)}:1",
        f"{fridays.number_of(JISHAN)}:{fridays.the(JISHAN).version}",
    ]

    answer = city().post(week("accept/"), {"reports": ticked}, follow=True)

    assert "已接收 1 个单位的周报。" in said(answer)
    assert "永济市没有接收：您打开页面之后，这条记录已由" in said(answer)
    assert "稷山县没有接收：" in said(answer)
    assert fridays.the(YANHU).state == State.ACCEPTED
    assert fridays.the(YONGJI).state == State.SUBMITTED


def test_all_that_were_sent_are_accepted_with_one_button(opened):
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    shown = text(city().get(week()))
    every = [f"{fridays.number_of(unit)}:{fridays.the(unit).version}" for unit in (YANHU, YONGJI)]

    answer = city().post(week("accept/"), {"every": every, "all": "1"}, follow=True)

    assert "接收全部 2 个已报送的" in shown
    assert "2 个单位已报送，等待市级经办审核" in shown
    assert "已接收 2 个单位的周报。" in said(answer)


def test_whoever_cannot_accept_is_shown_no_button_for_it(opened):
    fridays.sent(YANHU)

    assert "接收勾选的单位" not in text(city(Role.M_LD).get(week()))


def test_nothing_ticked_is_told(opened):
    assert "请先在表格左侧勾选" in said(city().post(week("accept/"), follow=True))


def row(page: str, name: str) -> str:
    """What the board says of a unit."""
    return page.split(f">{name}</a></th>")[1].split("</tr>", maxsplit=1)[0]


def a_regrading_is_given() -> None:
    """The head gives C02 another value, which CHK-10 wants explained."""
    statement = drafting.OverrideStatement("C02", 0, 1, "决定书在补录")
    drafting.override_value(**fridays.key(), statement=statement, actor=head(), at=TEN)


def test_the_board_tells_who_explained_what_and_leads_there(opened):
    a_regrading_is_given()
    fridays.sent(YANHU)
    fridays.sent(YONGJI)
    notes = fridays.the(YANHU).editions.get().notes

    page = text(city().get(week()))

    assert notes
    assert f'{report()}#findings"' in row(page, "盐湖区")
    assert f"{len(notes)} 条说明" in row(page, "盐湖区")
    assert "已核实，情况属实。" in row(page, "盐湖区")
    assert f'{report()}#given"' in row(page, "盐湖区")
    assert "1 处改值" in row(page, "盐湖区")
    assert "处改值" not in row(page, "永济市")
    opened_at = text(city().get(report()))
    assert 'id="findings"' in opened_at
    assert 'id="given"' in opened_at


def test_an_edition_says_in_words_what_its_notes_answer(opened):
    a_regrading_is_given()
    fridays.sent(YANHU)

    page = text(city().get(report(page="v1/")))

    assert "重新核级小区数 ≤ 责令整改小区数" in page
    assert "CHK-" not in page


def test_a_return_names_cells_and_reason(opened):
    fridays.sent()
    browser = city()
    form = text(browser.get(report(page="return/")))
    told = {"version": hidden(form, "version"), "cells": ["A01", "A03"], "reason": "与检查记录不符"}

    answer = browser.post(report(page="return/"), told, follow=True)

    assert "已退回县级" in said(answer)
    step = ReportStep.objects.filter(report=fridays.the()).latest("id")
    assert (step.cells, step.reason) == (["A01", "A03"], "与检查记录不符")


def test_what_was_returned_is_not_told_as_never_sent(opened):
    fridays.sent()
    fridays.send_back()

    page = text(city().get(week()))

    assert "1 个单位已退回，等待重报。13 个单位还没有报送" in page


def test_a_return_without_a_cell_is_refused_and_keeps_the_reason(opened):
    fridays.sent()
    told = {"version": fridays.the().version, "reason": "与检查记录不符"}

    answer = city().post(report(page="return/"), told)

    assert answer.status_code == 422
    assert "请至少选一个指标" in text(answer)
    assert "与检查记录不符</textarea>" in text(answer)
    assert fridays.the().state == State.SUBMITTED


def test_two_clerks_return_the_second_is_told(opened):
    fridays.sent()
    told = {"version": fridays.the().version, "cells": ["A01"], "reason": "与检查记录不符"}
    city().post(report(page="return/"), told)

    answer = city(Role.M_LD).get(report(page="return/"))
    again = city().post(report(page="return/"), told)

    assert answer.status_code == 200
    assert "这条记录已由" in text(again)


def test_review_shows_that_somebody_is_at_it(opened):
    fridays.sent()

    answer = city().post(f"{report(page='review/')}?version={fridays.the().version}", follow=True)

    assert "已标为审核中。" in said(answer)
    assert "市局审核中" in text(answer)


def test_the_citys_own_sender_does_not_accept_it(opened):
    browser = city()
    fridays.check(CITY)
    fridays.sign(CITY)
    page = text(browser.get(report(CITY)))
    browser.post(report(CITY, "submit/"), {n: hidden(page, n) for n in ("version", "form")})

    answer = browser.post(
        f"{report(CITY, 'accept/')}?version={fridays.the(CITY).version}", follow=True
    )

    assert "请由另一位同事审核" in said(answer)
    assert fridays.the(CITY).state == State.SUBMITTED


def test_the_week_is_not_frozen_before_all_are_ready(opened):
    fridays.accepted()
    browser = city(Role.M_LD)

    answer = browser.post(week("freeze/"), follow=True)

    assert "还有 13 个单位没有接收" in said(answer)
    assert "还有 13 个单位没有接收" in text(browser.get(week()))
    assert not CityEdition.objects.exists()


def test_the_clerk_does_not_freeze(opened):
    assert city().post(week("freeze/")).status_code == 403


def test_frozen_it_shows_its_version_and_never_changes(opened):
    fridays.accepted()
    fridays.all_stood_in()
    with clock.standing_at(FIVE):
        answer = city(Role.M_LD).post(week("freeze/"), follow=True)
        a_visit(a_community("后来的小区"))

        page = text(city().get(week("v1/")))

    assert "全市汇总表第 1 版不再改变" in said(answer)
    assert CityEdition.objects.get().digest in page
    assert 'of=city%3A2024-W04%401&area=total&cell=A01">1</a>' in page


def test_rows_that_the_system_filed_are_hatched_and_footnoted(opened):
    fridays.frozen(YANHU)

    page = text(city().get(week("table/")))

    assert page.count('<tr class="is-auto">') == 13
    assert "※ 加底纹的行：系统代报，未经县级确认（" in page


def test_the_rows_stand_as_printed_the_city_before_the_total(opened):
    fridays.frozen(YANHU)

    page = text(city().get(week("v1/")))

    assert page.index("芮城县</th>") < page.index("运城市本级</th>") < page.index("合计</th>")


def test_units_that_have_not_sent_are_named_beneath_the_table(opened):
    fridays.sent()

    page = text(city().get(week("table/")))

    assert "还没有报送、表中没有的单位：运城市本级、永济市" in page


def test_the_table_of_an_untouched_week_says_what_to_do(opened):
    assert "还没有单位报送" in text(city().get(week("table/")))


def test_an_untouched_week_has_no_versions(opened):
    assert "这一期还没有冻结" in text(city().get(week("editions/")))


def test_a_week_lists_what_was_late_and_stood_in(opened):
    fridays.frozen(YANHU)

    page = text(city().get("/desk/weekly/"))

    assert "已冻结" in page
    assert week() in page


@pytest.mark.parametrize("page", ["", "table/", "v1/"])
def test_pages_of_a_week_ask_a_bounded_number(opened, page, django_assert_max_num_queries):
    fridays.frozen(YANHU)
    browser = city()

    with django_assert_max_num_queries(24):
        assert browser.get(week(page)).status_code == 200


def test_a_months_end_has_a_table_and_nobody_is_missing():
    a_visit(a_community("锦绣花园"))
    months.take_month_ends(at=moment(1, 0, 1, month=7))

    with clock.standing_at(moment(1, 9, month=7)):
        listed = text(city().get("/desk/weekly/?kind=month"))
        table = text(city().get(week(code="2024-M06"), follow=True))
        unit = text(county().get("/desk/weekly/report/KZ-140802-2024-M06/"))

    assert "2024年6月（月末数）" in listed
    assert "of=edition%3AKZ-140802-2024-M06%401&area=140802&cell=A01" in table
    assert "未报送" not in table
    assert "月末数由系统在次月 1 日 0 时统计、留存" in unit


def test_who_reviews_sees_what_moved_since_last_week_and_why():
    a_visit(a_community("锦绣花园"))
    fridays.open_week()
    fridays.frozen(YANHU)
    with clock.standing_at(moment(27, 9)):
        opening.open_due_weeks(at=moment(27))
    found_now("新城小区", moment(27, 10))
    number = f"ZB-{YANHU}-2024-W05"
    send(number, moment(28, 10))

    with clock.standing_at(moment(28, 10, 30)):
        page = text(city().get(f"/desk/weekly/report/{number}/"))

    assert "与上期相比" in page
    assert "新增 1" in page


def found_now(name: str, at: datetime) -> None:
    """A community and its visit of the same day, recorded at this moment."""
    statement = communities.CommunityStatement(county_code=YANHU, name=name)
    code = communities.add_community(statement=statement, actor=clerk(), at=at)
    visit = visits.VisitStatement(
        community_code=code, kind=VisitKind.SURVEY, level=OrganiserLevel.COUNTY, done_on=at.date()
    )
    visits.add_visit(statement=visit, actor=clerk(), at=at)


def send(number: str, at: datetime) -> None:
    """Filled in, checked, signed and sent."""
    who, chief = clerk(), head()
    notes = {f.check: "已核实。" for f in reports.report(actor=who, number=number, at=at).warnings}
    draft = drafting.Draft(brief=fridays.BRIEF, notes=notes)

    def seen() -> dict[str, object]:
        return {"number": number, "version": Report.objects.get(number=number).version, "at": at}

    drafting.save_draft(**seen(), draft=draft, actor=who)
    drafting.check_report(**seen(), actor=who)
    digest = reports.report(actor=chief, number=number, at=at).content.digest
    signing.sign_report(**seen(), digest=digest, actor=chief)
    sending.submit_report(**seen(), actor=who)
