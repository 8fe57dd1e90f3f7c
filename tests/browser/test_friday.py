"""A Friday from the county's files to the city's papers, in a real browser.

The steps build on each other: they are one story, told in parts.
"""

import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.books import BRIEF, county_book, faulty_book, mended_book
from tests.browser.place import PASSWORD, figures, follow
from tests.people import YANHU
from tingban.rules.areas import PRINTED
from tingban.rules.weekly.cells import CODES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CLERK, HEAD, CITY_CLERK, CITY_HEAD = "yanhu.jb", "yanhu.fz", "shi.jb", "shi.fz"
WEEK = "2024-W03"


@pytest.fixture(scope="module")
def failed_before(request) -> int:
    """Failures before the story began."""
    return request.session.testsfailed


@pytest.fixture(autouse=True)
def _in_order(request, failed_before) -> None:
    """Without what went before, a part could only fail for another's reason."""
    if request.session.testsfailed > failed_before:
        pytest.fail("an earlier part of the story failed", pytrace=False)


def upload(page: Page, name: str, book: bytes, then: str = "全部收下") -> None:
    """Bring a workbook, and wait for what a job makes of it."""
    page.goto("/desk/exchange/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("选择文件").set_input_files({"name": name, "mimeType": kind, "buffer": book})
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="导入结果")).to_be_visible()
    expect(page.get_by_text(then)).to_be_visible(timeout=60_000)


def bytes_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def report_of(page: Page, unit: str = "盐湖区") -> None:
    """Open the report of the week, as the county or the city finds it."""
    page.goto("/desk/weekly/")
    follow(page, page.locator("tbody th a").first)
    if page.get_by_role("link", name=unit, exact=True).count():
        follow(page, page.get_by_role("link", name=unit, exact=True).first)


def press(page: Page, name: str, then: str) -> None:
    """Push a button, and read what the page says to it."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".tb-messages")).to_contain_text(then)


def write_brief(page: Page, **parts: str) -> None:
    for label, part in (
        ("工作进展情况", "progress"),
        ("经验做法", "practice"),
        ("典型案例", "cases"),
    ):
        page.get_by_label(label).fill((BRIEF | parts)[part])
    for note in page.locator("textarea[name^=note-]").all():
        note.fill("已逐项核实，情况属实。")
    press(page, "保存简报和说明", "简报和说明已保存")


def test_01_the_clerk_is_told_three_faults_at_their_cells(place):
    page = place.enter(CLERK)
    book, faults = faulty_book(YANHU)

    upload(page, "盐湖区.xlsx", book, "整份没有收")

    rows = page.get_by_role("table", name="盐湖区.xlsx 的错误").locator("tbody tr")
    expect(rows).to_have_count(len(faults))
    told = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    assert sorted((row[0], row[1], row[3]) for row in told) == sorted(faults)
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载标错副本").click()
    copy = openpyxl.load_workbook(io.BytesIO(bytes_of(taken.value)))
    for sheet, cell, _ in faults:
        assert copy[sheet][cell].comment is not None


def test_02_the_repaired_workbook_is_taken_whole(place):
    page = place.enter(CLERK)

    upload(page, "盐湖区.xlsx", county_book(YANHU))

    sheets = page.locator(".tb-card tbody tr")
    expect(sheets).to_have_count(12)
    taken = sheets.filter(has_text="问题清单").locator("td").all_inner_texts()
    assert taken == ["3", "3", "0", "0"]


def test_03_every_number_of_the_form_leads_to_the_rows_it_counts(place):
    page = place.enter(CLERK)

    report_of(page)

    values = figures(page)["盐湖区"]
    assert len(values) == 33
    assert dict(zip(CODES, values, strict=True))["A01"] == 3
    page.locator(".tb-annex3 tbody td").nth(CODES.index("A03")).locator("a").first.click()
    page.wait_for_url("**/drill/list/**")
    names = page.locator("tbody th").all_inner_texts()
    assert sorted(names) == ["锦绣花园", "阳光小区"]
    page.get_by_role("link", name="锦绣花园").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("锦绣花园")


def test_04_the_county_checks_signs_and_submits(place):
    clerk, head = place.enter(CLERK), place.enter(HEAD)

    report_of(clerk)
    write_brief(clerk)
    press(clerk, "核对通过", "已核对通过")
    report_of(head)
    press(head, "签字", "已签字")
    report_of(clerk)
    press(clerk, "报送市局", "已报送市局")

    expect(clerk.get_by_text("第 1 版", exact=True)).to_have_count(1)


def test_05_the_city_sees_14_units_and_returns_a_cell_with_a_reason(place):
    city = place.enter(CITY_CLERK)
    city.goto(f"/desk/weekly/{WEEK}/")

    units = city.locator("tbody tr")
    assert units.count() == 14
    expect(units.filter(has_text="盐湖区")).to_contain_text("已报送，待审核")
    city.get_by_role("link", name="盐湖区", exact=True).click()
    press(city, "开始审核", "已标为审核中")
    city.get_by_role("link", name="退回县级").click()
    city.locator("input[name=cells][value=B01]").check()
    city.get_by_label("原因").fill("锦绣花园的公共收益问题已经公示，请核对完成整改数。")
    city.get_by_role("button", name="退回县级").click()

    expect(city.locator(".tb-messages")).to_contain_text("已退回县级")


def test_06_the_county_corrects_a_fact_and_submits_again(place):
    clerk, head = place.enter(CLERK), place.enter(HEAD)

    report_of(clerk)
    before = figures(clerk)["盐湖区"][CODES.index("B01")]
    expect(clerk.locator("#returned")).to_contain_text("锦绣花园的公共收益问题已经公示")
    upload(clerk, "盐湖区（更正）.xlsx", mended_book(YANHU))
    report_of(clerk)
    assert figures(clerk)["盐湖区"][CODES.index("B01")] == before + 1
    write_brief(clerk)
    press(clerk, "核对通过", "已核对通过")
    report_of(head)
    press(head, "签字", "已签字")
    report_of(clerk)
    press(clerk, "报送市局", "已报送市局")

    expect(clerk.get_by_text("第 2 版", exact=True)).to_have_count(1)


def test_07_the_city_accepts_and_at_noon_the_system_files_for_13(place):
    city = place.enter(CITY_CLERK)
    city.goto(f"/desk/weekly/{WEEK}/")
    city.get_by_label("接收盐湖区").check()
    press(city, "接收勾选的单位", "已接收 1 个单位的周报")

    filed = place.pass_noon()

    assert filed == 13
    city = place.enter(CITY_CLERK)
    city.goto(f"/desk/weekly/{WEEK}/")
    states = city.locator("tbody tr").all_inner_texts()
    assert sum("系统代报" in it for it in states) == 13
    assert sum("已接收" in it for it in states) == 1


def test_08_the_head_says_once_more_who_it_is_and_freezes_the_week(place):
    head = place.enter(CITY_HEAD)
    place.forget_confirmations()
    head.goto(f"/desk/weekly/{WEEK}/")

    head.on("dialog", lambda dialog: dialog.accept())
    head.get_by_role("button", name="冻结本期", exact=True).click()
    expect(head.get_by_role("heading", name="再次确认身份")).to_be_visible()
    head.get_by_label("密码").fill(PASSWORD)
    head.get_by_role("button", name="确认身份，冻结本期").click()

    expect(head.locator("#main")).to_contain_text("已冻结，全市汇总表第 1 版不再改变")


@pytest.fixture(scope="module")
def papers(place) -> dict[str, bytes]:
    """The papers of the city's first version, by the words on their buttons."""
    page = place.enter(CITY_CLERK)
    page.goto(f"/desk/weekly/{WEEK}/v1/")
    taken = {}
    for link in page.locator(".tb-papers a").all():
        with page.expect_download() as download:
            link.click()
        taken[link.inner_text().strip()] = bytes_of(download.value)
    return taken


def test_09_annex_3_holds_each_number_that_the_page_shows(place, papers):
    page = place.enter(CITY_CLERK)
    page.goto(f"/desk/weekly/{WEEK}/v1/")

    shown = figures(page)
    book = openpyxl.load_workbook(io.BytesIO(papers["附件3（xlsx）"]))

    assert list(shown) == [area.name for area in PRINTED] + ["合计"]
    assert {name: len(values) for name, values in shown.items()} == dict.fromkeys(shown, 33)
    assert sum(shown["合计"]) > 0
    for title in ("情况汇总表", "全表", "数据"):
        assert numbers_of(book[title], shown) == shown, title


def numbers_of(sheet, names) -> dict[str, list[int]]:
    """What stands to the right of each unit's name, however many tables a sheet has."""
    found: dict[str, list[int]] = {}
    for row in sheet.iter_rows(values_only=True):
        told = [str(value).removeprefix("※") for value in row]
        place = next((n for n, text in enumerate(told) if text in names), None)
        if place is not None:
            numbers = [value for value in row[place + 1 :] if isinstance(value, int)]
            found.setdefault(told[place], []).extend(numbers)
    return found


def test_10_annex_2_holds_each_line_of_the_ledger(place, papers):
    page = place.enter(CLERK)
    page.goto("/desk/cases/")

    rows = page.locator("tbody tr").all()
    shown = [[*map(plain, row.locator("th, td").all_inner_texts())] for row in rows]
    book = openpyxl.load_workbook(io.BytesIO(papers["附件2（xlsx）"]))
    sheet = next(it for it in book if "盐湖" in it.title)
    lines = sheet.iter_rows(min_row=7, max_col=10, values_only=True)
    written = [[*map(plain, line)] for line in lines if isinstance(line[0], int)]

    assert len(written) == 4
    for told, seen in zip(sorted(written), sorted(shown), strict=True):
        assert told == seen
    assert not re.search(r"1380000\d{4}", str(written))


def plain(text: object) -> str:
    return "".join(str("" if text is None else text).replace("运城市", "").split())


def test_11_the_brief_says_what_was_written_and_counted(place, papers):
    word = docx.Document(io.BytesIO(papers["周工作简报（docx）"]))
    text = plain("".join(paragraph.text for paragraph in word.paragraphs))
    pages = pypdfium2.PdfDocument(papers["周工作简报（pdf）"])
    printed = plain("".join(page.get_textpage().get_text_range() for page in pages))

    for part in ("practice", "cases"):
        assert plain(BRIEF[part]) in text
        assert plain(BRIEF[part]) in printed
    pages.close()


def test_12_the_package_is_made_of_the_same_papers(papers):
    with zipfile.ZipFile(io.BytesIO(papers["全套（签名压缩包）"])) as package:
        assert package.testzip() is None
        names = package.namelist()
        inside = openpyxl.load_workbook(
            io.BytesIO(package.read(next(it for it in names if it.startswith("附件3"))))
        )

    alone = openpyxl.load_workbook(io.BytesIO(papers["附件3（xlsx）"]))
    assert list(inside["数据"].values) == list(alone["数据"].values)
    assert {"清单.json", "签名.json"} <= set(names)
    assert sum(name.endswith((".docx", ".pdf", ".xlsx")) for name in names) >= 4


def test_13_no_page_on_the_way_complained(place):
    assert place.complaints == []
