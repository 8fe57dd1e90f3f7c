import pytest

from tingban.rules import rectification
from tingban.rules.rectification import Category

# DOMAIN 1.1, byte for byte: body, 附件3 排查, 附件3 整改.
WORDINGS = {
    "CAT-1": ("未按照合同约定提供服务",) * 3,
    "CAT-2": ("未履行信息公开和报告义务", "未履行信息公开和报告义务", "未履行信息公开报告义务"),
    "CAT-3": (
        "未按照合同约定提供安全防范工作",
        "未按照合同约定提供安全防范工作",
        "未按照合同约定安全防范工作",
    ),
    "CAT-4": (
        "未履行物业服务企业的移交义务",
        "未履行物业服务企业的移交义务",
        "未履行物业企业的移交义务",
    ),
    "CAT-5": ("擅自利用小区公共部位经营", "擅自利用小区公共部位经营", "擅自占用公共部位经营"),
    "CAT-6": ("未公示公共收益收支情况", "未公示公共收支收益情况", "未公示公共收益情况"),
    "CAT-7": ("违规侵占小区公共收益", "违规侵占小区公共收益", "违规侵占公共收益"),
    "CAT-9": ("其他违法违规行为",) * 3,
}


def test_the_three_wordings_are_the_decrees():  # AMB-08
    told = {row.category: (row.body, row.survey, row.rectify) for row in rectification.CATEGORIES}

    assert told == WORDINGS
    assert rectification.CATEGORY_LABELS[Category.CAT_6] == "未公示公共收益收支情况"
    assert rectification.LABELS_OF[Category.CAT_9].group is None


@pytest.mark.parametrize("category", Category)
def test_code_digit_and_every_wording_mean_the_category(category):
    row = rectification.LABELS_OF[category]
    digit = category.digit

    for text in (
        category.value,
        digit,
        f"{digit}.0",
        int(digit),
        row.body,
        row.survey,
        row.rectify,
    ):
        assert rectification.category_by_text(text) is category


@pytest.mark.parametrize(
    ("text", "digit"),
    [
        ("cat 6", "6"),
        ("ＣＡＴ－６", "6"),
        ("未公示 公共收 支收益 情况", "6"),
        ("未公示\n公共收益\n收支情况", "6"),
        ("1.未按照合同约定提供服务", "1"),
        ("（1）未按照合同约定提供服务。", "1"),
        ("CAT-5 擅自占用公共部位经营", "5"),
        ("其它违法违规 行为", "9"),
        ("其他", "9"),
    ],
)
def test_other_spellings(text, digit):
    assert rectification.category_by_text(text) == f"CAT-{digit}"


@pytest.mark.parametrize("text", ["", "8", "CAT-8", "0", "10", "物业费", None, 2.5])
def test_what_is_no_category_is_none(text):
    assert rectification.category_by_text(text) is None


def test_the_groups_are_named_and_fit_their_categories():
    g1 = [row.category.digit for row in rectification.CATEGORIES if row.group == "G1"]

    assert g1 == ["1", "2", "3", "4"]
    assert set(rectification.GROUP_LABELS.values()) == {
        "物业服务不履约不到位行为",
        "物业服务企业侵害业主利益行为",
    }
