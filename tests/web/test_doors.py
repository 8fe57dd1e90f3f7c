"""Every address of the project, tried by every role: the answer agrees with the door.

The addresses come from the project itself, so a page added tomorrow is tried too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.people import NOW, YANHU
from tests.web.visitors import Browser, anonymous, staff_member
from tingban.kit import clock
from tingban.rules.actors import CITY_CODE, COUNTY, ENABLED, Role
from tingban.web.doors import Door

SAMPLES = ["1", "a-1", "2024-06-14", "140802", "1408020010023", "A01", str(UUID(int=1)), "2024-W24"]
SIGN_IN = "/desk/sign-in/"
# Roles whose workplace opens later; one of them stands for all.
CLOSED = Role.SEC


@dataclass(frozen=True)
class Address:
    path: str
    door: Door | None
    name: str


def _patterns(resolver, prefix: str = "") -> Iterator[tuple[str, URLPattern, dict]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, route)
        else:
            yield route, entry, entry.pattern.converters


def _filled(route: str, converters: dict) -> str:
    """The route with a sample for each converter."""
    for name, converter in converters.items():
        sample = next(text for text in SAMPLES if re.fullmatch(converter.regex, text))
        route = re.sub(rf"<(\w+:)?{name}>", sample, route)
    return f"/{route}"


def addresses() -> list[Address]:
    return [
        Address(_filled(route, kinds), getattr(entry.callback, "door", None), entry.name or route)
        for route, entry, kinds in _patterns(get_resolver())
    ]


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def _ask(browser: Browser, path: str) -> HttpResponse:
    """GET, or POST where a page takes nothing else."""
    answer = browser.get(path)
    if answer.status_code == 405:
        answer = browser.post(path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a file is closed when it has been read
    return answer


def _leads_to(answer, path: str) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(path)


def _fault(answer, address: Address, role: Role | None) -> str:
    """What is wrong with the answer; empty where it agrees with the door."""
    if address.door.lets_in(role):
        refused = answer.status_code in {403, 500}
        turned_away = role is not None and _leads_to(answer, SIGN_IN) and "sign" not in address.name
        return f"{answer.status_code} although let in" if refused or turned_away else ""
    if role is None:
        return "" if _leads_to(answer, SIGN_IN) else f"{answer.status_code}, not asked to sign in"
    if role is CLOSED:
        return "" if _leads_to(answer, reverse("desk:no_post")) else f"{answer.status_code}"
    return "" if answer.status_code == 403 else f"{answer.status_code}, not 403"


def _faults(role: Role | None) -> list[str]:
    user = None
    if role is not None:
        user = staff_member(role, YANHU if role in COUNTY else CITY_CODE)
    found = []
    for address in addresses():
        browser = anonymous() if user is None else Browser().enter(user)
        fault = _fault(_ask(browser, address.path), address, role)
        if fault:
            found.append(f"{address.name} {address.path}: {fault}")
    return found


def test_the_walk_finds_the_pages():
    names = {address.name for address in addresses()}

    assert {"home", "users", "user", "audit", "sign_in", "gallery", "alive", "front"} <= names


def test_every_view_names_its_door():
    assert [address.path for address in addresses() if address.door is None] == []


def test_every_name_stands_once():
    names = [(str(a.door), a.name) for a in addresses() if a.door and a.door.kind != "public"]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*sorted(ENABLED), CLOSED])
def test_each_role_meets_the_door_of_each_page(role):
    assert _faults(role) == []


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_asked_to(db):
    assert _faults(None) == []


@pytest.mark.django_db
def test_htmx_is_sent_to_the_whole_sign_in_page():
    answer = anonymous().get("/desk/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"].startswith(SIGN_IN)


@pytest.mark.django_db
def test_whoever_is_asked_to_sign_in_comes_back_to_his_page():
    answer = anonymous().get("/desk/account/?tab=2")

    assert answer.headers["Location"] == f"{SIGN_IN}?next=%2Fdesk%2Faccount%2F%3Ftab%3D2"


@pytest.mark.django_db
def test_whoever_sent_a_form_after_the_end_comes_back_to_the_page_it_stood_on():
    answer = anonymous().post(
        "/desk/sign-out/", headers={"Referer": "http://testserver/desk/weekly/?a=1"}, follow=True
    )

    assert answer.redirect_chain[0][0] == f"{SIGN_IN}?next=%2Fdesk%2Fweekly%2F%3Fa%3D1"
    assert "刚才提交的内容没有写入" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_sent_from_another_place_brings_nobody_back_there():
    answer = anonymous().post("/desk/sign-out/", headers={"Referer": "https://evil.example/a"})

    assert answer.headers["Location"] == SIGN_IN


@pytest.mark.django_db
def test_a_refused_door_says_who_may_and_what_to_do():
    page = Browser().enter(staff_member(Role.C_OP, YANHU)).get("/desk/users/").content.decode()

    assert "这个页面供系统管理员使用" in page
    assert "切换" in page
