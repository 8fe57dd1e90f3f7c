"""What was typed outlives the end of the session."""

import pytest
from playwright.sync_api import expect

from tests.browser.place import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TYPED = "楼道灯不亮，已拍照。"


def test_a_text_written_when_the_session_ended_is_found_again(place):
    page = place.enter("yongji.jb")
    page.goto("/desk/problems/new/")
    page.locator("main textarea").first.fill(TYPED)
    page.context.clear_cookies(name="tingban_session")

    page.locator("main form[method=post]").evaluate("form => form.submit()")

    expect(page.locator(".tb-messages")).to_contain_text("刚才提交的内容没有写入")
    page.get_by_label("登录名").fill("yongji.jb")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(f"{place.address}/desk/problems/new/")
    expect(page.locator("main textarea").first).to_have_value(TYPED)
    expect(page.locator(".tb-kept")).to_contain_text("已找回")


def test_whoever_leaves_takes_his_words_along(place):
    page = place.enter("yongji.jb")
    page.goto("/desk/problems/new/")
    page.locator("main textarea").first.fill(TYPED)

    page.locator("form[action$='/sign-out/']").evaluate("form => form.requestSubmit()")

    page.wait_for_url("**/sign-in/")
    kept = page.evaluate("Object.keys(sessionStorage)")
    assert not [key for key in kept if key.startswith("tingban-kept")]
    page.get_by_label("登录名").fill("yongji.jb")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/desk/")
