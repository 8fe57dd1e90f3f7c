"""The inbox and the bell."""

import pytest

from tests.notices import DESK, MESSAGE, message, told
from tests.people import YANHU, YONGJI
from tests.web.visitors import browser_of, staff_member
from tingban.data.notices.models import NoticeRead
from tingban.reads.notices.inbox import MOST_COUNTED
from tingban.rules.actors import ENABLED, Role
from tingban.rules.notices import Kind, Message, Recipient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
INBOX = "/desk/notices/"


@pytest.fixture
def desk():
    return browser_of(Role.C_OP, YANHU)


def page(browser, address: str = INBOX, **query: str) -> str:
    answer = browser.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_bell_counts_what_waits_on_every_page(desk):
    before = page(desk, "/desk/")
    told()
    told(message=message("第二条"))
    after = page(desk, "/desk/")

    assert "条未读" not in before
    assert '<b>2<span class="tb-hidden"> 条未读</span></b>' in after


def test_the_bell_says_when_it_stops_counting(desk):
    for number in range(MOST_COUNTED):
        told(message=message(f"第{number}条"))

    assert f"<b>{MOST_COUNTED - 1}+<" in page(desk)


@pytest.mark.parametrize("role", sorted(ENABLED))
def test_every_post_has_its_inbox(role):
    user = staff_member(role, YANHU if role.startswith("C-") else "140800")
    told(Recipient.user(user.pk), message=message("给您本人的"))

    assert "给您本人的" in page(browser_of(role, YANHU if role.startswith("C-") else "140800"))


def test_an_empty_inbox_says_what_will_stand_there(desk):
    assert "还没有通知" in page(desk)
    assert "没有符合条件的通知" in page(desk, q="没有这样的")


def test_opening_reads_the_notice_and_leads_on(desk):
    notice = told()

    answer = desk.post(f"{INBOX}{notice.pk}/open/")

    assert answer["Location"] == MESSAGE.link
    assert "is-unread" not in page(desk)


def test_looking_at_the_inbox_reads_nothing(desk):
    told()

    page(desk)

    assert not NoticeRead.objects.exists()


def test_a_notice_without_a_place_leads_back_to_the_inbox(desk):
    notice = told(message=message("只告知"))

    assert f"{notice.pk}/open/" not in page(desk)
    assert desk.post(f"{INBOX}{notice.pk}/open/")["Location"] == INBOX


def test_one_is_marked_and_the_list_stays_as_it_was_narrowed(desk):
    notice, other = told(), told(message=message("另一条"))

    answer = desk.post(f"{INBOX}read/?state=unread", {"notice": notice.pk})

    assert answer["Location"] == f"{INBOX}?state=unread"
    unread = page(desk, state="unread")
    assert other.title in unread
    assert MESSAGE.title not in unread


def test_all_are_marked_at_once(desk):
    told()
    told(message=message("另一条"))

    answer = desk.post(f"{INBOX}read/", {"all": "1"}, follow=True)

    told_page = answer.content.decode()
    assert "2 条通知已标为已读。" in told_page
    assert "全部标为已读" not in told_page


def test_what_is_no_number_marks_nothing(desk):
    told()

    answer = desk.post(f"{INBOX}read/", {"notice": ["²", "-1", "9" * 30, "x"]})

    assert answer.status_code == 302
    assert not NoticeRead.objects.exists()


def test_another_countys_notice_is_not_found(desk):
    notice = told(DESK.office(YONGJI, *DESK.roles))

    assert desk.post(f"{INBOX}{notice.pk}/open/").status_code == 404


def test_a_text_is_shown_as_text(desk):
    told(message=Message(Kind.TASK, "<b>粗</b>", "第一行\n<script>alert(1)</script>"))

    shown = page(desk)

    assert "&lt;b&gt;粗&lt;/b&gt;" in shown
    assert "第一行<br>&lt;script&gt;" in shown


@pytest.mark.parametrize("count", [1, 30])
def test_the_inbox_asks_as_much_for_many_as_for_one(desk, count, django_assert_max_num_queries):
    for number in range(count):
        told(message=message(f"第{number}条"))

    with django_assert_max_num_queries(9):
        page(desk)
