"""我要反映, from the first step to the receipt (T-C01)."""

from datetime import timedelta

import pytest

from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_community, a_company, a_contract
from tests.web.portal.walking import (
    CHECK,
    RECEIPT,
    STEPS,
    TEXT,
    Citizen,
    page,
    what,
    where,
    who,
)
from tingban.actions.registry import communities
from tingban.actions.registry.merges import merge_community
from tingban.data.complaints.models import Case, CaseContact, CaseMaterial, CaseMatter, ReportDraft
from tingban.jobs import portal
from tingban.kit import clock
from tingban.rules.actors import CITY_CODE
from tingban.rules.complaints import ContactKind

pytestmark = pytest.mark.django_db
PHONE = "13935912345"


@pytest.fixture(autouse=True)
def _clock():
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def garden():
    return a_community("锦绣花园", street="中城街道")


def test_a_report_becomes_a_case_of_the_county_where_it_lies(garden):
    citizen = Citizen().filled(garden.code)

    answer = citizen.send()

    number, code = citizen.receipt()
    case = Case.objects.get(number=number)
    assert answer["Location"] == RECEIPT
    assert (case.unit_id, case.community_id, case.stage) == (YANHU, garden.pk, "new")
    assert CaseMaterial.objects.get(case=case).text == TEXT
    assert len(code) == 8


@pytest.mark.parametrize(("how", "kind", "is_kept"), [
    ("anonymous", ContactKind.ANONYMOUS, False),
    ("confidential", ContactKind.CONFIDENTIAL, True),
    ("named", ContactKind.NAMED, True),
])  # fmt: skip
def test_who_reports_is_kept_as_was_wished(garden, how, kind, is_kept):
    citizen = Citizen().filled(garden.code, how=how, contact=PHONE, name="王女士")

    citizen.send()

    held = CaseContact.objects.get()
    assert held.kind == kind
    assert (held.box is not None) is is_kept
    assert bool(held.phone_index) is is_kept


@pytest.mark.parametrize("kind", ["help", ""])
def test_what_its_author_takes_it_for_is_kept(garden, kind):
    citizen = Citizen()
    citizen.fill(where(garden.code), what(kind=kind), who())

    citizen.send()

    assert CaseMatter.objects.get().kind == kind


def test_the_city_takes_what_is_sent_to_it(garden):
    citizen = Citizen()
    citizen.fill(where(garden.code, to="city"), what(), who())

    citizen.send()

    assert Case.objects.get().unit_id == CITY_CODE


def test_a_place_that_is_no_community_is_told_in_words():
    citizen = Citizen()
    citizen.fill(where(q="无名小区", county=YONGJI, spot="东关路北口"), what(), who())

    citizen.send()

    case = Case.objects.get()
    assert (case.county_id, case.community_id) == (YONGJI, None)


def test_none_of_those_that_were_found_asks_for_the_place(garden):
    text = Citizen().refused("/report/", where("other"))

    assert "请选择在哪个县(市、区)" in text
    assert "请写小区名或地点" in text


@pytest.mark.parametrize("word", ["锦绣花园", "锦绣", "锦花苑", "中城街道", "明珠物业"])
def test_a_community_is_found_by_name_alias_street_and_company(garden, word):
    communities.add_alias(code=garden.code, name="锦花苑", actor=clerk(), at=NOW)
    a_contract(garden, a_company(), NOW.date())
    citizen = Citizen()

    citizen.browser.post("/report/", where(q=word, find="1"))

    assert f'value="{garden.code}"' in citizen.get("/report/")
    assert f'value="{garden.code}"' in page(citizen.browser.post("/report/places/", {"q": word}))


def test_a_name_that_leads_nowhere_says_what_else_can_be_done():
    citizen = Citizen()

    citizen.browser.post("/report/", where(q="没有的", find="1"))

    text = citizen.get("/report/")
    assert "没有查到“没有的”" in text
    assert "<details" in text
    assert " open><summary>" in text


def test_what_was_typed_is_there_again_after_a_refusal_and_after_a_reload(garden):
    citizen = Citizen()
    citizen.fill(where(garden.code))

    refused = citizen.refused("/report/what/", what("太短", kind="help"))

    for text in (refused, citizen.get("/report/what/")):
        assert ">\n太短</textarea>" in text
        assert "checked" in text.partition('value="help"')[2].partition(">")[0]
        assert "至少写 10 个字" in text
        assert "有一处要改" in text


def test_going_back_keeps_what_was_typed(garden):
    citizen = Citizen()
    citizen.fill(where(garden.code))

    answer = citizen.browser.post("/report/what/", what(back="1"))

    assert answer["Location"] == "/report/"
    assert TEXT in citizen.get("/report/what/")
    assert f'value="{garden.code}" checked' in citizen.get("/report/")


def test_larger_letters_lose_nothing(garden):
    citizen = Citizen()
    citizen.fill(where(garden.code))

    answer = citizen.browser.post("/report/what/", what("写了一", view="1"))

    text = citizen.get(answer["Location"])
    assert "写了一" in text
    assert 'class="pt-elder"' in text


@pytest.mark.parametrize("path", ["/report/what/", "/report/who/", CHECK, RECEIPT])
def test_a_step_that_is_not_open_yet_leads_to_the_one_that_is(path):
    assert Citizen().browser.get(path)["Location"] == "/report/"


def test_a_step_that_was_skipped_is_asked_for(garden):
    citizen = Citizen()
    citizen.fill(where(garden.code))

    assert citizen.browser.get(CHECK)["Location"] == "/report/what/"
    assert citizen.browser.get("/report/who/")["Location"] == "/report/what/"


def test_a_step_changed_from_the_last_page_leads_back_to_it(garden):
    citizen = Citizen().filled(garden.code)

    answer = citizen.browser.post("/report/what/", what("改成另外一件事情，路灯不亮很久了"))

    assert answer["Location"] == CHECK
    assert "路灯不亮" in citizen.get(CHECK)


def test_a_community_that_was_merged_meanwhile_is_asked_for_again(garden):
    citizen = Citizen().filled(garden.code)
    other = a_community("锦绣花园二期")
    merge_community(code=garden.code, into=other.code, version=1, actor=clerk(), at=NOW)

    assert citizen.browser.get(CHECK)["Location"] == "/report/"
    assert "这个小区刚刚有了变动" in citizen.get("/report/")
    assert Case.objects.count() == 0


@pytest.mark.parametrize(("told", "words"), [
    ({"how": "named"}, "请写一个电话或邮箱"),
    ({"how": "named", "contact": "12"}, "看不出这是电话还是邮箱"),
    ({"how": "named", "contact": PHONE, "name": "王**"}, "遮盖符号"),
    ({"how": ""}, "请选一种"),
    ({"how": "x"}, "x"),
])  # fmt: skip
def test_a_contact_that_nobody_could_reach_is_refused(garden, told, words):
    citizen = Citizen()
    citizen.fill(where(garden.code), what())

    assert words in citizen.refused("/report/who/", who(**told))


@pytest.mark.parametrize(
    "contact", [PHONE, "0359-2097971", "2097971", "Wang@163.com", "１３９３５９１２３４５"]
)
def test_a_contact_is_taken_as_people_write_it(garden, contact):
    answer = Citizen().fill(where(garden.code), what(), who("confidential", contact=contact))

    assert answer["Location"] == CHECK


def test_an_identity_number_has_no_place_in_the_text(garden):
    number = "140802" + "19800101" + "0012"

    citizen = Citizen()
    citizen.fill(where(garden.code))

    text = citizen.refused("/report/what/", what(f"我的身份证号是{number}，请处理"))

    assert "好像有身份证号" in text


def test_a_wrong_answer_changes_the_question_and_keeps_the_rest(garden):
    citizen = Citizen().filled(garden.code)
    first = citizen.asked()

    text = citizen.refused_to_send("不知道")

    assert "回答不对" in text
    assert TEXT in text
    assert citizen.asked() != first
    assert Case.objects.count() == 0


def test_who_fills_the_trap_is_told_which_field_to_leave_empty(garden):
    text = Citizen().filled(garden.code).refused_to_send(homepage="https://spam.example/")

    assert "请清空后再提交" in text
    assert Case.objects.count() == 0


def test_who_is_faster_than_reading_is_asked_to_read(garden):
    citizen = Citizen().filled(garden.code)
    said = citizen.asked().answer

    text = citizen.refused(CHECK, {"answer": said})

    assert "提交得太快了" in text
    assert citizen.asked().answer == said
    assert Case.objects.count() == 0


def test_the_code_is_shown_once_and_the_number_again(garden):
    citizen = Citizen().filled(garden.code)
    citizen.send()
    number, code = citizen.receipt()

    again, nothing = citizen.receipt()

    assert (number, bool(code)) == (again, True)
    assert nothing == ""
    assert "已经显示过" in citizen.get(RECEIPT)


def test_the_receipt_says_what_happens_next_and_by_when(garden):
    citizen = Citizen().filled(garden.code)
    citizen.send()

    text = citizen.get(RECEIPT)

    assert "6月19日 周三" in text
    assert "7月3日 周三" in text
    assert "0359-6388865" in text


def test_the_same_form_sent_twice_makes_one_case_and_shows_one_receipt(garden):
    citizen = Citizen().filled(garden.code)
    said = citizen.asked().answer
    with clock.standing_at(NOW + timedelta(minutes=1)):
        told = {"answer": said}
        answers = [citizen.browser.post(CHECK, told)["Location"] for _ in range(2)]

        portal.take_in_all()

    assert answers == [RECEIPT, RECEIPT]
    assert Case.objects.count() == 1


def test_after_the_receipt_a_new_report_begins_empty(garden):
    citizen = Citizen().filled(garden.code)
    citizen.send()
    citizen.receipt()

    assert TEXT not in citizen.get("/report/")
    citizen.filled(garden.code)
    citizen.send()
    assert Case.objects.count() == 2


def test_whoever_begins_anew_leaves_nothing_behind(garden):
    citizen = Citizen().filled(garden.code)

    answer = citizen.browser.post("/report/start-over/")

    assert answer["Location"] == "/report/"
    assert ReportDraft.objects.count() == 0
    assert citizen.browser.get(CHECK)["Location"] == "/report/"


def test_a_draft_of_yesterday_is_gone(garden):
    citizen = Citizen().filled(garden.code)

    with clock.standing_at(NOW + timedelta(days=1, minutes=2)):
        assert citizen.browser.get(CHECK)["Location"] == "/report/"


@pytest.mark.parametrize("count", [0, 12])
def test_every_step_needs_a_fixed_number_of_statements(count, django_assert_max_num_queries):
    code = a_community("锦绣花园").code
    for number in range(count):
        a_community(f"锦绣{number}园")
    citizen = Citizen().filled(code)
    citizen.asked()

    for path in (*STEPS, CHECK):
        with django_assert_max_num_queries(4):
            citizen.get(path)
