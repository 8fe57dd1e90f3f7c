from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tingban.rules.law import ARTICLE_BY_KEY, ARTICLES, LawArticle, cite, numeral


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (101, "一百零一"),
        (203, "二百零三"),
        (210, "二百一十"),
        (942, "九百四十二"),
        (1259, "一千二百五十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
    ],
)
def test_numerals_of_articles(number, text):
    assert numeral(number) == text


def test_an_article_has_a_number():
    with pytest.raises(ValueError, match="1 to 9999"):
        numeral(0)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_two_articles_never_share_a_numeral(one, other):
    assert (numeral(one) == numeral(other)) == (one == other)


def test_keys_are_unique():
    assert len(ARTICLE_BY_KEY) == len(ARTICLES)


@pytest.mark.parametrize(
    ("key", "citation"),
    [
        ("CC-942.1", "《中华人民共和国民法典》第九百四十二条第一款"),
        ("CC-278.1.4", "《中华人民共和国民法典》第二百七十八条第一款第（四）项"),
        ("APL-9..1", "《中华人民共和国行政处罚法》第九条第（一）项"),
        ("PMR-10", "《物业管理条例》第十条"),
    ],
)
def test_a_key_is_cited_as_a_document_cites_it(key, citation):
    assert ARTICLE_BY_KEY[key].citation == citation


def test_one_law_is_named_once_in_a_row_of_citations():
    text = cite("CC-942.1", "CC-943", "PMR-58")

    assert text == (
        "《中华人民共和国民法典》第九百四十二条第一款、第九百四十三条、《物业管理条例》第五十八条"
    )


def test_no_provincial_article_is_made_up():  # AMB-38
    assert not [article for article in ARTICLES if "山西" in article.law]


def test_a_version_holds_between_its_dates():
    row = LawArticle(
        "X-1", "某法", "一版", "第一条", "", date(2020, 1, 1), date(2021, 1, 1), "测试"
    )

    assert row.holds_on(date(2020, 1, 1))
    assert row.holds_on(date(2021, 1, 1))
    assert not row.holds_on(date(2021, 1, 2))
    assert not row.holds_on(date(2019, 12, 31))
    assert ARTICLE_BY_KEY["CC-942.1"].holds_on(date(2024, 6, 3))
