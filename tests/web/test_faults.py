"""What went wrong is told in plain words, and nothing of the machine is shown."""

import errno
import json
import logging

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path

from tests.people import NOW
from tests.web.visitors import anonymous, browser_of
from tingban.config import urls as root
from tingban.gateways.log import JsonFormatter
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.errors import Conflict, NotAllowed, NotFound
from tingban.web import doors
from tingban.web.ui import faults

handler400, handler403 = root.handler400, root.handler403
handler404, handler500 = root.handler404, root.handler500
MACHINE = ("Traceback", "Exception", "/src/", "tingban.", "Django", "SELECT")


@doors.public
def _breaks(request: HttpRequest):
    raise RuntimeError("secret of the machine 13812345678")


@doors.public
def _refuses(request: HttpRequest, kind: str):
    raise {"found": NotFound, "allowed": NotAllowed, "fast": Conflict}[kind](
        "请换一个。", rule="T-1"
    )


@doors.public
def _fails(request: HttpRequest, kind: str):
    if kind == "disk":
        raise OSError(errno.ENOSPC, "inner words", "/srv/tingban/files/a.part")
    inner = {"down": psycopg.OperationalError, "ring": psycopg.errors.DeadlockDetected}[kind]
    raise OperationalError("inner words") from inner("inner words")


def _without_a_door(request: HttpRequest):
    raise AssertionError("never reached")


# Each once before the public and once at the desk.
urlpatterns = [
    *root.urlpatterns,
    *(
        path(f"{place}{route}", view)
        for place in ("", "desk/")
        for route, view in (
            ("breaks/", _breaks), ("refuses/<slug:kind>/", _refuses),
            ("fails/<slug:kind>/", _fails), ("no-door/", _without_a_door),
        )
    ),
]  # fmt: skip
both = pytest.mark.parametrize("place", ["/", "/desk/"])
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def _shows_nothing_of_the_machine(answer) -> bool:
    text = answer.content.decode()
    return not any(word in text for word in MACHINE)


@both
def test_an_unknown_address_says_where_to_go_on(place):
    answer = anonymous().get(f"{place}nowhere/")

    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()
    assert f'href="{place}">回到' in answer.content.decode()
    assert _shows_nothing_of_the_machine(answer)


@both
def test_a_fault_of_ours_says_that_nothing_was_written(place):
    browser = Client(raise_request_exception=False)

    answer = browser.get(f"{place}breaks/")

    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()
    assert "13812345678" not in answer.content.decode()
    assert _shows_nothing_of_the_machine(answer)


@both
@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("down", 503, "数据库暂时连接不上"),
        ("ring", 409, "让给了对方"),
        ("disk", 503, "磁盘已满"),
    ],
)
def test_what_broke_below_us_says_that_nothing_was_saved_and_what_to_do(kind, status, words, place):
    answer = Client(raise_request_exception=False).post(f"{place}fails/{kind}/")

    assert answer.status_code == status
    assert "这一步没有保存" in answer.content.decode()
    assert words in answer.content.decode()
    assert "inner words" not in answer.content.decode()
    assert "/srv/" not in answer.content.decode()
    assert int(answer.headers["Retry-After"]) >= 1
    assert _shows_nothing_of_the_machine(answer)


@both
def test_a_page_that_was_only_opened_does_not_speak_of_saving(place):
    answer = Client(raise_request_exception=False).get(f"{place}fails/down/")

    assert answer.status_code == 503
    assert "这一页暂时打不开" in answer.content.decode()
    assert "没有保存" not in answer.content.decode()
    assert "您填写的内容" not in answer.content.decode()


@both
def test_a_view_without_a_door_lets_nobody_in(place):
    answer = browser_of(Role.M_LD).get(f"{place}no-door/")

    assert answer.status_code == 403
    assert "这一页不对外开放" in answer.content.decode()
    assert _shows_nothing_of_the_machine(answer)


def test_a_form_that_stood_open_too_long_says_what_to_do():
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post("/desk/sign-in/", {"username": "a", "password": "b"})

    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
    assert _shows_nothing_of_the_machine(answer)


@both
def test_an_unreadable_request_has_a_page_of_its_own(place):
    answer = faults.bad_request(RequestFactory().get(place), ValueError("inner words"))

    assert answer.status_code == 400
    assert "inner words" not in answer.content.decode()
    assert "无法读取" in answer.content.decode()


@both
@pytest.mark.parametrize(("kind", "status"), [("found", 404), ("allowed", 403), ("fast", 409)])
def test_a_refusal_that_no_view_took_up_becomes_a_page(kind, status, place):
    answer = anonymous().get(f"{place}refuses/{kind}/")

    assert answer.status_code == status
    assert "请换一个。" in answer.content.decode()
    # An id of our own rule book tells a clerk nothing.
    assert "T-1" not in answer.content.decode()


def test_htmx_gets_the_refusal_as_a_fragment():
    answer = anonymous().get("/refuses/fast/", headers={"HX-Request": "true"})

    assert answer.status_code == 409
    assert "<html" not in answer.content.decode()


def test_the_log_line_of_a_fault_is_one_object_without_contacts(caplog):
    with caplog.at_level(logging.ERROR, logger="django.request"):
        Client(raise_request_exception=False).get("/breaks/")

    record = next(r for r in caplog.records if r.exc_info)
    line = json.loads(JsonFormatter().format(record))
    assert line["level"] == "error"
    assert line["status_code"] == 500
    assert "RuntimeError" in line["trace"]
    assert "13812345678" not in line["trace"]


def test_the_public_is_told_whom_to_call_and_nothing_of_an_administrator():
    answer = Client(raise_request_exception=False).get("/breaks/")

    assert 'href="tel:03592097971"' in answer.content.decode()
    assert "管理员" not in answer.content.decode()


def test_the_gallery_draws_every_component_with_its_source():
    answer = browser_of(Role.SYS).get("/ui/")

    assert answer.status_code == 200
    assert "{% timeline moments %}" in answer.content.decode()
