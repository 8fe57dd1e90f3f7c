"""Behind a proxy: the log and the lock carry the client's address, https is the proxy's word."""

import pytest

from tests.people import NOW, YANHU
from tests.web.visitors import PASSWORD, a_post, a_user, anonymous
from tingban.data.audit.models import Entry
from tingban.kit import clock, proxies
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
SIGN_IN = "/desk/sign-in/"
NGINX, CLIENT = "10.0.0.2", "203.0.113.7"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def trusting(settings):
    settings.TRUSTED_PROXIES = proxies.networks([NGINX])


@pytest.fixture
def over_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def told_from(peer: str, forwarded: str) -> str:
    """The address that the log keeps of a failed sign-in."""
    anonymous().post(
        SIGN_IN, {"username": "nobody", "password": "x"},
        REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded,
    )  # fmt: skip
    return Entry.objects.latest("id").ip


def test_the_log_carries_the_clients_address(trusting):
    assert told_from(NGINX, CLIENT) == CLIENT


def test_a_forged_address_is_ignored(trusting):
    assert told_from("198.51.100.9", CLIENT) == "198.51.100.9"
    assert told_from(NGINX, f"9.9.9.9, {CLIENT}") == CLIENT


def test_nobody_is_believed_where_none_is_named():
    assert told_from(NGINX, CLIENT) == NGINX


def test_garbage_leaves_the_proxys_address(trusting):
    assert told_from(NGINX, "' OR 1=1 --") == NGINX


def test_the_lock_tells_from_where_the_attempts_came(trusting):
    for _ in range(5):
        told_from(NGINX, CLIENT)

    locked = Entry.objects.get(act="accounts.locked")

    assert (locked.subject, locked.ip) == ("user:nobody", CLIENT)


def test_a_trusted_proxy_speaks_for_https(trusting, over_https):
    a_post(a_user(), Role.C_OP, YANHU)
    told = {"REMOTE_ADDR": NGINX, "HTTP_X_FORWARDED_PROTO": "https"}

    answer = anonymous().post(SIGN_IN, {"username": "wang", "password": PASSWORD}, **told)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/desk/"
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.cookies["tingban_session"]["secure"]
    assert answer.cookies["tingban_session"]["httponly"]


def test_plain_http_and_whoever_forges_https_are_sent_to_https(trusting, over_https):
    for told in (
        {"REMOTE_ADDR": NGINX, "HTTP_X_FORWARDED_PROTO": "http"},
        {"REMOTE_ADDR": "198.51.100.9", "HTTP_X_FORWARDED_PROTO": "https"},
    ):
        answer = anonymous().get(SIGN_IN, **told)

        assert (answer.status_code, answer.headers["Location"]) == (
            301, f"https://testserver{SIGN_IN}",
        )  # fmt: skip
