"""Merges of companies (DOMAIN 5.2)."""

import pytest

from tests.people import NOW, clerk
from tests.stories import a_company
from tingban.actions.registry.company_merges import merge_company, undo_company_merge
from tingban.data.registry.models import Company, CompanyMerge
from tingban.rules.errors import Conflict, NotNow, Refused

pytestmark = pytest.mark.django_db


def merge(child: Company, parent: Company) -> None:
    child.refresh_from_db()
    merge_company(company_id=child.pk, into=parent.pk, version=child.version, actor=clerk(), at=NOW)


def undo(child: Company, reason: str = "两家") -> None:
    child.refresh_from_db()
    undo_company_merge(
        company_id=child.pk, version=child.version, reason=reason, actor=clerk(), at=NOW
    )


def test_a_company_without_a_code_becomes_one_with_another():
    child, parent = a_company("明珠物业", code=""), a_company("明珠物业服务有限公司")

    merge(child, parent)

    child.refresh_from_db()
    assert child.merged_into == parent


def test_a_merge_can_be_undone_and_stays_on_record():
    child, parent = a_company("明珠物业", code=""), a_company("明珠物业服务有限公司")
    merge(child, parent)

    undo(child)

    child.refresh_from_db()
    assert child.merged_into is None
    assert CompanyMerge.objects.get().retracted_at == NOW


def test_two_codes_are_two_companies():
    with pytest.raises(Refused, match="代码不同的就是两家"):
        merge(a_company("甲物业"), a_company("乙物业"))


def test_nothing_merges_into_itself():
    company = a_company("明珠物业", code="")

    with pytest.raises(Refused, match="不能合并到自己"):
        merge(company, company)


def test_no_ring_comes_about():
    first, second = a_company("甲物业", code=""), a_company("乙物业", code="")
    merge(first, second)

    with pytest.raises(NotNow, match="已并入另一家"):
        merge(second, first)


def test_what_others_merged_into_does_not_merge_itself():
    first, second, third = (a_company(name, code="") for name in ("甲物业", "乙物业", "丙物业"))
    merge(first, second)

    with pytest.raises(NotNow, match="已有其他企业并入"):
        merge(second, third)


def test_what_is_merged_is_not_merged_again():
    first, second, third = (a_company(name, code="") for name in ("甲物业", "乙物业", "丙物业"))
    merge(first, second)

    with pytest.raises(NotNow, match="先撤销"):
        merge(first, third)


def test_an_old_version_is_told():
    child, parent = a_company("明珠物业", code=""), a_company("明珠物业服务有限公司")

    with pytest.raises(Conflict):
        merge_company(company_id=child.pk, into=parent.pk, version=9, actor=clerk(), at=NOW)


@pytest.mark.parametrize(("reason", "sentence"), [("", "写明撤销"), ("错", "没有并入另一家")])
def test_undoing_needs_a_merge_and_a_reason(reason, sentence):
    with pytest.raises(Refused, match=sentence):
        undo(a_company("明珠物业", code=""), reason)
