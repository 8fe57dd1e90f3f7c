"""One company per community at a time (条例 33, DOMAIN 5.3)."""

from datetime import date

import pytest

from tests.people import NOW, clerk
from tests.stories import a_code, a_community, a_company, a_contract
from tingban.actions.registry import company_merges, contracts
from tingban.actions.registry.contracts import ContractStatement
from tingban.data.registry.models import Contract
from tingban.rules.errors import Conflict, NotNow, Refused

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2024, 1, 1)


def test_a_contract_is_kept():
    contract = a_contract(a_community(), a_company(), NEW_YEAR, ends_on=date(2024, 12, 31))

    row = Contract.objects.get(pk=contract)
    assert (row.starts_on, row.ends_on, row.county_id) == (NEW_YEAR, date(2024, 12, 31), "140802")


def test_a_second_company_at_the_same_time_is_refused():
    community = a_community()
    a_contract(community, a_company("甲"), NEW_YEAR)

    with pytest.raises(Refused, match="一个物业管理区域同时只能由一家企业服务"):
        a_contract(community, a_company("乙"), date(2024, 3, 1))


def test_a_handover_of_sixty_days_is_kept():
    community = a_community()
    a_contract(community, a_company("甲"), NEW_YEAR, ends_on=date(2024, 4, 29))

    a_contract(community, a_company("乙"), date(2024, 3, 1))

    assert community.contracts.count() == 2


def test_two_that_turned_out_to_be_one_company_do_not_overlap():
    community, known = a_community(), a_company("甲", code=a_code(1))
    pending = a_company("甲公司", code="")
    a_contract(community, pending, NEW_YEAR)
    company_merges.give_code(
        company_id=pending.pk, code=a_code(1), version=1, actor=clerk(), at=NOW
    )

    a_contract(community, known, date(2024, 3, 1))

    assert community.contracts.count() == 2


def test_the_same_contract_twice_is_told():
    community, company = a_community(), a_company()
    a_contract(community, company, NEW_YEAR)

    with pytest.raises(Conflict, match="已经登记"):
        a_contract(community, company, NEW_YEAR)


def test_it_ends_by_a_correction_and_not_before_it_began():
    contract = a_contract(a_community(), a_company(), NEW_YEAR)

    contracts.correct_contract(
        contract_id=contract,
        statement=ContractStatement(ends_on=date(2024, 5, 31), fee="1.2元/㎡·月"),
        version=1,
        actor=clerk(),
        at=NOW,
    )

    assert Contract.objects.get(pk=contract).ends_on == date(2024, 5, 31)
    with pytest.raises(Refused, match="早于开始日期"):
        contracts.correct_contract(
            contract_id=contract,
            statement=ContractStatement(ends_on=date(2023, 5, 31)),
            version=2,
            actor=clerk(),
            at=NOW,
        )


def test_a_void_contract_frees_the_community_and_can_be_stated_again():
    community, company = a_community(), a_company()
    contract = a_contract(community, company, NEW_YEAR)
    contracts.void_contract(contract_id=contract, version=1, reason="录错", actor=clerk(), at=NOW)

    again = a_contract(community, company, NEW_YEAR)

    assert again == contract
    assert not Contract.objects.get(pk=contract).is_void


def test_a_void_contract_is_not_corrected():
    contract = a_contract(a_community(), a_company(), NEW_YEAR)
    contracts.void_contract(contract_id=contract, version=1, reason="错", actor=clerk(), at=NOW)

    with pytest.raises(NotNow, match="已作废"):
        contracts.correct_contract(
            contract_id=contract,
            statement=ContractStatement(),
            version=2,
            actor=clerk(),
            at=NOW,
        )
