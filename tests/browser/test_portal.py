"""A citizen's story on a telephone, without script, from the report to 满意; and with script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.place import follow
from tests.browser.test_pages import blocking
from tests.sample_files import photo
from tingban.rules.complaints.questions import question

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "三号楼电梯坏了半个月没有人修，物业电话打不通。"
PHONE = "13900001234"
# The desk's part, by the acts its clerk and head would do.
ANSWERED = """
from datetime import datetime
from tests import case_steps
from tests.people import clerk
from tests.stories import case_statement
from tingban.actions.complaints import receiving
from tingban.data.complaints.models import Case
case = Case.objects.get(number={number!r})
at, own = case.received_at, clerk(case.unit_id)
told = case_statement(
    community_code=case.community.code, county_code=case.unit_id, received_at=at
)
receiving.register_received(**case_steps.seen(case, own, at), statement=told)
case_steps.accept(case, at, at=at)
case_steps.lead_to(case, 'answering', at)
"""


@pytest.fixture
def telephone(place) -> Iterator[Page]:
    """An old telephone: narrow, and no script runs."""
    context = _context(place, width=390, java_script_enabled=False)
    yield place.page_in(context, "telephone")
    context.close()


@pytest.fixture
def desktop(place) -> Iterator[Page]:
    context = _context(place, width=1280)
    yield place.page_in(context, "desktop")
    context.close()


def _context(place, *, width: int, **told: bool) -> BrowserContext:
    place.stranger().close()  # the server is started by whoever comes first
    return place.browser.new_context(
        base_url=place.address, locale="zh-CN", viewport={"width": width, "height": 800}, **told
    )


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True).last)


def answer_question(page: Page) -> None:
    """Send, and again, until the page believes that somebody has read it."""
    asked = page.locator("label[for=answer]").inner_text()
    said = next(it.answer for it in map(question, range(10**6)) if it.text == asked)
    while page.url.endswith("/check/"):
        page.locator("#answer").fill(said)
        press(page, "提交")
        page.wait_for_timeout(500)


def narrow_enough(page: Page) -> bool:
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return int(wide) <= page.viewport_size["width"]


def write_report(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("我要反映")).last.click()
    page.get_by_label("小区叫什么名字").fill("阳光")
    press(page, "查找")
    page.get_by_label(re.compile("阳光小区")).first.check()
    press(page, "下一步")
    page.get_by_label("请把事情写下来").fill(TEXT)
    file = {"name": "电梯.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.locator("#id_uploads").set_input_files(file)
    press(page, "下一步")
    page.get_by_label("留联系方式，但要求保密").check()
    page.get_by_label("电话或邮箱").fill(PHONE)
    press(page, "下一步")


def test_a_citizens_story_without_script_from_the_report_to_content(place, telephone):
    page = telephone
    write_report(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("请核对，然后提交")
    expect(page.locator("main")).to_contain_text("电梯.jpg")
    answer_question(page)
    number = page.locator(".pt-number").inner_text()
    code = page.locator(".pt-code").inner_text()
    page.reload()
    expect(page.locator(".pt-receipt")).to_contain_text("已经显示过")

    page.context.clear_cookies()
    enter(page, number, code.lower())
    expect(page.get_by_role("heading", level=1)).to_have_text("收到了，等待登记")
    page.get_by_role("link", name="补充材料").click()
    page.get_by_label("要补充什么").fill("昨天又停了一次。")
    press(page, "提交补充")
    expect(page.locator("main")).to_contain_text("昨天又停了一次。")
    place.installation.python(ANSWERED.format(number=number))
    page.reload()
    expect(page.locator(".pt-answer")).to_have_text("已答复")
    page.get_by_role("link", name="评价").click()
    page.get_by_label("满意", exact=True).check()
    press(page, "提交评价")

    expect(page.locator("main")).to_contain_text("您的评价：满意")
    assert PHONE not in page.content()


def enter(page: Page, number: str, code: str) -> None:
    page.goto("/progress/")
    page.get_by_label("受理编号").fill(number.replace("-", ""))
    page.get_by_label("查询码").fill(code)
    press(page, "查看")


def test_the_arrows_of_the_browser_lose_nothing_not_even_after_a_refusal(telephone):
    page = telephone
    page.goto("/report/")
    page.get_by_label("小区叫什么名字").fill("阳光")
    press(page, "查找")
    page.get_by_label(re.compile("阳光小区")).first.check()
    press(page, "下一步")
    page.get_by_label("请把事情写下来").fill("太短")
    press(page, "下一步")
    page.get_by_label("请把事情写下来").fill(TEXT)
    press(page, "下一步")
    # The arrow is for a page that stands; Chromium knows no way back from one still arriving.
    expect(page.get_by_label("匿名")).to_be_visible()

    page.go_back()
    expect(page.get_by_label("请把事情写下来")).to_have_value(TEXT)
    page.goto("/report/")
    expect(page.get_by_label(re.compile("阳光小区")).first).to_be_checked()


def test_every_page_of_a_report_can_be_used_by_everybody(place, desktop):
    page, known = desktop, len(place.complaints)
    found: dict[str, object] = {}

    def look(name: str) -> None:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert narrow_enough(page), (name, width)
        found[name] = blocking(page)

    for path in ("/", "/phones/", "/progress/", "/nowhere/"):
        page.goto(path)
        look(path)
    page.goto("/report/")
    press(page, "下一步")
    look("where, refused")
    page.get_by_label("小区叫什么名字").press_sequentially("阳光")
    page.get_by_label(re.compile("阳光小区")).first.check()
    look("where, as typed")
    press(page, "下一步")
    look("what")
    page.get_by_label("请把事情写下来").fill(TEXT)
    press(page, "下一步")
    look("who")
    page.get_by_label("匿名").check()
    expect(page.get_by_label("电话或邮箱")).to_be_hidden()
    press(page, "下一步")
    look("check")
    answer_question(page)
    look("receipt")
    expect(page.get_by_role("button", name="打印回执")).to_be_visible()
    follow(page, page.get_by_role("link", name="查进度").last)
    look("progress")
    for name in ("补充材料", "撤回"):
        follow(page, page.get_by_role("link", name=name, exact=True))
        look(name)
        follow(page, page.get_by_role("link", name="不了"))

    assert {name: faults for name, faults in found.items() if faults} == {}
    told = [it for it in place.complaints[known:] if "404" not in it]
    assert told == []


def test_large_letters_fit_a_small_telephone(place):
    context = _context(place, width=360)
    page = place.page_in(context, "elder")
    page.goto("/")
    follow(page, page.get_by_role("link", name="长辈版"))

    for path in ("/", "/phones/", "/report/", "/progress/"):
        page.goto(path)
        size = page.evaluate("() => getComputedStyle(document.body).fontSize")
        assert (size, narrow_enough(page)) == ("20px", True), path
        assert blocking(page) == []
    context.close()


def test_a_report_is_written_by_the_keyboard_alone(desktop):
    page = desktop
    page.goto("/report/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_label("小区叫什么名字").focus()
    page.keyboard.type("阳光")
    page.keyboard.press("Enter")
    first = page.get_by_label(re.compile("阳光小区")).first
    first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="下一步", exact=True).last.press("Enter")
    page.get_by_label("请把事情写下来").focus()
    page.keyboard.type(TEXT)
    page.get_by_role("button", name="下一步", exact=True).last.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("怎么联系您")
