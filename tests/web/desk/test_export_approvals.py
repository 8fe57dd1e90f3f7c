"""Many identities leave only with the word of a second person (DOMAIN 9.2, 19)."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError

from tests.people import NOW, YANHU, YONGJI
from tests.stories import a_case
from tests.two_counties import signed_in
from tests.web.visitors import browser_of, staff_member
from tingban.actions.exchange import export_approvals, export_runs
from tingban.data.audit.models import Entry
from tingban.data.exchange.models import ExportRun
from tingban.kit import clock
from tingban.rules.actors import Role
from tingban.rules.complaints import Contact, ContactKind
from tingban.rules.errors import NotAllowed
from tingban.rules.registry.contacts import parse_phones

pytestmark = pytest.mark.django_db
EXPORT = "/desk/exchange/export/"
ASKED = {"with_identities": "on", "reason": "迁移到新服务器"}
HELD = Contact(ContactKind.NAMED, "赵小华", parse_phones("13912345678"))


@pytest.fixture(autouse=True)
def _now():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def many(monkeypatch):
    """Two cases with a contact, where one alone may leave freely; an anonymous one counts not."""
    monkeypatch.setattr(export_runs, "CONTACTS_ALONE", 1)
    for _ in range(2):
        a_case(contact=HELD)
    a_case()


def text(answer) -> str:
    return unescape(answer.content.decode())


def clerk(area: str = YANHU):
    return browser_of(Role.C_OP, area)


def head(area: str = YANHU):
    return browser_of(Role.C_LD, area)


def ask(browser=None) -> ExportRun:
    (browser or clerk()).post(EXPORT, ASKED)
    return ExportRun.objects.latest("id")


def decide(run: ExportRun) -> str:
    return f"{EXPORT}{run.pk}/decide/"


def worked_off(run: ExportRun) -> str:
    """What the job leaves of it."""
    export_runs.work_off(run_id=run.pk, at=NOW)
    run.refresh_from_db()
    return run.digest


def test_few_identities_leave_at_once(many, monkeypatch):
    monkeypatch.setattr(export_runs, "CONTACTS_ALONE", 2)

    run = ask()

    assert (run.contacts, run.approval) == (2, "")
    assert worked_off(run)


def test_small_exports_add_up(many, monkeypatch):
    monkeypatch.setattr(export_runs, "CONTACTS_ALONE", 3)
    browser = clerk()
    first = ask(browser)
    worked_off(first)

    second = ask(browser)

    assert (first.approval, second.approval) == ("", "asked")
    assert "连同您近 7 天导出的超过" in text(browser.get(f"{EXPORT}{second.pk}/"))


def test_what_left_days_ago_counts_no_more(many, monkeypatch):
    monkeypatch.setattr(export_runs, "CONTACTS_ALONE", 3)
    browser = clerk()
    worked_off(ask(browser))
    ExportRun.objects.update(asked_at=NOW - timedelta(days=8))

    assert ask(browser).approval == ""


def test_a_ledger_that_grew_since_it_was_asked_for_asks_a_head(many, monkeypatch):
    monkeypatch.setattr(export_runs, "CONTACTS_ALONE", 2)
    browser = clerk()
    run = ask(browser)
    a_case(contact=HELD)

    assert not worked_off(run)

    assert "提交之后联系方式已增加到 3 条" in text(browser.get(f"{EXPORT}{run.pk}/"))


def test_what_the_city_asks_for_no_countys_head_grants(many):
    asked = {**ASKED, "area": YANHU}
    browser_of(Role.M_OP).post(EXPORT, asked)
    run = ExportRun.objects.latest("id")
    assert (run.area_id, run.approval) == (YANHU, "asked")

    answer = head().post(decide(run), {"grant": "1"})

    assert answer.status_code == 404
    assert "申请导出盐湖区的 2 条联系方式" in text(browser_of(Role.M_LD).get(EXPORT))
    with pytest.raises(NotAllowed, match="须由市级负责人批准"):
        export_approvals.approve_export(export_id=run.pk, actor=signed_in(Role.C_LD, YANHU), at=NOW)


def test_a_masked_export_asks_nobody(many):
    clerk().post(EXPORT)

    assert ExportRun.objects.get().approval == ""


def test_many_wait_and_no_job_writes_them(many):
    browser = clerk()

    run = ask(browser)

    assert (run.contacts, run.approval) == (2, "asked")
    assert not worked_off(run)
    page = text(browser.get(f"{EXPORT}{run.pk}/"))
    assert "等待负责人批准" in page
    assert "会带出 2 条联系方式" in page
    assert "hx-trigger" not in page


def test_a_head_grants_and_whoever_asked_gets_the_file(many):
    browser = clerk()
    run = ask(browser)
    assert "导出待批" in text(head().get("/desk/"))
    assert "申请导出盐湖区的 2 条联系方式" in text(head().get(EXPORT))
    assert "迁移到新服务器" in text(head().get(decide(run)))

    answer = head().post(decide(run), {"grant": "1"}, follow=True)

    assert "已同意，文件做好后由" in text(answer)
    assert "导出待批" not in text(head().get("/desk/"))
    assert worked_off(run)
    assert browser.post(f"{EXPORT}{run.pk}/file/").getvalue().startswith(b"PK")
    assert head().post(f"{EXPORT}{run.pk}/file/").status_code == 404
    entry = Entry.objects.get(act="exchange.export_approved")
    assert (entry.after["contacts"], entry.note) == (2, "迁移到新服务器")


def test_a_head_refuses_with_a_reason_that_the_clerk_reads(many):
    browser = clerk()
    run = ask(browser)
    bare = head().post(decide(run), {"refuse": "1"})

    head().post(decide(run), {"refuse": "1", "reason": "请改用遮蔽的导出"})

    assert "请写明不同意的原因" in text(bare)
    page = text(browser.get(f"{EXPORT}{run.pk}/"))
    assert "不同意导出：请改用遮蔽的导出" in page
    assert "已批准" not in page
    assert not worked_off(run)


def test_nobody_grants_his_own(many):
    own = head()
    run = ask(own)

    assert "等您批准" not in text(own.get(EXPORT))
    assert own.post(decide(run), {"grant": "1"}).status_code == 404


@pytest.mark.parametrize(("role", "area"), [(Role.C_LD, YONGJI), (Role.C_OP, YANHU)])
def test_neither_another_countys_head_nor_a_clerk_grants(many, role, area):
    run = ask()

    answer = browser_of(role, area).post(decide(run), {"grant": "1"})

    assert answer.status_code in {403, 404}
    run.refresh_from_db()
    assert run.approval == "asked"


def test_the_citys_head_grants_for_a_countys_head(many):
    run = ask(head())

    browser_of(Role.M_LD).post(decide(run), {"grant": "1"})

    assert worked_off(run)


def test_the_second_head_is_told(many):
    run = ask()
    head().post(decide(run), {"grant": "1"})

    answer = browser_of(Role.M_LD).post(decide(run), {"grant": "1"})

    assert "可能已有人处理" in text(answer)


def test_whoever_gets_no_word_for_a_week_asks_anew(many):
    browser = clerk()
    run = ask(browser)
    week = NOW + timedelta(days=7)

    early = export_approvals.end_unanswered(at=week)
    late = export_approvals.end_unanswered(at=week + timedelta(seconds=1))

    assert (early, late) == (0, 1)
    page = text(browser.get(f"{EXPORT}{run.pk}/"))
    assert "7 天没有负责人答复" in page
    assert "等待负责人批准" not in page
    assert "等您批准" not in text(head().get(EXPORT))
    assert head().post(decide(run), {"grant": "1"}).status_code == 404
    assert browser.post(f"{EXPORT}{run.pk}/file/").status_code == 404
    assert ask(browser).pk != run.pk


def test_what_a_head_granted_is_not_ended(many):
    run = ask()
    head().post(decide(run), {"grant": "1"})

    assert export_approvals.end_unanswered(at=NOW + timedelta(days=8)) == 0


@pytest.mark.parametrize(
    "told", [{"approval": "granted"}, {"approval": "maybe"}, {"approver_name": "王芳"}]
)
def test_the_database_refuses_a_word_without_its_giver(many, told):
    run = ask()

    with pytest.raises(IntegrityError, match="exchange_export_approval"):
        ExportRun.objects.filter(pk=run.pk).update(**told)


def test_granting_asks_once_more_who_it_is(many):
    run = ask()
    late = head()
    session = late.session
    del session["confirmed_at"]
    session.save()
    user = staff_member(Role.C_LD, YANHU)

    asked = text(late.post(decide(run), {"grant": "1"}))

    assert "再次确认身份" in asked
    assert user.username in asked
    run.refresh_from_db()
    assert run.approval == "asked"
