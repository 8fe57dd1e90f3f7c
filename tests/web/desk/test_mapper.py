"""The register mapper on the desk, step by step."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW, YANHU, YONGJI
from tests.web.visitors import Browser, browser_of
from tingban.data.exchange.models import RegisterDraft, TwinProposal
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
START = "/desk/exchange/registers/"
PAIRS = f"{START}pairs/"
TOLD = "名,处,户数\n盐湖城,老城,120 户\n盐湖城小区,老城,\n丙园,,\n"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def city() -> Browser:
    return browser_of(Role.M_OP)


def bring(browser: Browser, text: str = TOLD) -> str:
    book = SimpleUploadedFile("小区.csv", text.encode())
    answer = browser.post(START, {"book": book})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].removesuffix("columns/")


def mapped(browser: Browser, text: str = TOLD) -> str:
    draft = bring(browser, text)
    browser.post(f"{draft}columns/", {"column-0": "name", "column-1": "area"})
    browser.post(f"{draft}areas/", {"area-0": YANHU, "area-1": "-"})
    return draft


def page_of(browser: Browser, address: str, **query: str) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_register_is_brought_and_its_columns_are_shown_with_samples(city):
    page = page_of(city, f"{bring(city)}columns/")

    assert "第 1 步" in page
    assert "盐湖城；盐湖城小区；丙园" in page
    assert '<option value="households" selected>' in page


def test_what_is_no_table_is_refused_at_its_field(city):
    answer = city.post(START, {"book": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no")})

    assert answer.status_code == 200
    assert "has-error" in answer.content.decode()
    assert not RegisterDraft.objects.exists()


def test_the_same_file_twice_is_one_draft(city):
    assert bring(city) == bring(city)
    assert RegisterDraft.objects.count() == 1


def test_columns_without_a_name_are_refused_and_choices_stay(city):
    draft = bring(city)

    page = city.post(f"{draft}columns/", {"column-1": "area"}).content.decode()

    assert "请指出哪一列是小区名称" in page
    assert '<option value="area" selected>' in page


def test_every_area_word_wants_an_answer(city):
    draft = bring(city)
    city.post(f"{draft}columns/", {"column-0": "name", "column-1": "area"})

    page = city.post(f"{draft}areas/", {"area-0": YANHU, "area-1": ""}).content.decode()

    assert "请选择县(市、区)" in page
    assert f'<option value="{YANHU}" selected>' in page


def test_the_preview_accounts_for_every_row_before_anything_is_written(city):
    page = page_of(city, mapped(city))

    assert "没有写区域：1 行" in page
    assert page.count("新登记") >= 3
    assert Community.objects.count() == 0


def test_written_it_shows_what_became_of_every_row(city):
    draft = mapped(city)

    page = city.post(draft, follow=True).content.decode()

    assert "已写入：新登记小区 2 个" in page
    assert "另有 1 对小区疑似重复，请判断" in page
    for code in Community.objects.values_list("code", flat=True):
        assert f"小区 {code}" in page


def test_a_second_press_writes_nothing_twice(city):
    draft = mapped(city)
    city.post(draft)

    page = city.post(draft, follow=True).content.decode()

    assert "已经写入" in page
    assert Community.objects.count() == 2


def test_one_fate_can_be_looked_at_alone(city):
    page = page_of(city, mapped(city), fate="left")

    assert "丙园" in page
    assert "盐湖城小区" not in page


@pytest.mark.parametrize("query", [{"fate": "x"}, {"sort": "-name"}, {"page": "9"}])
def test_odd_addresses_do_no_harm(city, query):
    assert "逐行结果" in page_of(city, mapped(city), **query)


def test_steps_taken_out_of_order_lead_back(city):
    draft = bring(city)

    assert city.get(f"{draft}areas/")["Location"] == f"{draft}columns/"
    assert city.get(draft)["Location"] == f"{draft}columns/"


def test_another_countys_draft_is_not_found(city):
    draft = bring(browser_of(Role.C_OP, YONGJI))

    assert browser_of(Role.C_OP, YANHU).get(f"{draft}columns/").status_code == 404


def test_a_register_is_deleted_by_a_button_with_all_that_stood_in_it(city):
    draft = bring(city)
    assert "保留到" in page_of(city, START)

    page = city.post(f"{draft}drop/", follow=True).content.decode()

    assert "已删除名单“小区.csv”" in page
    assert not RegisterDraft.objects.exists()
    assert city.get(f"{draft}columns/").status_code == 404


def test_what_a_deleted_register_has_registered_stays(city):
    draft = mapped(city)
    city.post(draft)

    city.post(f"{draft}drop/")

    assert Community.objects.count() == 2
    assert not RegisterDraft.objects.exists()


def test_another_countys_draft_is_not_deleted(city):
    draft = bring(browser_of(Role.C_OP, YONGJI))

    assert browser_of(Role.C_OP, YANHU).post(f"{draft}drop/").status_code == 404
    assert RegisterDraft.objects.exists()


def test_a_pair_is_merged_by_a_button_and_leaves_the_list(city):
    city.post(mapped(city))
    pair = TwinProposal.objects.get()
    assert "是，保留“盐湖城小区”" in page_of(city, PAIRS)

    page = city.post(PAIRS, {"pair": pair.pk, "keep": pair.first.code}, follow=True)

    assert "已合并" in page.content.decode()
    assert Community.objects.get(pk=pair.second_id).merged_into_id == pair.first_id
    assert "没有待判断的小区" in page.content.decode()


@pytest.mark.parametrize("told", [{}, {"pair": "x", "keep": "none"}, {"pair": "9", "keep": "1"}])
def test_a_pair_that_is_none_is_told(city, told):
    page = city.post(PAIRS, told, follow=True).content.decode()

    assert "没有找到这一对小区" in page


def test_the_lists_ask_a_bounded_number_of_questions(city, django_assert_max_num_queries):
    city.post(mapped(city, TOLD + "".join(f"丁园{n}期,老城,\n戊{n}佳园,老城,\n戊{n}嘉苑,老城,\n"
                                          for n in range(30))))  # fmt: skip
    with django_assert_max_num_queries(20):
        city.get(PAIRS)
    with django_assert_max_num_queries(20):
        city.get(START)


def test_who_only_reads_brings_nothing():
    assert browser_of(Role.PROV).get(START).status_code == 403
