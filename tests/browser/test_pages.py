"""Every kind of page in a real browser: readable by everybody, on a telephone too, and silent."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.arch.sources import ROOT
from tests.browser.place import follow
from tests.people import YONGJI

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REPORT = f"weekly/report/ZB-{YONGJI}-2024-W03/"
# Paths below /desk/ by who visits; `…` is the first card of the list before it.
VISITS: dict[str, tuple[str, ...]] = {
    "": ("sign-in/",),
    "yongji.jb": (
        "", "weekly/", REPORT, "communities/", "communities/…", "communities/add/", "companies/",
        "companies/…", "companies/add/", "contracts/", "contracts/…", "contracts/add/",
        "problems/", "problems/…", f"problems/WT-{YONGJI}-002/steps/submit/", "problems/new/",
        f"files/of/problem:WT-{YONGJI}-002/",
        "visits/", "visits/…", "visits/new/", "visits/field/",
        "missions/", "missions/…", "missions/new/",
        "orders/", "orders/…", "orders/new/", "cases/", "cases/…", "cases/?view=work",
        "cases/new/", "cases/slips/", "levels/", "levels/…", "levels/add/", "service-levels/",
        "penalties/", "penalties/…",
        "penalties/add/", "exposures/", "exposures/…", "exposures/add/", "exits/", "exits/…",
        "exits/add/", "exchange/", "exchange/proposals/", "exchange/export/",
        "exchange/registers/", "exchange/registers/pairs/", "drill/", "drill/…", "drill/compare/",
        "drill/meanings/", "search/?q=锦绣", "account/", "account/password/", "notices/",
        "communities/gaps/", "problems/board/", "problems/clues/new/",
        "level-cases/", "level-cases/add/", "penalty-cases/", "penalty-cases/add/",
        "transfers/", "transfers/add/", "exposure-cases/", "exposure-cases/add/",
        "credit-pushes/", "credit-pushes/add/", "credit/send/", "credit/stuck/",
        "credit/receipts/", "credit/checks/", "exit-cases/", "exit-cases/add/", "exits/guide/",
        "joint-measures/", "papers/", "votes/", "law/",
    ),
    "yongji.fz": ("", f"{REPORT}override/", "orders/sign/"),
    "shi.jb": (
        "", "weekly/", "weekly/2024-W03/", "weekly/2024-W03/table/", "weekly/2024-W03/editions/",
        REPORT, f"{REPORT}return/", "service-levels/add/", "communities/",
        "cases/", "exchange/", "drill/", "notices/", "notices/stuck/", "problems/counties/",
    ),
    "shi.fz": ("", "weekly/2024-W03/"),
    "xinfang": ("", "cases/?view=work", "cases/…"),
    "yongji.zf": ("", "problems/", "problems/…", "visits/"),
    "yanhu.jd": ("", "cases/?view=work", "exit-cases/"),
    "fagui": ("", "joint-measures/", "joint-measures/add/", "penalty-cases/"),
    "sheng": ("", "communities/", "cases/"),
    "jijian": ("", "cases/"),
    "shenji": ("", "audit/", "audit/seals/", "audit/verify/"),
    "guanli": ("", "users/", "users/…", "users/add/", "units/", "units/add/", "settings/",
               "notices/stuck/"),
}  # fmt: skip
WIDTHS = (1280, 390)
_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_BLOCKING = ("serious", "critical")


@dataclass(frozen=True)
class Visit:
    """A page that stands open, and what it complained of while loading."""

    page: Page
    complaints: list[str]


def walk(page: Page, path: str) -> None:
    listed = path.removesuffix("…")
    answer = page.goto(f"/desk/{listed}")
    assert answer is not None
    assert answer.ok, f"{answer.status} {page.url}"
    if path != listed:
        follow(page, page.locator("main tbody a").first)


@pytest.fixture(
    scope="module",
    params=[(who, path) for who, paths in VISITS.items() for path in paths],
    ids=lambda it: f"{it[0] or 'nobody'}:/{it[1]}",
)
def visit(request, place):
    who, path = request.param
    page = place.enter(who) if who else place.stranger()
    known = len(place.complaints)
    walk(page, path)
    yield Visit(page, place.complaints[known:])
    page.close()


def width_of(page: Page) -> int:
    """How far the page reaches to the right."""
    return page.evaluate("() => document.documentElement.scrollWidth")


def faults(page: Page) -> list[object]:
    """What bars somebody from a page, or runs out of it, at both widths; it is wide again then."""
    found: list[object] = []
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 800})
        found += [(width, *it) for it in blocking(page)]
        found += [(width, "reaches to", far)] if (far := width_of(page)) > width else []
    return found


def blocking(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds that keeps somebody from using the page."""
    # Evaluated, not added as a script: the pages' own policy stays in force.
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run({resultTypes: ['violations']})")["violations"]
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in found
        if one["impact"] in _BLOCKING
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 800})

    assert blocking(visit.page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_but_tables_scrolls_sideways(visit, width):
    visit.page.set_viewport_size({"width": width, "height": 800})

    assert width_of(visit.page) <= width


def test_nothing_is_refused_or_thrown(visit):
    assert visit.complaints == []


def test_the_top_bar_stays_on_long_pages(place):
    page = place.enter("yongji.jb")
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"/desk/{REPORT}")

    page.evaluate("() => scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")

    assert page.evaluate("() => scrollY") > 400
    assert page.locator(".tb-topbar").bounding_box()["y"] == 0


def test_a_list_on_a_telephone_is_cards_with_the_head_before_each_cell(place):
    page = place.enter("yongji.jb")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/desk/problems/")

    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader")).first
    cell = row.get_by_role("cell").first
    before = cell.evaluate("it => getComputedStyle(it, '::before').content")

    assert before == '"期限"'
    assert row.bounding_box()["width"] <= 390
    # Nothing is left to the right: the cards need no scrolling sideways.
    assert page.locator(".tb-scroll").first.evaluate("it => it.scrollWidth <= it.clientWidth")
