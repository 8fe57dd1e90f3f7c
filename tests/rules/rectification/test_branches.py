"""Who may punish what (DOMAIN 1.3): what is another organ's is handed over."""

import pytest

from tingban.rules.enforcement.penalty_levers import levers_for
from tingban.rules.rectification import SUB_ACTS, Category
from tingban.rules.rectification.branches import why_no_penalty


@pytest.mark.parametrize(
    ("category", "acts", "receiver"),
    [
        (Category.CAT_3, ("3-01",), "消防救援机构"),
        (Category.CAT_3, (), "消防救援机构"),
        (Category.CAT_9, ("9-01",), "市场监督管理部门"),
        (Category.CAT_9, ("9-05",), "有管辖权的部门"),
        (Category.CAT_9, ("9-06", "9-05"), "公安机关"),
    ],
)
def test_what_another_organ_punishes_names_it(category, acts, receiver):
    assert f"移送{receiver}" in why_no_penalty(category, acts)


@pytest.mark.parametrize(
    ("category", "acts"),
    [
        (Category.CAT_5, ("5-01",)),
        (Category.CAT_4, ("4-04",)),
        (Category.CAT_9, ("9-02",)),
        (Category.CAT_9, ("9-01", "9-02")),  # one of them is the bureau's
        (Category.CAT_9, ()),
        (Category.CAT_1, ("1-03",)),  # a local article may name a fine (AMB-38)
    ],
)
def test_what_may_be_the_bureaus_is_left_to_it(category, acts):
    assert why_no_penalty(category, acts) == ""


def test_nothing_that_an_article_gives_the_bureau_is_barred():
    given = [act for act in SUB_ACTS if levers_for([act.code])]

    assert given
    assert not [act.code for act in given if why_no_penalty(act.category, [act.code])]
