"""The way in: by the link of an order and its second piece, or by a login of the company."""

import logging
from datetime import timedelta

import pytest

from tests.company_door import (
    a_served_problem,
    come_in,
    company_of,
    its_user,
    link_of,
    order_of,
    path_of,
)
from tests.lives import completed
from tests.people import NOW, YANHU, clerk
from tests.web.test_doors import addresses
from tests.web.visitors import Browser, anonymous, browser_of
from tingban.actions.rectification import company_links
from tingban.data.audit.models import Entry
from tingban.gateways.log import JsonFormatter
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.rectification.company_links import TRIES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


@pytest.fixture
def problem():
    return a_served_problem()


def text(answer) -> str:
    return answer.content.decode()


def test_the_link_leads_to_the_order_and_the_token_is_gone_from_every_later_address(problem):
    order, browser = order_of(problem), anonymous()

    shown = browser.get(path_of(order))
    asked = browser.get("/company/confirm/")
    inside = browser.post(
        "/company/confirm/", {"tail": company_of(problem).uscc[-4:].lower()}, follow=True
    )

    assert link_of(order).token not in text(shown) + text(asked) + text(inside)
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert shown.headers["Cache-Control"] == "no-store"
    assert order.number in text(inside)


def test_the_pass_is_for_this_door_alone_and_no_script_reads_it(problem):
    browser = come_in(order_of(problem), company_of(problem))
    held = browser.cookies["tingban_company"]

    assert held["httponly"]
    assert (held["samesite"], held["path"], held["max-age"]) == ("Strict", "/company/", 7200)
    assert link_of(order_of(problem)).token not in held.value


def test_a_wrong_token_is_told_like_a_link_that_never_was(problem):
    given = link_of(order_of(problem))
    wrong = anonymous().get(f"/company/go/{given.id}/{'0' * 32}/")
    never = anonymous().get(f"/company/go/{given.id + 9}/{given.token}/")

    assert (wrong.status_code, never.status_code) == (404, 404)
    assert "没有找到这个链接" in text(wrong)
    assert text(wrong).split("<main")[1] == text(never).split("<main")[1]


def test_a_company_is_refused_at_its_own_door_and_not_at_the_public_one():
    page = text(anonymous().get("/company/go/1/abc/"))

    assert "企业整改" in page
    assert "到我的通知书" in page
    assert "我要反映" not in page


def test_without_the_second_piece_nothing_opens(problem):
    browser = anonymous()
    browser.get(path_of(order_of(problem)))

    assert browser.get("/company/").headers["Location"].startswith("/desk/sign-in/")
    assert "不一致" in text(browser.post("/company/confirm/", {"tail": "0000"}))
    assert browser.get("/company/").status_code == 302


def test_whoever_guesses_is_stopped_whatever_address_they_come_from(problem):
    order, right = order_of(problem), {"tail": company_of(problem).uscc[-4:]}
    for place in range(TRIES.most):
        browser = Browser(REMOTE_ADDR=f"10.0.{place}.1")
        browser.get(path_of(order))
        assert "不一致" in text(browser.post("/company/confirm/", {"tail": "0000"}))

    assert "次数太多" in text(browser.post("/company/confirm/", right))
    with clock.standing_at(NOW + timedelta(hours=1, minutes=1)):
        browser.get(path_of(order))
        assert browser.post("/company/confirm/", right).status_code == 302


def test_a_right_answer_forgets_the_wrong_ones(problem):
    order = order_of(problem)
    browser = anonymous()
    browser.get(path_of(order))
    browser.post("/company/confirm/", {"tail": "0000"})

    visits = [come_in(order, company_of(problem)) for _ in range(TRIES.most + 1)]

    address = f"/company/orders/{order.number}/"
    assert [visit.get(address).status_code for visit in visits] == [200] * len(visits)


def test_a_visit_lasts_two_hours(problem):
    browser = come_in(order_of(problem), company_of(problem))
    address = f"/company/orders/{order_of(problem).number}/"

    with clock.standing_at(NOW + timedelta(minutes=119)):
        assert browser.get(address).status_code == 200
    with clock.standing_at(NOW + timedelta(minutes=120)):
        assert browser.get(address).status_code == 302


def test_a_pass_that_was_tampered_with_opens_nothing(problem):
    browser = come_in(order_of(problem), company_of(problem))
    browser.cookies["tingban_company"] = browser.cookies["tingban_company"].value[:-2] + "xx"

    assert browser.get("/company/").status_code == 302


def test_revoked_it_ends_the_visit_at_once_and_another_link_can_be_given(problem):
    order = order_of(problem)
    browser, old = come_in(order, company_of(problem)), path_of(order)

    company_links.revoke_link(number=order.number, reason="发错了人", actor=clerk(), at=NOW)

    inside = browser.get(f"/company/orders/{order.number}/")
    assert inside.status_code == 409
    assert "已经作废" in text(inside)
    assert "已经作废" in text(anonymous().get(old))
    company_links.give_link(number=order.number, actor=clerk(), at=NOW)
    assert path_of(order) != old
    assert come_in(order, company_of(problem)).get("/company/").status_code == 302


def test_it_holds_for_180_days_and_while_a_problem_is_open(problem):
    order = order_of(problem)
    with clock.standing_at(NOW + timedelta(days=180)):
        assert anonymous().get(path_of(order)).status_code == 200
    with clock.standing_at(NOW + timedelta(days=181)):
        assert "已经过期" in text(anonymous().get(path_of(order)))
    completed(problem, NOW.date())
    assert "都已办结" in text(anonymous().get(path_of(order)))


def test_the_event_log_tells_who_came_in_and_no_token(problem):
    order = order_of(problem)
    come_in(order, company_of(problem))
    entry = Entry.objects.filter(act="rectification.link_opened").get()

    assert (entry.subject, entry.role, entry.actor_id) == (f"order:{order.number}", "CO", None)
    token = link_of(order).token
    assert not [it for it in Entry.objects.all() if token in f"{it.note}{it.before}{it.after}"]


def test_no_line_of_the_log_holds_a_token(problem):
    path = path_of(order_of(problem))
    record = logging.makeLogRecord({"msg": f"Internal Server Error: {path}", "path": path})

    assert link_of(order_of(problem)).token not in JsonFormatter().format(record)


def test_leaving_leaves_nothing_behind(problem):
    browser = come_in(order_of(problem), company_of(problem))

    assert "已退出" in text(browser.post("/company/leave/"))
    assert browser.get("/company/").status_code == 302


def test_a_login_of_the_company_sees_its_orders_and_never_the_desk(problem):
    browser = Browser().enter(its_user(company_of(problem)))

    assert order_of(problem).number in text(browser.get("/company/"))
    assert browser.get("/desk/").headers["Location"] == "/company/"
    assert browser.get("/desk/no-post/").headers["Location"] == "/company/"


def test_a_unit_that_is_no_registered_company_is_told_whom_to_ask(problem):
    company = company_of(problem)
    user = its_user(company)
    type(company).objects.filter(pk=company.pk).update(uscc=None)

    answer = Browser().enter(user).get("/company/")

    assert answer.status_code == 409
    assert "没有对应到登记的物业服务企业" in text(answer)


def test_no_page_of_the_desk_opens_for_a_company(problem):
    """Every address × this role, by GET and by POST: led back to its own door, nothing done."""
    browser = Browser().enter(its_user(company_of(problem)))
    browser.get("/company/")
    before, found = Entry.objects.count(), []
    inside = [it for it in addresses() if it.door and it.door.kind == "desk"]
    for it in inside:
        for answer in (browser.get(it.path), browser.post(it.path)):
            # A page that takes one way only says so before it asks who comes.
            if answer.status_code != 405 and answer.headers.get("Location") != "/company/":
                found.append((it.path, answer.status_code))

    assert len(inside) > 100
    assert found == []
    assert Entry.objects.count() == before


def test_a_post_of_a_company_outside_a_company_opens_nothing():
    browser = browser_of(Role.CO, YANHU)

    for place in ("/desk/", "/company/"):
        assert browser.get(place).headers["Location"] == "/desk/no-post/"


@pytest.mark.parametrize("role", [Role.C_OP, Role.M_LD, Role.SYS])
def test_nobody_of_the_bureau_comes_in_here(role):
    browser = browser_of(role, YANHU) if role is Role.C_OP else browser_of(role)

    assert browser.get("/company/").status_code == 403
