"""Who may punish what (DOMAIN 1.3): what is another organ's is handed over."""

import pytest

from tingban.rules.enforcement.penalty_levers import levers_for
from tingban.rules.rectification import SUB_ACTS, Category
from tingban.rules.rectification.branches import NOT_GUIDED, barred, why_no_penalty
from tingban.rules.rectification.stages import MeasureKind


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


@pytest.mark.parametrize(
    ("category", "acts", "is_guided", "closed"),
    [
        (Category.CAT_1, ("1-03",), True, set()),
        # AMB-35: the level binds the fee under guided price alone.
        (Category.CAT_1, ("1-03",), False, {MeasureKind.REGRADE}),
        (Category.CAT_3, ("3-01",), True, {MeasureKind.PENALTY}),
        (Category.CAT_3, ("3-01",), False, {MeasureKind.PENALTY, MeasureKind.REGRADE}),
    ],
)
def test_what_is_not_open_to_a_problem_is_told_with_its_reason(category, acts, is_guided, closed):
    told = barred(category, acts, is_guided=is_guided)

    assert set(told) == closed
    assert all(told.values())
    assert told.get(MeasureKind.REGRADE, NOT_GUIDED) == NOT_GUIDED
