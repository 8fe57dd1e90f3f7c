"""The guide for 街道 and 业委会: every state, with law that is registered, and fresh in docs."""

import re
from pathlib import Path

import pytest
from tools.guide import as_markdown

from tingban.rules.exits.exit_stages import Stage
from tingban.rules.exits.guidance import ADVICE, BY_STAGE, handover_items
from tingban.rules.law import ARTICLE_BY_KEY

PAGE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "exits.md"


def test_every_state_has_its_advice_once_in_order():
    assert [advice.stage for advice in ADVICE] == list(Stage)
    assert set(BY_STAGE) == set(Stage)


@pytest.mark.parametrize("advice", ADVICE, ids=lambda it: it.stage.name)
def test_each_says_who_what_and_what_goes_wrong_in_plain_chinese(advice):
    words = "".join((advice.means, *advice.who, *advice.asks, *advice.wrong))

    assert all((advice.means, advice.who, advice.asks, advice.wrong))
    assert set(advice.law) <= set(ARTICLE_BY_KEY)
    assert re.findall("[A-Za-z]{3,}", words) == []


def test_the_figures_that_a_court_asks_for_are_told():
    told = BY_STAGE[Stage.X4]

    assert "三分之二" in "".join(told.asks)
    assert "正好一半不是过半数" in "".join(told.wrong)
    assert "第二百七十八条" in told.cited


def test_ten_items_are_told_six_of_them_must_come():
    assert [row[2] for row in handover_items()].count("必须移交") == 6


def test_the_page_in_docs_is_fresh():
    assert PAGE.read_text("utf-8") == as_markdown()
