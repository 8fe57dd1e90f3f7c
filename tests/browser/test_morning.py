"""A clerk's morning: a call written down by keyboard alone, and the way to its answer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import blocking

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CALL = "阳光小区电梯停运三天，打物业电话没人管"


@pytest.fixture
def clerk(place) -> Iterator[Page]:
    page = place.enter("yongji.jb")
    yield page
    page.close()


@pytest.fixture
def head(place) -> Iterator[Page]:
    page = place.enter("yongji.fz")
    yield page
    page.close()


def step(page: Page, card: str, name: str) -> None:
    """Open the card and go to one of its next steps."""
    page.goto(card)
    page.get_by_role("link", name=name, exact=True).click()


def done(page: Page, name: str, words: str) -> None:
    """Press the button of the step and read what it says."""
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".tb-messages")).to_contain_text(words)


def write_down(page: Page) -> str:
    """The call, typed without a mouse; the address of its card."""
    page.goto("/desk/cases/new/")
    expect(page.locator("#id_summary")).to_be_focused()
    page.keyboard.type(CALL)
    hints = page.locator("#case-hints")
    expect(hints.get_by_role("button", name=re.compile("阳光小区"))).to_be_visible()
    expect(hints).to_contain_text("文中“")
    assert not blocking(page)
    hints.get_by_role("button", name=re.compile("阳光小区")).press("Enter")
    expect(page.locator("#id_community_text")).to_have_value("阳光小区")
    page.locator("#case-hints button[name=suggested]").first.press("Enter")
    expect(page.locator("#id_category")).to_have_value("CAT-1")
    page.wait_for_load_state()
    seen = page.locator("#case-hints input[name=duplicates_seen]")
    # The hints of the last change are still on their way: they must leave the tick alone.
    with page.expect_response("**/desk/cases/hints/"):
        page.locator("input[name=contact_kind][value=anonymous]").press("Space")
        if seen.count():
            seen.press("Space")
    expect(hints).not_to_have_class(re.compile("htmx-"))
    if seen.count():
        expect(seen).to_be_checked()
    page.locator("form#case-form button.btn-primary").press("Enter")
    expect(page.locator(".tb-messages")).to_contain_text("已登记，受理编号")
    return page.url


def test_a_call_is_written_down_and_goes_all_the_way_to_its_answer(clerk, head):
    card = write_down(clerk)

    step(clerk, card, "受理")
    clerk.get_by_label("诉求类型").select_option(label="投诉")
    done(clerk, "受理", "已受理")
    step(head, card, "交办")
    head.get_by_label("承办科室").fill("物业管理科")
    done(head, "交办", "已交办")
    step(clerk, card, "签收")
    clerk.get_by_label("本人不是该小区业主").check()
    done(clerk, "签收", "已签收")
    step(clerk, card, "报告不属实或已答复")
    clerk.get_by_label("不属实").check()
    for label in ("办理情况和依据", "给投诉举报人的答复", "台账上的办理结果"):
        clerk.get_by_label(label).fill("现场查看，电梯运行正常。")
    done(clerk, "报告不属实或已答复", "已提交审核")
    step(head, card, "审核通过")
    done(head, "审核通过", "已审核通过")
    step(clerk, card, "反馈并办结")
    done(clerk, "反馈并办结", "已办结")

    expect(clerk.locator(".tb-page-head, main").first).to_contain_text("办结")
    assert not blocking(clerk)


def test_whoever_may_not_review_is_told_who_may(clerk):
    card = write_down(clerk)
    clerk.goto(card)

    expect(clerk.get_by_role("link", name="审核通过", exact=True)).to_have_count(0)
    clerk.get_by_text("别的阶段才办的").click()
    later = clerk.locator(".tb-later").filter(has_text="别的阶段才办的")
    expect(later).to_contain_text("可以签收的情形")
