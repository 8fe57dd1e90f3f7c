"""A company is made to go: from the overdue problem to the counted exit, in a real browser.

The parts build on each other: they are one story, told in five.
"""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.leaving import (
    CLERK,
    COMMITTEE,
    COMPANY,
    HEAD,
    LAW,
    NEXT,
    OFFICER,
    OWNERS,
    STREET,
    VOTES,
    Story,
    draft,
    fill_in,
    go,
    press,
    roll,
    said,
    serve,
    sign,
    take,
    told_once,
    way,
    workbook,
)
from tests.browser.place import Place, follow
from tests.jobs.cli.installation import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTICE, MEETING, UNTIL = date(2024, 7, 19), date(2024, 8, 5), date(2024, 8, 12)
ENDS, GONE = date(2024, 10, 15), date(2024, 10, 28)
PHONE = "业委会 6380001"
BUREAU = "物业科 6380002"


@pytest.fixture(scope="module")
def story(chromium, tmp_path_factory):
    """An installation of its own: its clock goes where the others do not."""
    place = Place(tmp_path_factory.mktemp("exit") / "home", chromium)
    story = Story(place)
    story.found()
    yield story
    place.close()


@pytest.fixture(scope="module")
def failed_before(request) -> int:
    """Failures before the story began."""
    return request.session.testsfailed


@pytest.fixture(autouse=True)
def _in_order(request, failed_before) -> None:
    """Without what went before, a part could only fail for another's reason."""
    if request.session.testsfailed > failed_before:
        pytest.fail("an earlier part of the story failed", pytrace=False)


def begin_exit(story: Story) -> None:
    """The head hands the problem up; the clerk begins the exit from its card."""
    head = story.place.enter(HEAD)
    head.goto(f"/desk/problems/{story.problem}/")
    expect(head.locator("main")).to_contain_text("逾期 11 天")
    go(head, "升级处置")
    fill_in(
        head.locator("main form"),
        {"处置措施": ["启动企业退出"], "理由": "责令后不改，复核一次没有通过，已逾期"},
    )
    press(head, "升级处置")
    said(head, "已升级处置")
    told_once(head, "升级处置")
    clerk = story.place.enter(CLERK)
    clerk.goto(f"/desk/problems/{story.problem}/")
    go(clerk, "现在启动")
    expect(clerk.locator("main")).to_contain_text(f"{COMPANY}，锦绣花园")
    fill_in(
        clerk.locator("main form"),
        {
            "事由": "拒不整改，启动退出", "启动日期": NOTICE,
            "起因": "拒不整改或不履约，业主反映强烈",
            "不整改、不履约的事实": "责令后楼道仍无人清扫",
            "业主反映的情况": "业主多次集体反映", "现合同到期日": "2025-12-31",
        },
    )  # fmt: skip
    press(clerk, "启动退出")
    story.case = clerk.url.rstrip("/").rpartition("/")[2]
    said(clerk, f"{story.case} 已登记")
    told_once(clerk, "启动退出研判")


def call_together(story: Story) -> None:
    """街道 is heard, the assessment signed, the owners guided, called and told."""
    story.step(STREET, "出具街道意见", 街道意见="业委会健全，可以召集会议")
    address = draft(
        story.at_case(CLERK), "退出风险研判表", 退出风险="保洁中断",
        应对措施="街道组织应急保洁", 研判结论="风险可控，引导启动",
    )  # fmt: skip
    words = sign(story, HEAD, address, "研判表")
    for fact in (story.case, "锦绣花园", COMPANY, "业委会健全，可以召集会议", "风险可控，引导启动"):
        assert fact in words
    story.step(HEAD, "决定引导启动", 研判结论="风险可控")
    address = draft(
        story.at_case(STREET), "关于锦绣花园依法更换物业服务企业的指导意见书", 主送=COMMITTEE,
        指导意见="先核对业主清册，再公告会议", 联系人="中城街道 6380003",
    )  # fmt: skip
    words = sign(story, HEAD, address, "指导意见书")
    assert "《中华人民共和国民法典》第二百七十七条" in words
    story.step(STREET, "登记指导", 指导了谁="业主委员会", 指导的内容="怎样通知、怎样计票")
    story.step(OWNERS, "召集业主大会", 由谁召集="业主委员会召集")


def tell(story: Story) -> None:
    """Both papers of the meeting say what the vote was planned to be; then it is announced."""
    for title, kind, typed in (
        ("业主大会会议通知", "会议通知", {"投票地点": "业委会办公室"}),
        ("锦绣花园业主大会表决票（样）", "表决票样", {}),
    ):  # fmt: skip
        address = draft(story.at_case(OWNERS), title, 落款=COMMITTEE, **typed)
        words = sign(story, OWNERS, address, kind)
        for matter in (f"解聘{COMPANY}", f"选聘{NEXT}"):
            assert matter in words
        assert "2024年8月12日" in words
    story.step(OWNERS, "公告会议", 告知居民委员会的日期=NOTICE, 公告的位置="各单元入口")


def make_roll(story: Story) -> None:
    """The vote is planned, the roll comes from a workbook and is frozen."""
    page = story.at_case(OWNERS)
    go(page, "去业主表决")
    go(page, "组织业主表决")
    fill_in(
        page.locator("main form"),
        {
            "表决名称": "解聘、选聘物业企业表决", "第 1 个表决事项": "解聘物业服务企业",
            "第 1 个事项怎么写在票上": f"解聘{COMPANY}", "第 2 个表决事项": "选聘物业服务企业",
            "第 2 个事项怎么写在票上": f"选聘{NEXT}", "召集人": "业主委员会",
            "表决方式": "书面征求意见", "会议通知日期": NOTICE, "表决开始": MEETING,
            "表决截止": UNTIL,
        },
    )  # fmt: skip
    press(page, "保存，去导入清册")
    said(page, "表决安排已保存")
    story.vote = way(page).removesuffix("roll/")
    page.get_by_label("选择清册文件").set_input_files(workbook(roll(**{"302": "九十"})))
    press(page, "上传并检查")
    expect(page.locator("main")).to_contain_text("这份清册没有导入")
    expect(page.locator("main")).to_contain_text("第 7 行")
    page.get_by_label("选择清册文件").set_input_files(workbook(roll()))
    press(page, "上传并检查")
    said(page, "已导入 12 套房")
    expect(page.locator("main")).to_contain_text("1200.00")
    expect(page.locator("main")).not_to_contain_text("张甲")
    go(page, "冻结清册")
    expect(page.locator("main")).to_contain_text("总面积 1200.00 ㎡、总人数 10 人")
    press(page, "冻结清册")
    said(page, "清册已冻结")


def test_01_a_problem_is_handed_up_and_the_owners_are_called_together(story):
    before = story.cells("2024-07-20")
    assert before["C04"] == 0
    begin_exit(story)
    call_together(story)
    make_roll(story)

    tell(story)

    page = story.at_case(OWNERS)
    expect(page.locator("main")).to_contain_text("须在公告满 15 日之后开始")
    assert page.get_by_role("link", name="开始表决").count() == 0
    page.goto(story.vote)
    press(page, "编发表决票")
    said(page, "已编发 10 张表决票")
    go(page, "登记送达")
    fill_in(page.locator("main form"), {"怎样送达": "上门送交，业主签收"})
    press(page, "登记送达")
    said(page, "送达已登记")
    assert story.cells("2024-07-20") == before


def ballots(page: Page, story: Story) -> dict[str, str]:
    """The number of the ballot of each room."""
    page.goto(f"{story.vote}ballots/")
    found = {}
    for row in page.locator("tbody tr").all():
        number, rooms = row.locator("th").inner_text(), row.locator("td").first.inner_text()
        found[number] = rooms
    return {
        room: number for room in VOTES for number, rooms in found.items() if room in rooms
    }  # fmt: skip


def enter(page: Page, number: str, mark: str, button: str = "保存，录下一张") -> None:
    """One ballot, both matters alike."""
    form = page.locator("main form.tb-entry")
    form.get_by_label("票号", exact=True).fill(number)
    for group in form.locator("fieldset").all():
        group.get_by_label(mark, exact=True).check()
    press(page, button)


def test_02_two_tellers_count_and_the_owners_have_decided(story):
    story.pass_until(8, 12)
    story.step(OWNERS, "开始表决")
    first, second = story.place.enter(OWNERS), story.place.enter(CLERK)
    numbers = ballots(first, story)
    assert len(numbers) == len(VOTES)

    for page in (first, second):
        page.goto(f"{story.vote}count/")
        for room, mark in VOTES.items():
            slip = page is second and room == "201"
            enter(page, numbers[room], "反对" if slip else mark)
            expect(page.locator(".tb-messages")).to_contain_text(numbers[room])
    said_before = "您已经这样录过，没有重复登记"
    enter(second, numbers["101"], "赞成")
    said(second, said_before)
    first.goto(story.vote)
    expect(first.locator("main")).to_contain_text("还有 1 张票没有两人一致")
    for page in (first, second):
        page.goto(f"{story.vote}differences/")
        enter(page, numbers["201"], "赞成", "保存重录")
    story.step(OWNERS, "结束表决")
    first.goto(story.vote)
    go(first, "结束计票")
    fill_in(first.locator("main form"), {"见证人": "中城街道办事处 赵某"})
    press(first, "结束计票")
    said(first, "计票已结束")
    go(first, "登记公示")
    fill_in(first.locator("main form"), {"公示地点": "各单元入口"})
    press(first, "登记公示")
    said(first, "公示已登记")
    expect(first.locator("main")).to_contain_text("3000.00 ＞ 2400.00")

    # It hangs out for three days before anybody goes by it.
    expect(story.at_case(OWNERS).locator("main")).to_contain_text("到 2024年8月15日 24:00 才满")
    story.pass_until(8, 16)
    page = story.step(OWNERS, "确认共同决定")
    told_once(page, "确认共同决定")


def test_03_the_notice_is_served_and_its_sixty_days_pass(story):
    address = draft(story.at_case(OWNERS), "锦绣花园业主共同决定", 落款=COMMITTEE)
    words = sign(story, OWNERS, address, "共同决定")
    for figure in (
        "1,200.00平方米",
        "10人",
        "1,000.00平方米",
        "8人",
        "900.00平方米",
        "7人",
        "赵某",
    ):
        assert figure in words, figure
    address = draft(
        story.at_case(OWNERS), "解聘通知书", 落款=COMMITTEE, 终止日=str(ENDS), 联系人=PHONE
    )
    words = sign(story, OWNERS, address, "解聘通知书")
    for fact in (COMPANY, "2024年10月15日", "900.00", "第九百四十六条", "竣工总平面图", PHONE[-7:]):
        assert fact in words, fact
    serve(story, OWNERS, address)
    page = story.at_case(OWNERS)
    go(page, "登记通知送达")
    answers = {"送达方式": "当面送交并签收", "送达凭证": "送达回证", "终止日": date(2024, 10, 14)}
    fill_in(page.locator("main form"), answers)
    press(page, "登记通知送达")
    expect(page.get_by_role("alert")).to_contain_text("不能早于 2024年10月15日")
    fill_in(page.locator("main form"), {"终止日": ENDS})
    press(page, "登记通知送达")
    said(page, "已办理")
    story.step(
        OWNERS, "登记接管安排", 接管方式="选聘新的物业服务企业", 由谁接管=NEXT, 接管日期=ENDS
    )
    expect(story.at_case(CLERK).locator("main")).to_contain_text("继续服务，也可以收费")

    story.pass_until(10, 16)
    page = story.step(CLERK, "登记合同终止")

    told_once(page, "登记合同终止")
    expect(page.locator("main")).to_contain_text("移交中")
    assert story.cells("2024-10-17")["C04"] == 0


def hand_over(page: Page, item: str, part: str, state: str = "已移交", **more: object) -> None:
    """One line of the list."""
    form = page.locator("main form").nth(0)
    fill_in(form, {"项目": item, "移交的内容": part, "状态": state, **more})
    follow(page, form.get_by_role("button", name="登记", exact=True))
    said(page, "已登记")


def confirm(page: Page, party: str) -> None:
    """One side confirms all lines that stand."""
    form = page.locator("main form").nth(1)
    form.get_by_role("group", name="哪一方确认").get_by_label(party, exact=True).check()
    for line in form.get_by_role("group", name="确认的内容").get_by_role("checkbox").all():
        line.check()
    follow(page, form.get_by_role("button", name="确认", exact=True))
    said(page, "已确认")


def urge(story: Story) -> None:
    """催告 and 责令, signed and served."""
    address = draft(story.at_case(CLERK), "催告函", 催告期限="2024-10-23", 联系人=BUREAU)
    words = sign(story, HEAD, address, "催告函")
    for fact in (COMPANY, "2024年10月15日终止", "竣工图等验收资料", "解聘通知书", "6380002"):
        assert fact in words, fact
    serve(story, CLERK, address)
    story.step(OFFICER, "登记催告")
    expect(story.at_case(OFFICER).locator("main")).to_contain_text(
        "拒不移交资料的，须先责令限期改正"
    )
    before = story.cells("2024-10-16")["C01"]
    story.order_documents()
    assert story.cells("2024-10-16")["C01"] == before
    # Both terms run out, of the letter and of the order.
    story.pass_until(10, 24)
    page = story.step(OFFICER, "转入依法处置")
    told_once(page, "转入依法处置")


def is_written(page: Page) -> bool:
    """A job has written the file since."""
    page.reload()
    return page.locator(".tb-timeline li", has_text="写入报送文件").count() > 0


def push(story: Story) -> None:
    """K2: built, reviewed by another, signed, sent as a file, acknowledged; the report letter."""
    page = story.step(CLERK, "发起信用推送", 联系人及工作电话=BUREAU)
    told_once(page, "发起信用推送")
    page.goto("/desk/credit-pushes/")
    follow(page, page.locator("tbody th a").first)
    address = way(page)
    go(page, "组织推送信息")
    fill_in(page.locator("main form"), {"信息性质": "监管信息（不作为失信信息）"})
    press(page, "提交法制审核")
    law = story.place.enter(LAW)
    law.goto(address)
    take(law, "法制审核通过", {"审核意见": "事实清楚，同意推送。"})
    for title, kind in (
        ("信用信息推送单", "推送单"),
        ("关于企业拒不退出小区有关情况的报告函", "报告函"),
    ):
        page = story.place.enter(CLERK)
        page.goto(address)
        paper = draft(page, title)
        words = sign(story, HEAD, paper, kind)
        for fact in (COMPANY, story.uscc, "2024年8月12日", "2024年10月15日", "竣工图", "6380002"):
            assert fact in words, (kind, fact)
    page = story.place.enter(CLERK)
    page.goto(address)
    take(page, "发出", {"文件格式": "Excel 工作簿"})
    wait_until(lambda: is_written(page))
    take(page, "登记回执", {"回执编号": "SX-2024-0001"})
    take(page, "登记报告函发出", {"收函的市场监管局": "盐湖区市场监督管理局"})
    take(page, "登记市场监管部门回执", {"回执或签收编号": "盐市监收〔2024〕3号"})
    story.step(CLERK, "登记信用推送回执")
    story.step(CLERK, "登记市场监管回执")


def test_04_half_is_handed_over_the_rest_refused_and_it_comes_to_a_suit(story):
    page = story.place.enter(CLERK)
    page.goto(f"/desk/exit-cases/{story.case}/handover/")
    hand_over(page, "第 1 项 物业服务用房", "物业服务用房（钥匙、面积）", 数量="3 把钥匙")
    hand_over(page, "第 2 项 相关设施设备", "电梯", 表计读数="电表 00213")
    hand_over(page, "第 3 项 竣工图等验收资料", "竣工总平面图", "拒不移交", 说明="企业称丢失")
    expect(page.locator("main")).to_contain_text("还不完整")
    story.step(
        OFFICER, "登记拒不移交", 拒不移交的项目=["竣工图等验收资料"],
        经过="10月16日当面要求移交竣工图，企业拒绝", 证据="要求移交的函\n现场录像",
    )  # fmt: skip
    urge(story)
    address = draft(
        story.at_case(CLERK),
        f"关于锦绣花园要求{COMPANY}退出和移交的诉讼指导函",
        主送=COMMITTEE,
        联系人=BUREAU,
    )
    words = sign(story, HEAD, address, "诉讼指导函")
    for fact in (
        story.uscc,
        "判令被告移交：移交清单第3项",
        "业主共同决定",
        "责令限期整改通知书",
        "催告函",
        "现场录像",
    ):
        assert fact in words, fact
    story.step(CLERK, "登记诉讼指导", 交给业主一方的日期=date(2024, 10, 24), 签收人="业委会 王某")
    push(story)

    page = story.step(
        OWNERS, "登记起诉", 原告=COMMITTEE, 受理法院="盐湖区人民法院",
        案号="（2024）晋0802民初77号", 诉讼请求="判令移交竣工图",
    )  # fmt: skip

    expect(page.locator("main")).to_contain_text("诉讼中")
    assert story.cells("2024-10-25")["C04"] == 0


def test_05_after_the_judgment_all_is_handed_over_and_the_exit_counts(story):
    story.pass_until(10, 28)
    before = story.cells("2024-10-29")
    story.step(CLERK, "登记跟踪记录", 本月进展="10月25日开庭，当庭宣判")
    story.step(
        OWNERS, "登记判决", 裁判文书号="（2024）晋0802民初77号", 裁判日期=date(2024, 10, 25),
        生效日期=date(2024, 10, 28), 判决内容="判令移交竣工图",
    )  # fmt: skip
    page = story.place.enter(CLERK)
    page.goto(f"/desk/exit-cases/{story.case}/handover/")
    for item, part in (
        ("第 3 项 竣工图等验收资料", "竣工总平面图"),
        ("第 4 项 设施设备技术资料", "设施设备的安装、使用和维护保养资料"),
        ("第 5 项 质量保修文件和使用说明", "物业质量保修文件和使用说明文件"),
        ("第 6 项 其他必需资料", "业主名册"),
        ("第 7 项 公共收益账册、余额、合同", "公共收益账册和余额"),
        ("第 8 项 预收物业费、押金、代收代缴结清表", "预收物业费"),
        ("第 9 项 监控门禁等系统账号密码", "监控、门禁、车场系统账号"),
        ("第 10 项 在途事项、诉讼、隐患告知书", "在途事项、诉讼和隐患告知书"),
    ):
        amount = {"金额（元）": "0"} if "公共收益" in item or "预收" in item else {}
        hand_over(page, item, part, **amount)
    for party in ("接管单位", "业主一方", "街道（乡镇）"):
        confirm(page, party)
    address = draft(story.at_case(OWNERS), "锦绣花园物业交接确认书", 落款=COMMITTEE)
    words = sign(story, OWNERS, address, "交接确认书")
    for fact in (COMPANY, NEXT, "竣工总平面图", "街道（乡镇）于2024年10月28日确认"):
        assert fact in words, fact

    page = story.step(
        CLERK, "确认交接、退出完成", 接收人="业主委员会", 了结的文书="执行和解协议 10月28日"
    )

    told_once(page, "确认交接、退出完成")
    expect(page.locator("main")).to_contain_text("退出完成")
    after = story.cells("2024-10-29")
    assert {cell: after[cell] - before[cell] for cell in after if after[cell] != before[cell]} == {
        "C04": 1
    }
    assert story.cells(str(GONE))["C04"] == 0
    assert len(story.papers) == 11
    assert [it for it in story.place.complaints if "409" not in it] == []
