"""Who complained: masked everywhere, shown once with a reason, recorded, never saved back."""

import zipfile
from io import BytesIO

import pytest

from tests.people import NOW, YANHU
from tests.stories import a_case
from tests.web.visitors import Browser, browser_of
from tingban.data.audit.models import Entry
from tingban.data.complaints.models import Case, CaseContact
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
NAME, PHONE = "赵小华", "13912345678"
HELD = Contact(ContactKind.NAMED, NAME, parse_phones(PHONE))


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def desk() -> Browser:
    return browser_of(Role.C_OP, YANHU)


def text(response) -> str:
    return response.content.decode()


def sent(**more: str) -> dict[str, str]:
    return {
        "form": "m", "source": "S03", "received_at": "2024-06-17T09:30", "version": "1",
        "summary": "锦绣花园电梯停运三天无人维修", "contact_kind": "named", "name": NAME,
        "phones": PHONE, "category": "CAT-1", "urgency": "ordinary", "duplicates_seen": "on",
    } | more  # fmt: skip


def look(desk: Browser, case: Case, reason: str = "电话回访办理结果"):
    return desk.post(f"/desk/cases/{case.number}/identity/", {"reason": reason})


def seen() -> int:
    return Entry.objects.filter(act="complaints.identity_seen").count()


def test_a_look_with_a_reason_shows_it_once_and_is_recorded(desk):
    case = a_case(contact=HELD)

    answer = look(desk, case)

    assert f"{NAME} {PHONE}" in text(answer)
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(act="complaints.identity_seen")
    assert (entry.subject, entry.note) == (f"case:{case.number}", "电话回访办理结果")
    assert PHONE not in text(desk.get(f"/desk/cases/{case.number}/identity/"))


def test_without_a_reason_nothing_is_shown_or_recorded(desk):
    page = text(look(desk, a_case(contact=HELD), reason="看"))

    assert "请写明查看的用途" in page
    assert PHONE not in page
    assert seen() == 0


@pytest.mark.parametrize("role", [Role.PROV, Role.JJ])
def test_readers_have_no_way_to_it(role):
    case, reader = a_case(contact=HELD), browser_of(role)

    assert look(reader, case).status_code == 403
    assert "查看联系方式" not in text(reader.get(f"/desk/cases/{case.number}/"))
    assert seen() == 0


def test_no_list_card_form_or_workbook_holds_a_contact(desk):
    case = a_case(contact=HELD)
    tails = (f"{case.number}/", f"{case.number}/edit/", f"{case.number}/steps/note/")
    pages = [f"/desk/cases/{tail}" for tail in ("", "?view=work", *tails)]

    shown = [text(desk.get(page)) for page in pages]
    for view in ("", "&view=work"):
        book = desk.get(f"/desk/cases/?export=xlsx{view}").content
        with zipfile.ZipFile(BytesIO(book)) as parts:
            shown += [parts.read(name).decode() for name in parts.namelist()]

    assert not [page for page in shown if NAME in page or PHONE in page]
    assert "赵** 139****5678" in shown[0]


def test_it_is_not_found_by_name_or_phone(desk):
    case = a_case(contact=HELD)

    assert case.number not in text(desk.get("/desk/cases/", {"q": NAME}))
    assert case.number not in text(desk.get("/desk/cases/", {"q": PHONE}))


def test_a_typed_contact_goes_to_the_vault_and_into_no_event(desk):
    desk.post("/desk/cases/new/", sent())

    case = Case.objects.get()
    assert case.contact == "赵** 139****5678"
    told = [f"{entry.before} {entry.after} {entry.note}" for entry in Entry.objects.all()]
    assert not [words for words in told if NAME in words or PHONE in words]


@pytest.mark.parametrize("masked", [{"name": "赵**"}, {"phones": "139****5678"}])
def test_a_mask_is_never_saved(desk, masked):
    page = text(desk.post("/desk/cases/new/", sent(**masked)))

    assert "带有遮盖符号，不能保存" in page
    assert not Case.objects.exists()


def test_a_correction_that_keeps_the_contact_keeps_it(desk):
    case = a_case(contact=HELD)

    desk.post(f"/desk/cases/{case.number}/edit/", sent(contact_kind="keep", name="", phones=""))

    assert CaseContact.objects.filter(case=case).count() == 1
    assert PHONE in text(look(desk, case))


def test_a_new_contact_takes_the_place_of_the_former(desk):
    case = a_case(contact=HELD)

    desk.post(f"/desk/cases/{case.number}/edit/", sent(phones="0359-2222363"))

    assert "0359-2222363" in text(look(desk, case))
    page = text(desk.get(f"/desk/cases/{case.number}/"))
    assert "<del>联系方式：实名</del>" in page


def test_a_confidential_name_is_not_even_hinted(desk):
    desk.post("/desk/cases/new/", sent(contact_kind="confidential"))

    page = text(desk.get("/desk/cases/"))

    assert "实名（保密）" in page
    assert "赵" not in page


def test_a_named_one_needs_a_name_or_a_number(desk):
    page = text(desk.post("/desk/cases/new/", sent(name="", phones="")))

    assert "不愿透露的，请选“匿名”" in page


def test_a_wrong_number_is_told_at_its_field(desk):
    page = text(desk.post("/desk/cases/new/", sent(phones="1391234")))

    assert "“1391234”不是电话号码" in page


def test_an_error_page_and_its_log_hold_no_contact(desk, monkeypatch, caplog):
    case = a_case(contact=HELD)
    desk.raise_request_exception = False
    monkeypatch.setattr("tingban.actions.complaints.cases.check_day", lambda *a, **k: 1 / 0)

    answer = desk.post(f"/desk/cases/{case.number}/edit/", sent(name="钱大海", phones=PHONE))

    assert answer.status_code == 500
    assert "钱大海" not in text(answer) + caplog.text
    assert PHONE not in text(answer) + caplog.text
