"""An order is complete, or it is said in words what it lacks."""

from dataclasses import replace
from datetime import date

import pytest

from tests.orders import DUE, FOUND, ISSUED, finding, income, paper, without
from tingban.rules.areas import AREAS
from tingban.rules.documents.slots import Officer
from tingban.rules.errors import Refused
from tingban.rules.law import ARTICLE_BY_KEY
from tingban.rules.rectification import SUB_ACTS
from tingban.rules.rectification.levers import Lever
from tingban.rules.rectification.order_checks import check_complete, missing


def test_a_complete_order_lacks_nothing():
    assert missing(paper()) == ()
    check_complete(paper())


def test_a_limit_on_a_rest_day_is_told_with_the_day_to_write():
    lacking = paper(findings=(finding(rest_day="2024年10月5日是休息日，请写 2024年10月8日"),))

    assert any("的整改期限 2024年10月5日是休息日，请写" in clause for clause in missing(lacking))


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"number": ""}, "没有规范的发文字号"),
        ({"number": "盐建责改字[2024]7号"}, "没有规范的发文字号"),
        ({"organ": " "}, "没有写明发出通知的机关"),
        ({"organ_address": ""}, "没有写明机关地址"),
        ({"company": ""}, "没有写明当事人"),
        ({"uscc": ""}, "当事人的统一社会信用代码是空的"),
        ({"uscc": "91140802MA0T70001X"}, "校验位不对"),
        ({"findings": ()}, "没有列出问题"),
        ({"officers": ()}, "现有 0 名"),
        ({"officers": (Officer("韩甲", "1"),)}, "现有 1 名"),
        ({"officers": (Officer("韩甲", "1"), Officer("韩甲", "1"))}, "现有 1 名"),
        ({"officers": (Officer("韩甲", "1"), Officer("李乙", " "))}, "李乙没有填写执法证号"),
    ],
)
def test_what_the_head_lacks_is_told(told, says):
    (clause,) = missing(without(**told))

    assert says in clause


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"community": ""}, "没有写明小区"),
        ({"facts": " "}, "没有写明查明的事实"),
        ({"evidence": ()}, "没有列出证据"),
        ({"demands": ("",)}, "没有写明整改要求"),
        ({"due_reason": ""}, "没有说明期限的理由"),
        ({"due_on": date(2024, 6, 16)}, "整改期限早于通知日期"),
        ({"found_on": date(2024, 6, 18)}, "查明日期晚于通知日期"),
        ({"acts": ("1-99",), "law_keys": ("CC-942.1",)}, "“1-99”不存在"),
        ({"acts": ("1-03", "6-01")}, "不属于“未按照合同约定提供服务”"),
        ({"law_keys": ("SX-12",)}, "引用的条款 SX-12 没有登记"),
    ],
)
def test_what_a_problem_lacks_is_told_with_its_number(told, says):
    (clause,) = missing(paper(finding(**told)))

    assert clause.startswith("问题 WT-140802-2024-000123")
    assert says in clause


def test_public_income_needs_its_amount():
    (clause,) = missing(paper(income(amount=None)))

    assert "没有写明涉及的公共收益金额" in clause


@pytest.mark.parametrize(("acts", "says"), [((), "没有选择问题行为"), (("9-06",), "违反的条款")])
def test_an_act_without_a_duty_needs_an_article(acts, says):
    category = finding().category if not acts else finding().category.CAT_9

    told = missing(paper(finding(acts=acts, category=category)))

    assert any(says in clause for clause in told)


def test_other_acts_stand_with_an_article_of_their_own():
    other = {"category": finding().category.CAT_9, "acts": ("9-99",)}

    assert "是“其他”，没有选择违反的条款" in missing(paper(finding(**other)))[0]
    assert missing(paper(finding(**other, law_keys=("CC-937",)))) == ()


def test_all_that_is_missing_is_refused_at_once():
    lacking = without(number="", company="", findings=(finding(evidence=()),))

    with pytest.raises(Refused) as caught:
        check_complete(lacking)
    for words in ("发文字号", "当事人", "证据"):
        assert words in caught.value.sentence
    assert caught.value.rule == "T-P05"


def test_an_article_counts_only_while_it_is_law():
    early = {"found_on": date(2020, 12, 31), "due_on": date(2021, 1, 15)}
    old = paper(finding(**early), issued_on=date(2020, 12, 31), is_decision=False)

    told = missing(old)

    assert any(
        "《中华人民共和国民法典》第九百四十二条第一款" in it and "不适用" in it for it in told
    )
    assert old.law_of(["CC-942.1"], date(2020, 12, 31)) == ()
    assert old.law_of(["CC-942.1"], date(2021, 1, 1)) == (ARTICLE_BY_KEY["CC-942.1"],)


def test_the_version_of_the_day_is_the_one_that_is_cited():
    lapsed = replace(ARTICLE_BY_KEY["PMR-35.2"], valid_to=date(2024, 6, 1))
    articles = {**ARTICLE_BY_KEY, "PMR-35.2": lapsed}

    (clause,) = missing(paper(finding(), articles=articles))

    assert "《物业管理条例》第三十五条第二款（2018年修订）在 2024年6月14日不适用" in clause


def test_a_threat_needs_its_article_on_the_day_of_the_order():
    lapsed = replace(ARTICLE_BY_KEY["PRC-9..10"], valid_to=date(2024, 6, 1))

    (clause,) = missing(paper(finding(), articles={**ARTICLE_BY_KEY, "PRC-9..10": lapsed}))

    assert "PRC-9..10" in clause


def test_an_appeal_needs_its_article_only_where_there_is_one():
    bare = {key: it for key, it in ARTICLE_BY_KEY.items() if key not in {"ARL-20", "ALL-46"}}

    assert len(missing(paper(articles=bare))) == 2
    assert missing(paper(articles=bare, is_decision=False)) == ()


def test_the_duties_of_the_acts_are_what_was_broken_unless_articles_were_chosen():
    assert finding().broken_keys == ("CC-942.1", "PMR-35.2", "PMR-46.1")
    assert finding(law_keys=("CC-942.1",)).broken_keys == ("CC-942.1",)


@pytest.mark.parametrize("act", [act for act in SUB_ACTS if act.duties], ids=lambda act: act.code)
def test_every_act_with_a_duty_makes_an_order_that_lacks_nothing(act):
    one = income if act.code[0] == "7" else finding
    told = one(category=act.category, acts=(act.code,), due_on=DUE)

    assert missing(paper(told)) == ()
    assert (told.found_on, paper().issued_on) == (FOUND, ISSUED)


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.code)
def test_every_county_has_its_phones_and_its_government(area):
    told = paper(area_code=area.code)

    assert told.phones == "、".join(f"0359-{phone}" for phone in area.phones)
    assert told.government == f"{area.full_name}人民政府"
    assert missing(told) == ()


def test_levers_of_local_law_stand_before_those_without_an_article():
    local = Lever("处1万元以上3万元以下的罚款", ("PMR-58",))

    told = paper(finding(category=income().category.CAT_6, acts=("6-01",)), local=(local,))

    words = [lever.words for lever in told.consequences]
    assert words.index(local.words) < words.index(next(it for it in words if "曝光" in it))
