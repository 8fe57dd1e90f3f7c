import csv

import pytest

from tests.shared_data import shared
from tingban.rules import registry
from tingban.rules.registry import ContractKind, FeeMode, ManagementMode


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("前期物业服务合同", ContractKind.INITIAL),
        ("业主大会选聘", ContractKind.OWNERS),
        ("事实服务（无合同）", ContractKind.DE_FACTO),
        ("应急", ContractKind.EMERGENCY),
        ("物管会代签", ContractKind.COMMITTEE),
    ],
)
def test_contract_kinds(text, kind):
    assert registry.CONTRACT_KINDS.find(text) is kind


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("专业物业", ManagementMode.COMPANY),
        ("业主自管", ManagementMode.SELF_MANAGED),
        ("社区代管", ManagementMode.COMMUNITY_RUN),
        ("无物业管理服务", ManagementMode.NONE),
    ],
)
def test_management_modes(text, mode):
    assert registry.MANAGEMENT_MODES.find(text) is mode


def test_fee_modes():
    assert registry.FEE_MODES.find("政府指导价") is FeeMode.GUIDED
    assert registry.FEE_MODES.find("市场调节价") is FeeMode.MARKET


def test_the_two_most_frequent_words_of_property_sites_are_modes():
    with shared("property_company_strings.csv").open(encoding="utf-8") as lines:
        words = [row["company_string"] for row in csv.DictReader(lines)][:4]

    assert [registry.MANAGEMENT_MODES.find(word) for word in words] == [
        ManagementMode.NONE,
        ManagementMode.SELF_MANAGED,
        ManagementMode.COMMUNITY_RUN,
        ManagementMode.COMMUNITY_RUN,
    ]


@pytest.mark.parametrize(
    "labels",
    [
        registry.COMPANY_LABELS,
        registry.CONTRACT_LABELS,
        registry.FEE_LABELS,
        registry.MANAGEMENT_LABELS,
    ],
)
def test_every_kind_has_a_label_and_fits_its_column(labels):
    kinds = type(next(iter(labels)))

    assert set(labels) == set(kinds)
    assert all(len(kind.value) <= 16 for kind in kinds)
