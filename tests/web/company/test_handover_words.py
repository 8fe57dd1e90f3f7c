"""移交清单 at the company's door: each company confirms and objects for its own side, under its own
account, while the list is kept (DOMAIN 3.3, X8)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.exit_cases import ABANDONED, OPENED, a_line, confirm, opened, state, take
from tests.lives import the_company
from tests.people import NOW, YANHU
from tests.stories import a_company, a_contract
from tests.votes import owner
from tests.web.company.test_handover import NEW, address, succeeded, text, visitor
from tests.web.visitors import Browser, browser_of
from tingban.actions.exits import company_handovers
from tingban.data.audit.models import Entry
from tingban.data.exits.models import ExitCase, HandoverConfirmation, HandoverObjection
from tingban.data.notices.models import Notice
from tingban.reads.exits.handover import handover_of
from tingban.reads.rectification.company_side import Sight
from tingban.rules.actors import Actor, Role
from tingban.rules.errors import Conflict, NotFound, NotNow, Refused
from tingban.rules.exits.exit_stages import Act, Stage
from tingban.rules.exits.handover import PARTS, Item, Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ROOM = f"M1|{PARTS[Item.M1][0]}"
LIFT = f"M2|{PARTS[Item.M2][0]}"
WORDS = "钥匙是 5 把，不是 3 把"


@pytest.fixture
def case() -> ExitCase:
    """The contract has ended, two lines are stated."""
    found = take(opened(ABANDONED, company=a_company()), Act.TERMINATE, OPENED)
    state(found, a_line(Item.M1, OPENED, quantity="钥匙 3 把"))
    state(found, a_line(Item.M2, OPENED))
    return found


def new_company(case: ExitCase, starts_on: date = OPENED, **contract) -> Browser:
    """The company that takes over, with its contract."""
    new = a_company(NEW)
    succeeded(case)
    a_contract(case.community, new, starts_on, **contract)
    return visitor(new, "an.ju")


def version(case: ExitCase) -> int:
    case.refresh_from_db()
    return case.version


def say_yes(browser: Browser, case: ExitCase, *lines: str, seen: int | None = None):
    told = {"version": version(case) if seen is None else seen, "lines": list(lines)}
    return browser.post(address(case), told)


def object_to(browser: Browser, case: ExitCase, line: str = ROOM, words: str = WORDS, **more):
    told = {"version": version(case), "line": line, "text": words}
    return browser.post(address(case, "object/"), told | more)


def lines(case: ExitCase) -> dict[str, dict]:
    return {it.item.value: it.confirmed for it in handover_of(case).lines}


def objections(case: ExitCase) -> dict[str, dict]:
    return {it.item.value: it.objected for it in handover_of(case).lines if it.objected}


def nothing_said() -> bool:
    return not HandoverConfirmation.objects.exists() and not HandoverObjection.objects.exists()


def test_the_old_company_confirms_what_it_ticks_under_its_own_account(case):
    browser = visitor(case.company)
    page = text(browser.get(address(case)))
    assert "有 2 处等贵公司确认" in page
    assert page.count('type="checkbox"') == 2

    answer = say_yes(browser, case, ROOM)

    assert (answer.status_code, answer["Location"]) == (302, address(case))
    assert lines(case) == {"M1": {Party.OLD: NOW.date()}, "M2": {}}
    entry = Entry.objects.get(act="exits.handover_line_confirmed")
    assert (entry.role, entry.actor_id) == (Role.CO, browser.session["user"])
    assert entry.after["party"] == "old"
    page = text(browser.get(address(case)))
    assert "已确认：原物业服务企业" in page
    assert page.count('type="checkbox"') == 1


def test_the_new_company_confirms_for_its_side(case):
    browser = new_company(case)

    say_yes(browser, case, ROOM, LIFT)

    assert lines(case) == {"M1": {Party.NEW: NOW.date()}, "M2": {Party.NEW: NOW.date()}}
    entry = Entry.objects.get(act="exits.handover_line_confirmed")
    assert (entry.actor_id, entry.after["party"]) == (browser.session["user"], "new")
    assert "已确认：接管单位" in text(browser.get(address(case)))


def test_no_form_lets_a_company_speak_for_another_side(case):
    browser = visitor(case.company)

    browser.post(
        address(case), {"version": version(case), "lines": [ROOM], "party": "owners", "on": "1"}
    )
    object_to(browser, case, LIFT, party="street")

    assert lines(case) == {"M1": {Party.OLD: NOW.date()}, "M2": {}}
    assert objections(case) == {"M2": {Party.OLD: WORDS}}


def test_another_company_confirms_and_objects_to_nothing(case):
    stranger = visitor(a_company("别家物业服务有限公司"), "bie.jia")

    assert say_yes(stranger, case, ROOM).status_code == 404
    assert object_to(stranger, case).status_code == 404
    assert stranger.get(address(case, f"object/?line={ROOM}")).status_code == 404
    assert nothing_said()


def test_another_company_is_refused_before_anything_is_locked(case):
    sight = Sight(the_company(a_company("别家物业服务有限公司")))

    with CaptureQueriesContext(connection) as asked, pytest.raises(NotFound):
        company_handovers.confirm(
            number=case.number, keys=[("M1", PARTS[Item.M1][0])], version=case.version,
            sight=sight, at=NOW,
        )  # fmt: skip

    statements = [it["sql"] for it in asked]
    assert statements
    assert not [it for it in statements if "FOR NO KEY UPDATE" in it or "advisory" in it]


@pytest.mark.parametrize(
    ("is_named", "starts_on", "ends_on"),
    [
        (False, OPENED, None),
        (True, date(2024, 6, 19), None),
        (True, date(2020, 1, 1), date(2024, 6, 17)),
    ],
)
def test_a_company_without_name_or_contract_of_the_takeover_says_nothing(
    case, is_named, starts_on, ends_on
):
    new = a_company(NEW)
    succeeded(case, NEW if is_named else "社区")
    a_contract(case.community, new, starts_on, ends_on=ends_on)
    browser = visitor(new, "an.ju")

    assert say_yes(browser, case, ROOM).status_code == 404
    assert object_to(browser, case).status_code == 404
    assert nothing_said()


def test_by_the_link_of_an_order_nobody_signs(case):
    sight = Sight(
        Actor(None, "企业", Role.CO, case.company.uscc, "企业", "", ""), "责改〔2024〕1号"
    )

    with pytest.raises(NotFound):
        company_handovers.confirm(
            number=case.number, keys=[("M1", PARTS[Item.M1][0])], version=case.version,
            sight=sight, at=NOW,
        )  # fmt: skip
    assert nothing_said()


def test_when_the_exit_is_complete_nothing_is_said_any_more(case):
    browser = visitor(case.company)
    ExitCase.objects.update(stage=Stage.X9)
    page = text(browser.get(address(case)))
    assert 'type="checkbox"' not in page
    assert "确认勾选的项" not in page

    assert say_yes(browser, case, ROOM).status_code == 200
    assert object_to(browser, case).status_code == 409
    assert browser.get(address(case, f"object/?line={ROOM}")).status_code == 409
    with pytest.raises(NotNow, match="从合同终止到退出完成之间"):
        company_handovers.confirm(
            number=case.number, keys=[("M1", PARTS[Item.M1][0])], version=case.version,
            sight=Sight(the_company(case.company)), at=NOW,
        )  # fmt: skip
    assert nothing_said()


def test_before_the_contract_ends_nothing_is_said(case):
    browser = visitor(case.company)
    ExitCase.objects.update(stage=Stage.X6)

    assert say_yes(browser, case, ROOM).status_code == 404
    assert object_to(browser, case).status_code == 404
    assert nothing_said()


def test_nothing_ticked_or_what_is_not_on_the_list_is_told(case):
    browser = visitor(case.company)

    assert "请先勾选要确认的项" in text(say_yes(browser, case))
    assert "刚刚有了改动" in text(say_yes(browser, case, ROOM, "M3|竣工图"))
    assert nothing_said()


def test_whoever_saw_an_older_list_is_told_and_nobody_is_named(case):
    browser, seen, person = visitor(case.company), version(case), owner(case)
    state(case, a_line(Item.M5, OPENED), actor=person)

    page = text(say_yes(browser, case, ROOM, seen=seen))

    assert "请先核对最新的内容" in page
    assert person.name not in page
    assert f'value="{version(case)}"' in page
    assert page.count("checked") == 1
    assert nothing_said()
    page = text(object_to(browser, case, version=seen))
    assert "请先核对最新的内容" in page
    assert person.name not in page
    assert nothing_said()


def test_what_names_nobody_is_told_as_it_is(case, monkeypatch):
    sentence = "您办理的时候，这件的一份文书刚刚签发。请先核对文书，再办理这一步。"

    def overtaken(**_: object) -> None:
        raise Conflict(sentence)

    monkeypatch.setattr(company_handovers, "confirm", overtaken)

    page = text(say_yes(visitor(case.company), case, ROOM))

    assert sentence in page
    assert "请先核对最新的内容" not in page


def test_the_first_page_tells_how_many_lines_wait_for_this_side(case):
    browser, other = visitor(case.company), new_company(case)
    say_yes(other, case, ROOM, LIFT)
    assert "2 处等贵公司确认" in text(browser.get("/company/"))
    assert "等贵公司确认" not in text(other.get("/company/"))

    say_yes(browser, case, ROOM)
    assert "1 处等贵公司确认" in text(browser.get("/company/"))
    # What was stated anew is to be confirmed anew.
    state(case, a_line(Item.M1, OPENED, quantity="钥匙 5 把"))
    assert "2 处等贵公司确认" in text(browser.get("/company/"))

    ExitCase.objects.update(stage=Stage.X9)
    assert "等贵公司确认" not in text(browser.get("/company/"))


# --- objections ---------------------------------------------------------------------------------


def test_an_objection_stands_beside_the_line_for_all_sides_and_the_bureau_is_told(case):
    browser = visitor(case.company)
    page = text(browser.get(address(case, f"object/?line={ROOM}")))
    assert "钥匙 3 把" in page

    answer = object_to(browser, case)

    assert (answer.status_code, answer["Location"]) == (302, address(case))
    assert objections(case) == {"M1": {Party.OLD: WORDS}}
    assert lines(case)["M1"] == {}
    for reader in (browser, new_company(case)):
        assert f"<b>原物业服务企业有异议：</b>{WORDS}" in text(reader.get(address(case)))
    entry = Entry.objects.get(act="exits.handover_line_objected")
    assert (entry.actor_id, entry.after["party"], entry.after["text"]) == (
        browser.session["user"], "old", WORDS,
    )  # fmt: skip
    notice = Notice.objects.get(key__startswith="handover_objection")
    assert (notice.area_code, notice.roles) == (case.county_id, ["C-OP", "C-ENF"])
    assert notice.link == f"/desk/exit-cases/{case.number}/handover/"
    assert WORDS in notice.text


@pytest.mark.parametrize("role", [Role.C_OP, Role.C_ENF])
def test_the_bureau_reads_it_on_its_own_page_of_the_list(case, role):
    object_to(visitor(case.company), case)

    page = text(browser_of(role, YANHU).get(f"/desk/exit-cases/{case.number}/handover/"))

    assert f"<b>原物业服务企业有异议：</b>{WORDS}" in page


def test_the_new_company_objects_for_its_side(case):
    object_to(new_company(case), case)

    assert objections(case) == {"M1": {Party.NEW: WORDS}}


def test_an_objection_said_anew_replaces_the_old_and_the_same_again_is_no_act(case):
    browser = visitor(case.company)
    object_to(browser, case)
    object_to(browser, case)
    assert Entry.objects.filter(act="exits.handover_line_objected").count() == 1
    assert Notice.objects.filter(key__startswith="handover_objection").count() == 1

    object_to(browser, case, words="钥匙是 4 把")

    assert objections(case) == {"M1": {Party.OLD: "钥匙是 4 把"}}
    assert HandoverObjection.objects.count() == 2


def test_whoever_confirms_after_all_has_no_objection_any_more(case):
    browser, other = visitor(case.company), new_company(case)
    object_to(browser, case)
    object_to(other, case, words="少了泵房的钥匙")

    say_yes(browser, case, ROOM)

    assert objections(case) == {"M1": {Party.NEW: "少了泵房的钥匙"}}
    assert lines(case)["M1"] == {Party.OLD: NOW.date()}


def test_no_paper_takes_back_what_a_company_said_itself(case):
    browser = visitor(case.company)
    object_to(browser, case)

    confirm(case, Party.STREET, OPENED, (Item.M1,))
    confirm(case, Party.NEW, OPENED, (Item.M1,))
    with pytest.raises(NotNow, match=f"原物业服务企业对“{PARTS[Item.M1][0]}”提了异议.*替它确认"):
        confirm(case, Party.OLD, OPENED, (Item.M2, Item.M1))

    assert objections(case) == {"M1": {Party.OLD: WORDS}}
    assert lines(case) == {"M1": {Party.STREET: OPENED, Party.NEW: OPENED}, "M2": {}}
    # What it has not objected to may stand on paper.
    confirm(case, Party.OLD, OPENED, (Item.M2,))
    assert lines(case)["M2"] == {Party.OLD: OPENED}


def test_the_bureau_reads_on_its_page_why_and_what_helps(case):
    browser, desk = visitor(case.company), browser_of(Role.C_OP, YANHU)
    object_to(browser, case)
    told = {
        "do": "confirm", "by-version": version(case), "by-party": "old",
        "by-lines": [ROOM], "by-on": OPENED.isoformat(),
    }  # fmt: skip

    page = text(desk.post(f"/desk/exit-cases/{case.number}/handover/", told))

    assert "不能按纸质清单替它确认" in page
    assert objections(case) == {"M1": {Party.OLD: WORDS}}


def test_once_the_line_is_stated_anew_a_paper_may_tell_it(case):
    object_to(visitor(case.company), case)
    state(case, a_line(Item.M1, OPENED, quantity="钥匙 5 把"))

    confirm(case, Party.OLD, OPENED, (Item.M1,))

    assert lines(case)["M1"] == {Party.OLD: OPENED}


def test_what_a_company_objects_to_waits_for_the_bureau_and_not_for_its_word(case):
    browser, other = visitor(case.company), new_company(case)
    object_to(browser, case)

    page = text(browser.get(address(case)))
    assert "有 1 处等贵公司确认" in page
    assert "有 1 处贵公司已提异议，等办理单位核对" in page
    assert page.count("已提异议，等办理单位核对。不再有异议的") == 1
    assert page.count('type="checkbox"') == 2
    assert "1 处等贵公司确认" in text(browser.get("/company/"))
    assert "2 处等贵公司确认" in text(other.get("/company/"))
    assert "已提异议" not in text(other.get(address(case)))

    object_to(browser, case, LIFT, "少一部电梯的钥匙")
    page = text(browser.get(address(case)))
    assert "处等贵公司确认" not in page
    assert "有 2 处贵公司已提异议" in page
    assert "确认勾选的项" in page
    assert "等贵公司确认" not in text(browser.get("/company/"))

    say_yes(browser, case, ROOM)
    assert "有 1 处贵公司已提异议" in text(browser.get(address(case)))


def test_a_line_stated_anew_is_free_of_what_was_said_of_it_before(case):
    object_to(visitor(case.company), case)

    state(case, a_line(Item.M1, OPENED, quantity="钥匙 5 把"))

    assert objections(case) == {}
    assert HandoverObjection.objects.get().retracted_at is not None


def test_who_has_confirmed_a_line_does_not_object_to_it(case):
    browser = visitor(case.company)
    say_yes(browser, case, ROOM)

    assert "已经确认过这一项，不能再提异议" in text(object_to(browser, case))
    assert not HandoverObjection.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "请写明哪里不对"),
        ("不对", "请写明哪里不对"),
        ("门禁口令：Abcd1234 不能用", "系统不保存密码"),
        ("找业主代表 13935912345 核对", "请删去电话、证件号和邮箱"),
        ("身份证 142701199001011234 的业主", "请删去电话、证件号和邮箱"),
        ("字" * 401, "最多写 400 个字"),
    ],
)
def test_an_objection_says_something_and_nothing_of_a_person(case, words, sentence):
    answer = object_to(visitor(case.company), case, words=words)

    assert sentence in text(answer)
    assert nothing_said()
    assert not Notice.objects.filter(key__startswith="handover_objection").exists()


def test_an_objection_to_what_is_not_on_the_list_finds_nothing(case):
    browser = visitor(case.company)

    assert object_to(browser, case, line="M3|竣工图").status_code == 404
    assert browser.get(address(case, "object/")).status_code == 404
    with pytest.raises(Refused):
        company_handovers.object_to(
            number=case.number, key=("M3", "竣工图"), text=WORDS, version=case.version,
            sight=Sight(the_company(case.company)), at=NOW,
        )  # fmt: skip
    assert nothing_said()
