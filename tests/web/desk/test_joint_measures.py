"""联合惩戒措施清单 on the desk: its keepers look before they save (ADR 0032)."""

import re
from datetime import date
from io import BytesIO
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.joint import DECREE, TALK, TOMORROW, a_change, a_proposal, by, changed, ended
from tests.measures import CLUE, TODAY, counsel
from tests.people import NOW, YANHU
from tests.stories import a_company
from tests.web.form_pages import filled
from tests.web.visitors import browser_of
from tingban.actions.enforcement import joint_measures as acts
from tingban.actions.enforcement import transfers
from tingban.data.enforcement.models import JointMeasure, JointMeasureEnd, Transfer, TransferMove
from tingban.rules.actors import FIELD, READERS, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/desk/joint-measures/"
ADD, TALKING = f"{LIST}add/", f"{LIST}talk/"
CHANGE, END, WITHDRAW = f"{TALKING}change/", f"{TALKING}end/", f"{TALKING}withdraw/"
TYPED = {
    "label": "函告其上级公司", "receivers": ["market", "tax"], "articles": ["PMR-48"],
    "basis": "", "valid_from": "2024-06-18", "reason": "法规科核对依据后增加",
}  # fmt: skip


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def law():
    return browser_of(Role.M_LAW)


def county():
    return browser_of(Role.C_OP, YANHU)


CHANGED = TYPED | {
    "label": "约谈法定代表人", "articles": [], "basis": DECREE, "valid_from": "2024-06-19",
}  # fmt: skip


def sent_back(page: str, told: dict) -> dict:
    """What a browser would send from this page, where nobody types anything more."""
    hidden = filled(page)
    return told | {name: hidden[name] for name in ("mark", "seen", "version")}


def looked(browser, page: str, told: dict) -> dict:
    """What the preview gives back, to be sent as it is."""
    answer = text(browser.post(page, told))
    assert "保存前看清楚" in answer
    return sent_back(answer, told)


def saved(browser, page: str, told: dict):
    return browser.post(page, looked(browser, page, told), follow=True)


# Reading.


@pytest.mark.parametrize("role", sorted(READERS | FIELD))
def test_everybody_of_the_desk_reads_it_and_its_keepers_find_the_buttons(role):
    area = {"area": YANHU} if role.value.startswith("C-") else {}
    browser, keeps = browser_of(role, **area), role in (Role.M_LAW, Role.M_LD)

    shown, card = text(browser.get(LIST)), text(browser.get(TALKING))

    assert all(word in shown for word in ("加大抽查频次", DECREE, "第四十八条", "5月1日"))
    assert (f'href="{ADD}"' in shown) is keeps
    assert (f'href="{CHANGE}"' in card) is keeps
    for page in (ADD, CHANGE, END, WITHDRAW):
        assert browser.get(page).status_code == (200 if keeps else 403)


@pytest.mark.parametrize("role", [Role.AUD, Role.SYS])
def test_who_holds_no_business_facts_stays_outside(role):
    for page in (LIST, TALKING, ADD, CHANGE, END, WITHDRAW):
        assert browser_of(role).get(page).status_code == 403


def test_an_article_leads_to_its_words_in_the_law_book():
    shown = text(county().get(LIST))
    href = re.search(r'href="([^"]*law/[^"]*)">《物业管理条例》第四十八条<', shown)[1]

    book = text(county().get(href))
    assert "<b>第四十八条</b>" in book
    assert "<b>第二十四条</b>" not in book


def test_what_has_ended_stands_below_and_what_is_to_come_is_told():
    ended("tax", on=TODAY)
    changed("talk", valid_from=TOMORROW)
    ended("fire", on=TOMORROW)

    shown = text(county().get(LIST))
    above, _, below = shown.partition("已经停用的")

    assert "在日常管理中参考其违法违规记录" not in above
    assert "6月18日" in below
    assert "在日常管理中参考其违法违规记录" in below
    assert "2024年6月19日起改" in above
    assert "2024年6月19日起停用" in above


def test_an_empty_list_says_what_that_means_and_how_to_begin():
    for key in JointMeasure.objects.values_list("key", flat=True):
        ended(key, on=TODAY)

    assert "就不能提请联合惩戒建议" in text(county().get(LIST))
    assert text(law().get(LIST)).count(f'href="{ADD}"') == 2


def test_it_is_searched_and_taken_away():
    shown = text(county().get(f"{LIST}?q=消防法&receiver=fire"))
    assert "对消防安全防范不到位的依法查处" in shown
    assert "共同约谈" not in shown
    assert "没有符合条件的措施" in text(county().get(f"{LIST}?q=没有这样的"))

    sheet = load_workbook(BytesIO(county().get(f"{LIST}?export=xlsx").content)).active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("加大抽查频次" in row and DECREE in row for row in told)


def test_the_card_shows_what_is_to_come_who_uses_it_and_how_it_came_so():
    walk = a_proposal("talk")
    changed(valid_from=TOMORROW)

    shown = text(county().get(TALKING))

    assert "将要改成" in shown
    assert walk.number in shown
    assert "措施：共同约谈企业负责人 → 约谈企业负责人和项目经理" in shown
    assert "随平台登记的首批措施" in shown
    assert walk.number not in text(browser_of(Role.C_OP, "140881").get(TALKING))


def test_no_such_measure_is_no_page():
    assert county().get("/desk/joint-measures/none/").status_code == 404


def test_the_list_leads_here_from_the_transfers():
    assert f'href="{LIST}"' in text(county().get("/desk/transfers/"))


# Keeping.


def test_a_measure_is_looked_at_and_then_added():
    browser = law()
    answer = browser.post(ADD, TYPED)
    assert "可以选用" in text(answer)
    assert "市场监管部门、税务机关" in text(answer)
    assert not JointMeasure.objects.filter(label="函告其上级公司").exists()

    answer = browser.post(ADD, sent_back(text(answer), TYPED), follow=True)

    assert "联合惩戒措施清单已更新" in text(answer)
    assert JointMeasure.objects.get(label="函告其上级公司").receivers == ["market", "tax"]


def test_what_was_altered_after_the_preview_is_shown_once_more():
    browser = law()
    told = looked(browser, ADD, TYPED) | {"label": "函告其上级单位"}

    again = text(browser.post(ADD, told))

    assert "保存前看清楚" in again
    assert JointMeasure.objects.count() == 8
    browser.post(ADD, sent_back(again, told))
    assert JointMeasure.objects.filter(label="函告其上级单位").exists()


def test_one_form_sent_twice_adds_one():
    browser = law()
    told = looked(browser, ADD, TYPED | {"mark": "the-same-form"})

    assert [browser.post(ADD, told).status_code for _ in range(2)] == [302, 302]
    assert JointMeasure.objects.filter(label="函告其上级公司").count() == 1


def test_a_change_shows_before_and_after_and_which_proposals_it_touches():
    walk, browser = a_proposal("talk"), law()
    page = text(browser.get(CHANGE))
    assert filled(page)["label"] == ["共同约谈企业负责人"]
    assert filled(page)["valid_from"] == ["2024-06-19"]
    told = sent_back(page, CHANGED)

    shown = text(browser.post(CHANGE, told))

    assert "<td>共同约谈企业负责人</td><td><b>约谈法定代表人</b></td>" in shown
    assert shown.count("不变") == 2
    assert f"1 件用到这项措施：{walk.number}" in shown
    browser.post(CHANGE, sent_back(shown, told))
    assert JointMeasure.objects.standing().filter(key="talk").count() == 2


def test_an_end_is_looked_at_and_saved():
    told, browser = {"version": "1", "ends_on": "2024-06-18", "reason": "条款已废止"}, law()
    assert filled(text(browser.get(END)))["ends_on"] == ["2024-06-19"]
    assert "停用最早从明天（2024年6月19日）起" in text(browser.post(END, told), 422)

    answer = saved(browser, END, told | {"ends_on": "2024-06-19"})

    assert "2024年6月19日起停用" in text(browser.get(LIST))
    assert JointMeasureEnd.objects.get().ends_on == TOMORROW
    assert f'href="{CHANGE}"' not in text(answer)


def test_what_lies_ahead_is_withdrawn_with_a_reason():
    changed(valid_from=TOMORROW)
    browser = law()
    card = text(browser.get(TALKING))
    assert f'href="{WITHDRAW}"' in card
    assert f'href="{CHANGE}"' not in card
    page = text(browser.get(WITHDRAW))
    assert "撤销自 2024年6月19日起施行的新内容（约谈企业负责人和项目经理）" in page

    browser.post(WITHDRAW, filled(page) | {"reason": ["写错了"]})

    assert "已撤销" in text(browser.get(TALKING))
    assert JointMeasure.objects.standing().filter(key="talk").count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"label": "加大抽查频次"}, "清单上已有“加大抽查频次”"),
        ({"receivers": []}, "请选择可以向哪些部门建议这项措施"),
        ({"receivers": ["police"]}, "所选的部门不在可以建议的范围内"),
        ({"articles": []}, "至少写明一项依据"),
        ({"valid_from": "2024-06-17"}, "施行日期不能早于今天"),
        ({"reason": ""}, "这个字段是必填项"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(wrong, sentence):
    answer = law().post(ADD, TYPED | wrong)

    assert sentence in text(answer, 422)
    assert "法规科核对依据后增加" in text(answer, 422) or "reason" in wrong
    assert JointMeasure.objects.count() == 8


def test_the_second_of_two_is_told_and_may_look_at_what_stands():
    browser = law()
    told = sent_back(text(browser.get(CHANGE)), CHANGED | {"label": "第二位写的"})
    told = looked(browser, CHANGE, told)
    changed(label="第一位写的", valid_from=TOMORROW)

    second = browser.post(CHANGE, told)

    assert "您打开页面之后，这条记录已由" in text(second, 422)
    assert "第二位写的" in text(second, 422)
    assert filled(text(second, 422))["seen"] == [""]
    assert not JointMeasure.objects.filter(label="第二位写的").exists()


# Proposing.


def opening(**told) -> dict:
    return {
        "company": told.pop("company"), "title": "建议联合惩戒", "on": "2024-06-18", "form": "f1",
        "told_matter": "joint", "told_receiver": "tax", "told_office": "盐湖区税务局",
        "told_summary": CLUE["summary"], "told_bases": CLUE["bases"], "told_materials": "检查记录",
    } | told  # fmt: skip


def test_the_opening_form_offers_what_is_in_force_today():
    key = acts.add_measure(
        change=a_change("函告其上级公司", valid_from=TOMORROW), actor=counsel(), at=NOW
    )
    ended("expose", on=TODAY)
    page = text(county().get(reverse("desk:transfer_add"), {"company": a_company().pk}))

    offered = set(re.findall(r'name="told_measures" value="(\w+)"', page))
    assert offered == {"inspect", "awards", "tender", "talk", "price", "fire", "tax"}
    assert key not in offered
    assert "对消防安全防范不到位的依法查处（限消防救援机构）" in page


def test_a_proposal_is_made_by_the_form_and_its_card_shows_the_words():
    told = opening(company=a_company().pk, told_measures=["talk"])
    shown = text(county().post(reverse("desk:transfer_add"), told, follow=True))

    assert shown.count(TALK) == 2
    assert TransferMove.objects.get().told["measure_words"] == [TALK]


def test_what_ended_while_the_form_was_open_is_refused_with_its_sentence():
    company = a_company().pk
    ended("talk", on=TODAY)

    answer = county().post(
        reverse("desk:transfer_add"), opening(company=company, told_measures=["talk"])
    )

    assert "“共同约谈企业负责人”在 2024年6月18日不在联合惩戒措施清单上" in text(answer)
    assert not Transfer.objects.exists()


def test_the_card_says_why_it_cannot_be_approved_and_the_supplement_offers_what_holds():
    walk = a_proposal("talk")
    ended("talk", on=TODAY)
    browser = browser_of(Role.C_LD, YANHU)

    card = text(browser.get(reverse("desk:transfer", args=[walk.number])))
    page = text(browser.get(reverse("desk:transfer_step", args=[walk.number, "prepare"])))

    assert "自 2024年6月18日起已经停用，没有依据的建议不能发出" in card
    assert 'value="talk"' not in page
    assert 'value="inspect"' in page
    assert "检查记录 2 份" in page


def test_a_proposal_of_before_the_list_was_kept_is_told_by_the_names_of_its_day():
    with patch.object(transfers, "_with_words", lambda answers, _: dict(answers)):
        walk = a_proposal("talk")
    changed("talk", valid_from=TOMORROW)

    shown = text(county().get(reverse("desk:transfer", args=[walk.number])))

    assert "建议的惩戒措施（联合惩戒的）：共同约谈企业负责人" in shown
    assert "talk" not in shown


# Cost.


def asked(browser, page: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert browser.get(page).status_code == 200
    return len(told)


def test_no_page_asks_more_for_more_measures_or_more_changes():
    browser = law()
    walk = a_proposal("talk")
    changed("talk", valid_from=TOMORROW)
    pages = (LIST, TALKING, CHANGE, reverse("desk:transfer", args=[walk.number]))
    few = [asked(browser, page) for page in pages]

    for number in range(12):
        acts.add_measure(change=a_change(f"措施{number}"), actor=counsel(), at=NOW)
    for number in range(3):
        acts.withdraw_change(reason="再想想", **by("talk"))
        changed("talk", label=f"约谈{number}", valid_from=date(2024, 7, 1))

    assert [asked(browser, page) for page in pages] == few
