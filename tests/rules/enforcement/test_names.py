"""A name never gets through where names stand, and ordinary words stay readable (个保法 25)."""

from itertools import product

import pytest

from tingban.rules.enforcement import name_words as words
from tingban.rules.enforcement.redaction import hide

GIVEN = sorted(words.GIVEN)
ROLES = ("业主", "项目经理", "投诉人：", "负责人")
BEHIND = (
    "反映电梯停运", "拒签通知书", "殴打保洁员", "签收", "，住在本小区", "", "和物业公司", "的家",
    "（联系人）", "向街道投诉", "不在现场", "多次阻挠", "于6月3日",
)  # fmt: skip
# Given names of one and of two characters, each character in each place.
NAMES = [*GIVEN, *(one + two for one, two in zip(GIVEN, reversed(GIVEN), strict=True))]


def leaks(surname: str, given: str, before: str, behind: str) -> bool:
    """Whether any part of the given name is still read behind the surname."""
    shown = hide(f"{before}{surname}{given}{behind}")
    return not shown.startswith(f"{before}{surname}某") or (
        len(given) > 1 and shown.startswith(f"{before}{surname}某{given[-1]}{behind[:1]}")
    )


@pytest.mark.parametrize("surname", sorted(words.FREQUENT))
def test_a_frequent_surname_with_a_given_name_never_gets_through(surname):
    found = [
        surname + given + behind
        for place, given in enumerate(NAMES)
        for behind in BEHIND
        if leaks(surname, given, ROLES[place % len(ROLES)], behind)
    ]
    assert found == []


@pytest.mark.parametrize("surname", sorted(words.COMPOUND))
def test_nor_does_a_compound_one(surname):
    found = [
        surname + given
        for given in NAMES
        if hide(f"业主{surname}{given}反映") != f"业主{surname}某反映"
    ]
    assert found == []


def test_a_rare_surname_gets_through_only_as_an_ordinary_word():
    through = {
        (surname + given)[:2]
        for surname, given in product(sorted(words.RARE - words.FREQUENT), NAMES)
        if leaks(surname, given, "业主", "拒签通知书")
    }
    assert through <= words.ORDINARY | words.WHOLE | words.COMPOUND


@pytest.mark.parametrize("title", sorted(words.TITLES))
def test_before_a_title_it_is_hidden_wherever_it_stands(title):
    for name in ("王伟军", "张丽", "畅小芳", "欧阳文华"):
        assert name[1:] not in hide(f"昨天找到{name}{title}说明情况")


def test_of_several_names_each_is_hidden():
    text = "拆迁工作人员蒋彬、唐溶、鲁月红和欧阳文华未到场。"

    assert hide(text) == "拆迁工作人员蒋某、唐某、鲁某和欧阳某未到场。"


def test_no_ordinary_word_is_a_frequent_surname_with_a_common_given_name():
    ordinary = sorted(words.ORDINARY | words.WHOLE)

    names = [it for it in ordinary if it[0] in words.FREQUENT and set(it[1:]) <= words.GIVEN]
    assert names == []


@pytest.mark.parametrize("text", [
    "严重侵害业主权益，丧失服务宗旨。", "侵占全体业主利益的事。", "影响居民安全，现在越放越多。",
    "影响老人和小孩的安全。", "很多业主都在反应。", "全体业主强烈反对。", "暴力强拆居民房屋。",
    "未向居民公示收支。", "业主车辆损坏，业主向贵委反映。", "企业主管部门必须到场。",
    "未经业主许可，擅自改造。", "业主和孩子出行不便。", "班主任强烈推荐。", "维护业主权利。",
    "收取业主费用的去向。", "广大业主宁愿将车停在路面。", "老人是祖国的财富。", "业主相信政府。",
    "当事人通过出售转让。", "全体业主陈述的情况。", "业主公约。", "居民严重出行不便。",
    "业主单位拒不到场。", "居民常年不敢开窗。", "工作人员明确表示。", "业主曾经投诉。",
    "指导业主成立业委会。", "业主陆续入住。", "负责人解释，并对已办件说明。", "居民终日不安。",
    "当事人拒签、拒收。", "业主拒签通知书。", "会计师事务所出具报告。", "员工任职期间。",
    "业主安装的地锁被撤除。", "业主方提出异议。", "物业主管说开发商负责。", "业主张贴通知。",
    "主管部门和主管单位均未到场。",
    "负责人徐州分公司。", "负责人郑州万科物业公司反映。", "负责人万荣县物业公司。",
    "业主时常投诉。", "业主向街道投诉。", "维修工程未完工。", "业主代表大会通过。",
    "业主代表签字。", "保洁员工资未发。", "业主代表和物业公司均在场。",
    "业主单位，公司，物业均在场。",
    "项目经理任职三年。", "相关同志告诉我们。", "其余老师缺席。", "公交车司机师傅不停车。",
])  # fmt: skip
def test_ordinary_words_stay_readable(text):
    assert hide(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("物业主任王强拒签。", "物业主任王某拒签。"),
        ("企业主管李丽、业主赵小芳在场。", "企业主管李某、业主赵某在场。"),
        ("新物业业主王伟军称。", "新物业业主王某称。"),
        ("业委会主任委员高明签字。", "业委会主任委员高某签字。"),
        ("法人单位负责人何志强经理到场。", "法人单位负责人何某经理到场。"),
    ],
)
def test_a_role_is_a_whole_word(text, shown):
    assert hide(text) == shown


def test_too_long_by_a_character_is_better_than_a_name():
    assert hide("业主王伟军家住三层") == "业主王某家住三层"
    assert hide("业主王家和反映") == "业主王某反映"
    assert hide("业主张伟和物业经理李强争吵") == "业主张某和物业经理李某争吵"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("业主代表张伟到场。", "业主代表张某到场。"),
        ("法人代表王健林拒签。", "法人代表王某拒签。"),
        ("维修工赵铁柱在场。", "维修工赵某在场。"),
        ("维修工程建国。", "维修工程某。"),
        ("维修工作人员张伟、收费员工李丽。", "维修工作人员张某、收费员工李某。"),
        ("经办人郑爽。", "经办人郑某。"),
        ("收费员李秀英、秩序员何平、保洁员温暖", "收费员李某、秩序员何某、保洁员温某"),
    ],
)
def test_whoever_works_there_or_speaks_for_others_is_hidden(text, shown):
    assert hide(text) == shown


@pytest.mark.parametrize("link", ["、", "，", ",", " ", "以及", "和"])
def test_a_list_behind_a_role_is_hidden_to_its_end(link):
    text = f"业主代表{link.join(('刘芳', '陈明', '王海燕'))}签字"

    assert hide(text) == f"业主代表{link.join(('刘某', '陈某', '王某'))}签字"


@pytest.mark.parametrize("name", ["时迁", "何洲", "高原", "安静"])
def test_a_noun_is_a_surname_where_somebody_speaks_or_a_list_goes_on(name):
    assert hide(f"业主{name}反映") == f"业主{name[0]}某反映"
    assert hide(f"业主{name}、刘芳签字") == f"业主{name[0]}某、刘某签字"


def test_a_person_named_like_a_place_is_hidden():
    assert hide("负责人万荣和物业公司") == "负责人万某和物业公司"
    assert hide("负责人王永州称公司违规") == "负责人王某称公司违规"
