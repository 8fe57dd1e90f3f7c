"""Users, posts and units, as the system administrator handles them."""

import re

import pytest

from tests.people import NOW, YANHU
from tests.web.visitors import a_post, a_unit, a_user, browser_of, staff_member
from tingban.actions.audit import sign_in
from tingban.data.accounts.models import Post, SecondFactor, Unit, User
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.errors import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def sys():
    return browser_of(Role.SYS)


def _text(answer) -> str:
    return answer.content.decode()


def test_a_new_user_gets_a_temporary_password_once(sys):
    answer = sys.post("/desk/users/add/", {"username": "Li.Ming", "name": "李明"})

    password = re.search(r'tb-secret">([^<]+)<', _text(answer))[1]
    user = User.objects.get(username="li.ming")
    passed = sign_in.by_password(username="li.ming", password=password, ip="", at=NOW)
    assert passed.user_id == user.pk
    assert user.must_change_password
    assert password not in _text(sys.get(f"/desk/users/{user.pk}/"))
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"username": "王", "name": "王"}, "登录名只能用英文字母"),
        ({"username": "-", "name": "王"}, "登录名只能用英文字母"),
        ({"username": "taken", "name": "李明"}, "登录名 taken 已有人使用"),
        ({"username": "liming", "name": " "}, "必填"),
    ],
)
def test_a_refused_user_keeps_what_was_typed(sys, typed, sentence):
    a_user("taken", "张三")

    page = _text(sys.post("/desk/users/add/", typed))
    assert sentence in page
    assert f'value="{typed["username"]}"' in page


def _give(browser, user_id, role, area=YANHU, **told):
    typed = {"unit": a_unit(area), "role": role.value, "valid_from": "2024-06-01"} | told
    return browser.post(f"/desk/users/{user_id}/posts/", typed)


def test_a_post_is_given(sys):
    user_id = a_user()

    answer = _give(sys, user_id, Role.C_OP)
    assert answer.status_code == 302
    assert Post.objects.get(user=user_id).role == "C-OP"


def test_powers_that_stand_apart_are_not_joined(sys):
    user_id = a_user()
    a_post(user_id, Role.C_OP, YANHU)

    page = _text(_give(sys, user_id, Role.AUD))
    assert "三权分立" in page
    assert "县级经办" in page
    assert Post.objects.filter(user=user_id).count() == 1


def test_a_term_that_ends_before_it_begins_is_refused_and_kept(sys):
    page = _text(_give(sys, a_user(), Role.C_OP, valid_to="2024-05-01"))

    assert "任职结束日期早于开始日期" in page
    assert 'value="2024-05-01"' in page


def test_a_post_is_ended(sys):
    user_id = a_user()
    post_id = a_post(user_id, Role.C_OP, YANHU)

    sys.post(f"/desk/users/{user_id}/posts/{post_id}/end/", {"last_day": "2024-06-17"})
    assert "已结束" in _text(sys.get(f"/desk/users/{user_id}/"))
    assert not Post.objects.valid_on(NOW.date()).filter(pk=post_id).exists()


@pytest.mark.parametrize(
    ("typed", "sentence"), [("", "请填写岗位的最后一天"), ("2020-01-01", "还没有开始")]
)
def test_a_wrong_last_day_changes_nothing(sys, typed, sentence):
    user_id = a_user()
    post_id = a_post(user_id, Role.C_OP, YANHU)

    answer = sys.post(
        f"/desk/users/{user_id}/posts/{post_id}/end/", {"last_day": typed}, follow=True
    )
    assert sentence in _text(answer)
    assert Post.objects.get(pk=post_id).valid_to is None


def test_whoever_is_deactivated_is_out_at_the_next_request(sys):
    clerk = browser_of(Role.C_OP, YANHU)
    user = staff_member(Role.C_OP, YANHU)
    assert clerk.get("/desk/account/").status_code == 200

    sys.post(f"/desk/users/{user.pk}/deactivate/")
    answer = clerk.get("/desk/account/", follow=True)
    assert "您的账号已停用" in _text(answer)


def test_a_deactivated_user_comes_back(sys):
    user_id = a_user()
    sys.post(f"/desk/users/{user_id}/deactivate/")
    assert "恢复账号" in _text(sys.get(f"/desk/users/{user_id}/"))

    sys.post(f"/desk/users/{user_id}/activate/")
    assert User.objects.get(pk=user_id).is_active


def test_nobody_deactivates_himself(sys):
    own = staff_member(Role.SYS)

    answer = sys.post(f"/desk/users/{own.pk}/deactivate/", follow=True)
    assert "不能停用自己的账号" in _text(answer)
    assert User.objects.get(pk=own.pk).is_active


def test_a_locked_account_is_unlocked(sys):
    user_id = a_user("wang")
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in.by_password(username="wang", password="x", ip="", at=NOW)
    assert "已锁定" in _text(sys.get(f"/desk/users/{user_id}/"))

    sys.post(f"/desk/users/{user_id}/unlock/")
    assert "已锁定" not in _text(sys.get(f"/desk/users/{user_id}/"))


def test_a_reset_password_ends_the_session_and_is_shown_once(sys):
    clerk = browser_of(Role.C_OP, YANHU)
    user = staff_member(Role.C_OP, YANHU)

    page = _text(sys.post(f"/desk/users/{user.pk}/password/"))
    assert re.search(r'tb-secret">[A-Z]{3}-[a-z]{4}-\d{4}<', page)
    assert clerk.get("/desk/account/").status_code == 302


def test_a_lost_second_factor_is_dropped(sys):
    user_id = a_user()
    SecondFactor.objects.create(user_id=user_id, secret=b"x", key_id="k", confirmed_at=NOW)

    sys.post(f"/desk/users/{user_id}/drop-second-factor/")
    assert not SecondFactor.objects.filter(user=user_id).exists()


def test_an_unknown_act_or_user_is_not_found(sys):
    assert sys.post(f"/desk/users/{a_user()}/explode/").status_code == 404
    assert sys.get("/desk/users/999999/").status_code == 404
    assert sys.post("/desk/users/999999/unlock/", follow=True).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "甲"}, ["first"]),
        ({"role": "C-OP"}, ["first"]),
        ({"area": YANHU}, ["first"]),
        ({"state": "none"}, ["second"]),
        ({"state": "off"}, []),
        ({"sort": "-username"}, ["second", "first", "140800-sys"]),
    ],
)
def test_the_list_narrows_and_sorts(sys, query, names):
    a_post(a_user("first", "甲"), Role.C_OP, YANHU)
    a_user("second", "乙")

    page = _text(sys.get("/desk/users/", query))
    assert re.findall(r'<th scope="row"><a[^>]*>([^<]+)<', page) == names
    assert ("没有符合条件的用户" in page) == (not names)


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_needs_a_fixed_number_of_statements(sys, django_assert_num_queries, count):
    for number in range(count):
        a_post(a_user(f"u{number}", f"用户{number}"), Role.C_OP, YANHU)

    with django_assert_num_queries(6):
        sys.get("/desk/users/")


def test_a_unit_is_added_and_listed(sys):
    sys.post(
        "/desk/units/add/", {"code": "jd-1", "name": "东城街道", "kind": "街道", "area": YANHU}
    )

    assert Unit.objects.get(code="jd-1").area_id == YANHU
    assert "东城街道" in _text(sys.get("/desk/units/"))


def test_a_unit_code_in_use_is_refused_and_kept(sys):
    code = a_unit(YANHU)

    page = _text(
        sys.post("/desk/units/add/", {"code": code, "name": "甲", "kind": "街道", "area": YANHU})
    )
    assert "已被使用" in page
    assert f'value="{code}"' in page


def test_the_settings_tell_what_runs_and_no_secret(sys, settings):
    page = _text(sys.get("/desk/settings/"))

    assert "运建房字〔2024〕42号" in page
    assert "2024年" in page
    assert "PostgreSQL" in page
    assert settings.SECRET_KEY not in page
    assert settings.CONTACT_INDEX_KEY not in page
