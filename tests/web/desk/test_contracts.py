"""服务合同: the list, choosing the two sides, the overlap rule in words."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.people import YANHU, YONGJI
from tests.stories import a_community, a_company, a_contract
from tests.web.visitors import browser_of
from tingban.data.registry.models import Contract
from tingban.rules.actors import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
LIST = "/desk/contracts/"


def text(answer) -> str:
    return answer.content.decode()


def here(role: Role = Role.C_OP):
    return browser_of(role, YANHU)


def typed(community, company, **told: str) -> dict[str, str]:
    known = {"community": community.code, "company": str(company.pk), "starts_on": "2024-06-01",
             "ends_on": "", "kind": "owners", "fee": "1.10", "level": "三级"}  # fmt: skip
    return known | told


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("running", {"长约", "将尽"}),
        ("ending", {"将尽"}),
        ("ended", {"已尽"}),
        ("not_yet", {"未始"}),
        ("lapsed", {"已尽"}),
        ("void", set()),
        ("", {"长约", "将尽", "已尽", "未始"}),
    ],
)
def test_contracts_are_listed_by_what_they_are_today(state, shown):
    company = a_company()
    a_contract(a_community("长约小区"), company, date(2020, 1, 1))
    a_contract(a_community("将尽小区"), company, date(2020, 1, 1), ends_on=date(2024, 8, 1))
    a_contract(a_community("已尽小区"), company, date(2020, 1, 1), ends_on=date(2024, 5, 1))
    a_contract(a_community("未始小区"), company, date(2024, 9, 1))

    answer = text(here().get(LIST, {"state": state}))

    assert {name for name in ("长约", "将尽", "已尽", "未始") if f"{name}小区" in answer} == shown


def test_what_another_contract_followed_is_not_lapsed():
    community = a_community("锦绣花园")
    a_contract(community, a_company("甲物业"), date(2020, 1, 1), ends_on=date(2024, 5, 1))
    a_contract(community, a_company("乙物业"), date(2024, 5, 2))

    assert "锦绣花园" not in text(here().get(LIST, {"state": "lapsed"}))


def test_a_contract_of_another_county_does_not_exist():
    made = a_contract(a_community("西厢花园", county=YONGJI), a_company(), date(2024, 1, 1))

    assert [here().get(f"{LIST}{made}/{page}").status_code for page in ("", "edit/", "void/")] == [
        404, 404, 404,
    ]  # fmt: skip
    assert "西厢花园" not in text(here().get(LIST))


def test_the_two_sides_are_chosen_one_after_the_other():
    community, company = a_community("锦绣花园"), a_company("明珠物业服务有限公司")
    browser = here()

    first = text(browser.get(f"{LIST}add/", {"q": "锦绣"}))
    assert f"community={community.code}" in first
    second = text(browser.get(f"{LIST}add/", {"q": "明珠", "community": community.code}))
    assert f"community={community.code}&amp;company={company.pk}" in second


def test_a_form_registers_a_contract():
    community, company = a_community("锦绣花园"), a_company()

    answer = here().post(f"{LIST}add/", typed(community, company))

    contract = Contract.objects.get()
    assert answer.headers["Location"] == f"{LIST}{contract.pk}/"
    assert (contract.level, contract.kind, contract.ends_on) == ("三级", "owners", None)


def test_two_companies_at_once_are_refused_kindly_and_nothing_typed_is_lost():
    community = a_community("锦绣花园")
    a_contract(community, a_company("甲物业"), date(2020, 1, 1))

    answer = text(here().post(f"{LIST}add/", typed(community, a_company("乙物业"), fee="1.35")))

    assert "请先填写原合同的结束日期" in answer
    assert 'value="1.35"' in answer
    assert Contract.objects.count() == 1


def test_a_handover_is_kept_and_flagged():
    community = a_community("锦绣花园")
    a_contract(community, a_company("甲物业"), date(2020, 1, 1), ends_on=date(2024, 6, 30))
    browser = here()

    answer = browser.post(f"{LIST}add/", typed(community, a_company("乙物业")), follow=True)

    assert "重叠 30 天，按交接期登记" in text(answer)
    assert "交接期重叠" in text(browser.get(LIST))


def test_a_contract_is_ended_and_voided():
    made = a_contract(a_community("锦绣花园"), a_company(), date(2020, 1, 1))
    browser, page = here(), f"{LIST}{made}/"

    browser.post(
        f"{page}edit/", {"ends_on": "2024-06-30", "kind": "", "fee": "", "level": "", "version": 1}
    )
    contract = Contract.objects.get()
    assert contract.ends_on == date(2024, 6, 30)

    browser.post(f"{page}void/", {"reason": "登记错误", "version": contract.version})
    contract.refresh_from_db()
    assert contract.is_void
    assert "已作废" in text(browser.get(page))


def test_ending_on_an_old_version_is_told():
    made = a_contract(a_community("锦绣花园"), a_company(), date(2020, 1, 1))
    blank = {"kind": "", "fee": "", "level": "", "version": 1}
    here().post(f"{LIST}{made}/edit/", blank | {"ends_on": "2024-06-30"})

    answer = text(here(Role.C_LD).post(f"{LIST}{made}/edit/", blank | {"ends_on": "2024-07-31"}))

    assert "请先核对最新内容" in answer
    assert 'value="2024-07-31"' in answer


def test_the_list_asks_no_more_for_more_rows(django_assert_max_num_queries):
    browser = here()
    for number in range(12):
        a_contract(a_community(f"小区{number}"), a_company(f"第{number}物业"), date(2024, 1, 1))

    with django_assert_max_num_queries(12):
        browser.get(LIST)


def test_the_workbook_holds_what_the_filter_shows():
    company = a_company("明珠物业服务有限公司")
    a_contract(a_community("锦绣花园"), company, date(2020, 1, 1), fee="1.10")

    answer = here().get(LIST, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(answer.content)).active
    row = [cell.value for cell in sheet[4]]

    assert (row[1], row[3], row[6]) == ("锦绣花园", "明珠物业服务有限公司", "不定期")
    assert row[5].date() == date(2020, 1, 1)
