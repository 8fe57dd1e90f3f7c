"""业主表决 on the desk: from the roll to the result, by people with two hands and one keyboard."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW, YANHU, YONGJI
from tests.rules.exits.rolls import a_row, roll_file
from tests.stories import a_community
from tests.votes import (
    COUNTED,
    NO,
    PLAN,
    POSTED,
    VOTING,
    YES,
    a_closed_vote,
    a_frozen_vote,
    a_vote,
    a_vote_to_count,
    an_exit_case,
    ballot,
    both_enter,
    enter,
    parts,
    post,
    tellers,
    the_vote,
    three_homes,
    with_roll,
)
from tests.web.visitors import PASSWORD, Browser, browser_of
from tingban.actions.audit import staff
from tingban.data.accounts.models import User
from tingban.data.audit.models import Entry
from tingban.data.exits.models import BallotEntry, Objection, Vote, VoteClosing
from tingban.kit import clock
from tingban.reads.exits import votes as reads
from tingban.rules.actors import SYSTEM, Role
from tingban.rules.exits.vote_ballots import ballot_number

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(VOTING):
        yield


@pytest.fixture
def clerk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def owner_browser(vote_id: int) -> Browser:
    """A member of the owners' committee of this community."""
    code = the_vote(vote_id).community.code
    staff.add_unit(
        code=code, name="锦绣花园业主委员会", kind="业主组织", area_code=YANHU, actor=SYSTEM, at=NOW
    )
    user = staff.add_user(
        username="yewei",
        name="业委会甲",
        password=PASSWORD,
        actor=SYSTEM,
        at=NOW,
        must_change=False,
    )
    term = staff.Term(code, Role.OWN, date(2024, 1, 1))
    staff.give_post(user_id=user, term=term, actor=SYSTEM, at=NOW)
    return Browser().enter(User.objects.get(pk=user))


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def desk(vote_id: int, *parts: object) -> str:
    return "/".join(["/desk/votes", str(vote_id), *map(str, parts), ""])


def upload(browser: Browser, vote_id: int, rows) -> object:
    book = SimpleUploadedFile("清册.xlsx", roll_file(rows))
    return browser.post(desk(vote_id, "roll"), {"book": book})


# --- opening ------------------------------------------------------------------------------------


def plan_form(**told: object) -> dict[str, object]:
    return {
        "title": "解聘物业服务企业表决", "convener": "committee", "way": "written",
        "notice_on": "2024-07-06", "votes_from": "2024-07-21", "votes_until": "2024-07-31",
        "matter_1": "dismiss", "text_1": "解聘明珠物业", "form": "m1",
    } | told  # fmt: skip


def test_a_vote_is_opened_on_its_exit_and_leads_to_the_roll(clerk):
    case = an_exit_case()
    address = f"/desk/votes/open/?case={case.number}"
    assert case.number in page(clerk, address)

    answer = clerk.post(address, plan_form())

    vote = Vote.objects.get()
    assert answer["Location"] == desk(vote.pk, "roll")
    assert "第十四条" not in page(clerk, desk(vote.pk))


def test_too_short_a_notice_is_refused_with_the_article_and_what_was_typed_stays(clerk):
    case = an_exit_case()

    answer = clerk.post(
        f"/desk/votes/open/?case={case.number}", plan_form(votes_from="2024-07-20")
    ).content.decode()

    assert "《物业管理条例》第十四条" in answer
    assert "解聘明珠物业" in answer
    assert not Vote.objects.exists()


def test_a_plan_is_changed_on_its_page(clerk):
    vote_id = a_vote()
    told = plan_form(title="另一个名称")
    assert "解聘明珠物业服务有限公司" in page(clerk, desk(vote_id, "plan"))

    answer = clerk.post(desk(vote_id, "plan"), told | {"version": "1"})

    assert answer.status_code == 302
    assert the_vote(vote_id).title == "另一个名称"


def test_an_exit_leads_to_its_votes_and_to_another(clerk):
    vote_id = a_vote()
    number = the_vote(vote_id).case.number
    a_vote(an_exit_case(community=a_community("西湖")), PLAN)

    shown = page(clerk, f"/desk/votes/of/{number}/")
    assert desk(vote_id) in shown
    assert f"/desk/votes/open/?case={number}" in shown
    assert "西湖" not in shown
    assert "组织业主表决</a>" not in page(browser_of(Role.M_OP), f"/desk/votes/of/{number}/")


# --- the roll -----------------------------------------------------------------------------------


def test_faults_are_listed_by_place_and_nothing_is_written(clerk):
    vote_id = a_vote()

    shown = upload(clerk, vote_id, [a_row("101", 0), a_row("102", owners="")]).content.decode()

    assert "2 处要改" in shown
    assert "第 2 行 “专有部分面积”（E 列）" in shown
    assert parts(vote_id) == []


def test_a_clean_roll_shows_its_sums_and_can_be_frozen(clerk):
    with clock.standing_at(NOW):
        vote_id = a_vote()
        assert upload(clerk, vote_id, three_homes()).status_code == 302
        shown = page(clerk, desk(vote_id, "roll"))
        assert "300.00" in shown
        assert "1号楼 1单元 102" in shown

        clerk.post(desk(vote_id, "roll", "freeze"), {})

    assert the_vote(vote_id).stage == "frozen"


def test_the_page_of_the_roll_has_rooms_and_no_names(clerk):
    vote_id = a_frozen_vote([a_row("101", owners="欧阳某某")])

    for address in (desk(vote_id), desk(vote_id, "roll")):
        assert "欧阳" not in page(clerk, address)


def test_the_template_is_read_by_the_import_itself(clerk):
    data = b"".join(clerk.get("/desk/votes/template/").streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["清册", "填写说明"]

    sheet = book["清册"]
    sheet.append(["3号楼", "", "501", "住宅", 88.5, "登记", "张某", "", "否"])
    target = io.BytesIO()
    book.save(target)
    with clock.standing_at(NOW):
        vote_id = a_vote()
    told = SimpleUploadedFile("模板.xlsx", target.getvalue())
    answer = clerk.post(desk(vote_id, "roll"), {"book": told})

    assert answer.status_code == 302, answer.content.decode()
    assert [part.room for part in parts(vote_id)] == ["501"]


def test_the_copy_for_everybody_has_no_names(clerk):
    vote_id = a_frozen_vote([a_row("101", owners="欧阳某某")])

    answer = clerk.get(desk(vote_id, "roll", "file"))

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "101" in cells
    assert Entry.objects.filter(act="weekly.list_taken").exists()
    assert not any("欧阳" in cell for cell in cells)


def test_the_owners_take_their_own_copy_with_names_and_nobody_else_does(clerk):
    vote_id = a_frozen_vote([a_row("101", owners="欧阳某某")])
    assert clerk.get(desk(vote_id, "roll", "names")).status_code == 403
    browser = owner_browser(vote_id)
    assert "系统会记下谁" in page(browser, desk(vote_id, "roll", "names"))

    answer = browser.post(desk(vote_id, "roll", "names"), {"reason": "打印业委会存档清册"})

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "欧阳某某" in cells


def test_a_part_is_corrected_struck_and_added(clerk):
    vote_id = a_frozen_vote()
    first, second, _ = parts(vote_id)
    address = desk(vote_id, "roll", "part", first.pk)
    assert "100.00" in page(clerk, address)
    told = {
        "building": "1号楼", "unit": "1单元", "room": "101", "kind": "home", "area": "120.5",
        "source": "register", "reason": "登记簿如此",
    }  # fmt: skip

    assert clerk.post(address, told).status_code == 302
    strike = desk(vote_id, "roll", "part", second.pk, "strike")
    assert clerk.post(strike, {"reason": "重复登记"}).status_code == 302
    added = told | {"room": "909", "owners": "赵某", "area": "90"}
    assert clerk.post(desk(vote_id, "roll", "part"), added).status_code == 302

    shown = page(clerk, desk(vote_id, "roll"))
    assert "300.00 ㎡、3 人 → 320.50 ㎡、3 人" in shown
    assert "220.50 ㎡、2 人 → 310.50 ㎡、3 人" in shown


def test_an_area_that_is_none_is_told_at_its_field(clerk):
    vote_id = a_frozen_vote()
    told = {
        "room": "101",
        "kind": "home",
        "area": "8.888",
        "source": "register",
        "reason": "改正错",
    }

    shown = clerk.post(desk(vote_id, "roll", "part"), told).content.decode()

    assert "最多两位小数" in shown


# --- ballots ------------------------------------------------------------------------------------


def test_ballots_are_issued_printed_and_served(clerk):
    vote_id = a_frozen_vote()

    answer = clerk.post(desk(vote_id, "ballots", "issue"))
    assert answer["Location"] == desk(vote_id, "ballots")
    printed = clerk.get(desk(vote_id, "ballots", "print", 1))
    served = clerk.post(
        desk(vote_id, "ballots", "serve"), {"on": "2024-07-04", "way": "上门送交", "numbers": ""}
    )

    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert served.status_code == 302
    shown = page(clerk, desk(vote_id, "ballots"))
    assert shown.count("2024年7月4日") == 3
    assert ballot_number(1) in shown


def test_there_is_nothing_to_print_beyond_the_last(clerk):
    assert clerk.get(desk(a_vote_to_count(), "ballots", "print", 9)).status_code == 404


# --- counting -----------------------------------------------------------------------------------


def entry(serial: int = 1, mark: str = "1", **told: str) -> dict[str, str]:
    return {"code": ballot_number(serial), "mark_1": mark, "flaw": ""} | told


def test_two_tellers_type_and_the_figures_fill():
    vote_id = a_vote_to_count()
    one, other = browser_of(Role.C_OP, YANHU), browser_of(Role.C_LD, YANHU)
    address = desk(vote_id, "count")

    answer = one.post(address, entry(), follow=True).content.decode()
    assert "等另一人录入" in answer
    assert "等您录入" in page(other, address)
    other.post(address, entry())

    shown = page(one, address)
    assert "3·Pa ≥ 2·A" in shown
    assert "300.00 ＜ 600.00" in shown
    assert "离参与比例还差 100.00 ㎡、1 人" in shown


def test_what_another_read_is_not_shown_before_both_have():
    vote_id, (first, _) = a_vote_to_count(), tellers()
    enter(vote_id, 1, NO, first)
    browser = browser_of(Role.C_LD, YANHU)
    row = ballot(vote_id, 1)

    for address in (desk(vote_id, "ballots"), desk(vote_id, "ballots", row.pk)):
        assert "反对" not in page(browser, address).replace("反对</p>", "")


def test_how_a_room_voted_is_the_owners_own_register(clerk):
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, NO)
    addresses = [desk(vote_id, "ballots"), desk(vote_id, "ballots", ballot(vote_id, 1).pk)]

    for address in addresses:
        assert "<td>反对</td>" not in page(clerk, address)
        assert "<b>反对</b>" not in page(clerk, address)
    browser = owner_browser(vote_id)
    assert "<td>反对</td>" in page(browser, addresses[0])
    assert "<b>反对</b>" in page(browser, addresses[1])


def test_a_scan_is_typed_like_a_number(clerk):
    vote_id = a_vote_to_count()

    clerk.post(desk(vote_id, "count"), entry() | {"code": reads.token_of(vote_id, 2)})

    assert BallotEntry.objects.get().ballot.serial == 2


def test_a_wrong_number_keeps_what_was_chosen(clerk):
    shown = clerk.post(desk(a_vote_to_count(), "count"), entry(code="00011")).content.decode()

    assert "票号“00011”不对" in shown
    assert 'value="1" class="form-check-input" id="id_mark_1_0" checked' in shown
    assert not BallotEntry.objects.exists()


def test_a_difference_is_shown_with_both_readings_and_settled_by_both():
    vote_id = a_vote_to_count()
    one, other = browser_of(Role.C_OP, YANHU), browser_of(Role.C_LD, YANHU)
    one.post(desk(vote_id, "count"), entry())
    answer = other.post(desk(vote_id, "count"), entry(mark="2"), follow=True).content.decode()
    assert "与另一人录入的不一致" in answer
    shown = page(one, desk(vote_id, "differences"))
    assert "：赞成" in shown
    assert "：反对" in shown

    for browser in (one, other):
        assert browser.post(desk(vote_id, "differences"), entry(mark="2")).status_code == 302

    assert "没有不一致的票" in page(one, desk(vote_id, "differences"))
    assert BallotEntry.objects.count() == 4


def test_an_invalid_ballot_is_entered_with_its_reason(clerk):
    vote_id = a_vote_to_count()
    told = {"code": ballot_number(1), "flaw": "altered"}

    assert clerk.post(desk(vote_id, "count"), told).status_code == 302
    assert BallotEntry.objects.get().flaw == "altered"


def test_a_ballot_that_both_read_wrong_is_opened_again_on_its_page(clerk):
    vote_id = a_vote_to_count()
    both_enter(vote_id, 1, YES)
    address = desk(vote_id, "ballots", ballot(vote_id, 1).pk)
    assert "计票甲" in page(clerk, address)

    answer = clerk.post(address, {"reason": "两人都录成了邻票"})

    assert answer["Location"] == desk(vote_id, "count")
    assert not BallotEntry.objects.standing().exists()


# --- the result ---------------------------------------------------------------------------------


def test_the_count_is_closed_posted_and_its_result_stands_on_the_card():
    vote_id = a_vote_to_count()
    for serial in (1, 2):
        both_enter(vote_id, serial, YES)
    with clock.standing_at(COUNTED):
        told = {"on": "2024-07-11", "witness": "东城街道 赵某"}
        answer = browser_of(Role.C_OP, YANHU).post(desk(vote_id, "close"), told)
        assert answer["Location"] == desk(vote_id)
    with clock.standing_at(POSTED):
        browser = browser_of(Role.C_OP, YANHU)
        browser.post(desk(vote_id, "post"), {"on": "2024-07-12", "place": "各单元门口"})

        shown = page(browser, desk(vote_id))
    assert "600.00 ＝ 600.00" in shown
    assert "2025年7月12日" in shown
    assert "通过" in shown
    assert VoteClosing.objects.get().digest in shown


def test_a_refusal_to_close_is_told_on_the_page(clerk):
    told = {"on": "2024-07-05", "witness": "赵某"}

    shown = clerk.post(desk(a_vote_to_count(), "close"), told).content.decode()

    assert "7月10日才截止" in shown


def test_an_objection_is_made_answered_and_counted_again():
    vote_id = a_closed_vote(YES, YES)
    post(vote_id)
    with clock.standing_at(POSTED + timedelta(days=3)):
        clerk = browser_of(Role.C_OP, YANHU)
        told = {"on": "2024-07-13", "room": "1号楼 103", "text": "没有收到票"}
        assert clerk.post(desk(vote_id, "objections"), told).status_code == 302
        objection = Objection.objects.get()
        assert "没有收到票" in page(clerk, desk(vote_id, "objections"))
        answer = {"on": "2024-07-15", "is_upheld": "yes", "recounts": "on", "text": "确实漏送"}
        done = clerk.post(desk(vote_id, "objections", objection.pk), answer)
        shown = page(clerk, desk(vote_id))

    assert done.status_code == 302
    assert the_vote(vote_id).stage == "counting"
    assert "以前的结果" in shown


def test_a_vote_that_is_given_up_says_so(clerk):
    vote_id = a_frozen_vote()

    clerk.post(desk(vote_id, "drop"), {"reason": "另行通知"})

    assert "已作罢" in page(clerk, desk(vote_id))


# --- who ----------------------------------------------------------------------------------------


def test_owners_do_the_whole_walk_from_their_own_list():
    with clock.standing_at(NOW):
        vote_id = a_vote()
        with_roll(vote_id)
        browser = owner_browser(vote_id)
        assert "解聘物业服务企业表决" in page(browser, "/desk/votes/")
        assert browser.post(desk(vote_id, "roll", "freeze"), {}).status_code == 302
        assert browser.post(desk(vote_id, "ballots", "issue")).status_code == 302
    assert browser.post(desk(vote_id, "count"), entry()).status_code == 302


def test_the_city_looks_and_has_no_button():
    vote_id = a_vote_to_count()
    browser = browser_of(Role.M_OP)

    shown = page(browser, desk(vote_id))
    assert "下一步" not in shown
    assert browser.post(desk(vote_id, "count"), entry()).status_code == 200
    assert not BallotEntry.objects.exists()


def test_another_county_finds_nothing():
    vote_id = a_vote_to_count()
    stranger = browser_of(Role.C_OP, YONGJI)

    assert stranger.get(desk(vote_id)).status_code == 404
    assert stranger.post(desk(vote_id, "count"), entry()).status_code == 404


def test_every_page_opens_at_every_stage(clerk):
    other = an_exit_case(community=a_community("西湖"))
    votes = [a_vote(other), a_frozen_vote(), a_vote_to_count(), a_closed_vote(YES, NO)]

    for vote_id in votes:
        for tail in ("", "roll/", "ballots/", "count/", "differences/", "objections/", "plan/"):
            # A page of its own and no way back to another.
            assert the_vote(vote_id).title in page(clerk, f"{desk(vote_id)}{tail}"), tail
