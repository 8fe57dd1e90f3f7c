"""Signing in with password, one-time code and recovery code; the lock after five failures."""

import re
from datetime import timedelta

import pytest

from tests.people import NOW, YANHU
from tests.web.visitors import PASSWORD, Browser, a_post, a_user, anonymous, browser_of
from tingban.actions.audit import staff
from tingban.data.accounts.models import RecoveryCode, User
from tingban.data.audit.models import Entry
from tingban.kit import clock, one_time
from tingban.rules.actors import SYSTEM, Role

pytestmark = pytest.mark.django_db
SIGN_IN = "/desk/sign-in/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def wang() -> int:
    user_id = a_user("wang", "王经办")
    a_post(user_id, Role.C_OP, YANHU)
    return user_id


def _text(answer) -> str:
    return answer.content.decode()


def _sign_in(browser: Browser, password: str = PASSWORD, username: str = "wang", **told):
    return browser.post(SIGN_IN, {"username": username, "password": password} | told)


def _enrol(browser: Browser) -> tuple[bytes, list[str]]:
    """Scan, type the first code, keep the recovery codes."""
    page = _text(browser.get("/desk/account/second-factor/"))
    secret = one_time.from_base32(re.search(r"\b([A-Z2-7]{32})\b", page)[1])
    answer = browser.post("/desk/account/second-factor/", {"code": _code(secret)})
    return secret, re.findall(r"<li>([2-9A-Z]{4}(?:-[2-9A-Z]{4}){2})</li>", _text(answer))


def _code(secret: bytes, later: int = 0) -> str:
    return one_time.code_at(secret, one_time.step_of(clock.now()) + later)


@pytest.fixture
def guarded(wang) -> tuple[bytes, list[str]]:
    browser = anonymous()
    _sign_in(browser)
    return _enrol(browser)


def _later(**span):
    return clock.standing_at(NOW + timedelta(**span))


def test_the_right_password_leads_to_where_one_wanted(wang):
    answer = _sign_in(anonymous(), next="/desk/account/")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/desk/account/"


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away_to_another_site(wang, evil):
    assert _sign_in(anonymous(), next=evil).headers["Location"] == "/desk/"


def test_name_and_password_are_refused_with_one_sentence_whatever_was_wrong(wang):
    known, unknown = _sign_in(anonymous(), "wrong"), _sign_in(anonymous(), "wrong", "nobody")

    for answer in (known, unknown):
        assert "登录名或密码不对" in _text(answer)
    assert 'value="wang"' in _text(known)
    assert "wrong" not in _text(known)


def test_the_name_is_taken_in_any_case_and_with_spaces(wang):
    assert _sign_in(anonymous(), username=" Wang ").status_code == 302


def test_every_attempt_leaves_an_entry_with_its_address(wang):
    _sign_in(anonymous(), "wrong")
    _sign_in(anonymous())

    acts = Entry.objects.filter(subject="user:wang").order_by("id").values_list("act", "ip")
    assert list(acts)[-2:] == [
        ("accounts.sign_in_failed", "127.0.0.1"),
        ("accounts.signed_in", "127.0.0.1"),
    ]


def test_five_failures_lock_for_half_an_hour(wang):
    for _ in range(4):
        _sign_in(anonymous(), "wrong")
    assert "已锁定到 11:00" in _text(_sign_in(anonymous(), "wrong"))
    assert "已锁定" in _text(_sign_in(anonymous()))

    with _later(minutes=31):
        assert _sign_in(anonymous()).status_code == 302


def test_a_success_forgets_earlier_failures(wang):
    for _ in range(4):
        _sign_in(anonymous(), "wrong")
    _sign_in(anonymous())
    for _ in range(4):
        _sign_in(anonymous(), "wrong")

    assert _sign_in(anonymous()).status_code == 302


def test_an_unknown_name_is_locked_like_a_known_one():
    for _ in range(5):
        answer = _sign_in(anonymous(), "wrong", "nobody")

    assert "已锁定" in _text(answer)


def test_a_deactivated_user_is_refused_like_a_wrong_password(wang):
    User.objects.filter(pk=wang).update(is_active=False)

    assert "登录名或密码不对" in _text(_sign_in(anonymous()))


def test_the_password_alone_does_not_open_a_guarded_account(guarded):
    browser = anonymous()

    assert "动态口令" in _text(_sign_in(browser))
    assert browser.get("/desk/").headers["Location"].startswith(SIGN_IN)


def test_the_code_of_the_telephone_opens_and_is_taken_once(guarded):
    secret, _ = guarded
    with _later(minutes=2):
        first, second, code = anonymous(), anonymous(), _code(secret)
        _sign_in(first)
        _sign_in(second)

        assert first.post("/desk/sign-in/code/", {"code": code}).status_code == 302
        assert "不对或已用过" in _text(second.post("/desk/sign-in/code/", {"code": code}))


@pytest.mark.parametrize(("later", "passes"), [(-1, True), (1, True), (-2, False), (2, False)])
def test_clocks_may_differ_by_half_a_minute(guarded, later, passes):
    secret, _ = guarded
    with _later(minutes=5):
        browser = anonymous()
        _sign_in(browser)
        answer = browser.post("/desk/sign-in/code/", {"code": _code(secret, later)})

        assert (answer.status_code == 302) == passes


def test_a_recovery_code_opens_once(guarded):
    _, codes = guarded
    assert len(codes) == 10
    first, second = anonymous(), anonymous()
    _sign_in(first)
    _sign_in(second)

    typed = f" {codes[0].lower()} "
    assert first.post("/desk/sign-in/code/", {"code": typed}).status_code == 302
    assert "不对或已用过" in _text(second.post("/desk/sign-in/code/", {"code": codes[0]}))
    assert not RecoveryCode.objects.filter(mark__contains=codes[1]).exists()


def test_five_wrong_codes_lock(guarded):
    browser = anonymous()
    _sign_in(browser)
    for _ in range(5):
        answer = browser.post("/desk/sign-in/code/", {"code": "000000"})

    assert "已锁定" in _text(answer)


def test_the_second_step_waits_five_minutes(guarded):
    secret, _ = guarded
    browser = anonymous()
    _sign_in(browser)
    with _later(minutes=6):
        answer = browser.post("/desk/sign-in/code/", {"code": _code(secret)})

        assert answer.headers["Location"] == SIGN_IN


def test_nobody_takes_the_second_step_first():
    assert anonymous().get("/desk/sign-in/code/").headers["Location"] == SIGN_IN


def test_dropping_the_second_factor_asks_for_the_password(guarded):
    secret, _ = guarded
    with _later(minutes=2):
        browser = anonymous()
        _sign_in(browser)
        browser.post("/desk/sign-in/code/", {"code": _code(secret)})
        wrong = browser.post("/desk/account/second-factor/drop/", {"password": "x"}, follow=True)
        assert "现在的密码不对" in _text(wrong)
        browser.post("/desk/account/second-factor/drop/", {"password": PASSWORD})

        assert _sign_in(anonymous()).status_code == 302


def test_the_first_code_must_be_right_to_enable(wang):
    browser = anonymous()
    _sign_in(browser)
    browser.get("/desk/account/second-factor/")

    answer = browser.post("/desk/account/second-factor/", {"code": "12"})
    assert "这 6 位数字不对" in _text(answer)
    assert "启用动态口令" in _text(browser.get("/desk/account/"))


def test_signing_out_closes_the_session(wang):
    browser = anonymous()
    _sign_in(browser)

    browser.post("/desk/sign-out/")
    assert browser.get("/desk/account/").status_code == 302
    assert User.objects.get(pk=wang).session_key == ""


def test_an_empty_form_says_what_is_missing():
    page = _text(anonymous().post(SIGN_IN, {"username": "", "password": ""}))

    assert page.count("必填") >= 2


def test_the_page_is_not_kept_and_not_framed(wang):
    answer = anonymous().get(SIGN_IN)

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_whoever_is_signed_in_may_hold_another_browser_out():
    first = browser_of(Role.C_OP, YANHU)
    second = browser_of(Role.C_OP, YANHU)

    assert second.get("/desk/account/").status_code == 200
    assert "已在别处登录" in _text(first.get("/desk/account/", follow=True))


def test_a_password_changed_before_the_second_step_lets_nobody_in(wang, guarded):
    secret, _ = guarded
    browser = anonymous()
    _sign_in(browser)
    staff.reset_password(user_id=wang, actor=SYSTEM, at=NOW)

    with _later(seconds=60):
        answer = browser.post("/desk/sign-in/code/", {"code": _code(secret)}, follow=True)

    assert "密码刚刚更改" in _text(answer)
    assert browser.get("/desk/account/").status_code == 302
