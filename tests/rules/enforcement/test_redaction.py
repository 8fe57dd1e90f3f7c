"""What is personal in a text is found and hidden before the public reads it (个人信息保护法 25)."""

import pytest

from tingban.rules.enforcement.redaction import DATUM_LABELS, Datum, find, hide


@pytest.mark.parametrize(
    ("text", "datum", "found"),
    [
        ("身份证号140802199001011234，请核对", Datum.ID_NUMBER, "140802199001011234"),
        ("证号14080219900101123X。", Datum.ID_NUMBER, "14080219900101123X"),
        ("电话13935912345联系", Datum.PHONE, "13935912345"),
        ("电话139 3591 2345联系", Datum.PHONE, "139 3591 2345"),
        ("+86 13935912345", Datum.PHONE, "+86 13935912345"),
        ("拨打0359-2222363反映", Datum.PHONE, "0359-2222363"),
        ("拨打2222363反映", Datum.PHONE, "2222363"),
        ("邮箱 zhang.san@163.com 收", Datum.EMAIL, "zhang.san@163.com"),
        ("车辆晋MA1234占道", Datum.PLATE, "晋MA1234"),
        ("新能源车晋MD12345占道", Datum.PLATE, "晋MD12345"),
        ("住3号楼2单元501室反映", Datum.HOUSE, "3号楼2单元501室"),
        ("5栋1201漏水", Datum.HOUSE, "5栋1201"),
        ("2单元301反映", Datum.HOUSE, "2单元301"),
        ("业主在3-2-501居住", Datum.HOUSE, "3-2-501"),
        ("业主张小芳反映电梯停运", Datum.NAME, "张小芳"),
        ("法定代表人：李建国。", Datum.NAME, "李建国"),
        ("项目经理王强，", Datum.NAME, "王强"),
        ("负责人欧阳文华未到场", Datum.NAME, "欧阳文华"),
        ("由刘先生验收", Datum.NAME, "刘"),
        ("赵桂花阿姨说", Datum.NAME, "赵桂花"),
        ("项目经理王强拒签通知书", Datum.NAME, "王强"),
        ("由王经理签收", Datum.NAME, "王"),
    ],
)
def test_it_is_found(text, datum, found):
    assert [(it.datum, it.text) for it in find(text)] == [(datum, found)]


@pytest.mark.parametrize(
    "text",
    [
        "明珠物业服务有限公司在锦绣花园未公示公共收益。",
        "2024年6月3日，盐湖区住房和城乡建设局下达盐建责改字〔2024〕12号责令限期整改通知书。",
        "企业收取广告费 38,600.50 元，未入公共收益账。",
        "统一社会信用代码 91140802MA0K3W7P8Y。",
        "依据《物业管理条例》第六十三条，处 5 万元罚款。",
        "3号楼、5号楼电梯停运 12 天。",
        "共有住户 486 户，抽查 30 户。",
        "2021年至2023年三年间未公示。",
        "安全经理、业委会主任、保安队长均在场，业主王某反映。",
        "项目经理拒不到场，业主大会表决解聘。",
    ],
)
def test_what_is_no_persons_stays(text):
    assert find(text) == []
    assert hide(text) == text


def test_the_public_reads_a_surname_and_what_was_hidden():
    text = "业主张小芳（电话13935912345，住3号楼2单元501室）反映，车牌晋MA1234。"

    assert hide(text) == "业主张某（电话×××，住×××）反映，车牌（车牌已隐去）。"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("业主王小芳（13935912345）（住3号楼2单元501室）", "业主王某（×××）（住×××）"),
        ("（见附件）电话13935912345", "（见附件）电话（电话已隐去）"),
        ("(电话13935912345)", "(电话×××)"),
        ("1）业主反映（电话13935912345）", "1）业主反映（电话×××）"),
    ],
)
def test_no_bracket_opens_inside_another(text, read):
    assert hide(text) == read


def test_a_person_marks_what_the_rules_do_not_know():
    text = "绰号老黑的保安队长拒绝移交。"

    assert hide(text) == text
    assert hide(text, known=("老黑", "")) == "绰号（已隐去）的保安队长拒绝移交。"


def test_a_person_spares_what_is_nobodys():
    text = "企业服务电话0359-2222363。"

    assert hide(text, spared=("0359-2222363",)) == text
    assert hide(text, spared=("2222363",)) != text


def test_what_is_hidden_holds_nothing_more_to_hide():
    text = "业主张小芳，13935912345，zhang@163.com，晋MA1234，3号楼2单元501室，14080219900101123X"

    assert find(hide(text)) == []


def test_a_number_inside_a_longer_one_is_hidden_once():
    assert len(find("140802199001011234")) == 1


def test_every_kind_has_its_word():
    assert set(DATUM_LABELS) == set(Datum)
