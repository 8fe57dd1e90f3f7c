"""Who complained stands in the vault and nowhere else: everything written is searched for it.

Planted by form and by files, also by files with faults; then tables, files, log and pages of all
roles are searched (DESIGN 3.6, DOMAIN 9.1).
"""

import io
import json
import logging
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.exchange_books import Formula, Page, annex_2, case, workbook
from tests.people import NOW, YANHU
from tests.two_counties import CASE_TEXT, NAME, PHONE, County, a_full_county, a_sent_week, signed_in
from tests.web.test_scope import addresses
from tests.web.visitors import Browser, browser_of
from tingban.actions.complaints.identity import reveal_contact
from tingban.actions.exchange import export_runs, runs
from tingban.actions.exchange.intake import Upload
from tingban.data.complaints.models import CaseContact
from tingban.gateways.log import JsonFormatter
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.complaints import Source

pytestmark = pytest.mark.django_db
HELD = f"{NAME} {PHONE}"
CONTACT, TIMES = "投诉(举报)人及联系方式", "受理和收到时间"
SECRETS = (NAME, PHONE, f"{PHONE[:3]}-{PHONE[3:7]}-{PHONE[7:]}")
# One for each way of seeing: writers of county and city, readers above, the two without facts.
READERS = (
    Role.C_LD, Role.C_ENF, Role.M_OP, Role.M_XF, Role.JJ, Role.STR, Role.AUD, Role.SYS,
)  # fmt: skip


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    """Whatever the structured log would have told, from the planting on."""
    told = io.StringIO()
    handler = logging.StreamHandler(told)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield told
    logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="module")
def a_county(log, shared_rows) -> County:
    with clock.standing_at(NOW):
        here = a_full_county(YANHU)
        _by_form(here)
        _by_files()
        a_sent_week(here, YANHU)
    here.keys |= {"company": here.company.pk, "user": 1}
    return here


@pytest.fixture
def planted(a_county) -> Iterator[County]:
    with clock.standing_at(NOW):
        yield deepcopy(a_county)


def _by_form(here: County) -> None:
    browser = browser_of(Role.C_OP, YANHU)
    told = {
        "source": Source.CALL.value, "received_at": "2024-06-17T09:00", "summary": CASE_TEXT,
        "contact_kind": "named", "name": NAME, "phones": PHONE, "form": "m1",
        "category": "CAT-1", "urgency": "ordinary",
    }  # fmt: skip
    assert browser.post("/desk/cases/new/", told | {"received_at": "2099-01-01T09:00"}).content
    assert browser.post("/desk/cases/new/", told).status_code == 302
    number = here.keys["case"]
    contact = {key: told[key] for key in ("contact_kind", "name", "phones")}
    edited = told | {"version": "1", "remark": "改"} | contact | {"name": f"{NAME}之妹"}
    assert browser.post(f"/desk/cases/{number}/edit/", edited).status_code == 302
    reveal_contact(number=number, reason="回访核实", actor=signed_in(Role.C_OP, YANHU), at=NOW)


def _by_files() -> None:
    """One that is taken, and one with the contact in every kind of faulty cell."""
    good = [case(1, **{CONTACT: HELD})]
    bad = [
        case(2, **{CONTACT: Formula('="x"', HELD)}),
        case(3, **{CONTACT: HELD}), case(4),
        case(5, **{TIMES: HELD}), case(6, 是否办结=HELD), case(7, 序号=HELD),
        case(8, 来源=HELD * 9), case(9, 受理人=f"{HELD} " * 9, 承办科室=HELD * 9),
    ]  # fmt: skip
    page = annex_2(bad)
    page = Page(page.rows, page.titles, page.above, merged=["B5:B6"])
    uploads = [
        Upload("好.xlsx", workbook({"Sheet1": annex_2(good)})),
        Upload("坏.xlsx", workbook({"Sheet1": page})),
    ]
    run = runs.start_run(
        uploads=uploads, area=None, dry_run=False, actor=signed_in(Role.C_OP, YANHU), at=NOW
    )
    runs.work_off(run_id=run, at=NOW)


def tables() -> Iterator[tuple[str, str]]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{name}" t')
            yield from ((name, row) for (row,) in cursor.fetchall())
    for session in Session.objects.all():
        yield "session", json.dumps(SessionStore().decode(session.session_data), ensure_ascii=False)


def _holding(text: str) -> list[str]:
    hexed = [secret.encode().hex() for secret in SECRETS]
    return [secret for secret in (*SECRETS, *hexed) if secret in text]


def test_no_table_holds_who_complained(planted):
    assert CaseContact.objects.exclude(box=None).count() >= 4

    assert [(name, row[:300]) for name, row in tables() if _holding(row)] == []


def test_no_file_on_the_disk_holds_who_complained(planted):
    files = [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]

    assert files
    assert [path for path in files if _holding(_bytes_told(path.read_bytes()))] == []


def _bytes_told(data: bytes) -> str:
    """A workbook or package with its parts opened, anything else as it is."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "\n".join(_bytes_told(parts.read(name)) for name in parts.namelist())


def test_no_page_of_any_role_shows_who_complained(planted, log):
    faults = []
    for role in READERS:
        browser = browser_of(role, YANHU if role in {Role.C_OP, Role.C_LD} else "140800")
        for route, path, _ in addresses(planted):
            # The marked copy is the sender's own file, given back to the sender's office.
            if route.name == "exchange_copy":
                continue
            for query in ({},) if route.parts else ({}, {"export": "xlsx"}, {"q": NAME}):
                found = _holding(_told(browser, path, query))
                faults += [(role, path, query)] if found else []

    assert faults == []
    assert _holding(log.getvalue()) == []


def _told(browser: Browser, path: str, query: dict[str, str]) -> str:
    answer = browser.get(path, query)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = _bytes_told(content) + str(answer.headers)
    return text.replace(query.get("q", "\0"), "")


def test_the_workbook_masks_who_complained_unless_a_reason_is_given(planted):
    browser = browser_of(Role.C_OP, YANHU)
    address = browser.post("/desk/exchange/export/", {})["Location"]
    export_runs.work_off(run_id=int(address.split("/")[-2]), at=NOW)

    answer = browser.post(f"{address}file/")

    assert answer.status_code == 200
    assert not _holding(_bytes_told(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("head", ["投诉人及电话", "投诉（举报）人及联系方式", "来电人"])
def test_a_register_that_names_complainants_is_not_kept_as_a_draft(planted, head):
    book = SimpleUploadedFile("小区.csv", f"名称,{head}\n甲园,{HELD}\n".encode())

    answer = browser_of(Role.C_OP, YANHU).post("/desk/exchange/registers/", {"book": book})

    assert "请先在文件里删去这一列" in answer.content.decode()
    assert not [name for name, row in tables() if _holding(row)]


def test_the_mask_never_comes_back_as_a_person(planted):
    """The control: the search finds what is planted where it may stand."""
    number = planted.keys["case"]
    keeper = signed_in(Role.C_OP, YANHU)
    contact = reveal_contact(number=number, reason="回访核实", actor=keeper, at=NOW)

    assert _holding(contact.shown)
