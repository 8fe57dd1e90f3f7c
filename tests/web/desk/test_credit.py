"""The desk's pages of credit pushes, used as a clerk uses them (DOMAIN 7)."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import credit
from tests.credit import NOW, PENALTY, fresh
from tests.people import YANHU
from tests.web.visitors import browser_of
from tingban.data.enforcement.models import CreditPush
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.enforcement.credit_stages import CreditStage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def browser():
    return browser_of(Role.C_OP, YANHU)


def page(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def items(number: str, **told) -> dict:
    """The form as a clerk fills it in."""
    told = credit.asked_of(number) | told
    said = {f"told_{name}": value for name, value in told.items() if value not in (None, "")}
    return said | {
        "told_CF_NR_FK": "2000.00", "version": fresh(number).version,
    }  # fmt: skip


def test_a_push_is_opened_with_the_number_of_the_penalty(browser):
    credit.a_penalty()
    told = {"title": "推送", "on": "2024-06-18", "told_penalty": PENALTY, "form": "m"}

    answer = browser.post("/desk/credit-pushes/add/", told)

    assert answer.status_code == 302
    assert CreditPush.objects.get().about == PENALTY


def test_the_item_form_knows_the_register_and_says_what_is_missing(browser):
    number = credit.a_k1()

    text = page(browser, f"/desk/credit-pushes/{number}/build/")

    assert f'value="{PENALTY}"' in text
    assert 'value="2000' in text
    assert "违法事实：没有填写。" in text
    assert "最短 3 个月，最长 36 个月" in text
    assert "法定代表人证件号码" not in text


def test_all_faults_stand_beside_their_items_and_what_was_typed_stays(browser):
    number = credit.a_k1()
    told = items(number, CF_SY="", CF_CFJGDM="11140802MB0T000012", CF_NR="罚款二千元整")

    text = browser.post(f"/desk/credit-pushes/{number}/build/", told).content.decode()

    assert "没有填写。" in text
    assert "校验位不对" in text
    assert "罚款二千元整" in text
    assert fresh(number).stage == CreditStage.DUE


def test_whole_items_go_to_the_lawyer(browser):
    number = credit.a_k1()

    answer = browser.post(f"/desk/credit-pushes/{number}/build/", items(number))

    assert answer.status_code == 302, answer.content.decode()
    assert fresh(number).stage == CreditStage.BUILT
    assert "待法制审核" in page(browser, f"/desk/credit-pushes/{number}/")


def test_what_was_sent_is_corrected_with_a_reason(browser):
    number = credit.acknowledged()
    path = f"/desk/credit-pushes/{number}/amend/"

    assert "更正的原因" in page(browser, path)
    told = items(number) | {"reason": "处罚内容抄错"}
    assert browser.post(path, told).status_code == 302
    assert fresh(number).stage == CreditStage.AMENDED


def test_a_closed_step_leads_back_with_its_sentence(browser):
    number = credit.sent()

    answer = browser.get(f"/desk/credit-pushes/{number}/build/", follow=True)

    assert "不能组织推送信息" in answer.content.decode()


def test_what_is_ready_leaves_in_one_file_and_is_fetched(browser):
    number = credit.reviewed()
    assert number in page(browser, "/desk/credit/send/")

    answer = browser.post("/desk/credit/send/", {"numbers": [number], "format": "csv"}, follow=True)

    assert "稍后写入报送文件夹" in answer.content.decode()
    batch = credit.batch_of(number)
    assert "等待写入" in page(browser, "/desk/credit/send/")
    data = b"".join(browser.get(f"/desk/credit/files/{batch}/").streaming_content)
    assert PENALTY in data.decode("utf-8-sig")


def test_what_is_stuck_says_why_and_what_to_do(browser):
    number = credit.sent()
    assert "没有停滞的推送" in page(browser, "/desk/credit/stuck/")

    with clock.standing_at(NOW + timedelta(days=20)):
        text = page(browser_of(Role.C_OP, YANHU), "/desk/credit/stuck/")

    assert "过期没有回执，请向平台催要" in text
    assert f"/desk/credit-pushes/{number}/acknowledge/" in text


def test_receipts_come_in_as_a_file(browser):
    number = credit.sent()
    file = SimpleUploadedFile("回执.csv", f"推送编号,回执编号\n{number},SX-9\n".encode())

    answer = browser.post("/desk/credit/receipts/", {"file": file}, follow=True)

    assert "已登记回执 1 条" in answer.content.decode()
    assert fresh(number).stage == CreditStage.ACK


def test_a_file_that_is_no_table_is_refused_beside_the_form(browser):
    file = SimpleUploadedFile("回执.csv", b"\x00\x00")

    answer = browser.post("/desk/credit/receipts/", {"file": file})

    assert "文件不是 CSV 表格" in answer.content.decode()


def test_a_month_is_reconciled_and_its_result_stays(browser):
    credit.acknowledged()
    file = SimpleUploadedFile("名单.csv", f"文号,处罚内容\n{PENALTY},另一内容\n".encode())

    answer = browser.post("/desk/credit/checks/", {"month": "2024-06", "file": file}, follow=True)

    text = answer.content.decode()
    assert "内容不一致" in text
    assert "另一内容" in text
    assert "2024年6月" in page(browser, "/desk/credit/checks/")


def test_the_lawyer_sees_what_is_stuck_and_sends_nothing():
    browser = browser_of(Role.M_LAW)

    assert "发出和文件" not in page(browser, "/desk/credit/stuck/")
    assert browser.get("/desk/credit/send/").status_code == 403


@pytest.mark.parametrize("why", ["", "企业突然撤场"])
def test_a_refusal_is_worded_with_a_day_of_decision_or_why_there_is_none(browser, why):
    told = {"decided_on": None, "notice_served_on": None} if why else {}
    number = credit.a_k2(**told, no_decision=why)
    address = f"/desk/credit-pushes/{number}/build/"
    said = {
        f"told_{name}": "\n".join(value) if isinstance(value, list) else value
        for name, value in credit.asked_of(number, nature="regulatory").items()
    }  # fmt: skip

    assert why in page(browser, address)
    if why:
        both = browser.post(address, said | {"told_decided_on": "2024-03-01", "version": "1"})
        assert "又写了没有解聘决定的原因，请核对，只留一项" in both.content.decode()
    assert browser.post(address, said | {"version": "1"}).status_code == 302
    assert fresh(number).stage == CreditStage.BUILT


def test_a_day_of_decision_is_added_by_its_own_form(browser):
    number = credit.a_k2(decided_on=None, no_decision="企业书面通知到期不续聘")
    address = f"/desk/credit-pushes/{number}/add_decision/"
    asked = page(browser, address)
    assert "原来写的原因留在时间线上" in asked
    assert "补录的解聘决定日期" in asked

    said = {
        "told_decision_on": "2024-03-01", "told_decision_proof": "业主大会决定", "reason": "补交",
        "on": NOW.date().isoformat(), "version": "1",
    }  # fmt: skip
    assert browser.post(address, said).status_code == 302

    card = page(browser, f"/desk/credit-pushes/{number}/")
    assert "补录决定日期" in card
    assert "2024年3月1日" in card
    assert 'value="2024-03-01"' in page(browser, f"/desk/credit-pushes/{number}/build/")


def test_a_long_story_is_folded_and_a_long_fact_has_its_own_line(browser):
    evidence = tuple(f"第 {number} 号送达回证，2024年5月20日由某某签收" for number in range(1, 9))
    number = credit.a_k2(evidence=evidence)

    card = page(browser, f"/desk/credit-pushes/{number}/")

    assert '<details class="tb-timeline-note"><summary>' in card
    assert re.search(r'<div class="tb-facts-wide"><dt[^>]*>证据材料', card)
    assert re.search(r"<div><dt[^>]*>小区", card)


def test_a_step_that_needs_its_reason_does_not_call_it_optional(browser):
    number = credit.a_k2(decided_on=None, no_decision="企业书面通知到期不续聘")
    address = f"/desk/credit-pushes/{number}/add_decision/"
    said = {"told_decision_on": "2024-03-01", "told_decision_proof": "决定", "reason": "",
            "on": NOW.date().isoformat(), "version": "1"}  # fmt: skip

    assert re.search(r"说明</label>", page(browser, address))
    assert "请写明原因和依据。" in browser.post(address, said).content.decode()
