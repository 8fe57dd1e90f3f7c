"""查进度: opened by number and 查询码, for a quarter of an hour, and never to anybody else."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.actions.complaints.test_public import led_to
from tests.actions.complaints.test_receiving import receive, the_case
from tests.at_once import at_once
from tests.people import NOW
from tests.sample_files import photo
from tests.stories import a_community
from tests.web.portal.walking import Citizen, page
from tests.web.test_hostile_input import HOSTILE
from tingban.actions.complaints.arriving import Receipt
from tingban.data.complaints.models import CaseMaterial, CaseRating
from tingban.data.documents.models import Attachment
from tingban.kit import clock
from tingban.rules.accounts import Quota
from tingban.rules.complaints.stages import Stage
from tingban.web.portal import progress_views

pytestmark = pytest.mark.django_db
ENTRY, CASE = "/progress/", "/progress/case/"
MATERIAL, WITHDRAW, RATE = "/progress/material/", "/progress/withdraw/", "/progress/rate/"
UNKNOWN = "TS-140802-20240603-0012-0"
WRONG = "ABCDEFGH"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


def enter(receipt: Receipt, **told: str) -> Citizen:
    citizen = Citizen()
    answer = tried(citizen, receipt.number, receipt.query_code, **told)
    assert answer["Location"] == CASE, page(answer)
    return citizen


def tried(citizen: Citizen, number: str, code: str, **told: str):
    return citizen.browser.post(ENTRY, {"number": number, "code": code} | told)


@pytest.mark.parametrize("written", ["as printed", "bare", "lower", "wide"])
def test_number_and_code_are_taken_as_people_copy_them(written):
    receipt = receive()
    number, code = receipt.number, receipt.query_code
    told = {
        "as printed": (number, code),
        "bare": (number.replace("-", "").removeprefix("TS"), code),
        "lower": (number.lower(), f" {code.lower()[:4]} {code.lower()[4:]} "),
        "wide": ("".join(chr(ord(it) + 0xFEE0) if it.isalnum() else it for it in number), code),
    }[written]

    assert tried(Citizen(), *told)["Location"] == CASE


@pytest.mark.parametrize(("number", "code", "words"), [
    ("TS-140802-20240603-0012-1", WRONG, "抄错了一位"),
    ("TS-140802-2024", WRONG, "编号不完整"),
    (UNKNOWN, "ABC", "查询码是 8 位，您写了 3 位"),
    (UNKNOWN, "ABCDEF01", "没有数字 0、1"),
    ("", "", "请写受理编号"),
])  # fmt: skip
def test_a_slip_of_the_pen_is_told_before_anything_is_looked_up(number, code, words):
    assert words in page(tried(Citizen(), number, code))


def test_an_unknown_number_and_a_wrong_code_are_told_the_same():
    receipt = receive()

    texts = {
        re.sub(r'value="[^"]*"', "", page(tried(Citizen(), number, WRONG)))
        for number in (receipt.number, UNKNOWN)
    }

    assert len(texts) == 1
    assert "受理编号或查询码不对" in texts.pop()


@pytest.mark.parametrize("number", ["known", UNKNOWN])
def test_after_five_wrong_tries_the_right_code_has_to_wait_too(number):
    receipt, citizen = receive(), Citizen()
    number = receipt.number if number == "known" else number
    for _ in range(5):
        tried(citizen, number, WRONG)

    answer = page(tried(citizen, number, receipt.query_code))

    assert "请在 10:45 以后再试" in answer
    assert 'href="tel:' in answer


def test_the_lock_ends_by_itself_and_holds_for_this_case_and_this_address_alone():
    receipt, other, citizen = receive(), receive(), Citizen()
    for _ in range(6):
        tried(citizen, receipt.number, WRONG)

    assert tried(citizen, other.number, other.query_code)["Location"] == CASE
    assert tried(Citizen(ip="203.0.113.9"), receipt.number, receipt.query_code)["Location"] == CASE
    with clock.standing_at(NOW + timedelta(minutes=15)):
        assert tried(citizen, receipt.number, receipt.query_code)["Location"] == CASE


def test_who_was_right_has_five_tries_again():
    receipt, citizen = receive(), Citizen()
    for _ in range(4):
        tried(citizen, receipt.number, WRONG)
    tried(citizen, receipt.number, receipt.query_code)
    for _ in range(4):
        tried(citizen, receipt.number, WRONG)

    assert tried(citizen, receipt.number, receipt.query_code)["Location"] == CASE


@pytest.mark.django_db(transaction=True)
def test_eight_guesses_at_once_are_eight_tries():
    receipt = receive()

    def guess() -> str:
        with clock.standing_at(NOW):
            return page(Client().post(ENTRY, {"number": receipt.number, "code": WRONG}))

    told = at_once(*[guess] * 8)

    assert sum("受理编号或查询码不对" in text for text in told) == 5
    assert sum("试的次数太多" in text for text in told) == 3


def test_one_address_asks_only_so_often(monkeypatch):
    monkeypatch.setattr(progress_views, "LOOKS", Quota("test.look", 2, timedelta(hours=1)))
    citizen, receipt = Citizen(), receive()

    told = [page(tried(citizen, UNKNOWN, WRONG)) for _ in range(2)]
    last = page(tried(citizen, receipt.number, receipt.query_code))

    assert not any("试的次数太多" in text for text in told)
    assert "试的次数太多" in last


def test_the_page_tells_how_it_stands_and_by_when():
    text = enter(receive()).get(CASE)

    assert "收到了，等待登记" in text
    assert "7月3日 周三" in text
    assert "信访工作条例第二十三条第二款" in text
    assert "电梯停运半个月没有人修" in text
    assert "0359-6388865" in text


def test_an_answered_case_shows_its_answer_and_asks_what_one_thinks_of_it():
    text = enter(led_to(Stage.FBK)).get(CASE)

    assert "有答复了" in text
    assert "已答复" in text
    assert RATE in text
    assert WITHDRAW not in text


def test_without_a_pass_every_page_leads_to_the_entry():
    for path in (CASE, MATERIAL, WITHDRAW, RATE):
        assert Citizen().browser.get(path)["Location"].startswith(ENTRY)


def test_the_pass_lasts_a_quarter_of_an_hour_from_the_last_page():
    citizen = enter(receive())
    with clock.standing_at(NOW + timedelta(minutes=14)):
        citizen.get(CASE)
    with clock.standing_at(NOW + timedelta(minutes=28)):
        citizen.get(CASE)
    with clock.standing_at(NOW + timedelta(minutes=44)):
        answer = citizen.browser.get(CASE)

    assert answer["Location"] == "/progress/?late=1"
    assert "重新输入查询码" in citizen.get("/progress/?late=1")


def test_the_pass_is_sealed_bound_to_its_pages_and_to_this_site():
    receipt = receive()
    citizen = enter(receipt)

    held = citizen.browser.cookies["tingban_progress"]

    assert receipt.query_code not in held.value
    assert (held["path"], held["samesite"], held["max-age"]) == ("/progress/", "Strict", 900)
    assert held["httponly"]


@pytest.mark.parametrize("value", ["", "x", "A" * 5_000, "=", "\x7f", "MTIz", "eyJhIjoxfQ"])
def test_a_strange_pass_opens_nothing(value):
    citizen = Citizen()
    citizen.browser.cookies["tingban_progress"] = value

    assert citizen.browser.get(CASE)["Location"].startswith(ENTRY)


def test_a_pass_that_was_altered_opens_nothing():
    citizen = enter(receive())
    value = citizen.browser.cookies["tingban_progress"].value
    for place in range(0, len(value), 7):
        changed = "A" if value[place] != "A" else "B"
        citizen.browser.cookies["tingban_progress"] = value[:place] + changed + value[place + 1 :]
        assert citizen.browser.get(CASE)["Location"].startswith(ENTRY)


def test_leaving_closes_the_case():
    citizen = enter(receive())

    citizen.browser.post("/progress/leave/")

    assert citizen.browser.get(CASE)["Location"].startswith(ENTRY)


def test_the_receipt_opens_the_progress_without_typing_the_code_again():
    citizen = Citizen().filled(a_community().code)
    citizen.send()
    number, _ = citizen.receipt()

    assert number in citizen.get(CASE)


def test_words_and_photos_are_added():
    receipt = receive()
    citizen = enter(receipt)
    file = SimpleUploadedFile("电梯.jpg", photo(), "image/jpeg")

    answer = citizen.browser.post(MATERIAL, {"text": "昨天又停了", "uploads": file, "mark": "m"})

    text = citizen.get(answer["Location"])
    assert "补充的内容收到了" in text
    assert "昨天又停了" in text
    assert "电梯.jpg" in text
    assert Attachment.objects.get().sharing == "internal"


def test_what_is_no_photo_is_refused_and_the_words_stay():
    citizen = enter(receive())
    file = SimpleUploadedFile("电梯.jpg", b"MZ" + b"\0" * 200, "image/jpeg")

    text = page(citizen.browser.post(MATERIAL, {"text": "昨天又停了", "uploads": file}))

    assert "“电梯.jpg”" in text
    assert "昨天又停了" in text
    assert CaseMaterial.objects.count() == 1


def test_a_second_click_adds_nothing():
    citizen = enter(receive())
    for _ in range(2):
        citizen.browser.post(MATERIAL, {"text": "昨天又停了", "mark": "m1"})

    assert CaseMaterial.objects.count() == 2


def test_it_is_taken_back_with_a_reason():
    receipt = receive()
    citizen = enter(receipt)

    refused = page(citizen.browser.post(WITHDRAW, {"reason": ""}))
    answer = citizen.browser.post(WITHDRAW, {"reason": "物业修好了"})

    assert "请简单写一下原因" in refused
    assert "已经撤回" in citizen.get(answer["Location"])
    assert the_case(receipt).stage == "withdrawn"


def test_content_or_not_with_a_reason_where_not():
    receipt = led_to(Stage.CLS)
    citizen = enter(receipt)

    refused = page(citizen.browser.post(RATE, {"rating": "not_content", "reason": ""}))
    citizen.browser.post(RATE, {"rating": "not_content", "reason": "昨天又停了"})

    assert "哪里不满意" in refused
    assert CaseRating.objects.get().reason == "昨天又停了"
    assert "不满意" in citizen.get(CASE)


def test_what_is_not_open_says_why_and_keeps_the_words():
    citizen = enter(receive())

    text = page(citizen.browser.post(RATE, {"rating": "content", "reason": "写了的"}))

    assert "还没有答复" in text
    assert "写了的" in text


def test_the_page_of_an_act_that_is_not_open_leads_back():
    citizen = enter(receive())

    assert citizen.browser.get(RATE)["Location"] == CASE
    assert citizen.browser.get(MATERIAL).status_code == 200


def test_who_wrote_longer_than_the_pass_lasts_shows_the_code_again_and_loses_nothing():
    receipt = receive()
    citizen = enter(receipt)
    told = {"text": "写了很久的话", "mark": "m9"}
    with clock.standing_at(NOW + timedelta(minutes=20)):
        asked = page(citizen.browser.post(MATERIAL, told))
        key = {"number": receipt.number, "code": receipt.query_code}
        answer = citizen.browser.post(MATERIAL, told | key)

    assert "写了很久的话" in asked
    assert "请再输一次编号和查询码" in asked
    assert answer["Location"].startswith(CASE)
    assert CaseMaterial.objects.filter(text="写了很久的话").count() == 1


def test_who_has_no_pass_guesses_no_faster_by_the_other_door():
    receipt, citizen = receive(), Citizen()
    told = {"text": "补充", "number": receipt.number, "code": WRONG}
    for _ in range(5):
        citizen.browser.post(MATERIAL, told)

    text = page(citizen.browser.post(MATERIAL, told | {"code": receipt.query_code}))

    assert "试的次数太多" in text
    assert CaseMaterial.objects.count() == 1


@pytest.mark.parametrize("told", HOSTILE)
def test_nothing_breaks_at_what_nobody_types_who_means_well(told):
    citizen = enter(led_to(Stage.FBK))
    citizen.browser.raise_request_exception = False
    asked = [
        citizen.browser.post(ENTRY, {"number": told, "code": told}),
        citizen.browser.get(CASE, {"done": told}),
        citizen.browser.post(MATERIAL, {"text": told, "mark": told, "uploads": told}),
        citizen.browser.post(RATE, {"rating": told, "reason": told}),
        citizen.browser.post(WITHDRAW, {"reason": told}),
    ]

    assert [answer.status_code for answer in asked if answer.status_code >= 500] == []


def test_a_form_from_elsewhere_does_nothing():
    receipt = led_to(Stage.CLS)
    citizen = enter(receipt)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = citizen.browser.cookies

    answer = strict.post(RATE, {"rating": "content"})

    assert answer.status_code == 403
    assert CaseRating.objects.count() == 0


@pytest.mark.parametrize("path", [ENTRY, CASE, MATERIAL, WITHDRAW, RATE])
def test_no_page_is_kept_in_a_cache(path):
    assert enter(receive()).browser.get(path).headers["Cache-Control"] == "no-store"
