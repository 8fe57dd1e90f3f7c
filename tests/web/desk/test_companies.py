"""物业企业: one record for the city, of which each sees his own part; the forms."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.people import NOW, YANHU, YONGJI, clerk
from tests.stories import a_code, a_community, a_company, a_contract, a_problem
from tests.web.visitors import browser_of
from tingban.actions.enforcement.penalties import PenaltyStatement, record_penalty
from tingban.data.registry.models import Company
from tingban.rules.actors import Role
from tingban.rules.enforcement import PenaltyOrgan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/desk/companies/"
TYPED = {"name": "明珠物业服务有限公司", "uscc": "", "kind": "enterprise", "legal_person": "李明",
         "phone": "0359-2020202"}  # fmt: skip


def text(answer) -> str:
    return answer.content.decode()


def here(role: Role = Role.C_OP, area: str = YANHU):
    return browser_of(role, area)


def a_penalty(company: Company, county: str, number: str) -> None:
    statement = PenaltyStatement(
        number, company.pk, county, PenaltyOrgan.HOUSING, date(2024, 6, 10), "警告"
    )
    record_penalty(statement=statement, actor=clerk(county), at=NOW)


@pytest.mark.parametrize("word", ["明珠", "明珠物业服务有限公司", "旧名物业"])
def test_a_company_is_found_by_its_names(word):
    company = a_company("旧名物业服务有限公司")
    here().post(
        f"{LIST}{company.pk}/edit/", TYPED | {"uscc": company.uscc, "version": company.version}
    )
    a_company("东方物业服务有限公司")

    answer = text(here().get(LIST, {"q": word}))

    assert "明珠物业服务有限公司" in answer
    assert "东方物业" not in answer


def test_a_company_is_found_by_its_code():
    company = a_company("明珠物业服务有限公司")
    a_company("东方物业服务有限公司")

    answer = text(here().get(LIST, {"q": company.uscc}))

    assert "明珠" in answer
    assert "东方" not in answer


def test_of_a_company_a_county_sees_only_what_lies_in_it():
    company = a_company("明珠物业服务有限公司")
    for county, place in ((YANHU, "锦绣花园"), (YONGJI, "西厢花园")):
        community = a_community(place, county=county)
        a_contract(community, company, date(2024, 1, 1))
        a_problem(community)
    a_penalty(company, YONGJI, "永住建罚〔2024〕5号")

    own = text(here().get(f"{LIST}{company.pk}/"))
    city = text(browser_of(Role.M_LD).get(f"{LIST}{company.pk}/"))

    assert "锦绣花园" in own
    assert "西厢花园" not in own
    assert "永住建罚" not in own
    assert "西厢花园" in city
    assert "永住建罚〔2024〕5号" in city


def test_the_list_counts_within_sight_and_sorts_by_what_is_counted():
    busy, calm = a_company("乙物业"), a_company("甲物业")
    for name in ("锦绣花园", "东方明月"):
        community = a_community(name)
        a_contract(community, busy, date(2024, 1, 1))
        a_problem(community)
    a_contract(a_community("西厢花园", county=YONGJI), calm, date(2024, 1, 1))

    answer = text(here().get(LIST, {"sort": "-problems"}))
    kept = text(here().get(LIST, {"sort": "-kept"}))

    assert answer.index("乙物业") < answer.index("甲物业")
    assert kept.index("乙物业") < kept.index("甲物业")
    assert "甲物业" not in text(here().get(LIST, {"here": "1"}))
    assert "甲物业" not in text(here().get(LIST, {"record": "open"}))
    assert "乙物业" not in text(here().get(LIST, {"record": "clean"}))


def test_the_list_asks_no_more_for_more_rows(django_assert_max_num_queries):
    browser = here()
    for number in range(12):
        a_contract(a_community(f"小区{number}"), a_company(f"第{number}物业"), date(2024, 1, 1))

    with django_assert_max_num_queries(14):
        browser.get(LIST, {"sort": "-kept"})


def test_the_card_asks_no_more_for_more_facts(django_assert_max_num_queries):
    browser, company = here(), a_company()
    for number in range(8):
        community = a_community(f"小区{number}")
        a_contract(community, company, date(2024, 1, 1))
        a_problem(community)

    with django_assert_max_num_queries(36):
        browser.get(f"{LIST}{company.pk}/")


def test_the_workbook_holds_the_list():
    company = a_company("明珠物业服务有限公司")

    answer = here().get(LIST, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active

    assert [cell.value for cell in sheet[4]][:2] == [company.uscc, "明珠物业服务有限公司"]


def test_a_wrong_code_is_told_with_the_character_that_would_fit():
    right = a_code(99999)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")

    answer = text(here().post(f"{LIST}add/", TYPED | {"uscc": wrong}))

    assert f"最后一位应为“{right[-1]}”" in answer
    assert 'value="李明"' in answer
    assert not Company.objects.exists()


def test_without_a_code_a_company_is_pending_and_gets_it_later():
    here().post(f"{LIST}add/", TYPED | {"mark": "a"})
    company = Company.objects.get()
    assert company.kind == "pending"
    assert "代码待补" in text(here().get(f"{LIST}{company.pk}/"))

    code = a_code(99998)
    here().post(f"{LIST}{company.pk}/code/", {"uscc": code, "version": company.version})

    company.refresh_from_db()
    assert company.uscc == code


def test_a_code_that_is_known_makes_two_one_only_when_confirmed():
    known, pending = a_company("明珠物业服务有限公司"), a_company("明珠物业", code="")
    page = f"{LIST}{pending.pk}/code/"
    typed = {"uscc": known.uscc, "version": pending.version}

    answer = text(here().post(page, typed))
    assert "已登记为“明珠物业服务有限公司”" in answer
    here().post(page, typed | {"confirmed": "on"})

    pending.refresh_from_db()
    assert pending.merged_into == known


def test_two_pending_companies_are_merged_and_parted_again():
    child, parent = a_company("明珠物业", code=""), a_company("明珠物业公司", code="")
    page = f"{LIST}{child.pk}/"
    assert "明珠物业公司" in text(here().get(f"{page}merge/", {"q": "明珠"}))
    assert "合并之后" in text(here().get(f"{page}merge/", {"into": parent.pk}))

    here().post(f"{page}merge/", {"into": parent.pk, "version": child.version})
    child.refresh_from_db()
    assert child.merged_into == parent

    here().post(f"{page}undo-merge/", {"reason": "两家", "version": child.version})
    child.refresh_from_db()
    assert child.merged_into is None


def test_two_codes_are_two_companies():
    child, parent = a_company("甲物业"), a_company("乙物业")

    answer = here().post(f"{LIST}{child.pk}/merge/", {"into": parent.pk, "version": child.version})

    assert "代码不同的就是两家企业" in text(answer)


def test_a_namesake_is_shown_first():
    a_company("明珠物业服务有限公司")

    answer = text(here().post(f"{LIST}add/", TYPED | {"uscc": a_code(99997)}))

    assert "已有同名企业" in answer
    assert Company.objects.count() == 1


def test_two_clerks_at_once_the_second_is_told():
    company = a_company("明珠物业服务有限公司")
    typed = TYPED | {"uscc": company.uscc, "version": company.version}
    here().post(f"{LIST}{company.pk}/edit/", typed)

    answer = text(
        here(area=YONGJI).post(f"{LIST}{company.pk}/edit/", typed | {"legal_person": "王强"})
    )

    assert "请先核对最新内容" in answer
    assert 'value="王强"' in answer


def test_a_company_that_is_not_there_is_a_404():
    assert here().get(f"{LIST}4711/").status_code == 404
    assert here().get(f"{LIST}4711/merge/?into=12").status_code == 404
