"""The page of what did not get out."""

import pytest

from tests.notices import delivery, message, told
from tests.people import YANHU
from tests.web.visitors import browser_of
from tingban.data.notices.models import Delivery
from tingban.rules.actors import Role
from tingban.rules.notices import DeliveryState, Kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
STUCK = "/desk/notices/stuck/"


@pytest.fixture
def city():
    return browser_of(Role.M_OP)


def page(browser, address: str = STUCK, **query: str) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_empty_it_says_what_would_stand_there(city):
    assert "没有停滞的通知" in page(city)
    assert "没有符合条件的" in page(city, state="dropped")


def test_which_ways_are_open_is_told(city, settings):
    assert "邮件、短信、微信没有开通" in page(city)
    settings.NOTICE_CHANNELS = ("mail", "sms", "wechat")
    assert "邮件、短信、微信已开通。" in page(city)
    settings.NOTICE_CHANNELS = ("mail",)
    assert "邮件已开通，短信、微信没有开通" in page(city)
    assert "邮件已开通，短信、微信没有开通" in page(browser_of(Role.SYS), "/desk/settings/")


def test_it_tells_why_and_how_often(city):
    delivery(DeliveryState.FAILED, tries=3, note="邮件服务器连接不上，或中途断开")

    shown = page(city)

    assert "邮件服务器连接不上，或中途断开" in shown
    assert "自动再发" in shown
    assert "发了 3 次" in shown


def test_the_number_that_is_stuck_stands_where_its_keepers_begin(city):
    delivery()
    delivery()

    assert "通知没有送达" in page(city, "/desk/")
    for browser in (city, browser_of(Role.SYS)):
        assert '没有送达 <span class="tb-tab-count">2</span>' in page(browser, "/desk/notices/")
    county = browser_of(Role.C_LD, YANHU)
    assert "没有送达" not in page(county, "/desk/notices/") + page(county, "/desk/")


def test_one_is_sent_again_and_the_list_stays_as_it_was_narrowed(city):
    row = delivery()

    answer = city.post(f"{STUCK}{row.pk}/resend/?state=stuck")

    assert answer["Location"] == f"{STUCK}?state=stuck"
    assert Delivery.objects.get().state == "waiting"


def test_all_are_sent_again_at_once(city):
    assert "全部重新发送" not in page(city)
    delivery()
    delivery()
    assert "全部重新发送" in page(city)

    told_page = city.post(f"{STUCK}resend/", follow=True).content.decode()

    assert "已重新发送 2 条" in told_page
    assert "没有停滞的通知" in city.post(f"{STUCK}resend/", follow=True).content.decode()


def test_to_let_one_be_asks_why(city):
    row = delivery()
    address = f"{STUCK}{row.pk}/drop/"

    asked = page(city, address)
    kept = city.post(address, {"reason": ""}).content.decode()
    done = city.post(address, {"reason": "已电话告知"}, follow=True).content.decode()

    assert "邮件给盐湖区 县级经办、县级负责人" in asked
    assert "这个字段是必填项" in kept
    assert "已记下，不再发送。" in done
    assert Delivery.objects.get().note == "已电话告知"


def test_what_has_been_seen_to_is_told(city):
    row = delivery(DeliveryState.DELIVERED)

    assert city.post(f"{STUCK}{row.pk}/resend/").status_code == 409
    kept = city.post(f"{STUCK}{row.pk}/drop/", {"reason": "已电话告知"}).content.decode()
    assert "现在是“已交付”" in kept


def test_the_administrator_reads_no_content():
    row = delivery(notice=told(message=message("锦绣花园漏水", Kind.OVERDUE)))
    browser = browser_of(Role.SYS)

    for address in (STUCK, f"{STUCK}{row.pk}/drop/"):
        assert "锦绣花园漏水" not in page(browser, address)
    assert "逾期" in page(browser)
