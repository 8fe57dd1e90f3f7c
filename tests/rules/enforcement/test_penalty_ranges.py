"""What may be imposed, by what article, until when (DOMAIN 1.3, 行政处罚法 32, 36)."""

import pytest

from tests.rules.enforcement.penalty_values import an_actor, day, done, good
from tingban.rules.actors import Role
from tingban.rules.enforcement.penalty_guard_keys import GuardKey
from tingban.rules.enforcement.penalty_guards import GUARDS
from tingban.rules.enforcement.penalty_levers import WAN
from tingban.rules.enforcement.penalty_stages import Stage


def test_below_the_range_only_with_a_ground_of_article_32():
    below = {"fine": 2 * WAN, "discretion": "below"}
    named = good("propose", Stage.CONCLUDED, told=below)
    bare = good("propose", Stage.CONCLUDED, told=below | {"discretion_reason": ""})

    assert not GUARDS[GuardKey.RANGE](named, an_actor(Role.C_ENF))
    assert "第三十二条" in GUARDS[GuardKey.RANGE](bare, an_actor(Role.C_ENF))


@pytest.mark.parametrize(
    ("told", "acts", "is_right"),
    [
        # 59: 30–50 % of the contract price
        ({"articles": ["PMR-59"], "kinds": ["fine"], "fine": 3 * WAN, "base": 10 * WAN}, "9-02", 1),
        ({"articles": ["PMR-59"], "kinds": ["fine"], "fine": 5 * WAN, "base": 10 * WAN}, "9-02", 1),
        ({"articles": ["PMR-59"], "kinds": ["fine"], "fine": 29_999_99, "base": 10 * WAN}, "9-02",
         0),
        ({"articles": ["PMR-59"], "kinds": ["fine"], "fine": 50_000_01, "base": 10 * WAN}, "9-02",
         0),
        ({"articles": ["PMR-59"], "kinds": ["fine"], "fine": 3 * WAN}, "9-02", 0),
        # 60: at most twice what was misused; the fine may be left out
        ({"articles": ["PMR-60"], "fine": 20 * WAN, "base": 10 * WAN}, "9-04", 1),
        ({"articles": ["PMR-60"], "fine": 20 * WAN + 1, "base": 10 * WAN}, "9-04", 0),
        ({"articles": ["PMR-60"], "kinds": ["warning"], "fine": 0}, "9-04", 1),
        # 58, 62: 1–10 万; 63: 5–20 万
        ({"articles": ["PMR-62"], "fine": WAN}, "5-04", 1),
        ({"articles": ["PMR-62"], "fine": 10 * WAN}, "5-04", 1),
        ({"articles": ["PMR-62"], "fine": 10 * WAN + 1}, "5-04", 0),
        ({"articles": ["PMR-63"], "fine": 5 * WAN}, "5-03", 1),
        ({"articles": ["PMR-63"], "fine": 5 * WAN - 1}, "5-03", 0),
        ({"articles": ["PMR-63"], "fine": 20 * WAN + 1}, "5-03", 0),
        # two articles together
        ({"articles": ["PMR-62", "PMR-63"], "fine": 30 * WAN}, "5-04", 1),
        ({"articles": ["PMR-62", "PMR-63"], "fine": 6 * WAN - 1}, "5-04", 0),
    ],
)  # fmt: skip
def test_a_fine_lies_in_the_range_of_its_articles(told, acts, is_right):  # DOMAIN 1.3
    now = good("propose", Stage.CONCLUDED, told=told, beside={"acts": (acts,)})

    assert (GUARDS[GuardKey.RANGE](now, an_actor(Role.C_ENF)) == "") == bool(is_right)


def test_income_from_common_parts_goes_back_to_them_and_is_not_confiscated():  # 条例 63
    told = {"kinds": ["warning", "fine", "gains"], "gains": WAN}
    now = good("propose", Stage.CONCLUDED, told=told)

    assert "剩余部分按照业主大会的决定使用" in GUARDS[GuardKey.KINDS](now, an_actor(Role.C_ENF))


@pytest.mark.parametrize(
    ("ended", "harm", "is_late"),
    [("2022-06-03", False, False), ("2022-06-02", False, True), ("2019-06-03", True, False),
     ("2019-06-02", True, True), (None, False, False)],
)  # fmt: skip
def test_two_years_and_five_where_there_was_harm(ended, harm, is_late):  # 36, DL-32
    told = {"found_on": "2024-06-03", "wrong_until": ended, "harm": harm}
    now = good("file", Stage.CLUE, more=[done("open", day(6, 3), **told)])

    assert bool(GUARDS[GuardKey.NOT_BARRED](now, an_actor(Role.C_LD))) == is_late
