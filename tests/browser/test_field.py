"""An inspector's visit on a telephone: written without a line, kept, and sent once."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests import sample_files
from tests.arch.sources import ROOT
from tests.browser.conftest import browser_path
from tests.browser.place import PASSWORD, Place, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIELD = "/desk/visits/field/"
OFFICER, COLLEAGUE, CLERK = "yongji.zf", "yongji.fz", "yongji.jb"
PHONE = {"width": 390, "height": 844}
# Milliseconds after which a draft is kept, on a busy machine too.
_KEPT = 2_000
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def snapshot(width: int = 2600, height: int = 1900) -> dict[str, object]:
    """A photo as a telephone takes it: large, lying on its side, the camera's words inside."""
    target = io.BytesIO()
    noise = Image.effect_noise((width, height), 60).convert("RGB")
    noise.save(target, "JPEG", quality=92, exif=sample_files.exif(6))
    return {"name": "image.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


@pytest.fixture
def phone(place: Place) -> Iterator[BrowserContext]:
    """A telephone of its own, on which nobody has signed in yet."""
    place.stranger().close()
    context = place.browser.new_context(base_url=place.address, locale="zh-CN", viewport=PHONE)
    yield context
    context.close()


def enter(phone: BrowserContext, username: str) -> Page:
    """Somebody signs in on the telephone and opens the form; it may then stand without a line."""
    sign_in(phone.new_page(), username)
    page = phone.new_page()
    page.goto(FIELD)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    expect(page.get_by_role("button", name="核对")).to_be_visible()
    return page


def choose(page: Page, name: str = "锦绣花园") -> None:
    page.get_by_label("小区", exact=True).fill(name[:2])
    page.locator(".tf-pick", has_text=name).click()
    expect(page.locator(".tf-chosen")).to_contain_text(f"已选定：{name}")


def write(page: Page, name: str = "锦绣花园") -> None:
    """Nothing was found at this community, and two have seen it."""
    choose(page, name)
    page.get_by_label("姓名 2").fill("李查")
    page.get_by_label("没有发现问题").check()


def finish(page: Page) -> None:
    page.get_by_role("button", name="核对").click()
    page.get_by_role("button", name="发送", exact=True).click()


def waiting(page: Page):
    return page.locator("[data-field-queue]")


def numbers(page: Page) -> list[str]:
    """The visits of this day, as the list of the desk has them."""
    page.goto("/desk/visits/?since=2024-06-14&sort=number")
    return page.locator("tbody th a").all_inner_texts()


def take_roll(page: Page) -> None:
    page.get_by_role("button", name="下载本县小区名单").click()
    expect(page.locator("[data-field-roll-words]")).to_contain_text("3 个小区的名单，6月14日下载")


def test_a_visit_is_written_without_a_line_and_sent_when_it_is_back(phone):
    page = enter(phone, OFFICER)
    before = numbers(page)
    page.goto(FIELD)
    take_roll(page)
    phone.set_offline(True)
    page.reload()
    expect(page.locator("[data-field-state]")).to_contain_text("没有网络")

    write(page)
    page.get_by_label("没有发现问题").uncheck()
    photos = page.locator("[data-field-photos=photos]")
    photos.locator("input[multiple]").set_input_files([snapshot()])
    expect(photos.locator("li")).to_have_count(1)
    # It stands upright, as it was taken.
    upright = "it => it.decode().then(() => it.naturalHeight > it.naturalWidth)"
    assert photos.locator("img").evaluate(upright)
    page.get_by_text("未按照合同约定提供服务", exact=True).click()
    page.get_by_label("未妥善清洁业主共有部分").check()
    page.get_by_label("哪里、怎样").first.fill("3 号楼楼道垃圾堆放多日")
    expect(page.locator("[data-field-finding] b").first).to_have_text("1 项")
    page.wait_for_timeout(_KEPT)

    # The draft outlives the page.
    page.close()
    page = phone.new_page()
    page.goto(FIELD)
    expect(page.locator("[data-field-state]")).to_contain_text("已找回上次写了一半的记录")
    expect(page.locator(".tf-chosen")).to_contain_text("锦绣花园")
    expect(page.locator("[data-field-photos=photos] li")).to_have_count(1)
    expect(page.get_by_label("哪里、怎样").first).to_have_value("3 号楼楼道垃圾堆放多日")

    finish(page)
    expect(waiting(page)).to_contain_text("已存在本机，还没有发出 1 条")
    page.reload()
    expect(waiting(page)).to_contain_text("已存在本机，还没有发出 1 条")

    phone.set_offline(False)
    expect(waiting(page)).to_contain_text("已发出：锦绣花园", timeout=30_000)
    expect(waiting(page)).not_to_contain_text("还没有发出")
    assert len(numbers(page)) == len(before) + 1

    page.goto(FIELD)
    assert page.evaluate(ROWS) == {"drafts": 0, "photos": 0}
    page.goto(f"/desk/visits/{numbers(page)[-1]}/")
    card = page.locator("main")
    for words in (
        "李查",
        "1 张在手机上缩小后上传",
        "3 号楼楼道垃圾堆放多日",
        "手机所记，照片已缩小",
    ):
        expect(card).to_contain_text(words)


def test_a_draft_outlives_the_browser(place, tmp_path):
    place.stranger().close()
    phone = started(place, tmp_path)
    page = enter(phone, OFFICER)
    write(page)
    page.locator("#id_photos").set_input_files([snapshot(640, 480)])
    expect(page.locator("[data-field-photos=photos] li")).to_have_count(1)
    page.wait_for_timeout(_KEPT)
    phone.close()

    phone = started(place, tmp_path)
    phone.set_offline(True)
    page = phone.new_page()
    page.goto(FIELD)

    expect(page.locator(".tf-chosen")).to_contain_text("锦绣花园")
    expect(page.locator("[data-field-photos=photos] li")).to_have_count(1)
    expect(page.get_by_label("没有发现问题")).to_be_checked()
    phone.close()


def started(place: Place, folder: Path) -> BrowserContext:
    """A browser that keeps its folder from one start to the next."""
    return place.browser.browser_type.launch_persistent_context(
        folder, executable_path=browser_path(), args=["--no-sandbox"], base_url=place.address,
        locale="zh-CN", viewport=PHONE,
    )  # fmt: skip


def test_the_worker_keeps_nothing_that_anybody_was_shown(phone):
    page = enter(phone, OFFICER)
    take_roll(page)
    page.get_by_label("小区", exact=True).fill("锦绣")
    expect(page.locator(".tf-pick")).to_have_count(1)
    for path in ("/desk/", "/desk/visits/", "/desk/communities/", FIELD):
        page.goto(path)

    kept = page.evaluate(KEPT)

    paths = {path for path, _ in kept}
    assert {path for path in paths if not path.startswith("/static/")} == {f"{FIELD}shell/"}
    assert not [path for path, text in kept if "锦绣" in text or OFFICER in text]


KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const kept = await caches.open(name);
        for (const request of await kept.keys()) {
            const answer = await kept.match(request);
            found.push([new URL(request.url).pathname, await answer.text()]);
        }
    }
    return found;
}"""
ROWS = """() => new Promise((done) => {
    indexedDB.open("tingban-field").onsuccess = ({target: {result}}) => {
        const change = result.transaction(["drafts", "photos"]);
        const counts = {};
        for (const name of ["drafts", "photos"]) {
            change.objectStore(name).count().onsuccess = (e) => (counts[name] = e.target.result);
        }
        change.oncomplete = () => done(counts);
    };
})"""


def test_an_answer_that_is_lost_makes_no_second_visit(phone):
    page = enter(phone, OFFICER)
    before = len(numbers(page))
    page.goto(FIELD)
    lost: list[int] = []

    def lose(route: Route) -> None:
        """The server takes it; the telephone does not hear."""
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route(f"**{FIELD}", lose)
    write(page)
    finish(page)

    expect(page.locator("[data-field-state]")).to_contain_text("网络断了")
    page.get_by_role("button", name="现在发送").click()
    expect(waiting(page)).to_contain_text("已发出")
    assert lost == [200]
    assert len(numbers(page)) == before + 1


def test_a_refusal_stands_at_the_draft_which_is_mended_and_sent(phone):
    page = enter(phone, OFFICER)
    write(page)
    page.get_by_label("小区", exact=True).fill("没有这个小区")
    finish(page)

    expect(waiting(page)).to_contain_text("没有被收下，请修改后再发")
    expect(waiting(page)).to_contain_text("没有找到名称含“没有这个小区”的小区")

    waiting(page).get_by_role("button", name="修改").click()
    expect(page.locator("[data-field-state]")).to_contain_text("没有找到名称含")
    choose(page, "阳光小区")
    finish(page)
    expect(waiting(page)).to_contain_text("已发出：阳光小区")


def test_what_is_missing_is_told_before_anything_is_sent(phone):
    page = enter(phone, OFFICER)
    choose(page)
    page.get_by_label("复核").check()

    page.get_by_role("button", name="核对").click()

    expect(page.locator("[data-field-missing]")).to_contain_text("复核须有两名以上工作人员到场")
    expect(page.locator("[data-field-missing]")).to_contain_text("请选“没有发现问题”")
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_disabled()


def test_what_was_mended_on_the_spot_is_asked_for_its_photos_before_it_is_sent(phone):
    page = enter(phone, CLERK)
    choose(page)
    page.get_by_text("未按照合同约定提供服务", exact=True).click()
    page.get_by_label("未妥善清洁业主共有部分").check()
    finding = page.locator(".tf-finding[open]")
    finding.locator("input[multiple]").first.set_input_files([snapshot(640, 480)])
    expect(finding.locator(".tf-previews li")).to_have_count(1)
    finding.get_by_label("当场已改好").check()

    page.get_by_role("button", name="核对").click()

    missing = page.locator("[data-field-missing]")
    expect(missing).to_contain_text("“未按照合同约定提供服务”当场已改好，请附改好前、改好后的照片")
    expect(missing).to_contain_text("须有两名检查人员在场")
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_disabled()

    page.get_by_role("button", name="返回修改").click()
    page.get_by_label("姓名 2").fill("李查")
    finding.locator("input[multiple]").nth(1).set_input_files([snapshot(640, 480)])
    expect(finding.locator(".tf-previews li")).to_have_count(2)
    page.get_by_role("button", name="核对").click()

    expect(page.locator("[data-field-facts]")).to_contain_text("当场已改好")
    expect(page.get_by_role("button", name="发送", exact=True)).to_be_enabled()


def test_an_officer_is_not_asked_what_only_the_office_confirms(phone):
    page = enter(phone, OFFICER)

    expect(page.locator("[data-field-mend]")).to_have_count(0)


def test_a_session_that_ended_keeps_the_draft_and_asks_to_sign_in(phone):
    page = enter(phone, OFFICER)
    write(page)
    phone.clear_cookies(name="tingban_session")

    finish(page)

    expect(page.locator("[data-field-state]")).to_contain_text("登录已到期，本机的记录还在")
    expect(waiting(page)).to_contain_text("还没有发出 1 条")
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("登录名").fill(OFFICER)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(waiting(page)).to_contain_text("已发出：锦绣花园")


def test_another_person_on_the_same_telephone_neither_sees_nor_sends_it(phone):
    page = enter(phone, OFFICER)
    take_roll(page)
    phone.set_offline(True)
    write(page)
    finish(page)
    expect(waiting(page)).to_contain_text("还没有发出 1 条")
    phone.clear_cookies(name="tingban_session")
    phone.set_offline(False)

    other = enter(phone, COLLEAGUE)
    expect(other.locator("[data-field-roll-words]")).to_contain_text("没有网络也能选小区")
    expect(waiting(other)).to_be_hidden()
    page.get_by_role("button", name="现在发送").click()
    expect(page.locator("[data-field-state]")).to_contain_text("须本人登录后发出")

    # It waits for whoever wrote it.
    again = enter(phone, OFFICER)
    expect(waiting(again)).to_contain_text("已发出：锦绣花园")


def test_signing_out_warns_and_then_wipes_ones_own(phone):
    page = enter(phone, OFFICER)
    write(page)
    page.wait_for_timeout(_KEPT)
    page.goto("/desk/")
    warned: list[str] = []

    def answer(dialog, accept: bool) -> None:
        warned.append(dialog.message)
        (dialog.accept if accept else dialog.dismiss)()

    leave = "form => form.requestSubmit()"
    page.once("dialog", lambda dialog: answer(dialog, accept=False))
    page.locator("form[action$='/sign-out/']").evaluate(leave)
    page.wait_for_timeout(300)
    assert page.url.endswith("/desk/")
    page.once("dialog", lambda dialog: answer(dialog, accept=True))
    page.locator("form[action$='/sign-out/']").evaluate(leave)
    page.wait_for_url("**/sign-in/")

    assert len(warned) == 2
    assert "还有 1 条现场检查没有发出" in warned[0]
    assert page.evaluate(ROWS) == {"drafts": 0, "photos": 0}
    phone.set_offline(True)
    page.goto(FIELD)
    expect(page.locator("[data-field-state]")).to_contain_text("还没有人用过现场检查")
    expect(page.get_by_role("button", name="核对")).to_be_hidden()


def test_without_a_script_the_form_is_a_form(place):
    place.stranger().close()
    phone = place.browser.new_context(
        base_url=place.address, locale="zh-CN", viewport=PHONE, java_script_enabled=False
    )
    sign_in(phone.new_page(), OFFICER)
    page = phone.new_page()
    page.goto(FIELD)

    page.get_by_label("小区", exact=True).fill("河东一号")
    page.get_by_role("button", name="查找").click()
    page.get_by_text("未按照合同约定提供服务", exact=True).click()
    page.get_by_label("未妥善绿化业主共有部分").check()
    page.locator("#id_photos_1").set_input_files([snapshot(640, 480)])
    page.get_by_role("button", name="登记检查").click()

    expect(page.locator(".tb-messages")).to_contain_text("已登记")
    expect(page.locator("main")).to_contain_text("未妥善绿化业主共有部分")
    phone.close()


def test_axe_finds_nothing_serious_at_the_width_of_a_telephone(phone):
    page = enter(phone, OFFICER)
    phone.set_offline(True)
    page.get_by_label("小区", exact=True).fill("锦绣花园")
    page.get_by_label("没有发现问题").check()
    finish(page)
    expect(waiting(page)).to_contain_text("还没有发出 1 条")
    for finding in page.locator(".tf-finding").all():
        finding.evaluate("it => { it.open = true; }")
    page.evaluate(_AXE.read_text("utf-8"))

    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")["violations"]

    serious = [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
