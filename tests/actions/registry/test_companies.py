"""Acts on 物业企业 (DOMAIN 5.2)."""

import pytest

from tests.people import NOW, YONGJI, clerk, person
from tests.stories import a_code, a_company
from tingban.actions.registry import companies, company_merges
from tingban.actions.registry.companies import CompanyStatement
from tingban.data.registry.models import Company
from tingban.rules.actors import Role
from tingban.rules.errors import Conflict, NotAllowed, NotNow, Refused

pytestmark = pytest.mark.django_db
CODE = "91140802MA0K3W7P8Y"


def test_a_company_is_kept_by_its_code():
    company = a_company(code=" 91140802ma0k3w7p8y ")

    assert (company.uscc, company.kind) == (CODE, "enterprise")


def test_a_wrong_check_digit_is_told():
    with pytest.raises(Refused, match="校验位"):
        a_company(code="91140802MA0K3W7P8X")


def test_without_a_code_it_is_pending():
    assert a_company(code="").kind == "pending"


def test_one_code_is_one_company():
    a_company("甲物业", code=CODE)

    with pytest.raises(Conflict, match="已登记为“甲物业”"):
        a_company("乙物业", code=CODE)


def test_a_pending_company_gets_its_code():
    company = a_company(code="")

    same = company_merges.give_code(
        company_id=company.pk, code=CODE, version=1, actor=clerk(), at=NOW
    )

    company.refresh_from_db()
    assert (same, company.uscc, company.kind) == (company.pk, CODE, "enterprise")


def test_a_known_code_merges_the_pending_company_into_the_known_one():
    known, pending = a_company("甲物业", code=CODE), a_company("甲物业公司", code="")

    root = company_merges.give_code(
        company_id=pending.pk, code=CODE, version=1, actor=clerk(YONGJI), at=NOW
    )

    pending.refresh_from_db()
    assert root == known.pk
    assert pending.merged_into == known
    with pytest.raises(NotNow, match="并入"):
        company_merges.give_code(company_id=pending.pk, code=CODE, version=2, actor=clerk(), at=NOW)


def test_a_code_once_known_is_corrected_but_never_taken_away():
    company = a_company(code=CODE)
    other = a_code(77)

    companies.correct_company(
        company_id=company.pk,
        statement=CompanyStatement(name="甲", uscc=other),
        version=1,
        actor=clerk(),
        at=NOW,
    )

    with pytest.raises(Refused, match="不能改为空"):
        companies.correct_company(
            company_id=company.pk,
            statement=CompanyStatement(name="甲"),
            version=2,
            actor=clerk(),
            at=NOW,
        )
    assert Company.objects.get(pk=company.pk).uscc == other


def test_another_managers_kind_is_kept_without_a_code():
    told = CompanyStatement(name="中城社区", kind=companies.CompanyKind.OTHER_MANAGER)

    company = companies.add_company(statement=told, actor=clerk(), at=NOW)

    assert Company.objects.get(pk=company).kind == "other_manager"


def test_the_same_form_twice_makes_one_company():
    told = CompanyStatement(name="甲物业", uscc=CODE)
    made = {
        companies.add_company(statement=told, actor=clerk(), at=NOW, form="f") for _ in range(2)
    }

    assert len(made) == 1


def test_the_province_only_reads():
    with pytest.raises(NotAllowed):
        companies.add_company(
            statement=CompanyStatement(name="甲"), actor=person(Role.PROV), at=NOW
        )
