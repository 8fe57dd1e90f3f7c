"""What a report must never do: tell who wrote it, lose a case, or let a script through."""

import logging
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.at_once import at_once
from tests.people import NOW
from tests.stories import a_community
from tests.two_counties import NAME, PHONE
from tests.web.portal.walking import (
    CHECK,
    STEPS,
    TEXT,
    Citizen,
    page,
    what,
    where,
    who,
)
from tests.web.test_hostile_input import HOSTILE
from tests.web.test_identity_nowhere import SECRETS, tables
from tingban.actions.complaints import arriving
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseMaterial, ReportDraft
from tingban.gateways.log import JsonFormatter
from tingban.jobs import portal
from tingban.kit import clock

ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def _known(citizen: Citizen) -> Citizen:
    return citizen.filled(a_community().code, how="named", contact=PHONE, name=NAME)


@pytest.mark.django_db
def test_nothing_typed_stands_in_any_table_before_it_is_sent():
    _known(Citizen())

    assert ReportDraft.objects.count() == 1
    assert [row for _, row in tables() if any(secret in row for secret in SECRETS)] == []
    assert [row for _, row in tables() if "电梯坏了" in row] == []


@pytest.mark.django_db
def test_who_complained_stands_nowhere_but_in_the_vault_once_it_is_sent(caplog):
    citizen = _known(Citizen())
    citizen.send()

    assert Case.objects.count() == 1
    assert [row for _, row in tables() if any(secret in row for secret in SECRETS)] == []
    assert not any(secret in caplog.text for secret in SECRETS)


@pytest.mark.django_db
def test_no_address_on_the_way_holds_what_was_typed():
    citizen = Citizen()
    code = a_community().code
    told = (where(code), what(), who("named", contact=PHONE, name=NAME))
    answers = [citizen.browser.post(path, step) for path, step in zip(STEPS, told, strict=True)]
    answers.append(citizen.send())

    assert [answer["Location"] for answer in answers] == [*STEPS[1:], CHECK, "/report/receipt/"]


@pytest.mark.django_db
def test_the_log_knows_no_address_of_a_visitor():
    _known(Citizen(ip=ADDRESS)).send()

    entries = Entry.objects.filter(role="PUB")
    assert entries.count() == 1
    assert not any(ADDRESS in row for _, row in tables())


@pytest.mark.django_db
def test_a_draft_is_opened_by_its_own_browser_alone():
    citizen = _known(Citizen())
    held = citizen.browser.cookies["tingban_report"]
    stranger = Citizen()
    stranger.browser.cookies["tingban_report"] = held.value[:-1] + "A"

    assert stranger.browser.get(CHECK)["Location"] == "/report/"
    assert held["httponly"]
    assert held["samesite"] == "Strict"
    assert held["path"] == "/report/"


@pytest.mark.django_db
def test_a_draft_is_closed_for_good_when_the_installation_gets_another_secret(monkeypatch):
    citizen = _known(Citizen())
    monkeypatch.setattr(settings, "SECRET_KEY", "another")

    assert citizen.browser.get(CHECK)["Location"] == "/report/"


@pytest.mark.django_db
def test_every_page_of_a_report_is_kept_in_no_cache():
    citizen = _known(Citizen())

    for path in (*STEPS, CHECK):
        assert citizen.browser.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_the_words_of_the_portal():
    answer = Client(enforce_csrf_checks=True).post("/report/", where())

    assert answer.status_code == 403
    assert "这次没有提交" in page(answer)


@pytest.mark.django_db
def test_the_eleventh_of_an_hour_is_told_when_and_whom_to_call(monkeypatch):
    code = a_community().code
    for _ in range(settings.REPORTS_PER_HOUR):
        Citizen().filled(code).send()
    citizen = Citizen().filled(code)

    answer = citizen.refused_to_send()

    assert Case.objects.count() == settings.REPORTS_PER_HOUR
    assert "一小时内已有 10 件" in answer
    assert "11:31" in answer
    assert "0359-6388865" in answer
    # It is no fault of what was typed.
    assert "没有办成" in answer
    assert 'id="answer-error"' not in answer
    with clock.standing_at(NOW + timedelta(hours=1)):
        assert citizen.send()["Location"] == "/report/receipt/"


@pytest.mark.django_db
def test_another_household_is_not_held_back():
    code = a_community().code
    for _ in range(settings.REPORTS_PER_HOUR):
        Citizen().filled(code).send()

    assert Citizen(ip="203.0.113.8").filled(code).send()["Location"] == "/report/receipt/"


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_case_and_both_see_its_receipt():
    citizen = Citizen().filled(a_community().code)
    said = citizen.asked().answer
    cookies = citizen.browser.cookies
    with clock.standing_at(NOW + timedelta(minutes=1)):

        def send() -> str:
            browser = Client(REMOTE_ADDR=ADDRESS)
            browser.cookies = cookies
            return str(browser.post(CHECK, {"answer": said})["Location"])

        answers = at_once(*[send] * 4)

        portal.take_in_all()

    assert answers == ["/report/receipt/"] * 4
    assert Case.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("told", [*HOSTILE, "a" * 20_000, "<script>alert(1)</script>" * 5])
def test_no_step_breaks_at_what_nobody_types_who_means_well(told):
    code = a_community().code
    citizen = Citizen()
    citizen.browser.raise_request_exception = False
    for path, step in zip(STEPS, (where(code), what(), who()), strict=True):
        for name in step:
            answer = citizen.browser.post(path, step | {name: told}, follow=True)
            assert answer.status_code < 500, (path, name)
            assert "<script>alert" not in answer.content.decode()
        citizen.browser.post(path, step)
    for name in ("answer", "homepage"):
        assert citizen.browser.post(CHECK, {name: told}).status_code < 500
    assert citizen.browser.post("/report/places/", {"q": told, "place": told}).status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["", "x", "\x7f", "A" * 5_000, "..", "=" * 32])
def test_a_strange_cookie_is_nobodys_draft(cookie):
    citizen = Citizen()
    citizen.browser.cookies["tingban_report"] = cookie

    assert citizen.browser.get("/report/").status_code == 200
    assert citizen.browser.get(CHECK)["Location"] == "/report/"


@pytest.mark.django_db
def test_what_was_written_is_shown_as_written_and_never_as_a_page():
    citizen = Citizen()
    text = "<img src=x onerror=alert(1)> & 电梯停运，请尽快处理"
    citizen.fill(where(a_community().code), what(text), who())

    shown = citizen.browser.get(CHECK).content.decode()
    citizen.send()

    assert "&lt;img src=x onerror=alert(1)&gt; &amp; 电梯停运" in shown
    assert CaseMaterial.objects.get().text == text


@pytest.mark.django_db
def test_no_page_of_a_report_holds_a_script_of_its_own():
    citizen = _known(Citizen())

    for path in (*STEPS, CHECK):
        text = citizen.get(path)
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", text)


@pytest.mark.django_db
def test_typed_contacts_of_an_anonymous_report_go_nowhere():
    citizen = Citizen().filled(a_community().code, how="anonymous", contact=PHONE, name=NAME)

    shown = citizen.get(reverse("portal:report_check"))
    citizen.send()

    assert PHONE not in shown
    assert not any(PHONE in row or NAME in row for _, row in tables())


@pytest.mark.django_db
def test_what_breaks_while_it_is_sent_tells_nobody_who_wrote_it(monkeypatch, caplog):
    citizen = _known(Citizen())
    said = citizen.asked().answer
    citizen.browser.raise_request_exception = False

    def breaks(**told: object) -> None:
        raise RuntimeError(f"inner words {told['contact']}")

    monkeypatch.setattr(arriving, "write_down", breaks)
    with caplog.at_level(logging.ERROR, logger="django.request"):
        answer = citizen.send(said)

    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert answer.status_code == 500
    assert any("RuntimeError" in line for line in lines)
    assert not any(secret in text for secret in SECRETS for text in (*lines, page(answer)))
    assert citizen.send(said).status_code == 500
    assert TEXT in citizen.get(CHECK)
