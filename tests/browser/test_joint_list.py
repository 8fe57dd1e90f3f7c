"""联合惩戒措施清单 in a real browser: 法规科 adds a measure, changes it, thinks better of it and
ends it; whoever only reads the list finds no form (ADR 0032).

It is Friday, 14 June 2024; a change begins on Saturday.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leaving import fill_in, go, press, said
from tests.browser.place import Place
from tests.browser.test_pages import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LIST = "/desk/joint-measures/"
OLD, NEW = "函告企业的上级公司", "函告企业的上级公司和股东"
BASIS = "运建房字〔2024〕42号（联合惩戒）"


@pytest.fixture(autouse=True)
def _quiet(place: Place) -> Iterator[None]:
    """Nothing is thrown; what is refused answers with its own code, which the console tells."""
    known = len(place.complaints)
    yield
    told = place.complaints[known:]
    assert [it for it in told if "422" not in it and "403" not in it] == []


def fits(page: Page) -> None:
    """Nothing bars anybody, and on a telephone nothing but tables scrolls sideways."""
    assert faults(page) == [], page.url


def add(page: Page) -> None:
    """Seen first, then put on the list."""
    go(page, "增加措施")
    fits(page)
    form = page.locator("main form")
    told = {"措施": OLD, "可以建议的部门": ["市场监管部门", "税务机关"]}
    fill_in(form, told | {"原因": "企业由上级公司控股"})
    press(page, "预览改动")
    expect(page.locator("main")).to_contain_text("至少写明一项依据")
    fits(page)
    fill_in(form, {"其他依据": BASIS})
    press(page, "预览改动")
    expect(page.locator("#preview")).to_contain_text(OLD)
    fits(page)
    expect(page.locator("#preview")).not_to_contain_text("原来")

    page.locator("#preview").get_by_role("button", name="增加措施").click()

    said(page, "联合惩戒措施清单已更新")
    expect(page.locator("main h1")).to_have_text(OLD)
    expect(page.locator("main")).to_contain_text("企业由上级公司控股")
    fits(page)


def change(page: Page) -> None:
    """From tomorrow on; what holds today stands beside."""
    go(page, "修改")
    form = page.locator("main form")
    fill_in(form, {"措施": NEW, "施行日期": "2024-06-14", "原因": "股东也要知道"})
    press(page, "预览改动")
    expect(page.locator("main")).to_contain_text("最早从明天（2024年6月15日）起")
    fits(page)
    fill_in(form, {"施行日期": "2024-06-15"})
    press(page, "预览改动")
    preview = page.locator("#preview")
    expect(preview.get_by_role("row").filter(has_text=NEW)).to_contain_text(OLD)
    fits(page)

    preview.get_by_role("button", name="保存改动").click()

    said(page, "联合惩戒措施清单已更新")
    expect(page.locator("main h1")).to_have_text(OLD)
    expect(page.locator("main section").filter(has_text="将要改成")).to_contain_text(NEW)
    fits(page)


def end(page: Page) -> None:
    """The change is taken back, then the measure ended, each with its reason."""
    go(page, "撤销尚未施行的改动")
    fits(page)
    fill_in(page.locator("main form"), {"原因": "股东另行约谈"})
    press(page, "撤销改动")
    said(page, "尚未施行的改动已撤销")
    go(page, "停用")
    form = page.locator("main form")
    fill_in(form, {"停用日期": "2024-06-14", "原因": "所依据的文件已经废止"})
    press(page, "预览改动")
    expect(page.locator("main")).to_contain_text("最早从明天（2024年6月15日）起")
    fits(page)
    fill_in(form, {"停用日期": "2024-06-15"})
    press(page, "预览改动")
    fits(page)

    page.locator("#preview").get_by_role("button", name="停用这项措施").click()

    said(page, "联合惩戒措施清单已更新")
    history = page.locator(".tb-timeline")
    for words in ("所依据的文件已经废止", "股东另行约谈", "企业由上级公司控股"):
        expect(history).to_contain_text(words)
    fits(page)


def read(page: Page) -> None:
    """Everything is there but the forms."""
    expect(page.locator("main")).to_contain_text("清单由市局法规科和市级负责人管理")
    assert page.get_by_role("link", name="增加措施").count() == 0
    fits(page)
    go(page, OLD)
    expect(page.locator("main")).to_contain_text("所依据的文件已经废止")
    assert page.locator("main form").count() == 0
    for name in ("修改", "停用", "撤销尚未施行的改动"):
        assert page.locator("main").get_by_role("link", name=name, exact=True).count() == 0
    fits(page)
    address = page.url

    for more in (f"{LIST}add/", f"{address}change/", f"{address}end/", f"{address}withdraw/"):
        answer = page.goto(more)
        assert answer is not None
        assert answer.status == 403, more
        assert page.locator("main form").count() == 0


def test_counsel_keeps_the_list_and_the_others_read_it(place):
    page = place.enter("fagui")
    page.goto(LIST)
    add(page)
    change(page)
    end(page)
    page.close()

    for who in ("yongji.jb", "yongji.fz"):
        page = place.enter(who)
        page.goto(LIST)
        read(page)
        page.close()
