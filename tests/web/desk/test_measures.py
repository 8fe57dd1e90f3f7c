"""核级, 移送, 曝光 on the desk: list, card, opening, a step, what the public will read."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.actions.enforcement.test_enforcement import punish
from tests.measures import CLUE, RATING, TEXT, TODAY, a_level_case, a_transfer, an_exposure
from tests.people import NOW, YANHU, head
from tests.stories import a_community, a_company
from tests.web.visitors import browser_of
from tingban.actions.enforcement.penalties import revoke_penalty
from tingban.data.enforcement.models import ExposureCase, LevelCase, Penalty, Transfer
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.enforcement import PenaltyOrgan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def chosen(company, place=None) -> dict:
    """What the page was opened for."""
    return {"company": company.pk} | ({"community": place.code} if place else {})


def test_the_lists_show_what_stands(desk):
    walks = [
        a_level_case(a_community("甲苑", fee_mode="guided")), a_transfer(),
        an_exposure(a_company()),
    ]  # fmt: skip

    for walk, name in zip(walks, ("level_cases", "transfers", "exposure_cases"), strict=True):
        assert walk.number in text(desk.get(reverse(f"desk:{name}")))


def test_a_card_says_what_is_next_and_what_is_missing(desk):
    walk = a_level_case(a_community(fee_mode="guided"), a_company()).step("rate", **RATING)

    shown = text(desk.get(reverse("desk:level_case", args=[walk.number])))

    assert "待告知企业" in shown
    assert "告知书已送达企业" in shown
    assert "重新核定物业服务等级告知书" in shown


def test_a_draft_that_may_begin_is_called_by_its_case(desk):
    level = a_level_case(a_community("甲苑", fee_mode="guided"), a_company())
    letter = a_transfer()

    shown = text(desk.get(reverse("desk:level_case", args=[level.number])))
    handed = text(desk.get(reverse("desk:transfer", args=[letter.number])))

    assert "关于重新核定甲苑物业服务等级的决定" in shown
    assert f"关于移送{letter.row.title}的函" in handed
    for words in ("关于移送案由的函", "涉嫌犯罪案件移送书", "联合惩戒建议函"):
        assert words not in handed
    # Nothing is drafted before it was rated, or approved: all stand behind.
    for page in (shown, handed):
        assert "现在起草" not in page
        assert "其他文书" in page


def test_a_level_case_is_begun_and_rated_by_its_forms(desk):
    place, company = a_community(fee_mode="guided"), a_company()
    told = {"title": "服务不到位", "on": TODAY, "form": "f1", "told_voices": "业委会来函反映"}
    answer = desk.post(reverse("desk:level_case_add"), chosen(company, place) | told)
    number = LevelCase.objects.get().number
    assert answer.url == reverse("desk:level_case", args=[number])

    told = {
        "on": TODAY, "version": 1, "told_raters": "甲 住建局\n乙 街道\n丙 业委会",
        "told_site": "小区内", "told_sheet": "保洁 50 30 31 32\n秩序 50 40 41 42",
        "told_standard": "试行标准", "told_findings": "不到位", "told_old_level": "二级",
        "told_proposed": "三级",
    }  # fmt: skip
    desk.post(reverse("desk:level_case_step", args=[number, "rate"]), told)

    assert LevelCase.objects.get().stage == "rated"


def test_the_score_sheet_shows_what_each_gave_and_the_mean(desk):
    walk = a_level_case(a_community(fee_mode="guided"))
    address = reverse("desk:level_score", args=[walk.number])
    assert "没有评分表" in text(desk.get(address), 404)

    walk.step("rate", **RATING)

    shown = text(desk.get(address))
    for part in ("<b>71.5</b>", "<b>70</b>", "<b>73</b>", "评乙"):
        assert part in shown


def test_where_the_fee_is_free_the_form_says_what_to_do_instead(desk):
    place, company = a_community(fee_mode="market"), a_company()
    told = chosen(company, place) | {"title": "核级", "on": TODAY, "form": "f1"}

    shown = text(desk.post(reverse("desk:level_case_add"), told))

    assert "建议由业主、业主委员会按物业服务合同调整服务内容和收费" in shown
    assert not LevelCase.objects.exists()


def test_a_transfer_is_asked_for_by_its_form(desk):
    company = a_company()
    told = {f"told_{name}": value for name, value in CLUE.items() if name != "materials"}
    desk.post(
        reverse("desk:transfer_add"),
        chosen(company)
        | {"title": "收费问题", "on": TODAY, "form": "f1", "told_materials": "票据 6 张"}
        | told,
    )

    assert Transfer.objects.get().stage == "draft"


def test_what_is_not_a_companys_is_asked_for_without_one(desk):
    add = reverse("desk:transfer_add")
    assert f"{add}?company=none" not in text(desk.get(add, {"company": "none"}))
    assert 'href="?company=none">不针对企业</a>' in text(desk.get(add))
    assert "不针对企业" not in text(desk.get(reverse("desk:exit_case_add")))

    told = {f"told_{name}": value for name, value in CLUE.items() if name != "materials"}
    told |= {"told_materials": "照片 6 张", "company": "none", "on": TODAY}
    refused = text(desk.post(add, told | {"title": "收费", "form": "f1"}))
    fire = {"told_receiver": "fire", "told_office": "盐湖区消防救援大队"}
    desk.post(add, told | fire | {"title": "消防通道堵塞", "form": "f2"})

    assert "都针对企业，请选定企业" in refused
    assert (Transfer.objects.get().title, Transfer.objects.get().company) == ("消防通道堵塞", None)


def test_an_exposure_is_chosen_and_its_public_text_shown_before_anybody_reads_it(desk):
    company, place = a_company(), a_community()
    told = {f"told_{name}": value for name, value in TEXT.items() if name != "facts"}
    desk.post(
        reverse("desk:exposure_case_add"),
        chosen(company, place) | {
            "title": "公共收益", "on": TODAY, "form": "f1", "told_ground": "refusal",
            "told_refusal": "6 月 1 日催告", "told_facts": "\n".join(TEXT["facts"]),
        } | told,
    )  # fmt: skip
    number = ExposureCase.objects.get().number

    card = text(desk.get(reverse("desk:exposure_case", args=[number])))
    preview = text(desk.get(reverse("desk:exposure_preview", args=[number])))

    assert reverse("desk:exposure_preview", args=[number]) in card
    assert "王某拒签，电话（电话已隐去）" in preview
    assert "13835900017<small>电话" in preview


def test_public_criticism_is_refused_in_words_on_the_form():
    walk = an_exposure(a_company())
    walk.step("check", by=head(), sources=["甲", "乙"], is_checked=True)
    counsel = browser_of(Role.M_LAW, "140800")

    shown = text(
        counsel.post(
            reverse("desk:exposure_case_step", args=[walk.number, "admit"]),
            {"on": TODAY, "version": 2, "told_nature": "criticism", "told_opinion": "通报批评"},
        )
    )

    assert "行政处罚法第九条第一项" in shown
    assert walk.row.stage == "checked"


def rate(walk) -> str:
    return reverse("desk:level_case_step", args=[walk.number, "rate"])


RATED = {
    "on": TODAY, "version": 1, "told_raters": "甲 住建局\n乙 街道\n丙 业委会",
    "told_site": "小区内", "told_standard": "试行标准", "told_findings": "不到位",
    "told_old_level": "二级", "told_proposed": "三级",
}  # fmt: skip


def cells(*rows: tuple[str, ...]) -> dict[str, str]:
    return {
        f"told_sheet-{row}-{place}": cell
        for row, line in enumerate(rows)
        for place, cell in enumerate(line)
    }


def test_the_sheet_is_one_table_with_the_usual_items(desk):
    shown = text(desk.get(rate(a_level_case(a_community(fee_mode="guided"), a_company()))))

    assert 'name="told_sheet-0-0" value="基本要求（合同、人员、公开）"' in shown
    assert 'name="told_sheet-4-1" value="20"' in shown
    assert 'aria-label="第1行，评定人5的得分"' in shown
    assert "<b>100</b>" in shown


def test_what_the_table_was_told_is_kept_a_line_an_item(desk):
    walk = a_level_case(a_community(fee_mode="guided"), a_company())
    told = cells(
        ("房屋 管理", "50", "40", " 41", "42.5"), ("", "", ""), ("保洁", "50", "30", "31", "32")
    )

    answer = desk.post(rate(walk), RATED | told)

    assert answer.status_code == 302
    assert walk.row.moves.get(step="rate").told["sheet"] == [
        "房屋管理 50 40 41 42.5", "保洁 50 30 31 32",
    ]  # fmt: skip
    score = text(desk.get(reverse("desk:level_score", args=[walk.number])))
    assert "<b>74.5</b>" in score


def test_a_cell_left_empty_is_told_and_never_filled_by_the_next(desk):
    walk = a_level_case(a_community(fee_mode="guided"), a_company())
    told = cells(("房屋管理", "50", "40", "", "42"), ("保洁", "50", "30", "31", "32"))

    shown = text(desk.post(rate(walk), RATED | told))

    assert "“空”不是分数" in shown
    assert 'name="told_sheet-0-3" value=""' in shown
    assert 'name="told_sheet-0-4" value="42"' in shown
    # The sums stand below what was typed.
    assert "<b>70</b>" in shown
    assert walk.row.stage == "begun"


def test_a_sheet_that_nobody_filled_is_asked_for(desk):
    walk = a_level_case(a_community(fee_mode="guided"), a_company())

    assert "tb-error" in text(desk.post(rate(walk), RATED | cells(("", "", ""))))
    assert walk.row.stage == "begun"


def a_decision(company) -> str:
    return punish(company, number="盐市监罚〔2024〕7号", organ=PenaltyOrgan.MARKET)


def test_from_a_decision_of_the_register_the_form_begins_with_it(desk):
    company, place = a_company(), a_community()
    number = a_decision(company)
    row = Penalty.objects.get()

    card = text(desk.get(reverse("desk:penalty", args=[row.pk])))
    address = unescape(card.partition('href="/desk/exposure-cases/add/')[2].partition('"')[0])
    pick = text(desk.get(f"/desk/exposure-cases/add/{address}&q={place.name}"))
    on = unescape(pick.partition('<a href="?')[2].partition('"')[0])
    form = text(desk.get(f"/desk/exposure-cases/add/?{on}"))

    assert f"penalty={quote(number)}" in on
    assert re.search(r'value="penalty"[^>]* checked', form)
    assert re.search(f'value="{re.escape(number)}"[^>]* checked', form)
    assert f"{number}（2024年6月" in form
    assert "盐湖区市场监管部门" in form
    assert "不停止执行（行政处罚法第七十三条）" in form


def test_without_a_decision_in_the_register_none_is_asked_for(desk):
    company, place = a_company(), a_community()

    form = text(desk.get(reverse("desk:exposure_case_add"), chosen(company, place)))

    assert "据以曝光的处罚决定" not in form
    assert "送达企业的日期" not in form


def test_the_card_shows_what_it_rests_on_and_whether_that_stands(desk):
    company = a_company()
    number = a_decision(company)
    told = {"ground": "penalty", "penalty": number, "penalty_served_on": "2024-06-17"}
    walk = an_exposure(company, **told)
    address = reverse("desk:exposure_case", args=[walk.number])

    before = text(desk.get(address))
    revoke_penalty(number=number, on=TODAY, reason="复议撤销", actor=head(), at=NOW)
    after = text(desk.get(address))

    assert reverse("desk:penalty", args=[Penalty.objects.get().pk]) in before
    assert "仍然有效" in before
    assert f"处罚决定 {number} 已于 2024年6月18日撤销，不能以它曝光" in after
