"""How long a session lasts, and what must be seen to before the desk opens."""

from datetime import timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI
from tests.web.visitors import (
    PASSWORD,
    Browser,
    a_post,
    a_user,
    browser_of,
    staff_member,
)
from tingban.actions.audit import staff
from tingban.data.accounts.models import Post, User
from tingban.data.audit.models import Entry
from tingban.kit import clock
from tingban.rules.actors import SYSTEM, Role
from tingban.web.sessions import QUIET_HEADER

pytestmark = pytest.mark.django_db
FRESH = "Xin#Mima-2024-b"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def clerk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def _text(answer) -> str:
    return answer.content.decode()


def _at(browser: Browser, minutes: float, **headers: str):
    with clock.standing_at(NOW + timedelta(minutes=minutes)):
        return browser.get("/desk/account/", headers=headers, follow=True)


def test_half_an_hour_without_an_act_signs_out(clerk):
    assert "我的账号" in _text(_at(clerk, 29))
    assert "我的账号" in _text(_at(clerk, 58))
    assert "您已 30 分钟没有操作" in _text(_at(clerk, 89))


def test_a_page_that_asks_by_itself_does_not_keep_the_chair_warm(clerk):
    assert "我的账号" in _text(_at(clerk, 20, **{QUIET_HEADER: "1"}))

    assert "您已 30 分钟没有操作" in _text(_at(clerk, 31))


def test_twelve_hours_end_the_session_however_busy(clerk):
    for minutes in range(25, 12 * 60, 25):
        assert "我的账号" in _text(_at(clerk, minutes))

    assert "登录已满 12 小时" in _text(_at(clerk, 12 * 60 + 1))


def test_a_temporary_password_must_be_changed_first(clerk):
    user = staff_member(Role.C_OP, YANHU)
    User.objects.filter(pk=user.pk).update(must_change_password=True)

    assert clerk.get("/desk/").headers["Location"] == "/desk/account/password/"
    clerk.post("/desk/account/password/", {"old": PASSWORD, "new": FRESH, "again": FRESH})
    assert clerk.get("/desk/").status_code == 200


def test_a_password_of_ninety_one_days_must_be_changed(clerk):
    user = staff_member(Role.C_OP, YANHU)
    User.objects.filter(pk=user.pk).update(password_changed_at=NOW - timedelta(days=91))

    assert clerk.get("/desk/").headers["Location"] == "/desk/account/password/"
    assert "已用满 90 天" in _text(clerk.get("/desk/account/password/"))


def test_a_password_given_by_the_administrator_has_no_ninety_days():
    user_id = a_user()
    assert User.objects.get(pk=user_id).password_changed_at is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "x", "new": FRESH, "again": FRESH}, "现在的密码不对"),
        ({"old": PASSWORD, "new": "kurz", "again": "kurz"}, "密码只有 4 位"),
        ({"old": PASSWORD, "new": FRESH, "again": "anders"}, "两次输入的新密码不一样"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "最近用过"),
    ],
)
def test_a_wrong_change_of_password_is_told_at_its_field(clerk, typed, sentence):
    assert sentence in _text(clerk.post("/desk/account/password/", typed))


def test_the_last_five_passwords_stay_barred(clerk):
    old = PASSWORD
    for number in range(5):
        new = f"Xin#Mima-2024-{number}"
        clerk.post("/desk/account/password/", {"old": old, "new": new, "again": new})
        old = new

    typed = {"old": old, "new": "Xin#Mima-2024-0", "again": "Xin#Mima-2024-0"}
    assert "最近用过" in _text(clerk.post("/desk/account/password/", typed))
    typed = {"old": old, "new": PASSWORD, "again": PASSWORD}
    assert clerk.post("/desk/account/password/", typed).status_code == 302


def test_an_installation_may_require_the_second_factor(clerk, settings):
    settings.SECOND_FACTOR_REQUIRED = True

    assert clerk.get("/desk/").headers["Location"] == "/desk/account/second-factor/"


def test_whoever_holds_no_post_is_told_so():
    browser = Browser().enter(User.objects.get(pk=a_user()))

    assert "您现在没有岗位" in _text(browser.get("/desk/", follow=True))


def test_a_post_whose_workplace_opens_later_is_told_so():
    browser = browser_of(Role.CO, YANHU)

    assert "您的工作台还没有开通" in _text(browser.get("/desk/", follow=True))


def test_a_moved_person_sees_the_new_county_at_the_next_request(clerk):
    user = staff_member(Role.C_OP, YANHU)
    post = Post.objects.get(user=user)
    yesterday = NOW.date() - timedelta(days=1)
    staff.end_post(post_id=post.pk, last_day=yesterday, actor=SYSTEM, at=NOW)
    a_post(user.pk, Role.C_OP, YONGJI)

    page = _text(clerk.get("/desk/"))
    assert "永济市住建局" in page
    assert "盐湖区住建局" not in page


def test_a_person_of_two_posts_changes_between_them(clerk):
    user = staff_member(Role.C_OP, YANHU)
    second = a_post(user.pk, Role.C_OP, YONGJI)

    page = _text(clerk.post("/desk/switch-post/", {"post": second}, follow=True))
    assert "已切换到：永济市住建局 · 县级经办" in page
    entry = Entry.objects.filter(act="accounts.post_switched").get()
    assert entry.before == {"post": "盐湖区住建局"}


@pytest.mark.parametrize("wanted", ["", "x", "999999"])
def test_nobody_changes_into_a_post_of_somebody_else(clerk, wanted):
    page = _text(clerk.post("/desk/switch-post/", {"post": wanted}, follow=True))

    assert "这个岗位已结束或不属于您" in page


def test_staying_signed_in_is_asked_without_a_page(clerk):
    assert clerk.get("/desk/alive/").status_code == 204
