"""The desk's pages of penalty cases, used as an officer, a head and 法规科 use them."""

import pytest

from tests.measures import a_transfer
from tests.penalties import OFFICERS, PENALTY, WAN, a_case, at, noticed, served
from tests.people import YANHU
from tests.web.visitors import browser_of
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.enforcement.penalty_stages import Act, PaperKey, Stage

pytestmark = pytest.mark.django_db


def page(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_head_reads_on_the_card_what_is_missing_before_the_decision():
    walk = noticed()
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.C_LD, YANHU), f"/desk/penalty-cases/{walk.number}/")

    assert "作出处罚决定" in text
    assert "《行政处罚决定书》还没有签发" in text
    assert "处罚决定 90 日" in text
    assert walk.problem.number in text


def test_a_fine_outside_the_range_is_refused_on_the_form_and_what_was_typed_stays():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE).take(Act.COLLECT,
        officers=OFFICERS,
        evidence=["照片"])  # fmt: skip
    walk.take(Act.CONCLUDE).paper(PaperKey.REPORT)
    told = {f"told_{name}": value for name, value in PENALTY.items()}
    told |= {"told_fine": "30000.00", "on": "2024-06-19", "version": walk.row.version}
    browser = browser_of(Role.C_ENF, YANHU)
    address = f"/desk/penalty-cases/{walk.number}/propose/"
    with clock.standing_at(at(walk.on, 16)):
        refused = browser.post(address, told).content.decode()
        taken = browser.post(address, told | {"told_fine": "50000.00"})

    assert "规定罚款5万元以上20万元以下，拟罚3万元不在幅度之内" in refused
    assert "三日内停止占用" in refused
    assert taken.status_code == 302
    assert walk.row.moves.standing().latest("id").told["fine"] == 5 * WAN


def test_counsel_finds_the_case_and_is_offered_the_review_alone():
    walk = noticed()
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.M_LAW), f"/desk/penalty-cases/{walk.number}/")

    assert f"/desk/penalty-cases/{walk.number}/review/" in text
    assert f"/desk/penalty-cases/{walk.number}/decide/" not in text
    assert walk.row.stage == Stage.NOTICED


def test_what_went_to_the_police_is_chosen_from_what_was_sent():
    walk = a_case()
    clue = a_transfer(company_id=walk.company.pk).sent()
    other = a_transfer().sent()
    browser = browser_of(Role.C_LD, YANHU)
    address = f"/desk/penalty-cases/{walk.number}/hand_over/"
    told = {
        "told_receiver_organ": "police", "told_transfer": clue.number, "on": "2024-06-18",
        "reason": "涉嫌挪用资金", "version": walk.row.version,
    }  # fmt: skip
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser, address)
        refused = browser.post(address, told).content.decode()

    assert f'value="{clue.number}"' in text
    assert other.number not in text
    assert "登记移送回执，再在这里选那件移送" in refused
    assert walk.row.stage == Stage.CLUE


def test_the_card_says_what_is_owed_today_until_when_and_which_limit_its_badge_shows():
    walk = served().to(7, 30)
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.C_ENF, YANHU), f"/desk/penalty-cases/{walk.number}/")

    assert '<span class="tb-note">行政处罚公示 7 个工作日</span> <span class="tb-chip' in text
    assert "62,000.00 元 ＝ 罚款 50,000.00 元 ＋ 加处罚款 12,000.00 元" in text
    assert "缴款期限：2024年7月22日" in text
    assert "复议期限：2024年9月3日" in text
    assert "起诉期限：2025年1月6日" in text


def test_while_a_hearing_runs_the_card_says_that_the_limit_stands_still():
    walk = noticed().to(6, 28).take(Act.ASK_HEARING)
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.C_LD, YANHU), f"/desk/penalty-cases/{walk.number}/")

    # Filed on the 19th: the 20th to the 27th counted.
    assert "停止计时" in text
    assert "6月28日起听证期间不计，已用 8 天，还剩 82 天" in text
    # Nothing was held or called: no line says that it was.
    assert "按通知的日期听证" not in text


def test_of_two_inspections_both_are_told():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION)
    walk.to(6, 20).take(Act.INSPECT, findings="车库内另有收费岗亭")
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.C_ENF, YANHU), f"/desk/penalty-cases/{walk.number}/")

    assert "道路划线收费二十处" in text
    assert "车库内另有收费岗亭" in text


def test_a_closed_case_is_listed_for_its_publicity_and_says_so():
    walk = served().to(7, 10).take(Act.PAY_ALL, amount=5 * WAN, voucher="1")
    walk.paper(PaperKey.CLOSING).take(Act.CLOSE)
    browser = browser_of(Role.C_ENF, YANHU)
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser, "/desk/")

    assert f"已结案 · 还待行政处罚公示 · {walk.number}" in text


def test_counsel_finds_on_the_first_page_what_waits_for_a_review():
    walk = a_case().to(6, 19).paper(PaperKey.FILING).take(Act.FILE)
    walk.take(Act.INSPECT).paper(PaperKey.INSPECTION).take(Act.CONCLUDE).paper(PaperKey.REPORT)
    walk.take(Act.PROPOSE)
    with clock.standing_at(at(walk.on, 16)):
        text = page(browser_of(Role.M_LAW), "/desk/")

    assert "等我办理的处置" in text
    assert walk.number in text
