"""Every article that is cited stands here in the words of the law, under its own numeral."""

import re

import pytest

from tingban.rules.law import ARTICLE_BY_KEY, ARTICLES, numeral
from tingban.rules.law.sources import LAWS
from tingban.rules.law.texts import articles_of, text_of

HEAD = re.compile(r"^第[零一二三四五六七八九十百千]+条$")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda it: it.key)
def test_each_key_has_the_text_of_the_right_article(article):
    law, _, spot = article.key.partition("-")
    place, paragraph, item = (*spot.split("."), "", "")[:3]
    lines = articles_of(law)[f"第{numeral(int(place))}条"]

    assert article.text
    assert article.article.startswith(f"第{numeral(int(place))}条")
    assert set(article.text.split("\n")) <= set(lines)
    if not paragraph and not item:
        assert article.text == "\n".join(lines)
    if item:
        assert article.text.split("\n")[-1].startswith(f"（{numeral(int(item))}）")


@pytest.mark.parametrize("law", LAWS, ids=lambda it: it.key)
def test_the_articles_of_a_law_stand_in_order_each_once_and_none_is_empty(law):
    heads = list(articles_of(law.key))
    numbers = [next(n for n in range(1, 1300) if f"第{numeral(n)}条" == head) for head in heads]

    assert heads
    assert all(HEAD.match(head) for head in heads)
    assert numbers == sorted(set(numbers))
    assert all(articles_of(law.key)[head] for head in heads)


@pytest.mark.parametrize("law", LAWS, ids=lambda it: it.key)
def test_a_paragraph_ends_and_an_item_is_counted_on(law):
    for head, lines in articles_of(law.key).items():
        items = 0
        for line in lines:
            assert line == line.strip()
            assert line.endswith(("。", "；", "：")), (law.key, head, line)
            found = re.match("^（([一二三四五六七八九十]+)）", line)
            items = items + 1 if found else 0
            assert not found or found[1] == numeral(items), (law.key, head, line)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("CC-278.1.4", "选聘和解聘物业服务企业或者其他管理人"),
        ("CC-946", "提前六十日书面通知物业服务人"),
        ("CC-1259", "“不满”、“超过”、“以外”，不包括本数"),
        ("PMR-58", "逾期仍不移交有关资料的"),
        ("PMR-63", "处5万元以上20万元以下的罚款"),
        ("APL-48.2", "应当在三日内撤回行政处罚决定信息"),
        ("APL-60", "自行政处罚案件立案之日起九十日内"),
        ("AEL-54", "十日后当事人仍未履行义务"),
        ("TRF-5", "在24小时内向同级公安机关移送"),
        ("OWN-9", "一个专有部分按一人计算"),
        ("PET-23.3", "5个工作日内提出异议"),
        ("PRC-9..10", "不按照规定提供服务而收取费用的"),
        ("CSL-21..3", "网络日志不少于六个月"),
    ],
)
def test_the_words_that_a_rule_rests_on_stand_there(key, words):
    assert words in ARTICLE_BY_KEY[key].text


def test_what_is_not_kept_is_empty():
    assert text_of("CC", "第一条", 0, 0) == ""
    assert text_of("CC", "第二百七十八条", 3, 0) == ""
    assert text_of("CC", "第二百七十八条", 1, 10) == ""
    assert text_of("NONE", "第一条", 0, 0) == ""
