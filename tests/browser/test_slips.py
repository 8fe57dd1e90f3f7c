"""A clerk brings the hotline's table: columns told once, doubles seen, cases made, told no more."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import blocking
from tests.slip_books import ODD_MEANINGS, odd

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = "13800138011"
# The same person about the same flooded garage, twice.
FIRST = ("GD20240613001", "河东一号地下车库积水一周，没有人来抽，车开不进去", "永济市河东街", PHONE,
         "2024-06-13", "2024-06-20")  # fmt: skip
AGAIN = ("GD20240613002", "河东一号地下车库还是积水，没有人来抽", "永济市河东街", PHONE,
         "2024-06-13", "2024-06-20")  # fmt: skip
NEXT_WEEK = ("GD20240614001", "锦绣花园单元门坏了半个月没有人修", "永济市府东街", "13800138012",
             "2024-06-14", "2024-06-21")  # fmt: skip


@pytest.fixture
def clerk(place) -> Iterator[Page]:
    page = place.enter("yongji.jb")
    yield page
    page.close()


def bring(page: Page, name: str, *rows: tuple[str, ...]) -> None:
    """One file of the hotline, as a clerk finds the way to it."""
    page.goto("/desk/cases/")
    page.get_by_role("link", name="批量登记转办件").click()
    page.get_by_label("哪里转来的").select_option(label="12345政务服务热线转办")
    file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": odd(*rows)}
    page.locator("input[name=book]").set_input_files(files=[file])
    page.get_by_role("button", name="上传").click()


def tell_columns(page: Page) -> None:
    """What is known is filled in already; nobody's phone is shown."""
    expect(page.get_by_label("工单编号")).to_have_value("ref")
    expect(page.get_by_label("市民电话")).to_have_value("phone")
    expect(page.locator("main")).to_contain_text("（个人信息，不显示）")
    assert PHONE not in page.content()
    for head, meaning in ODD_MEANINGS.items():
        field = page.get_by_label(head)
        expect(field).to_have_value("")
        field.select_option(label=meaning)
    assert not blocking(page)
    page.get_by_role("button", name="下一步：逐行看").click()


def open_main_case(page: Page) -> None:
    """From the slip to its case, and on to the one it was merged into."""
    page.get_by_role("link", name=re.compile("^已登记")).click()
    page.get_by_role("row").filter(has_text=AGAIN[0]).get_by_role("link").first.click()
    facts = page.locator("dl.tb-facts div")
    facts.filter(has_text="主件").get_by_role("link").click()


def test_a_table_of_slips_becomes_cases_and_the_next_one_needs_no_columns(clerk):
    bring(clerk, "第一周.xlsx", FIRST, AGAIN)
    tell_columns(clerk)

    expect(clerk.get_by_label("第 2 行的小区")).to_contain_text("河东一号")
    assert not blocking(clerk)
    # Another complaint of its community is there; this one is told apart by the clerk.
    clerk.get_by_label("第 2 行怎么处理").select_option(label="登记")
    clerk.get_by_role("button", name="登记选定的").click()
    expect(clerk.locator(".tb-messages")).to_contain_text("已登记 1 件")

    clerk.get_by_role("link", name=re.compile("要您决定")).first.click()
    # Told to register it as well, the clerk is asked: the same person has just been registered.
    clerk.get_by_label("第 3 行怎么处理").select_option(label="登记")
    clerk.get_by_role("button", name="登记选定的").click()
    row = clerk.get_by_role("row").filter(has_text=AGAIN[0])
    expect(row).to_contain_text("可能是同一件事")
    expect(row).to_contain_text("同一联系电话")
    expect(clerk.get_by_label("第 3 行并入的主件编号")).to_have_value(re.compile("^TS-"))
    clerk.get_by_label("第 3 行怎么处理").select_option(label="并入已有件（重复件）")
    clerk.get_by_role("button", name="登记选定的").click()
    expect(clerk.locator(".tb-messages")).to_contain_text("已登记 1 件")
    assert PHONE not in clerk.content()

    open_main_case(clerk)
    receipts = clerk.locator(".tb-receipts")
    expect(receipts).to_contain_text(FIRST[0])
    expect(receipts).to_contain_text(AGAIN[0])
    assert not blocking(clerk)

    bring(clerk, "第二周.xlsx", NEXT_WEEK)
    expect(clerk).to_have_url(re.compile(r"/cases/slips/\d+/$"))
    expect(clerk.locator("main")).to_contain_text(NEXT_WEEK[1])
    expect(clerk.get_by_label("第 2 行的小区")).to_contain_text("锦绣花园")
