"""Once more who it is: before freezing, correcting, exporting, looking at identities."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests import fridays
from tests.fridays import FIVE
from tests.people import NOW, YANHU
from tests.stories import a_case
from tests.web.visitors import PASSWORD, Browser, anonymous, browser_of, staff_member
from tingban.actions.exchange import export_runs
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import ExportRun
from tingban.data.weekly.models import CityEdition
from tingban.kit import clock, one_time
from tingban.rules.accounts import STEP_UP_LIMIT
from tingban.rules.actors import CITY_CODE, COUNTY, Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
FREEZE = f"/desk/weekly/{fridays.WEEK}/freeze/"
EXPORT = "/desk/exchange/export/"
ASKED = "再次确认身份"
LATER = STEP_UP_LIMIT + timedelta(seconds=1)
HELD = Contact(ContactKind.NAMED, "赵小华", parse_phones("13912345678"))


def text(answer) -> str:
    return unescape(answer.content.decode())


def carried(page: str) -> list[tuple[str, str]]:
    """What the page takes along unseen, as a browser would send it."""
    form = page.split('class="tb-form"')[1].split("</form>", maxsplit=1)[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return [pair for pair in found if pair[0] != "csrfmiddlewaretoken"]


def confirmations() -> list[str]:
    """What was confirmed, in the words of the log."""
    found = Entry.objects.filter(act="accounts.confirmed_again").order_by("id")
    return list(found.values_list("note", flat=True))


@pytest.fixture
def ready():
    """A week that can be frozen, and the head who signed in more than ten minutes ago."""
    fridays.open_week()
    fridays.all_stood_in()
    with clock.standing_at(FIVE - LATER):
        head = browser_of(Role.M_LD)
    with clock.standing_at(FIVE):
        yield head


def test_freezing_asks_first_and_then_goes_on(ready):
    asked = ready.post(FREEZE)

    assert ASKED in text(asked)
    assert "确认身份，冻结本期" in text(asked)
    assert not CityEdition.objects.exists()
    answer = ready.post(FREEZE, {"step_up": PASSWORD}, follow=True)
    assert "已冻结，全市汇总表第 1 版不再改变" in text(answer)
    assert confirmations() == ["冻结本期"]


def test_a_wrong_password_freezes_nothing_and_is_recorded(ready):
    answer = ready.post(FREEZE, {"step_up": "Wrong#2024-no"})

    assert answer.status_code == 422
    assert "密码或动态口令不对，没有办理" in text(answer)
    assert "Wrong#2024-no" not in text(answer)
    assert not CityEdition.objects.exists()
    failure = Entry.objects.get(act="accounts.sign_in_failed")
    assert failure.note == "再次确认身份不对：冻结本期"


def test_an_empty_answer_is_asked_again(ready):
    answer = ready.post(FREEZE, {"step_up": ""})

    assert answer.status_code == 422
    assert not CityEdition.objects.exists()


def test_five_wrong_passwords_lock_even_the_right_one_out(ready):
    for _ in range(5):
        ready.post(FREEZE, {"step_up": "Wrong#2024-no"})

    answer = ready.post(FREEZE, {"step_up": PASSWORD})

    assert "连续输错 5 次，已锁定" in text(answer)
    assert not CityEdition.objects.exists()


def test_whoever_is_right_begins_to_count_anew(ready):
    for _ in range(4):
        ready.post(FREEZE, {"step_up": "Wrong#2024-no"})
    ready.post(FREEZE, {"step_up": PASSWORD})

    with clock.standing_at(FIVE + LATER):
        answer = ready.post(EXPORT, {"step_up": "Wrong#2024-no"})

    assert "已锁定" not in text(answer)


def test_whoever_may_not_is_not_even_asked(ready):
    with clock.standing_at(FIVE):
        assert browser_of(Role.M_OP).post(FREEZE).status_code == 403


def test_for_ten_minutes_nothing_more_is_asked(ready):
    ready.post(FREEZE, {"step_up": PASSWORD})

    with clock.standing_at(FIVE + STEP_UP_LIMIT):
        within = ready.post(EXPORT)
    with clock.standing_at(FIVE + LATER):
        after = ready.post(EXPORT)

    assert within.status_code == 302
    assert ASKED in text(after)


def test_whoever_has_just_signed_in_has_shown_who_he_is():
    fridays.open_week()
    fridays.all_stood_in()
    user = staff_member(Role.M_LD)
    head = anonymous()

    with clock.standing_at(FIVE):
        head.post("/desk/sign-in/", {"username": user.username, "password": PASSWORD})
        answer = head.post(FREEZE, follow=True)

    assert "已冻结" in text(answer)
    assert confirmations() == []


def test_a_clock_that_was_set_back_proves_nothing(ready):
    ready.post(FREEZE, {"step_up": PASSWORD})

    with clock.standing_at(FIVE - timedelta(minutes=1)):
        answer = ready.post(EXPORT)

    assert ASKED in text(answer)


@pytest.fixture
def clerk_at_work() -> Browser:
    """A county clerk who signed in this morning."""
    with clock.standing_at(NOW - LATER):
        clerk = browser_of(Role.C_OP, YANHU)
    with clock.standing_at(NOW):
        yield clerk


def test_an_export_keeps_what_was_typed(clerk_at_work):
    a_case(contact=HELD)
    typed = {"with_identities": "on", "reason": "迁移到“新”服务器 <1>"}

    page = text(clerk_at_work.post(EXPORT, typed))
    kept = carried(page)
    run = clerk_at_work.post(EXPORT, dict(kept) | {"step_up": PASSWORD})["Location"]
    export_runs.work_off(run_id=ExportRun.objects.get().pk, at=NOW)
    answer = clerk_at_work.post(f"{run}file/")

    assert dict(kept) == typed
    book = load_workbook(BytesIO(answer.getvalue()))
    cells = [cell.value for row in book["登记办理台账"].iter_rows() for cell in row]
    assert "赵小华 13912345678" in cells
    assert Entry.objects.get(act="exchange.identities_exported").note == typed["reason"]


def test_a_file_that_waits_for_days_asks_again(clerk_at_work):
    a_case(contact=HELD)
    typed = {"with_identities": "on", "reason": "迁移到新服务器"}
    clerk_at_work.post(EXPORT, typed | {"step_up": PASSWORD})
    run = ExportRun.objects.get().pk
    export_runs.work_off(run_id=run, at=NOW)
    with clock.standing_at(NOW + timedelta(minutes=15)):
        asked = clerk_at_work.post(f"{EXPORT}{run}/file/")
        taken = clerk_at_work.post(f"{EXPORT}{run}/file/", {"step_up": PASSWORD})

    assert ASKED in text(asked)
    assert "下载完请点“返回”" in text(asked)
    assert taken.getvalue().startswith(b"PK")
    assert clerk_at_work.get(f"{EXPORT}{run}/file/").status_code == 405
    assert confirmations() == ["导出数据交换簿", "下载导出的文件"]


def test_an_identity_is_shown_after_the_password_only(clerk_at_work):
    case = a_case(contact=HELD)
    page, typed = f"/desk/cases/{case.number}/identity/", {"reason": "电话回访办理结果"}

    asked = text(clerk_at_work.post(page, typed))
    shown = clerk_at_work.post(page, typed | {"step_up": PASSWORD})

    assert "13912345678" not in asked
    assert dict(carried(asked)) == typed
    assert "13912345678" in text(shown)
    assert "no-store" in shown.headers["Cache-Control"]
    assert confirmations() == ["查看联系方式"]


def test_looking_at_the_form_asks_nothing(clerk_at_work):
    assert ASKED not in text(clerk_at_work.get(EXPORT))


def test_a_one_time_code_does_as_well(clerk_at_work):
    page = text(clerk_at_work.get("/desk/account/second-factor/"))
    secret = one_time.from_base32(re.search(r"\b([A-Z2-7]{32})\b", page)[1])
    step = one_time.step_of(clock.now())
    clerk_at_work.post("/desk/account/second-factor/", {"code": one_time.code_at(secret, step)})

    asked = text(clerk_at_work.post(EXPORT))
    code = one_time.code_at(secret, step + 1)
    answer = clerk_at_work.post(EXPORT, {"step_up": code})

    assert "密码或动态口令" in asked
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("role", "page", "place", "act"),
    [
        (Role.M_LD, "weekly_freeze", [fridays.WEEK], "冻结本期"),
        (Role.M_LD, "weekly_grant", [f"ZB-140802-{fridays.WEEK}"], "同意更正"),
        (Role.M_OP, "weekly_export", [fridays.WEEK], "上报导出"),
        (Role.C_OP, "export", [], "导出数据交换簿"),
        (Role.C_OP, "export_file", [1], "下载导出的文件"),
        (Role.C_LD, "export_decide", [1], "答复导出申请"),
        (Role.C_LD, "case_identity", ["TS-140802-20240603-0012-0"], "查看联系方式"),
    ],
)
def test_every_grave_act_asks_before_it_looks_at_anything(role, page, place, act):
    area = YANHU if role in COUNTY else CITY_CODE
    with clock.standing_at(NOW - LATER):
        browser = browser_of(role, area)

    with clock.standing_at(NOW):
        asked = browser.post(reverse(f"desk:{page}", args=place))

    assert asked.status_code == 200
    assert f"确认身份，{act}" in text(asked)
