"""Whose eyes: a county never sees or changes what is another's, at any address (DESIGN 3.5).

The addresses come from the URL table; a new one with a key that is not named here fails.
"""

from collections.abc import Iterator
from copy import deepcopy
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from tests.people import NOW, YANHU, YONGJI
from tests.sample_files import pdf
from tests.two_counties import MARKS, NAME, PHONE, County, a_full_county, a_sent_week
from tests.web.addresses import Route, routes
from tests.web.form_pages import filled
from tests.web.visitors import Browser, browser_of
from tingban.data.accounts.models import User
from tingban.data.audit.models import Entry
from tingban.data.enforcement.models import Penalty
from tingban.kit import clock
from tingban.rules.actors import Role

pytestmark = pytest.mark.django_db
# Which key of the other county stands at each part of an address, by the name of the address.
KEYS = {
    ("case", "number"): "case",
    ("visit", "number"): "visit",
    ("mission", "number"): "mission",
    ("problem", "number"): "problem",
    ("order", "number"): "order",
    ("paper", "key"): "paper",
    ("paper", "batch"): "paper_batch",
    ("paper", "about"): "problem",
    ("penalty", "penalty_id"): "penalty",
    ("penalty", "number"): "penalty_case",
    ("level", "decision_id"): "level",
    ("exposure", "exposure_id"): "exposure",
    ("exit", "exit_id"): "exit",
    ("level", "number"): "level_case",
    ("transfer", "number"): "transfer",
    ("exposure", "number"): "exposure_case",
    ("board", "number"): "exposure_case",
    ("exit", "number"): "exit_case",
    ("exchange", "run_id"): "run",
    ("exchange", "import_id"): "import",
    ("export", "export_id"): "export",
    ("mapper", "draft_id"): "draft",
    ("slips", "batch_id"): "batch",
    ("vote", "vote_id"): "vote",
    ("vote", "number"): "exit_case",
    ("vote", "part_id"): "part",
    ("vote", "ballot_id"): "ballot",
    ("community", "code"): "community",
    ("owner", "code"): "community",
    ("owner", "body_id"): "owner_body",
    ("credit", "number"): "credit_push",
    ("credit", "batch"): "credit_batch",
    ("credit", "check_id"): "credit_check",
    ("company", "company_id"): "company",
    ("contract", "contract_id"): "contract",
    ("notice", "notice_id"): "notice",
    ("files", "subject"): "subject",
    ("file", "attachment_id"): "file",
    ("weekly", "number"): "report",
    ("weekly", "code"): "week",
    ("user", "user_id"): "user",
    # The company door.
    **{
        (name, "number"): "order"
        for name in (
            "answer",
            "extension",
            "file",
            "paper",
            "plea",
            "receive",
        )
    },
    **{(name, "problem"): "problem" for name in ("answer", "extension")},
    **{(name, "number"): "penalty_case" for name in ("matter", "say")},
    ("matter", "key"): "paper",
    ("handover", "number"): "exit_case",
    ("handover", "file"): "file",
    ("file", "file"): "file",
}
FIXED = {
    "version": 1, "place": 0, "paper": "annex3.xlsx", "cell": "A01", "what": "community",
    "post_id": 1, "level_id": 1, "copy": "copy", "delivery_id": UUID(int=1),
    "ending": "docx", "link": 1, "token": "0" * 32, "kind": "penalty_case",
    "measure": "inspect", "template": "rectification.closing", "first": 1, "objection_id": 1,
}  # fmt: skip
# Records of the whole city: they open, without what lies in another county.
SHARED = {"company", "week", "user"}
# What everybody reads by DOMAIN 5.6, of every county.
EVERYBODYS = {"regradings"}
ACTS = {
    "case_step": ("accept", "note", "close", "reopen", "duplicate", "transfer", "void", "undo"),
    "paper_step": ("edit", "void"),
    "penalty_case_step": ("file", "refuse", "decide", "plead"),
    "problem_step": ("complete", "reopen", "annul", "undo", "void"),
    "user_act": ("unlock",),
    "exit_case_step": ("give_opinion", "start", "guide", "convene", "close"),
    "credit_push_step": ("review", "send", "drop", "report_market"),
    "say": ("plead",),
    "level_case_step": ("rate", "decide", "stop"),
    "transfer_step": ("approve", "drop", "send"),
    "exposure_case_step": ("check", "publish", "drop"),
}
# The control: sent by the county's own people the same forms write.
WRITTEN_BY_ITS_OWN = {
    "case_edit", "case_step", "community_alias", "community_edit", "contract_edit",
    "exit_confirm", "exposure_withdraw", "file_retract", "level_add", "notice_open", "order_new",
    "order_withdraw", "owner_body_edit", "penalty_revoke", "problem_edit", "problem_step",
}  # fmt: skip
# SYS keeps users; everybody has an inbox, where another's notice is not found.
OF_ALL = {"user", "notice"}
# They write for the county of whoever sends them, whatever is sent along.
OWN_COUNTY = {"penalty_add", "exposure_add"}
# What is taken away leaves an entry; nothing else is written. SYS keeps users and units.
HANDED_OUT = {
    "export", "drill_list_file", "vote_roll_file",
    "weekly_file", "weekly_city_file", "user_act", "user_password",
}  # fmt: skip
# 302 is the way back with the sentence of the refusal.
REFUSED = {302, 403, 404, 405}
# They keep who is at work, or what a person is looking at.
NO_FACTS = {
    "django_session", "areas_area", "django_migrations", "accounts_user",
    "procrastinate_periodic_defers",
}  # fmt: skip


@pytest.fixture(scope="module")
def a_county(shared_rows) -> County:
    with clock.standing_at(NOW):
        county = a_full_county(YONGJI)
        a_sent_week(county)
    county.keys |= {"company": county.company.pk, "user": User.objects.earliest("pk").pk}
    return county


@pytest.fixture
def theirs(a_county) -> Iterator[County]:
    with clock.standing_at(NOW):
        yield deepcopy(a_county)


def addresses(county: County) -> Iterator[tuple[Route, str, set[str]]]:
    """Every address with the other county's keys, and which keys it carries."""
    for route in routes():
        topic = route.name.partition("_")[0]
        keys, used = dict(FIXED), set()
        for part in route.parts:
            if part in FIXED or part == "act":
                continue
            used.add(KEYS[topic, part])
            keys[part] = county.keys[KEYS[topic, part]]
        for act in ACTS[route.name] if "act" in route.parts else ("",):
            yield route, route.path(keys | {"act": act}), used


def _text(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def _counts() -> dict[str, int]:
    """How many rows every table of facts has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = sorted({name for (name,) in cursor.fetchall()} - NO_FACTS)
        query = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
        cursor.execute(query)
        return dict(cursor.fetchall())


def _leaks(text: str) -> list[str]:
    return [mark for mark in (*MARKS, NAME, PHONE) if mark in text]


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD])
def test_another_countys_rows_do_not_exist(theirs, role):
    browser, faults = browser_of(role, YANHU), []
    for route, path, used in addresses(theirs):
        answer = browser.get(path)
        if used - SHARED and answer.status_code not in {403, 404, 405}:
            faults.append(f"{route.name} {path}: {answer.status_code}")
        if route.name not in EVERYBODYS:
            faults += [f"{route.name} {path}: shows {mark}" for mark in _leaks(_text(answer))]

    assert faults == []


@pytest.mark.parametrize("query", [
    "q=西厢", "q=永济独有", "q=永建", "community_text=西厢", "county=140881", "area=140881",
    "q=1408810000001", "q=TS-140881", "q=WT-140881", "export=xlsx&county=140881", "export=xlsx",
    "community=1408810000001", "community_text=1408810000001", "problem=WT-140881-2024-000001",
    "community=1408810000001&company=1", "mission=DD-140881-2024-001", "into=1408810000001",
    "of=live:2024-06-19&area=140881&cell=A01", "of=live:2024-06-19&area=total&cell=A01",
    "of=edition:ZB-140881-2024-W04@1&area=140881&cell=A01",
    "of=week:2024-W04&area=140881&cell=A01", "of=city:2024-W04@1&area=140881&cell=A01",
    "old=edition:ZB-140881-2024-W04@1&new=live:2024-06-19",
])  # fmt: skip
def test_no_question_finds_another_countys_rows(theirs, query):
    browser, faults = browser_of(Role.C_OP, YANHU), []
    for route in routes():
        if (route.parts and route.name != "pick") or route.name in EVERYBODYS:
            continue
        address = f"{route.path(FIXED)}?{query}"
        faults += [f"{address}: shows {mark}" for mark in _leaks(_text(browser.get(address)))]

    assert faults == []


def _form_of(browser: Browser, path: str, here: County) -> dict[str, list[str]]:
    """What the county's own people would send from this page."""
    answer = browser.get(
        path, {"community": here.place.code, "company": here.company.pk, "q": ""}
        if path.endswith("/add/") else {"problem": here.keys["problem"]}
        if path.endswith("orders/new/") else {},
    )  # fmt: skip
    told = filled(_text(answer)) if answer.status_code == 200 else {}
    if "community_text" in told:
        told |= {"community_text": [here.place.code], "community": [here.place.code]}
    if "company_text" in told:
        told |= {"company_text": [""], "company": [""]}
    if "number" in told:
        told["number"] = ["永建改字〔2024〕9号"]
    if "document" in told:
        told["document"] = [""]
    if path.endswith("orders/new/"):
        told |= {"scans": [SimpleUploadedFile("通知书.pdf", pdf())], "certificate_2": ["0802"]}
        told.pop("names_fewer", None)
    common = {"version": ["1"], "reason": ["核实无误"], "name": ["新名"], "text": ["核实无误"]}
    return common | told


def _posted(browser: Browser, path: str, told: dict[str, list[str]]) -> tuple[int, bool]:
    """The answer's status, and whether rows came or went; what was written is taken back."""
    for scan in told.get("scans", ()):
        scan.seek(0)
    with transaction.atomic():
        before = _counts()
        answer = browser.post(path, told)
        _text(answer)
        changed = _counts() != before
        transaction.set_rollback(True)
    return answer.status_code, changed


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_LD])
def test_no_form_of_another_county_is_taken(theirs, role):
    own, stranger = browser_of(Role.C_LD, YONGJI), browser_of(role, YANHU)
    faults, controls = [], set()
    for route, path, used in addresses(theirs):
        if route.door is None or route.door.kind != "desk" or route.name.startswith("user"):
            continue
        told = _form_of(own, path, theirs)
        if route.name in OWN_COUNTY or not (used - SHARED or _speaks_of(told, theirs)):
            continue
        status, changed = _posted(stranger, path, told)
        if changed or (used - SHARED and status not in REFUSED):
            faults.append(f"{route.name} {path}: {status}{' WROTE' if changed else ''}")
        if role is Role.C_OP and _posted(own, path, told)[1]:
            controls.add(route.name)

    assert faults == []
    assert role is not Role.C_OP or controls >= WRITTEN_BY_ITS_OWN


def _speaks_of(told: dict[str, list[str]], county: County) -> bool:
    values = {value for values in told.values() for value in values}
    return bool(values & {value for value in county.keys.values() if isinstance(value, str)})


def test_a_penalty_belongs_to_the_county_of_whoever_states_it(theirs):
    told = {
        "company": theirs.company.pk, "county": YONGJI, "number": "盐建罚决字〔2024〕7号",
        "organ": "housing", "decided_on": "2024-06-12", "category": "警告",
    }  # fmt: skip

    browser_of(Role.C_OP, YANHU).post("/desk/penalties/add/", told)

    counties = Penalty.objects.exclude(pk=theirs.keys["penalty"])
    assert set(counties.values_list("county_id", flat=True)) == {YANHU}


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ, Role.AUD, Role.SYS])
def test_whoever_only_reads_writes_nowhere(theirs, role):
    """省厅 and 纪检 read; the administrators do not even that (DOMAIN 0.3, 9.2)."""
    own, reader, faults = browser_of(Role.C_LD, YONGJI), browser_of(role), []
    for route, path, used in addresses(theirs):
        if route.door is None or route.door.kind != "desk" or route.name in HANDED_OUT:
            continue
        told = _form_of(own, path, theirs) if role is Role.PROV else {"version": "1"}
        status, changed = _posted(reader, path, told)
        if changed:
            faults.append(f"{route.name} {path}: {status} WROTE")
        if role in {Role.AUD, Role.SYS} and used - OF_ALL and status not in {403, 405}:
            faults.append(f"{route.name} {path}: {status}")

    assert faults == []


@pytest.mark.parametrize("path", ["cases", "communities", "problems", "penalties", "visits"])
def test_a_list_that_is_taken_away_leaves_an_entry(theirs, path):
    answer = browser_of(Role.C_OP, YONGJI).get(f"/desk/{path}/", {"export": "xlsx"})

    entry = Entry.objects.get(act="weekly.list_taken")
    assert answer.status_code == 200
    assert entry.after["rows"] >= 1
