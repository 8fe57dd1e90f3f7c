"""A company opens the link of its order on a telephone and answers; the clerk rechecks.

It comes last: what it writes would show in the figures of the other stories.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests import sample_files
from tests.browser.place import FRIDAY, follow
from tests.browser.test_pages import blocking

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REPORT = "楼道已经清扫干净，安排了每日保洁。"
_PLANT = """
import json
from datetime import date, datetime
from tingban.actions.inspections import visits
from tingban.actions.rectification import ordering, problems, serving
from tingban.data.accounts.models import User
from tingban.data.rectification.models import Problem
from tingban.jobs import clock
from tingban.reads import accounts
from tingban.reads.rectification import company_links
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
at = datetime.fromisoformat({at!r})
clock.set_anchor(at)
def actor(name):
    person = accounts.person(User.objects.get(username=name).pk, on=at.date())
    return person.acting(person.post(None), ip="127.0.0.1")
head, clerk = actor("yongji.fz"), actor("yongji.jb")
known = Problem.objects.exclude(company=None).filter(county="140881").first()
number = problems.add_problem(
    statement=problems.ProblemStatement(
        community_code=known.community.code, category=Category.CAT_1, acts=("1-03",),
        description="3 号楼楼道多日无人清扫", source=ProblemSource.SURVEY,
        confirmed_on=at.date(), evidence=("现场照片 3 张",), responsible="项目经理",
    ), actor=head, at=at)
order = ordering.sign_order(
    statement=ordering.OrderStatement(
        problem_numbers=(number,), signed_on=at.date(), due_on=date(2024, 6, 24),
        laws=("CC-942.1",), officers=(Officer("陈某", "0801"), Officer("吴某", "0802")),
        demands="一、当日清扫楼道；\\n二、安排每日保洁。", organ_address="永济市某街 1 号",
    ), actor=head, at=at)
serving.deliver_order(
    number=order, statement=serving.ServiceStatement(Way.DIRECT, at.date(), "送达回证", "李某"),
    actor=head, at=at)
visit = visits.add_visit(
    statement=visits.VisitStatement(
        known.community.code, VisitKind.RECHECK, OrganiserLevel.COUNTY, at.date()),
    actor=clerk, at=at)
link = company_links.given(clerk, order, today=at.date())
company = Problem.objects.get(number=number).company
print(json.dumps({{
    "problem": number, "order": order, "visit": visit, "tail": company.uscc[-4:],
    "path": f"/company/go/{{link.id}}/{{link.token}}/",
}}))
"""


@dataclass(frozen=True)
class Planted:
    """What was signed and served, and the way in."""

    problem: str
    order: str
    visit: str
    tail: str
    path: str


@pytest.fixture
def planted(place) -> Planted:
    told = place.installation.python(_PLANT.format(at=FRIDAY.isoformat()))
    return Planted(**json.loads(told.splitlines()[-1]))


@pytest.fixture
def telephone(place) -> Iterator[Page]:
    place.stranger().close()
    context = place.browser.new_context(
        base_url=place.address, locale="zh-CN", viewport={"width": 390, "height": 844}
    )
    yield place.page_in(context, "company")
    context.close()


def fits(page: Page) -> None:
    """Nothing to scroll sideways, nothing that bars anybody."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, page.url
    assert not blocking(page)


def test_a_company_answers_by_its_link_and_the_clerk_rechecks(place, telephone, planted):
    page, known = telephone, len(place.complaints)
    page.goto(planted.path)
    page.wait_for_url("**/company/confirm/")
    fits(page)
    page.get_by_label("后 4 位").fill(planted.tail)
    page.get_by_role("button", name="打开通知书").click()
    expect(page.locator("main")).to_contain_text(planted.order)
    expect(page.locator("main")).to_contain_text("3 号楼楼道多日无人清扫")
    fits(page)

    follow(page, page.get_by_role("link", name="提交整改报告"))
    fits(page)
    page.get_by_role("button", name="提交整改报告").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择整改后照片")
    fits(page)
    page.get_by_label("整改情况").fill(REPORT)
    photo = {"name": "整改后.jpg", "mimeType": "image/jpeg", "buffer": sample_files.photo()}
    page.get_by_label("整改后照片").set_input_files(photo)
    page.get_by_role("button", name="提交整改报告").click()
    expect(page.locator("main")).to_contain_text("已提交，等待复核")
    expect(page.get_by_role("img", name="整改后.jpg")).to_be_visible()
    fits(page)

    desk = place.enter("yongji.jb")
    desk.goto(f"/desk/problems/{planted.problem}/")
    expect(desk.locator("main")).to_contain_text("整改后.jpg")
    desk.goto(f"/desk/problems/{planted.problem}/steps/clear/")
    desk.get_by_label("复核检查").select_option(planted.visit)
    desk.get_by_label("复核结论").fill("现场已清扫")
    desk.get_by_role("button", name="复核通过并销号", exact=True).click()
    expect(desk.locator(".tb-messages")).to_contain_text("已销号")
    desk.close()

    page.reload()
    expect(page.locator("main")).to_contain_text("都已办结")
    assert [it for it in place.complaints[known:] if "409" not in it] == []
