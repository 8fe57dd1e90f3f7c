"""The demo's company: one order to answer, one answered, one with more time asked, one to take."""

import pytest

from tests.jobs.demo.stages import a_daily, play, registers
from tests.web.visitors import Browser
from tingban.data.documents.models import Attachment
from tingban.data.rectification.models import Problem
from tingban.jobs.demo import at_the_door
from tingban.jobs.demo.at_the_door import Door
from tingban.jobs.demo.runner import FOUNDED, NOW
from tingban.kit import clock
from tingban.reads.rectification import company_side
from tingban.reads.rectification.company_side import Sight
from tingban.rules.rectification.stages import Stage

pytestmark = pytest.mark.django_db
PASSWORD = "Ceshi-2024-shuru"


@pytest.fixture
def door() -> Door:
    daily = a_daily()
    found = at_the_door.plan(daily, registers(["甲园", "乙园", "丙园", "丁园"]), PASSWORD, FOUNDED)
    play(daily)
    return found


def test_each_order_of_the_company_stands_at_another_step(door):
    stages = dict(Problem.objects.values_list("community__name", "stage"))
    shown = {name: _problems(door, number) for name, number in door.orders.items()}

    assert stages == {"甲园": Stage.FIX, "乙园": Stage.SUB, "丙园": Stage.FIX, "丁园": Stage.ORD}
    asked = {name: [it.is_extension_asked for it in rows] for name, rows in shown.items()}
    # What is not taken yet shows no more than that it is there.
    assert asked == {"甲园": [False], "乙园": [False], "丙园": [True], "丁园": []}
    assert Attachment.objects.count() == 1


def _problems(door: Door, number: str):
    return company_side.order(Sight(door.actor), number, today=NOW.date()).problems


def test_the_link_opens_the_order_that_waits_for_an_answer(door):
    told = door.link(NOW)
    browser = Browser()

    with clock.standing_at(NOW):
        browser.get(told["path"])
        browser.post("/company/confirm/", {"tail": told["tail"]})
        page = browser.get(f"/company/orders/{told['order']}/").content.decode()

    assert "甲园" in page
    assert "提交整改报告" in page


def test_the_login_is_a_company_and_comes_in_at_its_door(door):
    assert door.login.role == "物业服务企业"
    assert door.login.unit == "明珠物业服务有限公司"
