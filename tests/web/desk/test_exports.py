"""The export on the desk: who gets which file, and what the form refuses."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_case, a_community
from tests.web.visitors import Browser, staff_member
from tingban.actions.exchange import export_runs
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import ExportRun
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.exchange.recognising import NOTES_SHEET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
EXPORT, TEMPLATE = "/desk/exchange/export/", "/desk/exchange/template/"


@pytest.fixture
def clock_stands():
    with clock.standing_at(NOW):
        yield


def visitor(role: Role, area: str = "140800") -> Browser:
    return Browser().enter(staff_member(role, area))


def exported(browser: Browser, told: dict[str, str] | None = None):
    """The file of an export: asked, written by the job, fetched."""
    answer = browser.post(EXPORT, told or {})
    assert answer.status_code == 302, answer.content.decode()
    export_runs.work_off(run_id=ExportRun.objects.latest("id").pk, at=NOW)
    return browser.post(f"{answer['Location']}file/")


def book_in(response):
    return load_workbook(BytesIO(response.getvalue()))


def names_in(response) -> list[str]:
    book = book_in(response)
    return [row[2].value for row in book["小区台账"].iter_rows(min_row=2)]


def test_a_county_gets_its_own_communities_as_a_file():
    a_community("锦绣花园")
    a_community("西厢花园", county=YONGJI)

    response = exported(visitor(Role.C_OP, YANHU))

    assert "%E7%9B%90%E6%B9%96%E5%8C%BA" in response["Content-Disposition"]
    assert names_in(response) == ["锦绣花园"]


def test_the_city_chooses_the_whole_city_or_one_county():
    a_community("锦绣花园")
    a_community("西厢花园", county=YONGJI)
    city = visitor(Role.M_OP)

    assert names_in(exported(city)) == ["锦绣花园", "西厢花园"]
    assert names_in(exported(city, {"area": YONGJI})) == ["西厢花园"]


def test_a_county_cannot_ask_for_another():
    a_community("西厢花园", county=YONGJI)

    response = exported(visitor(Role.C_OP, YANHU), {"area": YONGJI})

    assert names_in(response) == []


def test_identities_need_a_reason_and_what_was_ticked_stays():
    response = visitor(Role.C_OP, YANHU).post(EXPORT, {"with_identities": "on"})

    page = response.content.decode()
    assert "请写明导出身份信息的用途" in page
    assert "checked" in page
    assert not Entry.objects.filter(act__startswith="exchange.").exists()


def test_identities_leave_with_their_reason():
    a_case()

    book_in(exported(visitor(Role.C_OP, YANHU), {"with_identities": "on", "reason": "移交档案馆"}))

    entry = Entry.objects.get(act="exchange.identities_exported")
    assert entry.note == "移交档案馆"


def test_who_only_reads_is_not_offered_identities():
    page = visitor(Role.PROV).get(EXPORT).content.decode()

    assert "导出 Excel 文件" in page
    assert "with_identities" not in page


def test_the_page_tells_how_far_it_is_until_the_file_is_there():
    desk = visitor(Role.C_OP, YANHU)
    page = desk.post(EXPORT)["Location"]
    waiting = desk.get(page).content.decode()

    export_runs.work_off(run_id=ExportRun.objects.get().pk, at=NOW)

    assert "排队中" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    done = desk.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "下载 Excel 文件" in done
    assert "every 1s" not in done
    assert "<html" not in done


def test_whoever_waits_long_for_a_file_is_told_whom_to_ask():
    desk = visitor(Role.C_OP, YANHU)
    page = desk.post(EXPORT)["Location"]

    with clock.standing_at(NOW + timedelta(minutes=11)):
        assert "请联系系统管理员" in desk.get(page).content.decode()


def test_only_whoever_asked_finds_it():
    desk = visitor(Role.C_OP, YANHU)
    page = desk.post(EXPORT)["Location"]
    export_runs.work_off(run_id=ExportRun.objects.get().pk, at=NOW)

    assert "盐湖区" in desk.get(EXPORT).content.decode()
    for role, area in ((Role.C_LD, YANHU), (Role.M_OP, "140800"), (Role.C_OP, YONGJI)):
        other = visitor(role, area)
        assert other.get(page).status_code == other.post(f"{page}file/").status_code == 404
        assert page not in other.get(EXPORT).content.decode()


def test_the_list_of_exports_asks_a_bounded_number_of_questions(django_assert_max_num_queries):
    desk = visitor(Role.M_OP)
    for area in (YANHU, YONGJI, "140823", "140824"):
        desk.post(EXPORT, {"area": area})

    with django_assert_max_num_queries(16):
        desk.get(EXPORT)


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_administrators_take_no_business_data(role):
    assert visitor(role).get(EXPORT).status_code == 403
    assert visitor(role).get(TEMPLATE).status_code == 403


def test_the_template_of_a_county_is_its_own():
    response = visitor(Role.C_OP, YANHU).get(TEMPLATE)

    book = book_in(response)
    assert book[NOTES_SHEET]["A1"].value == "数据交换簿填写说明（盐湖区）"


def test_the_city_may_take_any_countys_template():
    response = visitor(Role.M_OP).get(reverse("desk:template"), {"area": YONGJI})

    book = book_in(response)
    assert book[NOTES_SHEET]["A1"].value == "数据交换簿填写说明（永济市）"
