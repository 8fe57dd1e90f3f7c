"""Takes the handbook's pictures from a demo installation, at 1280 pixels.

python tools/screenshots.py              makes a demo in a folder of its own first (minutes)
python tools/screenshots.py --home DIR   uses a demo that stands in DIR, or makes one there
"""

import argparse
import base64
import csv
import io
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import xlsxwriter
from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
HANDBOOK: Final = ROOT / "docs" / "handbook" / "pictures"
README: Final = ROOT / "docs" / "pictures"
_PALETTE: Final = ROOT / "tools" / "palette.js"
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ARGS: Final = ["--no-sandbox", "--font-render-hinting=none"]
# The words that a Chinese browser has of its own; Debian's speaks English without its l10n.
_IN_CHINESE: Final = """() => {
    for (const it of document.querySelectorAll("input[type=date]")) {
        if (!it.value) { it.type = "text"; it.placeholder = "年 / 月 / 日"; }
    }
    for (const it of document.querySelectorAll("input[type=datetime-local]")) {
        const told = it.value.replaceAll("-", "/").replace("T", " ");
        it.type = "text";
        it.value = told;
        it.placeholder = "年 / 月 / 日  时 : 分";
    }
    for (const it of document.querySelectorAll("input[type=file]:not(.tf-shoot *)")) {
        const box = document.createElement("span");
        box.className = it.className;
        box.textContent = "选择文件　│　未选择任何文件";
        it.replaceWith(box);
    }
}"""
_WEEK: Final = "2024-W20"
_WIDTH: Final = 1280
_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it; `way` leads on from `path`, `height` cuts it off.

    `width` is that of a telephone where the page is made for one.
    """

    name: str
    who: str
    path: str
    way: Callable[[Page], None] | None = None
    height: int = 800
    width: int = _WIDTH
    folder: Path = HANDBOOK


def _first_card(page: Page) -> None:
    page.locator("main tbody th a").first.click()


def _to_be_answered(page: Page) -> None:
    """The first order of the company whose problem it still owes."""
    page.locator(".co-list a").filter(has_text="前整改完毕").first.click()


def _newest_slips(page: Page) -> None:
    page.locator("main a").filter(has_text="12345转办单").first.click()


def _place_found(page: Page) -> None:
    page.get_by_label("小区叫什么名字").fill("锦绣花园")
    page.get_by_role("button", name="查找").last.click()


def _number(cell: int) -> Callable[[Page], None]:
    """Open the list behind a number of 附件3."""
    return lambda page: page.locator(".tb-annex3 tbody td").nth(cell).locator("a").first.click()


def _faulty_upload(page: Page) -> None:
    """Three faults in a county's workbook; nothing of it is taken."""
    _choose(page, "盐湖区第20周.xlsx", _XLSX, _faulty_book())
    page.get_by_role("button", name="上传").click()
    page.get_by_text("整份没有收").wait_for(timeout=60_000)


def _foreign_register(page: Page) -> None:
    _choose(page, "房产网小区名单.csv", "text/csv", _foreign_list())
    page.get_by_role("button", name="上传并对照").click()


def _to_findings(page: Page) -> None:
    page.locator("#findings").evaluate("it => it.scrollIntoView({behavior: 'instant'})")


def _in_the_field(page: Page) -> None:
    page.get_by_label("小区", exact=True).fill("花园")
    page.locator(".tf-pick").first.click()
    page.get_by_label("姓名 2").fill("李勘")
    page.evaluate("() => scrollTo({top: 0, behavior: 'instant'})")


def _two_weeks(page: Page) -> None:
    """第18周 beside 第19周: both frozen, one with a correction."""
    for label, week in (("先", "第18周"), ("后", "第19周")):
        box = page.get_by_label(label, exact=True)
        box.select_option(box.locator("option", has_text=week).first.get_attribute("value"))
    page.get_by_role("button", name="查询").click()


def _choose(page: Page, name: str, kind: str, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )


def _faulty_book() -> bytes:
    target = io.BytesIO()
    sheets: dict[str, list[tuple[object, ...]]] = {
        "小区台账": [
            ("小区编码", "县(市、区)", "小区名称", "街道(乡镇)", "户数"),
            ("", "盐湖区", "河东书苑", "中城街道", "八百多"),
            ("", "盐湖区", "", "中城街道", 420),
        ],
        "行政处罚": [
            ("文号", "统一社会信用代码", "县(市、区)", "处罚机关", "决定日期"),
            ("盐住建罚字〔2024〕99号", "", "盐湖区", "城管", "2024-13-06"),
        ],
    }
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def _foreign_list() -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ("楼盘名称", "所属区域", "地址", "物业公司", "总户数"),
            ("河东书苑", "盐湖区老城", "红旗西街", "运城市晋安物业服务有限公司", "860"),
            ("涑水家园", "盐湖东城", "学苑路", "山西恒通房地产开发有限公司", "1240"),
            ("桃源里", "永济城区", "涑水西街", "", "310"),
        ]
    )
    return text.getvalue().encode()


PICTURES: Final = (
    Picture("friday-city", "shi.jb", f"weekly/{_WEEK}/", height=1000, folder=README),
    Picture("1-sign-in", "", "sign-in/", height=560),
    Picture("1-home", "yanhu.jb", "", height=900),
    Picture("1-users", "guanli", "users/", height=700),
    Picture("2-import", "yanhu.jb", "exchange/"),
    Picture("2-faults", "yanhu.jb", "exchange/", _faulty_upload, height=640),
    Picture("2-register", "shi.jb", "exchange/registers/", _foreign_register, height=640),
    Picture("3-list", "yanhu.jb", "problems/"),
    Picture("3-card", "yanhu.jb", "problems/", _first_card, height=900),
    Picture("3-cases", "yanhu.jb", "cases/"),
    Picture("3-field", "yanhu.jb", "visits/field/", _in_the_field, height=1000, width=390),
    Picture("3-company", "qiye", "", _to_be_answered, height=1000, width=390),
    Picture("4-county", "yongji.jb", f"weekly/report/ZB-140881-{_WEEK}/", height=1000),
    Picture("4-brief", "yongji.jb", f"weekly/report/ZB-140881-{_WEEK}/", _to_findings),
    Picture("5-files", "shi.jb", "weekly/2024-W19/editions/", height=700),
    Picture("5-review", "shi.jb", f"weekly/report/ZB-140802-{_WEEK}/", height=1000),
    Picture("5-table", "shi.jb", f"weekly/{_WEEK}/table/", height=900),
    Picture("6-drill", "yanhu.jb", f"weekly/report/ZB-140802-{_WEEK}/", _number(2)),
    Picture("6-compare", "shi.jb", "drill/compare/", _two_weeks),
    Picture("7-export", "yanhu.jb", "exchange/export/", height=700),
    Picture("8-case", "yanhu.jb", "cases/?view=work&state=verifying", _first_card, height=900),
    Picture("8-slips", "yanhu.jb", "cases/slips/", _newest_slips, height=800),
    Picture("8-report", "", "../report/", _place_found, height=1000, width=390),
)


def main() -> int:
    """Make or find the demo, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--only", nargs="*", default=[picture.name for picture in PICTURES])
    args = parser.parse_args()
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        print("NO BROWSER: install chromium.", file=sys.stderr)
        return 1
    home = args.home or Path(tempfile.mkdtemp(prefix="tingban-pictures-"))
    wanted = [picture for picture in PICTURES if picture.name in args.only]
    with _served(home) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=_ARGS)
        take(wanted, chromium, address, _password(home))
        chromium.close()
    if args.home is None:
        shutil.rmtree(home)
    return 0


def _password(home: Path) -> str:
    told = json.loads((home / "logins.json").read_text(encoding="utf-8"))
    return str(told["password"])


@contextmanager
def _served(home: Path) -> Iterator[str]:
    around = os.environ | {"TINGBAN_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "tingban.jobs.cli"]
    subprocess.run([*command, "demo", "--if-empty"], env=around, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = subprocess.Popen([*command, "serve", "--port", port], env=around)
    try:
        yield _awaited(server, f"http://127.0.0.1:{port}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _awaited(server: subprocess.Popen[bytes], address: str) -> str:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310
            return address
        time.sleep(0.2)
    raise SystemExit("the demo's server does not answer")


def take(pictures: list[Picture], browser: Browser, address: str, password: str) -> None:
    """One session a person: whoever signs in again ends the session before."""
    for who in dict.fromkeys(picture.who for picture in pictures):
        context = browser.new_context(base_url=address, locale="zh-CN")
        page = context.new_page()
        if who:
            _sign_in(page, who, password)
        for picture in pictures:
            if picture.who == who:
                _shoot(page, picture)
        context.close()


def _sign_in(page: Page, who: str, password: str) -> None:
    page.goto("/desk/sign-in/")
    page.get_by_label("登录名").fill(who)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def _shoot(page: Page, picture: Picture) -> None:
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(f"/desk/{picture.path}")
    if picture.way is not None:
        picture.way(page)
        page.wait_for_load_state("networkidle")
    page.evaluate(_IN_CHINESE)
    picture.folder.mkdir(parents=True, exist_ok=True)
    target = picture.folder / f"{picture.name}.png"
    target.write_bytes(_small(page, page.screenshot()))
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} KB")


def _small(page: Page, picture: bytes) -> bytes:
    """The same PNG in 256 colours: text on white needs no more."""
    blank = page.context.new_page()
    source = "data:image/png;base64," + base64.b64encode(picture).decode()
    told = blank.evaluate(_PALETTE.read_text(encoding="utf-8"), source)
    blank.close()
    width, height = told["width"], told["height"]
    pixels = base64.b64decode(told["pixels"])
    lines = b"".join(b"\0" + pixels[n : n + width] for n in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", head), (b"PLTE", bytes(told["palette"])), (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


if __name__ == "__main__":
    sys.exit(main())
