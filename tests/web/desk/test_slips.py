"""批量登记转办件 on the desk: from the sender's table to the workbook that goes back."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW, YANHU, YONGJI
from tests.slip_books import NAME, PHONE, estate, hotline, slip
from tests.stories import a_case, a_community, an_accepted_case
from tests.web.form_pages import filled
from tests.web.visitors import Browser, browser_of
from tingban.actions.exchange import slip_comparing, slip_registering
from tingban.data.complaints.models import Case
from tingban.data.exchange.models import Slip, SlipBatch
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.complaints import Source

pytestmark = pytest.mark.django_db
START = "/desk/cases/slips/"
BOOK = hotline([slip(1, name=NAME, phone=float(PHONE)), slip(2), slip(3, sent="昨天")])


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def clerk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def bring(browser: Browser, data: bytes = BOOK, source: str = "S05") -> str:
    told = {"source": source, "book": SimpleUploadedFile("转办.xlsx", data)}
    answer = browser.post(START, told)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def mapped(browser: Browser, data: bytes = BOOK) -> str:
    address = bring(browser, data)
    columns = f"{address}columns/"
    answer = browser.post(columns, filled_selects(page_of(browser, columns)))
    assert answer["Location"] == address
    return address


def filled_selects(page: str) -> dict[str, str]:
    """What stands selected on a page."""
    found = {}
    selects = re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    for name, options in selects:
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def page_of(browser: Browser, address: str, **query: str) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_file_of_a_sender_asks_for_its_columns_with_what_is_guessed(clerk):
    answer = clerk.get(bring(clerk))

    page = page_of(clerk, answer["Location"])
    assert filled_selects(page)["column-1"] == "ref"
    assert "来电人信息 联系电话" in page
    assert "个人信息，不显示" in page


def test_the_next_file_goes_straight_to_its_rows(clerk):
    mapped(clerk)

    page = page_of(clerk, bring(clerk, hotline([slip(7)])))

    assert "GD202406170007" in page


def test_every_row_is_shown_with_what_is_proposed_and_nobody_in_clear(clerk):
    place = a_community(estate(1))

    page = page_of(clerk, mapped(clerk))

    assert f'<option value="{place.code}" selected>{estate(1)}</option>' in page
    assert "依据：" in page
    assert "欧*** 139****2345" in page
    assert NAME not in page
    assert PHONE not in page


def test_faults_are_told_by_sheet_row_and_column_and_the_value_is_not_repeated(clerk):
    page = page_of(clerk, mapped(clerk))

    assert "工作表“转办” 第 7 行 “派单时间”（G 列）：内容看不懂" in page
    assert "全部登记（2 件）" in page
    assert "1 行有错，不登记" in page


def test_one_press_registers_them_all_and_tells_their_numbers(clerk):
    address = mapped(clerk)

    answer = clerk.post(address, filled_selects(page_of(clerk, address)) | {"register": "1"})

    page = page_of(clerk, answer["Location"])
    assert "已登记 2 件" in page
    for number in Case.objects.values_list("number", flat=True):
        assert number in page


def test_choices_of_a_page_are_kept(clerk):
    address = mapped(clerk)

    clerk.post(address, {"choice-1": "later", "choice-2": "duplicate", "main-2": "TS-1"})

    page = page_of(clerk, address)
    assert '<option value="later" selected>' in page
    assert 'value="TS-1"' in page
    assert "全部登记（1 件）" in page


@pytest.mark.parametrize("told", [
    {"choice-1": "?"}, {"choice-x": "register"}, {"choice-99999999": "later"},
    {"choice-1": "register", "community-1": "' OR 1=1", "category-1": "CAT-99"},
])  # fmt: skip
def test_what_is_no_choice_of_ours_changes_no_row_badly(clerk, told):
    address = mapped(clerk)

    assert clerk.post(address, told).status_code == 302

    assert Slip.objects.get(place=1).community == ""
    assert Slip.objects.get(place=1).category == "CAT-1"


def test_a_merged_row_leads_to_its_main_case(clerk):
    main = an_accepted_case()
    address = mapped(clerk)

    clerk.post(address, {"choice-1": "duplicate", "main-1": main.number, "register": "1"})

    assert main.number in page_of(clerk, address, show="done")


def test_a_refused_row_says_why_and_the_others_are_registered(clerk):
    address = mapped(clerk)

    answer = clerk.post(address, {"choice-1": "duplicate", "main-1": "TS-9", "register": "1"})

    page = page_of(clerk, answer["Location"])
    assert "1 行没有登记" in page
    assert "没有登记：没有找到这件投诉举报" in page
    assert Case.objects.count() == 1


def test_a_second_press_makes_no_second_case(clerk):
    address = mapped(clerk)
    told = filled_selects(page_of(clerk, address)) | {"register": "1"}
    clerk.post(address, told)

    page = clerk.post(address, told, follow=True).content.decode()

    assert "没有选定要登记的行" in page
    assert Case.objects.count() == 2


def test_a_number_that_is_registered_leads_to_its_case(clerk):
    case = a_case(source=Source.HOTLINE_12345, source_ref="GD202406170001")

    page = page_of(clerk, mapped(clerk), show="known")

    assert case.number in page
    assert "以前登记过" in page


def test_more_than_fifty_rows_are_registered_by_a_job_with_a_bar(clerk):
    address = mapped(clerk, hotline([slip(number) for number in range(1, 61)]))
    slip_comparing.work_off(batch_id=SlipBatch.objects.get().pk, at=NOW)

    page = clerk.post(address, {"register": "1"}, follow=True).content.decode()

    assert "0 / 60" in page
    assert "GD202406170001" not in page
    assert "hx-trigger" in page
    assert "全部登记" not in page
    part = clerk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="work"' in part
    slip_registering.work_off(batch_id=SlipBatch.objects.get().pk, at=NOW)
    part = clerk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "做完了，已登记 60 件" in part


def test_the_workbook_for_the_sender_tells_number_by_number_and_no_person(clerk):
    address = mapped(clerk)
    clerk.post(address, {"register": "1"})

    answer = clerk.get(address, {"export": "xlsx"})

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["来文编号", "受理编号", "状态"]
    assert [(row[0], bool(row[1]), row[2]) for row in rows[1:]] == [
        ("GD202406170001", True, "已登记"), ("GD202406170002", True, "已登记"),
        ("GD202406170003", False, "有错"),
    ]  # fmt: skip
    assert NAME not in str(rows)


def test_a_batch_that_is_wiped_shows_its_results_only(clerk):
    address = mapped(clerk)
    clerk.post(address, {"choice-2": "later", "register": "1"})

    clerk.post(f"{address}drop/")

    page = page_of(clerk, address)
    assert "内容已经清除" in page
    assert "GD202406170001" in page
    assert estate(1) not in page
    assert "全部登记" not in page
    assert clerk.get(f"{address}columns/")["Location"] == address


def test_a_file_that_is_no_table_is_refused_at_its_field(clerk):
    told = {"source": "S05", "book": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no")}

    page = clerk.post(START, told).content.decode()

    assert "has-error" in page
    assert '<option value="S05" selected>' in page


def test_without_a_sender_nothing_is_brought(clerk):
    page = clerk.post(START, {"book": SimpleUploadedFile("x.xlsx", BOOK)}).content.decode()

    assert "请选择这份表是哪里转来的" in page
    assert not SlipBatch.objects.exists()


def test_another_offices_batch_is_not_there(clerk):
    address = mapped(clerk)

    for browser in (browser_of(Role.C_OP, YONGJI), browser_of(Role.M_OP)):
        for path in ("", "columns/", "?export=xlsx"):
            assert browser.get(f"{address}{path}").status_code == 404
        assert "转办.xlsx" not in page_of(browser, START)


def test_whoever_may_not_register_sees_the_batches_and_why(clerk):
    mapped(clerk)

    page = page_of(browser_of(Role.C_LD, YANHU), START)

    assert "转办.xlsx" in page
    assert "您的岗位" in page
    assert '<form class="tb-form"' not in page


@pytest.mark.parametrize("rows", [1, 50])
def test_a_page_of_rows_asks_a_bounded_number_of_statements(
    clerk, rows, django_assert_max_num_queries
):
    address = mapped(clerk, hotline([slip(number) for number in range(1, rows + 1)]))

    with django_assert_max_num_queries(16):
        clerk.get(address)


def test_what_a_form_of_the_page_sends_is_what_a_person_would(clerk):
    """The page as a browser fills it in: nothing is lost between page and act."""
    a_community(estate(1))
    address = mapped(clerk)

    told = filled(page_of(clerk, address))

    assert {"choice-1", "community-1", "category-1", "main-1"} <= told.keys()
    assert "choice-3" not in told


def alike_rows(browser: Browser) -> str:
    """A batch of two that may double one case."""
    place = a_community("锦绣花园")
    a_case(community_code=place.code)
    texts = ("锦绣花园3号楼电梯坏了三天没人修", "锦绣花园电梯停运，老人下不了楼")
    return mapped(browser, hotline([slip(n, text=text) for n, text in enumerate(texts, start=1)]))


def test_what_may_be_one_matter_is_shown_with_its_reasons_and_waits_for_a_decision(clerk):
    address = alike_rows(clerk)

    page = page_of(clerk, address, show="ask")

    number = Case.objects.get().number
    assert page.count(f'value="{number}"') == 2
    assert "同一小区；都说电梯" in page
    assert "登记选定的" in page
    assert "2 行要您先决定" in page


def test_one_press_registers_what_of_the_page_was_seen_and_not_chosen(clerk):
    address = alike_rows(clerk)
    told = filled_selects(page_of(clerk, address, show="ask")) | {"choice-2": "later"}

    page = clerk.post(address, told | {"rest": "1"}, follow=True).content.decode()

    assert "全部登记（1 件）" in page
    assert "要您先决定" not in page


def test_while_rows_are_compared_there_is_a_bar_above_them(clerk):
    address = mapped(clerk, hotline([slip(number) for number in range(1, 61)]))

    page = page_of(clerk, address)

    assert "0 / 60" in page
    assert "GD202406170001" in page
    slip_comparing.work_off(batch_id=SlipBatch.objects.get().pk, at=NOW)
    part = clerk.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "做完了。" in part


def test_what_is_sealed_meanwhile_is_shown_beside_a_slip_no_more(clerk):
    address = alike_rows(clerk)
    assert "都说电梯" in page_of(clerk, address)

    Case.objects.update(is_sealed=True)

    page = page_of(clerk, address)
    assert "都说电梯" not in page
    assert Case.objects.get().number not in page
