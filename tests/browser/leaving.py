"""Walking through an exit: what lies before it, its steps and papers, by those who take part."""

import io
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
from playwright.sync_api import Locator, Page, expect

from tests.browser.place import PASSWORD, Place, follow
from tests.browser.test_pages import faults
from tests.people import ZONE
from tests.rules.exits.rolls import a_row, roll_file

CLERK, HEAD, OFFICER, STREET, OWNERS, LAW = (
    "yanhu.jb", "yanhu.fz", "yanhu.zf", "yanhu.jd", "yewei", "fagui",
)  # fmt: skip
COMPANY, NEXT = "明珠物业服务有限公司", "安居物业服务有限公司"
COMMITTEE = "锦绣花园业主委员会"
BEGAN = datetime(2024, 7, 19, 9, 0, tzinfo=ZONE)
# Who returned a ballot, and what stands in it: the developer and one owner did not.
VOTES = {
    "101": "赞成", "102": "赞成", "201": "赞成", "202": "赞成", "301": "反对", "302": "赞成",
    "402": "赞成", "商1": "赞成",
}  # fmt: skip
# What tells one page of a kind from the next, and the kinds that were looked at.
_KEY = re.compile(r"[A-Z]{2}-\d{6}-\d{4}-\d+|\d+|(?<=steps/)\w+|(?<=draft/)[\w.]+")
_LOOKED_AT: set[str] = set()
_PLANT = """
import json
import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo
from tingban.actions.inspections import visits
from tingban.actions.rectification import (
    answering, clockwork, ordering, problems, rechecking, serving,
)
from tingban.actions.registry import communities, companies, contracts
from tingban.data.rectification.models import Problem
from tingban.jobs import clock
from tingban.jobs.demo import people
from tingban.kit import uscc
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.inspections import OrganiserLevel, VisitKind
from tingban.rules.rectification import Category, ProblemSource
def moment(month, day):
    return datetime(2024, month, day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
clock.set_anchor(moment(7, 19))
staff = people.hire(random.Random(1), {password!r}, moment(6, 3))
clerk, head, officer = (by["140802"] for by in (staff.clerks, staff.heads, staff.officers))
place = communities.add_community(
    statement=communities.CommunityStatement("140802", "锦绣花园", "中城街道", households=10),
    actor=clerk, at=moment(6, 3))
people.hire_owners(
    {owners!r}, (place, {committee!r}), "140802", {password!r}, moment(6, 3))
def register(name, serial):
    base = f"91140802MA0T{{serial:05d}}"
    code = base + uscc.check_character(base)
    return companies.add_company(
        statement=companies.CompanyStatement(name, code), actor=clerk, at=moment(6, 3)), code
company, code = register({company!r}, 77)
register({successor!r}, 78)
contracts.add_contract(
    key=(place, company, date(2023, 1, 1)),
    statement=contracts.ContractStatement(ends_on=date(2025, 12, 31), kind="", level=""),
    actor=clerk, at=moment(6, 3))
def seen(day, kind):
    return visits.add_visit(
        statement=visits.VisitStatement(place, kind, OrganiserLevel.COUNTY, date(2024, 6, day)),
        actor=officer if kind is VisitKind.RECHECK else clerk, at=moment(6, day))
seen(5, VisitKind.SURVEY)
number = problems.add_problem(
    statement=problems.ProblemStatement(
        community_code=place, category=Category.CAT_1, acts=("1-03",),
        description="楼道多日无人清扫", source=ProblemSource.SURVEY,
        confirmed_on=date(2024, 6, 5), evidence=("现场照片 3 张",), responsible="项目经理",
    ), actor=clerk, at=moment(6, 5))
order = ordering.sign_order(
    statement=ordering.OrderStatement(
        problem_numbers=(number,), signed_on=date(2024, 6, 6), due_on=date(2024, 6, 20),
        laws=("CC-942.1",), officers=(Officer("陈某", "0801"), Officer("吴某", "0802")),
        demands="一、当日清扫楼道；\\n二、安排每日保洁。", organ_address="运城市盐湖区某街 1 号",
    ), actor=head, at=moment(6, 6))
serving.deliver_order(
    number=order,
    statement=serving.ServiceStatement(Way.DIRECT, date(2024, 6, 7), "送达回证", "李某"),
    actor=officer, at=moment(6, 7))
def version():
    return Problem.objects.get(number=number).version
answering.submit_answer(
    number=number, statement=answering.Answer(
        date(2024, 6, 18), "已清扫", after=("照片",)),
    version=version(), actor=clerk, at=moment(6, 18))
rechecking.fail_recheck(
    number=number, statement=rechecking.Failure(
        date(2024, 6, 21), "楼道仍然无人清扫", date(2024, 6, 28), seen(21, VisitKind.RECHECK)),
    version=version(), actor=head, at=moment(6, 21))
clockwork.mark_one_overdue(number=number, at=moment(7, 1))
print(json.dumps({{"problem": number, "community": place, "uscc": code}}))
"""
# The documents kept back: found, confirmed, ordered to be given back and told on one day.
_ORDER = """
from datetime import timedelta
from tingban.actions.rectification import ordering, problems, serving
from tingban.data.accounts.models import Post
from tingban.data.exits.models import ExitCase
from tingban.jobs import clock as anchored
from tingban.kit import clock
from tingban.rules.actors import Actor, Role
from tingban.rules.documents.service import Way
from tingban.rules.documents.slots import Officer
from tingban.rules.rectification import Category, ProblemSource
anchored.apply()
now = clock.now()
on = now.date()
def who(username):
    post = Post.objects.select_related("unit", "user").get(user__username=username)
    return Actor(post.user_id, post.user.name, Role(post.role), post.unit_id, post.unit.name,
                 post.unit.area_id, "127.0.0.1")
case = ExitCase.objects.get(number={case!r})
number = problems.add_problem(
    statement=problems.ProblemStatement(
        community_code=case.community.code, category=Category.CAT_4, acts=("4-04",),
        company_id=case.company_id, description="合同终止后不移交竣工图",
        source=ProblemSource.SURVEY, confirmed_on=on, evidence=("要求移交的函",),
        responsible="项目经理",
    ), actor=who({clerk!r}), at=now)
order = ordering.sign_order(
    statement=ordering.OrderStatement(
        problem_numbers=(number,), signed_on=on, due_on=on + timedelta(days=7),
        laws=("CC-949.1", "PMR-29.1"), officers=(Officer("陈甲", "0801"), Officer("吴乙", "0802")),
        demands="移交竣工总平面图等全部有关资料。", organ_address="运城市盐湖区某街 1 号",
    ), actor=who({head!r}), at=now)
serving.deliver_order(
    number=order, statement=serving.ServiceStatement(Way.DIRECT, on, "送达回证", "李某"),
    actor=who({officer!r}), at=now)
"""
_ANCHOR = """
from datetime import datetime
from tingban.jobs import clock
clock.set_anchor(datetime.fromisoformat({at!r}))
"""


@dataclass
class Story:
    """What one part of the story leaves to the next."""

    place: Place
    problem: str = ""
    community: str = ""
    uscc: str = ""
    case: str = ""
    vote: str = ""
    # Signed papers by their kind, as the browser got them.
    papers: dict[str, bytes] = field(default_factory=dict)

    def found(self) -> None:
        """A problem, ordered, rechecked in vain and overdue; everybody in their posts."""
        told = self.place.installation.python(
            _PLANT.format(
                password=PASSWORD, owners=OWNERS, committee=COMMITTEE, company=COMPANY,
                successor=NEXT,
            )
        )  # fmt: skip
        for name, value in json.loads(told.splitlines()[-1]).items():
            setattr(self, name, value)

    def pass_until(self, month: int, day: int) -> None:
        """Time goes by while nobody works."""
        at = datetime(2024, month, day, 9, 0, tzinfo=ZONE)
        self.place.stop()
        self.place.installation.python(_ANCHOR.format(at=at.isoformat()))

    def order_documents(self) -> None:
        """The company is ordered to give back the documents, by the order of a problem."""
        self.place.installation.python(
            _ORDER.format(case=self.case, clerk=CLERK, head=HEAD, officer=OFFICER)
        )

    def cells(self, on: str) -> dict[str, int]:
        """附件3 of the county as the command line counts it: what was so before this day began."""
        rows = self.place.installation.json("report", "--as-of", on)["rows"]
        return next(row["cells"] for row in rows if row["code"] == "140802")

    def at_case(self, who: str) -> Page:
        """The exit, as this person sees it."""
        page = self.place.enter(who)
        page.goto(f"/desk/exit-cases/{self.case}/")
        look(page)
        return page

    def step(self, who: str, act: str, **answers: Any) -> Page:
        """One step of the exit by its button and its page; back on the card."""
        page = self.at_case(who)
        take(page, act, answers)
        return page

    def keep(self, kind: str, data: bytes) -> str:
        """A signed paper; its words without blanks, none of its pages empty."""
        self.papers[kind] = data
        pages = [plain(it.get_textpage().get_text_range()) for it in pypdfium2.PdfDocument(data)]
        assert all(len(words) > 20 for words in pages), kind
        return "".join(pages)


def plain(text: str) -> str:
    return "".join(text.split())


def way(page: Page) -> str:
    """Where a page stands, whatever port the server has today."""
    return urlsplit(page.url).path


def named(label: str) -> re.Pattern[str]:
    """A label, whether the field may stay empty or not."""
    return re.compile(rf"^{re.escape(label)}(（(选填|送签前补齐)）)?$")


def fill_in(form: Locator, answers: dict[str, Any]) -> None:
    """Fields by their labels: texts, ticks, one of several, some of several."""
    for label, value in answers.items():
        group = form.get_by_role("group", name=named(label))
        if group.count():
            for one in [value] if isinstance(value, str) else value:
                group.get_by_label(one, exact=True).check()
            continue
        box = form.get_by_label(named(label))
        if value is True:
            box.check()
        elif box.evaluate("it => it.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(str(value))


def press(page: Page, name: str) -> None:
    """Push a button, and stand on the page that answers."""
    follow(page, page.locator("main").get_by_role("button", name=name, exact=True))


def said(page: Page, text: str) -> None:
    expect(page.locator(".tb-messages")).to_contain_text(text)


def look(page: Page) -> None:
    """Whether everybody can use a page; each kind of it is looked at once."""
    kind = _KEY.sub("…", way(page))
    if kind not in _LOOKED_AT:
        _LOOKED_AT.add(kind)
        assert faults(page) == [], page.url


def go(page: Page, name: str) -> None:
    """Follow a link of the page by its words."""
    follow(page, page.locator("main").get_by_role("link", name=name, exact=True).first)
    look(page)


def take(page: Page, act: str, answers: dict[str, Any]) -> None:
    """A step from the card that stands before us."""
    go(page, act)
    fill_in(page.locator("main form"), answers)
    press(page, act)
    said(page, f"{act}，已办理")


def told_once(page: Page, what: str) -> None:
    """Whoever goes back and pushes once more changes nothing: the card tells it once."""
    times = page.locator(".tb-timeline li", has_text=what)
    before = page.locator(".tb-timeline li").count()
    assert times.count() >= 1, what
    address = page.url
    page.go_back()
    button = page.locator("main form").get_by_role("button").first
    if button.count():
        with page.expect_navigation():
            button.click()
    page.goto(address)
    expect(page.locator(".tb-timeline li")).to_have_count(before)


def draft(page: Page, title: str, **typed: str) -> str:
    """Begin a paper on the card before us, write what is asked, send it up; its address."""
    offered = page.get_by_role("link", name=title, exact=True)
    if not offered.is_visible():
        page.locator("summary", has_text="其他文书").click()
    go(page, title)
    press(page, "起草这份文书")
    go(page, "修改")
    fill_in(page.locator("main form"), typed)
    press(page, "保存")
    said(page, "已保存")
    expect(page.locator("main")).not_to_contain_text("还缺这些")
    address = way(page)
    go(page, "送签")
    press(page, "送签")
    said(page, "已送签")
    page.close()
    return address


def sign(story: Story, who: str, address: str, kind: str) -> str:
    """Sign it, take it as a pdf; its words."""
    page = story.place.enter(who)
    page.goto(address)
    go(page, "签发")
    press(page, "签发")
    said(page, "已签发")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    words = story.keep(kind, Path(download.value.path()).read_bytes())
    told_once(page, "签发")
    page.close()
    return words


def serve(story: Story, who: str, address: str) -> None:
    """Hand it over, and keep the proof."""
    page = story.place.enter(who)
    page.goto(address)
    go(page, "登记送达")
    fill_in(
        page.locator("main form"),
        {"送达方式": "直接送达", "送达凭证": "送达回证", "签收人": "企业前台"},
    )
    press(page, "登记送达")
    said(page, "送达情况已登记")
    page.close()


def roll(**wrong: object) -> bytes:
    """Ten homes and a shop of ten owners, and a parking space that does not count."""
    rows = [
        a_row(
            room, wrong.get(room, area), owner, 业主编号=number, 用途=use,
            建设单位未售或未交付=stock,
        )
        for room, area, owner, number, use, stock in (
            ("101", 100, "张甲", "A01", "住宅", ""), ("102", 100, "李乙", "A02", "住宅", ""),
            ("201", 100, "王丙", "", "住宅", ""), ("202", 100, "赵丁、赵戊", "", "住宅", ""),
            ("301", 100, "钱己", "", "住宅", ""), ("302", 100, "孙庚", "", "住宅", ""),
            ("401", 100, "周辛", "", "住宅", ""), ("402", 100, "吴壬", "", "住宅", ""),
            ("501", 100, "张甲", "A01", "住宅", ""), ("502", 100, "", "", "住宅", "是"),
            ("商1", 200, "郑癸", "", "商铺", ""), ("车1", 12.5, "李乙", "A02", "车位", ""),
        )
    ]  # fmt: skip
    return roll_file(rows)


def workbook(data: bytes, name: str = "清册.xlsx") -> dict[str, Any]:
    """A file as the browser sends it."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": kind, "buffer": io.BytesIO(data).getvalue()}
