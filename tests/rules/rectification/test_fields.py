"""Questions of steps: what is asked, what fits, how it reads (ADR 0028)."""

import pytest

from tingban.rules.errors import Refused
from tingban.rules.rectification.fields import Ask, Field, check_told, offered

FITTING = {
    Ask.LINE: ("甲", 1), Ask.TEXT: ("甲", ["甲"]), Ask.DAY: ("2024-06-18", "6月18日"),
    Ask.MOMENT: ("2024-06-18T09:00:00+08:00", "2024-06-18T09:00:00"), Ask.MONEY: (100, -1),
    Ask.COUNT: (3, True), Ask.CHOICE: ("a", "c"), Ask.MANY: (["a", "b"], ["a", "c"]),
    Ask.FLAG: (True, "on"), Ask.LINES: (["甲"], "甲"), Ask.SCORES: (["保洁 20 15"], "保洁 20 15"),
    Ask.PEOPLE: ([{"name": "甲", "certificate": "1"}], [{"name": "甲"}]),
}  # fmt: skip


def field(ask: Ask, **told: object) -> Field:
    return Field("x", "答案", ask, choices=(("a", "甲"), ("b", "乙")), **told)


def test_every_kind_of_answer_is_tried():
    assert set(FITTING) == set(Ask)


@pytest.mark.parametrize("ask", Ask)
def test_an_answer_fits_or_is_refused(ask):
    right, wrong = FITTING[ask]
    field(ask).check(right)

    with pytest.raises(Refused, match="答案"):
        field(ask).check(wrong)


@pytest.mark.parametrize("ask", [Ask.LINE, Ask.LINES, Ask.DAY])
def test_a_required_answer_that_is_missing_is_asked_for(ask):
    with pytest.raises(Refused, match="请填写“答案”"):
        check_told((field(ask),), {})

    check_told((field(ask, is_required=False),), {})


@pytest.mark.parametrize(
    ("ask", "value", "words"),
    [
        (Ask.DAY, "2024-06-18", "2024年6月18日"),
        (Ask.MOMENT, "2024-06-18T09:05:00+08:00", "2024年6月18日 09:05"),
        (Ask.MONEY, 1234567, "12,345.67 元"),
        (Ask.CHOICE, "b", "乙"),
        (Ask.MANY, ["a", "b"], "甲、乙"),
        (Ask.FLAG, True, "是"),
        (Ask.LINES, ["一", "二"], "一；二"),
        (Ask.PEOPLE, [{"name": "陈某", "certificate": "08"}], "陈某（08）"),
        (Ask.COUNT, 3, "3"),
    ],
)
def test_an_answer_reads_as_words(ask, value, words):
    assert field(ask).spell(value) == words


def test_choices_that_the_file_gives_are_offered_and_nothing_else_fits():
    asked = (Field("x", "答案", Ask.CHOICE, choices_by="kept"), field(Ask.DAY))

    first, second = offered(asked, {"kept": (("YS-1", "一件"),)})

    assert (first.choices, second) == ((("YS-1", "一件"),), asked[1])
    first.check("YS-1")
    with pytest.raises(Refused, match="答案"):
        first.check("YS-2")
    assert offered(asked, {})[0].choices == ()
