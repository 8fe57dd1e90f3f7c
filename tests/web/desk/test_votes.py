"""业主表决 on the desk: opened on its exit, its roll brought, frozen, corrected; who sees it."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import NOW, YONGJI
from tests.rules.exits.rolls import a_row
from tests.stories import a_community
from tests.votes import (
    NO,
    PLAN,
    YES,
    a_closed_vote,
    a_frozen_vote,
    a_vote,
    a_vote_to_count,
    an_exit_case,
    parts,
    the_vote,
    three_homes,
    with_roll,
)
from tests.web.desk.vote_pages import desk, entry, owner_browser, page, plan_form, upload
from tests.web.visitors import browser_of
from tingban.data.audit.models import Entry
from tingban.data.exits.models import BallotEntry, Vote
from tingban.data.registry.models import Community
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_voting")]


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


def test_the_page_of_freezing_lists_each_gap_and_asks_why_where_there_is_one(clerk):
    with clock.standing_at(NOW):
        vote_id = a_vote()
        with_roll(vote_id)
        address = desk(vote_id, "roll", "freeze")
        assert "不一致的原因" not in page(clerk, address)
        Community.objects.update(households=125, exclusive_area="14496.00")
        told = page(clerk, address)
        refused = clerk.post(address, {"names_checked": "on", "gap_reason": " "})
        assert the_vote(vote_id).stage == "roll"
        done = clerk.post(address, {"names_checked": "on", "gap_reason": "台账含二期"})

    assert "<li>计入面积：清册 300.00 ㎡，小区台账 14496.00 ㎡</li>" in told
    assert "<li>户数：清册住宅 3 套，小区台账 125 户</li>" in told
    assert "不一致的原因<" in told.replace("</label>", "<")
    assert "（选填）" not in told
    assert refused.status_code == 200
    assert "tb-error" in refused.content.decode()
    assert done.status_code == 302
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
